"""How `coach validate` checks a file: what kind of file it is, and all its problems.

Imported when that command runs, together with everything it needs: a folder may have a thousand files.
"""

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from coach import paths, settings
from coach.cli import common
from coach.routine.exercises import SUFFIXES, Names
from coach.routine.library import Library
from coach.routine.problems import LoadError, Problem, failure
from coach.workout.plan.known import Known


class Checked(NamedTuple):
    """One file, or a name without a file."""

    file: str
    code: int
    """The exit code: 0 if it can be used, with or without warnings."""
    problems: tuple[Problem, ...] = ()
    asked: bool = True
    """Whether it was named, rather than found in a folder."""


class Check:
    """Checks files against the user's library and what is known about the user. Both are read once."""

    def __init__(self) -> None:
        self.library: Library = common.the_library()
        self.library.shelf.hold()

    @cached_property
    def config(self) -> Path:
        return paths.config_file()

    @cached_property
    def known(self) -> Known:
        return common.the_known()

    @cached_property
    def names(self) -> Names:
        """The names of all exercises in the library."""
        return Names(self.library.exercises())

    def all(self, path: str) -> Iterator[Checked]:
        """Check the file of a path or name; for a folder, every file in it."""
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
        if path.name == self.config.name and path.absolute() == self.config:
            problems = settings.read_settings(path)[1]
            return Checked(name, int(any(it.severity == "error" for it in problems)), problems, asked)
        try:
            return Checked(name, 0, self.problems(path), asked)
        except LoadError as error:
            return Checked(name, error.exit_code, error.problems, asked)

    def problems(self, path: Path) -> tuple[Problem, ...]:
        """The warnings about a file. Raises `LoadError` if it cannot be used."""
        loaded = self.library.check(path, lambda: self.names)
        return common.warnings(loaded, self.known) if loaded else ()


def _files(folder: Path) -> Iterator[Path]:
    """The YAML files of a folder and its exercises folder, except hidden ones. Raises `LoadError` if there are none."""
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
