"""The sounds as samples, at the volume they are to have.

What lives here: reading wav files, the volume, the limiter. What does not: when a sound begins.
Samples are 16-bit mono at `RATE`; a sound's name is its file's stem.
"""

from __future__ import annotations

import array
import sys
import wave
from collections.abc import Callable
from pathlib import Path

RATE = 48_000
FULL = 32767
KNEE = 24576
"""Up to here (three quarters of full scale, above every bundled sound's peak) samples pass unchanged."""
LONGEST_S = 10
"""A file beyond this is no beep."""
LEVEL_MAX = 1.5


def limited(value: float) -> int:
    """A sample of any size as one of 16 bits: bent softly towards full scale instead of cut off."""
    size = abs(value)
    if size <= KNEE:
        return int(value)
    over = (size - KNEE) / (FULL - KNEE)
    bent = int(KNEE + (FULL - KNEE) * over / (1 + over))
    return bent if value > 0 else -bent


class Bank:
    """The sounds by name. Changing the volume counts for what begins after it."""

    def __init__(self) -> None:
        self.level = 1.0
        self._files: dict[str, Path] = {}
        self._originals: dict[str, array.array[int]] = {}
        self._scaled: dict[str, array.array[int]] = {}

    def load(self, folder: Path) -> list[str]:
        """Read every wav file of a folder in place of what was there; returns what was wrong, a sentence a file."""
        problems = []
        originals, files = {}, {}
        for path in sorted(folder.glob("*.wav")):
            try:
                originals[path.stem] = read_wav(path)
                files[path.stem] = path
            except (OSError, EOFError, ValueError, wave.Error) as error:
                problems.append(f"{path.name} cannot be used: {error}")
        if not originals:
            problems.append(f"no sounds in {folder}")
        self._originals, self._files = originals, files
        self.set_level(self.level)
        return problems

    def set_level(self, level: float) -> None:
        """Set the volume, 0 to `LEVEL_MAX`; 1 plays the files as they are, bit for bit."""
        self.level = min(max(level, 0.0), LEVEL_MAX)
        self._scaled = {name: scaled(original, self.level) for name, original in self._originals.items()}

    def samples(self, name: str) -> array.array[int] | None:
        """The samples of a sound at the present volume; None when there is no such sound."""
        return self._scaled.get(name)

    def file(self, name: str) -> Path | None:
        """The file of a sound, for a player that takes files only."""
        return self._files.get(name)


def scaled(original: array.array[int], level: float) -> array.array[int]:
    """A copy at another volume, limited."""
    if level == 1.0:
        return original
    bend: Callable[[float], int] = int if level < 1.0 else limited
    return array.array("h", [bend(value * level) for value in original])


def read_wav(path: Path) -> array.array[int]:
    """The samples of a 48 kHz, 16 bit, mono file; raises ValueError or wave.Error when it is another thing."""
    with wave.open(str(path), "rb") as file:
        if (file.getnchannels(), file.getsampwidth(), file.getframerate()) != (1, 2, RATE):
            raise ValueError(f"it is not {RATE} Hz, 16 bit, mono")
        if file.getnframes() > LONGEST_S * RATE:
            raise ValueError(f"it is longer than {LONGEST_S} seconds")
        samples = array.array("h", file.readframes(file.getnframes()))
    if sys.byteorder == "big":
        samples.byteswap()
    return samples
