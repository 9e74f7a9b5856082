"""The palette: every action of the screen below by what it does, found by a few letters.

Made of the actions; what an action does is its screen's. It is laid over like any page, but stays when work begins: the
letters of a word that is being typed must not become keys of the workout.
"""

import re
from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Input

from coach.text import cells, cut
from coach.tui.actions import PALETTE, Action
from coach.tui.screens.overlays.overlay import Overlay
from coach.tui.widgets.page_view import PageView
from coach.workout.paper.page import COLUMN_GAP, TextLine, TextRun, paragraph

NOT_BY_NAME = frozenset({"palette", "rir-0"})
"""Actions that make no sense without their key."""


class PaletteScreen(Overlay[Action]):
    """Dismissed with the action that was picked, or with nothing.

    Args:
        actions: of the screen below; those without a sentence of help are left out.
        keep_top: rows of that screen that stay in sight.
    """

    AUTO_FOCUS = "Input"
    ACTIONS: ClassVar[tuple[Action, ...]] = PALETTE
    MAKES_WAY: ClassVar[bool] = False
    ROWS_ABOVE: ClassVar[int] = 1

    def __init__(self, actions: Sequence[Action], keep_top: int = 0) -> None:
        self._actions = [action for action in actions if action.help and action.id not in NOT_BY_NAME]
        super().__init__(partial(command_lines, self._actions), keep_top, cursor=True)

    def compose(self) -> ComposeResult:
        with self._frame:
            yield Input(placeholder="what to do", compact=True, max_length=80)
            yield self._page
            yield self._keys

    def on_input_changed(self, event: Input.Changed) -> None:
        found = named(self._actions, event.value)
        self._page.show(partial(command_lines, found), top=True)
        self._page.to_end(last=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.action_submit()

    def on_page_view_picked(self, event: PageView.Picked) -> None:
        self.action_submit()

    def action_submit(self) -> None:
        picked = next((action for action in self._actions if action.id == self._page.at), None)
        if picked is not None:
            self.dismiss(picked)


def named(actions: Sequence[Action], wanted: str) -> list[Action]:
    """Those in whose help every word is found, whatever the case; first those that begin with the words."""
    wanted = wanted.casefold().strip()
    found = [action for action in actions if all(word in action.help.casefold() for word in wanted.split())]
    return sorted(found, key=lambda action: not action.help.casefold().startswith(wanted))


def command_lines(actions: Sequence[Action], width: int) -> list[TextLine]:
    """A row for each action: what it does, its first key at the right; `at` the id."""
    if not actions:
        return paragraph("Nothing is called that.", width, "detail", "  ")
    column = max(cells(action.shown) for action in actions) + COLUMN_GAP
    out: list[TextLine] = []
    for action in actions:
        said = _in_a_row(f"{action.help[:1].upper()}{action.help[1:]}", width - column - 2)
        space = TextRun(" " * (width - 2 - cells(said) - cells(action.shown)), "space")
        out.append(TextLine((TextRun("  ", "space"), TextRun(said), space, TextRun(action.shown, "key")), action.id))
    return out


def _in_a_row(sentence: str, width: int) -> str:
    """The sentence, or where it is too long what stands before its colon or semicolon."""
    return sentence if cells(sentence) <= width else cut(re.split("[:;]", sentence)[0], width)
