"""The terminal's title: one line of text, written when it changes, and given back at the end.

Names in it come from files: no control character gets through, for it would end the sequence and start another.
"""

from collections.abc import Callable

from coach.routine.problems import printable

SAVE, RESTORE = "\x1b[22;0t", "\x1b[23;0t"
"""The terminal's own stack of titles (xterm; where there is none, both do nothing)."""
LONGEST_TITLE = 120


class TerminalTitle:
    """Writes a title by `write`, which takes what goes to the terminal."""

    def __init__(self, write: Callable[[str], None]) -> None:
        self._write = write
        self._shown: str | None = None

    def show(self, text: str) -> None:
        """Writes this title, unless it is shown already."""
        if text == self._shown:
            return
        if self._shown is None:
            self._write(SAVE)
        self._shown = text
        self._write(f"\x1b]0;{printable(text)[:LONGEST_TITLE]}\x07")

    def restore(self) -> None:
        """The title that was there before; an empty one where the terminal has no stack."""
        if self._shown is not None:
            self._shown = None
            self._write(f"\x1b]0;\x07{RESTORE}")
