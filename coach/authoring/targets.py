"""What a name means to somebody who writes: the file of a new routine; that of one that is there, made theirs first
where it is bundled; and what is wrong with it.

A routine comes before an exercise of the same name. Problems are those that `coach validate` tells.
"""

import re
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from coach import paths
from coach.authoring.drafts import stem_of
from coach.authoring.files import EXERCISE_SCHEMA, ROUTINE_SCHEMA, yours
from coach.routine.exercises import Names
from coach.routine.library import Library, Loaded
from coach.routine.problems import LoadError, Problem, printable
from coach.routine.yaml_nodes import Mapping, Node, Sequence, compose, read_text

LONGEST_STEM = 80
"""Characters; file systems take some more."""
LONGEST_STEM_BYTES = 240
"""In UTF-8, which is what file systems count: most take 255, suffix included."""
_DEVICES = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]")
"""What Windows calls its devices, whatever the suffix; a routine may be given to somebody who has it."""


class BadName(ValueError):
    """A new routine cannot be called so; the message says why and what would be right."""


class EditTarget(Struct, frozen=True):
    """A file to edit."""

    path: Path
    copied: bool = False
    """It was bundled, and is the user's copy now."""


def new_path(library: Library, name: str) -> Path:
    """The file of a new routine that is called so, which is not there yet. Raises BadName."""
    shown, stem = printable(name[:100]), stem_of(name)
    if "/" in name or "\\" in name:
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
    """The file of a routine, or else of an exercise, in a place where it may be edited.

    Raises:
        LoadError: there is none of this name, or it is no file that can be read.
        OSError: the copy cannot be written.
    """
    try:
        path = library.find(name)
    except LoadError as error:
        path = _exercise(library, name, error)
        return _mine(path, library.shelf.folders[0], paths.config_dir() / "exercises", EXERCISE_SCHEMA)
    if not path.is_file():
        read_text(path)  # says what it is
    return own_routine(library, path)


def own_routine(library: Library, path: Path) -> EditTarget:
    """A routine's file, or the user's copy of it where it is bundled. Raises as `edit_target`."""
    return _mine(path, library.routine_folders[0], paths.config_dir() / "routines", ROUTINE_SCHEMA)


def _exercise(library: Library, name: str, missing: LoadError) -> Path:
    """The file of an exercise. Raises the error of the routine that is missing where there is none either."""
    files = library.shelf.paths()
    if name in files:
        return files[name]
    try:
        return files[library.exercise(name).id]
    except LoadError:
        raise missing from None


def _mine(path: Path, bundled: Path, folder: Path, schema: str) -> EditTarget:
    if path.parent.absolute() != bundled.absolute():
        return EditTarget(path)
    return EditTarget(yours(path, folder, schema), copied=True)


def problems_of(library: Library, path: Path, doubts: Callable[[Loaded], tuple[Problem, ...]]) -> tuple[Problem, ...]:
    """Everything that is wrong with a file now, warnings included.

    Args:
        library: whose exercises it may name, and whose names an exercise must not take.
        path: of a routine or of an exercise.
        doubts: the warnings of a routine that can be used.
    """
    try:
        loaded = library.check(path, lambda: Names(library.exercises()))
    except LoadError as error:
        return error.problems
    return doubts(loaded) if loaded else ()


def line_of_item(text: str, block: int, item: int) -> int:
    """The line, from 1, at which an item of a block begins; 0 where the text has none there."""
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
    """What has to be put right first: of this file if it is there, None where only warnings are."""
    errors = [problem for problem in problems if problem.severity == "error"]
    return next((problem for problem in errors if problem.file == str(path)), errors[0] if errors else None)
