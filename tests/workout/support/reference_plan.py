"""A second planner, slow and plain, written from docs/rules.md alone: what a routine consists of.

It shares no code with `coach.workout`; of the package it knows what an author may write (`coach.routine`). Where the
two planners differ, one of them or the rules are wrong. `efforts` gives all sets in order, `timeline` the rows that
`coach show --timeline` prints; `reference_run` plays the efforts. Functions name the part of the rules that they are.
Swaps and other edits are not known here.
"""

from dataclasses import dataclass, field, replace

from coach.routine.model import (
    Amrap,
    BaseBlock,
    Circuit,
    Emom,
    Exercise,
    Item,
    Routine,
    SetSpec,
    Straight,
    Superset,
    Tabata,
)
from coach.routine.values import SECOND, USUAL_TEMPO, Load, Reps, Tempo, WarmUpSet, Work

BELLS = (4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 28, 32, 36, 40, 44, 48)
DUMBBELLS = (*range(1, 11), *(half / 2 for half in range(25, 101, 5)))


@dataclass(frozen=True)
class Person:
    """What is known of a person who lifts in kg with the weights of a usual gym."""

    maxes: dict[str, Load] = field(default_factory=dict)
    paces: dict[str, str] = field(default_factory=dict)
    get_ready: int = 10 * SECOND


@dataclass(frozen=True)
class Pause:
    """A rest: its length in ns, whether it waits then, whether it is written (rules: Rest)."""

    ns: int = 0
    waits: bool = False
    written: bool = False

    @property
    def comes(self) -> bool:
        return self.ns > 0 or self.waits


@dataclass(frozen=True)
class Effort:
    """One set, with the stages that lead to it and the rest after it."""

    block: int
    section: str
    own_clock: bool
    exercise: Exercise
    number: int
    of: int
    target: Reps | Work
    tempo: Tempo
    coached: bool
    get_ready: int
    fetched: tuple[str, ...]
    """The equipment that a SETUP before it is for."""
    whole_block: bool
    """Whether that is the equipment of the whole block, and not its own."""
    load: Load | None = None
    warm_up: bool = False
    side: str | None = None
    alternate: bool = False
    rest: Pause = Pause()
    interval: int = 0
    """An emom's."""
    ends_round: bool = False
    stations: bool = False
    setup: bool = False
    ready: int = 0
    """The length of its READY, if that is a stage."""

    @property
    def timed(self) -> bool:
        return isinstance(self.target, Work)

    @property
    def sides(self) -> int:
        return 2 if self.alternate else 1

    @property
    def counted_to(self) -> int | None:
        """The reps after which the coach ends it, both sides together; None: a key does."""
        if not isinstance(self.target, Reps) or not self.coached or self.target.high is None:
            return None
        return self.target.high * self.sides

    @property
    def by_key(self) -> bool:
        """Whether a key ends its work (rules: From stage to stage)."""
        if self.interval:
            return False
        return self.target.open if isinstance(self.target, Work) else self.counted_to is None

    @property
    def estimate(self) -> int:
        """The planned length of its work (rules: Estimates)."""
        if isinstance(self.target, Work):
            ns = self.target.ns
        elif self.side == "left" and not self.coached and not self.target.is_max:
            ns = self.target.low * self.tempo.rep_ns
        else:
            ns = (self.target.high or self.target.low or 10) * self.tempo.rep_ns * self.sides
        return min(ns, self.interval) if self.interval else ns

    @property
    def gap(self) -> int:
        """The planned time between its work and the next set."""
        return (self.interval - self.estimate if self.interval else 0) + self.rest.ns


def efforts(routine: Routine, person: Person) -> list[Effort]:
    """All sets of a routine, in order."""
    out: list[Effort] = []
    for at, block in enumerate(routine.blocks):
        own = _Block(routine, person, at, block).efforts()
        after = routine.blocks[at + 1] if at + 1 < len(routine.blocks) else None
        own[-1] = replace(own[-1], rest=_between(routine, block, after, own[-1]), ends_round=False)
        out += own
    return _led_to(out)


def _first(name: str, *levels: object) -> object:
    """Rules: Levels."""
    return next((value for level in levels if (value := getattr(level, name, None)) is not None), None)


def _pause(*written: object) -> Pause:
    """The first that is written; none at all if nothing is."""
    value = next((value for value in written if value is not None), None)
    return Pause() if value is None else Pause(value.ns, value.waits, True)  # type: ignore[attr-defined]  # a Rest


def _between(routine: Routine, block: BaseBlock, after: BaseBlock | None, last: Effort) -> Pause:
    """Rules: Between blocks."""
    if after is None:
        return Pause()
    if block.rest_after is not None:
        return _pause(block.rest_after)
    if after.section != block.section:
        return Pause()
    if isinstance(block, Straight) and last.rest.written:
        return last.rest
    found = _pause(
        block.exercises[-1].rest if isinstance(block, (Circuit, Superset)) else None,
        getattr(block, "round_rest", None),
        routine.defaults.rest,
    )
    if found.written or block.section != "main":
        return found
    return Pause(120 * SECOND)


class _Block:
    """The sets of one block (rules: Blocks)."""

    def __init__(self, routine: Routine, person: Person, at: int, block: BaseBlock) -> None:
        self.routine, self.person, self.at, self.block = routine, person, at, block
        self.own_clock = isinstance(block, (Emom, Amrap, Tabata))
        self.equipment = tuple(
            dict.fromkeys(
                piece for item in block.exercises if self.waits(item) for piece in self.exercise(item).equipment
            )
        )

    def exercise(self, item: Item) -> Exercise:
        name = item.exercise or item.name or ""
        return self.routine.exercises.get(item.exercise or "") or Exercise(id=name, name=name)

    def waits(self, item: Item) -> bool:
        """Rules: Set-up."""
        said = _first("set_up", item, self.block, self.routine.defaults)
        return said == "wait" or (said is None and self.block.section == "main")

    def efforts(self) -> list[Effort]:
        block = self.block
        if isinstance(block, Straight):
            return [effort for item in block.exercises for effort in self.straight(block, item)]
        if isinstance(block, (Circuit, Superset)):
            return self.rounds(block)
        if isinstance(block, Emom):
            turns = [(number, item) for number in range(1, block.rounds + 1) for item in block.exercises]
            sets = [self.set(item, SetSpec(), number, block.rounds, Pause()) for number, item in turns]
            return [replace(one, interval=block.every.ns) for pair in sets for one in pair]
        if isinstance(block, Tabata):
            chosen = [block.exercises[at % len(block.exercises)] for at in range(block.rounds)]
            pause = Pause(block.rest.ns, False, True)
            sets = [self.set(item, SetSpec(), at + 1, block.rounds, pause) for at, item in enumerate(chosen)]
            return [one for pair in sets for one in pair]
        assert isinstance(block, Amrap)
        (first, *_) = self.set(block.exercises[0], SetSpec(), 1, 1, Pause())
        whole = Work(block.for_.ns)
        return [replace(first, target=whole, load=None, coached=False, alternate=False, stations=True)]

    def straight(self, block: Straight, item: Item) -> list[Effort]:
        specs = item.sets if isinstance(item.sets, tuple) else (SetSpec(),) * (item.sets or 1)
        out = self.warm_ups(item, specs[0], self.after_set(block, item, specs[0]))
        for number, spec in enumerate(specs, 1):
            out += self.set(item, spec, number, len(specs), self.after_set(block, item, spec))
        return out

    def after_set(self, block: Straight, item: Item, spec: SetSpec) -> Pause:
        found = _pause(spec.rest, item.rest, block.rest, self.routine.defaults.rest)
        reps = isinstance(self.target(item, spec), Reps)
        return Pause(120 * SECOND) if not found.written and reps and block.section == "main" else found

    def rounds(self, block: Circuit | Superset) -> list[Effort]:
        out: list[Effort] = []
        for item in block.exercises:
            out += self.warm_ups(item, SetSpec(), _pause(item.rest, block.rest))
        for number in range(1, block.rounds + 1):
            for item in block.exercises[:-1]:
                out += self.set(item, SetSpec(), number, block.rounds, _pause(item.rest, block.rest))
            last = block.exercises[-1]
            sets = self.set(last, SetSpec(), number, block.rounds, self.after_round(block, last))
            out += [*sets[:-1], replace(sets[-1], ends_round=True)]
        return out

    def after_round(self, block: Circuit | Superset, last: Item) -> Pause:
        found = _pause(block.round_rest, last.rest, block.rest)
        if found.written or isinstance(block, Circuit):
            return found
        found = _pause(self.routine.defaults.rest)
        two_minutes = not found.written and block.section == "main" and last.reps is not None
        return Pause(120 * SECOND) if two_minutes else found

    def warm_ups(self, item: Item, first: SetSpec, after_last: Pause) -> list[Effort]:
        """Rules: Warm-up sets."""
        usual = _pause(_first("warm_up_rest", item, self.block, self.routine.defaults))
        usual = usual if usual.written else Pause(60 * SECOND, False, True)
        out: list[Effort] = []
        for number, lighter in enumerate(item.warm_up_sets, 1):
            ends = number == len(item.warm_up_sets) and (after_last.comes or after_last.written)
            spec = SetSpec(reps=Reps(lighter.reps, lighter.reps))
            sets = self.set(item, spec, number, len(item.warm_up_sets), after_last if ends else usual, warm_up=True)
            load = self.warm_up_load(lighter, self.load(first.load or item.load, self.exercise(item)), item)
            out += [replace(one, load=load) for one in sets]
        return out

    def target(self, item: Item, spec: SetSpec) -> Reps | Work:
        written = spec.reps or spec.work or item.reps or item.work
        return written or Work(self.block.work.ns)  # type: ignore[attr-defined]  # of an emom or a tabata

    def set(
        self, item: Item, spec: SetSpec, number: int, of: int, rest: Pause, *, warm_up: bool = False
    ) -> list[Effort]:
        """One set, or one a side (rules: Sides)."""
        exercise, levels = self.exercise(item), (item, self.block, self.routine.defaults)
        sides = item.sides or exercise.sides
        target = self.target(item, spec)
        pace = _first("pace", *levels) or ("coach" if self.block.section != "main" else None)
        pace = pace or self.person.paces.get(exercise.id, "self")
        gap = _first("get_ready", *levels)
        straight = isinstance(self.block, Straight)
        one = Effort(
            block=self.at,
            section=self.block.section,
            own_clock=self.own_clock,
            exercise=exercise,
            number=number,
            of=of,
            target=target,
            tempo=spec.tempo or _first("tempo", *levels) or exercise.tempo or USUAL_TEMPO,  # type: ignore[arg-type]
            coached=isinstance(target, Reps) and pace == "coach" and not warm_up,
            get_ready=self.person.get_ready if gap is None else gap.ns,  # type: ignore[attr-defined]
            fetched=(exercise.equipment if self.waits(item) else ()) if straight else self.equipment,
            whole_block=not straight,
            load=self.load(spec.load or item.load, exercise),
            warm_up=warm_up,
            alternate=sides == "alternate" or (sides == "each" and self.own_clock),
            rest=rest,
        )
        if sides != "each" or self.own_clock:
            return [one]
        switch = _pause(_first("switch", *levels))
        switch = switch if switch.written else Pause(8 * SECOND, False, True)
        return [replace(one, side="right", rest=switch), replace(one, side="left")]

    def load(self, written: Load | None, exercise: Exercise) -> Load | None:
        """Rules: Load."""
        if written is None or written.kind != "percent":
            return written
        whole = self.person.maxes.get(exercise.id)
        return _share(whole, written.amount, exercise) if whole else written

    def warm_up_load(self, lighter: WarmUpSet, first: Load | None, item: Item) -> Load | None:
        if lighter.load.kind == "bar":
            return Load("mass", 20_000)
        if lighter.load.kind != "percent":
            return lighter.load
        known = first is not None and first.kind != "percent"
        return _share(first, lighter.load.amount, self.exercise(item)) if first and known else lighter.load


def _share(whole: Load, share: int, exercise: Exercise) -> Load:
    """The nearest weight that can be made, the lighter of two."""
    exact = round(whole.amount * share / 100_000)
    fine: list[float] = [step * 2.5 for step in range(401)]
    if {"barbell", "trap-bar"} & set(exercise.equipment) and whole.kind == "mass":
        fine = [weight for weight in fine if weight >= 20]
    elif "kettlebell" in exercise.equipment:
        fine = list(BELLS)
    elif {"dumbbell", "dumbbells"} & set(exercise.equipment):
        fine = list(DUMBBELLS)
    amounts = [round(weight * 1000) for weight in fine]
    return Load(whole.kind, min(amounts, key=lambda amount: (abs(amount - exact), amount)), whole.unit, whole.count)


def _led_to(sets: list[Effort]) -> list[Effort]:
    """With SETUP and READY (rules: Set-up, Get ready)."""
    out: list[Effort] = []
    before: Effort | None = None
    for one in sets:
        setup = _needs_setup(before, one)
        ready = one.get_ready if setup or _ready_is_a_stage(before, one) else 0
        one = replace(one, setup=setup, ready=ready)
        out.append(one)
        before = one
    return out


def _needs_setup(before: Effort | None, one: Effort) -> bool:
    if not one.fetched:
        return False
    if before is None or (one.whole_block and before.block != one.block):
        return True
    return not one.whole_block and (before.exercise.id != one.exercise.id or before.load != one.load)


def _ready_is_a_stage(before: Effort | None, one: Effort) -> bool:
    if before is None:
        return True
    if before.rest.waits:
        return one.timed or one.coached
    if before.rest.comes:
        return False
    if before.rest.written or (one.own_clock and before.block == one.block):
        return False
    own_pace = not before.timed and not before.coached
    return not before.interval or own_pace or before.estimate >= before.interval


@dataclass(frozen=True)
class Row:
    """One row of the timeline."""

    word: str
    begins: int
    ns: int
    about: bool
    waits: bool


def setup_estimate(one: Effort) -> int:
    return (60 if {"barbell", "trap-bar"} & set(one.fetched) else 20) * SECOND


def timeline(sets: list[Effort]) -> list[Row]:
    """The plan with each stage that waits at its estimate (rules: Estimates)."""
    out: list[Row] = []
    now, about = 0, False
    before: Effort | None = None
    for one in sets:
        stages: list[tuple[str, int, bool]] = []
        if one.setup:
            stages.append(("SETUP", max(0, setup_estimate(one) - (before.gap if before else 0)), True))
        if one.ready:
            stages.append(("READY", one.ready, False))
        stages.append(("WORK" if one.timed else "SET", one.estimate, one.by_key))
        if one.gap or one.rest.waits:
            stages.append(("SWITCH" if one.side == "right" else "REST", one.gap, one.rest.waits))
        for word, ns, waits in stages:
            early = word == "REST" and one.interval > 0 and not one.timed and not one.coached
            out.append(Row(word, now, ns, about or early, waits))
            now += ns
            about = about or waits
        before = one
    return out
