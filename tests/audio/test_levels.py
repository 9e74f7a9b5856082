"""Levels of known signals, compared with what the standards say."""

from __future__ import annotations

import math

import pytest

from coach.audio.helper.decode import SAMPLE_RATE
from coach.audio.levels import momentary_lufs, peak_dbfs


def sine(hz: float, seconds: float, dbfs: float) -> list[int]:
    size = 32768 * 10 ** (dbfs / 20)
    return [
        min(32767, round(size * math.sin(2 * math.pi * hz * i / SAMPLE_RATE)))
        for i in range(round(seconds * SAMPLE_RATE))
    ]


def test_the_tone_that_the_standard_names() -> None:
    """ITU-R BS.1770: 0 dBFS at 997 Hz in one channel reads -3.01."""
    assert momentary_lufs(sine(997, 1, 0)) == pytest.approx(-3.01, abs=0.05)


def test_half_a_window_is_three_units_softer() -> None:
    whole, half = momentary_lufs(sine(997, 0.4, -20)), momentary_lufs(sine(997, 0.2, -20))
    assert whole - half == pytest.approx(10 * math.log10(2), abs=0.05)


def test_the_loudest_window_counts_wherever_it_is() -> None:
    tone = sine(997, 0.4, -20)
    assert momentary_lufs([0] * SAMPLE_RATE + tone + [0] * SAMPLE_RATE) == pytest.approx(momentary_lufs(tone), abs=0.05)


def test_lows_count_less_and_highs_more() -> None:
    """The head's shelf gives about 4 dB above 2 kHz, the high-pass is 3 dB down near 38 Hz."""
    middle = momentary_lufs(sine(997, 1, -20))
    assert momentary_lufs(sine(5000, 1, -20)) - middle == pytest.approx(3.3, abs=0.3)
    assert momentary_lufs(sine(38, 1, -20)) - middle < -5


def test_peaks() -> None:
    assert peak_dbfs([0, -32768, 5]) == 0
    assert peak_dbfs([16384]) == pytest.approx(-6.02, abs=0.01)


def test_silence_is_infinitely_soft() -> None:
    assert peak_dbfs([]) == peak_dbfs([0, 0]) == -math.inf
    assert momentary_lufs([]) == momentary_lufs([0] * 100) == -math.inf
