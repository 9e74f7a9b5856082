"""From a name to a file to write or edit: a new routine, an existing file, or the user's copy of a bundled one.

A routine comes before an exercise of the same name. The problems of a file are those that `coach validate` reports.
"""

import re
import shlex
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from coach import paths
from coach.authoring.drafts import stem_of, with_modeline
from coach.authoring.files import EXERCISE_SCHEMA, ROUTINE_SCHEMA, Taken, create_text
from coach.routine.exercises import Names
from coach.routine.library import Library, Loaded
from coach.routine.problems import LoadError, Problem, printable
from coach.routine.reading.yaml_nodes import Mapping, Node, Sequence, compose, read_text

LONGEST_STEM = 80
"""In characters. File systems allow a few more."""
LONGEST_STEM_BYTES = 240
"""In UTF-8, which file systems count: most allow 255 bytes, including the suffix."""
_DEVICES = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]")
"""Device names of Windows, with any suffix. A routine may be shared with a user of Windows."""


_PATH = re.compile(r"^\s*(~|\.\.?)?/|/\s*$|/.*\.ya?ml\s*$|\\")
"""What is a path rather than a name like "5/3/1 squat"."""


class BadName(ValueError):
    """A new routine cannot have this name. The message says why, and what would work."""


class EditTarget(Struct, frozen=True):
    """A file to edit."""

    path: Path
    copied: str = ""
    """The text of the user's copy of a bundled file, if it was made for this edit."""


def new_path(library: Library, name: str) -> Path:
    """The path for a new routine of this name. Raises BadName."""
    shown, stem = printable(name[:100]), stem_of(name)
    if _PATH.search(name):
        raise BadName(f'"{shown}" is a path. A new routine goes into your folder: give it a name, like "Leg day".')
    if printable(spaced := " ".join(name.split())) != spaced:
        raise BadName(f'"{shown}" has a character that cannot be printed. Leave that out.')
    if not stem:
        raise BadName(f'"{shown}" makes no file name. Write a word or some, like "Leg day".')
    if len(stem) > LONGEST_STEM or len(stem.encode()) > LONGEST_STEM_BYTES:
        raise BadName(f"this name is too long for a file's: {LONGEST_STEM} letters at most, of some scripts fewer.")
    if _DEVICES.fullmatch(stem):
        raise BadName(f'Windows keeps "{stem}" for a device. Add a word, like "{stem}-day".')
    for entry in library.entries():
        if entry.stem == stem:
            if entry.yours:
                raise BadName(f"you have a routine {stem} already; coach edit {stem} opens it.")
            raise BadName(f"there is a bundled routine {stem}; coach edit {stem} opens a copy of your own.")
    return paths.config_dir() / "routines" / f"{stem}.yaml"


def edit_target(library: Library, name: str) -> EditTarget:
    """The file of a routine, else of an exercise, else of the routine whose name has these words; of a bundled one, the
    user's copy.

    Raises:
        LoadError: there is no such name, or the file cannot be read.
        OSError: the copy cannot be written.
    """
    try:
        path = library.find(name)
    except LoadError:
        exercise = _exercise(library, name)
        if exercise is not None:
            return _mine(exercise, library.shelf.folders[0], paths.config_dir() / "exercises", EXERCISE_SCHEMA)
        path = library.find_by_words(name)
    if not path.is_file():
        read_text(path)  # its error says what it is instead
    return own_routine(library, path)


def name_for(library: Library, path: Path) -> str:
    """What the commands take for this file, quoted for a shell: its stem where that finds it, else its path."""
    stems = {entry.path: entry.stem for entry in library.entries()}
    stems |= {file: stem for stem, file in library.shelf.paths().items() if stem not in stems.values()}
    return shlex.quote(stems.get(path, str(path)))


def own_routine(library: Library, path: Path) -> EditTarget:
    """A routine's file; of a bundled one, the user's copy. Raises what `edit_target` raises."""
    return _mine(path, library.routine_folders[0], paths.config_dir() / "routines", ROUTINE_SCHEMA)


def _exercise(library: Library, name: str) -> Path | None:
    """The file of an exercise, if there is one of this name."""
    files = library.shelf.paths()
    if name in files:
        return files[name]
    try:
        return files[library.exercise(name).id]
    except LoadError:
        return None


def _mine(path: Path, bundled: Path, folder: Path, schema: str) -> EditTarget:
    if path.parent.absolute() != bundled.absolute():
        return EditTarget(path)
    copy = folder / path.name
    text = with_modeline(read_text(path), schema)
    try:
        create_text(copy, text)
    except Taken:
        return EditTarget(copy)
    return EditTarget(copy, text)


def let_go(target: EditTarget) -> bool:
    """Remove a copy that is still as it was made. Whether there was one."""
    try:
        same = bool(target.copied) and target.path.read_bytes() == target.copied.encode()
        if same:
            target.path.unlink()
    except OSError:
        return False
    return same


def problems_of(library: Library, path: Path, doubts: Callable[[Loaded], tuple[Problem, ...]]) -> tuple[Problem, ...]:
    """All problems of a file, including warnings.

    Args:
        library: has the exercises that a routine may use, and the names that a new exercise must not.
        path: the file of a routine or an exercise.
        doubts: finds the warnings of a routine that can be used.
    """
    try:
        loaded = library.check(path, lambda: Names(library.exercises()))
    except LoadError as error:
        return error.problems
    return doubts(loaded) if loaded else ()


def line_of_item(text: str, block: int, item: int) -> int:
    """The line (from 1) where an item of a block begins; 0 if there is no such item. Block and item count from 0."""
    node: Node | None = compose(text, "").root
    for step in ("blocks", block, "exercises", item):
        if isinstance(node, Mapping) and isinstance(step, str):
            node = node.get(step)
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            return 0
    return node.start.line + 1 if node else 0


def first_error(problems: tuple[Problem, ...], path: Path) -> Problem | None:
    """The first error, preferably in this file; None if there are only warnings."""
    errors = [problem for problem in problems if problem.severity == "error"]
    return next((problem for problem in errors if problem.file == str(path)), errors[0] if errors else None)
