"""What the program hears through: one protocol, its choices, and how to open one.

What lives here: the protocol and the registry that the command line and `coach doctor` read. What does not: any player
itself (each is a module of its own, imported when it is chosen), a device, a clock, Textual, asyncio: `coach list`
may import this.

Instants are integer nanoseconds of `time.perf_counter_ns()`. A Player is called from one thread, the program's, and
never waits for anything; only `close` does, for less than a second.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol


class Sound(Protocol):
    """Something to be heard at an instant; the core's signals are such things."""

    @property
    def at(self) -> int:
        """When, in ns of `time.perf_counter_ns()`."""
        ...

    @property
    def name(self) -> str:
        """The stem of its file in `sounds/`; empty: words alone."""
        ...

    @property
    def words(self) -> str:
        """What a voice says right after the sound, where there is a voice; empty: nothing."""
        ...


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says the words."""

    language: str
    """A code: en, de."""
    name: str = ""
    """One of the engine's voices; empty: its usual one for the language."""
    rate: int = 100
    """Per cent of the engine's usual speed."""
    level: float = 1.0
    """0 to 1.5, apart from the volume of the sounds."""


@dataclass(frozen=True, slots=True)
class Status:
    """What there is to tell about the sound, in words for the status line.

    `ready`: sounds are heard, through `backend`. `trouble`: they are not, and `message` says why; each different
    message is told once, and a `ready` follows when it is over. `restarted`: the helper had died and runs again.
    `note`: something to know that is no trouble (a sound of the person's own that is refused, no engine for a voice);
    told once too.
    """

    kind: Literal["ready", "trouble", "restarted", "note"]
    backend: str
    message: str

    @property
    def words(self) -> str:
        """The message as it stands alone: of a trouble, what it means before why."""
        return f"no sound: {self.message}" if self.kind == "trouble" else self.message


class Player(Protocol):
    """Plays sounds at their instants."""

    def start(self) -> None:
        """Begin; whatever can fail fails later and is told by a status."""
        ...

    def place(self, generation: int, signals: Iterable[Sound]) -> None:
        """Hand over sounds of the future. One that was handed over before, the same name and instant, stays one."""
        ...

    def prepare(self, words: Iterable[str]) -> None:
        """Phrases that will soon be placed, so that they are made in time. Said twice is harmless."""
        ...

    def now(self, name: str) -> None:
        """Sound at once; for what answers a key."""
        ...

    def clear(self, generation: int, *, hush: bool = False) -> None:
        """Drop what has not begun; with `hush` also end what sounds. What is placed next has this generation."""
        ...

    def volume(self, level: float) -> None:
        """Set the volume, 0 to 1.5, of what begins from now on."""
        ...

    def voice(self, voice: Voice | None) -> None:
        """Who says words from now on; None, as at the beginning: nobody does."""
        ...

    def close(self) -> None:
        """Silence everything and give back the device, in less than a second. Nothing is told after it."""
        ...


class Cancellable(Protocol):
    """What `call_later` gives, as asyncio's TimerHandle or Textual's Timer wrapped."""

    def cancel(self) -> None:
        """Do not call."""
        ...


@dataclass(frozen=True, slots=True)
class Setup:
    """What a Player needs of the program.

    `on_status` and `on_restart` may be called from any thread, one call at a time, and must return soon: hand over to
    your own loop (`call_soon_threadsafe`, `post_message`). After `on_restart` the new helper knows the volume and the
    voice, and nothing of the future: prepare and place it again from now on. `ring` and `call_later` (seconds,
    function) are called in, and must call back in, the thread that calls the Player.
    """

    sounds: Path
    """The folder of the wav files."""
    log: Path
    """Where the helper's stderr goes; the folder is made if it is missing."""
    on_status: Callable[[Status], None]
    on_restart: Callable[[], None]
    ring: Callable[[], object]
    call_later: Callable[[float, Callable[[], None]], Cancellable]
    own: Path | None = None
    """The folder of the person's own sounds, which take the place of those of the same name."""
    cache: Path | None = None
    """Where phrases are kept that a voice has said."""
    offset_ns: int = 0
    """Everything is played so much earlier than it would be; negative: later."""


def _helper(choice: str) -> Callable[[Setup], Player]:
    def opened(setup: Setup) -> Player:
        from coach.audio.helper_player import HelperPlayer

        return HelperPlayer(choice, setup)

    return opened


def _auto(setup: Setup) -> Player:
    from coach.audio.bell import BellPlayer
    from coach.audio.helper_player import HelperPlayer

    def ring_when_deaf() -> None:
        if player.deaf:
            setup.ring()

    player = HelperPlayer("auto", setup, BellPlayer(ring_when_deaf, setup.call_later))
    return player


def _bell(setup: Setup) -> Player:
    from coach.audio.bell import BellPlayer

    return BellPlayer(setup.ring, setup.call_later)


def _off(_: Setup) -> Player:
    from coach.audio.silent import SilentPlayer

    return SilentPlayer()


CHOICES: dict[str, Callable[[Setup], Player]] = {
    "auto": _auto,
    "miniaudio": _helper("miniaudio"),
    "simpleaudio": _helper("simpleaudio"),
    "command": _helper("command"),
    "bell": _bell,
    "off": _off,
}
"""`auto` falls back on the bell by itself while nothing else sounds; every other choice is that and nothing else."""


def open_player(choice: str, setup: Setup) -> Player:
    """A Player for one of `CHOICES` (KeyError for any other); nothing starts before its `start`."""
    return CHOICES[choice](setup)
