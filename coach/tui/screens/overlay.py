"""The frame that everything laid over a screen shares: a page that scrolls, and the way out below it.

May live here: frame, keys and size of overlays. What stands on the page is the business of those who use it. An overlay
stops no clock and answers nothing: it closes, and that is all.
"""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from coach.tui.actions import OVERLAY, bindings
from coach.tui.widgets.page_view import PageLayout, PageView
from coach.tui.widgets.ribbon import Ribbon, keys_of


class Overlay(ModalScreen[None]):
    """A page over a screen.

    Args:
        layout: what stands on it.
        keep_top: so many rows of the screen below stay in sight, undimmed: where its clock is.
    """

    CSS_PATH = "overlay.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(OVERLAY)]

    def __init__(self, layout: PageLayout, keep_top: int = 0) -> None:
        super().__init__()
        self._keep_top = keep_top
        self._page = PageView(layout, id="page")

    def compose(self) -> ComposeResult:
        with Vertical(id="frame"):
            yield self._page
            yield Ribbon(id="keys")

    def on_mount(self) -> None:
        self.set_class(self._keep_top > 0, "-keeps-top")
        self._fit()
        self.watch(self._page, "show_vertical_scrollbar", self._show_keys)

    def on_resize(self, event: events.Resize) -> None:
        self._fit()

    def keep_top(self, rows: int) -> None:
        """So many rows of the screen below stay in sight from now on: its clock has grown, or shrunk."""
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
        self.query_one("#frame").styles.margin = (keep, 0, 0, 0) if bare else (keep, 2, 0, 2)
        self._page.styles.max_height = max(1, height - keep - (1 if bare else 5))

    def _show_keys(self, more: bool) -> None:
        """How to scroll is said only where there is more."""
        self.query_one("#keys", Ribbon).show(keys_of([action for action in OVERLAY if more or action.id != "down"]))

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
