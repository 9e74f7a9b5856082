"""All keys of the screen below, made of its actions. Generic: any screen gives its list."""

from collections.abc import Sequence
from typing import ClassVar

from coach.text import cells, pad
from coach.tui.actions import OVERLAY, WORKOUT, Action, close_with, help_rows
from coach.tui.screens.overlays.overlay import Overlay
from coach.workout.paper.page import TextLine, TextRun, paragraph

KEYS_WIDE = 22
"""Cells that keys get before they stand in a line of their own."""


class HelpScreen(Overlay[None]):
    """All keys.

    Args:
        actions: the list of the screen below.
        keep_top: rows of that screen that stay in sight.
    """

    ACTIONS: ClassVar[tuple[Action, ...]] = (*OVERLAY, close_with(WORKOUT, "help"))

    def __init__(self, actions: Sequence[Action], keep_top: int = 0) -> None:
        super().__init__(lambda width: help_lines(actions, width), keep_top)


def help_lines(actions: Sequence[Action], width: int) -> list[TextLine]:
    """Keys and what they do, in two columns; where the keys are long or the page is narrow, below each other."""
    rows = help_rows(actions)
    column = min(max(cells(keys) for keys, _ in rows), KEYS_WIDE, max(6, width // 3)) + 2
    out = [*paragraph("All keys", width, "title"), TextLine()]
    for keys, words in rows:
        lines = paragraph(words, width - column)
        first = TextRun(pad(keys, column), "key")
        if cells(keys) + 2 > column:
            out += paragraph(keys, width, "key")
            first = TextRun(" " * column, "space")
        lead = [first, *[TextRun(" " * column, "space")] * len(lines)]
        out += [TextLine((run, *line.runs)) for run, line in zip(lead, lines or [TextLine()], strict=False)]
    return out
