"""The installed command leads a workout in a pty, and a recorder hears it: the sounds of the plan, on its grid."""

from pathlib import Path

import pytest
import rig
from aloud import Take, aloud, on_the_grid, proved

pytestmark = pytest.mark.slow

ROUTINE = """name: Heard
defaults: {get-ready: 4s, rest: 6s}
blocks:
  - exercises:
      - {exercise: plank, work: 30s}
      - {exercise: push-up, reps: 2, pace: coach, tempo: "1-1-1-0"}
      - {exercise: side-plank, work: 6s, sides: each, switch: 6s}
"""
EXPECTED = [
    *[(4.0, "go"), (19.0, "halfway"), (24.0, "ten"), (31.0, "tick"), (32.0, "tick"), (33.0, "tick"), (34.0, "rest")],
    *[(37.0, "tick"), (38.0, "tick"), (39.0, "tick"), (40.0, "go")],
    *[(41.0, "bottom"), (42.0, "lift"), (43.0, "rep"), (44.0, "bottom"), (45.0, "lift"), (46.0, "rest")],
    *[(49.0, "tick"), (50.0, "tick"), (51.0, "tick"), (52.0, "go"), (55.0, "tick"), (56.0, "tick"), (57.0, "tick")],
    *[(58.0, "switch"), (61.0, "tick"), (62.0, "tick"), (63.0, "tick"), (64.0, "go")],
    *[(67.0, "tick"), (68.0, "tick"), (69.0, "tick"), (70.0, "finished")],
]
"""Seconds from the start, by the rules and not by the core: a set with tempo, halfway and ten in an interval, sides.
A READY of 4 s is too short for 3-2-1."""


def test_a_workout_is_heard_as_planned(server: rig.Server, tmp_path: Path) -> None:
    def play() -> Take:
        with aloud(server, tmp_path, ROUTINE, "--audio", "miniaudio") as workout:
            workout.begins()
            return workout.take(71.5)

    def check(take: Take) -> None:
        pairs = take.comparison.pairs
        assert [(mark.at / 1e9, mark.name) for mark, _ in pairs] == EXPECTED
        assert min(heard.likeness for _, heard in pairs) > 0.99
        on_the_grid(take)

    proved(play, check)
