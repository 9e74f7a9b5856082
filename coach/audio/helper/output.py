"""What a back end is: the one protocol between the devices and the rest of the helper."""

from __future__ import annotations

import array
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from coach.audio.helper.bank import Bank
from coach.audio.helper.mixer import unheard, unspoken
from coach.audio.helper.schedule import Schedule


class OutputError(Exception):
    """A device cannot be opened; the text says why, for the person who listens."""


@dataclass
class Stage:
    """What every back end plays from."""

    schedule: Schedule = field(default_factory=Schedule)
    bank: Bank = field(default_factory=Bank)
    words: Schedule = field(default_factory=Schedule)
    """Texts and when they are to be said."""
    spoken: Callable[[str], array.array[int] | None] = unspoken
    """The samples of a text; None while there are none yet, empty ones where it cannot be said."""
    offset_ns: int = 0
    """Everything is to be heard so much ahead of its instant (behind it, where negative): the person's own setting."""
    began: Callable[[int, str], None] = unheard
    """Told the instant and name of each sound that begins; in the device's thread, so it must be quick."""


class Output(Protocol):
    """An open device that takes sounds from the stage by itself, in a thread of its own."""

    @property
    def detail(self) -> str:
        """What exactly it plays through, as 'PulseAudio' or 'aplay'."""
        ...

    @property
    def sink(self) -> str:
        """What a sound server plays it on, by its name for people; empty where nobody tells."""
        ...

    @property
    def block_ms(self) -> int:
        """How much is written at once; 0 where each sound is played by itself."""
        ...

    @property
    def latency_ns(self) -> int:
        """Between writing and hearing, as far as it is known; it is taken out."""
        ...

    @property
    def measured(self) -> bool:
        """Whether the latency is measured, or a usual one."""
        ...

    def alive(self, now_ns: int) -> bool:
        """Whether it still plays; asked a few times a second. False is final."""
        ...

    def hush(self) -> None:
        """End what sounds, as far as it can."""
        ...

    def measure(self) -> None:
        """Look how long after its writing a sound is heard, and on what; send sounds so much earlier from here on.

        May take a second, or hang with a server that hangs: called in a thread of its own.
        """
        ...

    def retire(self) -> None:
        """Take nothing more from the stage, from this moment on; never waits."""
        ...

    def close(self) -> None:
        """Give the device back. It may hang with a hung device: call it in a thread that nobody waits for."""
        ...


Opener = Callable[[Stage], Output]
"""Opens a device or raises OutputError; may hang, so it is called in a thread of its own."""
