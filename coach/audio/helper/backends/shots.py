"""A thread that fires each sound when it is due, for players that cannot mix a stream.

Later and less even than the stream by some milliseconds, and a sound that has begun may not be ended: the price of
needing nothing but 'play this'.
"""

from __future__ import annotations

import threading
import time
import traceback

from coach.audio.helper.output import Stage
from coach.audio.helper.schedule import LATE_NS


class Shots(threading.Thread):
    """The base of such players: they say how one sound is played."""

    detail = ""

    def __init__(self, stage: Stage) -> None:
        super().__init__(name="shots", daemon=True)
        self.stage = stage
        self._retired = False
        self._failed = False

    def shoot(self, name: str) -> None:
        """Begin a sound and return at once; raises when it cannot."""
        raise NotImplementedError

    def run(self) -> None:
        while not self._retired:
            if not self.stage.schedule.wait_until_due(time.perf_counter_ns, limit_s=1.0) or self._retired:
                continue
            now_ns = time.perf_counter_ns()
            for at_ns, name in self.stage.schedule.take(lambda at_ns, now_ns=now_ns: at_ns <= now_ns):  # type: ignore[misc]
                if now_ns - at_ns <= LATE_NS and self.stage.bank.samples(name) is not None:
                    self._try(at_ns, name)

    def _try(self, at_ns: int, name: str) -> None:
        try:
            self.shoot(name)
        except Exception:
            traceback.print_exc()
            self._failed = True
        else:
            self.stage.began(at_ns, name)

    def alive(self, now_ns: int) -> bool:
        return not self._failed

    def hush(self) -> None:
        """Nothing: what has begun sounds to its end."""

    def retire(self) -> None:
        self._retired = True

    def close(self) -> None:
        """Nothing to give back: each sound had its own."""
