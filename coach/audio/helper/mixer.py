"""Renders a continuous stream in blocks: each sound at exactly its frame, and speech between the sounds.

What lives here: mixing samples into blocks. What does not: a device, a thread, reading a clock. A block is a function
of the schedules, the stream clock and the instant at which it is requested, so tests can render offline.

Words wait until earlier words have ended. Sounds take precedence over words, which are muted while a sound plays.
"""

from __future__ import annotations

import array
from collections.abc import Callable
from dataclasses import dataclass

from coach.audio.helper.sample_bank import SampleBank, soft_limit
from coach.audio.helper.schedule import MAX_LATE_NS, Schedule
from coach.audio.helper.stream_clock import StreamClock

FADE_FRAMES = 192
"""4 ms at 48 kHz: long enough not to click, too short to be heard."""
RAMP_FRAMES = 240
"""5 ms, in which speech fades out before a sound, and in after it."""
MAX_WORDS_LATE_NS = 1_000_000_000
"""Words that would begin later than this after their instant are dropped: they are no longer true."""

Pieces = list[tuple[int, "array.array[int]"]]
"""Samples at their offsets in a block."""


@dataclass(slots=True)
class PlayingSound:
    """A sound that has begun."""

    samples: array.array[int]
    position: int = 0

    def take(self, frames: int) -> array.array[int]:
        """The next samples, at most `frames` of them."""
        piece = self.samples[self.position : self.position + frames]
        self.position += len(piece)
        return piece

    @property
    def left(self) -> int:
        """Frames still to be played."""
        return len(self.samples) - self.position


def ignore_begin(at_ns: int, name: str) -> None:
    """The default `began`: does nothing."""


def no_speech(text: str) -> array.array[int]:
    """The default `spoken`: every text is silence."""
    return array.array("h")


class Mixer:
    """Renders blocks of 16-bit mono.

    Args:
        schedule: the sounds.
        bank: their samples.
        clock: maps instants to frames.
        began: called with the instant and name of each sound that begins, in the rendering thread.
        words: the texts to be said, and when.
        spoken: the samples of a text; None until they are ready.
    """

    def __init__(
        self,
        schedule: Schedule,
        bank: SampleBank,
        clock: StreamClock,
        began: Callable[[int, str], None] = ignore_begin,
        words: Schedule | None = None,
        spoken: Callable[[str], array.array[int] | None] = no_speech,
    ) -> None:
        self._schedule = schedule
        self._bank = bank
        self._clock = clock
        self._began = began
        self._words = Schedule() if words is None else words
        self._spoken = spoken
        self._playing: list[PlayingSound] = []
        self._speaking: PlayingSound | None = None
        self._last_end = -RAMP_FRAMES
        """The frame after the end of the latest sound that has ended."""
        self._hush = False
        self._silence: dict[int, bytes] = {}

    def hush(self) -> None:
        """Fade out what is playing, beginning with the next block. May be called from any thread."""
        self._hush = True

    def render(self, frames: int, now_ns: int) -> bytes:
        """The next block, requested at an instant; samples are in the machine's byte order."""
        self._clock.observe(now_ns)
        if self._hush:
            self._hush = False
            self._playing = [fade_out(sound) for sound in self._playing]
            self._speaking = fade_out(self._speaking) if self._speaking else None
        starts = self._begin(frames)
        speech = self._speech(frames)
        if self._playing or starts or speech:
            block = self._mixed(frames, starts, speech)
        else:
            block = self._silence.setdefault(frames, bytes(2 * frames))
        self._clock.advance(frames)
        return block

    def _begin(self, frames: int) -> list[tuple[int, PlayingSound]]:
        """The sounds that begin in the next block, each with its offset; 0 for those that should have begun before."""
        first = self._clock.written
        starts = []
        for at_ns, name in self._schedule.take(lambda at_ns: self._clock.frame_at(at_ns) < first + frames):
            samples = self._bank.samples(name)
            if samples is None or self._clock.lateness_ns(at_ns) > MAX_LATE_NS:
                continue
            starts.append((max(0, self._clock.frame_at(at_ns) - first), PlayingSound(samples)))
            self._began(at_ns, name)
        return starts

    def _speech(self, frames: int) -> Pieces:
        """The words that fall into the next block, before sounds mute them."""
        first = self._clock.written
        offset = 0
        while self._speaking is None and (head := self._words.head()) is not None:
            at_ns, text = head
            if self._clock.frame_at(at_ns) >= first + frames:
                break
            samples = array.array("h") if self._clock.lateness_ns(at_ns) > MAX_WORDS_LATE_NS else self._spoken(text)
            if samples is None:
                break
            # A clear in another thread may have changed the head meanwhile.
            if self._words.take_head(head) and samples:
                offset = max(0, self._clock.frame_at(at_ns) - first)
                self._speaking = PlayingSound(samples)
                self._began(at_ns, text)
        if self._speaking is None:
            return []
        piece = self._speaking.take(frames - offset)
        if not self._speaking.left:
            self._speaking = None
        return [(offset, piece)]

    def _mixed(self, frames: int, starts: list[tuple[int, PlayingSound]], speech: Pieces) -> bytes:
        if speech:
            busy = self._busy(frames, starts)
            speech = [(offset, duck(piece, offset, busy)) for offset, piece in speech]
        playing = [(0, sound) for sound in self._playing] + starts
        pieces = speech + [(offset, sound.take(frames - offset)) for offset, sound in playing]
        for (offset, sound), (_, piece) in zip(playing, pieces[len(speech) :], strict=True):
            if not sound.left:
                self._last_end = max(self._last_end, self._clock.written + offset + len(piece))
        self._playing = [sound for _, sound in playing if sound.left]
        return mix(frames, pieces).tobytes()

    def _busy(self, frames: int, starts: list[tuple[int, PlayingSound]]) -> list[tuple[int, int]]:
        """The ranges [first, end) in and around the next block in which sounds play, in frames from its beginning."""
        first = self._clock.written
        coming = self._schedule.instants(lambda at_ns: self._clock.frame_at(at_ns) < first + frames + RAMP_FRAMES)
        return [
            (self._last_end - first, self._last_end - first),
            *((0, sound.left) for sound in self._playing),
            *((offset, offset + sound.left) for offset, sound in starts),
            *((self._clock.frame_at(at_ns) - first, frames + RAMP_FRAMES) for at_ns in coming),
        ]


def duck(piece: array.array[int], offset: int, busy: list[tuple[int, int]]) -> array.array[int]:
    """Speech that begins at an offset of a block, muted in the busy ranges, with ramps before and after them."""
    out = piece[:]
    end = offset + len(piece)
    for busy_first, busy_end in busy:
        for i in range(max(offset, busy_first - RAMP_FRAMES), min(end, busy_first)):
            out[i - offset] = out[i - offset] * (busy_first - i) // RAMP_FRAMES
        first, last = max(offset, busy_first), min(end, busy_end)
        if first < last:
            out[first - offset : last - offset] = array.array("h", bytes(2 * (last - first)))
        for i in range(max(offset, busy_end), min(end, busy_end + RAMP_FRAMES)):
            out[i - offset] = out[i - offset] * (i - busy_end) // RAMP_FRAMES
    return out


def mix(frames: int, pieces: Pieces) -> array.array[int]:
    """A block with pieces at their offsets; more than one are added up and limited as a whole."""
    if len(pieces) == 1:
        block = array.array("h", bytes(2 * frames))
        [(offset, piece)] = pieces
        block[offset : offset + len(piece)] = piece
        return block
    total = [0] * frames
    for offset, piece in pieces:
        for i, value in enumerate(piece, offset):
            total[i] += value
    return array.array("h", [soft_limit(value) for value in total])


def fade_out(sound: PlayingSound) -> PlayingSound:
    """The next few milliseconds of a sound, fading to silence, in place of the rest of it."""
    rest = sound.samples[sound.position : sound.position + FADE_FRAMES]
    return PlayingSound(array.array("h", [value * (FADE_FRAMES - i) // FADE_FRAMES for i, value in enumerate(rest, 1)]))
