"""Whose terminal it is: of the jobs that share one, the one in the foreground may use it.

A job in the background that changes its terminal is stopped by the kernel until the shell brings it to the front. A job
that no shell can bring to the front any more is orphaned: it gets an error instead, and has to end.
"""

import os
import signal
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_DEFAULT: Final = (
    signal.SIGTTOU,
    signal.SIGTTIN,
    signal.SIGCONT,
    signal.SIGTERM,
    signal.SIGHUP,
    signal.SIGINT,
    signal.SIGQUIT,
)


def in_foreground(fd: int) -> bool:
    """Whether this program may use the terminal. True too where there is no job control."""
    try:
        return os.tcgetpgrp(fd) == os.getpgrp()
    except OSError:
        return True


def orphaned() -> bool:
    """Whether the shell that started this program is gone, so that no other can bring it to the front."""
    try:
        return os.getsid(os.getppid()) != os.getsid(0)
    except OSError:
        return True


def wait_for_foreground(fd: int) -> bool:
    """Stop, as any job does that wants the terminal, until this program has it. Belongs to the main thread.

    A signal that ends programs ends this one meanwhile: its terminal is as the shell left it. A handler in Python would
    wait for the end of the stop.

    Returns:
        Whether it has the terminal; False: it is orphaned, and never will.
    """
    if in_foreground(fd):
        return True
    with _default_actions():
        try:
            termios.tcsetattr(fd, termios.TCSANOW, termios.tcgetattr(fd))  # the kernel stops the program here
        except termios.error:
            return in_foreground(fd)
    return True


@contextmanager
def stop_blocked() -> Iterator[None]:
    """Let the calling thread change a terminal from the background without being stopped."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTTOU])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _default_actions() -> Iterator[None]:
    before = {number: signal.signal(number, signal.SIG_DFL) for number in _DEFAULT}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
