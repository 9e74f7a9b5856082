"""How wide a text is on a terminal, and how it is made to fit.

What may live here: the measure that screens, paper, tables and messages share, and functions that shorten, wrap and pad
a text by it. What may not: words of our own, colours, Textual or Rich. Every width is in cells. Texts must have no
control characters (`routine.problems.printable` replaces them). Pure; no time axis.

**The measure.** A text is measured and cut by grapheme clusters, which a reader takes for one character:

- A mark on a letter, a vowel sign (Devanagari `दौ`) or a skin tone adds nothing.
- A zero-width joiner and what it joins add nothing: 👩‍🚒 is as wide as 👩.
- U+FE0F makes a narrow symbol an emoji of two cells: ❤ is one, ❤️ is two.
- A regional indicator is one cell, so that a flag (two of them) is two.
- Any other character is as wide as `wcwidth` says.

Textual lays out what it draws by the same rules (`rich.cells`); a test compares the two. If they differed, rows would
be wrong on every terminal. Terminals themselves do not agree: some give a spacing vowel sign a cell of its own, and
older ones draw the parts of a joined emoji side by side. No measure suits all of them. This one suits a terminal that
draws a joined emoji as one picture, and a vowel sign in the cell of its letter.
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
"""Characters of one cell that never join another: the common ones, and the marks that the program draws with.

A text of these alone is measured without `wcwidth`, whose import takes 20 ms.
"""

_JOINER, _EMOJI = "\u200d", "\ufe0f"
_TONES = frozenset(map(chr, range(0x1F3FB, 0x1F400)))
_REGIONS = frozenset(map(chr, range(0x1F1E6, 0x1F200)))


def cells(text: str) -> int:
    """The cells that a text takes."""
    if text.isascii():
        return len(text)
    return _remembered(text) if len(text) <= _LONGEST_REMEMBERED else _measured(text)


def _measured(text: str) -> int:
    if _NARROW.issuperset(text):
        return len(text)
    from wcwidth import wcswidth

    total, base, joined = 0, "", False
    for character in text:
        if joined:
            joined = False
        elif character == _JOINER:
            joined = total > 0  # a joiner at the start joins nothing
        elif character == _EMOJI:
            total += bool(base) and wcswidth(base + _EMOJI) > wcswidth(base)
            base = ""
        elif width := _character(character):
            total, base = total + width, character
    return total


_remembered = lru_cache(maxsize=4096)(_measured)
_LONGEST_REMEMBERED = 500
"""Characters. What a screen shows again and again is shorter; a source line need not stay in memory."""


@lru_cache(maxsize=1024)
def _character(character: str) -> int:
    """The cells of one character by itself."""
    from wcwidth import wcwidth

    if character in _TONES:
        return 0
    return 1 if character in _REGIONS else max(0, wcwidth(character))


def clusters(text: str) -> Sequence[str]:
    """The text in pieces that must not be split. Their widths add up to the width of the text."""
    return text if text.isascii() or _NARROW.issuperset(text) else _split(text)


def _split(text: str) -> list[str]:
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
    text = text.rstrip(_JOINER)  # it would join the first blank
    return text + " " * (width - cells(text))


def crop(text: str, width: int) -> str:
    """As much of the beginning of the text as fits into the width."""
    return text if cells(text) <= width else "".join(_fitting(clusters(text), width))


def _fitting(parts: Sequence[str], width: int) -> Sequence[str]:
    """As many of these clusters as fit, from the first on."""
    for number, part in enumerate(parts):
        width -= cells(part)
        if width < 0:
            return parts[:number]
    return parts


def cut(text: str, width: int) -> str:
    """The text, cut to the width at its end, with an ellipsis. For sentences, whose beginning says most."""
    if cells(text) <= width:
        return text
    return f"{crop(text, width - 1).rstrip()}…" if width > 0 else ""


def shorten(text: str, width: int, share: int = 2) -> str:
    """The text, shortened to the width in its middle. For names, which differ at either end.

    Args:
        text: a name.
        width: in cells.
        share: the end gets one cell in this many, the beginning the others.
    """
    if cells(text) <= width:
        return text
    if width < 2:
        return cut(text, width)
    backwards = _fitting(clusters(text)[::-1], (width - 1) // share)
    end = "".join(backwards[::-1]).lstrip()
    return f"{crop(text, width - 1 - cells(end)).rstrip()}…{end}"


def wrap(text: str, width: int) -> list[str]:
    """The words of a text in lines of at most the width. A word that is too long for a line is broken."""
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
