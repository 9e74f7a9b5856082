"""A line that names a kind of block: which part of it describes the block, which part its exercises.

`EMOM 10: 10 swings`, `circuit 3 rounds:`, `Swings 10x10 emom`, `finisher tabata mountain climbers`.
"""

from collections.abc import Sequence

from coach.authoring.from_notes.lines import NoteLine
from coach.authoring.from_notes.measures import Token, has
from coach.authoring.from_notes.sketch import Sketch


def kind_of(found: Sequence[Token]) -> str:
    kinds = [token.text for token in found if token.what == "kind"]
    return kinds[0] if kinds else "emom" if has(found, "every") else "circuit"


_SAYS = ("kind", "every", "rest", "round rest", "times")


def split_head(line: NoteLine) -> tuple[list[Token], list[Token], bool]:
    """(tokens about the block, tokens about its exercises, whether the exercises come first)."""
    found = list(line.tokens)
    first = next((at for at, it in enumerate(found) if it.what in ("kind", "every") or _rounds(it)), 0)
    colon = next((at for at, it in enumerate(found) if at > first and it.what == "gap" and it.text == ":"), None)
    if colon is not None:
        return found[:colon], found[colon + 1 :], False
    start = first
    while start and _argument(line, found, start - 1):
        start -= 1
    end = first + 1
    while end < len(found) and _argument(line, found, end):
        end += 1
    named = any(token.what == "words" for token in found[end:])
    if named and all(token.what in ("words", "gap") for token in found[:start]):
        return found[:end], found[end:], False
    if not named and not any(token.what == "words" for token in found[:start]):
        return found, [], False
    if not named and not has(found[:start], "quantity", "product", "times") and line.text.endswith(":"):
        return found, [], False
    if not named and all(token.what == "words" for token in found[:start]) and end == len(found):
        target = any(token.what == "kind" and token.text in ("tabata", "emom", "amrap") for token in found)
        if not target:
            return found, [], False
    return found[start:end], found[:start] + found[end:], start > 0


def _rounds(token: Token) -> bool:
    return bool(token.quantities) and token.quantities[0].kind == "rounds"


def _argument(line: NoteLine, found: Sequence[Token], at: int) -> bool:
    """Whether a token belongs to the kind beside it: `10 min`, `3 rounds`, `x 5`, but not the number before a name."""
    token = found[at]
    if token.what == "words":
        return line.text[token.start : token.end].casefold() in ("on", "work")
    if token.what == "gap":
        return token.text != ":" and 0 < at < len(found) - 1 and found[at + 1].what in ("quantity", *_SAYS)
    if token.what == "quantity" and token.quantity.kind == "count":
        return at + 1 >= len(found) or found[at + 1].what != "words"
    if token.what == "quantity":
        return token.quantity.kind in ("time", "minutes or metres", "rounds")
    return token.what in _SAYS


def targeted(pieces: list[tuple[Token, ...]], read: Sequence[Sketch]) -> list[tuple[Token, ...]]:
    """The pieces, with each that has no target (`fast`) joined to the one before."""
    out: list[tuple[Token, ...]] = []
    for piece, made in zip(pieces, read, strict=True):
        if out and not made.doses:
            out[-1] = (*out[-1], *piece)
        else:
            out.append(piece)
    return out
