"""What the program remembers by itself between two runs: one small JSON file, never the user's text.

A value and the file that holds it. What the values mean is decided where they are used. If the file is damaged, cannot
be read or cannot be written, the program carries on with the values in memory and `unread` gets one message about it.
`atomic` writes the file, so that a kill leaves either the old one or the new one.
"""

from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from coach import atomic


class State(Struct, frozen=True, kw_only=True, rename="kebab", omit_defaults=True):
    muted: dict[str, bool] = {}
    """By the stem of a routine's file."""
    pace: dict[str, Literal["self", "coach"]] = {}
    """By exercise id: the pace last chosen with `t` in a main block."""
    volume: Annotated[int, Meta(ge=0, le=150)] | None = None
    """Per cent, as last set with the keys; None: use the setting."""
    theme: str | None = None
    """As last chosen; None, or a name that no theme has: use the setting."""
    voice: bool | None = None
    """Whether the voice speaks, as last chosen with its key; None: use the setting."""
    safety_note_seen: bool = False
    said: dict[str, list[str]] = {}
    """Digests of the notices that were shown, by the start of the machine (`shell.said_once`)."""


class StateStore:
    """The state in memory, and the file behind it.

    `unread` lists what went wrong with the file, in plain words and in order. The code that shows messages empties it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.unread: list[str] = []
        self.state = self._read() or State()

    def update(self, **changes: Any) -> State:
        """Replace fields and write the file at once. A failure goes into `unread`; the change stays in memory."""
        self.state = msgspec.structs.replace(self.state, **changes)
        try:
            atomic.replace(self.path, msgspec.json.encode(self.state))
        except OSError as error:
            self._tell(f"Cannot remember this for the next time: {self.path}: {error.strerror or error}")
        return self.state

    def mute(self, stem: str, muted: bool) -> State:
        return self.update(muted={**self.state.muted, stem: muted})

    def set_pace(self, exercise: str, pace: Literal["self", "coach"]) -> State:
        return self.update(pace={**self.state.pace, exercise: pace})

    def _read(self) -> State | None:
        try:
            return msgspec.json.decode(self.path.read_bytes(), type=State)
        except FileNotFoundError:
            return None
        except OSError as error:
            self._tell(f"Cannot read what was remembered: {self.path}: {error.strerror or error}")
            return None
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            self._set_aside()
            return None

    def _set_aside(self) -> None:
        """Rename a damaged file, so that the next write does not destroy it."""
        number = 1
        while (aside := self.path.with_name(f"{self.path.stem}.damaged-{number}{self.path.suffix}")).exists():
            number += 1
        try:
            self.path.rename(aside)
        except OSError:
            self._tell(f"What was remembered is damaged: {self.path}")
        else:
            self._tell(f"What was remembered is damaged and was set aside: {aside}")

    def _tell(self, message: str) -> None:
        if message not in self.unread:
            self.unread.append(message)
