"""The exercise library on disk: an id, a name or an alias to an Exercise, the user's before the bundled one.

Each exercise is a file, and the file's stem is its id. An id is looked up by path, which reads one file; names and
aliases need all files. What was parsed is kept until the file changes. Files of routines are not known here.
"""

import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from coach.counting import noun
from coach.routine.checks import bad_id, check_exercise
from coach.routine.model import Exercise
from coach.routine.problems import LoadError, Problem, Report, did_you_mean, one_of, quoted
from coach.routine.reading.decode import decode
from coach.routine.reading.yaml_nodes import Document, Mapping, Node, Scalar, compose, read_text
from coach.routine.reading.yaml_nodes import Sequence as NodeSequence

SUFFIXES = (".yaml", ".yml")

FileStamp = tuple[str, int, int, int]
"""A file's path, time of change in ns, size and inode; zeros if there is no such file."""

Stamp = tuple[FileStamp, ...]

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def stamp_of(paths: Iterable[str | Path]) -> Stamp:
    """A value that differs once any of these files changed, came or went. Takes some microseconds a file."""
    return tuple(_stamp(str(path)) for path in paths)


def _stamp(path: str) -> FileStamp:
    try:
        state = os.stat(path)  # noqa: PTH116  # four times a second for each file: without a Path
    except (OSError, ValueError):
        return (path, 0, 0, 0)
    return (path, state.st_mtime_ns, state.st_size, state.st_ino)


def listed(folder: Path) -> dict[str, Path]:
    """The YAML files of a folder by stem, in order; `.yaml` comes before `.yml`. Empty if it cannot be read."""
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if entry.name.endswith(SUFFIXES) and not entry.is_dir())
    except OSError:
        return {}
    found: dict[str, Path] = {}
    for name in names:
        if not name.startswith("."):
            found.setdefault(name.rpartition(".")[0], folder / name)
    return found


def load_exercise(path: Path) -> Exercise:
    """One file. Raises `LoadError` with all of its problems."""
    return read_exercise(path, compose(read_text(path), str(path), partial=True))


def is_exercise(path: Path, document: Document) -> bool:
    """Whether a file is meant as an exercise: it has no blocks, but cues or muscles, or is in a folder `exercises`."""
    root = document.root
    if isinstance(root, Mapping):
        if "blocks" in root:
            return False
        if "cues" in root or "muscles" in root:
            return True
    return path.absolute().parent.name == "exercises"


def read_exercise(path: Path, document: Document, others: "Names | None" = None) -> Exercise:
    """An exercise whose text was composed already (`partial`). Raises `LoadError` with all of its problems.

    Args:
        path: of its file.
        document: of the file's text.
        others: names in the library, none of which it may have; None: not checked.
    """
    exercise = decode(Exercise, document)
    if exercise is not None and isinstance(document.root, Mapping):
        if not _ID.fullmatch(path.stem):
            document.report.add_at(0, 0, bad_id("the file's name is the id, which has", path.stem))
        check_exercise(exercise, document.root, path.stem, document.report)
        if others is not None:
            _check_names(msgspec.structs.replace(exercise, id=path.stem), document.root, others, document.report)
    document.report.check()
    assert exercise is not None
    return msgspec.structs.replace(exercise, id=path.stem)


def _check_names(exercise: Exercise, node: Mapping, others: "Names", report: Report) -> None:
    places = name_places(node)
    for word in Names([exercise]).owners:
        owners = [owner for owner in others.owners.get(word, ()) if owner != exercise.id]
        if owners:
            other = f"{noun(len(owners), 'exercise')} {one_of(owners, 'and')}"
            message = f"{quoted(word)} stands for the {other} already: a name has one owner."
            report.add(places.get(word, node), message)


def name_places(node: Mapping) -> dict[str, Node]:
    """The nodes of `name` and `aliases` of an exercise, by the folded word."""
    aliases = node.get("aliases")
    places = (node.get("name"), *(aliases.items if isinstance(aliases, NodeSequence) else ()))
    found: dict[str, Node] = {}
    for place in places:
        if isinstance(place, Scalar):
            found.setdefault(folded(place.text), place)
    return found


def _named(path: Path, word: str, message: str) -> Problem:
    """A problem of one of an exercise's names, at its place in the file."""
    try:
        document = compose(read_text(path), str(path))
    except LoadError:  # it has gone in the meantime
        return Problem(str(path), 0, 0, message)
    report = Report(str(path), document.report.text)
    root = document.root
    place = name_places(root).get(word) if isinstance(root, Mapping) else None
    if place is None:
        report.add_at(0, 0, message)
    else:
        report.add(place, message)
    return report.problems[0]


class Names:
    """Ids, names and aliases of some exercises, whatever their case."""

    def __init__(self, exercises: Iterable[Exercise]) -> None:
        self.owners: dict[str, list[str]] = {}
        """The ids of a folded word."""
        self.words: list[str] = []
        for exercise in exercises:
            words = (exercise.id, exercise.name, *exercise.aliases)
            for word in dict.fromkeys(filter(None, words)):  # a wrong exercise of a routine's own may have no name
                self.words.append(word)
                owners = self.owners.setdefault(folded(word), [])
                if exercise.id not in owners:
                    owners.append(exercise.id)

    def find(self, word: str) -> str | None:
        """The id of the only exercise with this name; None if there is none. Raises `Ambiguous` for several."""
        owners = self.owners.get(folded(word), [])
        if len(owners) > 1:
            raise Ambiguous(f"{quoted(word)} is the name of {one_of(sorted(owners), 'and')}. Write the id of one.")
        return owners[0] if owners else None


class Ambiguous(ValueError):
    """Several exercises have a name; the message says which."""


class _Parsed(NamedTuple):
    stamp: FileStamp
    result: Exercise | LoadError


class Exercises:
    """The exercises of some folders.

    Args:
        folders: the bundled one first. A later folder takes precedence.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = tuple(folders)
        self._prefixes = [os.path.join(folder, "") for folder in reversed(self.folders)]  # noqa: PTH118
        self._parsed: dict[str, _Parsed] = {}
        self._held: dict[str, tuple[Exercise | None, Stamp]] | None = None

    def get(self, id: str) -> Exercise | None:
        """The exercise of this id, None if there is none. Raises `LoadError` if its file is wrong."""
        return self.look_up(id)[0]

    def hold(self) -> None:
        """Looks at each file once at most from now on: for a command that reads many routines and then ends."""
        self._held = {}

    def look_up(self, id: str) -> tuple[Exercise | None, Stamp]:
        """As `get`, with the stamp of what the result depends on: the file, and files that would take precedence."""
        if self._held is None:
            return self._looked_up(id)
        if id not in self._held:
            self._held[id] = self._looked_up(id)
        return self._held[id]

    def _looked_up(self, id: str) -> tuple[Exercise | None, Stamp]:
        looked: list[FileStamp] = []
        if _ID.fullmatch(id):
            for prefix in self._prefixes:
                for suffix in SUFFIXES:
                    looked.append(stamp := _stamp(prefix + id + suffix))
                    if stamp[3] or stamp[1]:
                        return self._load(stamp), tuple(looked)
        return None, tuple(looked)

    def _load(self, stamp: FileStamp) -> Exercise:
        path = stamp[0]
        parsed = self._parsed.get(path)
        if parsed is None or parsed.stamp != stamp:
            try:
                parsed = _Parsed(stamp, load_exercise(Path(path)))
            except LoadError as error:
                parsed = _Parsed(stamp, error)
            self._parsed[path] = parsed
        if isinstance(parsed.result, LoadError):
            raise LoadError(parsed.result.kind, parsed.result.problems)
        return parsed.result

    def paths(self) -> dict[str, Path]:
        """The file of each id, in order of the ids."""
        found: dict[str, Path] = {}
        for folder in self.folders:
            found |= listed(folder)
        return dict(sorted(found.items()))

    def all(self) -> tuple[Exercise, ...]:
        """Every exercise that can be read, in order of the ids; `problems` says why others cannot."""
        return self._read_all()[0]

    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the library: files that cannot be used, names with two owners."""
        exercises, problems = self._read_all()
        paths = self.paths()
        for word, owners in Names(exercises).owners.items():
            if len(owners) > 1:
                message = f"{quoted(word)} is the name of {one_of(sorted(owners), 'and')}: a name has one owner."
                problems += [_named(paths[owner], word, message) for owner in owners]
        return tuple(problems)

    def _read_all(self) -> tuple[tuple[Exercise, ...], list[Problem]]:
        exercises: list[Exercise] = []
        problems: list[Problem] = []
        for path in self.paths().values():
            try:
                exercises.append(self._load(_stamp(str(path))))
            except LoadError as error:
                problems += error.problems
        return tuple(exercises), problems

    def find(self, word: str) -> Exercise:
        """By id, name or alias. Raises `LoadError`: not found (with near names), invalid (two owners, its file)."""
        if exercise := self.get(word):
            return exercise
        names = Names(self.all())
        try:
            id = names.find(word)
        except Ambiguous as error:
            raise LoadError("invalid", [Problem(word, 0, 0, str(error))]) from None
        if id is None:
            advice = did_you_mean(word, names.words, 3) or " `coach exercises` shows those there are."
            raise LoadError("not found", [Problem(word or '""', 0, 0, f"there is no exercise of this name.{advice}")])
        found = self.get(id)
        assert found is not None
        return found


def folded(word: str) -> str:
    """A name as it is compared: casefolded, with single spaces."""
    return " ".join(word.split()).casefold()
