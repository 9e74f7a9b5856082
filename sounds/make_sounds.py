"""Writes the bundled sounds, bit for bit the same on every machine.

What lives here: the recipe of each sound, and the synthesis. What does not: anything that plays. The name of a sound is
the stem of its file. To add one, add a row to `RECIPES` and run

    python sounds/make_sounds.py            (writes to this folder; for another: python sounds/make_sounds.py FOLDER)

All arithmetic is on integers, because `math.sin` and `math.exp` come from the platform's C library, and their last bit
differs between platforms. The sine is a table made by a Taylor series, frequencies are phase steps of a 32-bit
accumulator, and a decay is a multiplication and a shift for each frame.
"""

from __future__ import annotations

import struct
import sys
import wave
from pathlib import Path
from typing import NamedTuple

RATE = 48_000
"""Frames per second. Most devices run at this rate, so nothing is resampled on the way."""

ATTACK_FRAMES = 96
"""2 ms from silence to full level: a clear onset, for an ear and for a test, without a click."""
RELEASE_FRAMES = 384
"""8 ms of fading at the end of a note."""

ONE = 1 << 30
"""1.0 in the fixed-point numbers below."""
TABLE_BITS = 12


class Note(NamedTuple):
    """One tone of a sound, which glides from `hz` to `to_hz`."""

    start_ms: int
    length_ms: int
    hz: int
    to_hz: int
    half_life_ms: int
    """The time in which the amplitude halves: short sounds like a knock, long like a horn."""
    overtones: tuple[tuple[int, int], ...]
    """Each as (multiple of the frequency in quarters, per cent of the amplitude), added to the tone itself."""


class Recipe(NamedTuple):
    """The notes of a sound, and its peak in per mille of full scale, chosen to make it as loud as the others."""

    peak: int
    notes: tuple[Note, ...]


PURE = ()
BRIGHT = ((8, 30),)
BELL = ((6, 35),)


def note(
    start_ms: int,
    length_ms: int,
    hz: int,
    to_hz: int | None = None,
    half_life_ms: int = 60,
    overtones: tuple[tuple[int, int], ...] = BRIGHT,
) -> Note:
    """A note with the default timbre; without `to_hz`, of constant pitch."""
    return Note(start_ms, length_ms, hz, hz if to_hz is None else to_hz, half_life_ms, overtones)


def even(
    count: int,
    every_ms: int,
    length_ms: int,
    *pitches: int,
    half_life_ms: int = 60,
    overtones: tuple[tuple[int, int], ...] = BRIGHT,
) -> tuple[Note, ...]:
    """Notes at even distances, which take the pitches in turn."""
    turns = (pitches[i % len(pitches)] for i in range(count))
    return tuple(note(i * every_ms, length_ms, hz, None, half_life_ms, overtones) for i, hz in enumerate(turns))


# All lie between 1 and 4 kHz, where hearing is sensitive and music leaves room. Few people recognize a pitch on its
# own, so each sound has its own rhythm; only opposites share one, and move in opposite directions. All begin at full
# level, each with a pitch that no other begins with.
RECIPES: dict[str, Recipe] = {
    # A knock; go is the same idea, higher and more than three times as long.
    "tick": Recipe(645, (note(0, 150, 1480, half_life_ms=120),)),
    "go": Recipe(465, (note(0, 480, 2217, half_life_ms=220, overtones=((6, 25),)),)),
    # Downwards: let go. Upwards: get ready.
    "rest": Recipe(510, (note(0, 140, 1760), note(150, 260, 1175, half_life_ms=110))),
    "rest-over": Recipe(490, (note(0, 140, 1175), note(150, 260, 1760, half_life_ms=110))),
    # Two equal chords: half of it. Three fast high notes: nearly over.
    "halfway": Recipe(690, even(2, 200, 110, 1865, overtones=((5, 70),))),
    "ten": Recipe(465, even(3, 100, 50, 2489, overtones=PURE)),
    # A rep is a flick up an octave. The phases move like the weight, and a hold is a roll.
    "rep": Recipe(635, (note(0, 45, 1245), note(45, 105, 2489, overtones=PURE))),
    "lower": Recipe(515, (note(0, 220, 1900, 1150, half_life_ms=140, overtones=PURE),)),
    "bottom": Recipe(650, even(4, 55, 32, 1109, overtones=PURE)),
    "lift": Recipe(550, (note(0, 220, 1150, 1900, half_life_ms=140, overtones=PURE),)),
    "top": Recipe(510, even(4, 55, 32, 1976, overtones=PURE)),
    # Back and forth: the other side.
    "switch": Recipe(430, even(4, 90, 80, 1397, 2093)),
    # Three steps up a chord.
    "round": Recipe(425, (note(0, 110, 1319), note(120, 110, 1661), note(240, 220, 1976, half_life_ms=100))),
    # Short, short, long and low: that set is behind you.
    "set-done": Recipe(510, (note(0, 50, 1568), note(110, 50, 1568), note(220, 260, 1047, half_life_ms=110))),
    # A bicycle bell: the target is reached, more is welcome.
    "target": Recipe(460, even(6, 38, 38, 2794, 3136, half_life_ms=20, overtones=PURE)),
    # Up the whole chord, which rings on.
    "finished": Recipe(
        665,
        (
            note(0, 150, 1047, overtones=((5, 45), *BELL)),
            note(160, 150, 1319, overtones=BELL),
            note(320, 150, 1568, overtones=BELL),
            note(480, 700, 2093, half_life_ms=140, overtones=BELL),
        ),
    ),
}


def sine_table() -> list[int]:
    """One period of a sine in 2^TABLE_BITS steps, ±ONE, by a Taylor series on integers."""
    scale = 1 << 80
    turn = 6283185307179586476925286766559 * scale // 10**30  # two pi
    size = 1 << TABLE_BITS
    quarter = []
    for step in range(size // 4 + 1):
        x = turn * step // size
        power, total, sign, n = x, 0, 1, 1
        while power:
            total += sign * power
            power = power * x // scale * x // scale // ((n + 1) * (n + 2))
            sign, n = -sign, n + 2
        quarter.append((total * ONE + scale // 2) // scale)
    half = quarter[:-1] + quarter[:0:-1]
    return half + [-value for value in half]


SINE = sine_table()


def half_life_factor(frames: int) -> int:
    """The factor for each frame, in 1/ONE, that halves a value after `frames` frames, by bisection on integers."""
    low, high = 0, ONE
    while high - low > 1:
        middle = (low + high) // 2
        value = ONE
        for _ in range(frames):
            value = value * middle >> 30
        low, high = (middle, high) if value < ONE // 2 else (low, middle)
    return high


FACTORS: dict[int, int] = {}


def envelope(frames: int, half_life_ms: int) -> list[int]:
    """The amplitude of each frame, 0 to ONE: a fast rise, an exponential decay, a short fade-out."""
    if half_life_ms not in FACTORS:
        FACTORS[half_life_ms] = half_life_factor(half_life_ms * RATE // 1000)
    factor = FACTORS[half_life_ms]
    level, levels = ONE, []
    for frame in range(frames):
        value = level
        if frame < ATTACK_FRAMES:
            value = value * (frame + 1) // ATTACK_FRAMES
        else:
            level = level * factor >> 30
        left = frames - 1 - frame
        levels.append(value * left // RELEASE_FRAMES if left < RELEASE_FRAMES else value)
    return levels


def tone(hz: int, to_hz: int, frames: int) -> list[int]:
    """A sine of ±ONE that glides linearly from one frequency to another, both in quarter hertz."""
    phase, wave_ = 0, []
    start = (hz << 32) // (4 * RATE)
    change = ((to_hz - hz) << 32) // (4 * RATE)
    for frame in range(frames):
        wave_.append(SINE[phase >> (32 - TABLE_BITS)])
        phase = (phase + start + change * frame // frames) & 0xFFFFFFFF
    return wave_


def samples(recipe: Recipe) -> list[int]:
    """The sound as 16-bit samples, with the recipe's peak."""
    length = max(note.start_ms + note.length_ms for note in recipe.notes) * RATE // 1000
    mix = [0] * length
    for each in recipe.notes:
        first, frames = each.start_ms * RATE // 1000, each.length_ms * RATE // 1000
        levels = envelope(frames, each.half_life_ms)
        for quarters, per_cent in ((4, 100), *each.overtones):
            for frame, value in enumerate(tone(each.hz * quarters, each.to_hz * quarters, frames)):
                mix[first + frame] += value * levels[frame] // ONE * per_cent // 100
    largest = max(abs(value) for value in mix)
    return [value * recipe.peak * 32767 // (largest * 1000) for value in mix]


def write(folder: Path) -> None:
    """Write every sound of `RECIPES` to an existing folder, in 48 kHz, 16 bit, mono."""
    for name, recipe in RECIPES.items():
        values = samples(recipe)
        with wave.open(str(folder / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(struct.pack(f"<{len(values)}h", *values))


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
