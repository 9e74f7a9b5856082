"""No helper outlives the program, and a stuck server does not keep a person from leaving."""

import os
import signal
import time
from pathlib import Path

import pytest
import rig
from aloud import Aloud, aloud

pytestmark = pytest.mark.slow

ROUTINE = """name: Ends
defaults: {get-ready: 4s}
blocks:
  - exercises:
      - {exercise: plank, work: 6s}
"""
GONE_S = 2.0
QUIT_S = 1.0


@pytest.fixture(params=["miniaudio", "simpleaudio", "auto"])
def choice(request: pytest.FixtureRequest) -> str:
    if request.param == "simpleaudio":
        pytest.importorskip("simpleaudio")
    return str(request.param)


def stick(server: rig.Server, workout: Aloud) -> None:
    """Freeze the server, and let the helper get stuck with it: two ticks are due."""
    workout.stop_recording()
    server.freeze()
    workout.at(3.5)


def runs(pid: int) -> bool:
    """Whether a process runs; a zombie does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize(
    ("choice", "stuck"),
    [("miniaudio", False), ("simpleaudio", False), ("miniaudio", True), ("simpleaudio", True), ("auto", True)],
    indirect=["choice"],
)
def test_no_helper_outlives_a_program_that_is_killed(
    server: rig.Server, tmp_path: Path, choice: str, stuck: bool
) -> None:
    with aloud(server, tmp_path, ROUTINE, "--audio", choice) as workout:
        workout.begins()
        if stuck:
            stick(server, workout)
        helper = workout.helper
        assert helper is not None
        os.kill(workout.coach, signal.SIGKILL)
        rig.until(lambda: not runs(helper), GONE_S, "the helper is gone")


def test_quitting_takes_less_than_a_second_with_a_frozen_server(
    server: rig.Server, tmp_path: Path, choice: str
) -> None:
    with aloud(server, tmp_path, ROUTINE, "--audio", choice) as workout:
        workout.begins()
        stick(server, workout)
        helper = workout.helper
        workout.app.press("q")
        workout.app.until("any other key stays")
        pressed = workout.app.press("y")
        workout.app.ended()
        assert (time.perf_counter_ns() - pressed) / 1e9 < QUIT_S
        rig.until(lambda: helper is None or not runs(helper), GONE_S, "the helper is gone")
