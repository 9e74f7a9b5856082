"""A rectangle of inked lines that repaints only what changed: the workout's panel, and every row of keys.

`paint(lines)` compares with what stands there and asks for the changed rows alone, each up to its last changed column
(Textual re-sends a row from its widget's left edge). No state but the lines, no clock, no markup, nothing to select. Of
keys it knows where they stand: a widget that has a row of them may press the one that is clicked.
"""

from collections.abc import Mapping, Sequence
from itertools import zip_longest

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.geometry import Region
from textual.strip import Strip

from coach.text import cells, clusters
from coach.tui.actions import key_of
from coach.tui.drawing.lines import Ink, InkedLine, InkedLines, in_ascii, line_cells
from coach.tui.drawing.texts import sign_at
from coach.tui.terminal.charset import speaks_ascii
from coach.tui.widgets.themed import Themed

Inks = Mapping[Ink, Style]

REPAINT_ALL_ABOVE = 2 / 3
"""Above this share of changed rows, sending all rows costs less than finding what changed in each."""


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


def changed_up_to(old: InkedLine, new: InkedLine) -> int:
    """One past the last column in which the lines differ; 0 where they do not."""
    width = line_cells(old)
    if width != line_cells(new):
        return max(width, line_cells(new))
    before, after = list(old), list(new)
    while before and after and before[-1] == after[-1]:
        width -= cells(before.pop()[0])
        after.pop()
    if before and after and before[-1][1] == after[-1][1]:
        for one, other in zip(clusters(before[-1][0])[::-1], clusters(after[-1][0])[::-1], strict=False):
            if one != other:
                break
            width -= cells(one)
    return width


class Painted(Themed, can_focus=False):
    """Inked lines in a rectangle that its parent gives it.

    Args:
        ascii_only: in ASCII even where the app may send more.
        id: the widget's id.
    """

    ALLOW_SELECT = False

    def __init__(self, ascii_only: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: InkedLines = ()
        self._strips: dict[int, Strip] = {}
        self._inks: Inks = {}
        self._ascii_only = ascii_only
        self._ground = Color(0, 0, 0, 0)
        self._on_ground: Inks = {}
        self._room = 0
        self._filters: Sequence[LineFilter] = ()

    @property
    def lines(self) -> InkedLines:
        """What stands there now."""
        return self._lines

    def on_mount(self) -> None:
        self._ascii_only = self._ascii_only or speaks_ascii(self.app)

    def take_shades(self, shades: dict[str, str]) -> None:
        self._inks, self._room = inks(shades), 0
        self.refresh()

    def paint(self, lines: InkedLines) -> None:
        """Show these lines; only rows that differ are sent anew."""
        old, self._lines = self._lines, lines
        if old == lines:
            return
        rows = zip_longest(old, lines, fillvalue=())
        changed = [(y, before, after) for y, (before, after) in enumerate(rows) if before != after]
        for y, _, _ in changed:
            self._strips.pop(y, None)
        if len(changed) > REPAINT_ALL_ABOVE * self.size.height:
            self.refresh()
            return
        regions = (Region(0, y, min(self.size.width, changed_up_to(old, new)), 1) for y, old, new in changed)
        if seen := [region for region in regions if region.width]:
            self.refresh(*seen)

    def press_at(self, x: int, y: int) -> None:
        """Press the key that stands there, in a row of keys, as if it was typed."""
        if y < len(self._lines) and (key := key_of(sign_at(self._lines[y], x))):
            self.app.simulate_key(key)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows, on the ground, through the app's filters (NO_COLOR).

        Textual's own way looks up borders, padding and titles of every row, which costs three times as much as the
        rows themselves; what has none of these need not pay for them.
        """
        ground, width = self.background_colors[1], self.size.width
        if (ground, width) != (self._ground, self._room):
            under = Style(bgcolor=ground.rich_color)
            self._on_ground = {ink: under + style for ink, style in self._inks.items()}
            self._ground, self._room = ground, width
            self._strips.clear()
        self._filters = self.get_line_filters()
        return [self.render_line(y).crop(crop.x, crop.right) for y in crop.line_range]

    def render_line(self, y: int) -> Strip:
        strip = self._strips.get(y)
        if strip is None:
            strip = self._strips[y] = self._drawn_row(y)
        return strip

    def _drawn_row(self, y: int) -> Strip:
        line = self._lines[y] if y < len(self._lines) else ()
        ink_of, paper = self._on_ground, self._on_ground["text"]
        if self._ascii_only:
            line = tuple((in_ascii(text), ink) for text, ink in line)
        segments = [Segment(text, ink_of[ink]) for text, ink in line]
        width = line_cells(line)
        if width > self._room:
            strip = Strip(segments, width).adjust_cell_length(self._room, paper)
        else:  # a strip that is given its width does not measure it
            if width < self._room:
                segments.append(Segment(" " * (self._room - width), paper))
            strip = Strip(segments, self._room)
        for each in self._filters:
            strip = strip.apply_filter(each, self._ground)
        return strip
