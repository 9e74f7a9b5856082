"""In which cell of a terminal a text stands.

The terminal gives each character its cells by `wcwidth`, a mark none, and an emoji sequence two.
"""

import re
from collections.abc import Sequence

from wcwidth import wcwidth

TRICKY = ("👩‍🚒 Feuerwehr", "👨‍👩‍👧‍👦", "❤️ Herz", "🇩🇪 Zug", "深蹲", "Cafe\u0301", "दौड़ हिन्दी", "Deadlift")
"""Names that a measure by code points takes for wider or narrower than a terminal draws them."""

_SEQUENCE = re.compile(
    "[\U0001f1e6-\U0001f1ff]{2}"  # a flag
    "|[\u203c-\U0001faff]\ufe0f?(?:\u200d[\u203c-\U0001faff]\ufe0f?)+"  # emoji that a joiner makes one
    "|[\u203c-\U0001faff]\ufe0f"  # a symbol as an emoji
)


def drawn(line: str) -> str:
    """A line as a terminal shows it, a character a cell: `_` is the second cell of a wide one."""
    shown = _SEQUENCE.sub("🟦", line)
    return "".join(character + "_" * (wcwidth(character) - 1) for character in shown if wcwidth(character) > 0)


def columns_of(text: str, lines: Sequence[str]) -> set[int]:
    """The columns at which a text begins last in those of these lines that have it; one where they line up."""
    return {drawn(line).rindex(text) for line in lines if text in line}
