"""The end by a signal of a program that cannot leave: the terminal is put back, and the exit code is the signal's."""

import signal
import subprocess
import sys

import pytest

HANGS = """
import os, signal
from coach.tui.terminal import termination
termination.GRACE_S = {grace_s}
says = lambda words: os.write(1, words + b"\\n")
termination.Termination(lambda code: says(b"asked"), lambda: says(b"restored")).install()
for _ in range({signals}):
    os.kill(os.getpid(), signal.SIGTERM)
while True:
    signal.pause()
"""


@pytest.mark.parametrize(("signals", "grace_s"), [(1, 0.05), (2, 600.0)], ids=["after a while", "by a second signal"])
def test_a_program_that_cannot_leave_is_ended(signals: int, grace_s: float) -> None:
    program = HANGS.format(signals=signals, grace_s=grace_s)
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert (ended.stdout, ended.stderr) == ("asked\nrestored\n", "")
    assert ended.returncode == 128 + signal.SIGTERM
