"""Keys in a recorded workout: what they cancel is silent, and what they begin lies on the grid that they set."""

from pathlib import Path

import pytest
import rig
from aloud import MS, Take, aloud, on_the_grid, proved

from coach.routine.values import SECOND
from coach.workout.engine.inputs import Back, Extend, Pause, Resume, Skip

pytestmark = pytest.mark.slow

ROUTINE = """name: Keys
defaults: {get-ready: 4s, rest: 12s}
blocks:
  - exercises:
      - {exercise: plank, work: 10s, sets: 6}
"""
EXPECTED = [
    *["go", "tick", "tick"],  # pause before the last of three ticks; going on gives a whole READY
    *["tick", "tick", "tick", "go"],  # pause within go
    *["tick", "tick", "tick", "go", "tick", "rest"],
    *[
        "tick",
        "tick",
    ],  # 15 s more in mid-countdown; skipped; taken back: the rest runs on as if it had not been skipped
    *["tick", "tick", "tick", "go"],  # muted for two of the ticks
    *["tick", "rest"],
]
HUSHED_MS = 100


def test_keys_that_cancel_and_keys_that_begin(server: rig.Server, tmp_path: Path) -> None:
    def play() -> Take:
        with aloud(server, tmp_path, ROUTINE, "--audio", "miniaudio") as workout:
            workout.begins()
            workout.at(12.2)
            workout.press(" ", Pause())
            workout.at(14)
            workout.press(" ", Resume())
            workout.at(18.2)
            workout.press(" ", Pause())
            workout.at(19)
            workout.press(" ", Resume())
            workout.at(35)
            workout.press("+", Extend(15 * SECOND))
            workout.at(40)
            workout.press("s", Skip())
            workout.at(43)
            workout.press("b", Back())
            workout.at(54)
            workout.mute(True)
            workout.at(60.1)
            workout.mute(False)
            return workout.take(62.5)

    def check(take: Take) -> None:
        assert [mark.name for mark, _ in take.comparison.pairs] == EXPECTED
        countdown, going_on, within_go, again, *_ = take.acted
        assert take.silent_after(countdown, going_on) < countdown
        # go lasts 450 ms
        assert within_go < take.silent_after(within_go, again) < within_go + HUSHED_MS * MS
        on_the_grid(take)

    proved(play, check)
