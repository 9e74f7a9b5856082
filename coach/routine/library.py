"""The routines on disk: from a name or a path to a Routine with its exercises.

The folders are arguments, the bundled ones first; the user's files take precedence. Only what is asked for is parsed: a
routine reads its own file and those of the exercises that it names. `LoadError` has what is wrong with it, `Loaded` its
warnings.
"""

import os
import re
import shlex
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from coach.routine.checks import Places, check_counted, check_language, check_routine
from coach.routine.exercises import (
    SUFFIXES,
    Ambiguous,
    Exercises,
    FileStamp,
    Names,
    Stamp,
    folded,
    is_exercise,
    listed,
    name_places,
    read_exercise,
    stamp_of,
)
from coach.routine.model import BaseBlock, Exercise, Item, Routine, SetSpec
from coach.routine.problems import LoadError, Place, Problem, Report, did_you_mean, one_of, quoted
from coach.routine.reading.decode import decode
from coach.routine.reading.yaml_nodes import Document, Mapping, Node, compose, peek, read_text
from coach.routine.reading.yaml_nodes import Sequence as NodeSequence
from coach.routine.spots import Share, Spots
from coach.routine.unused import check_unused


class Entry(Struct, frozen=True):
    """A routine that can be named."""

    stem: str
    path: Path
    yours: bool
    hides_bundled: bool
    """It is the user's, and a bundled one has the same stem."""


class Loaded(Struct, frozen=True):
    """A routine that can be used."""

    routine: Routine
    path: Path
    text: str
    yours: bool
    problems: tuple[Problem, ...]
    """Warnings only."""
    stamp: Stamp
    """Of every file that it was made of, and of those that would take precedence over one of its exercises."""
    spots: Spots
    """The places of what only settings and plan can judge."""


class Library:
    """Routines and exercises by name.

    Args:
        routine_folders: the bundled one first, then the user's.
        exercise_folders: likewise.
        languages: codes of those that the voice has phrases in, the default first; empty: no warnings about them.
    """

    def __init__(
        self, routine_folders: Sequence[Path], exercise_folders: Sequence[Path], languages: Sequence[str] = ()
    ) -> None:
        self.routine_folders = tuple(routine_folders)
        self.languages = languages
        self.shelf = Exercises(exercise_folders)

    def entries(self) -> Iterator[Entry]:
        """Every routine by its stem, in order, without parsing any."""
        bundled = listed(self.routine_folders[0]) if self.routine_folders else {}
        yours: dict[str, Path] = {}
        for folder in self.routine_folders[1:]:
            yours |= listed(folder)
        for stem in sorted(bundled.keys() | yours.keys()):
            hides = stem in bundled and stem in yours
            yield Entry(stem, yours.get(stem) or bundled[stem], stem in yours, hides)

    def names(self) -> list[str]:
        """The stems, in order."""
        return [entry.stem for entry in self.entries()]

    def stamp(self) -> Stamp:
        """A value that differs once a routine or an exercise in the folders was added, changed or removed. Takes some
        microseconds a file."""
        return stamp_of((*(entry.path for entry in self.entries()), *self.shelf.paths().values()))

    def exercise(self, word: str) -> Exercise:
        """The exercise with this id, name or alias. Raises `LoadError`: not found, invalid, or several have it."""
        return self.shelf.find(word)

    def exercises(self) -> tuple[Exercise, ...]:
        """All exercises that can be read, in order of the ids; `exercise_problems` says why others cannot."""
        return self.shelf.all()

    def exercise_problems(self) -> tuple[Problem, ...]:
        """What is wrong with the exercise files, and the names that several exercises have."""
        return self.shelf.problems()

    def load(self, name: str | Path) -> Loaded:
        """A routine by its path, its stem, its name (in any case) or by words that only its name has.

        Raises:
            LoadError: not found (with the nearest names), unreadable, or invalid with all of its problems.
        """
        path = name if isinstance(name, Path) else self.find_by_words(name)
        stamp = stamp_of([path])
        return self.read(path, compose(read_text(path), str(path), partial=True), stamp)

    def read(self, path: Path, document: Document, stamp: Stamp) -> Loaded:
        """A routine whose text was composed already (`partial`). Raises `LoadError` with all of its problems.

        Args:
            path: of its file.
            document: of the file's text.
            stamp: of the file, taken before it was read.
        """
        places: Places = {}
        routine = decode(Routine, document, places)
        if routine is None:
            document.report.check()
            raise LoadError("invalid", [Problem(str(path), 0, 0, "this is not a routine.")])
        check_routine(routine, places, document.report)
        check_language(routine, places, self.languages, document.report)
        resolver = _Resolver(self.shelf, routine, places, document.report)
        resolved = resolver.routine()
        document.report.check()
        check_counted(routine, resolved, places, document.report)
        check_unused(routine, resolved, places, document.report)
        _check_used(resolved, places[id(routine)], document.report)
        return Loaded(
            routine=resolved,
            path=path,
            text=document.report.text,
            yours=self._is_yours(path),
            problems=document.report.problems,
            stamp=(*stamp, *resolver.stamp),
            spots=_spots(routine, resolved, places, document.report),
        )

    def check(self, path: Path, names: Callable[[], Names]) -> Loaded | None:
        """The routine of a file, or None if the file is an exercise. Raises `LoadError` with all that is wrong.

        Args:
            path: of the file.
            names: of the exercises of the library, which another exercise must not have.
        """
        stamp = stamp_of([path])
        document = compose(read_text(path), str(path), partial=True)
        if is_exercise(path, document):
            read_exercise(path, document, names())
            return None
        return self.read(path, document, stamp)

    def resolve(self, routine: Routine, places: Places, report: Report) -> Routine:
        """The routine with an id wherever it names an exercise, and all of these exercises in `exercises`.

        Args:
            routine: as it was decoded.
            places: of `decode`.
            report: takes names that no exercise has, or several have, and the problems of the exercises' files.
        """
        return _Resolver(self.shelf, routine, places, report).routine()

    def find(self, name: str) -> Path:
        """The file with this name or path. Raises `LoadError` if there is none."""
        is_path = os.sep in name or "/" in name or name.endswith(SUFFIXES)
        if is_path and os.path.lexists(name):  # asked for each of a thousand files: no scan of the folders
            return Path(name)
        entries = {entry.stem: entry.path for entry in self.entries()}
        if is_path:
            return entries.get(name.rpartition(".")[0]) or Path(name)
        by_folded = {folded(stem): path for stem, path in entries.items()}
        if path := entries.get(name) or by_folded.get(folded(name)):
            return path
        if os.path.exists(name):  # noqa: PTH110  # never raises, whatever the name
            return Path(name)
        titles = {title: path for path in entries.values() if (title := _title(path))}
        if path := next((path for title, path in titles.items() if folded(title) == folded(name)), None):
            return path
        message = f"there is no routine of this name{self._advice(name, [*entries, *titles])}"
        raise LoadError("not found", [Problem(name[:100] or '""', 0, 0, message)])

    def find_by_words(self, words: str) -> Path:
        """The file with this name or path, else that of the only routine whose name has all of these words or parts.

        Raises `LoadError` if there is none, or if there are several.
        """
        try:
            return self.find(words)
        except LoadError as error:
            if error.kind != "not found" or not (parts := folded(words).split()):
                raise
            names = {entry: folded(f"{entry.stem} {_title(entry.path)}") for entry in self.entries()}
            found = [entry for entry, name in names.items() if all(part in name for part in parts)]
            found = [entry for entry in found if all(_begins_a_word(part, names[entry]) for part in parts)] or found
            if not found:
                raise
            if len(found) == 1:
                return found[0].path
            message = f"several routines have this in their name: {one_of([entry.stem for entry in found], 'and')}."
            raise LoadError("not found", [Problem(words[:100], 0, 0, message)]) from None

    def _advice(self, name: str, options: Sequence[str]) -> str:
        """The end of the message about a name that no routine has: what may be meant."""
        try:
            self.shelf.find(name)
        except LoadError:
            return "." + (did_you_mean(name, options, 3) or " `coach list` shows those there are.")
        return f", but an exercise: `coach exercises {shlex.quote(name)}` shows it."

    def _is_yours(self, path: Path) -> bool:
        bundled, folder = self.routine_folders[0] if self.routine_folders else None, path.parent
        return folder != bundled and folder.absolute() != (bundled and bundled.absolute())


def _check_used(resolved: Routine, root: Mapping, report: Report) -> None:
    """Warns of each exercise of a routine's own that it does not use. `root`: the routine's node."""
    own = root.get("exercises")
    if not isinstance(own, Mapping):
        return
    items = [item for block in resolved.blocks for item in block.exercises]
    used = _used([name for item in items for name in (item.exercise, *item.alternatives) if name], resolved.exercises)
    for name in own.entries:
        if name not in used:
            report.add(own.key(name) or own, f"the exercise {quoted(name)} is not used in this routine.", "warning")


def _used(named: Iterable[str], exercises: dict[str, Exercise]) -> set[str]:
    """The ids that items name, and those of the easier and harder versions on the pages of these exercises."""
    owners = Names(exercises.values()).owners
    todo, used = [name for name in named if name in exercises], set[str]()
    while todo:
        id = todo.pop()
        if id not in used:
            used.add(id)
            versions = (*exercises[id].easier, *exercises[id].harder)
            todo += [other for word in versions for other in owners.get(folded(word), ())]
    return used


def _spots(written: Routine, resolved: Routine, places: Places, report: Report) -> Spots:
    """Of the name and of every load in per cent. `written`: as it was decoded, whose Structs have places."""
    root = places[id(written)]
    shares: list[Share] = []
    for before, block in zip(written.blocks, resolved.blocks, strict=True):
        for source, item in zip(before.exercises, block.exercises, strict=True):
            doses: tuple[Item | SetSpec, ...] = (source, *item.sets) if isinstance(item.sets, tuple) else (source,)
            for dose in doses:
                if dose.load is not None and dose.load.kind == "percent":
                    node = places[id(dose)]
                    spot = report.spot(node.get("load") or node)
                    shares.append(Share(item.exercise or item.name or "", dose.load, spot))
    return Spots(report.spot(root.get("name") or root), tuple(shares))


def _begins_a_word(part: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(part)}", name) is not None


def _title(path: Path) -> str:
    """The `name` of a routine; empty if there is none."""
    try:
        return peek(read_text(path), "name") or ""
    except LoadError:
        return ""


class _Resolver:
    """Finds the exercises of one routine: in its file, then the user's, then bundled."""

    def __init__(self, shelf: Exercises, routine: Routine, places: Places, report: Report) -> None:
        self.shelf = shelf
        self.source = routine
        self.places = places
        self.report = report
        self.found = {id: replace(exercise, id=id) for id, exercise in routine.exercises.items()}
        self.own = Names(self.found.values())
        self.all_names: Names | None = None
        self.words: list[str] = []  # all names of exercises
        self.known: dict[str, str | None] = {}
        self.unknown: dict[str, str] = {}  # the message about each unknown word
        self.stamp: list[FileStamp] = []

    def routine(self) -> Routine:
        self._own_names()
        blocks = tuple(self._block(block) for block in self.source.blocks or ())
        return replace(self.source, blocks=blocks, exercises=self.found)

    def _own_names(self) -> None:
        root = self.places.get(id(self.source))
        own = root.get("exercises") if root else None
        called: dict[str, dict[str, Node]] = {}  # the nodes of the names of each exercise
        for word, owners in self.own.owners.items():
            if len(owners) > 1 and isinstance(own, Mapping):
                message = f"{quoted(word)} stands for the exercise {owners[0]} already: a name has one owner."
                for owner in owners[1:]:
                    if owner not in called:
                        called[owner] = name_places(self.places[id(self.source.exercises[owner])])
                    self.report.add(called[owner].get(word) or own.key(owner) or own, message)

    def _block(self, block: BaseBlock) -> BaseBlock:
        items = tuple(self._item(item) for item in block.exercises or ())
        same = all(now is before for now, before in zip(items, block.exercises or (), strict=True))
        return block if same else replace(block, exercises=items)

    def _item(self, item: Item) -> Item:
        node = self.places.get(id(item))
        exercise, alternatives = item.exercise, item.alternatives
        if exercise is not None:
            exercise = self._id(exercise, node.get("exercise") if node else None)
        if alternatives:
            listed = node.get("alternatives") if node else None
            nodes = listed.items if isinstance(listed, NodeSequence) else []
            same = len(nodes) == len(alternatives)
            found = [self._id(word, nodes[at] if same else listed) for at, word in enumerate(alternatives)]
            named = {exercise}
            for at, other in enumerate(found):
                if other is not None and other in named:
                    self._add(nodes[at] if same else listed, f'"{other}" is named in this item already.')
                named.add(other)
            alternatives = tuple(other for other in found if other)
        if exercise == item.exercise and alternatives == item.alternatives:
            return item
        return replace(item, exercise=exercise, alternatives=alternatives)

    def _id(self, word: str, place: Place | None) -> str | None:
        """The id of the exercise that a word names, which is added to `found`; None if there is a problem."""
        if word not in self.known:
            try:
                self.known[word] = self._find(word)
                if self.known[word] is None:
                    self.unknown[word] = f"unknown exercise {quoted(word)}.{self._advice(word)}"
            except Ambiguous as error:
                self.known[word], self.unknown[word] = None, str(error)
            except LoadError as error:
                self.known[word] = word
                self.report.include(error.problems)
        if word in self.unknown:
            self._add(place, self.unknown[word])
        return self.known[word]

    def _find(self, word: str) -> str | None:
        if word in self.source.exercises:
            return word
        if self.source.exercises and (own := self.own.find(word)):
            return own
        if exercise := self._get(word):
            return exercise.id
        other = self._names().find(word)
        if other is not None:
            self._get(other)
        return other

    def _get(self, id: str) -> Exercise | None:
        """An exercise of the library; the files that it depends on are added to the stamp."""
        exercise, stamp = self.shelf.look_up(id)
        if exercise is not None:
            self.stamp += stamp
            self.found.setdefault(exercise.id, exercise)
        return exercise

    def _names(self) -> Names:
        if self.all_names is None:
            self.all_names = Names(self.shelf.all())
        return self.all_names

    def _advice(self, word: str) -> str:
        if not self.words:
            self.words = [*self.own.words, *self._names().words]
        return self.report.did_you_mean(word, self.words, 3) or ' For words of your own write "name" instead.'

    def _add(self, place: Place | None, message: str) -> None:
        if place is None:
            self.report.add_at(0, 0, message)
        else:
            self.report.add(place, message)
