"""A page of text: lines of a given width, made of runs of text that have a role each.

What may live here: lines, and how texts are laid out in them. What may not: colours, terminals, and what a page is
about. `coach show` prints pages as they are; the screens give each role its colour.
"""

from collections.abc import Hashable, Iterable
from typing import Literal

from msgspec import Struct

from coach.text import cells, pad, shorten, wrap

TextRole = Literal[
    "title", "time", "text", "block", "name", "dose", "detail", "label", "note", "key", "warning", "space"
]  # fmt: skip

MIN_WIDTH = 16
"""The narrowest page, in cells; a narrower one is laid out for this width."""
COLUMN_GAP = 2


class TextRun(Struct, frozen=True):
    text: str
    role: TextRole = "text"


class TextLine(Struct, frozen=True):
    runs: tuple[TextRun, ...] = ()
    at: Hashable | None = None
    """What the line is about, if a cursor can stand on it."""

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs).rstrip()


def plain_lines(lines: Iterable[TextLine]) -> list[str]:
    """The lines as they are printed without styles."""
    return [line.text for line in lines]


def paragraph(words: str, width: int, role: TextRole = "text", indent: str = "") -> list[TextLine]:
    """The words in as many lines as they need."""
    return [TextLine((TextRun(indent + part, role),)) for part in wrap(words, max(4, width - cells(indent)))]


def justified(left: TextRun, right: TextRun, width: int, at: Hashable | None = None) -> TextLine:
    """Two runs at the two edges: the left one is shortened, the right one left out where there is no room for both."""
    if cells(right.text) + COLUMN_GAP + 4 > width:
        return TextLine((TextRun(shorten(left.text, width), left.role),), at)
    name = shorten(left.text, width - cells(right.text) - COLUMN_GAP)
    space = width - cells(name) - cells(right.text)
    return TextLine((TextRun(name, left.role), TextRun(" " * space, "space"), right), at)


def labelled(label: str, words: str, width: int, role: TextRole = "text", column: int = 11) -> list[TextLine]:
    """`equipment  barbell, bench`. What does not fit beside the label goes below, in the same column.

    Args:
        label: stands before the first line.
        words: stand beside it.
        width: cells of a line.
        role: of the words.
        column: cells of the label with the gap behind it.
    """
    first = pad(label, column)
    out: list[TextLine] = []
    for number, part in enumerate(wrap(words, max(4, width - cells(first)))):
        margin = TextRun(" " * cells(first), "space") if number else TextRun(first, "label")
        out.append(TextLine((margin, TextRun(part, role))))
    return out
