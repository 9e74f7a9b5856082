"""From a routine to sets. Types of block end here: `BLOCK_RULES` has a row for each, and no reader of sets asks for it.

`expand` takes a routine, the edits of the workout and what is known, and gives sets with their SETUP and READY. A row
says which sets a block has, in which order and with which rests, and what they know of their block (`BlockInfo`). The
sets themselves are made in `items`. Also here: the keys of blocks, and the set that a person means by `2.1`.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import cycle, islice
from typing import NamedTuple, cast

from msgspec.structs import replace

from coach.routine.model import (
    Amrap,
    BaseBlock,
    Block,
    Circuit,
    Emom,
    Routine,
    Straight,
    Superset,
    Tabata,
    inherit,
)
from coach.routine.values import SECOND, Reps, Rest, Work
from coach.workout.plan.edits import Edit, TargetChanged
from coach.workout.plan.items import Dose, Items, PlannedItem, span_of
from coach.workout.plan.known import Known
from coach.workout.plan.sets import NO_SPAN, BlockInfo, ItemKey, Order, Set, SetKey, Span, with_transitions

USUAL_REST = Rest(120 * SECOND)
"""In main blocks, after sets of reps of straight blocks, after rounds of a superset that end with reps, and between two
blocks, where no rest is written."""


def block_keys(routine: Routine, before: Sequence[tuple[str, Block]] = ()) -> tuple[str, ...]:
    """A key for each block: its name, else its ordinal.

    Args:
        routine: as it reads now.
        before: the blocks, with their keys, of the routine that it replaces. Blocks are paired by name, then by all
            their exercises, then by some of them, then by order, and a pair keeps the old key. So what is done of a
            block stays done if the block is renamed or moved.
    """
    free = list(before)
    keys: dict[int, str] = {}
    for alike in (_same_name, _same_exercises, _some_exercise, lambda old, new: True):
        for at, block in enumerate(routine.blocks):
            if at not in keys and (pair := next((pair for pair in free if alike(pair[1], block)), None)):
                free.remove(pair)
                keys[at] = pair[0]
    taken = {key for key, _ in before}
    for at, block in enumerate(routine.blocks):
        if at not in keys:
            wish = key = block.name or str(at + 1)
            again = 2
            while key in taken:
                key, again = f"{wish} ({again})", again + 1
            taken.add(key)
            keys[at] = key
    return tuple(keys[at] for at in range(len(routine.blocks)))


def _same_name(old: Block, new: Block) -> bool:
    return bool(new.name) and old.name == new.name


def _same_exercises(old: Block, new: Block) -> bool:
    return _words(old) == _words(new)


def _some_exercise(old: Block, new: Block) -> bool:
    return not set(_words(old)).isdisjoint(_words(new))


def _words(block: Block) -> list[str]:
    """The exercises of its items, as written."""
    return [item.exercise or item.name or "" for item in block.exercises]


def expand(
    routine: Routine, known: Known, edits: Sequence[Edit] = (), keys: Sequence[str] | None = None
) -> tuple[Set, ...]:
    """All sets of a routine, in order, with their SETUP and READY.

    Args:
        routine: with its exercises resolved.
        known: of the person.
        edits: of the workout, in their order.
        keys: of the blocks; new ones if not given.
    """
    keys = block_keys(routine) if keys is None else keys
    return with_transitions(
        tuple(set_ for key in keys for set_ in sets_of_block(routine, known, edits, keys, key)), None
    )


def sets_of_block(
    routine: Routine, known: Known, edits: Sequence[Edit], keys: Sequence[str], key: str
) -> tuple[Set, ...]:
    """The sets of one block, in order, without SETUP and READY; the arguments are as in `expand`.

    Empty if no block has this key.
    """
    if key not in keys:
        return ()
    planned = _planned_before(routine, known)
    place, own = keys.index(key), tuple(edit for edit in edits if edit.item.block == key)
    if (place, key, own) not in planned:
        planned[place, key, own] = tuple(_aimed(_block(routine, known, place, key, own), own))
    return planned[place, key, own]


def _aimed(sets: Iterable[Set], edits: Iterable[Edit]) -> Iterable[Set]:
    """The sets with the targets that were corrected."""
    aims = {edit.key: edit.reps for edit in edits if isinstance(edit, TargetChanged)}
    return (with_reps(set_, aims[set_.key]) if set_.key in aims and set_.reps else set_ for set_ in sets)


_Planned = dict[tuple[int, str, tuple[Edit, ...]], tuple[Set, ...]]
"""The sets of blocks, by place, key and the edits of that block."""
_MOST_PLANNED = 500
_planned: list[tuple[Routine, Known, _Planned]] = []
"""Of the routines that were expanded last: an edit changes one block, and a journal that is folded again makes the same
plans again."""


def _planned_before(routine: Routine, known: Known) -> _Planned:
    found = next((planned for old, person, planned in _planned if old is routine and person is known), None)
    if found is None:
        found = {}
        _planned[:] = [(routine, known, found), *_planned[:1]]
    if len(found) > _MOST_PLANNED:
        found.clear()
    return found


def _block(routine: Routine, known: Known, place: int, key: str, edits: Sequence[Edit]) -> list[Set]:
    """The sets of one block, in order, with the rest to the next one."""
    block = routine.blocks[place]
    rule = BLOCK_RULES[type(block)]
    info = BlockInfo(key, block.name or "", block.section, rule.order, rule.shows_stations)
    items = Items(routine, block, info, known, edits)
    sets = rule.sets(items)
    if sets:
        after = routine.blocks[place + 1] if place + 1 < len(routine.blocks) else None
        sets[-1] = replace(sets[-1], rest=_rest_after(items, sets[-1], after), ends_round=False)
    return sets


def with_reps(set_: Set, reps: int) -> Set:
    """The set with exactly these reps as its target, also if it is a second side."""
    estimate_ns = reps * set_.tempo.rep_ns * set_.sides
    return replace(set_, target=Reps(reps, reps), expected=reps, estimate_ns=estimate_ns, follows=None)


def _rest_after(items: Items, last: Set, after: Block | None) -> Span:
    """The rest between two blocks (docs/rules.md#between-blocks)."""
    block = items.block
    if after is None:
        return NO_SPAN
    if block.rest_after is not None:
        return span_of(block.rest_after)
    if block.section != after.section:
        return NO_SPAN
    if last.block.order == "item" and last.rest.written:
        return last.rest
    item = items.find(last.item)
    written = (item and item.rest) or inherit("round_rest", block) or items.routine.defaults.rest
    return span_of(written or (USUAL_REST if block.section == "main" else None))


def _straight(items: Items) -> list[Set]:
    """All sets of one item, then the next, each followed by a rest."""
    out: list[Set] = []
    block, defaults = items.block, items.routine.defaults
    for item in items.ordered():

        def after(dose: Dose) -> Span:
            rest: Rest | None = dose.rest or inherit("rest", block, defaults)
            if rest is None and isinstance(dose.target, Reps) and block.section == "main":
                return replace(span_of(USUAL_REST), written=False)
            return span_of(rest)

        out += item.warm_ups(after(item.doses[0]))
        for number, dose in enumerate(item.doses, 1):
            out += item.working(number, dose, len(item.doses), after(dose))
    return out


def _rounds(items: Items) -> list[Set]:
    """Circuit and superset: a set of each item, round by round. They differ in the rest after a round for which the
    block and its items say none."""
    block = cast(Circuit | Superset, items.block)
    out: list[Set] = []
    for item in items.ordered():
        out += item.warm_ups(span_of(item.rest or block.rest))
    for number in range(1, block.rounds + 1):
        turn = items.ordered(number)
        for place, item in enumerate(turn, 1):
            ends = place == len(turn)
            rest = _after_round(items, item) if ends else span_of(item.rest or block.rest)
            sets = item.working(number, item.doses[0], block.rounds, rest)
            if ends:
                sets[-1] = replace(sets[-1], ends_round=True)
            out += sets
    return out


def _after_round(items: Items, last: PlannedItem) -> Span:
    """The rest after a round (docs/rules.md#rest). `last`: its last item."""
    block = cast(Circuit | Superset, items.block)
    written = block.round_rest or last.rest or block.rest
    if written is None and isinstance(block, Superset):
        written = items.routine.defaults.rest
        if written is None and block.section == "main" and isinstance(last.doses[0].target, Reps):
            return replace(span_of(USUAL_REST), written=False)
    return span_of(written)


def _emom(items: Items) -> list[Set]:
    """An item in each interval, in turn."""
    block = cast(Emom, items.block)
    out: list[Set] = []
    for number in range(1, block.rounds + 1):
        for item in items.all:
            sets = item.working(number, item.doses[0], block.rounds, NO_SPAN)
            out += [replace(set_, interval_ns=block.every.ns) for set_ in sets]
    return out


def _tabata(items: Items) -> list[Set]:
    """An item in each interval, in turn, with a fixed rest between the intervals."""
    block = cast(Tabata, items.block)
    rest = Span(block.rest.ns, written=True)
    out: list[Set] = []
    for number, item in enumerate(islice(cycle(items.all), block.rounds), 1):
        out += item.working(number, item.doses[0], block.rounds, rest)
    return out


def _amrap(items: Items) -> list[Set]:
    """One set whose work takes the whole time. Its stations are gone through as often as they fit."""
    block = cast(Amrap, items.block)
    item = items.all[0]
    (first, *_) = item.working(1, item.doses[0], 1, NO_SPAN)
    whole = Work(block.for_.ns)
    set_ = replace(
        first,
        key=SetKey(ItemKey(items.info.key, "amrap"), 1),
        target=whole,
        load=None,
        share=0,
        base=None,
        pace="self",
        alternate=False,
        alternatives=(),
        work=Span(whole.ns),
        estimate_ns=whole.ns,
        expected=None,
        stations=items.stations(),
        note="",
    )
    return [set_]


class BlockRule(NamedTuple):
    """How blocks of one type become sets."""

    sets: Callable[[Items], list[Set]]
    """All of a block, in order; the rest of the last one is replaced by that between blocks."""
    order: Order
    shows_stations: bool = False
    """As in `BlockInfo`."""


BLOCK_RULES: dict[type[BaseBlock], BlockRule] = {
    Straight: BlockRule(_straight, "item"),
    Circuit: BlockRule(_rounds, "round", shows_stations=True),
    Superset: BlockRule(_rounds, "round"),
    Emom: BlockRule(_emom, "clock"),
    Amrap: BlockRule(_amrap, "clock"),
    Tabata: BlockRule(_tabata, "clock"),
}
"""Every type of block that a routine may have."""


def find_set(sets: Iterable[Set], place: str) -> Set | None:
    """The first set of a place: `2` (a block), `2.1` (an item), or the name of a block or an exercise.

    None if there is no such place.
    """
    wanted = place.strip().casefold()
    blocks: list[str] = []
    items: dict[str, list[ItemKey]] = {}
    for set_ in sets:
        key = set_.block.key
        if key not in items:
            blocks.append(key)
            items[key] = []
        if set_.item not in items[key]:
            items[key].append(set_.item)
        names = {set_.exercise.id.casefold(), set_.exercise.name.casefold(), *map(str.casefold, set_.exercise.aliases)}
        if set_.block.name:
            names.add(set_.block.name.casefold())
        if wanted in (str(len(blocks)), f"{len(blocks)}.{len(items[key])}") or wanted in names:
            return set_
    return None


def start_place(sets: Iterable[Set], wanted: Set) -> str:
    """`2.1`: the block and the item of a set, as `find_set` reads it."""
    blocks: dict[str, list[ItemKey]] = {}
    for set_ in sets:
        items = blocks.setdefault(set_.block.key, [])
        if set_.item not in items:
            items.append(set_.item)
        if set_.key == wanted.key:
            return f"{len(blocks)}.{len(items)}"
    return "1"
