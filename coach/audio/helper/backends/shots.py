"""A thread that fires each sound when it is due, for players that cannot mix a stream.

Later and less even than the stream by some milliseconds, and a sound that has begun may not be ended: the price of
needing nothing but 'play this'.
"""

from __future__ import annotations

import array
import threading
import time
import traceback
from pathlib import Path

from coach.audio.helper.decode import RATE
from coach.audio.helper.mixer import WORDS_LATE_NS
from coach.audio.helper.output import Stage
from coach.audio.helper.schedule import LATE_NS


class Shots(threading.Thread):
    """The base of such players: they say how one sound is played."""

    detail = ""
    sink = ""
    block_ms = 0
    latency_ns = 0
    measured = False

    def __init__(self, stage: Stage) -> None:
        super().__init__(name="shots", daemon=True)
        self.stage = stage
        self._retired = False
        self._failed = False
        self._speaks_until_ns = 0

    def shoot(self, samples: array.array[int], file: Path | None) -> None:
        """Begin a sound and return at once; raises when it cannot. `file` has it, where it is one of the bank's."""
        raise NotImplementedError

    def run(self) -> None:
        while not self._retired:
            wait_s = 0.05 if self._spoken_soon() else 1.0
            if not self.stage.schedule.wait_until_due(self._now_ns, limit_s=wait_s) and not self._spoken_soon():
                continue
            if self._retired:
                return
            self._fire_sounds(self._now_ns())
            self._fire_words(self._now_ns())

    def _now_ns(self) -> int:
        """The instant whose sounds are due."""
        return time.perf_counter_ns() + self.stage.offset_ns

    def _spoken_soon(self) -> bool:
        head = self.stage.words.head()
        return head is not None and head[0] - self._now_ns() < 1_000_000_000

    def _fire_sounds(self, now_ns: int) -> None:
        for at_ns, name in self.stage.schedule.take(lambda at_ns: at_ns <= now_ns):
            samples = self.stage.bank.samples(name)
            if now_ns - at_ns <= LATE_NS and samples is not None:
                self._try(at_ns, name, samples, self.stage.bank.file(name))

    def _fire_words(self, now_ns: int) -> None:
        """The next words, if those before have ended."""
        head = self.stage.words.head()
        if head is None or head[0] > now_ns or now_ns < self._speaks_until_ns:
            return
        at_ns, text = head
        samples = array.array("h") if now_ns - at_ns > WORDS_LATE_NS else self.stage.spoken(text)
        if samples is not None and self.stage.words.take_head(head) and samples:
            self._speaks_until_ns = now_ns + len(samples) * 1_000_000_000 // RATE
            self._try(at_ns, text, samples, None)

    def _try(self, at_ns: int, name: str, samples: array.array[int], file: Path | None) -> None:
        try:
            self.shoot(samples, file)
        except Exception:
            traceback.print_exc()
            self._failed = True
        else:
            self.stage.began(at_ns, name)

    def alive(self, now_ns: int) -> bool:
        return not self._failed

    def hush(self) -> None:
        """Nothing: what has begun sounds to its end."""

    def measure(self) -> None:
        """Nothing can be asked about players that come and go."""

    def retire(self) -> None:
        self._retired = True

    def close(self) -> None:
        """Nothing to give back: each sound had its own."""
