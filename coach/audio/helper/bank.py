"""The sounds as samples, at the volume they are to have.

What lives here: which file is which sound, the user's own before the bundled, the volume, the limiter. What does not:
when a sound begins, how a file is decoded. Samples are 16-bit mono at `RATE`; a sound's name is its file's stem.
"""

from __future__ import annotations

import array
import sys
import wave
from collections.abc import Callable, Mapping
from pathlib import Path

from coach.audio.helper.decode import ENDINGS, RATE, DecodeError, samples_of

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
        self.own: list[str] = []
        """Names of the sounds that are the user's."""

    def load(self, folder: Path, own: Path | None = None) -> list[str]:
        """Read a folder in place of what was there, then the user's own, which replace sounds by name.

        Returns what was wrong, a sentence a file; where an own one is, the bundled one stays.
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
        self._scaled = scaled(self._originals, self.level)
        return problems

    def _load_own(self, folder: Path) -> list[str]:
        problems = []
        try:
            paths = sorted(path for path in folder.iterdir() if path.suffix.lower()[1:] in ENDINGS)
        except OSError:
            return []
        for path in paths:
            if path.stem not in self._originals:
                problems.append(f"your {path.name} is not used: there is no sound {path.stem!r}")
            elif path.stem in self.own:
                problems.append(f"your {path.name} is not used: {self._files[path.stem].name} is there too")
            else:
                try:
                    self._originals[path.stem] = samples_of(path, LONGEST_S)
                except DecodeError as error:
                    problems.append(f"your {path.name} is not used, the bundled one is: {error}")
                else:
                    self._files[path.stem] = path
                    self.own.append(path.stem)
        return problems

    def set_level(self, level: float) -> None:
        """Set the volume, 0 to `LEVEL_MAX`; 1 plays the files as they are, bit for bit."""
        level = min(max(level, 0.0), LEVEL_MAX)
        if level != self.level:
            self.level = level
            self._scaled = scaled(self._originals, level)

    def samples(self, name: str) -> array.array[int] | None:
        """The samples of a sound at the present volume; None when there is no such sound."""
        return self._scaled.get(name)

    def seconds(self, name: str) -> float:
        """How long a sound lasts; 0 where there is none."""
        return len(self._originals.get(name, ())) / RATE

    def file(self, name: str) -> Path | None:
        """The file of a sound, for a player that takes files only."""
        return self._files.get(name)


def scaled(originals: Mapping[str, array.array[int]], level: float) -> dict[str, array.array[int]]:
    """Copies at another volume, limited.

    Each value is reckoned once and then looked up: of a person's own sounds there may be minutes, and whoever turns the
    volume is not to wait for them.
    """
    if level == 1.0 or not originals:
        return dict(originals)
    bend: Callable[[float], int] = int if level < 1.0 else limited
    # In the order in which a list is looked up by 0 to 32767, then by -32768 to -1.
    values = [bend(value * level) for value in (*range(32768), *range(-32768, 0))]
    return {name: array.array("h", map(values.__getitem__, original)) for name, original in originals.items()}


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
