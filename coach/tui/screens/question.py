"""A question over the workout, in one row at its foot: y is yes, any other key is no.

It stops no clock and hides nothing: the workout goes on to be seen above it.
"""

from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen

from coach.tui.drawing.lines import InkedLine, trim
from coach.tui.widgets.ribbon import Ribbon


class QuestionScreen(ModalScreen[bool]):
    """Asks.

    Args:
        words: the question.
        yes: what y does; it stands behind the key.
    """

    DEFAULT_CSS = """
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
        lead = "" if width < 50 else f"{self._words}  "
        return trim(((f" {lead}", "text"), ("y", "bold"), (f" {self._yes}, any other key stays", "text")), width)

    def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        self.dismiss(event.key in ("y", "Y"))
