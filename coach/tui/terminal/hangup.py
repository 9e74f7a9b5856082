"""Ends the program when its terminal is gone.

A shell usually sends SIGHUP, which ends it. Where nobody does (no controlling terminal, a signal that was ignored on
the way), Textual's input thread spins on the end of the file and the screen waits for ever for a terminal that takes
its output. There is nobody to ask and nothing to tidy: the process goes, and the audio helper with it.
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
    poll.register(fd, 0)  # a hang-up is told unasked
    while True:
        for _, event in poll.poll():
            if event & select.POLLHUP:
                os._exit(GONE)
            if event & (select.POLLNVAL | select.POLLERR):  # this system cannot poll a terminal
                return
