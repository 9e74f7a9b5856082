"""The Player of this run of the program: opened when something is to be heard, closed at the end.

The shell's side of `coach.audio.protocol`: what the Player needs of an app, and its news as messages, which may come
from any thread. What is heard and when is up to the conductor.
"""

import asyncio
from dataclasses import dataclass

from textual.app import App
from textual.message import Message

from coach import paths
from coach.audio.choices import open_player
from coach.audio.protocol import Player, PlayerConfig, Status


@dataclass
class SoundReported(Message):
    """The Player has something to tell."""

    status: Status


class SoundRestarted(Message):
    """The Player's helper is new and knows nothing."""


class Speaker:
    """Opens the Player when it is first needed.

    Args:
        app: rings, and gets the messages.
        choice: of `coach.audio.choices.CHOICES`.
        level: the volume, per cent.
        offset_ns: how much earlier everything is heard.
    """

    def __init__(self, app: App[int], choice: str, level: int, offset_ns: int = 0) -> None:
        self._app, self._choice, self._offset_ns = app, choice, offset_ns
        self.level = level
        self.generation = 0
        """The last one that the Player was given; the next workout goes on from it."""
        self._player: Player | None = None

    @property
    def player(self) -> Player:
        """The Player, started."""
        if self._player is None:
            app = self._app
            config = PlayerConfig(
                sounds=paths.bundled("sounds"),
                log=paths.helper_log_file(),
                on_status=lambda status: _post(app, SoundReported(status)),
                on_restart=lambda: _post(app, SoundRestarted()),
                ring=app.bell,
                call_later=lambda seconds, ring: asyncio.get_running_loop().call_later(seconds, ring),
                own=paths.own_sounds_dir(),
                cache=paths.phrases_dir(),
                offset_ns=self._offset_ns,
            )
            self._player = open_player(self._choice, config)
            self._player.start()
            self._player.volume(self.level / 100)
        return self._player

    def turn(self, by: int) -> int:
        """Louder or softer, in per cent; the volume that it is then."""
        self.level = min(150, max(0, self.level + by))
        self.player.volume(self.level / 100)
        return self.level

    def close(self) -> None:
        """Stops all sound and releases the device."""
        if self._player is not None:
            self._player.close()


def _post(app: App[int], message: Message) -> None:
    app.post_message(message)
