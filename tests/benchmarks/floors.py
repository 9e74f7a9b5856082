"""The floors: the least that an app of this framework costs, to stand next to ours in the same run.

What may live here: apps that show one thing. What may not: anything of ours but the shapes of the digits, which the
floor of the bytes draws too.
"""

from time import monotonic
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.events import Key
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

FIRST, SECOND = "first of two texts", "another one"


class Bare(App[None]):
    """One Static, whose text any key changes to the other and back."""

    def compose(self) -> ComposeResult:
        self._text = FIRST
        yield Static(self._text)

    def on_key(self, event: Key) -> None:
        self._text = SECOND if self._text == FIRST else FIRST
        self.query_one(Static).update(self._text)


class Digit(Widget):
    """One digit in blocks, repainted whole when it changes."""

    def __init__(self, scale: int, columns: int) -> None:
        super().__init__()
        self._rows: tuple[str, ...] = ()
        self._scale = scale
        self.styles.width = columns

    def on_mount(self) -> None:
        from coach.tui.drawing import glyphs

        self.styles.height = glyphs.height(self._scale)

    def put(self, char: str) -> None:
        from coach.tui.drawing import glyphs

        rows = tuple(glyphs.glyph(char, self._scale))
        if rows != self._rows:
            self._rows = rows
            self.refresh()

    def render_line(self, y: int) -> Strip:
        from rich.segment import Segment
        from rich.style import Style

        style = Style(color="#1CB88A", bgcolor="#101314")
        return Strip([Segment(self._rows[y] if y < len(self._rows) else "", style)]).adjust_cell_length(
            self.size.width, style
        )


class Digits(App[None]):
    """Two digits that count down once a second, a widget each, and nothing else."""

    CSS: ClassVar[str] = "Screen { background: #101314; } Horizontal { height: 24; }"

    def __init__(self, scale: int, start: int) -> None:
        from coach.tui.drawing import glyphs

        super().__init__()
        wide = glyphs.width("0", scale)
        self._digits = [Digit(scale, wide + scale), Digit(scale, wide)]
        self._start = start

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield from self._digits

    def on_mount(self) -> None:
        self._ends = monotonic() + self._start
        self._put()

    def _put(self) -> None:
        left = self._ends - monotonic()
        for digit, char in zip(self._digits, f"{max(0, -int(-left // 1)):02}", strict=True):
            digit.put(char)
        self.set_timer(max(0.01, left % 1 or 1.0), self._put)


def bare() -> None:
    """Run the bare app."""
    Bare().run()


def digits(scale: int, start: int) -> None:
    """Run the floor of the bytes."""
    Digits(scale, start).run()
