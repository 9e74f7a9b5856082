"""What may be wrong with a routine that can be used, judged by its plan and by what is known of the person.

Warnings only, each at its place in the file. What can be judged from the file alone is judged where it is read
(`coach.routine`). Lengths are in nanoseconds.
"""

from collections.abc import Sequence
from itertools import groupby

from coach.routine.model import Routine
from coach.routine.problems import Problem, quoted
from coach.routine.spots import Share, Spots
from coach.routine.values import HOUR
from coach.workout.plan.known import Known
from coach.workout.plan.sets import Set, planned_ns
from coach.workout.words import minutes_words

TOO_LONG = 4 * HOUR
"""A longer workout is probably a mistake."""


def advice(routine: Routine, spots: Spots, known: Known, sets: Sequence[Set]) -> tuple[Problem, ...]:
    """The warnings, by place.

    Args:
        routine: with its exercises resolved.
        spots: of its file.
        known: what the plan was made with.
        sets: the whole plan.
    """
    found = [*_too_long(spots, sets), *_unknown_maxes(routine, spots, known)]
    return tuple(sorted(found, key=lambda problem: (problem.line, problem.column)))


def _too_long(spots: Spots, sets: Sequence[Set]) -> list[Problem]:
    total = planned_ns(tuple(sets))
    if total <= TOO_LONG:
        return []
    message = f"this takes about {minutes_words(total)}, more than four hours."
    blocks = [tuple(group) for _, group in groupby(sets, key=lambda set_: set_.block.key)]
    if len(blocks) > 1:
        longest = max(blocks, key=planned_ns)
        info = longest[0].block
        name = quoted(info.name) if info.name else f"number {blocks.index(longest) + 1}"
        message += f" The longest block is {name}: {minutes_words(planned_ns(longest))}."
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
