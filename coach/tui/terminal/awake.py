"""Keeps the screen awake while a workout runs.

wakepy talks to the desktop (D-Bus on Linux), which may be slow or fail, and its modes belong to one thread: so a
thread of our own imports it, holds the mode, and releases it on request. The program does not wait for that thread. A
failure is reported once.
"""

import threading
from collections.abc import Callable
from functools import partial

ReportFailure = Callable[[str], object]

FAILED = "The screen may fall asleep: this system offers nothing to keep it awake."
PATIENCE = 0.5
"""Seconds that closing waits for the thread to let go."""


def hold(report: ReportFailure, released: threading.Event) -> None:
    """Holds the screen awake until `released`; runs in the thread. A failure is reported in plain words."""
    try:
        from wakepy import keep

        with keep.presenting(on_fail="pass") as mode:
            if not mode.active:
                report(FAILED)
            released.wait()
    except Exception:  # no error of the desktop may end a workout
        report(FAILED)


class Awake:
    """Held or not, as often as it changes.

    Args:
        report: gets the words of the first failure, in another thread.
        holder: what runs in the thread; it returns soon after its event is set.
    """

    def __init__(self, report: ReportFailure, holder: Callable[[ReportFailure, threading.Event], None] = hold) -> None:
        self._report, self._holder = report, holder
        self._reported = False
        self._released: threading.Event | None = None
        self._thread: threading.Thread | None = None

    @property
    def held(self) -> bool:
        """Whether it is asked for; the desktop may have refused."""
        return self._released is not None

    def want(self, wanted: bool) -> None:
        """Hold the screen awake, or let go; does nothing if that is so already."""
        if wanted and self._released is None:
            self._released = threading.Event()
            work = partial(self._holder, self._once, self._released)
            self._thread = threading.Thread(target=work, name="awake", daemon=True)
            self._thread.start()
        elif not wanted and self._released is not None:
            self._released.set()
            self._released = None

    def close(self) -> None:
        """Let go, and wait a moment until the desktop knows."""
        self.want(False)
        if self._thread is not None:
            self._thread.join(PATIENCE)

    def _once(self, words: str) -> None:
        if not self._reported:
            self._reported = True
            self._report(words)
