"""The back ends by name. A new one is a module with `open_output(stage)` and a line here."""

from __future__ import annotations

import importlib
import importlib.util
import shutil
from typing import cast

from coach.audio.helper.output import Opener

BACKENDS = {
    "miniaudio": "coach.audio.helper.backends.miniaudio_stream",
    "simpleaudio": "coach.audio.helper.backends.simpleaudio_shots",
    "command": "coach.audio.helper.backends.command_shots",
    "null": "coach.audio.helper.backends.null_stream",  # paced silence, for tests
}

NAMES = ("miniaudio", "simpleaudio", "command")
"""Those that a person may choose."""

GOT_BY = {"miniaudio": "pip install miniaudio", "simpleaudio": "pip install '.[simpleaudio]'"}
"""How a library is installed beside us; simpleaudio's extra knows which of two it must be."""
PROGRAMS = ("command",)
"""Those that run as processes of their own: whatever they do, this one lives."""


def lacks(name: str) -> str:
    """What keeps a back end from playing, as far as that is seen without opening it; empty: it could."""
    if name == "command":
        found = any(shutil.which(player) for player in ("paplay", "aplay", "afplay"))
        return "" if found else "neither paplay nor aplay is installed"
    return "" if importlib.util.find_spec(name) else f"it is not installed ({GOT_BY[name]})"


def candidates(choice: str) -> list[str]:
    """The back ends to try for a choice, the best first.

    `auto`: miniaudio; simpleaudio only where that is not installed (it fails where miniaudio fails, and can stop the
    whole process doing so); then the system's own players.
    """
    if choice != "auto":
        return [choice]
    library = next((name for name in ("miniaudio", "simpleaudio") if importlib.util.find_spec(name)), None)
    return [library, "command"] if library else ["command"]


def opener(name: str) -> Opener:
    """The function that opens a back end; importing it may take long or fail, as its library does."""
    return cast(Opener, importlib.import_module(BACKENDS[name]).open_output)
