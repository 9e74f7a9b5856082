"""Maps instants to frames of a stream.

What lives here: arithmetic only. A device asks for a block when it has room for one. So the lead, which is the number
of frames written minus the number that should have been played by now, is what lies in the device's buffer. A late call
makes the lead look smaller, never larger: the largest of the last second is therefore the true one, and instants are
mapped with it. A sound card's clock deviates a little from the machine's (60 ppm were measured, 0.2 s an hour). This
class follows that deviation slowly, so that the distance between two beeps does not change.

Instants are nanoseconds of a clock that the caller reads; frames count from the first of the stream.
"""

from __future__ import annotations

from collections import deque

NS_PER_S = 1_000_000_000
WINDOW_NS = NS_PER_S
"""How far back the largest lead is searched for. A young stream uses a shorter window: a server takes the first blocks
at once and begins to play a little later, so the first leads are too large."""
YOUNG_WINDOW_NS = NS_PER_S // 10
SETTLED_NS = 3 * NS_PER_S
"""The age of a stream up to which every change is adopted at once, because its first leads are too large."""
JUMP_S = 0.005
"""A larger change is neither drift nor jitter but a gap in the stream, and is adopted at once."""
FOLLOW = 0.02
"""The share of a smaller change that each block adopts."""


class StreamClock:
    """Maps instants to frames, corrected with each block.

    `early_ns` moves every sound earlier by the known time from writing a frame to hearing it.
    """

    def __init__(self, rate: int, early_ns: int = 0) -> None:
        self.rate = rate
        self.early_ns = early_ns
        self.written = 0
        """Frames written so far, which is the number of the next block's first frame."""
        self.lead = 0.0
        """Frames by which what is written is ahead of the clock."""
        self._began_ns: int | None = None
        self._leads: deque[tuple[int, float]] = deque()

    def observe(self, now_ns: int) -> None:
        """Record the instant at which the device asks for the next block."""
        if self._began_ns is None:
            self._began_ns = now_ns
        lead = self.written - (now_ns - self._began_ns) * self.rate / NS_PER_S
        # A monotonic queue: a lead that a later one exceeds can never be the largest, so the first one is.
        while self._leads and self._leads[-1][1] <= lead:
            self._leads.pop()
        self._leads.append((now_ns, lead))
        age_ns = now_ns - self._began_ns
        window_ns = min(max(YOUNG_WINDOW_NS, age_ns // 2), WINDOW_NS)
        while self._leads[0][0] < now_ns - window_ns:
            self._leads.popleft()
        difference = self._leads[0][1] - self.lead
        at_once = age_ns < SETTLED_NS or abs(difference) > JUMP_S * self.rate
        self.lead += difference if at_once else difference * FOLLOW

    def advance(self, frames: int) -> None:
        """Count a block that was given to the device."""
        self.written += frames

    def frame_at(self, at_ns: int) -> int:
        """The frame that is heard at an instant; as long as `early_ns` is unknown, a constant time after it."""
        assert self._began_ns is not None, "observe() comes first"
        return round((at_ns - self.early_ns - self._began_ns) * self.rate / NS_PER_S + self.lead)

    def lateness_ns(self, at_ns: int) -> int:
        """How late a sound would be if it began with the next block; negative when its frame is still to come.

        The time by which sounds are sent early does not count: a sound for the present instant is not late. Nor is one
        that an offset delays, as it begins on its frame.
        """
        return round((self.written - self.frame_at(at_ns)) * NS_PER_S / self.rate) - max(0, self.early_ns)
