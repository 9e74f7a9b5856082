"""`coach validate FILE…`: all that is wrong with some files or folders of them, routines and exercises."""

import gc
import sys
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from coach.cli import common

if TYPE_CHECKING:
    from coach.routine.exercises import Names
    from coach.routine.library import Library
    from coach.routine.problems import Problem
    from coach.routine.yaml_nodes import Document
    from coach.workout.known import Known


class Checked(NamedTuple):
    """One file, or a name that no file has."""

    file: str
    code: int
    """The exit code; 0 for one that can be used, whatever its warnings."""
    problems: "tuple[Problem, ...]" = ()
    asked: bool = True
    """It was named, not found in a folder."""


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILE...", shell_complete=common.routine_names)
@common.json_option
def command(paths: tuple[str, ...], as_json: bool) -> int:
    """Check routines and exercises, and tell every problem with its line and column.

    FILE is a routine or an exercise, a folder of them (the exercises folder in it included), or a routine's name.
    """
    gc.disable()  # many small values, none of them in circles: looking for those takes a fifth of the time
    check = _Check()
    found = []
    for path in paths:
        for checked in check.all(path):
            found.append(checked)
            if not as_json:
                _print(checked)
    if as_json:
        _print_json(found)
    elif len(found) > 1:
        click.echo(_summary(found))
    return max(it.code for it in found)


def _print(checked: Checked) -> None:
    from coach.routine.problems import printable

    if checked.problems:
        click.echo(common.told(checked.problems, sys.stdout))
    if checked.code == 0 and checked.asked:
        click.echo(f"{printable(checked.file)}: fine")


def _print_json(found: list[Checked]) -> None:
    from coach.routine.problems import as_json

    files = [{"file": it.file, "valid": it.code == 0, "problems": as_json(it.problems)} for it in found]
    common.print_json(files=files, checked=len(found), valid=sum(it.code == 0 for it in found))


def _summary(found: list[Checked]) -> str:
    """`12 files: 9 fine, 1 with warnings, 2 that cannot be used, for 7 problems.`"""
    wrong = [it for it in found if it.code]
    doubtful = sum(bool(it.problems) for it in found if not it.code)
    parts = [f"{len(found) - len(wrong) - doubtful:,} fine"]
    if doubtful:
        parts.append(f"{doubtful:,} with warnings")
    if wrong:
        parts.append(
            f"{len(wrong):,} that cannot be used, for {_counted(sum(len(it.problems) for it in wrong), 'problem')}"
        )
    return f"{_counted(len(found), 'file')}: {', '.join(parts)}."


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'s' * (number != 1)}"


class _Check:
    """Checks files against the person's library and what is known of them; both are read once."""

    def __init__(self) -> None:
        self.library: Library = common.the_library()
        self.library.shelf.hold()

    @cached_property
    def known(self) -> "Known":
        return common.the_known()

    @cached_property
    def names(self) -> "Names":
        """What the exercises of the library are called."""
        from coach.routine.exercises import Names

        return Names(self.library.exercises())

    def all(self, path: str) -> Iterator[Checked]:
        """The file of a path or of a name; of a folder every file in it."""
        from coach.routine.problems import LoadError

        try:
            found = self.library.find(path)
            files = list(_files(found)) if found.is_dir() else []
        except LoadError as error:
            yield Checked(path, error.exit_code, error.problems)
            return
        if not files:
            yield self.one(found, path)
        for file in files:
            yield self.one(file, str(file), asked=False)

    def one(self, path: Path, name: str, asked: bool = True) -> Checked:
        from coach import paths, settings
        from coach.routine.problems import LoadError

        if path.absolute() == paths.config_file():
            problems = settings.read(path)[1]
            return Checked(name, int(any(it.severity == "error" for it in problems)), problems, asked)
        try:
            return Checked(name, 0, self.problems(path), asked)
        except LoadError as error:
            return Checked(name, error.exit_code, error.problems, asked)

    def problems(self, path: Path) -> "tuple[Problem, ...]":
        """The warnings. Raises `LoadError` with everything else."""
        from coach.routine.exercises import read_exercise, stamp_of
        from coach.routine.yaml_nodes import compose, read_text

        stamp = stamp_of([path])
        document = compose(read_text(path), str(path), partial=True)
        if _is_exercise(path, document):
            read_exercise(path, document, self.names)
            return ()
        loaded = self.library.read(path, document, stamp)
        return common.warnings(loaded, self.known)


def _files(folder: Path) -> Iterator[Path]:
    """The YAML files of a folder and of its exercises, hidden ones apart. Raises `LoadError` where there are none."""
    from coach.routine.exercises import SUFFIXES
    from coach.routine.problems import failure

    found = []
    for place in (folder, folder / "exercises"):
        try:
            names = sorted(it.name for it in place.iterdir() if it.name.endswith(SUFFIXES) and not it.is_dir())
        except FileNotFoundError:
            continue
        except OSError as error:
            raise failure("unreadable", str(place), f"cannot be read: {error.strerror or error}.") from None
        found += [place / name for name in names if not name.startswith(".")]
    if not found:
        raise failure("not found", str(folder), "there are no YAML files in this folder.")
    yield from found


def _is_exercise(path: Path, document: "Document") -> bool:
    """Whether a file is meant as an exercise: no blocks, but cues or muscles, or a place among the exercises."""
    from coach.routine.yaml_nodes import Mapping

    root = document.root
    if not isinstance(root, Mapping) or "blocks" in root:
        return False
    return "cues" in root or "muscles" in root or path.absolute().parent.name == "exercises"
