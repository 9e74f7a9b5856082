"""Ends the program when its terminal is gone.

A shell usually sends SIGHUP, which ends it. If none comes (there is no controlling terminal, or the signal is ignored),
Textual's input thread spins at the end of the file, and the screen waits for ever for a terminal that takes its output.
There is nothing to ask and nothing to save, so the process exits, and the audio helper with it.
"""

import os
import select
import threading

GONE = 129
"""The exit code of a SIGHUP."""


def end_with_terminal(fd: int) -> None:
    """Watch a terminal, in a thread that sleeps until it hangs up. Does nothing where that cannot be watched."""
    if hasattr(select, "poll"):
        threading.Thread(target=_watch, args=(fd,), name="hangup", daemon=True).start()


def _watch(fd: int) -> None:
    poll = select.poll()
    poll.register(fd, 0)  # poll reports a hang-up without being asked to
    while True:
        for _, event in poll.poll():
            if event & select.POLLHUP:
                os._exit(GONE)
            if event & (select.POLLNVAL | select.POLLERR):  # this system cannot poll a terminal
                return
