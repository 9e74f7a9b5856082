"""One line to type in, at the foot of a screen: what a new routine is called."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from coach.routine.problems import printable
from coach.tui.drawing.lines import InkedLine, trim
from coach.tui.widgets.ribbon import Ribbon


class AskScreen(ModalScreen[str]):
    """Asks for a text; dismissed with it, or with nothing.

    Args:
        words: what is asked for, in the empty field.
        keys: the row below it.
        wrong: what is wrong with a text, empty where nothing is; such a one is not taken.
    """

    DEFAULT_CSS = """
    AskScreen { background: transparent; align: center bottom; }
    AskScreen Vertical { height: auto; background: $panel; }
    AskScreen Input { height: 1; border: none; margin: 0 1; padding: 0; background: $panel; color: $foreground; }
    AskScreen Input > .input--placeholder { color: $foreground 80%; }
    AskScreen Ribbon { background: $panel; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", show=False)]

    def __init__(self, words: str, keys: str, wrong: Callable[[str], str]) -> None:
        super().__init__()
        self._words, self._keys, self._wrong = words, keys, wrong
        self._said = keys

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Input(placeholder=self._words, max_length=80, compact=True)
            yield Ribbon(self._line)

    def _line(self, width: int) -> InkedLine:
        return trim(((f" {self._said}", "text"),), width)

    def _say(self, words: str) -> None:
        if words != self._said:
            self._said = words
            self.query_one(Ribbon).show(self._line)

    def on_input_changed(self, event: Input.Changed) -> None:
        self._say(self._keys)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        text = " ".join(event.value.split())
        if not text:
            self.dismiss("")
        elif wrong := self._wrong(text):
            self._say(printable(wrong[:1].upper() + wrong[1:]))
        else:
            self.dismiss(text)

    def action_close(self) -> None:
        self.dismiss("")
