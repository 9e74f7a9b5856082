"""A page of lines that scrolls, with a mark that stands on the lines that name something.

The list of the library, a routine on paper and every overlay are this one widget: it is given a function from a width
to lines (`coach.workout.paper.page`), and asks it again when the width changes. Only the rows in sight are drawn. It
takes no keys itself, its screen moves it; a click puts the mark on a line, another one picks it. Nothing is parsed as
markup.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from coach.tui.drawing.lines import in_ascii
from coach.tui.terminal.charset import speaks_ascii
from coach.tui.widgets.themed import Themed
from coach.workout.paper.page import TextLine, TextRole, TextRun

PageLayout = Callable[[int], Sequence[TextLine]]
"""From a width in cells to lines that keep to it."""

MARK = "▸"
"""At the left of the line where the cursor stands; such a line begins with two free cells."""


BAR = 1
"""Cells at the right that are kept free for the scroll bar, so that lines stay as they are when it comes."""


def _blank(width: int) -> Sequence[TextLine]:
    return ()


def role_styles(shades: dict[str, str]) -> dict[TextRole, Style]:
    """The style of every role for the shades of a theme."""
    text, dim = Style(color=shades["text"]), Style(color=shades["dim"])
    return {
        "title": Style(color=shades["text"], bold=True),
        "time": Style(color=shades["rest"]),
        "text": text,
        "block": Style(color=shades["rest"], bold=True),
        "name": text,
        "dose": Style(color=shades["work"]),
        "detail": dim,
        "label": dim,
        "note": Style(color=shades["ready"]),
        "key": Style(color=shades["text"], bold=True),
        "warning": Style(color=shades["ready"], bold=True),
        "space": Style(),
    }


class PageView(ScrollView, Themed, can_focus=False):  # Textual takes the CSS of the first one
    """Lines in a rectangle, scrolled.

    Args:
        layout: the lines for a width.
        cursor: whether one line that names something is marked.
        at: what the line names that is marked first; None: the first one that names something.
        id: the widget's id.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    PageView {
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        scrollbar-color: $foreground 25%;
        scrollbar-color-hover: $primary;
        scrollbar-color-active: $primary;
        scrollbar-background: $background;
        scrollbar-background-hover: $background;
        scrollbar-background-active: $background;
    }
    """

    @dataclass
    class Moved(Message):
        """The mark has moved."""

        view: "PageView"
        at: Hashable | None

        @property
        def control(self) -> "PageView":
            return self.view

    @dataclass
    class Picked(Message):
        """The line at the mark was clicked."""

        view: "PageView"
        at: Hashable

        @property
        def control(self) -> "PageView":
            return self.view

    def __init__(
        self, layout: PageLayout = _blank, *, cursor: bool = False, at: Hashable | None = None, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self._layout_of = layout
        self._lines: Sequence[TextLine] = ()
        self._laid_out: tuple[PageLayout, int] | None = None
        self._has_cursor = cursor
        self._at = at
        self._styles: dict[TextRole, Style] = {}
        self._under = Style()
        self._ascii_only = False

    @property
    def lines(self) -> Sequence[TextLine]:
        """What stands there now, from the first line on, in sight or not."""
        return self._lines

    @property
    def at(self) -> Hashable | None:
        """What the marked line names; None where there is none."""
        return self._at

    def on_mount(self) -> None:
        self._ascii_only = speaks_ascii(self.app)

    def take_shades(self, shades: dict[str, str]) -> None:
        self._styles = role_styles(shades)
        self._under = Style(bgcolor=self.app.theme_variables["panel"], bold=True)
        self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        self._lay_out()

    def show(self, layout: PageLayout, *, top: bool = False) -> None:
        """Show other lines. The mark stays on what it is on, where that is still there.

        Args:
            layout: the lines for a width.
            top: from the first line on, else from where it is scrolled to.
        """
        self._layout_of = layout
        self._lay_out()
        if top:
            self.scroll_to(y=0, animate=False, immediate=True)

    def _lay_out(self) -> None:
        width = self.size.width - BAR
        if width <= 0:
            return
        key = (self._layout_of, width)
        if key != self._laid_out:
            self._laid_out = key
            self._lines = self._layout_of(width)
        self.virtual_size = Size(width, len(self._lines))
        self._settle()
        self.refresh()

    def _settle(self) -> None:
        """Moves the mark onto a line that exists."""
        if not self._has_cursor:
            return
        stops = self._stops()
        if not any(self._lines[stop].at == self._at for stop in stops):
            self._set_at(self._lines[stops[0]].at if stops else None)
        elif self._row() != stops[0]:  # the lines above the first stop must stay in sight
            self._bring_into_sight(self._row())

    def _stops(self) -> list[int]:
        return [row for row, line in enumerate(self._lines) if line.at is not None]

    def _row(self) -> int:
        return next(row for row, line in enumerate(self._lines) if line.at is not None and line.at == self._at)

    def _set_at(self, at: Hashable | None) -> None:
        if at != self._at:
            rows = [row for row, line in enumerate(self._lines) if line.at is not None and line.at in (self._at, at)]
            self._at = at
            for row in rows:
                self.refresh_line(row)
            self.post_message(self.Moved(self, at))

    def go(self, at: Hashable) -> None:
        """Moves the mark onto the line that names this, if there is one."""
        if any(line.at == at for line in self._lines):
            self._set_at(at)
            self._bring_into_sight(self._row())

    def move(self, by: int) -> None:
        """Moves the mark down (up where negative) by lines that name something; without a mark, scrolls by lines."""
        stops = self._stops()
        if not self._has_cursor or not stops:
            self.scroll_to(y=self.scroll_y + by, animate=False, immediate=True)
            return
        ahead = self._row() - self.scroll_y
        if (by > 0 and ahead >= self.size.height) or (by < 0 and ahead < 0):  # first back to where it stands
            self._bring_into_sight(self._row())
            return
        here = stops.index(self._row())
        row = stops[max(0, min(here + by, len(stops) - 1))]
        if row == stops[here] and by:  # at the end: whatever stands before the first and behind the last
            self.scroll_to(y=self.scroll_y + by, animate=False, immediate=True)
            return
        self._set_at(self._lines[row].at)
        self._bring_into_sight(row)

    def page(self, by: int) -> None:
        """A screen down (by 1) or up (by -1). The mark goes to the line nearest there that names something, and on by
        one at least; beyond the last such line the page scrolls."""
        stops = self._stops()
        step = max(1, self.size.height - 2)
        if not self._has_cursor or not stops:
            self.move(by * step)
            return
        here = self._row()
        coming = [stop for stop in stops if (stop - here) * by > 0]
        if coming:
            row = min(coming, key=lambda stop: (abs(stop - here - by * step), stop))
            self.move(stops.index(row) - stops.index(here))
        else:
            self.scroll_to(y=self.scroll_y + by * step, animate=False, immediate=True)

    def to_end(self, last: bool) -> None:
        """Moves the mark to the last line that names something, or the first, and the page to that end."""
        stops = self._stops()
        if self._has_cursor and stops:
            self._set_at(self._lines[stops[-1 if last else 0]].at)
        self.scroll_to(y=len(self._lines) if last else 0, animate=False, immediate=True)

    def _bring_into_sight(self, row: int) -> None:
        """Scrolls to the line with what belongs to it: its heading above and its details below, as far as they fit."""
        stops = self._stops()
        here, height = stops.index(row), self.size.height
        first = 0 if here == 0 else stops[here - 1] + 1
        last = len(self._lines) - 1 if here == len(stops) - 1 else stops[here + 1] - 1
        top = max(0, min(max(first, row - 2), row))
        bottom = max(row, min(last, row + height - 1 - (row - top)))
        if row - self.scroll_y >= height or bottom - self.scroll_y >= height:
            self.scroll_to(y=min(bottom - height + 1, row), animate=False, immediate=True)
        elif top < self.scroll_y:
            self.scroll_to(y=0 if here == 0 and row < height else top, animate=False, immediate=True)

    def on_click(self, event: events.Click) -> None:
        row = event.y + round(self.scroll_y)
        if not self._has_cursor or not 0 <= row < len(self._lines) or (at := self._lines[row].at) is None:
            return
        if at == self._at:
            self.post_message(self.Picked(self, at))
        self._set_at(at)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return max(1, len(self._layout_of(width - BAR))) if width > BAR else 1

    def render_line(self, y: int) -> Strip:
        width, row = self.size.width - BAR, y + round(self.scroll_y)
        if row >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        line = self._lines[row]
        marked = self._has_cursor and line.at is not None and line.at == self._at
        runs = _with_mark(line.runs) if marked else line.runs
        segments = [self._segment(run, marked) for run in runs]
        return Strip(segments).adjust_cell_length(width, self.rich_style + self._under if marked else self.rich_style)

    def _segment(self, run: TextRun, marked: bool) -> Segment:
        text = in_ascii(run.text) if self._ascii_only else run.text
        style = self.rich_style + self._styles.get(run.role, Style())
        return Segment(text, style + self._under if marked else style)


def _with_mark(runs: tuple[TextRun, ...]) -> tuple[TextRun, ...]:
    """The runs of a line with the mark in its first cell, which is free."""
    first = runs[0]
    return (TextRun(MARK + first.text[1:], first.role), *runs[1:])
