"""What may be wrong with a routine that can be used: judged by its plan and by what is known of the person.

Warnings only, each at its place in the file. Pure; planned lengths in nanoseconds, no time axis. What a file says by
itself is judged where it is read (`coach.routine`).
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from coach.routine.model import Amrap, Block, Circuit, Emom, Routine, Straight, Superset, Tabata
from coach.routine.problems import Problem, quoted
from coach.routine.spots import Share, Spots
from coach.routine.values import HOUR, SECOND, USUAL_TEMPO, Reps, Work
from coach.workout.items import MANY_REPS, USUAL_SWITCH, USUAL_WARM_UP_REST
from coach.workout.known import Known
from coach.workout.plan import USUAL_REST
from coach.workout.sets import Set, planned
from coach.workout.words import minutes_words

LONG = 4 * HOUR
"""Nobody means a workout to take longer."""
SET_UP_NS = 60 * SECOND
"""The longest set-up that `sets` reckons with."""


def advice(spots: Spots, sets: Sequence[Set], known: Known) -> tuple[Problem, ...]:
    """The warnings, by place.

    Args:
        spots: of the routine's file.
        sets: its plan, all of it.
        known: what the plan was told.
    """
    found = [*_too_long(spots, sets), *_unknown_maxes(spots, sets, known)]
    return tuple(sorted(found, key=lambda problem: (problem.line, problem.column)))


def depends_on_plan(routine: Routine, spots: Spots, known: Known) -> bool:
    """Whether `advice` can have anything to say; else nobody needs to plan the routine to hear so."""
    return bool(spots.shares) or at_most(routine, known) > LONG


def at_most(routine: Routine, known: Known) -> int:
    """A length in ns that the plan does not exceed, found in a fraction of the time that planning takes.

    In each block every set is taken to last twice its target (two sides), at the slowest tempo that may hold there,
    with the longest rest, switch, get-ready and set-up.
    """
    reps = max([MANY_REPS, *(last.reps or 0 for last in known.last.values())])
    return sum(_block_at_most(routine, block, known, reps) for block in routine.blocks)


def _block_at_most(routine: Routine, block: Block, known: Known, many: int) -> int:
    specs = [spec for item in block.exercises if isinstance(item.sets, tuple) for spec in item.sets]
    levels = (routine.defaults, block, *block.exercises, *specs)
    names = {name for item in block.exercises for name in (item.exercise, *item.alternatives) if name}
    tempos = [exercise.tempo for name in names if (exercise := routine.exercises.get(name)) and exercise.tempo]
    rep_ns: int = max(tempo.rep_ns for tempo in (USUAL_TEMPO, *tempos, *_all("tempo", levels)))
    between: int = (
        max(known.get_ready_ns, *(gap.ns for gap in _all("get_ready", levels)), 0)
        + max(rest.ns for rest in (USUAL_SWITCH, *_all("switch", levels)))
        + max(rest.ns for rest in (USUAL_REST, *_all("rest", levels), *_all("round_rest", levels)))
        + max(rest.ns for rest in (USUAL_WARM_UP_REST, *_all("warm_up_rest", levels)))
        + SET_UP_NS
    )
    after = block.rest_after.ns if block.rest_after else 0
    if not isinstance(block, Straight | Circuit | Superset):
        return _grid(block) + after + 2 * between
    targets = _targets(block)
    work = sum(it.ns if isinstance(it, Work) else (it.high or max(it.low, many)) * rep_ns for it in targets)
    return 2 * work + (len(targets) + 1) * between + after


def _targets(block: Straight | Circuit | Superset) -> list[Reps | Work]:
    """Of every set, both sides one."""
    out: list[Reps | Work] = []
    rounds = 1 if isinstance(block, Straight) else block.rounds
    for item in block.exercises:
        usual = item.reps or item.work
        sets = [spec.reps or spec.work or usual for spec in item.sets] if isinstance(item.sets, tuple) else [usual]
        times = rounds if isinstance(item.sets, tuple) else rounds * (item.sets or 1)
        out += [target for target in sets if target] * times
        out += [Reps(spec.reps, spec.reps) for spec in item.warm_up_sets]
    return out


def _grid(block: Emom | Amrap | Tabata) -> int:
    """A block that goes by the clock."""
    if isinstance(block, Emom):
        return block.every.ns * block.rounds * len(block.exercises)
    if isinstance(block, Amrap):
        return block.for_.ns
    return (block.work.ns + block.rest.ns) * block.rounds


def _all(name: str, levels: Iterable[object]) -> list[Any]:
    """What the levels say of a field, where they have it."""
    return [value for level in levels if (value := getattr(level, name, None)) is not None]


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
