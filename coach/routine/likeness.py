"""Finds the names that are most like an unknown word: what may have been meant.

Likeness is the part of two words that is the same, letter by letter in order. Two neighbouring letters that changed
places are one slip, not two.
"""

import re
from collections.abc import Iterable

LEAST = 0.65
"""The least likeness at which one word may be meant by the other."""
_AS_GOOD = 0.12
"""How much less like the word than the best suggestion a further one may be."""
_CLOSE = 20
"""How many options, those that share the most letters in order, are searched for swapped letters."""
_LONGEST = 60
"""Characters; no name is longer."""

HIDDEN = re.compile("[\u00a0\u00ad\u1680\u180e\u2000-\u200b\u2060-\u2064\u202f\u205f\u3000]")
"""Characters that look like nothing, or like an ordinary space."""


def nearest(word: str, options: Iterable[str], most: int = 3) -> list[str]:
    """The options that are most like the word, the best first, whatever their case, hyphens and underscores."""
    from rapidfuzz import process  # takes 20 ms, so only for a wrong word
    from rapidfuzz.distance import OSA, Indel, Levenshtein

    def likeness(option: str) -> float:
        swaps = Levenshtein.distance(option, wanted) - OSA.distance(option, wanted)
        return 1 - (Indel.distance(option, wanted) - swaps) / (len(option) + len(wanted))

    wanted = _folded(word)
    if not 0 < len(wanted) <= _LONGEST:
        return []
    by_folded: dict[str, str] = {}
    for option in options:  # of those that differ in case and hyphens only, the first
        by_folded.setdefault(_folded(option), option)
    close = process.extract(wanted, list(by_folded), scorer=Indel.normalized_similarity, limit=_CLOSE)
    found = sorted(((likeness(option), option) for option, _, _ in close), reverse=True)
    least = max(LEAST, found[0][0] - _AS_GOOD) if found else LEAST
    return [by_folded[option] for like, option in found if like >= least][:most]


def _folded(word: str) -> str:
    return HIDDEN.sub("", word.casefold().replace("-", " ").replace("_", " "))
