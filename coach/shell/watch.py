"""Watches the file of the routine that is open, and reports a version that differs.

No Textual and no timer: a screen polls it four times a second. The last valid version is kept. An invalid one is
reported once, and only if two polls find it, because some editors empty a file before they fill it. When a copy of a
bundled routine appears in the user's folder, the copy is watched from then on.
"""

from pathlib import Path
from typing import Final

from msgspec import Struct

from coach.routine.exercises import Stamp, stamp_of
from coach.routine.library import Library, Loaded
from coach.routine.problems import LoadError, Problem, printable

FILE_POLL_S: Final = 0.25
"""Seconds between two polls."""


class FileChange(Struct, frozen=True):
    """What a poll found."""

    loaded: Loaded | None = None
    """The new version; None: what is there cannot be used."""
    problems: tuple[Problem, ...] = ()
    """All that is wrong with it then."""
    same: bool = False
    """The new version says what the last good one said: it was broken in between, or differs only in its layout."""

    @property
    def words(self) -> str:
        """The first problem in a line: `tuesday.yaml: line 14, unknown …`."""
        errors = [problem for problem in self.problems if problem.severity == "error"]
        if not errors:
            return ""
        first, more = errors[0], len(errors) - 1
        where = f"line {first.line}, " if first.line else ""
        others = f" And {more} more." if more else ""
        return printable(f"{Path(first.file).name}: {where}{' '.join(first.message.split())}{others}")


class RoutineWatch:
    """The routine that is open.

    Args:
        library: where it came from.
        loaded: as it was read.
    """

    def __init__(self, library: Library, loaded: Loaded) -> None:
        self.loaded = loaded
        """The last version that could be used."""
        self._library = library
        self._stamp: Stamp = (*loaded.stamp, *self._beside())
        self._doubt: Stamp | None = None  # of a version that cannot be used and is not reported yet
        self._broken = False

    def poll(self, *, sure: bool = False) -> FileChange | None:
        """What is new since the last change that was reported; None: nothing.

        Args:
            sure: the editor is closed; an invalid version is reported at the first poll.
        """
        stamp = stamp_of(path for path, *_ in self._stamp)
        if stamp == self._stamp:
            self._doubt = None
            return None
        try:
            loaded = self._library.load(self._path())
        except LoadError as error:
            return self._wrong(error, stamp, sure)
        before, self.loaded = self.loaded, loaded
        was_broken, self._broken, self._doubt = self._broken, False, None
        self._stamp = (*loaded.stamp, *(now for now in stamp if now[0] in self._paths_beside()))
        same = loaded.routine == before.routine
        return FileChange(loaded, same=same) if was_broken or not same or loaded.path != before.path else None

    def _wrong(self, error: LoadError, stamp: Stamp, sure: bool) -> FileChange | None:
        if not sure and stamp != self._doubt:
            self._doubt = stamp
            return None
        self._doubt, self._broken = None, True
        named = {problem.file for problem in error.problems} - {path for path, *_ in stamp}
        self._stamp = (*stamp, *stamp_of(sorted(named)))
        return FileChange(problems=error.problems)

    def _path(self) -> Path:
        """The file that is meant now: the user's copy of a bundled routine, as soon as there is one."""
        return next((copy for copy in self._copies() if copy.is_file()), self.loaded.path)

    def _copies(self) -> list[Path]:
        if self.loaded.yours:
            return []
        return [folder / self.loaded.path.name for folder in reversed(self._library.routine_folders[1:])]

    def _paths_beside(self) -> list[str]:
        """What else may change the routine: a copy of it, and a new file among the exercises."""
        return [str(path) for path in (*self._copies(), *self._library.shelf.folders)]

    def _beside(self) -> Stamp:
        return stamp_of(self._paths_beside())
