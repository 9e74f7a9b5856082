"""`coach edit NAME`: edit a routine or an exercise until it is right."""

import shlex
import sys
from typing import TYPE_CHECKING

import click

from coach.cli import common

if TYPE_CHECKING:
    from coach.routine.library import Library
    from coach.routine.problems import LoadError


@click.command()
@click.argument("name", cls=common.Words, shell_complete=common.complete_routines)
def command(name: str) -> int:
    """Open a routine in your editor, and check it when you close it.

    NAME is the name of a routine, some words of it, the name of an exercise, or the path of a YAML file. A bundled one
    is copied to your folder first. The editor is $VISUAL, else $EDITOR.
    """
    from coach.authoring.files import write_schemas
    from coach.authoring.targets import edit_target
    from coach.cli.editing import edit
    from coach.routine.problems import LoadError, printable

    if not sys.stdout.isatty():
        raise click.UsageError("an editor needs a terminal.")
    library = common.the_library()
    try:
        found = edit_target(library, name)
    except LoadError as error:
        raise _or_new(library, name, error) from None
    if found.copied:
        common.message(f"{printable(found.path.stem)} is bundled; this is your copy: {printable(str(found.path))}")
    write_schemas()
    return edit(library, found)


def _or_new(library: "Library", name: str, error: "LoadError") -> "LoadError":
    """The error for an unknown name, with the command that would create it."""
    from msgspec.structs import replace

    from coach.authoring.targets import BadName, new_path
    from coach.routine.problems import LoadError

    try:
        new_path(library, name)
    except BadName:
        return error
    if error.kind != "not found":
        return error
    first, *others = error.problems
    advice = f"{first.message} `coach new {shlex.quote(name)}` makes a new one."
    return LoadError(error.kind, (replace(first, message=advice), *others))
