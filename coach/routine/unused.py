"""Fields of a routine that are written and never act: what `coach validate` warns of.

A walk through the routine asks, for each occasion at which a field can act (a rest after a set, the tempo of a set of
reps), which of the levels is heard there. The rules are those of docs/rules.md; which sets a routine has is decided in
the plan, and a test compares the two. A field that repeats what holds anyway is not idle: another value would act.
`progress` never acts yet.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from coach.routine.model import (
    Amrap,
    BaseBlock,
    Circuit,
    Exercise,
    Item,
    Routine,
    SetSpec,
    Shared,
    Straight,
    Superset,
    Tabata,
    inherit,
)
from coach.routine.problems import Report, quoted
from coach.routine.reading.yaml_nodes import Mapping
from coach.routine.values import Load

Level = Struct
"""What fields are written on: a set of a list, an item, a block, the defaults."""
Chain = Sequence[tuple[Level, str]]
"""Levels with a field of each, the one that is heard first in front."""

OF_SETS = ("reps", "work", "load", "rest", "tempo", "rir", "rpe")
OF_ALL = ("pace", "tempo", "get_ready", "set_up", "switch", "rir", "rpe", "rest", "warm_up_rest")

HAS_OWN = "everything it would hold for says its own"
WHY = {
    "rest": "no set of a straight block, no round of a superset and no end of a block takes it",
    "switch": 'there is no SWITCH, as nothing is done wholly on one side first ("sides: each")',
    "set_up": "nothing needs equipment",
    "pace": "only sets of reps have a pace, and there are none that it would hold for",
    "tempo": "only sets of reps have a tempo, and there are none that it would hold for",
    "warm_up_rest": "no two warm-up sets come one after the other",
    "round_rest": "there is only one round",
}
"""Why a field that no occasion asked for does not act."""
THE_END = "the workout ends there"
OTHER_SECTION = 'between two sections there is no rest ("rest-after" makes one)'
PLANNED = "is planned: nothing follows from it yet"
REST_AFTER = '"rest-after" of the block comes in its place'


class Idle(NamedTuple):
    """A field that is written and does not act."""

    level: Level
    field: str
    message: str


def check_unused(written: Routine, resolved: Routine, places: dict[int, Mapping], report: Report) -> None:
    """Warns of each field that is written and does not act.

    Args:
        written: as it was decoded, which has the places.
        resolved: the same routine with its exercises.
        places: the node of each Struct, by its `id()`.
        report: takes the warnings.
    """
    for level, field, message in idle_fields(written, resolved):
        name = field.replace("_", "-")
        if (node := places.get(id(level))) and (place := node.key(name)):
            report.add(place, f'"{name}" {message}.', "warning")


def idle_fields(written: Routine, resolved: Routine) -> Iterator[Idle]:
    """The fields that are written and do not act. Those of a tabata's items that are never reached are not among them.

    Args:
        written: has the levels that are named.
        resolved: the same routine with its exercises.
    """
    walk = _Walk(written, resolved)
    walk.all()
    yield from walk.idle()


class _Walk:
    def __init__(self, written: Routine, resolved: Routine) -> None:
        self.routine = written
        self.exercises = resolved.exercises
        pairs = zip(written.blocks, resolved.blocks, strict=True)
        self.blocks = [(block, list(zip(block.exercises, own.exercises, strict=True))) for block, own in pairs]
        """Each with its items: as written, and with the id of the exercise."""
        self.acts: set[tuple[int, str]] = set()
        self.why: dict[tuple[int, str], str] = {}
        self.more: list[Idle] = []

    # Occasions

    def ask(self, chain: Chain) -> None:
        """Something asks for a value: the first level that has one is heard, the others are not."""
        first = next((place for place, (level, field) in enumerate(chain) if _has(level, field)), None)
        if first is None:
            return
        level, field = chain[first]
        self.acts.add((id(level), field))
        for other, name in chain[first + 1 :]:
            beaten = f'"{field.replace("_", "-")}" of {_title(level)} comes in its place'
            self.why.setdefault((id(other), name), HAS_OWN if field == name else beaten)

    def miss(self, chain: Chain, why: str) -> None:
        """Not an occasion after all: no level is heard."""
        for level, field in chain:
            if level is not self.routine.defaults:  # there are other occasions for these
                self.why.setdefault((id(level), field), why)

    def idle(self) -> Iterator[Idle]:
        levels: list[tuple[Level, tuple[str, ...]]] = [(self.routine.defaults, OF_ALL)]
        for block, items in self.blocks:
            levels.append((block, (*OF_ALL, "round_rest", "rest_after", "work")))
            for item, _ in _reached(block, items):
                levels.append((item, (*OF_ALL, "reps", "work", "load", "sides")))
                levels += [(spec, OF_SETS) for spec in _specs(item)]
        for level, fields in levels:
            if (progress := getattr(level, "progress", None)) and progress.type != "none":
                yield Idle(level, "progress", PLANNED)
            for field in fields:
                key = id(level), field
                if _has(level, field) and key not in self.acts:
                    why = self.why.get(key) or WHY.get(field) or HAS_OWN
                    yield Idle(level, field, f"changes nothing: {why}")
        yield from self.more

    # The routine

    def all(self) -> None:
        following = (*(block for block, _ in self.blocks[1:]), None)
        for (block, items), after in zip(self.blocks, following, strict=True):
            self.rests(block, [item for item, _ in items], after)
            reached = [(item, self.found(own)) for item, own in _reached(block, items)]
            if not isinstance(block, Straight):
                self.set_up(block, reached)
            for item, exercises in reached:
                self.item(block, item, exercises)
                self.loaded(block, item, [exercises] if isinstance(block, Straight) else [own for _, own in reached])

    def found(self, item: Item) -> list[Exercise]:
        """The exercise of an item, and those that it can be swapped for; empty for words of the author's own."""
        names = (item.exercise or "", *item.alternatives)
        return [self.exercises[name] for name in names if name in self.exercises]

    def item(self, block: BaseBlock, item: Item, exercises: list[Exercise]) -> None:
        outer = (item, block, self.routine.defaults)
        for spec in _specs(item):
            levels = (spec, *outer)
            self.ask([(level, name) for level in levels[:2] for name in ("reps", "work")] + [(block, "work")])
            self.ask([(level, "load") for level in levels[:2]])
            self.ask([(level, name) for level in levels for name in ("rir", "rpe")])
            if inherit("reps", spec, item) and not isinstance(block, (Amrap, Tabata)):
                self.ask([(level, "tempo") for level in levels])
                self.ask([(level, "pace") for level in outer])
        if item.warm_up_sets:
            self.ask([(level, "tempo") for level in outer])
        self.ask([(level, "get_ready") for level in outer])
        if isinstance(block, Straight) and any(exercise.equipment for exercise in exercises):
            self.ask([(level, "set_up") for level in outer])
        sides = {item.sides} if item.sides else {exercise.sides for exercise in exercises}
        if "each" in sides and isinstance(block, (Straight, Circuit, Superset)):
            self.ask([(level, "switch") for level in outer])
        if isinstance(block, Amrap):
            self.miss([(block, "pace"), (block, "tempo")], "in an amrap you go at your own pace")
        if isinstance(block, Amrap) and item.work:
            self.miss([(item, "sides")], "in an amrap a time is for both sides")
        else:
            self.ask([(item, "sides")])

    def set_up(self, block: BaseBlock, items: list[tuple[Item, list[Exercise]]]) -> None:
        """The set-up of a whole block: a level is heard if without it there would be other equipment."""
        outer = (block, self.routine.defaults)
        levels: list[Shared] = [*(item for item, _ in items), *outer]
        pieces: dict[int, set[str]] = {}
        waiting: dict[int, set[str]] = {}
        for item, exercises in items:
            decides = next((level for level in (item, *outer) if level.set_up), None)
            wanted = decides.set_up == "wait" if decides else block.section == "main"
            own = exercises[0].equipment if exercises else ()
            pieces.setdefault(id(decides), set()).update(own)
            waiting.setdefault(id(decides), set()).update(own if wanted else ())
        for level in levels:
            others = {piece for other, found in waiting.items() if other != id(level) for piece in found}
            if pieces.get(id(level), set()) - others:
                self.ask([(level, "set_up")])
            elif pieces.get(id(level)):
                self.miss([(level, "set_up")], "another exercise of the block has the same equipment set up")

    def loaded(self, block: BaseBlock, item: Item, set_up: list[list[Exercise]]) -> None:
        """A load for which no SETUP waits. `set_up`: the exercises whose equipment is set up with it, each with those
        that it can be swapped for."""
        levels: list[Item | SetSpec] = [item, *_specs(item)]
        loaded = next((level for level in levels if level.load and _is_fetched(level.load)), None)
        if loaded is None or any(found and found[0].equipment for found in set_up):
            return
        outer = (item, block, self.routine.defaults)
        self.ask([(level, "set_up") for level in outer])  # `none` says that none is wanted
        if (inherit("set_up", *outer) or ("wait" if block.section == "main" else "none")) == "wait":
            name, where = quoted(item.name or item.exercise or ""), "equipment"
            if item.name:
                where = 'an entry under "exercises" with its equipment'
            message = f"has no SETUP to wait for it, as {name} has no equipment. Give it {where}"
            self.more.append(Idle(loaded, "load", f'{message}, or write "set-up: none"'))

    # Rests

    def rests(self, block: BaseBlock, items: list[Item], after: BaseBlock | None) -> None:
        defaults = self.routine.defaults
        end: Chain = [(defaults, "rest")]
        if isinstance(block, Straight):
            end = self.straight_rests(block, items)
        elif isinstance(block, (Circuit, Superset)):
            end = self.round_rests(block, items)
        elif isinstance(block, Tabata):
            if block.rounds > 1:
                self.ask([(block, "rest")])
            else:
                self.miss([(block, "rest")], "there is only one interval")
        self.rest_after(block, after, end)
        last = items[-1]
        if getattr(block, "round_rest", None) and (id(last), "rest") in self.acts and block.set_count() > len(items):
            message = 'does not act between the rounds: "round-rest" of the block comes in its place'
            self.more.append(Idle(last, "rest", message))

    def rest_after(self, block: BaseBlock, after: BaseBlock | None, end: Chain) -> None:
        """Between a block and the next. `end`: what is asked if nothing else stands there."""
        if after is None:
            self.miss([(block, "rest_after"), *end], THE_END)
        elif block.rest_after is not None:
            self.ask([(block, "rest_after")])
            self.miss(end, REST_AFTER)
        elif after.section != block.section:
            self.miss(end, OTHER_SECTION)
        else:
            self.ask(end)

    def straight_rests(self, block: Straight, items: list[Item]) -> Chain:
        """Asks for all rests but the one after the last set; returns the chain of that one."""
        outer = (block, self.routine.defaults)
        chain: Chain = ()
        for item in items:
            chains: list[Chain] = [[(level, "rest") for level in (spec, item, *outer)] for spec in _specs(item)]
            if chain:
                self.ask(chain)
            if item.warm_up_sets:
                own = inherit("rest", _specs(item)[0], item, *outer)
                usual = block.section == "main" and inherit("reps", _specs(item)[0], item) is not None
                self.warm_up_rests(block, item, chains[0], own is not None or usual)
            for each in chains[:-1]:
                self.ask(each)
            chain = chains[-1]
        return chain

    def round_rests(self, block: Circuit | Superset, items: list[Item]) -> Chain:
        """Asks for all rests but the one after the last round; returns the chain of that one."""
        defaults = self.routine.defaults
        for item in items:
            if item.warm_up_sets:
                chain: Chain = [(item, "rest"), (block, "rest")]
                self.warm_up_rests(block, item, chain, inherit("rest", item, block) is not None)
        for item in items[:-1]:
            self.ask([(item, "rest"), (block, "rest")])
        last = items[-1]
        if block.rounds > 1:
            usual: Chain = [(defaults, "rest")] if isinstance(block, Superset) else []
            self.ask([(block, "round_rest"), (last, "rest"), (block, "rest"), *usual])
        else:
            self.miss([(block, "rest")], "there is one exercise and one round")
        return [(last, "rest"), (block, "round_rest"), (defaults, "rest")]

    def warm_up_rests(self, block: BaseBlock, item: Item, after: Chain, rests: bool) -> None:
        """`after`: what is asked after the last warm-up set; `rests`: whether that gives anything."""
        if rests:
            self.ask(after)
        if len(item.warm_up_sets) > 1 or not rests:
            self.ask([(level, "warm_up_rest") for level in (item, block, self.routine.defaults)])


def _reached(block: BaseBlock, items: list[tuple[Item, Item]]) -> list[tuple[Item, Item]]:
    return items[: block.rounds] if isinstance(block, Tabata) else items


def _specs(item: Item) -> tuple[SetSpec, ...]:
    """The entries of its list of sets; without a list, an empty one for each set."""
    return item.sets if isinstance(item.sets, tuple) else (SetSpec(),) * (item.sets or 1)


def _is_fetched(load: Load) -> bool:
    """Whether it is more than the body alone."""
    return load.kind != "bodyweight" or load.amount != 0


def _has(level: Level, field: str) -> bool:
    return getattr(level, field, None) is not None


def _title(level: Level) -> str:
    words = {SetSpec: "the set", Item: "the exercise", BaseBlock: "the block"}
    return next((word for kind, word in words.items() if isinstance(level, kind)), "the defaults")
