"""The table of what is allowed: total, every row of it reached, and one answer whether one asks or presses."""

from functools import partial
from pathlib import Path
from typing import get_args

import pytest
from generated import Script, knowns, routines, scripts, walked
from hypothesis import given
from hypothesis import strategies as st
from person import Person

from coach.routine.model import Routine
from coach.routine.values import SECOND, Load
from coach.workout.engine.inputs import (
    Back,
    Count,
    Done,
    Extend,
    Finish,
    GoTo,
    Input,
    Later,
    More,
    Note,
    Pause,
    Replan,
    Restart,
    Resume,
    Skip,
    Swap,
    TogglePace,
    Undo,
)
from coach.workout.engine.journal import Run
from coach.workout.engine.session import Refused, apply, refusal
from coach.workout.engine.situations import Situation, situation
from coach.workout.engine.table import TABLE, SkipMore
from coach.workout.plan.known import Known
from coach.workout.plan.sets import ItemKey, SetKey

LIFT = """blocks:
  - exercises:
      - {exercise: deadlift, sets: 2, reps: 8, load: 60 kg, warm-up-sets: [bar x 10]}
      - {exercise: push-up, reps: 5, pace: coach, sides: each}
"""
TIMED = "blocks: [{exercises: [{name: Plank, sets: 2, work: 40s, rest: 20s}, {name: Hang, work: 30s+}]}]\n"
AMRAP = "blocks: [{type: amrap, for: 5m, exercises: [{name: Squat, reps: 5}, {name: Dip, reps: 5}]}]\n"
EMOM = """blocks:
  - type: emom
    every: 60s
    rounds: 2
    exercises: [{name: Squat, reps: 5}, {name: Dip, reps: 5, pace: coach}, {name: Plank, work: 30s}]
"""
ON = (Pause(), Resume())
WALKS: dict[Situation, tuple[str, dict[float, tuple[Input, ...]]]] = {
    Situation.SETUP: (LIFT, {5: ()}),
    Situation.READY: (LIFT, {5: (Done(),)}),
    Situation.WARM_UP: (LIFT, {5: (Done(), Done())}),
    Situation.OWN_PACE: (LIFT, {5: (Skip(), Done(), Done())}),
    Situation.COACHED: (LIFT, {5: (Skip("exercise"),), 20: ()}),
    Situation.RESUMING_COACHED: (LIFT, {5: (Skip("exercise"),), 20: ON}),
    Situation.SWITCH: (LIFT, {5: (Skip("exercise"),), 20: (Done(),)}),
    Situation.TIMED: (TIMED, {15: ()}),
    Situation.REST: (TIMED, {55: ()}),
    Situation.HOLD: (TIMED, {5: (Skip(), Skip()), 20: ()}),
    Situation.RESUMING_TIMED: (TIMED, {15: ON}),
    Situation.AMRAP: (AMRAP, {15: ()}),
    Situation.RESUMING_AMRAP: (AMRAP, {15: ON}),
    Situation.INTERVAL_OWN_PACE: (EMOM, {15: ()}),
    Situation.GRID_REST: (EMOM, {15: (Done(),)}),
    Situation.INTERVAL_COACHED: (EMOM, {75: ()}),
    Situation.RESUMING_INTERVAL: (EMOM, {75: ON}),
    Situation.INTERVAL_TIMED: (EMOM, {135: ()}),
    Situation.FINISHED: (TIMED, {5: (Finish(),)}),
}
"""How each situation is come by."""


@pytest.mark.parametrize("where", Situation)
def test_every_situation_is_reached_and_has_a_cell_for_every_input(where: Situation, tmp_path: Path) -> None:
    blocks, presses = WALKS[where]
    person = Person(tmp_path, blocks)
    for at, inputs in presses.items():
        person.at(at, *inputs)
    assert situation(person.session, person.session.active(round(at * SECOND))) is where
    assert set(TABLE[where]) == {*get_args(Input), SkipMore}


def every_input(run: Run, number: int) -> list[Input]:
    """One of each kind and more, about some set of the workout, about none, and without sense."""
    sets, gone = run.session.sets, SetKey(ItemKey("gone", "gone"), 1)
    key = sets[number % len(sets)].key if sets else gone
    return [
        *(Done(), Skip(), Skip("exercise"), Skip("block"), Skip(pain=True), Back(), Restart(), TogglePace(), Count()),
        *(Extend(15 * SECOND), Extend(-15 * SECOND), Swap(), Later(), More(), Finish(), Undo()),
        *(Pause(), Pause("away"), Resume(), Replan(run.session.routine), GoTo(key), GoTo(gone)),
        *(Note(key, "reps", number % 13), Note(key, "reps", 0), Note(key, "reps", -1), Note(gone, "reps", 5)),
        *(Note(key, "load", Load("mass", 40_000)), Note(key, "load", 5), Note(gone, "load", Load("bodyweight"))),
        *(Note(key, "rir", number % 7), Note(key, "rir", None), Note(gone, "rir", 2)),
    ]


@given(routines, knowns, scripts, st.integers(0, 1000), st.integers(0, 20 * SECOND))
def test_what_is_refused_is_known_before_with_the_words_of_the_refusal(
    routine: Routine, known: Known, script: Script, number: int, later: int
) -> None:
    run, now = walked(routine, known, script)[-1]
    now += later
    for input_ in every_input(run, number):
        reasons = []
        for press in (partial(run.press, now, input_), partial(apply, run.session, now, input_)):
            try:
                press()
            except Refused as refused:
                reasons.append(str(refused))
            else:
                reasons.append("")
        assert reasons == [run.refusal(now, input_) or "", refusal(run.session, now, input_) or ""], input_
