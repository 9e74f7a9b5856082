"""The items of one block and their sets: what an item says, joined with swaps, loads, paces and what is known.

May live here: how the sets of one item are made. What may not: types of block; `expand` gives the order of the sets and
the rest after each.
"""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import Literal, cast

from msgspec import Struct
from msgspec.structs import replace

from coach.routine.model import BaseBlock, Exercise, Item, Pace, Routine, SetSpec, Sides, inherit
from coach.routine.values import SECOND, USUAL_TEMPO, Gap, Load, Reps, Rest, Tempo, WarmUpSet, Work
from coach.workout.plan.edits import Added, Edit, LoadCorrected, Moved, PaceChanged, Swapped
from coach.workout.plan.known import Known
from coach.workout.plan.sets import BARBELLS, NO_SPAN, BlockInfo, ItemKey, Set, SetKey, Span, Station

USUAL_WARM_UP_REST = Rest(60 * SECOND)
USUAL_SWITCH = Rest(8 * SECOND)
MANY_REPS = 10
"""What `max` counts as in an estimate."""


def span_of(rest: Rest | None) -> Span:
    """The span of a written rest; none at all for None."""
    return NO_SPAN if rest is None else Span(rest.ns, rest.waits, written=True)


class Dose(Struct, frozen=True):
    """What one set of an item asks for: its own entry in a list of sets, completed by the item."""

    target: Reps | Work
    load: Load | None
    tempo: Tempo | None
    """The entry's own."""
    rest: Rest | None


class Items:
    """The items of one block.

    Args:
        routine: with its exercises resolved.
        block: one of its blocks.
        info: what the sets know of the block; its equipment is found here.
        known: of the person.
        edits: of the whole workout, in their order.
    """

    def __init__(
        self, routine: Routine, block: BaseBlock, info: BlockInfo, known: Known, edits: Sequence[Edit]
    ) -> None:
        self.routine, self.block, self.info, self.known = routine, block, info, known
        self.edits = [edit for edit in edits if edit.item.block == info.key]
        count: Counter[str] = Counter()
        self.all: list[PlannedItem] = []
        for item in block.exercises:
            written = item.exercise or item.name or ""
            count[written] += 1
            self.all.append(PlannedItem(self, ItemKey(info.key, written, count[written]), item))
        if info.order != "item":
            pieces = (piece for item in self.all if item.waits for piece in item.written.equipment)
            self.info = replace(info, equipment=tuple(dict.fromkeys(pieces)))

    def find(self, key: ItemKey) -> "PlannedItem | None":
        """The item with this key."""
        return next((item for item in self.all if item.key == key), None)

    def ordered(self, round_: int | None = None) -> "list[PlannedItem]":
        """The items, those that were put off last. `round_`: put off within this round; None: within the block."""
        order = list(self.all)
        for edit in self.edits:
            if isinstance(edit, Moved) and edit.round == round_:
                order.sort(key=lambda item: item.key == edit.item)
        return order

    def stations(self) -> tuple[Station, ...]:
        """The items as the stations of an amrap."""
        return tuple(item.station() for item in self.all)


class PlannedItem:
    """One item as this workout does it: after swaps, and with what its block and its routine say.

    Args:
        items: of its block.
        key: of this one.
        item: as written.
    """

    def __init__(self, items: Items, key: ItemKey, item: Item) -> None:
        levels = (item, items.block, items.routine.defaults)
        self.items, self.key, self.item = items, key, item
        self.rest = item.rest
        """As written on the item itself."""
        self.edits = [edit for edit in items.edits if edit.item == key] if items.edits else []
        self.written = _written(items.routine, item)
        """The exercise before swaps."""
        self.exercise = self._swapped()
        sides = item.sides or self.exercise.sides
        self.sides: Sides = "alternate" if sides == "each" and items.info.own_clock else sides
        said = inherit("set_up", *levels)
        self.waits = said == "wait" if said else items.block.section == "main"
        """Whether its equipment is waited for."""
        self.tempo: Tempo = inherit("tempo", *levels) or self.exercise.tempo or USUAL_TEMPO
        self.pace = self._pace(cast("Pace | None", inherit("pace", *levels)))
        """Of its sets of reps."""
        gap: Gap | None = inherit("get_ready", *levels)
        self.get_ready_ns = items.known.get_ready_ns if gap is None else gap.ns
        self.switch = span_of(inherit("switch", *levels) or USUAL_SWITCH)
        others = tuple(other for other in item.alternatives if other in items.routine.exercises)
        self.alternatives = (*others, item.exercise or "") if others else ()
        self._model: tuple[Dose, Set] | None = None
        """A set of the dose that was asked for last: those that follow differ in their numbers and rests."""

    def _swapped(self) -> Exercise:
        """The exercise that is done."""
        for edit in reversed(self.edits):
            if isinstance(edit, Swapped):
                return self.items.routine.exercises.get(edit.exercise) or self.written
        return self.written

    def _pace(self, written: Pace | None) -> Pace:
        for edit in reversed(self.edits):
            if isinstance(edit, PaceChanged):
                return edit.pace
        if written or self.items.block.section != "main":
            return written or "coach"
        return self.items.known.paces.get(self.exercise.id, "self")

    @cached_property
    def doses(self) -> list[Dose]:
        """One for each set that was written or added."""
        sets = self.item.sets
        doses = list(map(self.dose, sets)) if isinstance(sets, tuple) else [self.dose(SetSpec())] * (sets or 1)
        return doses + doses[-1:] * sum(isinstance(edit, Added) for edit in self.edits)

    def dose(self, spec: SetSpec) -> Dose:
        """What a set with this entry asks for."""
        item = self.item
        target = spec.reps or spec.work or item.reps or item.work
        if target is None:  # the block's `work` is meant
            work = getattr(self.items.block, "work", None)
            assert work is not None, "checked when the file was read"
            target = Work(work.ns)
        return Dose(target, spec.load or item.load, spec.tempo, spec.rest or item.rest)

    def working(self, number: int, dose: Dose, of: int, rest: Span) -> list[Set]:
        """One set, or one for each side, in order.

        Args:
            number: of the set, or the round, from 1.
            dose: what it asks for.
            of: how many sets or rounds there are.
            rest: after it.
        """
        if self._model is None or self._model[0] is not dose:
            load, share, base = self._resolved(dose.load)
            set_ = self._set(number, dose.target, load, rest, dose.tempo or self.tempo, of)
            self._model = dose, replace(set_, share=share, base=base) if share else set_
        return self._sided(replace(self._model[1], key=SetKey(self.key, number), total=of, rest=rest))

    def warm_ups(self, last_rest: Span) -> list[Set]:
        """The warm-up sets, at the person's own pace. `last_rest`: after the last one, if there is such a rest."""
        specs = self.item.warm_up_sets
        if not specs:
            return []
        levels = (self.item, self.items.block, self.items.routine.defaults)
        rest = span_of(inherit("warm_up_rest", *levels) or USUAL_WARM_UP_REST)
        first, _, _ = self._resolved(self.doses[0].load)
        base = first if first and first.kind != "percent" else None
        out: list[Set] = []
        for number, spec in enumerate(specs, 1):
            share = spec.load.amount if spec.load.kind == "percent" else 0
            if number == len(specs) and (last_rest.happens or last_rest.written):
                rest = last_rest
            load = self._warm_up_load(spec, base)
            set_ = self._set(number, Reps(spec.reps, spec.reps), load, rest, self.tempo, len(specs), warm_up=True)
            out += self._sided(replace(set_, pace="self", share=share, share_of="today", base=base if share else None))
        return out

    def station(self) -> Station:
        """The item as a station of an amrap."""
        (set_, *_) = self.working(1, self.doses[0], 1, NO_SPAN)
        return Station(self.key, set_.exercise, set_.target, set_.load, set_.alternatives, set_.note, set_.alternate)

    def _resolved(self, load: Load | None) -> tuple[Load | None, int, Load | None]:
        """(load, share, base) of a working set after swaps and corrections."""
        if self.exercise.id != self.written.id:
            load = None
        if load is None or load.kind != "percent":
            return self._corrected(load), 0, None
        base = self._corrected(self.items.known.maxes.get(self.exercise.id))
        return self._share(base, load), load.amount, base

    def _share(self, base: Load | None, percent: Load) -> Load:
        """A per cent of `base`; the per cent itself if `base` is not known."""
        return load_share(base, percent.amount, self.exercise, self.items.known) if base else percent

    def _corrected(self, load: Load | None) -> Load | None:
        for edit in self.edits:
            if isinstance(edit, LoadCorrected) and edit.exercise == self.exercise.id and edit.old == load:
                load = edit.new
        return load

    def _warm_up_load(self, spec: WarmUpSet, base: Load | None) -> Load | None:
        """Of an exercise that was swapped in only a bar and shares of the first working load are known: other loads
        were written for another exercise."""
        if spec.load.kind == "percent":
            return self._share(base, spec.load)
        if spec.load.kind == "bar":
            same = self.exercise.id == self.written.id or BARBELLS.intersection(self.exercise.equipment)
            return self._corrected(self.items.known.bar if same else None)
        return self._corrected(spec.load if self.exercise.id == self.written.id else None)

    def _sided(self, set_: Set) -> list[Set]:
        if self.sides != "each":
            return [set_]
        right, left = replace(set_.key, side="right"), replace(set_.key, side="left")
        first = replace(set_, key=right, rest=self.switch, switch=True)
        return [first, at_pace(replace(set_, key=left, follows=right), set_.pace)]

    def _set(
        self,
        number: int,
        target: Reps | Work,
        load: Load | None,
        rest: Span,
        tempo: Tempo,
        total: int,
        *,
        warm_up: bool = False,
    ) -> Set:
        expected = None
        if isinstance(target, Work):
            work, estimate_ns = Span(target.ns, target.open), target.ns
        else:
            expected = None if target.is_max else target.low
            work, estimate_ns = Span(None, waits=True), 0
        set_ = Set(
            key=SetKey(self.key, number, warm_up),
            block=self.items.info,
            exercise=self.exercise,
            alternatives=self.alternatives,
            target=target,
            load=load,
            tempo=tempo,
            pace="self" if isinstance(target, Work) else self.pace,
            total=total,
            alternate=self.sides == "alternate",
            set_up=self.waits and self.items.info.order == "item",
            work=work,
            rest=rest,
            get_ready_ns=self.get_ready_ns,
            estimate_ns=estimate_ns,
            expected=expected,
            note=self.item.note,
        )
        return at_pace(set_, set_.pace)


def at_pace(set_: Set, pace: Pace) -> Set:
    """A set at this pace, with the estimate that it has then: the upper bound of its reps; but a second side at one's
    own pace does what the first one is expected to have done."""
    if set_.reps is None:
        return set_
    as_before = set_.follows is not None and pace == "self"
    reps = (as_before and set_.expected) or set_.reps.high or set_.expected or MANY_REPS
    return replace(set_, pace=pace, estimate_ns=reps * set_.tempo.rep_ns * set_.sides)


def _written(routine: Routine, item: Item) -> Exercise:
    """The exercise that an item names; for words of the author's own a new one of that name."""
    if item.exercise is not None and item.exercise in routine.exercises:
        return routine.exercises[item.exercise]
    name = item.name or item.exercise or ""
    measure: Literal["time", "reps"] = "time" if item.work else "reps"
    return Exercise(id=name, name=name, measure=measure)


def load_share(base: Load, share: int, exercise: Exercise, known: Known) -> Load:
    """A share of a load, as near to it as what there is to lift with comes.

    Args:
        base: the whole load. Of `bodyweight + 20 kg` the share is one of the 20 kg.
        share: thousandths of a per cent.
        exercise: what is lifted.
        known: what there is.
    """
    kit = known.kits[base.unit]
    on_a_bar = bool(BARBELLS.intersection(exercise.equipment)) and base.kind == "mass" and base.count == 1
    amount = kit.nearest(round(abs(base.amount) * share / 100_000), exercise.equipment, on_a_bar=on_a_bar)
    return replace(base, amount=amount if base.amount >= 0 else -amount)
