"""The choices of `--audio` and of the setting `audio.backend`, and how to open a Player for each.

What lives here: the registry that the command line, the settings and `coach doctor` read. What does not: a Player (each
is a module of its own, imported when it is opened), a device, a clock, Textual, asyncio: `coach list` may import this.
"""

from __future__ import annotations

from collections.abc import Callable

from coach.audio.protocol import Player, PlayerConfig


def _helper(choice: str) -> Callable[[PlayerConfig], Player]:
    def opened(config: PlayerConfig) -> Player:
        from coach.audio.helper_player import HelperPlayer

        return HelperPlayer(choice, config)

    return opened


def _auto(config: PlayerConfig) -> Player:
    from coach.audio.bell import BellPlayer
    from coach.audio.helper_player import HelperPlayer

    def ring_when_deaf() -> None:
        if player.deaf:
            config.ring()

    player = HelperPlayer("auto", config, BellPlayer(ring_when_deaf, config.call_later))
    return player


def _bell(config: PlayerConfig) -> Player:
    from coach.audio.bell import BellPlayer

    return BellPlayer(config.ring, config.call_later)


def _off(_: PlayerConfig) -> Player:
    from coach.audio.silent import SilentPlayer

    return SilentPlayer()


CHOICES: dict[str, Callable[[PlayerConfig], Player]] = {
    "auto": _auto,
    "miniaudio": _helper("miniaudio"),
    "simpleaudio": _helper("simpleaudio"),
    "command": _helper("command"),
    "bell": _bell,
    "off": _off,
}
"""`auto` falls back on the bell while nothing else plays; every other choice uses that back end and no other."""


def open_player(choice: str, config: PlayerConfig) -> Player:
    """A Player for one of `CHOICES` (KeyError for any other). Nothing starts before its `start`."""
    return CHOICES[choice](config)
