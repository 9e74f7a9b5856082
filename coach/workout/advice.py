"""What may be wrong with a routine that can be used: judged by its plan and by what is known of the person.

Warnings only, each at its place in the file. Pure; planned lengths in nanoseconds, no time axis. What a file says by
itself is judged where it is read (`coach.routine`).
"""

from collections.abc import Sequence
from itertools import groupby

from coach.routine.problems import Problem, quoted
from coach.routine.spots import Share, Spots
from coach.routine.values import HOUR
from coach.workout.known import Known
from coach.workout.sets import Set, planned
from coach.workout.words import minutes_words

LONG = 4 * HOUR
"""Nobody means a workout to take longer."""


def advice(spots: Spots, sets: Sequence[Set], known: Known) -> tuple[Problem, ...]:
    """The warnings, by place.

    Args:
        spots: of the routine's file.
        sets: its plan, all of it.
        known: what the plan was told.
    """
    found = [*_too_long(spots, sets), *_unknown_maxes(spots, sets, known)]
    return tuple(sorted(found, key=lambda problem: (problem.line, problem.column)))


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


def _unknown_maxes(spots: Spots, sets: Sequence[Set], known: Known) -> list[Problem]:
    """One for each exercise, at the first of its loads."""
    first: dict[str, Share] = {}
    for share in spots.shares:
        if share.exercise not in known.maxes:
            first.setdefault(share.exercise, share)
    names = {set_.item.exercise: set_.exercise.name for set_ in sets}
    names |= {station.item.exercise: station.exercise.name for set_ in sets for station in set_.stations}
    best = "140 kg" if known.bar.unit == "kg" else "300 lb"
    return [
        share.spot.problem(
            f"your best single of {quoted(names.get(id, id))} is not known, so {share.load.text()} of it is no weight. "
            f'Write it into config.yaml, like "maxes: {{{id}: {best}}}".',
            "warning",
        )
        for id, share in first.items()
    ]
