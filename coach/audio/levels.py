"""How loud a sound is: its peak, and its loudness as ears have it.

Pure arithmetic over 48 kHz, 16 bit, mono samples; no files, and no numpy, which the program does not depend on.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

RATE = 48_000
FULL = 32768
MOMENT = RATE * 400 // 1000
"""Frames of the window of the momentary loudness (EBU Tech 3341)."""


def peak_dbfs(samples: Iterable[int]) -> float:
    """The largest sample in dB of full scale; minus infinity for silence."""
    largest = max(map(abs, samples), default=0)
    return 20 * math.log10(largest / FULL) if largest else -math.inf


def momentary_lufs(samples: Sequence[int]) -> float:
    """The loudest 400 ms in LUFS (EBU R 128, momentary); minus infinity for silence.

    Source: ITU-R BS.1770, K-weighting with the coefficients that it gives for 48 kHz. A shorter sound counts with the
    silence around it.
    """
    squares = _weighted_squares(samples)
    energy = largest = sum(squares[:MOMENT])
    for leaves, enters in zip(squares, squares[MOMENT:], strict=False):
        energy += enters - leaves
        if energy > largest:
            largest = energy
    return -0.691 + 10 * math.log10(largest / MOMENT) if largest else -math.inf


def _weighted_squares(samples: Sequence[int]) -> list[float]:
    """The power of each frame behind the filters for the head (a shelf) and for the lows (a high-pass)."""
    x1 = x2 = y1 = y2 = z1 = z2 = 0.0
    squares = []
    for sample in samples:
        x = sample / FULL
        y = 1.53512485858697 * x - 2.69169618940638 * x1 + 1.19839281085285 * x2
        y += 1.69065929318241 * y1 - 0.73248077421585 * y2
        z = y - 2 * y1 + y2 + 1.99004745483398 * z1 - 0.99007225036621 * z2
        x2, x1, y2, y1, z2, z1 = x1, x, y1, y, z1, z
        squares.append(z * z)
    return squares
