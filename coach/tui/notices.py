"""One row of messages: what is said now, and what waits its turn.

An answer to a key is said at once; what happened by itself waits until the row is free, so that nothing is lost.
"""

from collections.abc import Callable
from typing import Protocol

from coach.routine.problems import printable

SHOWN_S = 5.0
"""How long one stays, real seconds."""


class Stoppable(Protocol):
    """What `after` gives: Textual's Timer."""

    def stop(self) -> None: ...


class Notices:
    """Says one thing at a time.

    Args:
        show: puts words into the row; empty takes them away.
        after: calls a function after so many seconds.
    """

    def __init__(self, show: Callable[[str], None], after: Callable[[float, Callable[[], None]], Stoppable]) -> None:
        self._show, self._after = show, after
        self._waiting: list[str] = []
        self._timer: Stoppable | None = None

    def say(self, words: str) -> None:
        """Now, in place of whatever stands there."""
        if self._timer is not None:
            self._timer.stop()
        self._show(printable(words[:1].upper() + words[1:]))
        self._timer = self._after(SHOWN_S, self._said)

    def tell(self, words: str) -> None:
        """When it is its turn."""
        if self._timer is None:
            self.say(words)
        else:
            self._waiting.append(words)

    def _said(self) -> None:
        self._timer = None
        self._show("")
        if self._waiting:
            self.say(self._waiting.pop(0))
