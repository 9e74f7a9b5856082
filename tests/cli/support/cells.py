"""In which cells a terminal draws a text.

This terminal gives each character its cells by `wcwidth`, a mark none, and an emoji sequence two.
"""

import re
from collections.abc import Sequence

from wcwidth import wcwidth

TRICKY = ("👩‍🚒 Feuerwehr", "👨‍👩‍👧‍👦", "❤️ Herz", "🇩🇪 Zug", "深蹲", "Cafe\u0301", "दौड़ हिन्दी", "Deadlift")
"""Names whose code points add up to more or fewer cells than a terminal draws."""

_SEQUENCE = re.compile(
    "[\U0001f1e6-\U0001f1ff]{2}"  # a flag
    "|[\u203c-\U0001faff]\ufe0f?(?:\u200d[\u203c-\U0001faff]\ufe0f?)+"  # joined emoji
    "|[\u203c-\U0001faff]\ufe0f"  # a symbol as an emoji
)


def drawn(line: str) -> str:
    """A line as a terminal shows it, one character a cell. The second cell of a wide character is `_`."""
    shown = _SEQUENCE.sub("🟦", line)
    return "".join(character + "_" * (wcwidth(character) - 1) for character in shown if wcwidth(character) > 0)


def columns_of(text: str, lines: Sequence[str]) -> set[int]:
    """The columns of the last occurrence of a text in each line that has it: one column if they line up."""
    return {drawn(line).rindex(text) for line in lines if text in line}
