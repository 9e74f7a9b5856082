"""One line to type in, at the foot of a screen: what a new routine is called."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from coach.routine.problems import printable
from coach.tui.actions import ASK, Action
from coach.tui.drawing.lines import InkedLine, trim
from coach.tui.screens.guarded import GuardedScreen
from coach.tui.widgets.ribbon import Ribbon, keys_of


class AskScreen(ModalScreen[str], GuardedScreen[str]):
    """Asks for a text; dismissed with it, or with nothing.

    Args:
        words: what is asked for, in the empty field.
        wrong: says what is wrong with a text, which is not accepted then; empty if nothing is.
    """

    DEFAULT_CSS: ClassVar[str] = """
    AskScreen { background: transparent; align: center bottom; }
    AskScreen Vertical { height: auto; background: $panel; }
    AskScreen Input { height: 1; border: none; margin: 0 1; padding: 0; background: $panel; color: $foreground; }
    AskScreen Input > .input--placeholder { color: $foreground 80%; }
    AskScreen Ribbon { background: $panel; }
    """
    ACTIONS: ClassVar[tuple[Action, ...]] = ASK

    def __init__(self, words: str, wrong: Callable[[str], str]) -> None:
        super().__init__()
        self._wrong = wrong
        self._field = Input(placeholder=words, max_length=80, compact=True)
        self._row = Ribbon(keys_of(ASK))

    def compose(self) -> ComposeResult:
        with Vertical():
            yield self._field
            yield self._row

    def on_input_changed(self, event: Input.Changed) -> None:
        self._row.show(keys_of(ASK))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.action_submit()

    def action_submit(self) -> None:
        text = " ".join(self._field.value.split())
        if text and (wrong := self._wrong(text)):
            said = printable(wrong[:1].upper() + wrong[1:])

            def line(width: int) -> InkedLine:
                return trim(((f" {said}", "text"),), width)

            self._row.show(line)
        else:
            self.dismiss(text)

    def action_close(self) -> None:
        self.dismiss("")
