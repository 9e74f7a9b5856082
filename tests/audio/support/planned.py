"""The sounds that the core plans for a workout, and the comparison of a recording with them.

What lives here: the plan of a workout, given a routine and the instants of the keys, and the comparison. What does not:
a process, a recording. Marks are in ns since the first instant of the workout, recorded sounds in ns of
`time.perf_counter_ns()`; an origin connects the two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from ear import Heard

from coach import paths
from coach.routine.library import Library
from coach.routine.values import SECOND
from coach.workout.engine.inputs import Count, Input, Pause
from coach.workout.engine.journal import Run
from coach.workout.engine.timeline import next_change
from coach.workout.heard.signals import signals
from coach.workout.plan.known import Known

HORIZON = 2 * SECOND
"""How far ahead the program has placed sounds when it stops."""
NEAR_NS = 200_000_000
"""Sounds of the same name are farther apart than this, and keys are answered sooner."""


@dataclass(frozen=True)
class Mark:
    """A planned sound."""

    at: int
    """ns since the workout's first instant."""
    name: str
    part: int
    """Rises with each key. The marks of a part lie on one grid."""
    answers: bool
    """Whether it answers a key, so that it could not be placed ahead."""


class Plan:
    """A workout as the core runs it, given each input in order."""

    def __init__(self, routine: Path) -> None:
        loaded = Library(paths.routine_folders(), paths.exercise_folders()).load(str(routine))
        self._run = Run.begin(loaded.routine, Known(), 0)
        self._part = 0
        self._goes: int | None = None  # when paused work resumes, whose marks lie on another grid than those of READY
        self._since = 0
        self._muted = False
        self._pressed = -SECOND
        self.marks: list[Mark] = []

    def go(self, until: int) -> None:
        """Run until an instant without an input."""
        if not self._muted:
            self.marks += [self._mark(at.at, at.name) for at in signals(self._run.session, self._since, until)]
        self._since = max(self._since, until)

    def _mark(self, at: int, name: str) -> Mark:
        part = self._part + (self._goes is not None and at > self._goes)
        return Mark(at, name, part, at - self._pressed < NEAR_NS)

    def press(self, at: int, input_: Input) -> None:
        """Apply an input at an instant."""
        self.go(at)
        self._run = self._run.press(at, input_)
        self._pressed = at
        if isinstance(input_, Count):
            self.marks.append(self._mark(at, "rep"))
            return
        self._part += 2
        session = self._run.session
        here = session.here
        self._goes = None if here is None or here.resumes_at is None else here.resumes_at + session.paused_ns

    def mute(self, at: int, muted: bool) -> None:
        """Mute or unmute at an instant."""
        self.go(at)
        self._muted = muted

    def stop(self, at: int) -> None:
        """Stop the program at an instant, for so long that it counts as away since its last look at the clock.

        It looks at each change of the screen; the sounds of the next two seconds have then been placed.
        """
        looked = 0
        while (change := next_change(self._run.at(looked).session, looked)) is not None and change <= at:
            looked = max(change, looked + 1)
        self.go(looked + HORIZON + 1)
        self._run = self._run.press(looked, Pause("away"))


@dataclass(frozen=True)
class Comparison:
    """A recording compared with the plan."""

    pairs: list[tuple[Mark, Heard]]
    extra: list[Heard]
    """Sounds that were not planned, at least not under that name."""
    missing: list[Mark]
    origin_ns: int
    """The first instant of the workout, shifted by the latency of its first sounds."""

    def late_ns(self, mark: Mark, heard: Heard) -> int:
        """How much later than the sounds of the first part it was, relative to the plan."""
        return heard.at_ns - self.origin_ns - mark.at

    def parts(self) -> dict[int, list[int]]:
        """By part, the lateness of its sounds in ns, in order, without those that answer a key."""
        found: dict[int, list[int]] = {}
        for mark, heard in self.pairs:
            if not mark.answers:
                found.setdefault(mark.part, []).append(self.late_ns(mark, heard))
        return found

    def answers(self) -> list[int]:
        """The lateness in ns of the sounds that answer a key."""
        return [self.late_ns(mark, heard) for mark, heard in self.pairs if mark.answers]


def compare(marks: Sequence[Mark], heard: Sequence[Heard], origin_ns: int) -> Comparison:
    """Pair recorded sounds with marks: in order if all the names are the same, else by name and nearness."""
    extra: list[Heard] = []
    if [mark.name for mark in marks] == [each.name for each in heard]:
        pairs, missing = list(zip(marks, heard, strict=True)), []
    else:
        pairs, missing = [], list(marks)
        for each in heard:
            at = each.at_ns - origin_ns
            near = [mark for mark in missing if mark.name == each.name and abs(mark.at - at) < NEAR_NS]
            if near:
                mark = min(near, key=lambda mark: abs(mark.at - at))
                missing.remove(mark)
                pairs.append((mark, each))
            else:
                extra.append(each)
    first = [each.at_ns - mark.at for mark, each in pairs if mark.part == 0]
    return Comparison(pairs, extra, missing, round(median(first)) if first else origin_ns)
