"""The sounds that are still to begin, in order of their instants; and, in a schedule of their own, the words.

What lives here: what place, now and clear mean. What does not: samples, frames, devices. No clock of its own: instants
(`time.perf_counter_ns()`) are arguments, except for the one wait that sleeps until a sound is due.
Every method may be called from any thread.
"""

from __future__ import annotations

import heapq
import threading
from collections.abc import Callable, Iterable

LATE_NS = 150_000_000
"""A sound that would begin later than this after its instant is left out: a beep that late misleads."""

ALWAYS_NS, NEVER_NS = -(1 << 62), 1 << 62
"""Instants before and after all others: from when on a clear leaves an answer to a key, and any other sound."""

REMEMBERED_NS = 5_000_000_000
"""How long a sound that was taken is known, so that handing it over again does not play it twice."""


class Schedule:
    """Sounds to come. A sound is known by its instant and name: placed again, it is still one sound.

    The caller hands the future over again after a restart and after each change of plan, and what it hands over may
    overlap what is here or has just begun.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._heap: list[tuple[int, str, int]] = []  # instant, name, from when on a clear leaves it
        self._known: dict[tuple[int, str], None] = {}
        self._generation: int | None = None

    def place(self, generation: int, sounds: Iterable[tuple[int, str] | tuple[int, str, int]]) -> None:
        """Add sounds, (instant, name) each. After a clear, those of another generation are stale and left out.

        A third element is the instant from which on a clear no longer drops one: words belong to a sound, and when that
        has begun they are to come.
        """
        with self._changed:
            if self._generation is not None and generation != self._generation:
                return
            for at_ns, name, *stands_ns in sounds:
                self._add(at_ns, name, stands_ns[0] if stands_ns else NEVER_NS)

    def now(self, at_ns: int, name: str) -> None:
        """Add a sound that answers a key: it begins as soon as it can, and only a hush drops it."""
        with self._changed:
            self._add(at_ns, name, ALWAYS_NS)

    def _add(self, at_ns: int, name: str, stands_ns: int) -> None:
        if (at_ns, name) not in self._known:
            self._known[at_ns, name] = None
            heapq.heappush(self._heap, (at_ns, name, stands_ns))
            self._changed.notify_all()

    def clear(self, generation: int, *, hush: bool = False, now_ns: int = ALWAYS_NS) -> None:
        """Drop what has not begun, and from here on take sounds of this generation only."""
        with self._changed:
            self._generation = generation
            kept = [] if hush else [sound for sound in self._heap if sound[2] <= now_ns]
            for at_ns, name, _ in set(self._heap) - set(kept):
                del self._known[at_ns, name]
            heapq.heapify(kept)
            self._heap = kept
            if hush:
                # What was cut off may be asked for again, at the very same instant.
                self._known = {(at_ns, name): None for at_ns, name, _ in kept}
            self._changed.notify_all()

    def take(self, begins: Callable[[int], bool]) -> list[tuple[int, str]]:
        """Remove and return, in order, the sounds from the head on for whose instants `begins` is true."""
        taken = []
        with self._changed:
            while self._heap and begins(self._heap[0][0]):
                at_ns, name, _ = heapq.heappop(self._heap)
                taken.append((at_ns, name))
            if taken:
                self._forget(taken[-1][0] - REMEMBERED_NS)
        return taken

    def head(self) -> tuple[int, str] | None:
        """Instant and name of the next; it stays."""
        with self._changed:
            return self._heap[0][:2] if self._heap else None

    def take_head(self, head: tuple[int, str]) -> bool:
        """Remove the next one, if it still is the one that `head` gave."""
        with self._changed:
            if not self._heap or self._heap[0][:2] != head:
                return False
            heapq.heappop(self._heap)
            self._forget(head[0] - REMEMBERED_NS)
            return True

    def until(self, begins: Callable[[int], bool]) -> list[int]:
        """The instants, in order, of the sounds from the head on for which `begins` is true; they stay."""
        with self._changed:
            return [at_ns for at_ns, *_ in sorted(sound for sound in self._heap if begins(sound[0]))]

    def _forget(self, before_ns: int) -> None:
        for key in [key for key in self._known if key[0] < before_ns]:
            del self._known[key]

    def wait_until_due(self, clock: Callable[[], int], limit_s: float) -> bool:
        """Sleep until the first sound's instant has come (true), or for about `limit_s` seconds at most (false)."""
        deadline_ns = clock() + int(limit_s * 1e9)
        with self._changed:
            while True:
                now_ns = clock()
                if self._heap and self._heap[0][0] <= now_ns:
                    return True
                if now_ns >= deadline_ns:
                    return False
                until_ns = min(deadline_ns, self._heap[0][0]) if self._heap else deadline_ns
                self._changed.wait((until_ns - now_ns) / 1e9)
