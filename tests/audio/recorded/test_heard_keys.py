"""Keys in a recorded workout: what they cancel is silent, and what they begin lies on the grid that they set."""

from pathlib import Path

import pytest
import rig
from aloud import MS, aloud, on_the_grid

from coach.routine.values import SECOND
from coach.workout.engine.inputs import Back, Extend, Pause, Resume, Skip

pytestmark = pytest.mark.slow

ROUTINE = """name: Keys
defaults: {get-ready: 4s, rest: 6s}
blocks:
  - exercises:
      - {exercise: plank, work: 6s, sets: 6}
"""
HUSHED_MS = 100


def test_keys_that_cancel_and_keys_that_begin(server: rig.Server, tmp_path: Path) -> None:
    with aloud(server, tmp_path, ROUTINE, "--audio", "miniaudio") as workout:
        workout.begins()
        # Between the second and the third tick of the work; going on gives a whole READY.
        workout.at(8.3)
        workout.press(" ", Pause())
        workout.at(9.2)
        workout.press(" ", Resume())
        # Within go, which lasts 450 ms.
        workout.at(13.4)
        workout.press(" ", Pause())
        workout.at(14.3)
        workout.press(" ", Resume())
        # Between two ticks of the rest; the READY of the skip has its own; taken back, the rest runs on.
        workout.at(24.4)
        workout.press("+", Extend(15 * SECOND))
        workout.at(25.4)
        workout.press("s", Skip())
        workout.at(27.8)
        workout.press("b", Back())
        # Two of the next three ticks are muted.
        workout.at(38.4)
        workout.mute(True)
        workout.at(40.4)
        workout.mute(False)
        take = workout.take(42)
    on_the_grid(take)
    countdown, going_on, within_go, again, *_ = take.acted
    assert take.silent_after(countdown, going_on) < countdown
    assert within_go < take.silent_after(within_go, again) < within_go + HUSHED_MS * MS
