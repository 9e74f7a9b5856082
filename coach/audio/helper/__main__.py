"""Starts the helper, makes sure that it ends with its parent, and reads commands until the input ends.

It always ends by `os._exit`: with a device running, the interpreter's own exit can hang.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
import time
from collections.abc import Iterator

from coach.audio.helper.command_server import CommandServer
from coach.audio.helper.reports import ReportWriter

LAST_FADE_S = 0.04
READ_BYTES = 1 << 16


def die_with_parent() -> None:
    """On Linux, ask to be killed when the parent dies. The pipe shows that too, but not while a library blocks us."""
    if sys.platform.startswith("linux"):
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


def read_lines(fd: int) -> Iterator[bytes]:
    """The lines that arrive on a file descriptor, until its end."""
    rest = b""
    while chunk := os.read(fd, READ_BYTES):
        *whole, rest = (rest + chunk).split(b"\n")
        yield from whole


def main() -> None:
    """Handle commands until the input ends, which means that the parent has ended, or until `quit`."""
    # ctrl+c goes to every process of the terminal; the program decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    faulthandler.enable()
    # Keep the pipe for the reports: whatever a library prints goes to the log instead.
    reports = ReportWriter(os.dup(1))
    os.dup2(2, 1)
    die_with_parent()
    # The longest that one busy thread can delay another that has a sound to play.
    sys.setswitchinterval(0.001)
    server = CommandServer(reports, quit_=lambda: fade_and_exit(server))
    for line in read_lines(0):
        server.handle(line)
    os._exit(0)


def fade_and_exit(server: CommandServer) -> None:
    """Fade out what is playing, then end the process."""
    server.close()
    time.sleep(LAST_FADE_S)
    os._exit(0)


if __name__ == "__main__":
    main()
