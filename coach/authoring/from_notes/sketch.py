"""From tokens to a sketch: what one line of notes says about one exercise.

A sketch has what was written (name, doses, loads, rest, remarks). Every guess is in its `doubts`. Nothing here knows
the library, other lines, or which blocks and fields exist.
"""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from coach.authoring.from_notes.measures import Quantity, Token
from coach.routine.model import MOST_SETS_OF_ITEM
from coach.routine.values import Unit

LOWEST_LOAD = 20
"""The first number of `40x5` is a load from here on, if it is larger than the second. Otherwise it counts sets."""

LONGEST_WORK = 3 * 3600
"""In seconds. A longer time means something else."""

OF_A_MAX = {"1rm", "rm", "max", "tm", "e1rm", "of 1rm", "of max", "of tm"}
EMPTY_WORDS = {"on", "work", "do", "total", "x", "sets", "reps", "@", "for", "with", "at", "of", "and", "then", "w",
               "-"}  # fmt: skip
"""Neither a name nor a remark when alone between measures."""

LEADING = {"of", "and", "then", "x", "@", "/", "&", "+", "w/"}
TRAILING = {"for", "at", "with", "of", "x", "@", "and", "then", "w", "/", "do", "=", "~", "#"}


class NoteDose(Struct, frozen=True):
    """Sets with the same target and load."""

    sets: int
    target: Quantity
    load: str = ""
    ramp: bool = False
    """Whether the load was written first (`40x5`), which makes warm-up sets if other sets follow."""


class Sketch(Struct):
    """What a line says about one exercise."""

    name: str = ""
    remarks: list[str] = []
    doses: list[NoteDose] = []
    sets: int | None = None
    rounds: int | None = None
    rest: Quantity | None = None
    round_rest: Quantity | None = None
    tempo: str = ""
    rpe: Quantity | None = None
    rir: Quantity | None = None
    sides: str = ""
    shaky: bool = False
    """Whether its only target is a number among words: `week 3 of the plan`, `push-ups 20 slow`."""
    doubts: list[str] = []

    @property
    def set_count(self) -> int:
        """The number of sets in its doses, at most that of an item."""
        return min(sum(dose.sets for dose in self.doses), MOST_SETS_OF_ITEM)


def digits(value: float) -> str:
    """`80`, `82.5`: at most three decimals."""
    return f"{value:.3f}".rstrip("0").rstrip(".")


def sketch(tokens: Sequence[Token], line: str, unit: Unit) -> Sketch:
    """What the tokens say about one exercise.

    Args:
        tokens: of a line or a part of it, without those that name a kind of block.
        line: the text that they were read from.
        unit: of loads without a unit.
    """
    reader = _Reader(tokens, line, unit)
    for at in range(len(tokens)):
        reader.take(at)
    return reader.done()


class _Reader:
    def __init__(self, tokens: Sequence[Token], line: str, unit: Unit) -> None:
        self.tokens = tokens
        self.line = line
        self.unit = unit
        self.made = Sketch()
        self.load = ""
        self.remarked = -1
        self.fixed = any(self._targets(token) for token in tokens)

    def _targets(self, token: Token) -> bool:
        """Whether it is a target by itself, so that a bare number is not."""
        if token.what == "product":
            first, second = token.quantities[:2]
            return not (first.plain and first.value <= 2 and (second.kind == "mass" or second.value % 1))
        return token.what == "quantity" and (token.quantity.kind == "reps" or len(token.quantity.values) > 1)

    def done(self) -> Sketch:
        made = self.made
        if made.sets is not None and len(made.doses) == 1 and made.doses[0].sets == 1:
            made.doses = [replace(made.doses[0], sets=made.sets)]
        if self.load and made.doses:
            made.doses = [dose if dose.load else replace(dose, load=self.load) for dose in made.doses]
            if all(dose.load != self.load for dose in made.doses):
                made.remarks.append(self.load)  # no set has it
        return made

    def text(self, token: Token) -> str:
        return self.line[token.start : token.end]

    def take(self, at: int) -> None:
        token, made = self.tokens[at], self.made
        what = token.what
        if what == "words":
            self._words(at)
        elif what == "quantity":
            self._quantity(at, token)
        elif what == "product":
            self._product(token)
        elif what == "times":
            self._times(token)
        elif what == "at":
            self._at(token)
        elif what in ("plus", "body"):
            quantity, sign = token.quantity, token.text or "+"
            self._load(f"bodyweight {sign} {digits(quantity.value)} {quantity.unit}", token)
        elif what == "band":
            self._load(f"band {token.text}", token)
        elif what == "rest":
            made.rest = self._once(made.rest, token)
        elif what == "round rest":
            made.round_rest = self._once(made.round_rest, token)
        elif what == "rpe":
            made.rpe = self._once(made.rpe, token)
        elif what == "rir":
            made.rir = self._once(made.rir, token)
        elif what == "tempo":
            made.tempo = made.tempo or token.text
        elif what == "sides":
            made.sides = made.sides or token.text
        elif what == "hands":
            self._hands(at, token)

    def _once(self, before: Quantity | None, token: Token) -> Quantity:
        if before is None:
            return token.quantity
        self._remark(token)
        return before

    def _remark(self, token: Token, text: str = "") -> None:
        """Add a remark, or continue the last one if it ends right before this token: `2`, `coffees`."""
        text, before = text or self.text(token), self.made.remarks
        joined = before and self.remarked >= 0 and not self.line[self.remarked : token.start].strip()
        before.append(f"{before.pop()} {text}" if joined else text)
        self.remarked = token.end

    def _words(self, at: int) -> None:
        words = self.text(self.tokens[at]).split()
        while words and words[0].casefold() in LEADING:
            words.pop(0)
        if at + 1 < len(self.tokens):
            while words and words[-1].casefold() in TRAILING:
                words.pop()
        text = " ".join(words).strip(' -–—.,;:|*_"“”„')
        if not text or text.casefold() in EMPTY_WORDS:
            return
        before = self.tokens[at - 1] if at else None
        if before and before.quantities and before.quantities[-1].kind == "percent" and text.casefold() in OF_A_MAX:
            return
        if text.casefold() in ("bw", "bodyweight") and self.made.name and not self.load:
            self._load("bodyweight", self.tokens[at])
        elif not self.made.name:
            self.made.name = text
            name, _, last = text.rpartition(" ")
            if name and last.casefold() in ("bw", "bodyweight"):
                self.made.name, self.load = name, "bodyweight"
        else:
            self._remark(self.tokens[at], text)

    def _quantity(self, at: int, token: Token) -> None:
        quantity, made = token.quantity, self.made
        if quantity.kind == "sets":
            made.sets = int(quantity.value)
        elif quantity.kind == "rounds":
            made.rounds = int(quantity.value)
        elif quantity.kind in ("mass", "percent"):
            self._masses(quantity, token)
        elif quantity.kind == "count":
            self._bare(at, token)
        elif quantity.kind in _SPANS and self.fixed:
            self._remark(token)
        elif not made.doses and not (quantity.kind == "time" and quantity.value > LONGEST_WORK):
            self._dose(made.sets or 1, quantity)
        else:
            self._remark(token)

    def _bare(self, at: int, token: Token) -> None:
        """A number without a unit: reps, a load beside sets and reps, or a remark."""
        quantity, made = token.quantity, self.made
        last = at + 1 == len(self.tokens)
        follows = self.tokens[at + 1].what if not last else ""
        if len(quantity.values) > 1 and not made.doses:
            self._dose(1, quantity)
        elif len(quantity.values) == sum(it.sets for it in made.doses) > 1 and not made.doses[0].load:
            self._doubt(f"{self.text(token)} taken in {self.unit}")
            made.doses = [replace(dose, sets=1) for dose in made.doses for _ in range(dose.sets)]
            self._masses(replace(quantity, kind="mass", unit=self.unit), token)
        elif not self.fixed and not made.doses and not self._aside(at, follows):
            named = follows == "words" and not made.name
            made.shaky = follows == "words" and bool(made.name)
            self._dose(made.sets or 1, replace(quantity, kind="reps") if named else quantity)
        elif self.fixed and quantity.plain and not self.load and quantity.value > 10 and self._beside_product(at):
            self._guess(quantity, token)
        else:
            self._remark(token)

    def _aside(self, at: int, follows: str) -> bool:
        """Whether the number counts something else, after the name: `, 2 coffees`."""
        before = self.tokens[at - 1] if at else None
        return bool(self.made.name and follows == "words" and before and before.what == "gap" and before.text != ":")

    def _beside_product(self, at: int) -> bool:
        return any(self._targets(token) for token in self.tokens[max(0, at - 1) : at + 2])

    def _times(self, token: Token) -> None:
        """`x 2` after a target counts sets, else reps."""
        quantity, made = token.quantity, self.made
        if quantity.kind in ("mass", "percent"):
            self._masses(quantity, token)
        elif quantity.kind == "rounds":
            made.rounds = int(quantity.value)
        elif made.doses and made.doses[-1].sets == 1 and quantity.plain:
            made.doses.append(replace(made.doses.pop(), sets=int(quantity.value)))
        elif not made.doses:
            self._dose(made.sets or 1, quantity)
        else:
            self._remark(token)

    def _at(self, token: Token) -> None:
        """`@8` is an RPE, `@80` a load."""
        quantity = token.quantity
        if quantity.value <= 10 and len(quantity.values) == 1:
            self.made.rpe = self._once(self.made.rpe, token)
            self._doubt(f"{self.text(token)} taken as RPE {digits(quantity.value)}")
        else:
            self._guess(quantity, token)

    def _guess(self, quantity: Quantity, token: Token) -> None:
        mass = replace(quantity, kind="mass", unit=self.unit)
        self._masses(mass, token)
        self._doubt(f"{self.text(token)} taken as {digits(quantity.value)} {self.unit}")

    def _masses(self, quantity: Quantity, token: Token) -> None:
        """A load, or one load for each set before it."""
        doses = self.made.doses
        if len(quantity.values) > 1 and len(quantity.values) == len(doses):
            self.made.doses = [
                replace(dose, load=_load(replace(quantity, values=(value,))))
                for dose, value in zip(doses, quantity.values, strict=True)
            ]
            return
        if quantity.high is not None or len(quantity.values) > 1:
            self._doubt(f"{self.text(token)}: {_load(quantity)} taken")
        self._load(_load(quantity), token)

    def _load(self, load: str, token: Token) -> None:
        free = [dose for dose in self.made.doses if not dose.load]
        if free:
            self.made.doses = [dose if dose.load else replace(dose, load=load) for dose in self.made.doses]
        elif (not self.load and not self.made.doses) or (self.made.doses and self.tokens[-1] is not token):
            self.load = load
        else:
            self._remark(token)

    def _hands(self, at: int, token: Token) -> None:
        """`20 kg each hand` is twice that load; `10 each` means sides."""
        before = self.tokens[at - 1] if at else None
        mass = bool(before and before.quantities and before.quantities[-1].kind == "mass")
        if token.text == "alone" and not mass:
            self.made.sides = self.made.sides or "each"
        elif mass and before and before.quantities[-1].unit:
            one = _load(before.quantities[-1])
            self.load = f"2 x {one}" if self.load == one else self.load
            self.made.doses = [
                replace(dose, load=f"2 x {one}") if dose.load == one else dose for dose in self.made.doses
            ]
        else:
            self._remark(token)

    def _product(self, token: Token) -> None:
        """Two or three factors: sets × reps, load × reps, time × sets, sets × reps × load, load × reps × sets."""
        first, second, *more = token.quantities
        third = more[0] if more else None
        heavy = first.kind in ("mass", "percent", "bar", "body")
        if first.plain and _counts(second) and first.value >= LOWEST_LOAD and 0 < second.value < first.value:
            self._doubt(f"{self.text(token)} taken as {digits(first.value)} {self.unit} x {digits(second.value)}")
            first, heavy = replace(first, kind="mass", unit=self.unit), True
        if len(more) > 1 or (heavy and third and not third.plain):
            self._unclear(token)
        elif first.plain and first.value <= 2 and second.plain and second.value % 1:
            self._doubt(f"{self.text(token)} taken in {self.unit}")
            self._load(f"{int(first.value)} x {digits(second.value)} {self.unit}", token)
        elif heavy and _counts(second):
            self._dose(int(third.value) if third else 1, second, _load(first), third is None)
        elif second.kind == "mass" and first.plain and not third:
            if first.value <= 2:
                self._load(f"{int(first.value)} x {_load(second)}", token)
            else:
                self._dose(1, first, _load(second))
        elif second.kind in ("percent", "body") and _counts(first) and not third:
            self._dose(1, first, _load(second))
        elif _once(first) and (_counts(second) or second.kind in _SPANS):
            self._sets_of(first, second, third, token)
        elif (first.kind in _SPANS or _counts(first)) and _once(second) and not third:
            self._dose(int(second.value), first)
        else:
            self._unclear(token)

    def _sets_of(self, sets: Quantity, target: Quantity, load: Quantity | None, token: Token) -> None:
        same = len(target.values) == int(sets.value) > 1
        self._dose(1 if same else int(sets.value), target)
        if load is None:
            return
        if load.kind == "count" and load.plain:
            self._guess(load, token)
        elif load.kind in ("mass", "percent", "body", "bar"):
            self._load(_load(load), token)
        else:
            self._unclear(token)

    def _unclear(self, token: Token) -> None:
        self._remark(token)
        self._doubt(f"{self.text(token)} left as a note")

    def _dose(self, sets: int, target: Quantity, load: str = "", ramp: bool = False) -> None:
        load = load or self.load
        for at, value in enumerate(target.values or (0.0,)):
            last = at + 1 >= len(target.values)
            one = replace(target, values=(value,) if target.values else (), open=target.open and last)
            self.made.doses.append(NoteDose(sets, one, load, ramp))

    def _doubt(self, text: str) -> None:
        self.made.doubts.append(text)


_SPANS = ("time", "minutes or metres", "distance")


def _counts(quantity: Quantity) -> bool:
    return quantity.kind in ("count", "reps", "max")


def _once(quantity: Quantity) -> bool:
    """Whether it can count sets: one whole number."""
    whole = len(quantity.values) == 1 and quantity.high is None and not quantity.open and quantity.value % 1 == 0
    return whole and quantity.kind in ("count", "sets", "rounds")


def _load(quantity: Quantity) -> str:
    if quantity.kind == "bar":
        return "bar"
    if quantity.kind == "body":
        return "bodyweight"
    return f"{digits(quantity.value)}%" if quantity.kind == "percent" else f"{digits(quantity.value)} {quantity.unit}"
