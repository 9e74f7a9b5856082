"""Whose terminal it is: whether the shell that started a program is still there."""

import subprocess
import sys

import pytest

ADOPTED = """
import ctypes, os, signal
from coach.tui.terminal.foreground import orphaned
assert ctypes.CDLL(None).prctl(36, 1) == 0  # PR_SET_CHILD_SUBREAPER: orphans become this one's, as a desktop's
began, waits = os.pipe(), os.pipe()
if (shell := os.fork()) == 0:
    os.setsid()
    if os.fork() == 0:
        os.write(began[1], b"adopted before: %d" % orphaned())
        os.read(waits[0], 1)
        os.write(began[1], b", after: %d" % orphaned())
        os._exit(0)
    while True:
        signal.pause()
said = os.read(began[0], 99)
os.kill(shell, signal.SIGKILL)
os.waitpid(shell, 0)
os.write(waits[1], b".")
os.wait()
print((said + os.read(began[0], 99)).decode())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a process adopt orphans")
def test_a_program_is_orphaned_whoever_adopts_it() -> None:
    """On a desktop that is not the first process but one of the session's own."""
    command = [sys.executable, "-c", ADOPTED]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (ended.stdout, ended.stderr) == ("adopted before: 0, after: 1\n", "")
