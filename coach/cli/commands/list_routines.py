"""`coach list`: all routines, with minutes, equipment and tags."""

from typing import TYPE_CHECKING

import click

from coach.cli import common

if TYPE_CHECKING:
    from coach.shell.catalog import Book


@click.command("list")
@common.json_option
def command(as_json: bool) -> None:
    """List the routines: minutes, equipment, tags.

    Yours stand behind the bundled ones; a file that cannot be used is listed with its first problem.
    """
    from coach.shell.catalog import list_rows, ordered, read_book

    library, known = common.the_library(), common.the_known()
    books = ordered([read_book(library, entry, known) for entry in library.entries()])
    if as_json:
        common.print_json(routines=[_facts(book) for book in books])
        return
    for line in common.table_lines(list_rows(books)):
        click.echo(line)
    for book in books:
        if not book.paper:
            click.echo(f"! {book.problems[0].text().splitlines()[0]}")


def _facts(book: "Book") -> dict[str, object]:
    """One routine for `--json`. `problems` is empty if it can be used."""
    from coach.routine.problems import as_json
    from coach.routine.values import SECOND

    entry, page = book.entry, book.paper
    facts: dict[str, object] = {
        "name": entry.stem,
        "path": str(entry.path),
        "yours": entry.yours,
        "hides_bundled": entry.hides_bundled,
        "problems": as_json(book.problems),
    }
    if page:
        facts |= {
            "title": page.title,
            "description": page.description,
            "minutes": page.minutes,
            "seconds": page.ns // SECOND,
            "estimated": page.estimated,
            "equipment": list(page.equipment),
            "tags": list(page.tags),
        }
    return facts
