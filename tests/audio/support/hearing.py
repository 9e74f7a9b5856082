"""An ear made of arithmetic: loudness, likeness and onsets of samples.

What lives here: what the tests of the bundled sounds measure with, on numpy arrays of ±1 at 48 kHz. What does not: a
test, and anything that knows which sounds there are.
"""

from __future__ import annotations

import wave
from pathlib import Path
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

Samples: TypeAlias = NDArray[np.float64]

RATE = 48_000
BAND = (1000, 4000)
"""Hertz, from and to: where the sounds are to be heard."""
FRAME = 1024
"""Samples of a spectrum: 21 ms, lines 47 Hz apart."""
STEP = RATE // 500
"""Samples from one spectrum of the onset detector to the next: 2 ms."""
LAG = 5
"""Steps that a rise may take: 10 ms."""


def read(path: Path) -> Samples:
    """The samples of a 48 kHz, 16 bit, mono file."""
    with wave.open(str(path), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE)
        return np.frombuffer(file.readframes(file.getnframes()), dtype="<i2") / 32768


def momentary(samples: Samples) -> float:
    """The loudest 400 ms in LUFS (EBU R 128), the K-weighting of ITU-R BS.1770 applied as a spectrum."""
    window = RATE * 2 // 5
    size = 1 << (len(samples) + RATE).bit_length()
    z = np.exp(-2j * np.pi * np.fft.rfftfreq(size))
    head = (1.53512485858697 - 2.69169618940638 * z + 1.19839281085285 * z**2) / (
        1 - 1.69065929318241 * z + 0.73248077421585 * z**2
    )
    lows = (1 - 2 * z + z**2) / (1 - 1.99004745483398 * z + 0.99007225036621 * z**2)
    heard = np.fft.irfft(np.fft.rfft(samples, size) * head * lows)
    energy = np.concatenate([[0.0], np.cumsum(heard**2)])
    return float(-0.691 + 10 * np.log10(np.max(energy[window:] - energy[:-window]) / window))


def share_in_band(samples: Samples) -> float:
    """The part of the energy that lies between 1 and 4 kHz, 0 to 1."""
    power = np.abs(np.fft.rfft(samples, 1 << 17)) ** 2
    hertz = np.fft.rfftfreq(1 << 17, 1 / RATE)
    return float(power[(hertz >= BAND[0]) & (hertz <= BAND[1])].sum() / power.sum())


def spectra(samples: Samples, step: int) -> Samples:
    """Magnitudes, a row a spectrum, each `step` samples after the one before; the first begins at sample 0."""
    frames = sliding_window_view(samples, FRAME)[::step]
    magnitudes: Samples = np.abs(np.fft.rfft(frames * np.hanning(FRAME), axis=1))
    return magnitudes


def picture(samples: Samples, seconds: float = 1.3) -> Samples:
    """When which pitch sounds: a row each 10 ms, a column each semitone from 800 Hz to 4.5 kHz."""
    padded = np.zeros(round(seconds * RATE) + 2 * FRAME)
    padded[FRAME // 2 : FRAME // 2 + len(samples)] = samples
    power = spectra(padded, RATE // 100) ** 2
    hertz = np.fft.rfftfreq(FRAME, 1 / RATE)
    middles = 800 * 2 ** (np.arange(31) / 12)
    bands = [(hertz >= middle / 2 ** (1 / 12)) & (hertz < middle * 2 ** (1 / 12)) for middle in middles]
    magnitudes: Samples = np.sqrt(np.stack([power[:, band].sum(axis=1) for band in bands], axis=1))
    return magnitudes


def likeness(a: Samples, b: Samples) -> float:
    """0: nothing in common, 1: the same but for the volume (the cosine of the angle between them)."""
    return float((a * b).sum() / np.sqrt((a * a).sum() * (b * b).sum()))


def likeness_in_any_key(a: Samples, b: Samples) -> float:
    """The likeness of two pictures regardless of pitch: shifted by up to a fifth, as fits best."""
    return max(likeness(np.roll(a, shift, axis=1), b) for shift in range(-7, 8))


class Onset(NamedTuple):
    at: float
    """Sample."""
    strength: float


def onsets(samples: Samples) -> list[Onset]:
    """Where something begins in the band: the peaks of the spectral flux, the rise of all magnitudes within 10 ms."""
    hertz = np.fft.rfftfreq(FRAME, 1 / RATE)
    heard = spectra(samples, STEP)[:, (hertz >= BAND[0]) & (hertz <= BAND[1])]
    flux = np.maximum(heard[LAG:] - heard[:-LAG], 0).sum(axis=1)
    peaks = np.flatnonzero((flux[1:-1] > flux[:-2]) & (flux[1:-1] >= flux[2:])) + 1
    # A step lies in the middle between the middles of the two spectra that differ most, or up to 4 ms later: what a
    # window holds in part only is spread over the band.
    return [Onset(float((peak + LAG / 2) * STEP + FRAME / 2), float(flux[peak])) for peak in peaks]
