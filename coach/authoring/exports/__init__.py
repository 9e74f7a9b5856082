"""The formats in which `coach show` gives a routine away: a module each, and a row here.

What lives here: the registry that the command line and its help read; it imports nothing until a format is asked for.
A format is a function from a routine, and the exercises that it may name, to a text. To add one, write its module
beside this one and its row below.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from coach.routine.exercises import Exercises
    from coach.routine.library import Loaded


class ExportFormat(NamedTuple):
    name: str
    """As it is asked for: `--export bundle`."""
    export: Callable[[Loaded, Exercises], str]
    """Raises LoadError where a file that was there when the routine was read cannot be read any more."""
    language: str
    """What the text is written in."""
    does: str
    """What it is, for the help."""


def _bundle(loaded: Loaded, shelf: Exercises) -> str:
    from coach.authoring.exports.bundle import bundle

    return bundle(loaded, shelf)


EXPORT_FORMATS = {
    row.name: row
    for row in (
        # the name, its function, what it is written in, what it is
        ExportFormat("bundle", _bundle, "YAML", "one file that holds its exercises too, to share"),
    )
}
"""By name."""
