"""What the phrases of a line say about one exercise, or about a block.

The phrases are taken from left to right; each adds to what was said before. Every guess is a doubt. What has no place
stays in the notes, as it was written. Nothing here knows the library, other lines, or the fields of a routine.
"""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from coach.authoring.from_notes.grammar.quantity import Quantity, digits, rest_text
from coach.authoring.from_notes.grammar.shapes import Phrase
from coach.authoring.from_notes.grammar.words import has, words
from coach.routine.values import BadValue, Load, Rest, Unit

LONGEST_TARGET = 3 * 3600
"""In seconds. A longer time is something else."""

HARDEST = 10
"""The largest RPE. `@80` is a load."""

_LOOSE = {*"@x&+/-=~", "do"}.union(*map(words, ("glue", "at", "and", "on", "per")))
"""Neither at the beginning nor at the end of a name or a remark."""
_OF_A_MAX = {"rm", "max", "tm", "e1rm"}
_BODY = words("body")
_BEHIND = {",", ";", "-", "–", "—", "|", "/", "→", "•", "·"}
"""Marks behind which a time is the rest of the sets before it."""

_BEYOND = Phrase("gap", 0, 0)
"""Beyond the ends of a line."""
_EDGES = ' -–—.,;:|*_`"“”„'


class Dose(Struct, frozen=True):
    """Sets with the same target and load."""

    sets: int
    target: Quantity
    load: str = ""
    ramp: bool = False
    """Whether the load was written first (`40 kg x 5`): a warm-up, if heavier sets follow."""
    warm_up: bool = False
    """Whether it was called a warm-up."""


class Said(Struct):
    """What a line, or a part of it, says."""

    name: str = ""
    notes: list[str] = []
    doses: list[Dose] = []
    sets: int | None = None
    rounds: int | None = None
    every: float = 0
    """Seconds of an interval."""
    rest: str = ""
    """As a routine has it: `90s`, `2m+`, `none`."""
    scope: str = ""
    """What the rest is between, as written: `sets`, `exercises`; empty if that is not said."""
    round_rest: str = ""
    tempo: str = ""
    rpe: Quantity | None = None
    rir: Quantity | None = None
    sides: str = ""
    add: str = ""
    """How much more each time."""
    doubts: list[str] = []
    unclear: str = ""
    """Why nothing can be made of it; empty if something can."""

    @property
    def set_count(self) -> int:
        return sum(dose.sets for dose in self.doses if not dose.warm_up)


def read(found: Sequence[Phrase], line: str, unit: Unit, bar: Load) -> Said:
    """What the phrases of a line, or of a part of it, say.

    Args:
        found: in order.
        line: the text that they point into.
        unit: of loads that have none.
        bar: the empty bar.
    """
    return _Reader(found, line, unit, bar).said


class _Reader:
    def __init__(self, found: Sequence[Phrase], line: str, unit: Unit, bar: Load) -> None:
        self.found = found
        self.line = line
        self.unit = unit
        self.bar = bar
        self.said = Said()
        self.load = ""
        """Written before the sets."""
        self.warming = False
        self.definite = any(map(_definite, found))
        """Whether the line has a target that cannot be anything else, so that a bare number is not one."""
        for self.before, self.phrase, self.after in zip((_BEYOND, *found), found, (*found[1:], _BEYOND), strict=False):
            self.text = line[self.phrase.start : self.phrase.end]
            self._take(self.phrase)
        self._finish()

    def _tell(self, what: str) -> None:
        """Tell a doubt about the phrase."""
        self.said.doubts.append(f"{self.text}{what}")

    def _finish(self) -> None:
        said = self.said
        said.unclear = said.unclear or self._no_exercise()
        if said.sets is not None and len(said.doses) == 1 and said.doses[0].sets == 1:
            said.doses = [replace(said.doses[0], sets=said.sets)]
        if self.load and said.doses:
            said.doses = [dose if dose.load or dose.warm_up else replace(dose, load=self.load) for dose in said.doses]
            said.notes += [] if any(dose.load == self.load for dose in said.doses) else [self.load]

    def _no_exercise(self) -> str:
        """Why it is no single exercise; empty if it may be one."""
        name, first = self.said.name.casefold(), next(iter(self.found), _BEYOND)
        listed = first.shape == "target" and len(first.need("target").values) > 1
        if listed and (words("and") & set(name.split()) or any(it.text in (":", ",") for it in self.found)):
            return "several exercises with fewer reps each round"  # 21-15-9: thrusters, pull-ups
        if name.split(" ")[0] in words("turns"):
            return "minutes in turn"
        return "a result, not a plan" if name in words("measured") else ""

    def _take(self, phrase: Phrase) -> None:  # the table of meanings
        said, part = self.said, phrase.part
        match phrase.shape:
            case "words":
                self._words()
            case "gap":
                self.warming = self.warming and phrase.text not in (")", "]")
            case "warm-ups":
                self.warming = True
            case "progress":
                said.add = phrase.need("load").load()
            case "tempo":
                said.tempo = said.tempo or phrase.parts["tempo"][0].text
            case "unclear":
                said.unclear = f"{self.text} has no place in a routine"
            case "best" if "%" not in self.line or "1" not in self.text:
                self._note(" left as a note")
            case "rir":
                said.rir = said.rir or part("effort")
            case "rpe" if phrase.guess and phrase.need("effort").value > HARDEST:
                self._loads(self._guessed("effort", f"{{}} {self.unit}"))
            case "rpe":
                said.rpe = said.rpe or self._guessed("effort", "RPE {}")
            case "rest" if "none" in phrase.parts:
                said.rest = "none"
            case "rest":
                self._rest()
            case "on off":
                self._dose(1, replace(phrase.need("work"), kind="time"))
                said.rest = self._rest_text(replace(phrase.need("rest"), kind="time"))
            case "hands":
                self._hands()
            case "sides":
                sides = "alternate" if "alternate" in phrase.parts else "each"
                if sides == "each" != said.sides and " " not in self.text and self.before.shape == "load":
                    self._tell(" side, or each hand?")
                said.sides = said.sides or sides
            case "band":
                self._load(f"band {phrase.parts['colour'][0].text}")
            case "body":
                sign = "+" if phrase.parts["sign"][0].kind == "add" else "-"
                self._load(f"bodyweight {sign} {phrase.need('load').load()}")
            case "on the bar":
                more = phrase.need("load")
                self._load(f"{digits(self.bar.amount / 1000 + more.value)} {self.bar.unit}")
            case "ladder":
                self._ladder()
            case "pair":
                self._pair()
            case "dose" | "load first":
                if self.before.shape == "dose":
                    self._tell(": sets of their own?")
                self._dose_of(phrase)
            case "load" if self.before.shape == "words" and said.doses and said.notes:
                said.notes[-1] = self.line[self.before.start : phrase.end]  # drop to 60 kg
            case "load":
                self._loads(self._guessed("load", f"{{}} {self.unit}"))
            case "emom":
                said.every = phrase.need("every").value * (60 if phrase.parts["every"][0].kind == "m" else 1)
            case "sets":
                said.sets = int(phrase.need("sets").value)
            case "rounds" | "repeat":
                said.rounds = int((part("rounds") or phrase.need("count")).value)
            case "x" if said.doses and said.doses[-1].sets == 1 and phrase.need("target").plain:
                if said.doses[-1].target.high:
                    self._tell(" taken as sets")
                said.doses[-1] = replace(said.doses[-1], sets=int(phrase.need("target").value))
            case "x" if not said.doses:
                self._dose(said.sets or 1, phrase.need("target"))
            case "target" if phrase.need("target").kind == "number":
                self._numbers(phrase.need("target"))
            case "target":
                self._target(phrase.need("target"))
            case "x":
                self._note()

    def _note(self, doubt: str = "") -> None:
        """Keep the phrase as it was written; beside another one in the same remark."""
        if self._ends_note():
            self.said.notes[-1] += f" {self.text}"
        else:
            self.said.notes.append(self.text)
        if doubt:
            self._tell(doubt)

    def _ends_note(self) -> bool:
        """Whether a remark ends right before the phrase."""
        return bool(self.said.notes) and self.line[: self.phrase.start].rstrip().endswith(self.said.notes[-1])

    def _guessed(self, role: str, meant: str) -> Quantity:
        """The quantity of a role; a guess with a doubt that says what was taken; a load in the unit that holds."""
        value = self.phrase.need(role)
        if not self.phrase.guess:
            return value
        self._tell(f" taken as {meant.format(digits(value.value))}")
        heavy = role == "load" or value.value > HARDEST
        return replace(value, kind="mass", unit=value.unit or self.unit) if heavy else value

    def _words(self) -> None:
        said, parts = self.said, [part for part in self.text.split() if part.strip(_EDGES)]
        while parts and parts[0].casefold() in _LOOSE:
            parts.pop(0)
        while parts and parts[-1].casefold().rstrip(".") in _LOOSE and self.phrase is not self.found[-1]:
            parts.pop()
        text = " ".join(parts).strip(_EDGES)
        if has(self.text, "per") > has(text, "per") and self.text != "a":
            self._tell(" what?")
        if not text or (text.casefold() in _OF_A_MAX and "%" in self.line):
            return
        name, _, last = text.rpartition(" ")
        if said.name and self.before.shape != "gap" and self._ends_note():
            self._note()
        elif last.casefold() in _BODY and (name or said.name) and not (said.name and name):
            said.name = said.name or name
            self._load("bodyweight")
        elif not said.name:
            said.name = text
        else:
            said.notes.append(text)
            listed = self.before.text == ":" and self.after.text == ","  # 1 min each: quads, calves
            if listed or self.after.shape == "dose" or self.before.text in ("+", "&", *words("and")):
                self._tell(" left as a note")

    def _rest(self) -> None:
        said, rest, parts = self.said, self._rest_text(self.phrase.need("rest")), self.phrase.parts
        scope = parts["scope"][0].text if "scope" in parts else ""
        if scope[:1] == "r":
            said.round_rest = said.round_rest or rest
        else:
            said.rest, said.scope = said.rest or rest, scope

    def _rest_text(self, rest: Quantity) -> str:
        """Empty, with a doubt, if a routine has no such rest."""
        text = rest_text(rest)
        try:
            Rest.parse(text)
        except BadValue as error:
            self.said.doubts.append(f"left out: rest: {error}")
            return ""
        self.said.doubts += [f"rest {digits(rest.value)} taken as {text}"] if rest.kind == "number" else []
        return text

    def _hands(self) -> None:
        """`20 kg each hand` is twice that load."""
        said = self.said
        last = self.load or next((dose.load for dose in reversed(said.doses) if dose.load), "")
        if not last[:1].isdigit() or "x" in last or "%" in last:
            said.sides = said.sides or "each"
            return
        self.load = f"2 x {last}" if self.load else ""
        said.doses = [replace(dose, load=f"2 x {last}") if dose.load == last else dose for dose in said.doses]

    def _dose_of(self, phrase: Phrase) -> None:
        """Sets with their reps or time, and perhaps a load; bare loads are a guess, except in warm-ups."""
        sets, target, load = phrase.part("sets"), phrase.need("target"), phrase.part("load")
        number = int(sets.value) if sets else 1
        if load is not None and load.kind == "number":
            load = replace(load, kind="mass", unit=self.unit)
        if phrase.guess and load is not None and not self.warming:
            meant = load.load() if sets else f"{load.load()} x {digits(target.value)}"
            self._tell(f" taken as {meant}")
        many = len(target.values)
        if many == 2 and target.values[0] == target.values[1] and number != 2:
            target = self._sides(target)
        elif sets and many > 1 and many != number and target.kind != "time":
            if phrase.parts["sets"][0].start > phrase.start:
                self._tell(f": {number} sets of each")
            else:
                self.said.unclear = f"{self.text}: {number} sets, but {many} numbers of reps"
        number = 1 if many == number > 1 else number
        self._dose(number, target, load.load() if load else "", phrase.shape == "load first")

    def _sides(self, target: Quantity) -> Quantity:
        """`10/10`: so many on each side."""
        if not any(it.shape == "sides" for it in self.found):
            self._tell(f" taken as {digits(target.value)} on each side")
        self.said.sides = "each"
        return replace(target, values=target.values[:1])

    def _ladder(self) -> None:
        """`135x5, 155x5, 175x5 lbs`: the unit at the end is that of all loads."""
        numbers = [token for token in self.phrase.parts["pairs"] if token.kind not in ("times", "comma")]
        for load, reps in zip(numbers[::2], numbers[1::2], strict=True):
            self._dose(1, Quantity("number", (reps.value,)), f"{digits(load.value)} {numbers[-1].unit}", ramp=True)

    def _pair(self) -> None:
        """`2 x 14 kg` beside sets without a load are two weights; else reps."""
        count, load = self.phrase.need("count"), self.phrase.need("load")
        weights = f"{digits(count.value)} x {digits(load.value)} {load.unit or self.unit}"
        others = any(it.shape in ("dose", "target", "x") for it in self.found)
        if self.phrase.guess:
            self._tell(f" taken in {self.unit}")
        if self.phrase.guess or (others and not any(dose.load for dose in self.said.doses)):
            self._load(weights)
        else:
            self._dose(1, count, load.load())

    def _loads(self, load: Quantity) -> None:
        """A load; of several, one for each set before it."""
        said, many = self.said, len(load.values)
        if many > 1 and many in (len(said.doses), said.set_count):
            spread = [replace(dose, sets=1) for dose in said.doses for _ in range(dose.sets)]
            doses = said.doses if many == len(said.doses) else spread
            said.doses = [replace(dose, load=one.load()) for dose, one in zip(doses, load.each(), strict=True)]
        elif many > 1:
            self._note()
        else:
            if load.high is not None:
                self._tell(f": {load.load()} taken")
            self._load(load.load())

    def _load(self, load: str) -> None:
        said = self.said
        if any(not dose.load and not dose.warm_up for dose in said.doses):
            many = sum(it.shape == "dose" and it.start < self.phrase.start for it in self.found) > 1
            said.doubts += [f"{load}: for which sets?"] if many and not any(it.load for it in said.doses) else []
            said.doses = [dose if dose.load or dose.warm_up else replace(dose, load=load) for dose in said.doses]
        elif not self.load and (not said.doses or self.found[-1] is not self.phrase):
            self.load = load
        else:
            self._note()

    def _target(self, target: Quantity) -> None:
        """A time, a distance, reps with their word, or max."""
        said, timed = self.said, target.kind == "time"
        indefinite = self.definite and not _definite(self.phrase)
        alone = self.before.shape == self.after.shape == "gap" and self.before.text in _BEHIND
        if not said.doses and not indefinite and not (timed and target.value > LONGEST_TARGET):
            self._dose(said.sets or 1, target)
        elif alone and timed and said.doses and not said.rest:
            said.rest = self._rest_text(target)  # Squat - 4 x 6 - 60 kg - 2 min
            if said.doses[-1].target.kind == "time":
                self._tell(" taken as the rest")
        else:
            self._note(" left as a note" if target.kind == "max" else "")

    def _numbers(self, target: Quantity) -> None:
        """Numbers without a unit: reps, a load beside sets and reps, sides, or a remark."""
        said, follows = self.said, self.after.shape == "words"
        two = len(target.values) == 2 and "/" in self.text
        aside = self.before.shape == "gap" and self.before.text != ":"
        beside = _definite(self.before) or _definite(self.after)
        if two and target.values[0] == target.values[1] and not said.doses:
            self._dose(said.sets or 1, self._sides(target))
        elif two and said.set_count == 2 and target.values[0] < target.values[1]:
            self._tell(f" taken in {self.unit}")
            self._loads(replace(target, kind="mass", unit=self.unit))
        elif len(target.values) > 1 and not said.doses:
            if len(target.values) == 2:
                self._tell(" taken as 2 sets")
            self._dose(1, target)
        elif beside and target.plain and not self.load and target.value > 10:
            self._tell(f" taken as {digits(target.value)} {self.unit}")
            self._loads(replace(target, kind="mass", unit=self.unit))
        elif (
            self.definite or said.doses or (two and self.before.text in ("(", "[")) or (said.name and follows and aside)
        ):
            self._note()
        else:
            if follows and said.name:
                self._tell(" taken as reps")
            self._dose(said.sets or 1, replace(target, kind="reps") if follows and not said.name else target)

    def _dose(self, sets: int, target: Quantity, load: str = "", ramp: bool = False) -> None:
        load = load or ("" if self.warming else self.load)
        self.said.doses += [Dose(sets, one, load, ramp, self.warming) for one in target.each()]


def _definite(phrase: Phrase) -> bool:
    if phrase.shape != "target":
        return phrase.shape in ("dose", "load first", "ladder", "on off")
    target = phrase.need("target")
    two = len(target.values) == 2 and any(token.kind == "slash" for token in phrase.parts["target"])
    return target.kind in ("reps", "max") or (len(target.values) > 1 and not two)
