"""Sound files with a tone, for tests of what reads them."""

from __future__ import annotations

import array
import math
import wave
from pathlib import Path

TONES = Path(__file__).parent / "files"
"""Holds a quarter of a second of 1000 Hz, at 22,050 Hz in stereo, as flac, ogg and mp3."""


def write_tone(path: Path, hz: int, seconds: float, rate: int, channels: int) -> None:
    """A sine at half of full scale, 16 bit."""
    values = [round(16_000 * math.sin(2 * math.pi * hz * i / rate)) for i in range(round(seconds * rate))]
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(array.array("h", [value for value in values for _ in range(channels)]).tobytes())
