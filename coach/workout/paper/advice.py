"""What may be wrong with a routine that can be used: judged by its plan and by what is known of the person.

Warnings only, each at its place in the file. Pure; planned lengths in nanoseconds, no time axis. What a file says by
itself is judged where it is read (`coach.routine`).
"""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from coach.routine.model import Amrap, Block, Emom, Item, Routine, SetSpec, Straight, Tabata
from coach.routine.problems import Problem, quoted
from coach.routine.spots import Share, Spots
from coach.routine.values import HOUR, SECOND, USUAL_TEMPO, Reps, Rest, Tempo, Work
from coach.workout.plan.expand import USUAL_REST, expand
from coach.workout.plan.items import MANY_REPS, USUAL_SWITCH, USUAL_WARM_UP_REST
from coach.workout.plan.known import Known
from coach.workout.plan.sets import Set, planned
from coach.workout.words import minutes_words

TOO_LONG = 4 * HOUR
"""Nobody means a workout to take longer."""
LONGEST_SETUP = 60 * SECOND
"""What `sets.setup_estimate` answers at most."""


def advice(routine: Routine, spots: Spots, known: Known, sets: Sequence[Set] | None = None) -> tuple[Problem, ...]:
    """The warnings, by place.

    Args:
        routine: with its exercises resolved.
        spots: of its file.
        known: what the plan is told.
        sets: the plan, all of it; not given: it is made where it is needed.
    """
    found = _unknown_maxes(routine, spots, known)
    if sets is not None or at_most(routine, known) > TOO_LONG:
        found = [*_too_long(spots, expand(routine, known) if sets is None else sets), *found]
    return tuple(sorted(found, key=lambda problem: (problem.line, problem.column)))


def at_most(routine: Routine, known: Known) -> int:
    """What the plan of a routine surely does not exceed, ns: quicker than the plan itself."""
    return sum(_block_at_most(routine, block, known) for block in routine.blocks)


def _block_at_most(routine: Routine, block: Block, known: Known) -> int:
    """All of a block: every set with the longest get-ready, switch and rest that stands anywhere in it."""
    defaults, items = routine.defaults, block.exercises
    lead, switch, rest = known.get_ready_ns, USUAL_SWITCH.ns, 0
    for level in (defaults, block, *items):  # plain loops: this is done for every file of a library
        if level.get_ready is not None and level.get_ready.ns > lead:
            lead = level.get_ready.ns
        if level.switch is not None and level.switch.ns > switch:
            switch = level.switch.ns
    for item in items:
        for dose in _doses(item):
            rest = max(rest, _ns(dose.rest))
        rest = max(rest, _ns(item.rest))
    rest = max(rest, _ns(defaults.rest), _ns(block.rest_after), *(_ns(getattr(block, name, None)) for name in _RESTS))
    whole = max(rest, USUAL_REST.ns) + lead + LONGEST_SETUP
    if isinstance(block, Emom):
        return whole + block.every.ns * block.rounds * len(items)
    if isinstance(block, Amrap):
        return whole + block.for_.ns
    if isinstance(block, Tabata):
        return whole + (block.work.ns + block.rest.ns) * block.rounds
    straight = isinstance(block, Straight)
    if straight:
        rest = max(rest, USUAL_REST.ns)
    warm_up_rest = max(rest, USUAL_WARM_UP_REST.ns, _ns(defaults.warm_up_rest), _ns(block.warm_up_rest))
    glue = _Glue(lead + switch, rest, warm_up_rest, LONGEST_SETUP if straight else 0)
    tempo, total = block.tempo or defaults.tempo, 0
    for item in items:
        total += _item_at_most(routine, item, item.tempo or tempo, known, glue)
    return whole + total * (1 if isinstance(block, Straight) else block.rounds)


_RESTS = ("rest", "round_rest")


class _Glue(NamedTuple):
    """What stands between the sets of a block, at most, ns."""

    side: int
    rest: int
    warm_up_rest: int
    set_up: int


def _item_at_most(routine: Routine, item: Item, tempo: Tempo | None, known: Known, glue: _Glue) -> int:
    """All sets of an item, its warm-up sets and its rests, with a set-up wherever the load may change."""
    exercise = routine.exercises.get(item.exercise or "")
    sides = 1 if (item.sides or (exercise.sides if exercise else "both")) == "both" else 2
    rep_ns = (tempo or (exercise and exercise.tempo) or USUAL_TEMPO).rep_ns
    last = known.last.get(exercise.id if exercise else item.name or "")
    reps = max(MANY_REPS, (last and last.reps) or 0)
    total = LONGEST_SETUP
    for dose in _doses(item):
        target = dose.reps or dose.work or item.reps or item.work
        effort = _ns(target)
        if isinstance(target, Reps):
            effort = max(target.high or target.low, reps) * (dose.tempo.rep_ns if dose.tempo else rep_ns)
        times = item.sets if isinstance(item.sets, int) else 1
        total += (sides * (effort + glue.side) + glue.rest + glue.set_up) * times
    for warm_up in item.warm_up_sets:
        rest = max(glue.warm_up_rest, _ns(item.warm_up_rest))
        total += sides * (warm_up.reps * rep_ns + glue.side) + rest + LONGEST_SETUP
    return total


def _doses(item: Item) -> tuple[Item | SetSpec, ...]:
    """Its sets where each is written, else the item itself."""
    return item.sets if isinstance(item.sets, tuple) else (item,)


def _ns(value: Rest | Reps | Work | None) -> int:
    return 0 if value is None or isinstance(value, Reps) else value.ns


def _too_long(spots: Spots, sets: Sequence[Set]) -> list[Problem]:
    total = planned(tuple(sets))
    if total <= TOO_LONG:
        return []
    message = f"this takes about {minutes_words(total)}, more than four hours."
    blocks = [tuple(group) for _, group in groupby(sets, key=lambda set_: set_.block.key)]
    if len(blocks) > 1:
        longest = max(blocks, key=planned)
        info = longest[0].block
        name = quoted(info.name) if info.name else f"number {blocks.index(longest) + 1}"
        message += f" The longest block is {name}: {minutes_words(planned(longest))}."
    return [spots.name.problem(f"{message} Are its rests, rounds and sets as you meant them?", "warning")]


def _unknown_maxes(routine: Routine, spots: Spots, known: Known) -> list[Problem]:
    """One for each exercise, at the first of its loads."""
    first: dict[str, Share] = {}
    for share in spots.shares:
        if share.exercise not in known.maxes:
            first.setdefault(share.exercise, share)
    best = "140 kg" if known.bar.unit == "kg" else "300 lb"
    return [
        share.spot.problem(
            f"your best single of {quoted(_name(routine, id))} is not known, so {share.load.text()} of it is no weight."
            f' Write it into config.yaml, like "maxes: {{{id}: {best}}}".',
            "warning",
        )
        for id, share in first.items()
    ]


def _name(routine: Routine, id: str) -> str:
    return routine.exercises[id].name if id in routine.exercises else id
