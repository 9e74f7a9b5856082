"""A workout goes on through every trouble, and its sounds come back by themselves on the same grid."""

import os
import signal
from pathlib import Path

import pytest
import rig
from aloud import aloud, on_the_grid

from coach.workout.engine.inputs import Resume

pytestmark = pytest.mark.slow

ROUTINE = """name: Troubles
defaults: {get-ready: 4s, rest: 8s}
blocks:
  - exercises:
      - {exercise: plank, work: 4s, rest: 13s}
      - {exercise: plank, work: 4s, rest: 16s}
      - {exercise: plank, work: 4s, sets: 2}
"""
BACK_MS = 15.0
"""How far off the grid a reopened stream may be."""


def test_servers_and_helpers_that_go_and_come_back(server: rig.Server, tmp_path: Path) -> None:
    """Each comes back 4.7 s before the next sound: it has to be heard within five seconds of that."""
    with aloud(server, tmp_path, ROUTINE) as workout:
        workout.begins()
        workout.at(9.5)
        server.kill()
        workout.stop_recording()
        workout.at(13.3)
        server.start()
        workout.listen()
        workout.at(26)
        workout.stop_recording()
        server.freeze()
        workout.at(33.3)
        server.thaw()
        workout.listen()
        workout.at(46.2)
        before = workout.helper
        assert before is not None
        os.kill(before, signal.SIGKILL)
        take = workout.take(54.5)
        assert workout.helper not in (None, before)
    on_the_grid(take, BACK_MS)


STOPPED = """name: Stopped
defaults: {get-ready: 4s, rest: 8s}
blocks:
  - exercises:
      - {exercise: plank, work: 4s, sets: 2}
"""


def test_a_program_that_is_stopped_falls_silent_and_repeats_nothing(server: rig.Server, tmp_path: Path) -> None:
    """ctrl+z half a second before the last three ticks of a rest, fg four seconds after its end.

    It had handed over two seconds. An absence that outlasts the rest gives a whole READY.
    """
    shell = "$COACH --audio miniaudio; read -rs -N 1 _ </dev/tty; fg >/dev/null"
    with aloud(server, tmp_path, STOPPED, shell=shell) as workout:
        workout.begins()
        workout.at(12.5)
        workout.stop(lambda: workout.app.press("\x1a"))
        workout.at(20)
        workout.app.press("f")
        workout.at(21.5)
        workout.press("\r", Resume())
        take = workout.take(27)
    on_the_grid(take)


SIMPLE = """name: Simple
defaults: {get-ready: 4s}
blocks:
  - exercises:
      - {exercise: plank, work: 4s}
"""


def test_simpleaudio_plays_a_workout(server: rig.Server, tmp_path: Path) -> None:
    pytest.importorskip("simpleaudio")
    with aloud(server, tmp_path, SIMPLE, "--audio", "simpleaudio") as workout:
        workout.begins()
        take = workout.take(9.5)
    on_the_grid(take, 25.0)
