"""The Player of the terminal bell.

A bell sounds the same for every event, so it rings only at the three that matter most: go, the beginning of a rest, and
the end.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from coach.audio.helper.schedule import MAX_LATE_NS
from coach.audio.protocol import Sound, TimerHandle, Voice

RINGS = frozenset({"go", "rest", "finished"})


class BellPlayer:
    """Rings by timers of the program's own loop. All calls and rings are in a single thread."""

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
        """Does nothing."""

    def place(self, generation: int, signals: Iterable[Sound]) -> None:
        """Set a timer for each sound that rings the bell."""
        now_ns = self._clock()
        for signal in signals:
            key = (signal.at, signal.name)
            if signal.name in RINGS and key not in self._timers and now_ns - signal.at <= MAX_LATE_NS:
                delay_s = max(0, signal.at - now_ns) / 1e9
                self._timers[key] = self._call_later(delay_s, lambda key=key: self._due(key))  # type: ignore[misc]

    def _due(self, key: tuple[int, str]) -> None:
        self._timers.pop(key, None)
        # The loop may have been blocked; what is too late is dropped, as by every Player.
        if self._level > 0 and self._clock() - key[0] <= MAX_LATE_NS:
            self._ring()

    def now(self, name: str) -> None:
        """Ring at once, if the sound rings the bell."""
        if name in RINGS and self._level > 0:
            self._ring()

    def clear(self, generation: int, *, hush: bool = False) -> None:
        """Cancel every timer."""
        for timer in self._timers.values():
            timer.cancel()
        self._timers.clear()

    def volume(self, level: float) -> None:
        """At 0 the bell does not ring; it has no other volumes."""
        self._level = level

    def prepare(self, words: Iterable[str]) -> None:
        """Does nothing: a bell cannot speak."""

    def voice(self, voice: Voice | None) -> None:
        """Does nothing: a bell cannot speak."""

    def close(self) -> None:
        """Cancel every timer."""
        self.clear(0)
