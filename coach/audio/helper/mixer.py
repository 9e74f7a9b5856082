"""One continuous stream, block by block: each sound at its frame, exactly.

What lives here: laying samples onto blocks. What does not: a device, a thread, a clock; a block is a function of the
schedule, the grid and the instant at which it is asked for, so that tests render offline.
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


@dataclass(slots=True)
class Voice:
    """A sound that has begun."""

    samples: array.array[int]
    position: int = 0


def unheard(at_ns: int, name: str) -> None:
    """Nobody wants to know what began."""


class Mixer:
    """Renders blocks of 16-bit mono. `began` is told the instant and name of each sound, in the rendering thread."""

    def __init__(self, schedule: Schedule, bank: Bank, grid: Grid, began: Callable[[int, str], None] = unheard) -> None:
        self._schedule = schedule
        self._bank = bank
        self._grid = grid
        self._began = began
        self._voices: list[Voice] = []
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
        starts = self._begin(frames)
        if self._voices or starts:
            block = self._mixed(frames, starts)
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

    def _mixed(self, frames: int, starts: list[tuple[int, Voice]]) -> bytes:
        pieces = []
        for offset, voice in [(0, voice) for voice in self._voices] + starts:
            piece = voice.samples[voice.position : voice.position + frames - offset]
            voice.position += len(piece)
            pieces.append((offset, piece))
        self._voices = [
            voice for voice in (*self._voices, *(voice for _, voice in starts)) if voice.position < len(voice.samples)
        ]
        return laid(frames, pieces).tobytes()


def laid(frames: int, pieces: list[tuple[int, array.array[int]]]) -> array.array[int]:
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
