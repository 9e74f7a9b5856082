"""Hard to miss: each sound, mixed into noise and into music that are as loud as it is, still begins audibly.

The ear is an onset detector that knows neither the sounds nor the music (`hearing.onsets`). For every sound, wherever
it falls in two seconds of the background (on a drum too): from half a second before it to half a second after it
nothing begins as strongly as the sound itself, and what begins so strongly does so within 10 ms of the sound's first
frame. Later notes of the same sound are the sound.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hearing import RATE, Onset, Samples, momentary, onsets, read

from coach.workout.heard.signals import RANK

pytestmark = pytest.mark.xdist_group("masking")
"""All in one process: the backgrounds take a second or two to make."""

SOUNDS = Path(__file__).parents[2] / "sounds"
SECONDS = 5
PLACES = [round(RATE * (1.0 + 0.13 * k)) for k in range(16)]
"""Over a bar of the music, at every distance from its beats and half-beats (multiples of 0.25 s)."""
AROUND = RATE // 2
EXACT = RATE // 100
BEGINNING = RATE * 3 // 100
"""Samples before and after a sound's first one that belong to its onset: the reach of the detector's window."""
CLEARLY = 1.3
"""How many times as strong as anything else an onset must be."""


def pink_noise(length: int) -> Samples:
    """Equal power in each octave, from 20 Hz on."""
    rng = np.random.default_rng(1)
    spectrum = rng.standard_normal(length // 2 + 1) + 1j * rng.standard_normal(length // 2 + 1)
    hertz = np.fft.rfftfreq(length, 1 / RATE)
    spectrum[hertz < 20] = 0
    noise: Samples = np.fft.irfft(spectrum / np.sqrt(np.maximum(hertz, 20)), length)
    return noise


def music(length: int) -> Samples:
    """Four chords a bar each at 120 bpm: held chords and a plucked tune with harmonics up to 9 kHz, bass, drums."""
    rng = np.random.default_rng(2)
    mix = np.zeros(length + 2 * RATE)
    chords = ((57, 60, 64, 69), (53, 57, 60, 65), (48, 55, 60, 64), (55, 59, 62, 67))
    bar, beat = 2 * RATE, RATE // 2

    def add(start: int, samples: Samples) -> None:
        mix[start : start + len(samples)] += samples

    def tone(key: float, seconds: float, harmonics: int) -> Samples:
        at, hz = np.arange(round(seconds * RATE)) / RATE, 440 * 2 ** ((key - 69) / 12)
        heard = [n for n in range(1, harmonics + 1) if n * hz < 9000]
        series: Samples = np.sum([np.sin(2 * np.pi * (n * hz * at + rng.uniform())) / n for n in heard], axis=0)
        return series

    def fading(seconds: float, a_second: float) -> Samples:
        at = np.arange(round(seconds * RATE)) / RATE
        return np.minimum(1, at / 0.003) * np.exp(-at * a_second)

    for start in range(0, length, bar):
        chord = chords[start // bar % 4]
        for key in chord:
            held = np.minimum(1, np.minimum(np.arange(bar), np.arange(bar)[::-1]) / 500)
            add(start, 0.25 * tone(key, 2, 30) * held)
        for eighth in range(8):
            add(start + eighth * beat // 2, 0.8 * tone(chord[0] - 24, 0.25, 7) * fading(0.25, 6))
            hat = np.diff(rng.standard_normal(RATE // 4 + 2), 2)
            add(start + eighth * beat // 2, 0.12 * hat * fading(0.25, 60))
        for sixteenth in range(16):
            add(start + sixteenth * beat // 4, 0.5 * tone(chord[sixteenth * 3 % 4] + 12, 0.25, 8) * fading(0.25, 10))
        for half in range(2):
            add(start + half * 2 * beat, 1.2 * tone(31, 0.5, 1) * fading(0.5, 14))
            snare = 0.5 * rng.standard_normal(RATE // 2) + 0.6 * tone(54, 0.5, 1)
            add(start + (half * 2 + 1) * beat, snare * fading(0.5, 22))
    return mix[:length]


BACKGROUNDS: dict[str, Callable[[int], Samples]] = {"noise": pink_noise, "music": music}


@cache
def background(name: str) -> Samples:
    """At 0 LUFS, by its loudest 400 ms."""
    samples = BACKGROUNDS[name](SECONDS * RATE)
    return samples * 10 ** (-momentary(samples) / 20)


def as_loud(around: Samples, sound: Samples) -> Samples:
    """The background at the loudness of a sound."""
    return around * 10 ** (momentary(sound) / 20)


def mixed(sound: Samples, place: int, around: Samples) -> Samples:
    """The sound in a background, from `AROUND` before it to `AROUND` after it."""
    mix = around[place - AROUND : place + len(sound) + AROUND].copy()
    mix[AROUND : AROUND + len(sound)] += sound
    return mix


def strongest(found: list[Onset]) -> Onset:
    return max(found, key=lambda onset: onset.strength)


def verdict(sound: Samples, place: int, around: Samples) -> str:
    """What is wrong with how the sound is heard in a background as loud as itself; empty if nothing is."""
    found = onsets(mixed(sound, place, around))
    first = strongest([onset for onset in found if onset.at < AROUND + BEGINNING])
    if abs(first.at - AROUND) > EXACT:
        return f"at {place / RATE:.2f} s: heard {(first.at - AROUND) * 1000 / RATE:+.0f} ms off"
    others = [on for on in found if not AROUND - BEGINNING < on.at < AROUND + len(sound) + BEGINNING]
    if first.strength < CLEARLY * strongest(others).strength:
        return f"at {place / RATE:.2f} s: {first.strength / strongest(others).strength:.2f} times what is around it"
    return ""


@pytest.mark.parametrize("around", BACKGROUNDS)
@pytest.mark.parametrize("name", RANK)
def test_a_sound_begins_audibly_in_a_background_as_loud_as_itself(name: str, around: str) -> None:
    sound = read(SOUNDS / f"{name}.wav")
    behind = as_loud(background(around), sound)
    verdicts = [verdict(sound, place, behind) for place in PLACES]
    assert [each for each in verdicts if each] == []


@pytest.mark.parametrize("around", BACKGROUNDS)
def test_a_badly_made_sound_is_refused(around: str) -> None:
    """The same test refuses a low beep, a slow one, and one that has its loud part late."""
    at = np.arange(RATE // 2) / RATE
    low = 0.4 * np.sin(2 * np.pi * 300 * at)
    slow = 0.4 * np.sin(2 * np.pi * 2000 * at) * np.minimum(1, at / 0.2)
    late = 0.4 * np.sin(2 * np.pi * 2000 * at) * np.where(at < 0.25, 0.05, 1)
    for bad in (low, slow, late):
        behind = as_loud(background(around), bad)
        assert sum(verdict(bad, place, behind) != "" for place in PLACES) > len(PLACES) / 2


def test_the_detector_finds_steps_where_they_are() -> None:
    """Of a tone that begins in silence, and begins again; and nothing where it goes on or fades."""
    samples = np.zeros(RATE)
    at = np.arange(RATE // 4) / RATE
    tone = np.sin(2 * np.pi * 1777 * at) * np.minimum(1, at[::-1] / 0.05)
    for start in (12_345, 30_000):
        samples[start : start + len(at)] = tone
    loud = [onset.at for onset in onsets(samples) if onset.strength > 10]
    assert loud == pytest.approx([12_345, 30_000], abs=EXACT / 2)


def test_the_music_has_what_could_hide_a_beep() -> None:
    """At least a twentieth of its power in the sounds' own band, and onsets in it at every eighth."""
    samples = background("music")
    power = np.abs(np.fft.rfft(samples)) ** 2
    hertz = np.fft.rfftfreq(len(samples), 1 / RATE)
    assert power[(hertz > 1000) & (hertz < 4000)].sum() > 0.05 * power.sum()
    found = onsets(samples)
    level = np.median([onset.strength for onset in found])
    for eighth in range(RATE // 4, 4 * RATE, RATE // 4):
        assert any(abs(onset.at - eighth) < EXACT and onset.strength > level for onset in found)
