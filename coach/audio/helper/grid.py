"""Which frame of a stream belongs to which instant.

What lives here: arithmetic only. A device asks for a block of frames when it has room, so the frames written so far,
minus those that the clock says have passed, is what lies in the device's buffer; lateness of this very call makes it
look smaller, never larger. The largest of the last second is therefore the truth, and instants are laid onto frames
with it. The sound card's clock runs a little off the machine's (60 millionths were measured: 0.2 s an hour), which this
follows, slowly enough that the distance between two beeps does not stretch.

Instants are nanoseconds of the clock that the caller reads; frames count from the stream's first.
"""

from __future__ import annotations

from collections import deque

NS = 1_000_000_000
WINDOW_NS = NS
"""How far back the largest lead is looked for. Less while the stream is young: a server takes its first blocks at
once and begins to play a little later, so the first leads are too large."""
YOUNG_WINDOW_NS = NS // 10
SETTLED_NS = 3 * NS
"""Until then every difference is taken at once: the first leads of a stream are a few milliseconds too large."""
JUMP_S = 0.005
"""A change beyond this is neither drift nor chance but a gap in the stream: it is taken at once."""
FOLLOW = 0.02
"""The share of a smaller difference that each block takes over."""


class Grid:
    """Instants to frames, kept true block by block.

    `early_ns` shifts every sound ahead by the time from writing a frame to hearing it, as far as that is known.
    """

    def __init__(self, rate: int, early_ns: int = 0) -> None:
        self.rate = rate
        self.early_ns = early_ns
        self.written = 0
        """Frames of all blocks so far: the next block's first frame."""
        self.lead = 0.0
        """Frames by which the stream is ahead of the clock."""
        self._began_ns: int | None = None
        self._leads: deque[tuple[int, float]] = deque()

    def look(self, now_ns: int) -> None:
        """Take notice of the instant at which the device asks for the next block."""
        if self._began_ns is None:
            self._began_ns = now_ns
        lead = self.written - (now_ns - self._began_ns) * self.rate / NS
        # Only those that no later one exceeds can ever be the largest: the first in the queue is.
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

    def wrote(self, frames: int) -> None:
        """Count a block that was handed to the device."""
        self.written += frames

    def frame(self, at_ns: int) -> int:
        """The frame that is heard at an instant (or, with `early_ns` unknown, a constant after it)."""
        assert self._began_ns is not None, "look() comes first"
        return round((at_ns - self.early_ns - self._began_ns) * self.rate / NS + self.lead)

    def late_ns(self, at_ns: int) -> int:
        """How long after its due frame a sound begins that begins with the next block (negative: it is still ahead).

        The time by which it is sent early does not count: a sound that is asked for `now` is not late. Nor is one that
        is to be heard after its instant, which begins on its frame.
        """
        return round((self.written - self.frame(at_ns)) * NS / self.rate) - max(0, self.early_ns)
