"""The one widget of the workout screen: a rectangle of inked lines that repaints only what changed.

`paint(lines)` compares with what stands there and asks for the changed rows alone, each up to its last changed column.
Textual re-sends a row from its widget's left edge, so what changes every second is a widget of its own. No state but
the lines, no clock, no keys, no markup, nothing to select or to click.
"""

from collections.abc import Mapping

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from coach.tui.widgets.lines import Ink, Line, Lines, cells, in_ascii

Inks = Mapping[Ink, Style]

PAPER = Style.null()
"""Of blanks. Textual's filters want a style on every segment: where NO_COLOR is set, one without ends the app."""


def inks(shades: Mapping[str, str]) -> dict[Ink, Style]:
    """The styles of all inks for the shades of a theme (`themes.shades`).

    A ground of colour is the letters' colour reversed, so that it is still seen where colours are not sent.
    """
    made: dict[Ink, Style] = {
        "text": Style(color=shades["text"]),
        "bold": Style(color=shades["text"], bold=True),
        "dim": Style(color=shades["dim"]),
        "track": Style(color=shades["track"]),
    }
    roles: tuple[tuple[Ink, Ink, str], ...] = (
        ("ready", "on-ready", "ready"),
        ("work", "on-work", "work"),
        ("rest", "on-rest", "rest"),
        ("still", "on-still", "still"),
        ("done", "on-done", "work"),
    )
    for ink, ground, shade in roles:
        made[ink] = Style(color=shades[shade])
        made[ground] = Style(color=shades[shade], bgcolor=shades["on"], reverse=True, bold=True)
    return made


def _last_change(old: Line, new: Line) -> int:
    """One past the last column in which the lines differ."""
    before = [(char, ink) for text, ink in old for char in text]
    after = [(char, ink) for text, ink in new for char in text]
    if len(before) != len(after):
        return max(cells(old), cells(new))
    last = len(after)
    while last and before[last - 1] == after[last - 1]:
        last -= 1
    return max(cell_len("".join(char for char, _ in side[:last])) for side in (before, after))


class Painted(Widget, can_focus=False):
    """Inked lines in a rectangle that its parent gives it."""

    ALLOW_SELECT = False

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: Lines = ()
        self._inks: Inks = {}
        self._ascii_only = False

    @property
    def lines(self) -> Lines:
        """What stands there now."""
        return self._lines

    def dip(self, inks: Inks, ascii_only: bool) -> None:
        """Take these inks, and only ASCII where that is said."""
        self._inks, self._ascii_only = inks, ascii_only
        self.refresh()

    def paint(self, lines: Lines) -> None:
        """Show these lines; only rows that differ are sent anew."""
        old, self._lines = self._lines, lines
        if old == lines:
            return
        if not self.size:
            self.refresh()  # hidden: what Textual keeps of its rows must not come back with it
            return
        for y in range(max(len(old), len(lines))):
            before = old[y] if y < len(old) else ()
            after = lines[y] if y < len(lines) else ()
            if before != after and (width := min(self.size.width, _last_change(before, after))):
                self.refresh(Region(0, y, width, 1))

    def render_line(self, y: int) -> Strip:
        line = self._lines[y] if y < len(self._lines) else ()
        segments = [
            Segment(in_ascii(text) if self._ascii_only else text, self._inks.get(ink, PAPER)) for text, ink in line
        ]
        return Strip(segments).adjust_cell_length(self.size.width, PAPER)
