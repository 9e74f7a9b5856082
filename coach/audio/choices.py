"""The choices of `--audio` and of the setting `audio.backend`, and how to open a Player for each.

What lives here: the registry that the command line, the settings and `coach doctor` read. The helper's back ends have
their rows in `helper.backends`; the choices that do without the helper have theirs here. What does not: a Player (each
is a module of its own, imported when it is opened), a device, a clock, Textual, asyncio: `coach list` may import this.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from coach.audio.helper.backends import OFFERED

if TYPE_CHECKING:
    from coach.audio.protocol import Player, PlayerConfig


class BuiltIn(NamedTuple):
    """A choice that is always available, as it needs neither the helper nor a device."""

    name: str
    open: Callable[[PlayerConfig], Player]
    audible: bool
    does: str
    """What is heard, for the user."""


def _bell(config: PlayerConfig) -> Player:
    from coach.audio.bell import BellPlayer

    return BellPlayer(config.ring, config.call_later)


def _off(_: PlayerConfig) -> Player:
    from coach.audio.silent import SilentPlayer

    return SilentPlayer()


BUILT_IN = {
    row.name: row
    for row in (
        BuiltIn("bell", _bell, True, "the terminal rings at go, rest and finish, and at nothing else"),
        BuiltIn("off", _off, False, "nothing is heard"),
    )
}
"""By name."""

CHOICES = ("auto", *OFFERED, *BUILT_IN)
"""`auto` falls back on the bell while nothing else plays; every other choice is used alone."""


def open_player(choice: str, config: PlayerConfig) -> Player:
    """A Player for one of `CHOICES` (KeyError for any other). Nothing starts before its `start`."""
    if choice in BUILT_IN:
        return BUILT_IN[choice].open(config)
    if choice not in CHOICES:
        raise KeyError(choice)
    from coach.audio.helper_player import HelperPlayer

    return _auto(config) if choice == "auto" else HelperPlayer(choice, config)


def _auto(config: PlayerConfig) -> Player:
    from coach.audio.bell import BellPlayer
    from coach.audio.helper_player import HelperPlayer

    def ring_when_inaudible() -> None:
        if player.inaudible:
            config.ring()

    player = HelperPlayer("auto", config, BellPlayer(ring_when_inaudible, config.call_later))
    return player
