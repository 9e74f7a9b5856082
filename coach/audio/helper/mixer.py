"""One continuous stream, block by block: each sound at its frame, exactly, and words between the sounds.

What lives here: laying samples onto blocks. What does not: a device, a thread, a clock; a block is a function of the
schedules, the grid and the instant at which it is asked for, so that tests render offline.

Words never sound over words: they wait for those before. A sound wins over words: these are silent while it sounds.
"""

from __future__ import annotations

import array
from collections.abc import Callable
from dataclasses import dataclass

from coach.audio.helper.bank import Bank, limited
from coach.audio.helper.grid import Grid
from coach.audio.helper.schedule import LATE_NS, Schedule

FADE_FRAMES = 192
"""4 ms at 48 kHz: too short to hear as sound, long enough not to click."""
RAMP_FRAMES = 240
"""5 ms in which words make way for a sound, and come back after it."""
WORDS_LATE_NS = 1_000_000_000
"""Words that would begin later than this after their instant are left out: they would speak of what is past."""

Pieces = list[tuple[int, "array.array[int]"]]
"""Samples at their offsets in a block."""


@dataclass(slots=True)
class Voice:
    """A sound that has begun."""

    samples: array.array[int]
    position: int = 0

    def take(self, frames: int) -> array.array[int]:
        """The next so many samples of it, or what is left."""
        piece = self.samples[self.position : self.position + frames]
        self.position += len(piece)
        return piece

    @property
    def left(self) -> int:
        """Frames that are still to sound."""
        return len(self.samples) - self.position


def unheard(at_ns: int, name: str) -> None:
    """Nobody wants to know what began."""


def unspoken(text: str) -> array.array[int]:
    """Nobody speaks."""
    return array.array("h")


class Mixer:
    """Renders blocks of 16-bit mono.

    Args:
        schedule: the sounds to come.
        bank: their samples.
        grid: which frame belongs to which instant.
        began: told the instant and name of each sound that begins, in the rendering thread.
        words: what is to be said, and when.
        spoken: the samples of a text; None while there are none yet.
    """

    def __init__(
        self,
        schedule: Schedule,
        bank: Bank,
        grid: Grid,
        began: Callable[[int, str], None] = unheard,
        words: Schedule | None = None,
        spoken: Callable[[str], array.array[int] | None] = unspoken,
    ) -> None:
        self._schedule = schedule
        self._bank = bank
        self._grid = grid
        self._began = began
        self._words = Schedule() if words is None else words
        self._spoken = spoken
        self._voices: list[Voice] = []
        self._speaking: Voice | None = None
        self._sounded_until = -RAMP_FRAMES
        """The frame after the last sound that has ended."""
        self._hush = False
        self._silence: dict[int, bytes] = {}

    def hush(self) -> None:
        """End what sounds, from the next block on; may be called from any thread."""
        self._hush = True

    def render(self, frames: int, now_ns: int) -> bytes:
        """The next block, asked for at an instant: little-endian or not, as this machine has its numbers."""
        self._grid.look(now_ns)
        if self._hush:
            self._hush = False
            self._voices = [faded(voice) for voice in self._voices]
            self._speaking = faded(self._speaking) if self._speaking else None
        starts = self._begin(frames)
        said = self._say(frames)
        if self._voices or starts or said:
            block = self._mixed(frames, starts, said)
        else:
            block = self._silence.setdefault(frames, bytes(2 * frames))
        self._grid.wrote(frames)
        return block

    def _begin(self, frames: int) -> list[tuple[int, Voice]]:
        """The sounds whose first frame is in the next block (or was before it), with that frame's place in it."""
        first = self._grid.written
        starts = []
        for at_ns, name in self._schedule.take(lambda at_ns: self._grid.frame(at_ns) < first + frames):
            samples = self._bank.samples(name)
            if samples is None or self._grid.late_ns(at_ns) > LATE_NS:
                continue
            starts.append((max(0, self._grid.frame(at_ns) - first), Voice(samples)))
            self._began(at_ns, name)
        return starts

    def _say(self, frames: int) -> Pieces:
        """What of the words falls into the next block, before any sound is laid over it."""
        first = self._grid.written
        offset = 0
        while self._speaking is None and (head := self._words.head()) is not None:
            at_ns, text = head
            if self._grid.frame(at_ns) >= first + frames:
                break
            samples = array.array("h") if self._grid.late_ns(at_ns) > WORDS_LATE_NS else self._spoken(text)
            if samples is None:
                break
            # A clear may have come in between: then there is another head.
            if self._words.take_head(head) and samples:
                offset = max(0, self._grid.frame(at_ns) - first)
                self._speaking = Voice(samples)
                self._began(at_ns, text)
        if self._speaking is None:
            return []
        piece = self._speaking.take(frames - offset)
        if not self._speaking.left:
            self._speaking = None
        return [(offset, piece)]

    def _mixed(self, frames: int, starts: list[tuple[int, Voice]], said: Pieces) -> bytes:
        if said:
            busy = self._busy(frames, starts)
            said = [(offset, ducked(piece, offset, busy)) for offset, piece in said]
        sounding = [(0, voice) for voice in self._voices] + starts
        pieces = said + [(offset, voice.take(frames - offset)) for offset, voice in sounding]
        for (offset, voice), (_, piece) in zip(sounding, pieces[len(said) :], strict=True):
            if not voice.left:
                self._sounded_until = max(self._sounded_until, self._grid.written + offset + len(piece))
        self._voices = [voice for _, voice in sounding if voice.left]
        return laid(frames, pieces).tobytes()

    def _busy(self, frames: int, starts: list[tuple[int, Voice]]) -> list[tuple[int, int]]:
        """Where sounds sound in and near the next block: [first, end) in frames from its beginning."""
        first = self._grid.written
        coming = self._schedule.until(lambda at_ns: self._grid.frame(at_ns) < first + frames + RAMP_FRAMES)
        return [
            (self._sounded_until - first, self._sounded_until - first),
            *((0, voice.left) for voice in self._voices),
            *((offset, offset + voice.left) for offset, voice in starts),
            *((self._grid.frame(at_ns) - first, frames + RAMP_FRAMES) for at_ns in coming),
        ]


def ducked(piece: array.array[int], offset: int, busy: list[tuple[int, int]]) -> array.array[int]:
    """Words that begin at an offset of a block, silent where sounds are, with ramps before and after."""
    out = piece[:]
    end = offset + len(piece)
    for sound, silence in busy:
        for i in range(max(offset, sound - RAMP_FRAMES), min(end, sound)):
            out[i - offset] = out[i - offset] * (sound - i) // RAMP_FRAMES
        first, last = max(offset, sound), min(end, silence)
        if first < last:
            out[first - offset : last - offset] = array.array("h", bytes(2 * (last - first)))
        for i in range(max(offset, silence), min(end, silence + RAMP_FRAMES)):
            out[i - offset] = out[i - offset] * (i - silence) // RAMP_FRAMES
    return out


def laid(frames: int, pieces: Pieces) -> array.array[int]:
    """A block with pieces at their offsets, added up where there is more than one, and limited as a whole."""
    if len(pieces) == 1:
        block = array.array("h", bytes(2 * frames))
        [(offset, piece)] = pieces
        block[offset : offset + len(piece)] = piece
        return block
    total = [0] * frames
    for offset, piece in pieces:
        for i, value in enumerate(piece, offset):
            total[i] += value
    return array.array("h", [limited(value) for value in total])


def faded(voice: Voice) -> Voice:
    """What is left of a voice that is told to end: a few milliseconds, down to nothing."""
    rest = voice.samples[voice.position : voice.position + FADE_FRAMES]
    return Voice(array.array("h", [value * (FADE_FRAMES - i) // FADE_FRAMES for i, value in enumerate(rest, 1)]))
