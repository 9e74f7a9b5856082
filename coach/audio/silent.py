"""The Player that plays nothing: for `--audio off`, and for rehearsals faster than 4×."""

from __future__ import annotations

from collections.abc import Iterable

from coach.audio.protocol import Sound, Voice


class SilentPlayer:
    """Accepts every call and does nothing."""

    def start(self) -> None:
        pass

    def place(self, generation: int, signals: Iterable[Sound]) -> None:
        pass

    def now(self, name: str) -> None:
        pass

    def clear(self, generation: int, *, hush: bool = False) -> None:
        pass

    def volume(self, level: float) -> None:
        pass

    def prepare(self, words: Iterable[str]) -> None:
        pass

    def voice(self, voice: Voice | None) -> None:
        pass

    def close(self) -> None:
        pass
