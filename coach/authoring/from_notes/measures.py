"""From lexemes to tokens: quantities, products (3x5), rests, tempos, efforts, sides, and the words in between.

A small grammar of phrases, tried at each lexeme. Nothing here knows what a token will mean in an item, other lines, the
library or YAML. Everything that is not a measure becomes `words`. Each token has its position in the line.
"""

import re
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from coach.authoring.from_notes.lexemes import UNITS, Lexeme, Measure, lexemes

What = Literal["words", "gap", "quantity", "product", "times", "at", "plus", "rest", "round rest", "every", "tempo",
               "rpe", "rir", "sides", "hands", "body", "band", "kind"]  # fmt: skip


class Quantity(Struct, frozen=True):
    """A number with its unit, or several: `5`, `8-12`, `10+`, `45s`, `60 kg`, `5/5/3`."""

    kind: Measure
    values: tuple[float, ...] = ()
    """In seconds, in `unit`, or without a unit. A list has more than one."""
    high: float | None = None
    """The end of a range."""
    open: bool = False
    """Whether a plus follows; in a list, after the last value."""
    unit: str = ""
    """`kg` or `lb` for a mass; for a distance, the unit as written."""

    @property
    def value(self) -> float:
        return self.values[0] if self.values else 0

    @property
    def plain(self) -> bool:
        """Whether it is one bare whole number."""
        return self.kind == "count" and len(self.values) == 1 and self.high is None and not self.open


class Token(Struct, frozen=True):
    """A piece of a line.

    `text` is a tempo, a side (`each`, `alternate`), the colour of a band, the kind of a block, or the mark of a gap.
    """

    what: What
    start: int
    end: int
    quantities: tuple[Quantity, ...] = ()
    text: str = ""

    @property
    def quantity(self) -> Quantity:
        return self.quantities[0]


_REST = {"rest", "rests", "resting", "off", "break", "recovery", "recover"}
_MAX = {"max", "amrap", "failure"}
_KINDS = {
    "emom": "emom", "amrap": "amrap", "tabata": "tabata", "tabatas": "tabata", "circuit": "circuit",
    "superset": "superset", "supersets": "superset", "supersetted": "superset", "triset": "superset",
    "super-set": "superset", "ss": "superset",
}  # fmt: skip
_SIDE = {"side", "sides", "leg", "legs", "arm", "arms", "way", "direction", "foot"}
_HAND = {"hand", "hands"}
_ALTERNATE = {"alternating", "alternate", "alt", "alternately"}
_COLOURS = {"red", "blue", "green", "black", "yellow", "orange", "purple", "grey", "gray", "light", "medium", "heavy"}
_GAPS = set(",;:()[]|•·→")
_SPACED_GAPS = set("-–—+/")
_DASHES = set("-–—")
_GLUE = {":", "=", "~", "of", "for", "is", "about", "at"}


def tokens(line: str) -> tuple[Token, ...]:
    """The tokens of a line, in order and without gaps. Takes time in proportion to its length."""
    return tuple(_Grammar(line).read())


class _Grammar:
    def __init__(self, line: str) -> None:
        self.line = line
        self.lexemes: list[Lexeme] = lexemes(line)

    def read(self) -> list[Token]:
        out: list[Token] = []
        at = words_from = 0
        while at < len(self.lexemes):
            found = self._measure(at) or self._gap(at)
            if found is None:
                at += 1
                continue
            token, after = found
            if words_from < at:
                out.append(self._token("words", words_from, at))
            out.append(token)
            at = words_from = after
        if words_from < at:
            out.append(self._token("words", words_from, at))
        return out

    def _token(self, what: What, first: int, after: int, *quantities: Quantity, text: str = "") -> Token:
        return Token(what, self.lexemes[first].start, self.lexemes[after - 1].end, quantities, text)

    def _word(self, at: int, words: set[str] | dict[str, str]) -> bool:
        return 0 <= at < len(self.lexemes) and self.lexemes[at].kind == "word" and self.lexemes[at].text in words

    def _is(self, at: int, kind: str) -> bool:
        return at < len(self.lexemes) and self.lexemes[at].kind == kind

    def _mark(self, at: int, marks: set[str] | str) -> bool:
        return self._is(at, "mark") and self.lexemes[at].text in marks

    def _tight(self, at: int) -> bool:
        """Whether there is no space before this lexeme."""
        return at < len(self.lexemes) and self.lexemes[at].start == self.lexemes[at - 1].end

    def _spaced(self, at: int) -> bool:
        """Whether there is space, or an end of the line, on both sides of this lexeme."""
        before = at == 0 or self.lexemes[at].start > self.lexemes[at - 1].end
        return before and (at + 1 == len(self.lexemes) or not self._tight(at + 1))

    def _skip(self, at: int) -> int:
        while at < len(self.lexemes) and self.lexemes[at].text in _GLUE:
            at += 1
        return at

    def _gap(self, at: int) -> tuple[Token, int] | None:
        joins = self.lexemes[at].text in ("then", "and", "&") and self._is(at + 1, "number")
        if joins or self._mark(at, _GAPS) or (self._mark(at, _SPACED_GAPS) and self._spaced(at)):
            return self._token("gap", at, at + 1, text=self.lexemes[at].text), at + 1
        return None

    def _measure(self, at: int) -> tuple[Token, int] | None:
        """(the token that begins at this lexeme, the lexeme after it); None if no measure begins there."""
        lexeme = self.lexemes[at]
        if lexeme.kind == "tempo":
            return self._token("tempo", at, at + 1, text=lexeme.text), at + 1
        if lexeme.kind == "word":
            return self._product(at) or self._named(at)
        if lexeme.kind == "mark":
            return self._marked(at)
        return self._product(at) or self._numeric(at)

    def _named(self, at: int) -> tuple[Token, int] | None:
        """A measure that begins with a word."""
        word = self.lexemes[at].text
        if self._word(at, _REST) or (word == "no" and self._word(at + 1, _REST)):
            return self._rest(at)
        if match := re.fullmatch(r"(rpe|rir)(\d{1,2})?", word):
            return self._effort(at, match[1], match[2])
        if word in _ALTERNATE:
            return self._token("sides", at, at + 1, text="alternate"), at + 1
        if word in ("e", "es", "ps") and at and self._tight(at):
            return self._token("sides", at, at + 1, text="each"), at + 1
        if word in ("each", "per", "both", "every", "a", "ea"):
            return self._each(at)
        if word in ("sets", "reps", "rounds") and (found := self._quantity(self._skip(at + 1))):
            quantity, after = found
            if quantity.kind == "count" and not self._is(after, "times"):
                return self._token("quantity", at, after, _of_kind(quantity, word)), after
        if word in _KINDS:
            return self._token("kind", at, at + 1, text=_KINDS[word]), at + 1
        if word in ("giant", "super") and self._word(at + 1, {"set", "sets"}):
            return self._token("kind", at, at + 2, text="superset"), at + 2
        if match := re.fullmatch(r"e(\d{1,2})mom", word):
            return self._token("kind", at, at + 1, Quantity("time", (int(match[1]) * 60.0,)), text="emom"), at + 1
        if word in ("max", "failure") or (word == "to" and self._word(at + 1, {"failure", "max"})):
            return self._to_the_max(at)
        return self._load(at)

    def _load(self, at: int) -> tuple[Token, int] | None:
        """`bw + 10 kg`, `red band`, `band red`."""
        if self._word(at, {"bw", "bodyweight"}) and self._mark(at + 1, "+-") and (found := self._quantity(at + 2)):
            quantity, after = found
            if quantity.kind == "mass":
                sign = self.lexemes[at + 1].text
                return self._token("body", at, after, quantity, text=sign), after
        for colour, band in ((at, at + 1), (at + 1, at)):
            if self._word(colour, _COLOURS) and self._word(band, {"band"}):
                return self._token("band", at, at + 2, text=self.lexemes[colour].text), at + 2
        return None

    def _to_the_max(self, at: int) -> tuple[Token, int] | None:
        """`max` is a target only after sets, in `max reps`, or at the end."""
        after = at + 1 + self._word(at, {"to"})
        reps = self._word(after, {"reps", "rep"})
        if reps or (at > 0 and (after == len(self.lexemes) or self._mark(after, _GAPS) or self._counted(at - 1))):
            return self._token("quantity", at, after + reps, Quantity("max")), after + reps
        return None

    def _counted(self, at: int) -> bool:
        at -= self._word(at, {"of"})
        return at >= 0 and self.lexemes[at].unit != "" and UNITS[self.lexemes[at].unit][0] == "sets"

    def _marked(self, at: int) -> tuple[Token, int] | None:
        if self._mark(at, "@"):
            if self._word(at + 1, {"rpe", "rir"}) or self._word(at + 2, {"rpe", "rir"}):
                return None
            if found := self._quantity(at + 1):
                quantity, after = found
                what: What = "at" if quantity.kind == "count" else "quantity"
                return self._token(what, at, after, quantity), after
        if self._mark(at, "+") and (found := self._quantity(at + 1)) and found[0].kind == "mass":
            return self._token("plus", at, found[1], found[0]), found[1]
        if self._mark(at, "/") and self._word(at + 1, _SIDE):
            return self._token("sides", at, at + 2, text="each"), at + 2
        return None

    def _each(self, at: int) -> tuple[Token, int] | None:
        if self.lexemes[at].text == "every":
            if self._word(at + 1, {"minute", "min"}):
                after = at + 2
                if self._word(after, {"on"}) and self._word(after + 1, {"the"}) and self._word(after + 2, {"minute"}):
                    after += 3
                return self._token("every", at, after, Quantity("time", (60.0,))), after
            if (found := self._quantity(at + 1)) and (every := timed(found[0])):
                return self._token("every", at, found[1], every), found[1]
        if self._word(at + 1, _SIDE):
            return self._token("sides", at, at + 2, text="each"), at + 2
        if self._word(at + 1, _HAND):
            return self._token("hands", at, at + 2, text="each"), at + 2
        if self.lexemes[at].text in ("each", "ea") and at > 0:
            return self._token("hands", at, at + 1, text="alone"), at + 1
        return None

    def _rest(self, at: int) -> tuple[Token, int] | None:
        if self.lexemes[at].text == "no":
            return self._resting(at, at + 2, Quantity("time", (0.0,)))
        found = self._quantity(self._skip(at + 1))
        if found is None or self.lexemes[at].text == "off":
            return None
        quantity, after = found
        return self._resting(at, after, quantity) if quantity.kind in _RESTS else None

    def _resting(self, first: int, after: int, quantity: Quantity) -> tuple[Token, int]:
        what: What = "rest"
        if self._word(after, {"between", "after", "b/w"}):
            what = "round rest" if any(self._word(after + n, {"rounds", "round"}) for n in (1, 2)) else "rest"
            after += 1
            while self._word(after, {"sets", "set", "rounds", "round", "exercises", "each", "every", "all", "the"}):
                after += 1
        return self._token(what, first, after, quantity), after

    def _effort(self, at: int, word: str, number: str | None) -> tuple[Token, int] | None:
        what: What = "rpe" if word == "rpe" else "rir"
        if number:
            return self._token(what, at, at + 1, Quantity("count", (float(number),))), at + 1
        after = at + 1 + (self._mark(at + 1, ":=@"))
        if (found := self._quantity(after)) and found[0].kind == "count":
            return self._token(what, at, found[1], found[0]), found[1]
        return None

    def _numeric(self, at: int) -> tuple[Token, int] | None:
        """A measure that begins with a number or a times sign."""
        if self._is(at, "times"):
            found = self._quantity(at + 1, to_the_max=True)
            return (self._token("times", at, found[1], found[0]), found[1]) if found else None
        found = self._quantity(at)
        if found is None:
            return None
        quantity, after = found
        if quantity.kind in _RESTS and self._word(after, _REST) and (quantity.kind != "count"):
            return self._resting(at, after + 1, quantity)
        if quantity.kind == "count" and self._word(after, {"times"}):
            through = self._word(after + 1, {"through"})
            return self._token("times", at, after + 1 + through, quantity), after + 1 + through
        if quantity.kind == "count" and self._word(after, {"rpe", "rir"}):
            what: What = "rpe" if self.lexemes[after].text == "rpe" else "rir"
            return self._token(what, at, after + 1, quantity), after + 1
        if len(quantity.values) == 4 and self._word(after, {"tempo"}):
            text = "-".join(f"{value:g}" for value in quantity.values)
            return self._token("tempo", at, after + 1, text=text), after + 1
        if quantity.kind == "count" and self._tight(after) and (self._is(after, "word") or self._mark(after, "\"'″”")):
            return None  # 1RM, 2nd, 24" box
        return self._token("quantity", at, after, quantity), after

    def _product(self, at: int) -> tuple[Token, int] | None:
        """`3x5`, `3 sets of 8`, `bar x 10`, `3 x 5 x 80 kg`."""
        found = self._quantity(at) if not self._word(at, {"bar", "bw", "bodyweight"}) else None
        if found is None and self._is(at + 1, "times") and self._is(at, "word"):
            found = Quantity("bar" if self.lexemes[at].text == "bar" else "body"), at + 1
            if not self._word(at, {"bar", "bw", "bodyweight"}):
                return None
        if found is None:
            return None
        quantity, after = found
        factors = [quantity]
        while True:
            of = quantity.kind == "sets" and len(factors) == 1 and self._word(after, {"of", "x"})
            if not of and not self._is(after, "times"):
                break
            found = self._quantity(after + 1, to_the_max=True)
            if found is None:
                break
            factors.append(found[0])
            after = found[1]
        return (self._token("product", at, after, *factors), after) if len(factors) > 1 else None

    def _quantity(self, at: int, to_the_max: bool = False) -> tuple[Quantity, int] | None:
        if to_the_max and self._word(at, _MAX):
            return Quantity("max"), at + 1 + self._word(at + 1, {"reps"})
        if to_the_max and self._word(at, {"bw", "bodyweight"}):
            return Quantity("body"), at + 1
        if self._is(at, "time"):
            open_ = self._plus(at + 1)
            return Quantity("time", (self.lexemes[at].value,), open=open_), at + 1 + open_
        if not self._is(at, "number"):
            return None
        numbers = self._numbers(at)
        last = numbers[-1]
        kind, scale, unit = UNITS.get(self.lexemes[last].unit, ("count", 1.0, ""))
        values = tuple(self.lexemes[number].value * scale for number in numbers)
        dashed = self._mark(at + 1, _DASHES)
        high = values[1] if dashed and len(values) == 2 else None
        open_ = self._plus(last + 1)
        return Quantity(kind, values[:1] if high is not None else values, high, open_, unit), last + 1 + open_

    def _plus(self, at: int) -> bool:
        return self._mark(at, "+") and self._tight(at) and not (self._tight(at + 1) and self._is(at + 1, "number"))

    def _numbers(self, at: int) -> list[int]:
        """The lexemes of a range or list: `8-12`, `5/5/3`, `10, 8, 6`. Else the one number."""
        joint = self.lexemes[at + 1].text if self._is(at + 1, "mark") else ""
        if self.lexemes[at].unit or joint not in {*_DASHES, "/", ","}:
            return [at]
        tight = self._tight(at + 1) and self._tight(at + 2)
        numbers = [at]
        while self._mark(numbers[-1] + 1, joint) and self._is(numbers[-1] + 2, "number"):
            if self._tight(numbers[-1] + 1) and self._tight(numbers[-1] + 2) != tight and joint != ",":
                break
            numbers.append(numbers[-1] + 2)
            if self.lexemes[numbers[-1]].unit:
                break
        if joint == ",":  # after a comma something else may begin
            if self._is(numbers[-1] + 1, "times") or self.lexemes[numbers[-1]].unit not in ("", "%", "reps"):
                numbers.pop()
            elif self._word(numbers[-1] + 1, _REST) or (not tight and len(numbers) == 2):
                return [at]
            elif not tight and self._is(numbers[-1] + 1, "word"):
                numbers.pop()
        if joint == "/" and not tight:
            return [at]
        return numbers if len(numbers) > 1 else [at]


_RESTS = {"time", "count", "minutes or metres"}


def _of_kind(quantity: Quantity, word: str) -> Quantity:
    kind: Measure = "sets" if word == "sets" else "reps" if word == "reps" else "rounds"
    return Quantity(kind, quantity.values, quantity.high, quantity.open)


def timed(quantity: Quantity, least_bare: float | None = None) -> Quantity | None:
    """The quantity as a time in seconds; None if it is not a time.

    Args:
        quantity: any.
        least_bare: take bare numbers too: as seconds from this number on, as minutes below it.
    """
    if quantity.kind == "time":
        return quantity
    scale = 60.0
    if quantity.kind == "count" and least_bare is not None:
        scale = 1.0 if quantity.value >= least_bare else 60.0
    elif quantity.kind != "minutes or metres":
        return None
    high = None if quantity.high is None else quantity.high * scale
    return Quantity("time", tuple(value * scale for value in quantity.values), high, quantity.open)


def has(found: Sequence[Token], *whats: What) -> bool:
    """Whether any token is of one of these kinds."""
    return any(token.what in whats for token in found)
