"""The Player of the terminal bell: it rings where a person must know, and nowhere else.

A bell cannot tell one event from another, so it rings at go, when a rest begins, and at the end.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from coach.audio.protocol import Sound, TimerHandle, Voice

RINGS = frozenset({"go", "rest", "finished"})
LATE_NS = 150_000_000
"""As in the helper: what is later than this is left out."""


class BellPlayer:
    """Rings by timers of the program's own loop; all calls and rings are in that one thread."""

    def __init__(
        self,
        ring: Callable[[], object],
        call_later: Callable[[float, Callable[[], None]], TimerHandle],
        clock: Callable[[], int] = time.perf_counter_ns,
    ) -> None:
        self._ring = ring
        self._call_later = call_later
        self._clock = clock
        self._timers: dict[tuple[int, str], TimerHandle] = {}
        self._level = 1.0

    def start(self) -> None:
        """There is nothing to start."""

    def place(self, generation: int, signals: Iterable[Sound]) -> None:
        """Set a timer for each sound that rings."""
        now_ns = self._clock()
        for signal in signals:
            key = (signal.at, signal.name)
            if signal.name in RINGS and key not in self._timers and now_ns - signal.at <= LATE_NS:
                delay_s = max(0, signal.at - now_ns) / 1e9
                self._timers[key] = self._call_later(delay_s, lambda key=key: self._due(key))  # type: ignore[misc]

    def _due(self, key: tuple[int, str]) -> None:
        self._timers.pop(key, None)
        # A loop that was held up rings late or, as every other player, not at all.
        if self._level > 0 and self._clock() - key[0] <= LATE_NS:
            self._ring()

    def now(self, name: str) -> None:
        """Ring if it is a sound that rings."""
        if name in RINGS and self._level > 0:
            self._ring()

    def clear(self, generation: int, *, hush: bool = False) -> None:
        """Cancel every timer; a bell that rang cannot be ended."""
        for timer in self._timers.values():
            timer.cancel()
        self._timers.clear()

    def volume(self, level: float) -> None:
        """A bell has one volume; at 0 it does not ring."""
        self._level = level

    def prepare(self, words: Iterable[str]) -> None:
        """A bell says nothing."""

    def voice(self, voice: Voice | None) -> None:
        """A bell has none."""

    def close(self) -> None:
        """Cancel every timer."""
        self.clear(0)
