"""What a recording holds: each bundled sound by name, its first frame's instant, and where it really ended.

What lives here: the matched filter. What does not: a server, a process, a plan. Instants are ns of
`time.perf_counter_ns()`; frames count from the recording's first.
"""

from __future__ import annotations

import array
import wave
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

RATE = 48_000
SOUNDS = Path(__file__).parents[3] / "sounds"
QUIET = 200
"""A sample beyond this is sound: the null sink itself is silent to the last bit."""
PIECE = 2400
"""Frames of a sound that are compared first; sounds that are alike for these 50 ms are compared as a whole."""
HEAD = 480
"""Frames that choose which few sounds are compared in full."""
LIKELY = 0.6
"""The least likeness at which it counts as that sound."""
STEP = 240
"""Frames: a sound is taken away in pieces of 5 ms, as far as it is there."""
SCRAP = 2 * STEP
"""Frames after the end of a sound that was cut off, within which the rest of its fade is not taken for a sound."""
ALIKE = 0.05
"""Sounds whose likenesses differ by less are compared as a whole."""
TORN = RATE // 2
"""Frames. If a stall starves the server in the middle of a sound, the rest of the sound may still come this much
later."""


@dataclass(frozen=True)
class Heard:
    """A sound in a recording."""

    name: str
    """`?`: something that is none of the sounds."""
    at_ns: int
    """Its first frame's instant."""
    likeness: float
    """1.0 is the very same samples, at whatever volume."""
    ends_ns: int
    """The instant after its last frame, or after the last that was still there when it was cut off."""


@dataclass(frozen=True)
class Template:
    """A sound to look for."""

    samples: array.array[int]
    lead: int
    """Its first audible frame."""

    @property
    def piece(self) -> array.array[int]:
        return self.samples[:PIECE]


@dataclass(frozen=True)
class Recording:
    """Samples, and the instant of the first."""

    samples: array.array[int]
    began_ns: int
    frame_ns: float
    """How long a frame lasted by the clock."""

    def instant(self, frame: int) -> int:
        """The instant of a frame."""
        return self.began_ns + round(frame * self.frame_ns)

    def frame(self, at_ns: int) -> int:
        """The frame at an instant, within the recording."""
        return min(max(0, round((at_ns - self.began_ns) / self.frame_ns)), len(self.samples))

    def last_loud_ns(self, before_ns: int | None = None) -> int:
        """The instant of the last audible sample (before an instant); of the beginning when there is none."""
        end = len(self.samples) if before_ns is None else self.frame(before_ns)
        return self.instant(next((i for i in range(end - 1, -1, -1) if abs(self.samples[i]) > QUIET), 0))

    def heard(self, names: Iterable[str] | None = None) -> list[Heard]:
        """Every bundled sound in it (or each of some), in order.

        What sounds over another is found too: each is taken away when found, as far as it is there. What is none of
        them is `?`, but for the end of a fade, and the rest of a sound that a stall of the machine tore in two.
        """
        rest = array.array("h", self.samples)
        known = {name: each for name, each in templates().items() if names is None or name in names}
        found: list[Heard] = []
        frame, cut, torn = 0, -SCRAP, array.array("h")
        while (frame := next_loud(rest, frame)) < len(rest):
            name, start, like, gain = best(rest, frame, known)
            going_on = rest_of(torn, rest, frame) if frame < cut + TORN else (0.0, torn)
            if like >= LIKELY and like >= going_on[0] and (taken := take_away(rest, start, known[name].samples, gain)):
                samples = known[name].samples
                found.append(Heard(name, self.instant(start), like, self.instant(start + taken)))
                if start + taken < min(start + len(samples), len(rest)):
                    cut, torn = start + taken, samples[max(0, taken - STEP) :]
            elif going_on[0] > LIKELY and (taken := take_away(rest, frame, going_on[1], 1.0)):
                cut, torn = frame + taken, going_on[1][taken:]
                frame = cut
            elif frame < cut + SCRAP:
                frame += STEP // 10
            else:
                found.append(Heard("?", self.instant(frame), like, self.instant(frame + PIECE)))
                frame += PIECE
        return sorted(found, key=lambda each: each.at_ns)


@cache
def templates() -> Mapping[str, Template]:
    """The bundled sounds by name."""
    sounds = {}
    for path in sorted(SOUNDS.glob("*.wav")):
        with wave.open(str(path), "rb") as file:
            samples = array.array("h", file.readframes(file.getnframes()))
        sounds[path.stem] = Template(samples, next(i for i, value in enumerate(samples) if abs(value) > QUIET))
    return sounds


def next_loud(samples: array.array[int], frame: int) -> int:
    """The first frame at or after one that is no silence; the length when there is none."""
    silence = bytes(2 * PIECE)
    while frame < len(samples):
        piece = samples[frame : frame + PIECE]
        if piece.tobytes() != silence[: 2 * len(piece)]:
            for i, value in enumerate(piece):
                if abs(value) > QUIET:
                    return frame + i
        frame += PIECE
    return min(frame, len(samples))


def product(one: array.array[int], other: array.array[int]) -> float:
    """The sum of the products, frame by frame; exact, since it stays below 2**53."""
    return float(np.dot(np.asarray(one, np.float64), np.asarray(other, np.float64)))


def best(samples: array.array[int], frame: int, known: Mapping[str, Template]) -> tuple[str, int, float, float]:
    """The sound that begins at about a frame: its name, its exact first frame, likeness and gain (matched filter).

    The first 10 ms choose the likeliest few, the first 50 ms the one and its frame.
    """
    nearest = sorted(
        max((likeness(samples, start, each.samples[:HEAD])[0], start, name) for start in starts)
        for name, each in known.items()
        if (starts := around(frame, each, samples))
    )[-4:]
    if not nearest:
        return "?", frame, 0.0, 1.0
    fits = []
    for _, middle, name in nearest:
        for start in range(max(0, middle - 2), middle + 3):
            like, gain = likeness(samples, start, known[name].piece)
            fits.append((like, name, start, gain))
    like, name, start, gain = max(fits)
    alike = {fit[1]: fit for fit in sorted(fits) if fit[0] > like - ALIKE}
    if len(alike) > 1:
        like, name, start, gain = max(
            alike.values(), key=lambda fit: likeness(samples, fit[2], known[fit[1]].samples)[0]
        )
    return name, start, like, gain


def likeness(samples: array.array[int], start: int, piece: array.array[int]) -> tuple[float, float]:
    """How like a piece the samples from a frame on are (1 at most), and how many times as loud."""
    window = samples[start : start + len(piece)]
    if len(window) < len(piece):
        return 0.0, 0.0
    size, energy = product(window, window), product(piece, piece)
    if not size or not energy:
        return 0.0, 0.0
    common = product(window, piece)
    return common / (size * energy) ** 0.5, common / energy


def around(frame: int, template: Template, samples: array.array[int]) -> range:
    """Where a sound would begin whose first audible frame is about there, as far as there are samples."""
    first = frame - template.lead
    return range(max(0, first - 12), min(len(samples) - len(template.piece) + 1, first + 13))


def take_away(rest: array.array[int], start: int, sound: array.array[int], gain: float) -> int:
    """Subtract a sound from the samples as far as it is there; how many of its frames that are."""
    for at in range(0, len(sound), STEP):
        piece = sound[at : at + STEP]
        window = rest[start + at : start + at + len(piece)]
        piece = piece[: len(window)]
        expected = gain**2 * product(piece, piece)
        # Louder than expected is another sound on top of it.
        if expected > len(piece) * QUIET**2 and product(window, window) < 0.25 * expected:
            return at
        left = np.clip(np.asarray(window, np.float64) - np.rint(np.asarray(piece, np.float64) * gain), -32768, 32767)
        rest[start + at : start + at + len(piece)] = array.array("h", left.astype(np.int16).tobytes())
    return len(sound)


def rest_of(torn: array.array[int], samples: array.array[int], frame: int) -> tuple[float, array.array[int]]:
    """What is left of a torn sound if it goes on at a frame, and how like it that is."""
    length = min(len(torn) - 2 * STEP, PIECE, len(samples) - frame)
    if length < STEP:
        return 0.0, torn
    places = range(min(4 * STEP, len(torn) - length + 1))
    rough = sorted((likeness(samples, frame, torn[at : at + HEAD])[0], at) for at in places)[-24:]
    like, place = max((likeness(samples, frame, torn[at : at + length])[0], at) for _, at in rough)
    return like, torn[place:]
