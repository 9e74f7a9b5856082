"""The user's files: where they go and how they are created. No file of the user's is ever overwritten.

What goes into a file is decided in `drafts`, which editor opens it in `editor`.
"""

from contextlib import suppress
from pathlib import Path
from typing import Literal

import coach
from coach import atomic, paths

ROUTINE_SCHEMA, EXERCISE_SCHEMA = "routine.schema.json", "exercise.schema.json"


class Taken(Exception):
    """A file of this name exists already. Nothing was written."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is there already")
        self.path = path


def create_text(path: Path, text: str) -> None:
    """Create a file, whole or not at all. Raises Taken if it exists, OSError if it cannot be written."""
    try:
        atomic.create(path, text.encode())
    except FileExistsError:
        raise Taken(path) from None


def write_schemas() -> None:
    """Write or refresh the schemas beside the user's routines and exercises. Failures are ignored."""
    from coach.routine.schema import schema_text

    for folder, name, kind in _places():
        if folder.is_dir():
            with suppress(OSError):
                text = schema_text(kind)
                file = folder / name
                if not file.is_file() or file.read_text(encoding="utf-8", errors="replace") != text:
                    atomic.replace(file, text.encode())


def refresh_schemas() -> None:
    """Refresh the schemas that another version of the program wrote."""
    for folder, name, _ in _places():
        with suppress(OSError), (folder / name).open(encoding="utf-8", errors="replace") as file:
            if f'"coach {coach.__version__}"' not in file.read(400):
                write_schemas()
                return


def _places() -> tuple[tuple[Path, str, Literal["routine", "exercise"]], ...]:
    config = paths.config_dir()
    return (config / "routines", ROUTINE_SCHEMA, "routine"), (config / "exercises", EXERCISE_SCHEMA, "exercise")
