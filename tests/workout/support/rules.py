"""A routine from a few lines of YAML, and a person who presses keys at given seconds."""

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


def straight(item: str, *, defaults: str = "") -> str:
    """A routine of one item in a block of straight sets."""
    return f"{defaults}blocks:\n  - exercises:\n      - {{{item}}}\n"


class Person:
    """Somebody in a workout: `at(12.5, Done())` presses a key 12.5 s after the start."""

    def __init__(self, folder: Path, blocks: str, known: Known | None = None) -> None:
        path = folder / "test.yaml"
        path.write_text(f"name: Test\n{blocks}")
        self.routine = LIBRARY.load(str(path)).routine
        self.run = Run.begin(self.routine, known or Known(), 0)

    def at(self, seconds: float, *inputs: Input) -> Self:
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
        assert self.session.here is not None
        return self.session.here

    @property
    def stage(self) -> tuple[str, str, int]:
        """(stage, exercise, number of the set)."""
        return self.here.stage, self.here.set.exercise.id, self.here.set.key.number

    @property
    def sets(self) -> tuple[Set, ...]:
        return self.session.sets

    def rests(self) -> list[float]:
        return [(set_.rest.ns or 0) / SECOND for set_ in self.sets]

    def heard(self, since: float, until: float) -> list[tuple[float, str]]:
        found = signals(self.session, round(since * SECOND), round(until * SECOND))
        return [(signal.at / SECOND, signal.name) for signal in found]
