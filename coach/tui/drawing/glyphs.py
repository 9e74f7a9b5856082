"""Block letters and digits of any size, as rows of text.

One font of pixels five high, every digit three wide so that a clock never shifts. A scale of n makes each pixel n
columns wide and n half rows high, which is square on a terminal's cells: heights are 3, 5, 8, 10, 13, 15, ... rows.
From scale 4 on the free corners are rounded. Pure: text and numbers in, rows out; no widget, no colour, no terminal.
"""

from functools import lru_cache
from unicodedata import normalize

from coach.text import crop

Rows = tuple[str, ...]
"""Rows of one width each, top first."""

PIXELS = 5
"""Height of every glyph in pixels."""

_BLANK_WORD = 2
"""Pixels of a space, besides the pixel between any two glyphs."""

_FONT: dict[str, str] = {
    "0": "### #.# #.# #.# ###",
    "1": ".#. ##. .#. .#. ###",
    "2": "### ..# ### #.. ###",
    "3": "### ..# ### ..# ###",
    "4": "#.# #.# ### ..# ..#",
    "5": "### #.. ### ..# ###",
    "6": "### #.. ### #.# ###",
    "7": "### ..# ..# ..# ..#",
    "8": "### #.# ### #.# ###",
    "9": "### #.# ### ..# ###",
    ":": ". # . # .",
    "–": "... ... ### ... ...",
    "-": ".. .. ## .. ..",
    "+": "... .#. ### .#. ...",
    "−": "... ... ### ... ...",
    ".": ". . . . #",
    ",": ". . . # #",
    "/": "..# ..# .#. #.. #..",
    "×": "... #.# .#. #.# ...",
    "%": "#.# ..# .#. #.. #.#",
    "'": "# # . . .",
    "’": "# # . . .",
    "!": "# # # . #",
    "?": "### ..# .#. ... .#.",
    "(": ".# #. #. #. .#",
    ")": "#. .# .# .# #.",
    ";": ". # . # #",
    "A": "### #.# ### #.# #.#",
    "B": "##. #.# ##. #.# ##.",
    "C": "### #.. #.. #.. ###",
    "D": "##. #.# #.# #.# ##.",
    "E": "### #.. ##. #.. ###",
    "F": "### #.. ##. #.. #..",
    "G": "#### #... #.## #..# ####",
    "H": "#.# #.# ### #.# #.#",
    "I": "# # # # #",
    "J": "..# ..# ..# #.# ###",
    "K": "#.# #.# ##. #.# #.#",
    "L": "#.. #.. #.. #.. ###",
    "M": "#...# ##.## #.#.# #...# #...#",
    "N": "#..# ##.# #.## #..# #..#",
    "O": "### #.# #.# #.# ###",
    "P": "### #.# ### #.. #..",
    "Q": "#### #..# #..# #.## ####",
    "R": "##. #.# ##. #.# #.#",
    "S": "### #.. ### ..# ###",
    "T": "### .#. .#. .#. .#.",
    "U": "#.# #.# #.# #.# ###",
    "V": "#.# #.# #.# #.# .#.",
    "W": "#...# #...# #.#.# #.#.# .#.#.",
    "X": "#.# #.# .#. #.# #.#",
    "Y": "#.# #.# .#. .#. .#.",
    "Z": "### ..# .#. #.. ###",
}

_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


@lru_cache(maxsize=512)
def letters(text: str) -> str:
    """The text as the font knows it: capitals, without accents."""
    return "".join(c for c in normalize("NFD", text.upper()) if not 0x300 <= ord(c) < 0x370)


@lru_cache(maxsize=512)
def drawable(text: str) -> bool:
    """Whether the font has every character of the text (and the text is not empty)."""
    known = letters(text)
    return bool(known.strip()) and all(c in _FONT or c == " " for c in known)


def height(scale: int) -> int:
    """Rows of a text at this scale."""
    return (PIXELS * scale + 1) // 2


def scale_for(rows: int) -> int:
    """The largest scale that fits into this number of rows; 0 below three."""
    return 2 * rows // PIXELS if rows >= 3 else 0


def _pixels_wide(char: str) -> int:
    return _BLANK_WORD if char == " " else _FONT[char].index(" ")


@lru_cache(maxsize=512)
def width(text: str, scale: int) -> int:
    """Columns of a drawable text at this scale."""
    known = letters(text)
    return scale * (sum(_pixels_wide(c) for c in known) + len(known) - 1)


@lru_cache(maxsize=512)
def glyph(char: str, scale: int, ascii_only: bool = False) -> Rows:
    """One glyph at this scale. In ASCII there are only whole rows, so `scale` must be even.

    Raises:
        KeyError: the font has no such character.
    """
    if char == " ":
        return (" " * (_BLANK_WORD * scale),) * height(scale)
    bitmap = tuple(tuple(p == "#" for p in row) for row in _FONT[char].split())
    dots = _enlarge(bitmap, scale)
    if ascii_only:
        return tuple("".join("#" if dot else " " for dot in row) for row in dots[::2])
    return _in_half_rows(dots)


def draw(text: str, scale: int, ascii_only: bool = False) -> Rows:
    """A drawable text at this scale."""
    drawn = [glyph(c, scale, ascii_only) for c in letters(text)]
    gap = " " * scale
    return tuple(gap.join(g[y] for g in drawn) for y in range(height(scale)))


def largest_scale(text: str, max_width: int, max_height: int, ascii_only: bool = False) -> int:
    """The largest scale at which the text fits; 0 where none does or a character is not in the font."""
    if not drawable(text):
        return 0
    scale = scale_for(max_height)
    while scale and width(text, scale) > max_width:
        scale -= 1
    return scale - scale % 2 if ascii_only else scale


def big_text(text: str, max_width: int, max_height: int, ascii_only: bool = False) -> Rows:
    """The text as large as fits: in block letters, or in one plain row, cut to the width."""
    scale = largest_scale(text, max_width, max_height, ascii_only)
    return draw(text, scale, ascii_only) if scale else (crop(text, max_width),)


def wrapped_at(text: str, scale: int, max_width: int, max_lines: int) -> tuple[str, ...]:
    """The words of a drawable text in lines that fit at this scale; empty where they do not."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, scale) <= max_width:
            lines[-1] = longer
        elif width(word, scale) <= max_width:
            lines.append(word)
        else:
            return ()
    return tuple(lines) if len(lines) <= max_lines else ()


@lru_cache(maxsize=32)
def arrow(direction: str, rows: int, ascii_only: bool = False) -> Rows:
    """A block arrow to the `left` or `right`, about 1.6 columns wide for each row."""
    high = 2 * rows - 1 if rows % 2 else 2 * rows
    middle = (high - 1) / 2
    head, shaft = (high + 1) // 2, max(2, rows * 2 // 3)
    thick = max(1, high // 5)
    dots = []
    for y in range(high):
        off = abs(y - middle)
        lead = int(off)
        row = [x >= lead if x < head else off <= thick for x in range(head + shaft)]
        dots.append(tuple(reversed(row)) if direction == "right" else tuple(row))
    if ascii_only:
        return tuple("".join("#" if dot else " " for dot in row) for row in dots[::2])
    return _in_half_rows(tuple(dots))


def _in_half_rows(dots: tuple[tuple[bool, ...], ...]) -> Rows:
    if len(dots) % 2:
        dots = (*dots, (False,) * len(dots[0]))
    return tuple(
        "".join(_HALVES[pair] for pair in zip(a, b, strict=True)) for a, b in zip(dots[::2], dots[1::2], strict=True)
    )


def _enlarge(bitmap: tuple[tuple[bool, ...], ...], scale: int) -> tuple[tuple[bool, ...], ...]:
    """Each pixel as scale × scale dots, with free corners rounded."""
    wide = len(bitmap[0])

    def at(row: int, column: int) -> bool:
        return 0 <= row < PIXELS and 0 <= column < wide and bitmap[row][column]

    radius = scale // 4

    def dot(y: int, x: int) -> bool:
        row, column = y // scale, x // scale
        if not at(row, column):
            return False
        up, left = y % scale, x % scale
        down, right = scale - 1 - up, scale - 1 - left
        vertical, v_step = (up, -1) if up < down else (down, 1)
        horizontal, h_step = (left, -1) if left < right else (right, 1)
        if vertical + horizontal >= radius:
            return True
        return at(row + v_step, column) or at(row, column + h_step) or at(row + v_step, column + h_step)

    return tuple(tuple(dot(y, x) for x in range(wide * scale)) for y in range(PIXELS * scale))
