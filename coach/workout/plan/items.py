"""The sets of one block's items: what a dose means once swaps, loads, paces and what is known are joined to it.

`Items` holds nothing but its arguments. In which order sets come, and which rest follows each, is `plan`'s affair.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Literal, cast

from msgspec import Struct
from msgspec.structs import replace

from coach.routine.model import (
    BaseBlock,
    Block,
    Emom,
    Exercise,
    Item,
    Pace,
    Routine,
    SetSpec,
    Sides,
    Straight,
    inherit,
)
from coach.routine.values import SECOND, USUAL_TEMPO, Gap, Load, Reps, Rest, Tempo, Work
from coach.workout.plan.edits import Added, Edit, Loaded, Moved, Paced, Swapped
from coach.workout.plan.known import Known
from coach.workout.plan.sets import BARBELLS, NO_SPAN, BlockInfo, ItemKey, Key, Set, Span, Station

USUAL_WARM_UP_REST = Rest(60 * SECOND)
USUAL_SWITCH = Rest(8 * SECOND)
MANY_REPS = 10
"""What `max` is taken for where nothing is known of the last time."""


def span_of(rest: Rest | None) -> Span:
    return NO_SPAN if rest is None else Span(rest.ns, rest.waits, written=True)


class Dose(Struct, frozen=True):
    """What one set of an item asks for, its list of sets and the item joined."""

    target: Reps | Work
    load: Load | None
    tempo: Tempo | None
    rest: Rest | None


class Items:
    """Makes the sets of one block's items. Holds nothing but its arguments."""

    def __init__(self, routine: Routine, block: Block, key: str, known: Known, edits: Sequence[Edit]) -> None:
        self.routine, self.block, self.known = routine, block, known
        self.info = BlockInfo(
            key=key,
            name=block.name or "",
            kind=block.kind,
            section=block.section,
            rounds=_intervals(block),
            equipment=() if isinstance(block, Straight) else self._equipment(),
        )
        self.edits = [edit for edit in edits if edit.item.block == key]
        count: Counter[str] = Counter()
        self.keyed: list[tuple[ItemKey, Item]] = []
        for item in block.exercises:
            written = item.exercise or item.name or ""
            count[written] += 1
            self.keyed.append((ItemKey(key, written, count[written]), item))

    def _equipment(self) -> tuple[str, ...]:
        found = [self._written(item).equipment for item in self.block.exercises if self._waits(item)]
        return tuple(dict.fromkeys(piece for pieces in found for piece in pieces))

    def _waits(self, item: Item) -> bool:
        """Whether its sets may wait for their equipment."""
        said = inherit("set_up", item, self.block, self.routine.defaults)
        return said == "wait" if said else self.block.section == "main"

    def item(self, key: ItemKey) -> Item | None:
        return next((item for other, item in self.keyed if other == key), None)

    def ordered(self, round_: int | None = None) -> list[tuple[ItemKey, Item]]:
        """The items, those that were put off at the end (of this round, where rounds are asked for)."""
        order = list(self.keyed)
        for edit in self.edits:
            if isinstance(edit, Moved) and edit.round == round_:
                moved = [pair for pair in order if pair[0] == edit.item]
                order = [pair for pair in order if pair[0] != edit.item] + moved
        return order

    def _written(self, item: Item) -> Exercise:
        if item.exercise is not None and item.exercise in self.routine.exercises:
            return self.routine.exercises[item.exercise]
        name = item.name or item.exercise or ""
        measure: Literal["time", "reps"] = "time" if item.work else "reps"
        return Exercise(id=name, name=name, measure=measure)

    def exercise(self, key: ItemKey, item: Item) -> Exercise:
        """The one that is done: after a swap the other."""
        for edit in reversed(self.edits):
            if isinstance(edit, Swapped) and edit.item == key:
                return self.routine.exercises.get(edit.exercise) or self._written(item)
        return self._written(item)

    def doses(self, key: ItemKey, item: Item) -> list[Dose]:
        """One for each set that was written or added."""
        specs = item.sets if isinstance(item.sets, tuple) else (SetSpec(),) * (item.sets or 1)
        extra = sum(isinstance(edit, Added) and edit.item == key for edit in self.edits)
        specs += specs[-1:] * extra
        return [self._dose(item, spec) for spec in specs]

    def _dose(self, item: Item, spec: SetSpec) -> Dose:
        target = spec.reps or spec.work or item.reps or item.work
        if target is None:  # the block has it: tabata, and an emom with `work`
            work = getattr(self.block, "work", None)
            assert work is not None, "checked when the file was read"
            target = Work(work.ns)
        return Dose(target, spec.load or item.load, spec.tempo or item.tempo, spec.rest or item.rest)

    def first_load(self, key: ItemKey, item: Item) -> Load | None:
        """Of the first working set, as it stands now: what warm-up sets are a share of."""
        load, _, _ = self._resolved(key, item, self.doses(key, item)[0].load)
        return load if load and load.kind != "percent" else None

    def _resolved(self, key: ItemKey, item: Item, load: Load | None) -> tuple[Load | None, int, Load | None]:
        """(load, share, base) of a working set after swaps and corrections."""
        exercise = self.exercise(key, item)
        if exercise.id != self._written(item).id:
            last = self.known.last.get(exercise.id)
            load = last.load if last else None
        share, base = 0, None
        if load and load.kind == "percent":
            share, base = load.amount, self.known.maxes.get(exercise.id)
        if share:
            base = self._corrected(key, exercise, base)
            return share_of(base, share, exercise, self.known) if base else load, share, base
        return self._corrected(key, exercise, load), 0, None

    def _corrected(self, key: ItemKey, exercise: Exercise, load: Load | None) -> Load | None:
        for edit in self.edits:
            if isinstance(edit, Loaded) and (edit.item, edit.exercise, edit.old) == (key, exercise.id, load):
                load = edit.new
        return load

    def working(self, key: ItemKey, item: Item, number: int, dose: Dose, of: int, rest: Span) -> list[Set]:
        """One set, or one a side, in order."""
        load, share, base = self._resolved(key, item, dose.load)
        set_ = self._set(key, item, number, dose.target, load, rest, tempo=dose.tempo)
        return self._sided(key, item, replace(set_, share=share, base=base, total=of))

    def warm_ups(self, key: ItemKey, item: Item, last_rest: Span) -> list[Set]:
        """The lighter sets before the first, never at the coach's pace."""
        out: list[Set] = []
        rest = span_of(inherit("warm_up_rest", item, self.block, self.routine.defaults) or USUAL_WARM_UP_REST)
        base = self.first_load(key, item) if item.warm_up_sets else None
        for number, spec in enumerate(item.warm_up_sets, 1):
            load: Load | None = spec.load
            share = 0
            if spec.load.kind == "percent":
                share = spec.load.amount
                load = share_of(base, share, self.exercise(key, item), self.known) if base else load
            else:
                load = self._corrected(key, self.exercise(key, item), self._warm_up_load(key, item, spec.load))
            after = (
                rest
                if number < len(item.warm_up_sets)
                else (last_rest if last_rest.happens or last_rest.written else rest)
            )
            set_ = self._set(key, item, number, Reps(spec.reps, spec.reps), load, after, warm_up=True)
            set_ = replace(set_, pace="self", share=share, share_of="today", base=base if share else None)
            out += self._sided(key, item, replace(set_, total=len(item.warm_up_sets)))
        return out

    def _warm_up_load(self, key: ItemKey, item: Item, load: Load) -> Load | None:
        """A load as it was written: that of another exercise says nothing of one that was swapped in, but a bar is a
        bar."""
        exercise = self.exercise(key, item)
        if exercise.id == self._written(item).id:
            return self.known.bar if load.kind == "bar" else load
        return self.known.bar if load.kind == "bar" and BARBELLS.intersection(exercise.equipment) else None

    def _sides(self, key: ItemKey, item: Item) -> Sides:
        sides = item.sides or self.exercise(key, item).sides
        return "alternate" if sides == "each" and self.info.kind in ("emom", "amrap", "tabata") else sides

    def _sided(self, key: ItemKey, item: Item, set_: Set) -> list[Set]:
        if self._sides(key, item) != "each":
            return [set_]
        switch = span_of(inherit("switch", item, self.block, self.routine.defaults) or USUAL_SWITCH)
        right, left = replace(set_.key, side="right"), replace(set_.key, side="left")
        first = replace(set_, key=right, rest=switch, switch=True, ends_round=False)
        second = replace(set_, key=left, follows=right)
        if set_.pace == "self" and set_.expected is not None:  # it does what the first side is expected to have done
            second = replace(second, estimate=set_.expected * set_.tempo.rep_ns)
        return [first, second]

    def _set(
        self,
        key: ItemKey,
        item: Item,
        number: int,
        target: Reps | Work,
        load: Load | None,
        rest: Span,
        *,
        warm_up: bool = False,
        tempo: Tempo | None = None,
    ) -> Set:
        exercise, defaults = self.exercise(key, item), self.routine.defaults
        tempo = tempo or inherit("tempo", item, self.block, defaults) or exercise.tempo or USUAL_TEMPO
        alternate = self._sides(key, item) == "alternate"
        expected = self._expected(exercise, target)
        reps = expected if isinstance(target, Reps) and target.is_open else getattr(target, "high", 0)
        written = item.exercise or ""
        others = tuple(other for other in item.alternatives if other in self.routine.exercises)
        gap: Gap | None = inherit("get_ready", item, self.block, defaults)
        return Set(
            key=Key(key, number, warm_up),
            block=self.info,
            exercise=exercise,
            alternatives=(*others, written) if others else (),
            target=target,
            load=load,
            tempo=tempo,
            pace=self._pace(key, item, exercise, target),
            alternate=alternate,
            set_up=self._waits(item),
            work=Span(target.ns, target.open) if isinstance(target, Work) else Span(None, waits=True),
            rest=rest,
            get_ready_ns=self.known.get_ready_ns if gap is None else gap.ns,
            estimate=target.ns
            if isinstance(target, Work)
            else (MANY_REPS if reps is None else reps) * tempo.rep_ns * (2 if alternate else 1),
            expected=expected,
            note=item.note,
        )

    def _pace(self, key: ItemKey, item: Item, exercise: Exercise, target: Reps | Work) -> Pace:
        if isinstance(target, Work):
            return "self"
        for edit in reversed(self.edits):
            if isinstance(edit, Paced) and edit.item == key:
                return edit.pace
        if written := inherit("pace", item, self.block, self.routine.defaults):
            return cast(Pace, written)
        if self.info.section != "main":
            return "coach"
        return self.known.paces.get(exercise.id, "self")

    def _expected(self, exercise: Exercise, target: Reps | Work) -> int | None:
        """Reps that are logged when nobody counted (docs/rules.md#what-is-logged)."""
        if isinstance(target, Work):
            return None
        if target.low == target.high:
            return target.low
        last = self.known.last.get(exercise.id)
        if last and last.reps is not None:
            return max(target.low, min(last.reps, target.high)) if target.high is not None else last.reps
        return None if target.is_max else target.low

    def stations(self) -> tuple[Station, ...]:
        """An AMRAP's exercises, in turn."""
        out = []
        for key, item in self.keyed:
            set_ = self.working(key, item, 1, self.doses(key, item)[0], 1, NO_SPAN)[0]
            out.append(
                Station(key, set_.exercise, set_.target, set_.load, set_.alternatives, set_.note, set_.alternate)
            )
        return tuple(out)


def _intervals(block: BaseBlock) -> int:
    rounds = getattr(block, "rounds", 0)
    return int(rounds) * len(block.exercises) if isinstance(block, Emom) else int(rounds)


def share_of(base: Load, share: int, exercise: Exercise, known: Known) -> Load:
    """So many thousandths of a per cent of a load: a barbell to the plates there are and never below the bar, else
    to half a unit."""
    barbell = bool(BARBELLS.intersection(exercise.equipment)) and base.kind == "mass" and base.count == 1
    same = known.step.unit == base.unit
    step = known.step.amount if barbell and same else 500
    amount = round(base.amount * share / 100_000 / step) * step
    if barbell and known.bar.unit == base.unit:
        amount = max(amount, known.bar.amount)
    return replace(base, amount=amount)
