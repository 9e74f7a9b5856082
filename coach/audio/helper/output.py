"""What a back end is: the one protocol between the devices and the rest of the helper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from coach.audio.helper.bank import Bank
from coach.audio.helper.mixer import unheard
from coach.audio.helper.schedule import Schedule


class OutputError(Exception):
    """A device cannot be opened; the text says why, for the person who listens."""


@dataclass
class Stage:
    """What every back end plays from."""

    schedule: Schedule = field(default_factory=Schedule)
    bank: Bank = field(default_factory=Bank)
    early_ns: int = 0
    """Streams send every sound this much ahead of its instant."""
    began: Callable[[int, str], None] = unheard
    """Told the instant and name of each sound that begins; in the device's thread, so it must be quick."""


class Output(Protocol):
    """An open device that takes sounds from the stage by itself, in a thread of its own."""

    @property
    def detail(self) -> str:
        """What exactly it plays through, as 'PulseAudio' or 'aplay'."""
        ...

    def alive(self, now_ns: int) -> bool:
        """Whether it still plays; asked a few times a second. False is final."""
        ...

    def hush(self) -> None:
        """End what sounds, as far as it can."""
        ...

    def retire(self) -> None:
        """Take nothing more from the stage, from this moment on; never waits."""
        ...

    def close(self) -> None:
        """Give the device back. It may hang with a hung device: call it in a thread that nobody waits for."""
        ...


Opener = Callable[[Stage], Output]
"""Opens a device or raises OutputError; may hang, so it is called in a thread of its own."""
