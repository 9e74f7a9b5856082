"""The units of a workout: a set with the spans of its stages, and the key that identifies it.

Plain frozen values. A set's key never is a list index, so that a set keeps its identity when the plan around it
changes. Spans are planned lengths in nanoseconds; nothing here is an instant.
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
    """None: no clock. 0: the stage does not happen, unless it waits."""
    waits: bool = False
    """Counts on until a key ends it."""
    written: bool = False
    """Somebody wrote it: a written `rest: none` is seamless, an unwritten one gives a READY."""

    @property
    def happens(self) -> bool:
        return self.waits or self.ns is None or self.ns > 0


NO_SPAN = Span(0)
UNTIMED = Span(None, waits=True)


class ItemKey(Struct, frozen=True):
    """An item of a block: the block's name or ordinal, the exercise as it was written, its occurrence in the block."""

    block: str
    exercise: str
    nth: int = 1


class SetKey(Struct, frozen=True):
    """A set: its item, its number there (the round in a circuit, the interval in an emom), and its side."""

    item: ItemKey
    number: int
    warm_up: bool = False
    side: Side | None = None

    @property
    def effort(self) -> "SetKey":
        """The set without its side: both sides of it are one number."""
        return self if self.side is None else replace(self, side=None)

    def text(self) -> str:
        """One line that no other set of the workout has."""
        item = self.item
        parts = [item.block, f"{item.exercise}#{item.nth}", f"{'w' if self.warm_up else ''}{self.number}"]
        return "/".join(parts + ([self.side] if self.side else []))


Order = Literal["item", "round", "clock"]
"""What comes next in a block. `item`: all sets of one item, then the next item. `round`: one set of each item, then the
next round. `clock`: what the block's own clock says, an interval at a time, in an order that stays as it is."""


class BlockInfo(Struct, frozen=True):
    """What a set knows of its block. The block's type is not among it: `expand` turns that into these facts."""

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
        """Its clock runs through: nothing stands between two of its sets, and nothing can be moved or added."""
        return self.order == "clock"


class Station(Struct, frozen=True):
    """One exercise of an AMRAP."""

    item: ItemKey
    exercise: Exercise
    target: Target
    load: Load | None
    alternatives: tuple[str, ...] = ()
    note: str = ""
    alternate: bool = False
    """Its reps are of each side."""

    @property
    def worth(self) -> int:
        """What it counts for in a score: its least reps, work as one."""
        return self.target.low if isinstance(self.target, Reps) else 1


class Set(Struct, frozen=True, kw_only=True):
    """One effort at an item; what is recorded."""

    key: SetKey
    block: BlockInfo
    exercise: Exercise
    """What is done, after a swap."""
    alternatives: tuple[str, ...] = ()
    """Ids that a swap goes through, in order, the one that was written last."""
    target: Target
    load: Load | None = None
    share: int = 0
    """Not zero: `load` is so many thousandths of a per cent of `base`."""
    share_of: Literal["max", "today"] = "max"
    base: Load | None = None
    tempo: Tempo
    pace: Pace = "self"
    total: int = 1
    """How many sets the item has (warm-up sets: how many of these)."""
    ends_round: bool = False
    """The last station of a round: `round` sounds in place of `rest`."""
    alternate: bool = False
    """Sides change within the set: reps are a side, time is the total."""
    follows: SetKey | None = None
    """The second side: its target is what that set did."""
    set_up: bool = True
    """Whether it may wait for its own equipment; not where the whole block is set up at once."""
    setup: Span = NO_SPAN
    ready: Span = NO_SPAN
    work: Span
    rest: Span = NO_SPAN
    switch: bool = False
    """Its REST is the SWITCH to the other side."""
    get_ready_ns: int = 0
    """Its get-ready, ns: alone where no rest comes before, else the end of that rest."""
    interval_ns: int = 0
    """The EMOM's interval in ns, 0 elsewhere."""
    stations: tuple[Station, ...] = ()
    """AMRAP only: one set, its WORK the whole time."""
    estimate_ns: int = 0
    """How long the work takes, ns, where no clock says so."""
    expected: int | None = None
    """Reps that are logged when nobody counted; None: nobody knows (the first `max`)."""
    note: str = ""

    @property
    def item(self) -> ItemKey:
        return self.key.item

    @property
    def timed(self) -> bool:
        """Its work runs by the clock and has no reps to wait for."""
        return isinstance(self.target, Work)

    @property
    def sides(self) -> int:
        """Reps are multiplied by it where they are counted."""
        return 2 if self.alternate else 1

    @property
    def reps(self) -> Reps | None:
        return self.target if isinstance(self.target, Reps) else None

    def score(self, reps: int) -> tuple[int, int]:
        """AMRAP: (whole rounds, reps beyond them)."""
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
    def rests(self) -> bool:
        return self.rest.happens or self.interval_ns > 0

    @property
    def runs_out(self) -> bool:
        """EMOM: the interval may end in its work, and no rest comes before the next set."""
        free = self.pace == "self" and not self.timed
        return self.interval_ns > 0 and not self.rest.happens and (free or self.estimate_ns >= self.interval_ns)

    @property
    def in_round(self) -> bool:
        """One of the sets of a round; warm-up sets come before the first round."""
        return self.block.order == "round" and not self.key.warm_up


BARBELLS = frozenset({"barbell", "trap-bar"})
"""Equipment that is loaded with plates."""


def setup_estimate_ns(set_: Set) -> int:
    """How long loading takes: 60 s for a barbell, 20 s for anything else (docs/rules.md#estimates)."""
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
    """Whether the READY of `set_` stands by itself: no rest, and no `none` that was written for one, comes before."""
    if before is None:
        return True
    if before.rest.written or (set_.block.own_clock and before.block.key == set_.block.key):
        return False
    return not before.rests or before.runs_out


def with_transitions(sets: tuple[Set, ...], before: Set | None) -> tuple[Set, ...]:
    """The glue: set-up and get-ready of each set by what stands before it; again after every change of the order."""
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
    """What of the set-up is left after the rest before it, ns."""
    return max(0, setup_estimate_ns(set_) - (before.rest.ns or 0 if before else 0))


def planned_ns(sets: tuple[Set, ...], before: Set | None = None) -> int:
    """The sum of the plan in ns: each waiting stage at its estimate (set-up less the rest before it)."""
    total = 0
    for set_ in sets:
        if set_.setup.happens:
            total += setup_left_ns(before, set_)
        total += (set_.ready.ns or 0) + effort_ns(set_)
        before = set_
    return total


def effort_ns(set_: Set) -> int:
    """Work and rest of one set in ns."""
    return (set_.interval_ns or set_.estimate_ns) + (set_.rest.ns or 0)
