"""The end of the program by a signal: SIGTERM, SIGHUP, SIGINT or SIGQUIT from outside.

The first signal asks the app to leave, which restores the terminal. An app that cannot leave is ended after `GRACE_S`,
or by the second signal. Exit codes are those of a shell: 128 and the signal's number. ctrl+c and ctrl+\\ typed in the
program are keys, not signals.
"""

import os
import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import Final

GRACE_S: Final = 1.0
NAMES: Final = ("SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT")


class Termination:
    """Handles these signals from `install` to `remove`; both belong to the main thread.

    Args:
        leave: asks the app to end with an exit code; called in the main thread, between any two of its steps.
        restore: puts the terminal back at once; called from another thread.
    """

    def __init__(self, leave: Callable[[int], None], restore: Callable[[], None]) -> None:
        self._leave, self._restore = leave, restore
        self._before: dict[int, object] = {}
        self._timer: threading.Timer | None = None

    def install(self) -> None:
        for name in NAMES:
            if (number := getattr(signal, name, None)) is not None:
                self._before[number] = signal.signal(number, self._on_signal)

    def remove(self) -> None:
        """The program has ended by itself: nothing has to be forced any more.

        From here on it ignores SIGINT: whoever types ctrl+c once more wants the end that is coming.
        """
        if self._timer is not None:
            self._timer.cancel()
        for number, before in self._before.items():
            signal.signal(number, before)  # type: ignore[arg-type]  # as signal() gave it
        self._before.clear()
        signal.signal(signal.SIGINT, signal.SIG_IGN)

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        code = 128 + number
        if self._timer is not None:
            self._force(code)
        self._timer = threading.Timer(GRACE_S, self._force, (code,))
        self._timer.daemon = True
        self._timer.start()
        self._leave(code)

    def _force(self, code: int) -> None:
        self._restore()
        os._exit(code)
