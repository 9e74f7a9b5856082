"""`coach list [WORD…]`: the routines, with minutes, equipment and tags."""

from typing import TYPE_CHECKING

import click

from coach.cli import common

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.shell.catalog import Book


@click.command("list")
@click.argument("words", nargs=-1, metavar="[WORD]...")
@common.json_option
def command(words: tuple[str, ...], as_json: bool) -> int:
    """List the routines: minutes, equipment, tags.

    With WORDs only those that have all of them in their name, tags or equipment. Yours stand behind the bundled ones; a
    file that cannot be used is listed with its first problem.
    """
    from coach.shell.catalog import matching, ordered, read_book

    library, known = common.the_library(), common.the_known()
    every = ordered([read_book(library, entry, known) for entry in library.entries()])
    books = matching(every, " ".join(words))
    if as_json:
        common.print_json(routines=[_facts(book) for book in books])
    else:
        _print(books)
    if words and not books:
        from coach.routine.problems import printable

        common.message(f"no routine has {printable(' '.join(words))} in its name, tags or equipment.")
        return 66
    return 0


def _print(books: "Sequence[Book]") -> None:
    """The list, in the order and the groups of the library."""
    from coach.shell.catalog import DETAILS, list_rows

    usable = [book for book in books if book.paper]
    rows = common.table_rows(list_rows(usable), wraps=len(DETAILS), optional=True) if usable else []
    before: bool | None = None
    for book, lines in zip(usable, rows, strict=True):
        if book.entry.yours and not before:
            click.echo("yours" if before is None else "\nyours")
        before = book.entry.yours
        click.echo("\n".join(lines))
    broken = [book for book in books if not book.paper]
    if broken and usable:
        click.echo()
    for book in broken:
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
