"""The installed command leads a workout in a pty, and a recorder hears it: the sounds of the plan, on its grid."""

from pathlib import Path

import pytest
import rig
from aloud import aloud, on_the_grid

pytestmark = pytest.mark.slow

ROUTINE = """name: Heard
defaults: {get-ready: 4s, rest: 4s}
blocks:
  - exercises:
      - {exercise: push-up, reps: 2, pace: coach, tempo: "1-1-1-0"}
      - {exercise: side-plank, work: 4s, sides: each, switch: 4s}
"""
SOUNDS = {"tick", "go", "bottom", "lift", "rep", "rest", "switch", "finished"}
"""`halfway` and `ten` take half a minute: test_heard_voice hears them."""


def test_a_workout_is_heard_as_planned(server: rig.Server, tmp_path: Path) -> None:
    with aloud(server, tmp_path, ROUTINE, "--audio", "miniaudio") as workout:
        workout.begins()
        take = workout.take(27.5)
    pairs = take.comparison.pairs
    on_the_grid(take)
    assert {mark.name for mark, _ in pairs} == SOUNDS
    assert min(heard.likeness for _, heard in pairs) > 0.99
