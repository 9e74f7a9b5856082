"""Measures how loud a sound is: its peak, and its loudness as it is perceived.

What lives here: arithmetic on 16-bit mono samples at `SAMPLE_RATE`. What does not: files, and numpy, which the program
does not depend on.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from coach.audio.helper.decode import SAMPLE_RATE

FULL_SCALE = 32768
WINDOW_FRAMES = SAMPLE_RATE * 400 // 1000
"""The window of the momentary loudness: 400 ms (EBU Tech 3341)."""


def peak_dbfs(samples: Iterable[int]) -> float:
    """The largest sample in dB relative to full scale; minus infinity for silence."""
    largest = max(map(abs, samples), default=0)
    return 20 * math.log10(largest / FULL_SCALE) if largest else -math.inf


def momentary_lufs(samples: Sequence[int]) -> float:
    """The loudness of the loudest 400 ms, in LUFS (EBU R 128, momentary); minus infinity for silence.

    Source: ITU-R BS.1770, with its coefficients of the K-weighting for 48 kHz. A shorter sound is measured with silence
    around it.
    """
    squares = _weighted_squares(samples)
    energy = largest = sum(squares[:WINDOW_FRAMES])
    for leaves, enters in zip(squares, squares[WINDOW_FRAMES:], strict=False):
        energy += enters - leaves
        if energy > largest:
            largest = energy
    return -0.691 + 10 * math.log10(largest / WINDOW_FRAMES) if largest else -math.inf


def _weighted_squares(samples: Sequence[int]) -> list[float]:
    """The power of each frame after the K-weighting: a shelf for the effect of the head, and a high-pass."""
    x1 = x2 = y1 = y2 = z1 = z2 = 0.0
    squares = []
    for sample in samples:
        x = sample / FULL_SCALE
        y = 1.53512485858697 * x - 2.69169618940638 * x1 + 1.19839281085285 * x2
        y += 1.69065929318241 * y1 - 0.73248077421585 * y2
        z = y - 2 * y1 + y2 + 1.99004745483398 * z1 - 0.99007225036621 * z2
        x2, x1, y2, y1, z2, z1 = x1, x, y1, y, z1, z
        squares.append(z * z)
    return squares
