"""Whether the machine stalled while a test recorded: then what failed is tried again, because it proves nothing.

What lives here: the one measure of stalls, and the one rule of repeating. What does not: a sound, a server, a limit of
what a listener may hear. A quiet machine does not stall by this measure, so there the first attempt decides.
"""

from __future__ import annotations

import contextlib
import os
import threading
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path

from processes import descendants

ATTEMPTS = 3
STALL_NS = 30_000_000
"""A process that waited so long for a processor, or a recording without a piece for this long: the machine makes sounds
late and tears them, not the program."""
EVERY_S = 0.1


class NotTheMachineError(AssertionError):
    """A failure that no stall explains."""


def started() -> list[int]:
    """The processes that this one started, and those that they started."""
    return descendants(os.getpid())


class Stalls:
    """Measures how long the threads of processes wait for a processor.

    Of one that starts meanwhile, the whole wait counts. Whoever records adds the gaps of the recording.
    """

    def __init__(self, processes: Callable[[], Iterable[int]] = started) -> None:
        self.longest_wait_ns = 0
        """Of one thread, within a tenth of a second."""
        self.longest_gap_ns = 0
        """Between two pieces of a recording."""
        self._processes = processes
        self._waited: dict[Path, int] = {}
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._looking = threading.Lock()
        self.forget()
        self._thread.start()

    @property
    def happened(self) -> bool:
        """Whether the machine stalled: a late, torn or missing sound then proves nothing."""
        self._look()
        return max(self.longest_wait_ns, self.longest_gap_ns) >= STALL_NS

    def __str__(self) -> str:
        return f"longest wait {self.longest_wait_ns / 1e6:.0f} ms, longest gap {self.longest_gap_ns / 1e6:.0f} ms"

    def gap(self, ns: int) -> None:
        """Take the time between two pieces of a recording into account."""
        self.longest_gap_ns = max(self.longest_gap_ns, ns)

    def forget(self) -> None:
        """Begin anew, when all that is to be judged has started: programs wait for one another while they start."""
        self._look()
        self.longest_wait_ns = self.longest_gap_ns = 0

    def close(self) -> None:
        """Stop measuring."""
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(EVERY_S):
            self._look()

    def _look(self) -> None:
        with self._looking:
            for pid in self._processes():
                for file in Path(f"/proc/{pid}/task").glob("*/schedstat"):
                    with contextlib.suppress(OSError):  # it has just ended
                        waited = int(file.read_text().split()[1])
                        self.longest_wait_ns = max(self.longest_wait_ns, waited - self._waited.get(file, 0))
                        self._waited[file] = waited


def proved(attempt: Callable[[], None], stalls: Stalls, again: Callable[[], None]) -> None:
    """Attempt until it passes, or fails on a machine that did not stall; twice more at most, each after `again`.

    Raises:
        AssertionError: the last attempt failed, or one did that no stall explains.
    """
    for turn in range(ATTEMPTS):
        stalls.forget()
        try:
            attempt()
            return
        except AssertionError as error:
            if isinstance(error, NotTheMachineError) or not stalls.happened or turn == ATTEMPTS - 1:
                raise
            warnings.warn(f"again, as the machine stalled ({stalls}): {str(error)[:500]}", stacklevel=2)
        again()
