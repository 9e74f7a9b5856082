"""The units of a workout: a set with the spans of its stages, its key, and what comes between two sets.

May live here: frozen values, and what follows from one set or from neighbours. What may not: types of block, instants.
A set's key is never a list index, so a set keeps its identity when the plan around it changes. Spans are planned
lengths in nanoseconds.
"""

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from coach.routine.model import Exercise, Pace, Section
from coach.routine.values import SECOND, Load, Reps, Side, Tempo, Work

Stage = Literal["SETUP", "READY", "WORK", "REST"]
Target = Reps | Work


class Span(Struct, frozen=True):
    """The planned length of a stage."""

    ns: int | None
    """None: the stage has no clock. 0: it does not happen, unless it waits."""
    waits: bool = False
    """It keeps counting until a key ends it."""
    written: bool = False
    """The routine says it. After a written `rest: none` the next set begins at once; otherwise READY comes first."""

    @property
    def happens(self) -> bool:
        """Whether the stage is gone through at all."""
        return self.waits or self.ns is None or self.ns > 0


NO_SPAN = Span(0)
UNTIMED = Span(None, waits=True)


class ItemKey(Struct, frozen=True):
    """Identifies an item: its block's key, its exercise as written, and its number among the items of that exercise."""

    block: str
    exercise: str
    nth: int = 1
    """From 1."""


class SetKey(Struct, frozen=True):
    """Identifies a set: its item, its number there, whether it is a warm-up set, and its side."""

    item: ItemKey
    number: int
    """From 1: of the item's sets, or the round; in a tabata the interval."""
    warm_up: bool = False
    side: Side | None = None

    @property
    def effort(self) -> "SetKey":
        """The key without its side: both sides are one set to the person."""
        return self if self.side is None else replace(self, side=None)

    def text(self) -> str:
        """A line that no other set of the workout has."""
        item = self.item
        parts = [item.block, f"{item.exercise}#{item.nth}", f"{'w' if self.warm_up else ''}{self.number}"]
        return "/".join(parts + ([self.side] if self.side else []))


Order = Literal["item", "round", "clock"]
"""What comes next in a block. `item`: all sets of one item, then the next item. `round`: one set of each item, then the
next round. `clock`: the block runs on a clock of its own, interval by interval, in a fixed order."""


class BlockInfo(Struct, frozen=True):
    """What a set knows of its block. Not the type: `expand` turns the type into these facts."""

    key: str
    name: str
    section: Section
    order: Order = "item"
    shows_stations: bool = False
    """Its items are shown as the stations of a round: `station 3 of 12`."""
    equipment: tuple[str, ...] = ()
    """What is set up once for the whole block; empty where each set waits for its own equipment."""

    @property
    def own_clock(self) -> bool:
        """Whether its clock runs on: nothing comes between two of its sets, and none can be moved or added."""
        return self.order == "clock"


class Station(Struct, frozen=True):
    """One exercise of an amrap."""

    item: ItemKey
    exercise: Exercise
    target: Target
    load: Load | None
    alternatives: tuple[str, ...] = ()
    note: str = ""
    alternate: bool = False
    """Its reps are per side."""

    @property
    def worth(self) -> int:
        """Its reps in a score: the lower bound of its target; 1 where that is a time."""
        return self.target.low if isinstance(self.target, Reps) else 1


class Set(Struct, frozen=True, kw_only=True):
    """One effort at an item: the unit that is recorded. A side that is done by itself is a set of its own."""

    key: SetKey
    block: BlockInfo
    exercise: Exercise
    """The one to do, after swaps."""
    alternatives: tuple[str, ...] = ()
    """The ids that swaps go through, in order, the written exercise last; empty where there is nothing to swap for."""
    target: Target
    load: Load | None = None
    share: int = 0
    """Thousandths of a per cent, if `load` is a share of another one (`base`); else 0."""
    share_of: Literal["max", "today"] = "max"
    """What it is a share of: the one-rep max, or the first working load of today."""
    base: Load | None = None
    """None: not known; `load` is the per cent itself then."""
    tempo: Tempo
    pace: Pace = "self"
    total: int = 1
    """How many sets the item has; of a warm-up set, how many warm-up sets."""
    ends_round: bool = False
    """It is the last of a round and another round follows: `round` sounds after it, not `rest`."""
    alternate: bool = False
    """The sides change within the set. Reps are per side, a time is for both together."""
    follows: SetKey | None = None
    """The first side, if this is the second: its target becomes what the first side did."""
    set_up: bool = True
    """Whether SETUP may wait for its own equipment; false where the whole block is set up at once."""
    setup: Span = NO_SPAN
    """With `ready`: set by `with_transitions`, from the set before."""
    ready: Span = NO_SPAN
    work: Span
    rest: Span = NO_SPAN
    switch: bool = False
    """Its REST is the SWITCH to the other side."""
    get_ready_ns: int = 0
    """The length of READY before it: a stage of its own, or the end of the rest before it."""
    interval_ns: int = 0
    """The interval of an emom, from the beginning of its work to that of the next set; 0 elsewhere."""
    stations: tuple[Station, ...] = ()
    """The exercises of an amrap, which is one set whose WORK is the whole time; empty elsewhere."""
    estimate_ns: int = 0
    """How long the work takes: its time, or an estimate for its reps."""
    expected: int | None = None
    """The reps that are logged if they are not counted; None: not known (`max`), or a timed set."""
    note: str = ""

    @property
    def item(self) -> ItemKey:
        """The key of its item."""
        return self.key.item

    @property
    def timed(self) -> bool:
        """Whether its target is a time."""
        return isinstance(self.target, Work)

    @property
    def sides(self) -> int:
        """How many sides share its reps: the count goes up to the target times this."""
        return 2 if self.alternate else 1

    @property
    def reps(self) -> Reps | None:
        """Its target, if that is reps."""
        return self.target if isinstance(self.target, Reps) else None

    def score(self, reps: int) -> tuple[int, int]:
        """(whole rounds, reps of the round after them) for a total of reps in an amrap."""
        return divmod(reps, max(1, sum(station.worth for station in self.stations)))

    @property
    def ends_by_key(self) -> bool:
        """Whether a key ends its work, and not a clock or the last rep at the coach's pace."""
        if self.interval_ns:
            return False
        return self.work.waits if isinstance(self.target, Work) else self.pace == "self" or self.target.is_open

    @property
    def waits(self) -> bool:
        """Whether a key decides how long its work or the rest after it takes."""
        return self.ends_by_key or self.rest.waits

    @property
    def work_ns(self) -> int:
        """How long the work takes by the plan: its estimate, but no longer than an emom's interval."""
        return min(self.estimate_ns, self.interval_ns) if self.interval_ns else self.estimate_ns

    @property
    def gap_ns(self) -> int:
        """How long it rests by the plan: what is left of an emom's interval, and the rest without any waiting."""
        left = self.interval_ns - self.work_ns if self.interval_ns else 0
        return left + (self.rest.ns or 0)

    @property
    def rests(self) -> bool:
        """Whether REST follows its work: one that is planned, or what an emom leaves of the interval."""
        return self.rest.happens or self.interval_ns > 0

    @property
    def runs_out(self) -> bool:
        """Whether an emom's interval may end during its work, so that no rest comes before the next set."""
        free = self.pace == "self" and not self.timed
        return self.interval_ns > 0 and not self.rest.happens and (free or self.work_ns == self.interval_ns)

    @property
    def in_round(self) -> bool:
        """Whether it is one of the sets of a round. Warm-up sets are not: they come before the first round."""
        return self.block.order == "round" and not self.key.warm_up


BARBELLS = frozenset({"barbell", "trap-bar"})
"""Equipment that takes plates."""


def setup_estimate_ns(set_: Set) -> int:
    """How long SETUP takes: 60 s for a barbell, 20 s for anything else (docs/rules.md#estimates)."""
    needs = set_.block.equipment or set_.exercise.equipment
    return (60 if BARBELLS.intersection(needs) else 20) * SECOND


def needs_setup(before: Set | None, set_: Set) -> bool:
    """Whether there is something to fetch or to load for `set_` after `before` (docs/rules.md#set-up)."""
    if set_.block.equipment:
        return before is None or before.block.key != set_.block.key
    if not (set_.set_up and set_.exercise.equipment):
        return False
    return before is None or before.exercise.id != set_.exercise.id or before.load != set_.load


def _alone(before: Set | None, set_: Set) -> bool:
    """Whether the READY of `set_` is a stage of its own (docs/rules.md#get-ready): neither a rest nor a written `rest:
    none` comes before it, or a rest that a key ends, and a set that does not begin at once then."""
    if before is None:
        return True
    if before.rest.waits:
        return set_.timed or set_.pace == "coach"
    if before.rest.written or (set_.block.own_clock and before.block.key == set_.block.key):
        return False
    return not before.rests or before.runs_out


def with_transitions(sets: tuple[Set, ...], before: Set | None) -> tuple[Set, ...]:
    """The sets with their SETUP and READY, which follow from the set before each. To be redone when the order changes.

    Args:
        sets: in order.
        before: what the first one comes after; None at the beginning of the workout.
    """
    out: list[Set] = []
    for set_ in sets:
        setup = UNTIMED if needs_setup(before, set_) else NO_SPAN
        ready = Span(set_.get_ready_ns) if set_.get_ready_ns and (setup.happens or _alone(before, set_)) else NO_SPAN
        if setup != set_.setup or ready != set_.ready:
            set_ = replace(set_, setup=setup, ready=ready)
        out.append(set_)
        before = set_
    return tuple(out)


def setup_left_ns(before: Set | None, set_: Set) -> int:
    """How much longer SETUP takes than the rest before it, during which it is begun."""
    return max(0, setup_estimate_ns(set_) - (before.gap_ns if before else 0))


def planned_ns(sets: tuple[Set, ...], before: Set | None = None) -> int:
    """How long the sets take by the plan, stages that wait for a key at their estimates.

    Args:
        sets: in order.
        before: what the first one comes after.
    """
    total = 0
    for set_ in sets:
        if set_.setup.happens:
            total += setup_left_ns(before, set_)
        total += (set_.ready.ns or 0) + effort_ns(set_)
        before = set_
    return total


def effort_ns(set_: Set) -> int:
    """How long the work and the rest of one set take by the plan."""
    return set_.work_ns + set_.gap_ns
