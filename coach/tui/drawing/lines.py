"""Lines of inked text: what every drawing of a widget returns, and the few helpers for making them fit.

A line is spans of text, each with the name of its ink (`Ink`); colours come later, from the theme. Pure, so that every
drawing can be tested as text. Nothing is parsed as markup anywhere.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal
from unicodedata import normalize

from textual.geometry import Region

from coach.text import cells, clusters, crop, cut, pad

Ink = Literal[
    "text", "bold", "dim", "track", "ready", "work", "rest", "still", "done",
    "on-ready", "on-work", "on-rest", "on-still", "on-done",
]  # fmt: skip
"""`work` writes in the role's colour, `on-work` on a ground of it."""

InkedSpan = tuple[str, Ink]
InkedLine = tuple[InkedSpan, ...]
InkedLines = tuple[InkedLine, ...]

_ASCII = str.maketrans(
    {
        "·": "-", "–": "-", "—": "-", "−": "-", "×": "x", "…": "~", "▸": ">", "◂": "<", "▴": "^", "▾": "v", "★": "*",
        "’": "'", "‘": "'", "“": '"', "”": '"', "→": ">", "←": "<", "↑": "^", "↓": "v", "°": "d", "≤": "<", "≥": ">",
        "█": "#", "▌": "#", "▒": "+", "░": ".", "▄": "=", "▕": "|", "▏": "|", "─": "-", "│": "|", "▁": "_",
        "◎": "o", "◔": "o", "▶": ">", "▼": "v", "▲": "^", "◆": "*", "⇄": "=", "■": "#", "‖": "=", "✓": "*",
    }
)  # fmt: skip


def in_ascii(text: str) -> str:
    """The text in ASCII, as many columns wide, so that nothing moves; a letter without its accents."""
    if text.isascii():
        return text
    return "".join(part if part.isascii() else _bare(part) for part in clusters(text.translate(_ASCII)))


def _bare(cluster: str) -> str:
    """`e` for `é`; a question mark a column for what has no letter."""
    letter = normalize("NFD", cluster)[:1]
    return letter if letter.isascii() and letter.isalpha() else "?" * cells(cluster)


@lru_cache(maxsize=2048)
def line_cells(line: InkedLine) -> int:
    """Columns the line takes."""
    return sum(cells(text) for text, _ in line)


def without_ink(lines: InkedLines) -> str:
    """The lines as text without ink, for tests."""
    return "\n".join("".join(text for text, _ in line) for line in lines)


def trim(line: InkedLine, width: int) -> InkedLine:
    """The line, its end cut to the width."""
    spans: list[InkedSpan] = []
    room = width
    for text, ink in line:
        if room <= 0:
            break
        size = cells(text)
        if size > room:  # blanks that find no room are no loss
            text = cut(text.rstrip(), room)
        spans.append((text, ink))
        room -= size
    return tuple(spans)


def composed(placed: Iterable[tuple[Region, InkedLines]], rows: int) -> InkedLines:
    """Drawings in their regions as the rows of one picture; what is larger than its region is cropped."""
    spans: list[list[tuple[int, InkedLine]]] = [[] for _ in range(rows)]
    for region, lines in placed:
        for y, line in zip(range(region.y, min(region.bottom, rows)), lines, strict=False):
            spans[y].append((region.x, _cropped(line, region.width)))
    return tuple(_row(sorted(each, key=lambda span: span[0])) for each in spans)


def _row(spans: list[tuple[int, InkedLine]]) -> InkedLine:
    """Lines at their columns, in order.

    The blanks between have the ink of what follows, since every change of ink is sent.
    """
    if len(spans) == 1 and spans[0][0] == 0:
        return spans[0][1]
    row: list[InkedSpan] = []
    at = 0
    for x, line in spans:
        if not line:
            continue
        blanks = " " * (x - at)
        (text, ink), *others = line
        if ink.startswith("on-"):
            row += [(blanks, "text")] if blanks else []
            row.append((text, ink))
        elif row and row[-1][1] == ink:
            row[-1] = (f"{row[-1][0]}{blanks}{text}", ink)
        else:
            row.append((f"{blanks}{text}", ink))
        row += others
        at = x + line_cells(line)
    return tuple(row)


def _cropped(line: InkedLine, width: int) -> InkedLine:
    """The line without what is beyond the width."""
    if line_cells(line) <= width:
        return line
    spans: list[InkedSpan] = []
    for text, ink in line:
        size = cells(text)
        if size >= width:
            return (*spans, (pad(crop(text, width), width), ink)) if width else tuple(spans)
        spans.append((text, ink))
        width -= size
    return tuple(spans)


def apart(left: InkedLine, right: InkedLine, width: int, gap: int = 2) -> InkedLine:
    """`left` at the left edge, `right` at the right one; what finds no room at the right is left out."""
    right_cells = line_cells(right)
    if not right_cells or line_cells(left) + gap + right_cells > width:
        return trim(left, width)
    return (*left, (" " * (width - line_cells(left) - right_cells), "text"), *right)
