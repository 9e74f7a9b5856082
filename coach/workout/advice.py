"""What may be wrong with a routine that can be used: judged by its plan and by what is known of the person.

Warnings only, each at its place in the file. Pure; planned lengths in nanoseconds, no time axis. What a file says by
itself is judged where it is read (`coach.routine`).
"""

from collections.abc import Sequence
from itertools import groupby

from coach.routine.model import Amrap, Block, Emom, Item, Routine, SetSpec, Tabata, inherit
from coach.routine.problems import Problem, quoted
from coach.routine.spots import Share, Spots
from coach.routine.values import HOUR, SECOND, USUAL_TEMPO, Gap, Reps, Rest, Work
from coach.workout.items import MANY_REPS, USUAL_SWITCH, USUAL_WARM_UP_REST
from coach.workout.known import Known
from coach.workout.plan import USUAL_REST, expand
from coach.workout.sets import Set, planned
from coach.workout.words import minutes_words

LONG = 4 * HOUR
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
    if sets is not None or at_most(routine, known) > LONG:
        found = [*_too_long(spots, expand(routine, known) if sets is None else sets), *found]
    return tuple(sorted(found, key=lambda problem: (problem.line, problem.column)))


def at_most(routine: Routine, known: Known) -> int:
    """What the plan of a routine surely does not exceed, ns: quicker than the plan itself."""
    return sum(_block_at_most(routine, block, known) for block in routine.blocks)


def _block_at_most(routine: Routine, block: Block, known: Known) -> int:
    """All of a block, and the rest after it."""
    defaults = routine.defaults
    rests = (block.rest_after, inherit("round_rest", block), inherit("rest", block), defaults.rest, USUAL_REST)
    own = [rest for item in block.exercises for rest in (item.rest, *(dose.rest for dose in _doses(item)))]
    rest = max(map(_ns, (*rests, *own)))
    whole = rest + max(_ns(inherit("get_ready", block, defaults)), known.get_ready_ns) + LONGEST_SETUP
    if isinstance(block, Emom):
        return whole + block.every.ns * block.rounds * len(block.exercises)
    if isinstance(block, Amrap):
        return whole + block.for_.ns
    if isinstance(block, Tabata):
        return whole + (block.work.ns + block.rest.ns) * block.rounds
    rounds = getattr(block, "rounds", 1)
    return whole + sum(_item_at_most(routine, block, item, known) for item in block.exercises) * rounds


def _item_at_most(routine: Routine, block: Block, item: Item, known: Known) -> int:
    """All sets of an item, its warm-up sets and its rests, with a set-up wherever the load may change."""
    levels = (item, block, routine.defaults)
    exercise = routine.exercises.get(item.exercise or "")
    sides = 1 if (item.sides or (exercise.sides if exercise else "both")) == "both" else 2
    tempo = inherit("tempo", *levels) or (exercise and exercise.tempo) or USUAL_TEMPO
    last = known.last.get(exercise.id if exercise else item.name or "")
    reps = max(MANY_REPS, (last and last.reps) or 0)
    lead = max(_ns(inherit("get_ready", *levels)), known.get_ready_ns)
    glue = sides * (lead + max(_ns(inherit("switch", *levels)), USUAL_SWITCH.ns))
    rests = (inherit("round_rest", block), inherit("rest", block), routine.defaults.rest, USUAL_REST)
    usual = max(map(_ns, rests))
    total, longest = LONGEST_SETUP, usual
    for dose in _doses(item):
        target = dose.reps or dose.work or item.reps or item.work
        effort = _ns(target)
        if isinstance(target, Reps):
            effort = max(target.high or target.low, reps) * (dose.tempo or tempo).rep_ns
        rest = max(_ns(dose.rest), _ns(item.rest), usual)
        longest = max(longest, rest)
        times = item.sets if isinstance(item.sets, int) else 1
        total += (sides * effort + glue + rest) * times + LONGEST_SETUP
    pause = max(_ns(inherit("warm_up_rest", *levels)), USUAL_WARM_UP_REST.ns, longest) + glue + LONGEST_SETUP
    return total + sum(sides * warm_up.reps * tempo.rep_ns + pause for warm_up in item.warm_up_sets)


def _doses(item: Item) -> tuple[Item | SetSpec, ...]:
    """Its sets where each is written, else the item itself."""
    return item.sets if isinstance(item.sets, tuple) else (item,)


def _ns(value: Gap | Rest | Reps | Work | None) -> int:
    return 0 if value is None or isinstance(value, Reps) else value.ns


def _too_long(spots: Spots, sets: Sequence[Set]) -> list[Problem]:
    total = planned(tuple(sets))
    if total <= LONG:
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
