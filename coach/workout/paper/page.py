"""A page of text in lines of a given width: pieces that say which role they play, never how they look.

What may live here: lines and the few ways in which texts share one. What may not: colours, terminals, and what a page
is about. `coach show` prints pages as they are; the screens give each role its shade. Pure; no time axis.
"""

from collections.abc import Hashable, Iterable
from typing import Literal

from msgspec import Struct

from coach.text import cells, pad, shorten, wrap

Role = Literal[
    "title", "time", "text", "block", "name", "dose", "detail", "label", "note", "key", "warning", "space"
]  # fmt: skip

LEAST = 16
"""A page is never laid out for less, as no screen is."""
GAP = 2


class Piece(Struct, frozen=True):
    text: str
    role: Role = "text"


class Line(Struct, frozen=True):
    pieces: tuple[Piece, ...] = ()
    at: Hashable | None = None
    """What the line names, where a cursor can stand on it."""

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces).rstrip()


def plain(lines: Iterable[Line]) -> list[str]:
    """The lines without their roles, as they are printed."""
    return [line.text for line in lines]


def paragraph(words: str, width: int, role: Role = "text", indent: str = "") -> list[Line]:
    """Words in as many lines as they need."""
    return [Line((Piece(indent + part, role),)) for part in wrap(words, max(4, width - cells(indent)))]


def sides(left: Piece, right: Piece, width: int, at: Hashable | None = None) -> Line:
    """Two pieces at the two edges; the left one gives way, the right one goes where it would leave nothing of it."""
    if cells(right.text) + GAP + 4 > width:
        return Line((Piece(shorten(left.text, width), left.role),), at)
    name = shorten(left.text, width - cells(right.text) - GAP)
    space = width - cells(name) - cells(right.text)
    return Line((Piece(name, left.role), Piece(" " * space, "space"), right), at)


def labelled(label: str, words: str, width: int, role: Role = "text", column: int = 8) -> list[Line]:
    """`fetch   barbell, bench`; what does not fit stands below, in the same column.

    Args:
        label: before the first line.
        words: beside it.
        width: cells of a line.
        role: of the words.
        column: cells of the label with the gap behind it.
    """
    first = pad(label, column)
    out: list[Line] = []
    for number, part in enumerate(wrap(words, max(4, width - cells(first)))):
        margin = Piece(" " * cells(first), "space") if number else Piece(first, "label")
        out.append(Line((margin, Piece(part, role))))
    return out
