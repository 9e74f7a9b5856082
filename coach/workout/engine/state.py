"""The value that a workout is at one moment: what is past, where one is, what is ahead.

Frozen values and what can be read off them. Two time axes, both integer nanoseconds: `Now` is the clock that the shell
reads; `Active` is Now less all pauses, and everything that a stage remembers is on it, so that a pause touches nothing.
"""

from typing import Literal

from msgspec import Struct

from coach.routine.model import Routine
from coach.routine.values import Load
from coach.workout.plan.edits import Edit
from coach.workout.plan.known import Known
from coach.workout.plan.sets import Key, Set, Stage, Station

Now = int
Active = int


class Record(Struct, frozen=True):
    """What was done of one set."""

    state: Literal["done", "skipped"]
    reps: int | None = None
    """None: not counted in reps, or nobody knows yet (the first `max`)."""
    held_ns: int | None = None
    """How long timed work was held."""
    load: Load | None = None
    rir: int | None = None
    """Could have done so many more; None: not said."""
    overrun: bool = False
    """The grid of an EMOM came before its end was told."""
    pain: bool = False
    exercise: str = ""
    """The id of what was done."""
    rounds: int | None = None
    """AMRAP: whole rounds; `reps` are those beyond them."""


class RunningStage(Struct, frozen=True, kw_only=True):
    """The running stage."""

    set: Set
    stage: Stage
    began: Active
    due: Active | None = None
    """When it ends by itself, or, where it waits, when it is overdue."""
    waits: bool = False
    after: Stage | None = None
    """The stage that ran out or was ended just before it; None where it was gone to."""
    by_key: bool = False
    """A key began it."""
    count: int = 0
    """Reps done before `since`."""
    since: Active | None = None
    """At the coach's pace: when the counted reps began."""
    tally: int = 0
    """AMRAP: stations that lie behind, in all rounds."""
    passed: tuple[int, ...] = ()
    """AMRAP: which of them, from 0, were skipped."""
    over: tuple[Set, ...] = ()
    """Sets skipped in its rest: they come after it, and are past as soon as it is."""
    half: Active | None = None
    ten: Active | None = None
    resumes_at: Active | None = None
    """Going on after a pause in work: until then the view says READY."""
    seen: Active | None = None
    """When the person last went on after a pause in it."""
    grid: Active | None = None
    """EMOM: the end of the interval. Until then its rest is not the person's to change."""

    @property
    def paced(self) -> bool:
        return self.since is not None

    @property
    def station(self) -> Station | None:
        """AMRAP: the one that is done now."""
        stations = self.set.stations
        return stations[self.tally % len(stations)] if stations else None

    @property
    def free(self) -> bool:
        """A set at one's own pace: reps to do, and no clock but an EMOM's."""
        return self.stage == "WORK" and self.since is None and not self.set.timed

    @property
    def clocked(self) -> bool:
        """Work that a clock leads through: timed, or a set at the coach's pace."""
        return self.stage == "WORK" and (self.set.timed or self.paced)

    @property
    def switching(self) -> bool:
        return self.stage == "REST" and self.set.switch


class Session(Struct, frozen=True, kw_only=True):
    """One run of a routine."""

    routine: Routine
    known: Known
    keys: tuple[str, ...]
    """Of the routine's blocks."""
    edits: tuple[Edit, ...] = ()
    past: tuple[Set, ...] = ()
    here: RunningStage | None
    """None: finished."""
    ahead: tuple[Set, ...]
    records: dict[Key, Record] = {}
    started: Now
    finished: Active | None = None
    paused_at: Now | None = None
    paused_by: Literal["key", "away", "undo"] = "key"
    paused_ns: int = 0
    worked_ns: int = 0
    rested_ns: int = 0
    idle_ns: int = 0
    """Time in a set beyond three times its estimate: counts as paused."""
    generation: int = 0
    """Rises if and only if the future changed."""

    @property
    def sets(self) -> tuple[Set, ...]:
        """All of them, in their order."""
        return (*self.past, *((self.here.set, *self.here.over) if self.here else ()), *self.ahead)

    def active(self, now: Now) -> Active:
        return (now if self.paused_at is None else self.paused_at) - self.paused_ns


def reps_done(here: RunningStage, active: Active) -> int:
    """Whole reps (of one side each where sides alternate: every one of them) done by now."""
    if here.since is None:
        return here.count
    done = here.count + max(0, resume_point(here, active) - here.since) // here.set.tempo.rep_ns
    total = reps_total(here.set)
    return done if total is None else min(done, total)


def reps_total(set_: Set) -> int | None:
    """Reps after which the coach's pace ends the set, both sides counted; None: it runs until a key."""
    reps = set_.reps
    return None if reps is None or reps.high is None else reps.high * set_.sides


def in_resume_countdown(here: RunningStage, active: Active) -> bool:
    """In the READY of going on after a pause."""
    return here.resumes_at is not None and active < here.resumes_at


def resume_point(here: RunningStage, active: Active) -> Active:
    """Where the stage stands: in the READY of going on where the work will be taken up again."""
    return active if here.resumes_at is None else max(active, here.resumes_at)


def weight(set_: Set) -> Load | None:
    """What the arrows move: the load, or what the load is a share of."""
    return set_.base if set_.share else set_.load
