"""From a routine and its sets to its paper.

What may live here: which rows there are, and what each says. What may not: how values are said, which is in `words`,
and where rows stand, which is in `lines`. The routine gives what the author wrote, the sets give what the plan made of
it, so that a paper never disagrees with the workout. Lengths are in nanoseconds.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from msgspec.structs import replace

from coach.counting import counted
from coach.routine.model import BaseBlock, Defaults, Item, Muscle, Routine, SetSpec, Shared
from coach.routine.values import Work
from coach.workout.paper.paper import Paper, PaperBlock, PaperRow
from coach.workout.plan.sets import NO_SPAN, ItemKey, Set, SetKey, Station, planned_ns
from coach.workout.words import (
    clock_words,
    effort_words,
    length_words,
    minutes_of,
    rest_words,
    set_load_words,
    target_words,
    tempo_words,
    together,
)


def build_paper(routine: Routine, sets: Sequence[Set]) -> Paper:
    """A routine on paper.

    Args:
        routine: with its exercises resolved.
        sets: the whole plan of this routine.
    """
    estimated = any(set_.waits for set_ in sets)
    counted = tuple(sets) if estimated else _bare(sets)
    groups = [tuple(group) for _, group in groupby(counted, key=lambda set_: set_.block.key)]
    blocks: list[PaperBlock] = []
    before: Set | None = None
    for block, group in zip(routine.blocks, groups, strict=True):
        blocks.append(_block(routine, block, group, before, estimated))
        before = group[-1]
    ns = sum(block.ns for block in blocks)
    return Paper(
        title=routine.name,
        description=routine.description.strip(),
        tags=routine.tags,
        ns=ns,
        minutes=minutes_of(ns),
        estimated=estimated,
        equipment=tuple(dict.fromkeys(piece for block in blocks for row in block.rows for piece in row.equipment)),
        muscles=_muscles(sets),
        blocks=tuple(blocks),
    )


def _bare(sets: Sequence[Set]) -> tuple[Set, ...]:
    """The sets as protocols are timed: without the first READY and without SETUPs (routines/README.md)."""
    without = tuple(replace(set_, setup=NO_SPAN) if set_.setup.happens else set_ for set_ in sets)
    return (replace(without[0], ready=NO_SPAN), *without[1:])


def _muscles(sets: Sequence[Set]) -> tuple[Muscle, ...]:
    """The prime movers of the main blocks, or of all where there are none, those with the most working sets first."""
    working = [set_ for set_ in sets if not set_.key.warm_up]
    main = [set_ for set_ in working if set_.block.section == "main"] or working
    count: Counter[Muscle] = Counter()
    for set_ in main:
        for exercise in [station.exercise for station in set_.stations] or [set_.exercise]:
            count.update(exercise.muscles.primary)
    return tuple(muscle for muscle, _ in count.most_common())


def _block(routine: Routine, block: BaseBlock, sets: Sequence[Set], before: Set | None, estimated: bool) -> PaperBlock:
    ns = planned_ns(tuple(sets), before)
    seen: Counter[str] = Counter()
    rows: list[PaperRow] = []
    for item in block.exercises:
        written = item.exercise or item.name or ""
        seen[written] += 1
        key = ItemKey(sets[0].block.key, written, seen[written])
        station = next((station for set_ in sets for station in set_.stations if station.item == key), None)
        own = [_at(sets[0], station)] if station else [set_ for set_ in sets if set_.item == key]
        if own:  # a tabata of fewer intervals than items leaves the last ones out
            rows.append(_row(routine, block, item, own, sets[-1]))
    return PaperBlock(
        name=block.name or "",
        section=block.section,
        type=_type_words(block, sets),
        ns=ns,
        minutes=minutes_of(ns),
        estimated=estimated,
        rows=tuple(rows),
    )


def _at(set_: Set, station: Station) -> Set:
    """A station of an amrap as the set that it would be in another block."""
    return Set(
        key=SetKey(station.item, 1),
        block=set_.block,
        exercise=station.exercise,
        target=station.target,
        load=station.load,
        tempo=set_.tempo,
        alternate=station.alternate,
        work=set_.work,
        stations=set_.stations,
    )


def _type_words(block: BaseBlock, sets: Sequence[Set]) -> str:
    """`circuit, 3 rounds, 1:00 between`, `every 1:00, 10 times`, `as many rounds as you can in 8 min`."""
    first = sets[0]
    if first.block.order == "item":
        return ""
    if first.stations:
        return f"as many rounds as you can in {length_words(first.work.ns or 0)}"
    if first.interval_ns:
        return f"every {clock_words(first.interval_ns)}, {_times(len(sets))}"
    if _work_and_rest(first):
        return f"{block.kind}, {_intervals(sets)}" if len(block.exercises) > 1 else block.kind
    rounds = max(set_.key.number for set_ in sets if set_.in_round)
    words = f"{block.kind}, {counted(rounds, 'round')}"
    between = next((set_.rest for set_ in sets if set_.ends_round), NO_SPAN)
    return words + (f", {rest_words(between)} between" if between.happens else "")


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def _work_and_rest(set_: Set) -> bool:
    """Whether its block goes through work and rest of given lengths, as a tabata does."""
    return set_.block.own_clock and not set_.interval_ns and not set_.stations


def _intervals(sets: Sequence[Set]) -> str:
    """`8 × 20 s / 10 s`, work and rest. The rest after a single interval is not the interval's."""
    rest = f" / {rest_words(sets[0].rest)}" if len(sets) > 1 else ""
    return f"{len(sets)} × {clock_words(sets[0].work.ns or 0)}{rest}"


def _row(routine: Routine, block: BaseBlock, item: Item, sets: Sequence[Set], last: Set) -> PaperRow:
    working = [set_ for set_ in sets if not set_.key.warm_up]
    numbers = [next(group) for _, group in groupby(working, key=lambda set_: set_.key.number)]
    first = working[0]
    counted = first.pace == "coach" and not first.timed
    written_tempo = item.tempo or any(set_.tempo != first.tempo for set_ in numbers)
    names = [routine.exercises[other].name for other in item.alternatives if other in routine.exercises]
    return PaperRow(
        exercise=item.exercise or "",
        name=first.exercise.name,
        dose=_dose(block, numbers),
        load=together(_unique(set_load_words(set_) for set_ in numbers)),
        rest=_rest(working, last),
        pace="" if first.timed or first.stations else "the coach counts" if counted else "your own pace",
        tempo=_tempo(numbers) if counted or (written_tempo and not first.timed) else "",
        effort=_effort(item, block, routine.defaults),
        warm_up=tuple(_warm_up(set_) for set_ in sets if set_.key.warm_up and set_.key.side != "left"),
        note=item.note,
        equipment=first.exercise.equipment,
        alternatives=tuple(names),
    )


def _effort(item: Item, block: BaseBlock, defaults: Defaults) -> str:
    """The effort of each set, from the innermost level that gives reps in reserve or perceived exertion."""

    def words(*levels: Shared | SetSpec) -> str:
        return next(filter(None, (effort_words(level.rir, level.rpe) for level in levels)), "")

    sets = item.sets if isinstance(item.sets, tuple) else (SetSpec(),)
    return ", then ".join(_unique(words(set_, item, block, defaults) for set_ in sets))


def _unique(words: Iterable[str]) -> list[str]:
    return [word for word in dict.fromkeys(words) if word]


def _tempo(sets: Sequence[Set]) -> str:
    return "; then ".join(dict.fromkeys(tempo_words(set_.tempo, set_.exercise.starts) for set_ in sets))


def _warm_up(set_: Set) -> str:
    reps = set_.reps.low if set_.reps else 0
    load = set_load_words(set_)
    return f"{reps} with the {load}" if set_.load and set_.load.kind == "bar" else f"{reps} at {load}"


def _dose(block: BaseBlock, sets: Sequence[Set]) -> str:
    """What an item asks for: each of its sets where they differ, else all of them; in a block of rounds that of one."""
    first = sets[0]
    if _work_and_rest(first) and len(block.exercises) == 1:
        return _intervals(sets)
    side = " a side" if first.key.side or (first.alternate and not first.timed) else ""
    if isinstance(first.target, Work) and first.alternate:
        side = f", {clock_words(first.target.ns // 2)} a side"
    targets = [target_words(set_.target) for set_ in sets]
    if len(set(targets)) > 1:
        return ", ".join(targets) + side
    if first.block.order == "item" and len(sets) > 1:
        return f"{len(sets)} × {targets[0]}{side}"
    unit = "" if first.timed else " rep" if targets[0] == "1" else " reps"
    return f"{targets[0]}{unit}{side}"


def _rest(sets: Sequence[Set], last: Set) -> str:
    """The rest after each set of an item, without that of a round, of an interval or after the block.

    Args:
        sets: those of the item, without warm-up sets.
        last: the last set of the block.
    """
    if last.block.own_clock:
        return ""
    own = [set_ for set_ in sets if not set_.switch and not set_.ends_round]
    if last.block.order != "item" or len(own) > 1:
        own = [set_ for set_ in own if set_.key != last.key]
    return ", ".join(_unique(rest_words(set_.rest) for set_ in own if set_.rest.happens))
