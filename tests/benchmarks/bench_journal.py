"""How long undo, back and a corrected load take in a long workout, and the whole journal folded again. Run by hand.

96 sets and 600 inputs, of which a tenth are undos and a fifth corrected loads. No screen and no pty: this is the core
alone, in processor time, so that a busy machine does not bend it, and with the garbage collector as a running workout
has it.
"""

import argparse
from random import Random
from statistics import median
from time import process_time_ns

from generated import EXERCISES
from measuring import verdict

from coach.collector import collector_on
from coach.routine.model import Item, Routine, Straight
from coach.routine.values import SECOND, Load, Reps, Rest
from coach.workout.engine.inputs import Back, Done, GoTo, Input, Note, Undo
from coach.workout.engine.journal import Run, fold
from coach.workout.engine.session import Refused
from coach.workout.plan.known import Known

KEY_LIMIT_MS, FOLD_LIMIT_MS = 10, 100


def routine() -> Routine:
    """Six blocks of four exercises, each with four sets of reps."""
    shared = {"sets": 4, "reps": Reps(5, 5), "load": Load("mass", 60_000), "rest": Rest(60 * SECOND), "set_up": "none"}
    items = tuple(Item(exercise=name, **shared) for name in ("rdl", "pull", "swing", "lunge"))  # type: ignore[arg-type]
    return Routine(name="Long", blocks=(Straight(exercises=items),) * 6, exercises=EXERCISES)


def pressed(inputs: int, seed: int) -> tuple[Run, dict[str, list[float]]]:
    """A run after a number of inputs, and the ms that each of a kind took."""
    random, now = Random(seed), 0
    run = Run.begin(routine(), Known(), now)
    taken: dict[str, list[float]] = {}
    while len(run.entries) < inputs:
        now += random.choice((SECOND, 3 * SECOND, 20 * SECOND))
        input_ = _next(run, random)
        began = process_time_ns()
        try:
            run = run.press(now, input_)
        except Refused:
            continue
        taken.setdefault(type(input_).__name__, []).append((process_time_ns() - began) / 1e6)
    return run, taken


def _next(run: Run, random: Random) -> Input:
    here, choice = run.session.here, random.random()
    if here is None or choice < 0.1:
        return Undo()
    if choice < 0.3:
        return Note(here.set.key, "load", Load("mass", 40_000 + random.randrange(30) * 2_500))
    if choice < 0.35:
        return Back()
    return GoTo(run.session.sets[0].key) if not run.session.ahead else Done()


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--inputs", type=int, default=600)
    given = options.parse_args()
    collector_on()
    for seed in range(3):
        run, taken = pressed(given.inputs, seed)
        began = process_time_ns()
        fold(run.start, run.entries)
        folded = (process_time_ns() - began) / 1e6
        print(f"{given.inputs} inputs, {len(run.session.sets)} sets, seed {seed}")
        for kind, ms in sorted(taken.items()):
            print(f"  {kind:5} {len(ms):3} times, median {median(ms):5.2f} ms, most {max(ms):5.1f} ms; "
                  f"{verdict(max(ms), KEY_LIMIT_MS)}")  # fmt: skip
        print(f"  fold of the whole journal {folded:6.1f} ms; {verdict(folded, FOLD_LIMIT_MS)}")
