"""The sounds as samples, at the current volume.

What lives here: which file is which sound (the user's own replaces the bundled one), the volume, the limiter. What does
not: when a sound begins, how a file is decoded. Samples are 16-bit mono at `SAMPLE_RATE`; a sound's name is the stem of
its file.
"""

from __future__ import annotations

import array
import sys
import wave
from collections.abc import Callable, Mapping
from pathlib import Path

from coach.audio.helper.decode import EXTENSIONS, SAMPLE_RATE, DecodeError, decode_file

MAX_SAMPLE = 32767
KNEE = 24576
"""The limiter leaves smaller samples unchanged: three quarters of full scale, above the peak of every bundled sound."""
MAX_SOUND_S = 10
"""Longer files are rejected."""
MAX_LEVEL = 1.5


def soft_limit(value: float) -> int:
    """A sample of any size as a 16-bit one: compressed towards full scale instead of clipped."""
    size = abs(value)
    if size <= KNEE:
        return int(value)
    over = (size - KNEE) / (MAX_SAMPLE - KNEE)
    compressed = int(KNEE + (MAX_SAMPLE - KNEE) * over / (1 + over))
    return compressed if value > 0 else -compressed


class SampleBank:
    """The sounds by name. A change of volume affects sounds that begin after it."""

    def __init__(self) -> None:
        self.level = 1.0
        self._files: dict[str, Path] = {}
        self._originals: dict[str, array.array[int]] = {}
        self._scaled: dict[str, array.array[int]] = {}
        self.own: list[str] = []
        """Names of the user's own sounds."""

    def load(self, folder: Path, own: Path | None = None) -> list[str]:
        """Read the bundled sounds of a folder, replacing any loaded before, then the user's own, which override them.

        Returns the problems, one sentence each. Where a file of the user's is rejected, the bundled sound stays.
        """
        problems = []
        self._originals, self._files = {}, {}
        for path in sorted(folder.glob("*.wav")):
            try:
                self._originals[path.stem] = read_wav(path)
                self._files[path.stem] = path
            except (OSError, EOFError, ValueError, wave.Error) as error:
                problems.append(f"{path.name} cannot be used: {error}")
        if not self._originals:
            problems.append(f"no sounds in {folder}")
        self.own = []
        if own is not None:
            problems += self._load_own(own)
        self._scaled = scale_samples(self._originals, self.level)
        return problems

    def _load_own(self, folder: Path) -> list[str]:
        problems = []
        try:
            paths = sorted(path for path in folder.iterdir() if path.suffix.lower()[1:] in EXTENSIONS)
        except OSError:
            return []
        for path in paths:
            if path.stem not in self._originals:
                problems.append(f"your {path.name} is not used: there is no sound {path.stem!r}")
            elif path.stem in self.own:
                problems.append(f"your {path.name} is not used: {self._files[path.stem].name} is there too")
            else:
                try:
                    self._originals[path.stem] = decode_file(path, MAX_SOUND_S)
                except DecodeError as error:
                    problems.append(f"your {path.name} is not used, the bundled one is: {error}")
                else:
                    self._files[path.stem] = path
                    self.own.append(path.stem)
        return problems

    def set_level(self, level: float) -> None:
        """Set the volume, 0 to `MAX_LEVEL`. At 1 the files are played bit for bit."""
        level = min(max(level, 0.0), MAX_LEVEL)
        if level != self.level:
            self.level = level
            self._scaled = scale_samples(self._originals, level)

    def samples(self, name: str) -> array.array[int] | None:
        """The samples of a sound at the current volume; None for an unknown name."""
        return self._scaled.get(name)

    def seconds(self, name: str) -> float:
        """The length of a sound; 0 for an unknown name."""
        return len(self._originals.get(name, ())) / SAMPLE_RATE

    def file(self, name: str) -> Path | None:
        """The file of a sound, for a player that only takes files; None for an unknown name."""
        return self._files.get(name)


def scale_samples(originals: Mapping[str, array.array[int]], level: float) -> dict[str, array.array[int]]:
    """Copies at another volume, limited.

    Computes each of the 65,536 possible values once, then looks the samples up: the user's own sounds may last minutes,
    and turning the volume must not stall.
    """
    if level == 1.0 or not originals:
        return dict(originals)
    to_sample: Callable[[float], int] = int if level < 1.0 else soft_limit
    # So that a negative sample indexes from the end: 0 to 32767, then -32768 to -1.
    values = [to_sample(value * level) for value in (*range(32768), *range(-32768, 0))]
    return {name: array.array("h", map(values.__getitem__, original)) for name, original in originals.items()}


def read_wav(path: Path) -> array.array[int]:
    """The samples of a 48 kHz, 16 bit, mono file; raises ValueError or wave.Error for any other."""
    with wave.open(str(path), "rb") as file:
        if (file.getnchannels(), file.getsampwidth(), file.getframerate()) != (1, 2, SAMPLE_RATE):
            raise ValueError(f"it is not {SAMPLE_RATE} Hz, 16 bit, mono")
        if file.getnframes() > MAX_SOUND_S * SAMPLE_RATE:
            raise ValueError(f"it is longer than {MAX_SOUND_S} seconds")
        samples = array.array("h", file.readframes(file.getnframes()))
    if sys.byteorder == "big":
        samples.byteswap()
    return samples
