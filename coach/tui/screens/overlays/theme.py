"""The themes: the one at the mark is on the whole screen at once; enter keeps it, esc takes it back.

May live here: that list. What may not: remembering the choice, which the app does.
"""

from typing import ClassVar

from coach.themes import THEME_NAMES
from coach.tui.actions import THEME_LIST, Action
from coach.tui.screens.overlays.overlay import Overlay
from coach.tui.themes import textual_name
from coach.tui.widgets.page_view import PageView
from coach.workout.paper.page import TextLine, TextRun


class ThemeScreen(Overlay[str]):
    """Dismissed with the name of a theme, or with nothing, and then the theme is what it was.

    Args:
        keep_top: rows of the screen below that stay in sight.
    """

    ACTIONS: ClassVar[tuple[Action, ...]] = THEME_LIST

    def __init__(self, keep_top: int = 0) -> None:
        super().__init__(theme_lines, keep_top, cursor=True)
        self._before = ""
        self._begun = False

    def on_mount(self) -> None:
        self._before = self.app.theme
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        """The mark goes to the theme that is on; only then does it choose one."""
        self._page.go(next((name for name in THEME_NAMES if textual_name(name) == self._before), THEME_NAMES[0]))
        self._begun = True

    def on_unmount(self) -> None:
        if self._before:
            self.app.theme = self._before

    def on_page_view_moved(self, event: PageView.Moved) -> None:
        if self._begun and event.at is not None:
            self.app.theme = textual_name(str(event.at))

    def on_page_view_picked(self, event: PageView.Picked) -> None:
        self.action_submit()

    def action_submit(self) -> None:
        if self._begun and self.in_front:
            self._before = ""
            self.dismiss(str(self._page.at))


def theme_lines(width: int) -> list[TextLine]:
    """A line a theme, `at` its name."""
    return [TextLine((TextRun("  ", "space"), TextRun(name, "name")), name) for name in THEME_NAMES]
