"""Lines of inked text: what every drawing of a widget returns, and the few helpers for making them fit.

A line is spans of text, each with the name of its ink (`INKS`); colours come later, from the theme. Pure, so that every
drawing can be tested as text. Nothing is parsed as markup anywhere.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal
from unicodedata import normalize

from rich.cells import cell_len, set_cell_size
from textual.geometry import Region

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
    return "".join(char if char.isascii() else _bare(char) for char in text.translate(_ASCII))


def _bare(char: str) -> str:
    """`e` for `é`; a question mark a column for what has no letter."""
    letter = normalize("NFD", char)[:1]
    return letter if letter.isascii() and letter.isalpha() else "?" * cell_len(char)


@lru_cache(maxsize=2048)
def line_cells(line: InkedLine) -> int:
    """Columns the line takes."""
    return sum(cell_len(text) for text, _ in line)


def without_ink(lines: InkedLines) -> str:
    """The lines as text without ink, for tests."""
    return "\n".join("".join(text for text, _ in line) for line in lines)


def cut(text: str, width: int) -> str:
    """The text, its end cut to the width with an ellipsis."""
    if cell_len(text) <= width:
        return text
    kept, used = "", 0
    for char in text:
        used += cell_len(char)
        if used > width - 1:
            break
        kept += char
    return f"{kept.rstrip()}…" if width > 0 else ""


def pad(text: str, width: int) -> str:
    """The text with blanks behind it up to the width."""
    return text + " " * (width - cell_len(text))


def shorten(text: str, width: int) -> str:
    """The text, shortened in its middle to the width: the beginning and the end of a name tell it best."""
    if cell_len(text) <= width:
        return text
    if width < 8:
        return cut(text, width)
    tail = (width - 1) // 3
    head = width - 1 - tail
    start, end = cut(text, head + 1).removesuffix("…"), text
    while cell_len(end) > tail:
        end = end[1:]
    return f"{start.rstrip()}…{end.lstrip()}"


def wrap(text: str, width: int) -> list[str]:
    """The words of a text in lines no wider than the width; a longer word is cut."""
    lines: list[str] = []
    for word in text.split():
        if lines and cell_len(lines[-1]) + 1 + cell_len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(cut(word, width))
    return lines


def trim(line: InkedLine, width: int) -> InkedLine:
    """The line, its end cut to the width."""
    spans: list[InkedSpan] = []
    room = width
    for text, ink in line:
        if room <= 0:
            break
        size = cell_len(text)
        spans.append((text, ink) if size <= room else (cut(text, room), ink))
        room -= size
    return tuple(spans)


def composed(placed: Iterable[tuple[Region, InkedLines]], rows: int) -> InkedLines:
    """Drawings in their regions as the rows of one picture; what is larger than its region is cropped."""
    spans: list[list[tuple[int, InkedLine]]] = [[] for _ in range(rows)]
    for region, lines in placed:
        for y, line in zip(range(region.y, min(region.bottom, rows)), lines, strict=False):
            spans[y].append((region.x, crop(line, region.width)))
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


def crop(line: InkedLine, width: int) -> InkedLine:
    """The line without what is beyond the width."""
    if line_cells(line) <= width:
        return line
    spans: list[InkedSpan] = []
    for text, ink in line:
        room = width - line_cells(tuple(spans))
        spans.append((set_cell_size(text, room) if cell_len(text) > room else text, ink))
    return tuple(span for span in spans if span[0])


def apart(left: InkedLine, right: InkedLine, width: int, gap: int = 2) -> InkedLine:
    """`left` at the left edge, `right` at the right one; what finds no room at the right is left out."""
    right_cells = line_cells(right)
    if not right_cells or line_cells(left) + gap + right_cells > width:
        return trim(left, width)
    return (*left, (" " * (width - line_cells(left) - right_cells), "text"), *right)
