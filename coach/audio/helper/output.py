"""The interface between the rest of the helper and its back ends: what an open device can do, and what it plays from.

What lives here: types, and the error of a device that does not open. What does not: any device.
"""

from __future__ import annotations

import array
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from coach.audio.helper.mixer import ignore_begin, no_speech
from coach.audio.helper.sample_bank import SampleBank
from coach.audio.helper.schedule import Schedule


class OutputError(Exception):
    """A device cannot be opened. The text says why, for the user."""


@dataclass
class SoundSource:
    """What every back end plays from."""

    schedule: Schedule = field(default_factory=Schedule)
    bank: SampleBank = field(default_factory=SampleBank)
    words: Schedule = field(default_factory=Schedule)
    """The texts to be said, and when."""
    spoken: Callable[[str], array.array[int] | None] = no_speech
    """The samples of a text; None until they are ready, empty if it cannot be spoken."""
    offset_ns: int = 0
    """The user's setting: how much earlier than its instant everything is to be heard; negative for later."""
    began: Callable[[int, str], None] = ignore_begin
    """Called with the instant and name of each sound that begins, in the device's thread, so it must return quickly."""


class Output(Protocol):
    """An open device. It takes sounds from its source by itself, in a thread of its own."""

    @property
    def detail(self) -> str:
        """What it plays through, such as 'PulseAudio' or 'aplay'."""
        ...

    @property
    def sink(self) -> str:
        """The sound server's name for the device behind it; empty when unknown."""
        ...

    @property
    def block_ms(self) -> int:
        """The length of a block; 0 if each sound is played on its own."""
        ...

    @property
    def latency_ns(self) -> int:
        """The time from writing a sound to hearing it, as far as it is known. It is compensated."""
        ...

    @property
    def measured(self) -> bool:
        """Whether the latency is measured, rather than a default."""
        ...

    def alive(self, now_ns: int) -> bool:
        """Whether it still plays. Polled a few times a second; once false, it stays false."""
        ...

    def hush(self) -> None:
        """Cut off what is playing, as far as it can."""
        ...

    def measure(self) -> None:
        """Measure the latency and find the device's name; from here on compensate the new latency.

        May take a second, or hang with a hung server: call it in a thread of its own.
        """
        ...

    def retire(self) -> None:
        """Take nothing more from the source, with immediate effect. Never blocks."""
        ...

    def close(self) -> None:
        """Release the device. May hang with a hung device: call it in a thread of its own."""
        ...


Opener = Callable[[SoundSource], Output]
"""Opens a device, or raises OutputError. May hang: call it in a thread of its own."""
