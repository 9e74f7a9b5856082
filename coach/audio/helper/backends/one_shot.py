"""The base of back ends that play each sound on its own, instead of mixing a stream: a thread that plays what is due.

All that such a back end needs is a way to play some samples. The price: sounds are some milliseconds later and less
even than on a stream, and speech cannot be muted under a sound.
"""

from __future__ import annotations

import array
import threading
import time
import traceback
from pathlib import Path

from coach.audio.helper.decode import SAMPLE_RATE
from coach.audio.helper.mixer import MAX_WORDS_LATE_NS
from coach.audio.helper.output import SoundSource
from coach.audio.helper.schedule import MAX_LATE_NS


class OneShotOutput(threading.Thread):
    """Subclasses define `play`."""

    detail = ""
    sink = ""
    block_ms = 0
    latency_ns = 0
    measured = False

    def __init__(self, source: SoundSource) -> None:
        super().__init__(name="one-shot", daemon=True)
        self.source = source
        self._retired = False
        self._failed = False
        self._speaking_until_ns = 0

    def play(self, samples: array.array[int], file: Path | None) -> None:
        """Start playing and return at once; raises on failure.

        `file` holds the same sound, if it is one of the bank's.
        """
        raise NotImplementedError

    def run(self) -> None:
        while not self._retired:
            wait_s = 0.05 if self._words_due_soon() else 1.0
            if not self.source.schedule.wait_until_due(self._now_ns, limit_s=wait_s) and not self._words_due_soon():
                continue
            if self._retired:
                return
            self.play_due(self._now_ns())

    def play_due(self, now_ns: int) -> None:
        """Start the sounds that are due at an instant, and the next words if earlier words have ended."""
        self._play_sounds(now_ns)
        self._play_words(now_ns)

    def _now_ns(self) -> int:
        """The instant whose sounds are due now, given the user's offset."""
        return time.perf_counter_ns() + self.source.offset_ns

    def _words_due_soon(self) -> bool:
        head = self.source.words.head()
        return head is not None and head[0] - self._now_ns() < 1_000_000_000

    def _play_sounds(self, now_ns: int) -> None:
        for at_ns, name in self.source.schedule.take(lambda at_ns: at_ns <= now_ns):
            samples = self.source.bank.samples(name)
            if now_ns - at_ns <= MAX_LATE_NS and samples is not None:
                self._try_play(at_ns, name, samples, self.source.bank.file(name))

    def _play_words(self, now_ns: int) -> None:
        head = self.source.words.head()
        if head is None or head[0] > now_ns or now_ns < self._speaking_until_ns:
            return
        at_ns, text = head
        samples = array.array("h") if now_ns - at_ns > MAX_WORDS_LATE_NS else self.source.spoken(text)
        if samples is not None and self.source.words.take_head(head) and samples:
            self._speaking_until_ns = now_ns + len(samples) * 1_000_000_000 // SAMPLE_RATE
            self._try_play(at_ns, text, samples, None)

    def _try_play(self, at_ns: int, name: str, samples: array.array[int], file: Path | None) -> None:
        try:
            self.play(samples, file)
        except Exception:
            traceback.print_exc()
            self._failed = True
        else:
            self.source.began(at_ns, name)

    def alive(self, now_ns: int) -> bool:
        return not self._failed

    def hush(self) -> None:
        """Does nothing: a sound that has begun plays to its end."""

    def measure(self) -> None:
        """Does nothing: single sounds have no stream that could be measured."""

    def retire(self) -> None:
        self._retired = True

    def close(self) -> None:
        """Does nothing: each sound has its own player."""
