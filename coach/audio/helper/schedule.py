"""A queue of sounds, or of words, that are still to begin, ordered by instant.

What lives here: the meaning of place, now and clear. What does not: samples, frames, devices, a clock: instants
(`time.perf_counter_ns()`) are arguments. Every method may be called from any thread.
"""

from __future__ import annotations

import heapq
import threading
from collections.abc import Callable, Iterable

MAX_LATE_NS = 150_000_000
"""A sound that would begin later than this after its instant is dropped: a beep that late misleads."""

ALWAYS_NS, NEVER_NS = -(1 << 62), 1 << 62
"""From which instant a clear keeps a sound: with the first every clear does, with the second none."""

REMEMBERED_NS = 5_000_000_000
"""How long a sound that was taken is remembered, so that placing it again does not play it twice."""


class Schedule:
    """A queue of sounds. A sound is identified by instant and name: placing it again changes nothing.

    The caller places the future again after a restart and after each change of plan, and what it places may overlap
    with what is queued or has just begun.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._heap: list[tuple[int, str, int]] = []  # instant, name, and the instant from which a clear keeps it
        self._known: dict[tuple[int, str], None] = {}
        self._generation: int | None = None

    def place(self, generation: int, sounds: Iterable[tuple[int, str] | tuple[int, str, int]]) -> None:
        """Add sounds as (instant, name). After a clear, sounds of any other generation are stale and ignored.

        An optional third element is the instant from which a clear keeps the sound: words whose sound has begun are
        still to be said.
        """
        with self._changed:
            if self._generation is not None and generation != self._generation:
                return
            for at_ns, name, *kept_from_ns in sounds:
                self._add(at_ns, name, kept_from_ns[0] if kept_from_ns else NEVER_NS)

    def now(self, at_ns: int, name: str) -> None:
        """Add a sound in answer to a key. It begins as soon as possible, and only a hush drops it."""
        with self._changed:
            self._add(at_ns, name, ALWAYS_NS)

    def _add(self, at_ns: int, name: str, kept_from_ns: int) -> None:
        if (at_ns, name) not in self._known:
            self._known[at_ns, name] = None
            heapq.heappush(self._heap, (at_ns, name, kept_from_ns))
            self._changed.notify_all()

    def clear(self, generation: int, *, hush: bool = False, now_ns: int = ALWAYS_NS) -> None:
        """Drop what has not begun, and from here on accept only sounds of this generation."""
        with self._changed:
            self._generation = generation
            kept = [] if hush else [sound for sound in self._heap if sound[2] <= now_ns]
            for at_ns, name, _ in set(self._heap) - set(kept):
                del self._known[at_ns, name]
            heapq.heapify(kept)
            self._heap = kept
            if hush:
                # A sound that was cut off may be placed again at the very same instant.
                self._known = {(at_ns, name): None for at_ns, name, _ in kept}
            self._changed.notify_all()

    def take(self, begins: Callable[[int], bool]) -> list[tuple[int, str]]:
        """Remove and return, in order, the leading sounds for whose instants `begins` is true."""
        taken = []
        with self._changed:
            while self._heap and begins(self._heap[0][0]):
                at_ns, name, _ = heapq.heappop(self._heap)
                taken.append((at_ns, name))
            if taken:
                self._forget(taken[-1][0] - REMEMBERED_NS)
        return taken

    def head(self) -> tuple[int, str] | None:
        """Instant and name of the next sound, which stays in the queue; None when it is empty."""
        with self._changed:
            return self._heap[0][:2] if self._heap else None

    def take_head(self, head: tuple[int, str]) -> bool:
        """Remove the next sound if it is still `head`; whether it was."""
        with self._changed:
            if not self._heap or self._heap[0][:2] != head:
                return False
            heapq.heappop(self._heap)
            self._forget(head[0] - REMEMBERED_NS)
            return True

    def instants(self, begins: Callable[[int], bool]) -> list[int]:
        """The instants, in order, of the sounds for which `begins` is true. They stay in the queue."""
        with self._changed:
            return [at_ns for at_ns, *_ in sorted(sound for sound in self._heap if begins(sound[0]))]

    def _forget(self, before_ns: int) -> None:
        for key in [key for key in self._known if key[0] < before_ns]:
            del self._known[key]

    def wait_until_due(self, clock: Callable[[], int], limit_s: float) -> bool:
        """Block until the next sound is due (true), or for about `limit_s` seconds (false)."""
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
