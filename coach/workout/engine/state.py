"""A workout at one moment: the sets that are past, the running stage, the sets ahead.

May live here: frozen values and what can be read off them. What may not: how they change. Two time axes, both in
integer nanoseconds: `Now` is the clock that the shell reads, `Active` is Now less all pauses. Everything a stage
remembers is on Active, so a pause does not touch it.
"""

from typing import Literal

from msgspec import Struct

from coach.routine.model import Routine
from coach.routine.values import Load
from coach.workout.plan.edits import Edit
from coach.workout.plan.known import Known
from coach.workout.plan.sets import Set, SetKey, Stage, Station

Now = int
Active = int


class Record(Struct, frozen=True):
    """What was done of one set."""

    state: Literal["done", "skipped"]
    reps: int | None = None
    """None: not counted in reps, or not known yet (the first `max`)."""
    held_ns: int | None = None
    """How long timed work was held."""
    load: Load | None = None
    rir: int | None = None
    """Reps in reserve: how many more could have been done. None: not said."""
    overrun: bool = False
    """EMOM: the interval ended before the person ended the set."""
    pain: bool = False
    exercise: str = ""
    """The id of what was done."""
    rounds: int | None = None
    """AMRAP: whole rounds; `reps` are the reps beyond them."""


class RunningStage(Struct, frozen=True, kw_only=True):
    """The running stage."""

    set: Set
    stage: Stage
    began: Active
    due: Active | None = None
    """When it ends by itself; if it waits, when it is overdue. None: it has no clock."""
    waits: bool = False
    after: Stage | None = None
    """The stage just before it; None after a jump."""
    by_key: bool = False
    """Whether a key began it."""
    count: int = 0
    """Reps done before `since`."""
    since: Active | None = None
    """At the coach's pace: when the coach began to count."""
    tally: int = 0
    """AMRAP: how many stations are past, in all rounds."""
    passed: tuple[int, ...] = ()
    """AMRAP: which of them were skipped, counted from 0."""
    over: tuple[Set, ...] = ()
    """Sets that were skipped in its rest. They come after it, and are past when it is."""
    setup_ns: int = 0
    """SETUP: how long it takes by its estimate, ns."""
    half: Active | None = None
    ten: Active | None = None
    resumes_at: Active | None = None
    """Going on after a pause in work: when the work goes on. Until then the screen says READY."""
    seen: Active | None = None
    """When the person last went on after a pause in it; where a READY came first, when that began."""
    grid: Active | None = None
    """EMOM: the end of the interval. Until then keys do not change its rest."""

    @property
    def paced(self) -> bool:
        return self.since is not None

    @property
    def station(self) -> Station | None:
        """AMRAP: the current one."""
        stations = self.set.stations
        return stations[self.tally % len(stations)] if stations else None

    @property
    def free(self) -> bool:
        """A set at one's own pace: reps, and no clock except an EMOM's."""
        return self.stage == "WORK" and self.since is None and not self.set.timed

    @property
    def clocked(self) -> bool:
        """Work that runs by a clock: timed, or at the coach's pace."""
        return self.stage == "WORK" and (self.set.timed or self.paced)

    @property
    def switching(self) -> bool:
        return self.stage == "REST" and self.set.switch


class Session(Struct, frozen=True, kw_only=True):
    """One run of a routine."""

    routine: Routine
    known: Known
    keys: tuple[str, ...]
    """The keys of the routine's blocks, in order."""
    edits: tuple[Edit, ...] = ()
    past: tuple[Set, ...] = ()
    here: RunningStage | None
    """None: finished."""
    ahead: tuple[Set, ...]
    records: dict[SetKey, Record] = {}
    started: Now
    finished: Active | None = None
    paused_at: Now | None = None
    paused_by: Literal["key", "away", "undo"] = "key"
    paused_ns: int = 0
    worked_ns: int = 0
    rested_ns: int = 0
    idle_ns: int = 0
    """Time in sets beyond three times their estimates; counts as paused."""
    generation: int = 0
    """Rises if and only if the future changed."""

    @property
    def sets(self) -> tuple[Set, ...]:
        """All sets, in order."""
        return (*self.past, *((self.here.set, *self.here.over) if self.here else ()), *self.ahead)

    def active(self, now: Now) -> Active:
        return (now if self.paused_at is None else self.paused_at) - self.paused_ns


def reps_done(here: RunningStage, active: Active) -> int:
    """Whole reps done by now; where sides alternate, the reps of both sides together."""
    if here.since is None:
        return here.count
    done = here.count + max(0, resume_point(here, active) - here.since) // here.set.tempo.rep_ns
    total = reps_total(here.set)
    return done if total is None else min(done, total)


def reps_total(set_: Set) -> int | None:
    """Reps after which the coach ends the set, both sides together; None: a key ends it."""
    reps = set_.reps
    return None if reps is None or reps.high is None else reps.high * set_.sides


def in_resume_countdown(here: RunningStage, active: Active) -> bool:
    """Whether it is in the READY of going on after a pause."""
    return here.resumes_at is not None and active < here.resumes_at


def resume_point(here: RunningStage, active: Active) -> Active:
    """How far the stage is: in the READY of going on, where the work will go on."""
    return active if here.resumes_at is None else max(active, here.resumes_at)


def weight(set_: Set) -> Load | None:
    """What the arrows change: the load, or what the load is a share of."""
    return set_.base if set_.share else set_.load
