"""The formats in which `coach show` exports a routine: a module each, and a row here.

What lives here: the registry that the command line and its help read. A format is imported when it is used. It is a
function from a routine, and the exercises it may name, to a text. To add one, write its module beside this one and its
row below.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from coach.routine.exercises import Exercises
    from coach.routine.library import Loaded


class ExportFormat(NamedTuple):
    name: str
    """As in `--export bundle`."""
    export: Callable[[Loaded, Exercises], str]
    """Raises LoadError if a file can no longer be read."""
    language: str
    """What the text is written in."""
    does: str
    """For the help."""


def _bundle(loaded: Loaded, shelf: Exercises) -> str:
    from coach.authoring.exports.bundle import bundle

    return bundle(loaded, shelf)


EXPORT_FORMATS = {
    row.name: row
    for row in (ExportFormat("bundle", _bundle, "YAML", "one file that holds its exercises too, to share"),)
}
"""By name."""
