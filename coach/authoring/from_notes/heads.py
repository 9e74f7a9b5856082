"""A line that names a kind of block: which of its phrases describe the block, which its exercises.

`EMOM 10: 10 swings`, `circuit 3 rounds:`, `Swings 10x10 emom`, `Bike 10x (30s hard / 30s easy)`.
"""

from collections.abc import Sequence

from coach.authoring.from_notes.grammar.shapes import Phrase

_KINDS = ("emom", "amrap", "block", "rounds", "repeat")
_SAYS = (*_KINDS, "rest", "on off", "x", "dose")

Phrases = tuple[Phrase, ...]


def kind(found: Phrases) -> str:
    named = (it.parts["kind"][0].kind if it.shape == "block" else it.shape for it in found)
    return next((name for name in named if name in ("emom", "amrap", "tabata", "circuit", "superset")), "circuit")


def split_head(found: Phrases) -> tuple[Phrases, Phrases, Phrases]:
    """(phrases about the block, those about its exercises, what is done in them: `Bike`)."""
    first = next((at for at, it in enumerate(found) if it.shape in _KINDS), 0)
    if found[first].shape == "repeat" and first + 1 < len(found) and found[first + 1].text in ("(", "["):
        return found[first : first + 1], found[first + 2 :], found[:first]
    colon = next((at for at, it in enumerate(found) if at > first and it.text == ":"), None)
    if colon is not None:
        return found[:colon], found[colon + 1 :], ()
    start, end = first, first + 1
    while start and _argument(found, start - 1):
        start -= 1
    while end < len(found) and _argument(found, end):
        end += 1
    before, after = found[:start], found[end:]
    only_words = all(it.shape in ("words", "gap") for it in before)
    wordless = not any(it.shape == "words" for it in before)
    if any(it.shape == "words" for it in after):
        return (found[:end], after, ()) if only_words else (found[start:end], before + after, ())
    if wordless or (only_words and kind(found) in ("circuit", "superset")):
        return found, (), ()
    return found[start:end], before + after, ()


def _argument(found: Sequence[Phrase], at: int) -> bool:
    """Whether a phrase belongs to the kind beside it: `10 min`, `3 rounds`, `x 5`, but not the number before a name."""
    phrase = found[at]
    if phrase.shape == "gap":
        return phrase.text != ":" and 0 < at < len(found) - 1 and found[at + 1].shape in ("target", *_SAYS)
    if phrase.shape == "target":
        named = at + 1 < len(found) and found[at + 1].shape == "words"
        return phrase.need("target").kind in ("time", "m") or (phrase.need("target").kind == "number" and not named)
    return phrase.shape in _SAYS and (phrase.shape != "dose" or len(phrase.need("target").values) == 2)
