"""What every Player shares: the protocol itself, and the values that go into a Player and come out of it.

What lives here: types, without behaviour, so that code that only hands a Player around can depend on this module alone.
What does not: the Players (`bell`, `helper_player`, `silent`) and how one is chosen (`choices`). Imports the standard
library only.

Instants are integer nanoseconds of `time.perf_counter_ns()`. A Player is called from a single thread, the program's.
No call blocks, except `close`, which takes less than a second.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol


class Sound(Protocol):
    """A sound, or words, at an instant. The core's signals satisfy it."""

    @property
    def at(self) -> int:
        """When it begins, in ns of `time.perf_counter_ns()`."""
        ...

    @property
    def name(self) -> str:
        """The stem of its file in `sounds/`; empty when there are only words."""
        ...

    @property
    def words(self) -> str:
        """What a voice says right after the sound; empty for none."""
        ...


@dataclass(frozen=True, slots=True)
class Voice:
    """The voice that says the words."""

    language: str
    """A language code, such as en or de."""
    name: str = ""
    """One of the speech engine's voices; empty for its default voice of the language."""
    rate: int = 100
    """Speed, in per cent of the engine's default."""
    level: float = 1.0
    """Loudness, 0 to 1.5, independent of the volume of the sounds."""


@dataclass(frozen=True, slots=True)
class Status:
    """News about the sound, worded for the status line.

    `ready`: sounds are audible, through `backend`. `trouble`: they are not, and `message` says why. Each distinct
    message is reported once, and a `ready` follows when the trouble is over. `restarted`: the helper had died and runs
    again. `note`: worth knowing, but no trouble (a sound of the user's was rejected, there is no speech engine);
    reported once.
    """

    kind: Literal["ready", "trouble", "restarted", "note"]
    backend: str
    message: str

    @property
    def words(self) -> str:
        """The message for display on its own: a trouble begins with its consequence."""
        return f"no sound: {self.message}" if self.kind == "trouble" else self.message


class Player(Protocol):
    """Plays sounds at their instants."""

    def start(self) -> None:
        """Begin. Never raises: a failure is reported later, as a status."""
        ...

    def place(self, generation: int, signals: Iterable[Sound]) -> None:
        """Schedule sounds. The same name at the same instant is played once, however often it is placed."""
        ...

    def prepare(self, words: Iterable[str]) -> None:
        """Synthesize phrases that will be placed soon, so that they are ready in time. Repeating one is harmless."""
        ...

    def now(self, name: str) -> None:
        """Play a sound at once, in answer to a key."""
        ...

    def clear(self, generation: int, *, hush: bool = False) -> None:
        """Drop what has not begun; with `hush` also cut off what is playing.

        Calls of `place` that follow must pass the same generation.
        """
        ...

    def volume(self, level: float) -> None:
        """Set the volume, 0 to 1.5, of sounds that begin from now on."""
        ...

    def voice(self, voice: Voice | None) -> None:
        """Set the voice; None, which is the initial state, turns speech off."""
        ...

    def close(self) -> None:
        """Stop all sound and release the device, within a second. No status follows."""
        ...


class TimerHandle(Protocol):
    """What `call_later` returns, such as an `asyncio.TimerHandle`."""

    def cancel(self) -> None:
        """Do not make the call."""
        ...


@dataclass(frozen=True, slots=True)
class PlayerConfig:
    """What a Player needs of the program.

    `on_status` and `on_restart` are called from any thread, one call at a time, and must return soon: pass the news to
    your own loop (`call_soon_threadsafe`, `post_message`). After `on_restart` the new helper knows the volume and the
    voice, but no sounds: prepare and place the future again. `ring` and `call_later` (seconds, function) are called in
    the thread that calls the Player, and `call_later` must call back in that thread.
    """

    sounds: Path
    """The folder of the bundled wav files."""
    log: Path
    """Receives the helper's stderr; its folder is created when it is missing."""
    on_status: Callable[[Status], None]
    on_restart: Callable[[], None]
    ring: Callable[[], object]
    call_later: Callable[[float, Callable[[], None]], TimerHandle]
    own: Path | None = None
    """The folder of the user's own sounds, which replace bundled ones of the same name."""
    cache: Path | None = None
    """The folder that keeps synthesized phrases."""
    offset_ns: int = 0
    """How much earlier everything is played; negative for later."""
