"""One row of messages: the one that is shown, and those that wait their turn.

An answer to a key is shown at once, until the next key that does something. News of what happened by itself waits until
the row is free, and stays for `SHOWN_S`, so that none is lost.
"""

from collections.abc import Callable, Collection
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
        after: calls a function after a number of seconds.
        keys: names of keys as they are written.
    """

    def __init__(
        self,
        show: Callable[[str], None],
        after: Callable[[float, Callable[[], None]], Stoppable],
        keys: Collection[str] = (),
    ) -> None:
        self._show, self._after, self._keys = show, after, keys
        self._waiting: list[str] = []
        self._timer: Stoppable | None = None
        self._answers = False

    def say(self, words: str) -> None:
        """The answer to a key: at once, in place of what is shown."""
        self._put(words)
        self._answers = True

    def tell(self, words: str) -> None:
        """News of what happened by itself, when its turn comes."""
        if self._timer is None:
            self._put(words)
        else:
            self._waiting.append(words)

    def break_in(self, words: str) -> None:
        """News that cannot wait, because it explains what the screen shows now."""
        self._put(words)

    def answered(self) -> None:
        """Another key did something: an answer that is still shown is out of date."""
        if self._timer is not None and self._answers:
            self._timer.stop()
            self._said()

    def _put(self, words: str) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._answers = False
        self._show(printable(sentence(words, self._keys)))
        self._timer = self._after(SHOWN_S, self._said)

    def _said(self) -> None:
        self._timer = None
        self._show("")
        if self._waiting:
            self._put(self._waiting.pop(0))


def sentence(words: str, keys: Collection[str] = ()) -> str:
    """With a capital, unless it begins with one of these keys or with the name of a file."""
    first = words.partition(" ")[0]
    stays = first in keys or first.removesuffix(":").endswith((".yaml", ".yml"))
    return words if stays else words[:1].upper() + words[1:]
