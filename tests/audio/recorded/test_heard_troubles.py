"""A workout goes on through every trouble, and its sounds come back by themselves on the same grid."""

import os
import signal
from pathlib import Path

import pytest
import rig
from aloud import Take, aloud, on_the_grid, proved

from coach.workout.engine.inputs import Resume

pytestmark = pytest.mark.slow

ROUTINE = """name: Troubles
defaults: {get-ready: 4s, rest: 20s}
blocks:
  - exercises:
      - {exercise: plank, work: 6s, sets: 2}
      - {exercise: plank, work: 6s, rest: 8s}
      - {exercise: plank, work: 6s}
"""
SET = ["go", "tick", "tick", "tick", "rest", "tick", "tick", "tick"]
BACK_MS = 15.0
"""How far off the grid a reopened stream may be."""


def test_servers_and_helpers_that_go_and_come_back(server: rig.Server, tmp_path: Path) -> None:
    """Each comes back 4.7 s before the next sound: it has to be heard within five seconds of that."""

    def play() -> Take:
        with aloud(server, tmp_path, ROUTINE) as workout:
            workout.begins()
            workout.at(13)
            server.kill()
            workout.stop_recording()
            workout.at(22.3)
            server.start()
            workout.listen()
            workout.at(38)
            workout.stop_recording()
            server.freeze()
            workout.at(48.3)
            server.thaw()
            workout.listen()
            workout.at(63.2)
            before = workout.helper
            assert before is not None
            os.kill(before, signal.SIGKILL)
            take = workout.take(77.5)
            assert workout.helper not in (None, before)
            return take

    def check(take: Take) -> None:
        assert [mark.name for mark, _ in take.comparison.pairs] == [*SET, *SET, *SET, *SET[:4], "finished"]
        on_the_grid(take, BACK_MS)

    proved(play, check)


STOPPED = """name: Stopped
defaults: {get-ready: 4s, rest: 14s}
blocks:
  - exercises:
      - {exercise: plank, work: 6s, sets: 2}
"""


def test_a_program_that_is_stopped_falls_silent_and_repeats_nothing(server: rig.Server, tmp_path: Path) -> None:
    """ctrl+z half a second before the last three ticks of a rest, fg four seconds after its end."""

    def play() -> Take:
        shell = "$COACH --audio miniaudio; read -rs -N 1 _ </dev/tty; fg >/dev/null"
        with aloud(server, tmp_path, STOPPED, shell=shell) as workout:
            workout.begins()
            workout.at(20.5)
            workout.stop(lambda: workout.app.press("\x1a"))
            workout.at(28)
            workout.app.press("f")
            workout.at(30)
            workout.press("\r", Resume())
            return workout.take(41.5)

    def check(take: Take) -> None:
        # It had handed over two seconds; an absence that outlasts the rest gives a whole READY.
        assert [mark.name for mark, _ in take.comparison.pairs] == [*SET[:7], *SET[:4], "finished"]
        on_the_grid(take)

    proved(play, check)


SIMPLE = """name: Simple
defaults: {get-ready: 4s, rest: 6s}
blocks:
  - exercises:
      - {exercise: plank, work: 6s, sets: 2}
"""


def test_simpleaudio_plays_a_workout(server: rig.Server, tmp_path: Path) -> None:
    pytest.importorskip("simpleaudio")

    def play() -> Take:
        with aloud(server, tmp_path, SIMPLE, "--audio", "simpleaudio") as workout:
            workout.begins()
            return workout.take(23.5)

    def check(take: Take) -> None:
        assert [mark.name for mark, _ in take.comparison.pairs] == [*SET, *SET[:4], "finished"]
        on_the_grid(take, 25.0)

    proved(play, check)
