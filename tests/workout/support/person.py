"""A person in a workout, without waiting: a routine of a few lines of YAML, keys at given seconds, and what is then.

This is the language in which the core's tests are written. A test says what is in the file, which keys are pressed and
when, and what the person then sees or hears:

    person = Person(tmp_path, straight("name: Plank, sets: 2, work: 30s, rest: 20s"))
    person.at(10)                                   # the clock of READY has run out
    assert person.stage == ("WORK", "Plank", 1)
    person.at(25, Pause()).at(60, Resume())         # 15 s of work, then 35 s of pause
    assert person.heard(60, 71) == [(67, "tick"), (68, "tick"), (69, "tick"), (70, "go")]

Seconds count from the start of the workout and never run backwards. What ends by itself in between ends at its own
instant, as in the program. A key that is refused raises `Refused`. For what the screen shows give `person.session` to
`view`; for another way into the core, `person.run` is the journal with its session.

Routines are read by the real library, so a test can use any bundled exercise (`{exercise: deadlift, reps: 5}`) or words
of its own (`{name: Plank, work: 30s}`). `name: Test` is written above the blocks.
"""

from pathlib import Path
from typing import Self

from coach import paths
from coach.routine.library import Library
from coach.routine.values import SECOND
from coach.workout.engine.inputs import Input
from coach.workout.engine.journal import Run
from coach.workout.engine.state import RunningStage, Session
from coach.workout.heard.signals import signals
from coach.workout.plan.known import Known
from coach.workout.plan.sets import Set

LIBRARY = Library(paths.routine_folders(), paths.exercise_folders())
"""The bundled routines and exercises."""


def straight(item: str, *, defaults: str = "") -> str:
    """The YAML of one item in a block of straight sets: `straight("name: Plank, work: 30s")`.

    Args:
        item: the fields of the item, without braces.
        defaults: the routine's `defaults:`, as a whole line.
    """
    return f"{defaults}blocks:\n  - exercises:\n      - {{{item}}}\n"


class Person:
    """A person in a workout: `at(12.5, Done())` presses a key 12.5 s after the start.

    Args:
        folder: where the routine's file is written; `tmp_path`.
        blocks: the YAML below the routine's name.
        known: what the plan is given to know of the person; nothing by default.
    """

    def __init__(self, folder: Path, blocks: str, known: Known | None = None) -> None:
        path = folder / "test.yaml"
        path.write_text(f"name: Test\n{blocks}")
        self.routine = LIBRARY.load(str(path)).routine
        self.run = Run.begin(self.routine, known or Known(), 0)

    def at(self, seconds: float, *inputs: Input) -> Self:
        """Let time go by until this second, then press these keys at it. Without keys only time goes by."""
        now = round(seconds * SECOND)
        self.run = self.run.at(now)
        for input_ in inputs:
            self.run = self.run.press(now, input_)
        return self

    @property
    def session(self) -> Session:
        return self.run.session

    @property
    def here(self) -> RunningStage:
        """The running stage; fails where the workout is over."""
        assert self.session.here is not None
        return self.session.here

    @property
    def stage(self) -> tuple[str, str, int]:
        """(stage, id of the exercise or its written name, number of the set): `("REST", "deadlift", 1)`."""
        return self.here.stage, self.here.set.exercise.id, self.here.set.key.number

    @property
    def sets(self) -> tuple[Set, ...]:
        """All sets of the workout, past, running and ahead."""
        return self.session.sets

    def rests(self) -> list[float]:
        """The rest after each set, in seconds; 0 for none, and for one that only waits."""
        return [(set_.rest.ns or 0) / SECOND for set_ in self.sets]

    def heard(self, since: float, until: float) -> list[tuple[float, str]]:
        """(second, sound) of all that sounds from `since` until just before `until`, if no key is pressed."""
        found = signals(self.session, round(since * SECOND), round(until * SECOND))
        return [(signal.at / SECOND, signal.name) for signal in found]
