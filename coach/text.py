"""How wide a text is on a terminal, and how it is made to fit.

What may live here: the one measure of screens, paper, tables and messages, and what shortens, wraps and pads a text by
it. What may not: words of our own, colours, Textual or Rich. Every width is in cells. A text here has no control
characters: `routine.problems.printable` takes them out. Pure; no time axis.

**The measure.** A text is measured and cut by grapheme clusters, which a reader takes for one character:

- A mark on a letter, a vowel sign (Devanagari `दौ`) or a skin tone adds nothing.
- A zero-width joiner and what it joins add nothing: 👩‍🚒 is as wide as 👩.
- U+FE0F makes a narrow symbol an emoji of two cells: ❤ is one, ❤️ is two.
- A regional indicator is one cell, so that a flag (two of them) is two.
- Any other character is as wide as `wcwidth` says.

Textual lays out what it draws by the same rules (`rich.cells`); a test compares the two. Were they to differ, rows
would be wrong on every terminal. Terminals do not all agree: some give a spacing vowel sign a cell of its own, and old
ones draw the parts of a joined emoji side by side. No measure suits them all. This one is right where emoji are drawn
as one picture (Kitty, WezTerm, Ghostty, iTerm2, Windows Terminal), and for all other text nearly everywhere.
"""

from collections.abc import Sequence
from functools import lru_cache

_RANGES = (
    (0x20, 0x7E),
    (0xA0, 0xAC),
    (0xAE, 0x2FF),  # Latin
    (0x370, 0x482),  # Greek, Cyrillic
    (0x2010, 0x2027),  # dashes, quotation marks, the ellipsis
    (0x2030, 0x205E),
    (0x2190, 0x22FF),  # arrows, mathematics
    (0x2500, 0x25FC),  # boxes, blocks, triangles
    (0x2605, 0x2605),
    (0x2713, 0x2714),
    (0x2800, 0x28FF),  # Braille
)
_NARROW = frozenset(chr(code) for first, last in _RANGES for code in range(first, last + 1))
"""Characters of one cell that join nothing: the usual ones, and the marks that the program draws with.

A text of these alone needs no `wcwidth`, whose import takes 20 ms.
"""

_JOINER, _EMOJI = "\u200d", "\ufe0f"
_TONES = frozenset(map(chr, range(0x1F3FB, 0x1F400)))
_REGIONS = frozenset(map(chr, range(0x1F1E6, 0x1F200)))


def cells(text: str) -> int:
    """The cells that a text takes."""
    return len(text) if text.isascii() else _measured(text)


@lru_cache(maxsize=4096)
def _measured(text: str) -> int:
    if _NARROW.issuperset(text):
        return len(text)
    from wcwidth import wcswidth

    total, base, joined = 0, "", False
    for character in text:
        if joined:
            joined = False
        elif character == _JOINER:
            joined = total > 0  # to nothing it joins nothing
        elif character == _EMOJI:
            total += bool(base) and wcswidth(base + _EMOJI) > wcswidth(base)
            base = ""
        elif width := _character(character):
            total, base = total + width, character
    return total


@lru_cache(maxsize=1024)
def _character(character: str) -> int:
    """The cells of one character by itself."""
    from wcwidth import wcwidth

    if character in _TONES:
        return 0
    return 1 if character in _REGIONS else max(0, wcwidth(character))


def clusters(text: str) -> Sequence[str]:
    """The text in pieces that must not be parted. Their widths add up to that of the text."""
    return text if text.isascii() or _NARROW.issuperset(text) else _parted(text)


def _parted(text: str) -> list[str]:
    from wcwidth import iter_graphemes

    parts: list[str] = []
    for cluster in iter_graphemes(text):
        if parts and (parts[-1].endswith(_JOINER) or not cells(cluster)):
            parts[-1] += cluster
        else:
            parts.append(cluster)
    return parts


def pad(text: str, width: int) -> str:
    """The text with blanks behind it, up to the width."""
    text = text.rstrip(_JOINER)  # at the end it would join the blank
    return text + " " * (width - cells(text))


def crop(text: str, width: int) -> str:
    """The beginning of the text, as much as fits into the width."""
    return text if cells(text) <= width else "".join(_fitting(clusters(text), width))


def _fitting(parts: Sequence[str], width: int) -> Sequence[str]:
    """The first of these clusters, as many as fit."""
    for number, part in enumerate(parts):
        width -= cells(part)
        if width < 0:
            return parts[:number]
    return parts


def cut(text: str, width: int) -> str:
    """The text, its end cut to the width with an ellipsis: of a sentence, the beginning says most."""
    if cells(text) <= width:
        return text
    return f"{crop(text, width - 1).rstrip()}…" if width > 0 else ""


def shorten(text: str, width: int, share: int = 2) -> str:
    """The text, shortened in its middle to the width: both ends of a name tell it from its neighbours.

    The end gets one cell in `share`.
    """
    if cells(text) <= width:
        return text
    if width < 2:
        return cut(text, width)
    backwards = _fitting(clusters(text)[::-1], (width - 1) // share)
    end = "".join(backwards[::-1]).lstrip()
    return f"{crop(text, width - 1 - cells(end)).rstrip()}…{end}"


def wrap(text: str, width: int) -> list[str]:
    """The words of a text in lines no wider than the width; a word that is too long for a line is broken."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        while cells(word) > width > 0:
            room = width - cells(line) - 1 if line else width
            part = crop(word, room) or ("" if line else clusters(word)[0])
            lines.append(f"{line} {part}".strip())
            line, word = "", word[len(part) :]
        if line and cells(line) + 1 + cells(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line and word else line or word
    return [*lines, line] if line else lines
