"""A question over the workout, in one row at its foot: one key is yes, any other is no, except for the one that asked.

It stops no clock and hides nothing: the workout runs on above it.
"""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen

from coach.tui.actions import QUESTION
from coach.tui.drawing.lines import InkedLine, trim
from coach.tui.screens.guarded import GuardedScreen
from coach.tui.widgets.ribbon import Ribbon


class QuestionScreen(ModalScreen[bool], GuardedScreen[bool]):
    """Asks, and is dismissed with the answer.

    Args:
        words: the question.
        yes: what yes does; it stands behind the key.
    """

    DEFAULT_CSS: ClassVar[str] = """
    QuestionScreen { background: transparent; align: center bottom; }
    QuestionScreen Ribbon { background: $panel; }
    """
    AUTO_FOCUS = ""

    def __init__(self, words: str, yes: str) -> None:
        super().__init__()
        self._words, self._yes = words, yes

    def compose(self) -> ComposeResult:
        yield Ribbon(self._line)

    def _line(self, width: int) -> InkedLine:
        yes, _ = QUESTION
        lead = "" if width < 50 else f"{self._words}  "
        said = f" {self._yes}, any other key stays"
        return trim(((f" {lead}", "text"), (yes.shown, "bold"), (said, "text")), width)

    def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        yes, asked = QUESTION
        if not asked.has(event.key):
            self.dismiss(yes.has(event.key))
