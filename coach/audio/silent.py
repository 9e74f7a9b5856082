"""The Player that plays nothing: `--audio off`, rehearsals over 4×."""

from __future__ import annotations

from collections.abc import Iterable

from coach.audio.protocol import Sound, Voice


class SilentPlayer:
    """Takes everything and is silent."""

    def start(self) -> None:
        """There is nothing to start."""

    def place(self, generation: int, signals: Iterable[Sound]) -> None:
        """Not heard."""

    def now(self, name: str) -> None:
        """Not heard."""

    def clear(self, generation: int, *, hush: bool = False) -> None:
        """There is nothing to drop."""

    def volume(self, level: float) -> None:
        """Silence has none."""

    def prepare(self, words: Iterable[str]) -> None:
        """Nobody says them."""

    def voice(self, voice: Voice | None) -> None:
        """Nobody speaks."""

    def close(self) -> None:
        """There is nothing to give back."""
