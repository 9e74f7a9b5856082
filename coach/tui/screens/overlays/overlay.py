"""The frame that everything laid over a screen shares: a page that scrolls, and the way out below it.

May live here: frame, keys and size of overlays. What stands on the page is decided by the modules that use it. An
overlay stops no clock: it only closes.
"""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen, ScreenResultType

from coach.tui.actions import OVERLAY, Action
from coach.tui.screens.guarded import GuardedScreen
from coach.tui.widgets.page_view import PageLayout, PageView
from coach.tui.widgets.ribbon import Ribbon, keys_of


class Overlay(ModalScreen[ScreenResultType], GuardedScreen[ScreenResultType]):
    """A page over a screen.

    Args:
        layout: what stands on it.
        keep_top: rows at the top of the screen below, with its clock, that stay in sight and undimmed.
        cursor: whether one line that names something is marked.
    """

    CSS_PATH = "overlay.tcss"
    AUTO_FOCUS = ""
    ACTIONS: ClassVar[tuple[Action, ...]] = OVERLAY
    MAKES_WAY: ClassVar[bool] = True
    """Whether it closes by itself before work begins."""
    ROWS_ABOVE: ClassVar[int] = 0
    """Rows of the frame above the page."""

    def __init__(self, layout: PageLayout, keep_top: int = 0, *, cursor: bool = False) -> None:
        super().__init__()
        self._keep_top = keep_top
        self._page = PageView(layout, cursor=cursor, id="page")
        self._keys = Ribbon(id="keys")
        self._frame = Vertical(id="frame")

    def compose(self) -> ComposeResult:
        with self._frame:
            yield self._page
            yield self._keys

    def on_mount(self) -> None:
        self.set_class(self._keep_top > 0, "-keeps-top")
        self._fit()
        self.watch(self._page, "show_vertical_scrollbar", self._show_keys)

    def on_resize(self, event: events.Resize) -> None:
        self._fit()

    def keep_top(self, rows: int) -> None:
        """Changes how many rows of the screen below stay in sight, when its clock has grown or shrunk."""
        if self._keep_top and rows != self._keep_top:
            self._keep_top = rows
            self._fit()

    def _fit(self) -> None:
        """A frame where there is room for one; the page as high as it is, at most what the screen leaves."""
        width, height = self.app.size
        keep = min(self._keep_top, max(0, height - 4))
        bare = width < 50 or height - keep < 14
        self.set_class(bare, "-bare")
        # A margin of the frame: the screen's own padding would be blank, and hide what is to stay in sight.
        self._frame.styles.margin = (keep, 0, 0, 0) if bare else (keep, 2, 0, 2)
        self._page.styles.max_height = max(1, height - keep - self.ROWS_ABOVE - (1 if bare else 5))

    def _show_keys(self, more: bool) -> None:
        """Shows how to scroll only where there is more."""
        self._keys.show(keys_of([action for action in self.ACTIONS if more or action.id != "down"]))

    def action_close(self) -> None:
        self.dismiss(None)

    def action_up(self) -> None:
        self._page.move(-1)

    def action_down(self) -> None:
        self._page.move(1)

    def action_page_up(self) -> None:
        self._page.page(-1)

    def action_page_down(self) -> None:
        self._page.page(1)
