"""Starts the helper: ties its ends to its parent, then reads lines until there are no more.

It ends by `os._exit`, always: a running device at the interpreter's own exit can hang it.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
import time
from collections.abc import Iterator

from coach.audio.helper.desk import Desk
from coach.audio.helper.reports import Reports

LAST_FADE_S = 0.04
READ_BYTES = 1 << 16


def end_with_parent() -> None:
    """On Linux, be killed when the parent is: its end is seen on the pipe too, but not while a library holds us up."""
    if sys.platform.startswith("linux"):
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


def lines(fd: int) -> Iterator[bytes]:
    """The lines that arrive on a file descriptor, until its end."""
    rest = b""
    while chunk := os.read(fd, READ_BYTES):
        *whole, rest = (rest + chunk).split(b"\n")
        yield from whole


def main() -> None:
    """Read and obey until the end of the input, which is the end of the parent, or `quit`."""
    # ctrl+c goes to the whole group of the terminal; what it means is the program's to say.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    faulthandler.enable()
    # Libraries that print must not garble the reports: those keep the pipe to themselves, the rest goes to the log.
    reports = Reports(os.dup(1))
    os.dup2(2, 1)
    end_with_parent()
    # A sound that is asked for is not kept waiting by another thread for longer than this.
    sys.setswitchinterval(0.001)
    desk = Desk(reports, quit_=lambda: end(desk))
    for line in lines(0):
        desk.obey(line)
    os._exit(0)


def end(desk: Desk) -> None:
    """Fade what sounds, and go."""
    desk.close()
    time.sleep(LAST_FADE_S)
    os._exit(0)


if __name__ == "__main__":
    main()
