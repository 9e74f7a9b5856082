"""From a routine to sets. Block types end here: one expander each, and after it there are only sets.

`expand` is pure: routine, edits and what is known in, sets with their glue out. An expander says in which order the
sets of its block come and which rest follows each; `items` makes the sets.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from msgspec.structs import replace

from coach.routine.model import Amrap, Block, Circuit, Emom, Item, Routine, Straight, Superset, Tabata, inherit
from coach.routine.values import SECOND, Reps, Rest, Work
from coach.workout.plan.edits import Aimed, Edit
from coach.workout.plan.items import Dose, Items, span_of
from coach.workout.plan.known import Known
from coach.workout.plan.sets import NO_SPAN, ItemKey, Key, Set, Span, with_transitions

USUAL_REST = Rest(120 * SECOND)
"""After rep sets of straight main blocks and between main blocks, where nobody wrote a rest."""


def block_keys(routine: Routine, before: Sequence[tuple[str, Block]] = ()) -> tuple[str, ...]:
    """A stable key for each block: its name, else its ordinal.

    `before`: the blocks of the routine that this one takes the place of, with their keys. Blocks pair by name, then by
    the exercises that they have, then by order among the rest, and a pair keeps its old key: the done sets of a block
    stay done, whatever it is called now and whatever comes before it.
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
    """What its exercises are called."""
    return [item.exercise or item.name or "" for item in block.exercises]


def expand(
    routine: Routine, known: Known, edits: Sequence[Edit] = (), keys: Sequence[str] | None = None
) -> tuple[Set, ...]:
    """All sets of a routine, in order, with their glue. `keys`: the blocks' keys, else fresh ones."""
    keys = block_keys(routine) if keys is None else keys
    blocks = list(zip(routine.blocks, keys, strict=True))
    out: list[Set] = []
    for (block, key), after in zip(blocks, (*routine.blocks[1:], None), strict=False):
        maker = Items(routine, block, key, known, edits)
        sets = EXPANDERS[block.kind](maker)
        if sets:
            sets[-1] = replace(sets[-1], rest=_rest_after(maker, sets[-1], after), ends_round=False)
        out += sets
    aims = {edit.key: edit.reps for edit in edits if isinstance(edit, Aimed)}
    return with_transitions(
        tuple(aimed(set_, aims[set_.key]) if set_.key in aims and set_.reps else set_ for set_ in out), None
    )


def aimed(set_: Set, reps: int) -> Set:
    """The set with exactly so many reps for its target, whatever a first side did."""
    estimate = reps * set_.tempo.rep_ns * set_.sides
    return replace(set_, target=Reps(reps, reps), expected=reps, estimate=estimate, follows=None)


def _rest_after(maker: "Items", last: Set, after: Block | None) -> Span:
    """The rest between two blocks (docs/rules.md#between-blocks)."""
    block = maker.block
    if after is None:
        return NO_SPAN
    if block.rest_after is not None:
        return span_of(block.rest_after)
    if block.section != "main" or after.section != "main":
        return NO_SPAN
    if isinstance(block, Straight) and last.rest.written:
        return last.rest
    item = maker.item(last.item)
    own = item.rest if item else None
    return span_of(own or inherit("round_rest", block) or maker.routine.defaults.rest or USUAL_REST)


def _straight(items: Items) -> list[Set]:
    """All sets of one item, then the next; a rest follows every set."""
    out: list[Set] = []
    block, defaults = items.block, items.routine.defaults
    for key, item in items.ordered():
        doses = items.doses(key, item)

        def after(dose: Dose) -> Span:
            rest: Rest | None = dose.rest or inherit("rest", block, defaults)
            if rest is None and isinstance(dose.target, Reps) and block.section == "main":
                return replace(span_of(USUAL_REST), written=False)
            return span_of(rest)

        out += items.warm_ups(key, item, after(doses[0]))
        for number, dose in enumerate(doses, 1):
            out += items.working(key, item, number, dose, len(doses), after(dose))
    return out


def _rounds(items: Items) -> list[Set]:
    """Circuit and superset: one set of each item in turn. A superset's round ends with the routine's rest."""
    block = cast(Circuit | Superset, items.block)
    out: list[Set] = []
    for key, item in items.ordered():
        out += items.warm_ups(key, item, span_of(item.rest or block.rest))
    usual = items.routine.defaults.rest if isinstance(block, Superset) else None
    for number in range(1, block.rounds + 1):
        turn = items.ordered(number)
        for place, (key, item) in enumerate(turn, 1):
            ends = place == len(turn)
            rest = span_of((block.round_rest or usual) if ends else (item.rest or block.rest))
            sets = items.working(key, item, number, items.doses(key, item)[0], block.rounds, rest)
            if ends:
                sets[-1] = replace(sets[-1], ends_round=True)
            out += sets
    return out


def _emom(items: Items) -> list[Set]:
    """One item an interval, in turn, whatever happens."""
    block = cast(Emom, items.block)
    out: list[Set] = []
    for interval, (key, item) in enumerate(_turns(items.keyed, block.rounds * len(items.keyed))):
        number = interval // len(items.keyed) + 1
        sets = items.working(key, item, number, items.doses(key, item)[0], block.rounds, NO_SPAN)
        out += [replace(set_, slot=block.every.ns) for set_ in sets]
    return out


def _tabata(items: Items) -> list[Set]:
    """Intervals with a fixed rest between them and none after the last."""
    block = cast(Tabata, items.block)
    rest = Span(block.rest.ns, written=True)
    out: list[Set] = []
    for number, (key, item) in enumerate(_turns(items.keyed, block.rounds), 1):
        out += items.working(key, item, number, items.doses(key, item)[0], block.rounds, rest)
    return out


def _amrap(items: Items) -> list[Set]:
    """One set, its work the whole time; its stations are gone through as often as may be."""
    block = cast(Amrap, items.block)
    key, item = items.keyed[0]
    first = items.working(key, item, 1, items.doses(key, item)[0], 1, NO_SPAN)[0]
    whole = Work(block.for_.ns)
    set_ = replace(
        first,
        key=Key(ItemKey(items.info.key, "amrap"), 1),
        target=whole,
        load=None,
        share=0,
        base=None,
        pace="self",
        alternate=False,
        alternatives=(),
        work=Span(whole.ns),
        estimate=whole.ns,
        expected=None,
        stations=items.stations(),
        note="",
    )
    return [set_]


def _turns(pairs: Sequence[tuple[ItemKey, Item]], times: int) -> Iterator[tuple[ItemKey, Item]]:
    return (pairs[turn % len(pairs)] for turn in range(times))


EXPANDERS = {
    "straight": _straight,
    "circuit": _rounds,
    "superset": _rounds,
    "emom": _emom,
    "amrap": _amrap,
    "tabata": _tabata,
}


def find_set(sets: Iterable[Set], place: str) -> Set | None:
    """The set that `2`, `2.1` (block, item), a block's or an exercise's name means; None where there is none."""
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
