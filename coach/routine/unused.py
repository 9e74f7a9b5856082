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

EFFORT = ("rir", "rpe")
OF_SETS = ("reps", "work", "load", "rest", "tempo", *EFFORT)
OF_ALL = ("pace", "tempo", "get_ready", "set_up", "switch", *EFFORT, "rest", "warm_up_rest")

NOT_LISTED = SetSpec()
"""The entry of a set that has none in a list."""
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
        self.written = list(self._written())
        """The fields that are written, level by level."""
        self.names = {field for _, field in self.written}
        self.acts: set[tuple[int, str]] = set()
        self.why: dict[tuple[int, str], str | tuple[Level, str]] = {}
        """Why a field does not act: in words, or the level and field that are heard in its place."""
        self.more: list[Idle] = []

    def _written(self) -> Iterator[tuple[Level, str]]:
        levels: list[tuple[Level, tuple[str, ...]]] = [(self.routine.defaults, OF_ALL)]
        for block, items in self.blocks:
            levels.append((block, (*OF_ALL, "round_rest", "rest_after", "work")))
            for item, _ in _reached(block, items):
                levels.append((item, (*OF_ALL, "reps", "work", "load", "sides")))
                levels += [(spec, OF_SETS) for spec in _listed(item)]
        for level, fields in levels:
            for field in fields:
                if getattr(level, field, None) is not None:
                    yield level, field
            if (progress := getattr(level, "progress", None)) and progress.type != "none":
                yield level, "progress"

    # Occasions

    def ask_alike(self, levels: Sequence[Level], *fields: str) -> None:
        """Something asks for each of these fields on its own, on the same levels."""
        for field in fields:
            if field in self.names:
                self.ask([(level, field) for level in levels])

    def ask(self, chain: Chain) -> None:
        """Something asks for a value: the first level that has one is heard, the others are not."""
        heard: tuple[Level, str] | None = None
        for level, field in chain:
            if getattr(level, field, None) is None:
                continue
            if heard is None:
                heard = level, field
                self.acts.add((id(level), field))
            else:
                self.why.setdefault((id(level), field), heard)

    def miss(self, chain: Chain, why: str) -> None:
        """Not an occasion after all: no level is heard."""
        for level, field in chain:
            if level is not self.routine.defaults:  # there are other occasions for these
                self.why.setdefault((id(level), field), why)

    def idle(self) -> Iterator[Idle]:
        for level, field in self.written:
            if field == "progress":
                yield Idle(level, field, PLANNED)
            elif (id(level), field) not in self.acts:
                yield Idle(level, field, f"changes nothing: {self.reason(level, field)}")
        yield from self.more

    def reason(self, level: Level, field: str) -> str:
        why = self.why.get((id(level), field)) or WHY.get(field) or HAS_OWN
        if isinstance(why, str):
            return why
        heard, name = why
        return HAS_OWN if name == field else f'"{name.replace("_", "-")}" of {_title(heard)} comes in its place'

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
                if "load" in self.names:
                    self.loaded(block, item, reached)

    def found(self, item: Item) -> list[Exercise]:
        """The exercise of an item, and those that it can be swapped for; empty for words of the author's own."""
        names = (item.exercise or "", *item.alternatives)
        return [self.exercises[name] for name in names if name in self.exercises]

    def item(self, block: BaseBlock, item: Item, exercises: list[Exercise]) -> None:
        outer = (item, block, self.routine.defaults)
        for spec in _listed(item) or (None,):
            own = (spec, item) if spec else (item,)
            levels = (spec, *outer) if spec else outer
            self.ask([(level, name) for level in own for name in ("reps", "work")] + [(block, "work")])
            self.ask_alike(own, "load")
            if not self.names.isdisjoint(EFFORT):
                self.ask([(level, name) for level in levels for name in EFFORT])
            if inherit("reps", *own) and not isinstance(block, (Amrap, Tabata)):
                self.ask_alike(levels, "tempo")
                self.ask_alike(outer, "pace")
        if item.warm_up_sets:
            self.ask_alike(outer, "tempo")
        self.ask_alike(outer, "get_ready")
        if "set_up" in self.names and isinstance(block, Straight) and any(it.equipment for it in exercises):
            self.ask_alike(outer, "set_up")
        has_sides = "switch" in self.names and isinstance(block, (Straight, Circuit, Superset))
        if has_sides and "each" in ({item.sides} if item.sides else {it.sides for it in exercises}):
            self.ask_alike(outer, "switch")
        if isinstance(block, Amrap):
            self.miss([(block, "pace"), (block, "tempo")], "in an amrap you go at your own pace")
        if isinstance(block, Amrap) and item.work:
            self.miss([(item, "sides")], "in an amrap a time is for both sides")
        else:
            self.ask_alike((item,), "sides")

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

    def loaded(self, block: BaseBlock, item: Item, items: list[tuple[Item, list[Exercise]]]) -> None:
        """A load for which no SETUP waits. `items`: of the block, each with what it can be swapped for."""
        levels: list[Item | SetSpec] = [item, *_listed(item)]
        loaded = next((level for level in levels if level.load and _is_fetched(level.load)), None)
        if loaded is None:
            return
        together = [found for other, found in items if other is item or not isinstance(block, Straight)]
        if any(found and found[0].equipment for found in together):
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


def _listed(item: Item) -> tuple[SetSpec, ...]:
    """The entries of its list of sets; empty without a list."""
    return item.sets if isinstance(item.sets, tuple) else ()


def _specs(item: Item) -> tuple[SetSpec, ...]:
    """An entry for each of its sets: that of its list, or one in which nothing is written."""
    return item.sets if isinstance(item.sets, tuple) else (NOT_LISTED,) * (item.sets or 1)


def _is_fetched(load: Load) -> bool:
    """Whether it is more than the body alone."""
    return load.kind != "bodyweight" or load.amount != 0


def _title(level: Level) -> str:
    words = {SetSpec: "the set", Item: "the exercise", BaseBlock: "the block"}
    return next((word for kind, word in words.items() if isinstance(level, kind)), "the defaults")
