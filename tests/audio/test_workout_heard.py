"""The installed command leads a workout in a pty, and a recorder hears it: the sounds of the plan, on its grid."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import rig

pytestmark = pytest.mark.slow

ROUTINE = """name: Heard
defaults: {get-ready: 4s, rest: 8s}
blocks:
  - exercises:
      - {exercise: plank, work: 8s, sets: 2}
      - {exercise: push-up, reps: 2, pace: coach, tempo: "1-1-1-0"}
"""
EXPECTED = [
    (4.0, "go"),
    (9.0, "tick"),
    (10.0, "tick"),
    (11.0, "tick"),
    (12.0, "rest"),
    (17.0, "tick"),
    (18.0, "tick"),
    (19.0, "tick"),
    (20.0, "go"),
    (25.0, "tick"),
    (26.0, "tick"),
    (27.0, "tick"),
    (28.0, "rest"),
    (33.0, "tick"),
    (34.0, "tick"),
    (35.0, "tick"),
    (36.0, "go"),
    (37.0, "bottom"),
    (38.0, "lift"),
    (39.0, "rep"),
    (40.0, "bottom"),
    (41.0, "lift"),
    (42.0, "finished"),
]
"""Seconds from the start. A READY of 4 s is too short for 3-2-1."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[rig.Server]:
    absent = rig.missing()
    if absent:
        assert "CI" not in os.environ, f"the rig needs {absent}"
        pytest.skip(f"the rig needs {absent}")
    with rig.server(tmp_path) as running:
        yield running


def drained(master: int, seconds: float) -> None:
    """Reads what the program draws for so long, as a terminal would."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        if select.select([master], [], [], left)[0]:
            try:
                os.read(master, 65_536)
            except OSError:
                return


def recorded(server: rig.Server, folder: Path) -> rig.Recording:
    """What is heard of the routine from its start to its end."""
    routine = folder / "heard.yaml"
    routine.write_text(ROUTINE)
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    recorder = rig.Recorder(server)
    command = [str(Path(sys.executable).parent / "coach"), "start", str(routine), "--go", "--audio", "miniaudio"]
    environment = os.environ | server.environment | {"COACH_HOME": str(folder / "home"), "TERM": "xterm-256color"}
    process = subprocess.Popen(
        command, stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True
    )
    os.close(slave)
    try:
        drained(master, 48)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait(10)
        os.close(master)
    return recorder.stop()


def test_a_workout_is_heard_as_planned(server: rig.Server, tmp_path: Path) -> None:
    for _ in range(3):
        recording = recorded(server, tmp_path)
        heard = recording.heard()
        if recording.longest_gap_ns < rig.STALL_NS or [one.name for one in heard] == [name for _, name in EXPECTED]:
            break
    assert [one.name for one in heard] == [name for _, name in EXPECTED]
    origin = heard[0].at_ns - round(EXPECTED[0][0] * 1e9)
    errors = [abs(one.at_ns - origin - round(at * 1e9)) / 1e6 for one, (at, _) in zip(heard, EXPECTED, strict=True)]
    assert max(errors) < 30, errors
