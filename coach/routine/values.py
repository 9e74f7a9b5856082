"""The values an author writes in one scalar: durations, rests, reps, loads, tempos, warm-up sets.

Each is a frozen Struct with `parse(text)`, which raises `BadValue` with what is wrong and what would be right, and
`text()`, which `parse` reads as the same value. For editors there are `PATTERN`, a regular expression that takes all
that `parse` takes (and more, where it cannot tell), and `EXAMPLES`. Times are whole nanoseconds, masses thousandths of
the unit that was written, so nothing is rounded. Nothing here knows YAML, fields or files.
"""

import re
from collections.abc import Collection
from typing import ClassVar, Literal, Self

from msgspec import Struct

SECOND = 1_000_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE

Unit = Literal["kg", "lb"]
Side = Literal["right", "left"]
Phase = Literal["lower", "bottom", "lift", "top"]

GRAMS_PER_LB = 453.59237
"""Exact by the international agreement of 1959."""


class BadValue(ValueError):
    """What is wrong with a scalar and what would be right, in plain words, without the place."""


def language_code(wanted: str, codes: Collection[str]) -> str | None:
    """The one of some codes that `de`, `DE` or `de-AT` means; None if it is none of them."""
    code = wanted.casefold().replace("_", "-")
    main = code.partition("-")[0]
    return code if code in codes else main if main in codes else None


_UNITS = {"h": HOUR, "m": MINUTE, "min": MINUTE, "s": SECOND, "sec": SECOND}
_CLOCK = re.compile(r"(?:([0-9]{1,2}):)?([0-9]{1,3}):([0-9]{1,2})")
_PARTS = re.compile(r"(?:[0-9]+(?:\.[0-9]{1,3})?\s*(?:h|min|m|sec|s)\s*)+")
_PART = re.compile(r"([0-9]+(?:\.[0-9]{1,3})?)\s*(h|min|m|sec|s)")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")

LONGEST = 24 * HOUR


def _whole(pattern: str) -> str:
    """A PATTERN of the whole text, with any spaces around."""
    return rf"^\s*({pattern})\s*$"


_TIME = (
    r"([0-9]+(\.[0-9]{1,3})?\s*(h|min|m|sec|s)\s*)+"
    r"|([0-9]{1,3}|[0-9]{1,2}:0?[0-5]?[0-9]):[0-5]?[0-9]"
)
"""It also takes times of more than a day."""
_SOME_TIME = rf"(?=[^1-9]*[1-9])({_TIME})"


def parse_ns(text: str) -> int:
    """`90s`, `1m30s`, `1.5s`, `1:30`, `1:00:00` as nanoseconds, at most a day."""
    text = text.strip()
    if clock := _CLOCK.fullmatch(text):
        hours, minutes, seconds = (int(part or 0) for part in clock.groups())
        if seconds > 59:
            total = (hours * 60 + minutes) * 60 + seconds
            raise BadValue(
                f'"{text}" is not a duration: seconds after a colon go up to 59. '
                f"Write {duration_text(total * SECOND, colon=True)} or {total}s."
            )
        if clock[1] is not None and minutes > 59:
            raise BadValue(f'"{text}" is not a duration: minutes between colons go up to 59.')
        ns = hours * HOUR + minutes * MINUTE + seconds * SECOND
    elif _PARTS.fullmatch(text):
        ns = sum(_exact(number, _UNITS[unit]) for number, unit in _PART.findall(text))
    elif _NUMBER.fullmatch(text):
        raise BadValue(f'"{text}" has no unit: {text}s or {text}m?')
    else:
        raise BadValue(f'"{text}" is not a duration. Write 90s, 1m30s or 1:30.')
    if ns > LONGEST:
        raise BadValue(f'"{text}" is longer than a day.')
    return ns


def _exact(number: str, scale: int) -> int:
    """A decimal of at most three places times an integer, exactly."""
    whole, _, fraction = number.partition(".")
    return int(whole) * scale + int(fraction.ljust(3, "0") or 0) * scale // 1000


def thousandths_text(thousandths: int) -> str:
    """`80`, `2.5`, `1.25`: exactly, without zeros at the end."""
    whole, rest = divmod(abs(thousandths), 1000)
    digits = f"{whole}.{rest:03}".rstrip("0").rstrip(".") if rest else f"{whole}"
    return f"-{digits}" if thousandths < 0 else digits


def duration_text(ns: int, *, colon: bool = False) -> str:
    """`45s`, `2m`, `1m30s`, which `parse_ns` reads. With `colon`, from a minute on: `1:30`, `1:02:03`, no fractions."""
    seconds, rest = divmod(ns, SECOND)
    if colon and seconds >= 60:
        minutes, seconds = divmod(seconds, 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
    hours, seconds = divmod(seconds, 3600)
    minutes, seconds = divmod(seconds, 60)
    tail = f"{seconds + rest / SECOND:g}s" if seconds or rest or not (hours or minutes) else ""
    return (f"{hours}h" if hours else "") + (f"{minutes}m" if minutes else "") + tail


class Duration(Struct, frozen=True):
    """A length of time above zero: `every`, `for`, the work of a tabata."""

    ns: int
    PATTERN: ClassVar[str] = _whole(_SOME_TIME)
    EXAMPLES: ClassVar[tuple[str, ...]] = ("40s", "1m30s", "1:30")

    @classmethod
    def parse(cls, text: str) -> Self:
        ns = parse_ns(text)
        if ns <= 0:
            raise BadValue(f'"{text}" is no time at all.')
        return cls(ns)

    def text(self) -> str:
        return duration_text(self.ns)


class Gap(Struct, frozen=True):
    """A length of time that may be `none`: get-ready."""

    ns: int
    PATTERN: ClassVar[str] = _whole(f"none|{_TIME}")
    EXAMPLES: ClassVar[tuple[str, ...]] = ("10s", "none")

    @classmethod
    def parse(cls, text: str) -> Self:
        if text.strip() == "none":
            return cls(0)
        return cls(parse_ns(text))

    def text(self) -> str:
        return duration_text(self.ns) if self.ns else "none"


class Rest(Struct, frozen=True):
    """A rest: `90s`, `none`, or `2m+`, which waits for a key after its two minutes."""

    ns: int
    waits: bool = False
    PATTERN: ClassVar[str] = _whole(rf"none|({_TIME})\s*\+?")
    EXAMPLES: ClassVar[tuple[str, ...]] = ("90s", "1:30", "none", "2m+")

    @classmethod
    def parse(cls, text: str) -> Self:
        text = text.strip()
        if text == "none":
            return cls(0)
        waits = text.endswith("+")
        return cls(parse_ns(text.removesuffix("+")), waits)

    def text(self) -> str:
        if not self.ns and not self.waits:
            return "none"
        return duration_text(self.ns) + ("+" if self.waits else "")


class Work(Struct, frozen=True):
    """A time to work: `40s`, or `30s+`, which keeps counting after its thirty seconds until a key ends it."""

    ns: int
    open: bool = False
    ENDING: ClassVar[str] = _whole(rf"(?!0*\.[0-9]+\s*s(ec)?\s*\+?\s*$){_SOME_TIME}")
    """The PATTERN of those that end by themselves. Of times below a second it excludes only the form `0.5s`."""
    PATTERN: ClassVar[str] = _whole(rf"(?!0*\.[0-9]+\s*s(ec)?\s*\+?\s*$){_SOME_TIME}\s*\+?")
    EXAMPLES: ClassVar[tuple[str, ...]] = ("40s", "1m30s", "30s+")

    @classmethod
    def parse(cls, text: str) -> Self:
        ns = parse_ns(text.strip().removesuffix("+"))
        if ns < SECOND:
            raise BadValue(f'"{text}" is too short to work for: one second is the least.')
        return cls(ns, text.strip().endswith("+"))

    def text(self) -> str:
        return duration_text(self.ns) + ("+" if self.open else "")


MOST_REPS = 1000
_REPS = r"0*([1-9][0-9]{0,2}|1000)"


class Reps(Struct, frozen=True):
    """How many: `5` (low = high), `8-12`, `10+` (high None), `max` (low 0, high None)."""

    low: int
    high: int | None
    ENDING: ClassVar[str] = _whole(rf"{_REPS}(\s*[-–]\s*{_REPS})?")
    """The PATTERN of those that end by themselves. It also takes ranges that run backwards."""
    PATTERN: ClassVar[str] = _whole(rf"{_REPS}(\s*\+|\s*[-–]\s*{_REPS})?|max")
    WHOLE: ClassVar[tuple[int, int]] = (1, MOST_REPS)
    """The least and the greatest whole number that is one."""
    EXAMPLES: ClassVar[tuple[str, ...]] = ("5", "8-12", "10+", "max")

    @classmethod
    def parse(cls, text: str) -> Self:
        text = text.strip()
        if text == "max":
            return cls(0, None)
        match = re.fullmatch(r"0*([0-9]{1,9})(?:\s*(\+)|\s*[-–]\s*0*([0-9]{1,9}))?", text)
        if not match:
            raise BadValue(f'"{text}" is not a number of reps. Write 5, 8-12, 10+ or max.')
        low = int(match[1])
        high = None if match[2] else int(match[3] or low)
        if low < 1 or (high or low) > MOST_REPS:
            raise BadValue(f'"{text}" is out of range: reps go from 1 to {MOST_REPS}.')
        if high is not None and high < low:
            raise BadValue(f'"{text}" runs backwards. Write {high}-{low}.')
        return cls(low, high)

    @property
    def is_max(self) -> bool:
        return self.high is None and self.low == 0

    @property
    def is_open(self) -> bool:
        """Runs until a key ends it: `10+`, `max`."""
        return self.high is None

    def text(self) -> str:
        if self.high is None:
            return f"{self.low}+" if self.low else "max"
        return f"{self.low}" if self.low == self.high else f"{self.low}-{self.high}"


_MASS = re.compile(r"(?:([0-9]{1,2})\s*[x×]\s*)?([0-9]{1,4}(?:\.[0-9]{1,3})?)\s*(kg|lb|lbs)")
_ONE_MASS = r"[0-9]{1,4}(\.[0-9]{1,3})?\s*(kg|lbs?)"
_LOAD = (
    rf"(0?[1-4]\s*[x×]\s*)?{_ONE_MASS}"
    r"|(?!0+(\.0)?\s*%)(0?[0-9]{1,2}|1[0-4][0-9]|150(?!\.[1-9]))(\.[0-9])?\s*%"
    rf"|bodyweight(\s*[-+]\s*{_ONE_MASS})?|band\s+\S.{{0,29}}|bar"
)


class Load(Struct, frozen=True):
    """What is moved: a mass, a per cent, the body with some more or less, a band, or the empty bar.

    `amount` is in thousandths: of `unit` for a mass, of a per cent for a per cent; it is signed for `bodyweight`.
    """

    kind: Literal["mass", "percent", "bodyweight", "band", "bar"]
    amount: int = 0
    unit: Unit = "kg"
    count: int = 1
    name: str = ""
    """Of a band: its colour."""
    PATTERN: ClassVar[str] = _whole(_LOAD)
    EXAMPLES: ClassVar[tuple[str, ...]] = ("80 kg", "2 x 20 kg", "70%", "bodyweight + 10 kg", "band red")

    @classmethod
    def parse(cls, text: str) -> Self:
        text = " ".join(text.split())
        if text == "bar":
            return cls("bar")
        if text == "bodyweight":
            return cls("bodyweight")
        if match := re.fullmatch(r"bodyweight ?([-+]) ?(.+)", text):
            if not (mass := _MASS.fullmatch(match[2])) or mass[1]:
                raise BadValue(f'"{text}" is not a load. Write bodyweight + 10 kg or bodyweight - 20 kg.')
            amount = _exact(mass[2], 1000)
            unit = _unit(mass[3]) if amount else "kg"
            return cls("bodyweight", amount if match[1] == "+" else -amount, unit)
        if match := re.fullmatch(r"band (\S.{0,29})", text):
            return cls("band", name=match[1])
        if match := re.fullmatch(r"([0-9]{1,3}(?:\.[0-9])?) ?%", text):
            amount = _exact(match[1], 1000)
            if not 0 < amount <= 150_000:
                raise BadValue(f'"{text}" is out of range: per cents go from 1 to 150.')
            return cls("percent", amount)
        if match := _MASS.fullmatch(text):
            count = int(match[1] or 1)
            if not 1 <= count <= 4:
                raise BadValue(f'"{text}" is out of range: 1 to 4 weights of a kind.')
            return cls("mass", _exact(match[2], 1000), _unit(match[3]), count)
        if _NUMBER.fullmatch(text):
            raise BadValue(f'"{text}" has no unit: {text} kg or {text} lb?')
        raise BadValue(
            f'"{text}" is not a load. Write 80 kg, 175 lb, 2 x 20 kg, 70%, bodyweight + 10 kg, band red or bar.'
        )

    @property
    def grams(self) -> int:
        """The mass in hand, all pieces together, in grams; 0 if it is not a mass."""
        if self.kind not in ("mass", "bodyweight"):
            return 0
        return self.count * (self.amount if self.unit == "kg" else round(self.amount * GRAMS_PER_LB / 1000))

    def text(self) -> str:
        number = thousandths_text(abs(self.amount))
        match self.kind:
            case "mass":
                return f"{self.count} × {number} {self.unit}" if self.count > 1 else f"{number} {self.unit}"
            case "percent":
                return f"{number} %"
            case "bodyweight":
                return (
                    f"bodyweight {'+' if self.amount > 0 else '-'} {number} {self.unit}" if self.amount else self.kind
                )
            case "band":
                return f"band {self.name}"
            case "bar":
                return "bar"


def _unit(text: str) -> Unit:
    return "kg" if text == "kg" else "lb"


class WarmUpSet(Struct, frozen=True):
    """A lighter set before the first: `bar x 10`, `50% x 8` (of this item's first working load), `20 kg x 5`."""

    load: Load
    reps: int
    PATTERN: ClassVar[str] = _whole(rf"({_LOAD})\s*[x×]\s*(?!0+\s*$)[0-9]{{1,3}}")
    EXAMPLES: ClassVar[tuple[str, ...]] = ("bar x 10", "50% x 8", "20 kg x 5")

    @classmethod
    def parse(cls, text: str) -> Self:
        match = re.fullmatch(r"(.+?)\s*[x×]\s*([0-9]{1,3})", text.strip())
        if not match:
            raise BadValue(f'"{text}" is not a warm-up set. Write bar x 10, 50% x 8 or 20 kg x 5.')
        reps = int(match[2])
        if reps < 1:
            raise BadValue(f'"{text}" has no reps.')
        return cls(Load.parse(match[1]), reps)

    def text(self) -> str:
        return f"{self.load.text()} x {self.reps}"


FAST = -1
"""A phase written as X: as fast as form allows. It counts as one second."""

PHASES: tuple[Phase, ...] = ("lower", "bottom", "lift", "top")

_PHASE = "([0-9]{1,2}|[Xx])"


class Tempo(Struct, frozen=True):
    """The seconds of each phase, eccentric first (`3-1-X-0`), or the length of a rep (`1.5s`).

    The order is that of Poliquin's notation, also for exercises that start with the lift.
    """

    lower: int = 0
    bottom: int = 0
    lift: int = 0
    top: int = 0
    every_ns: int = 0
    """The length of a rep without phases; else 0."""
    PATTERN: ClassVar[str] = _whole(
        rf"(?=[^1-9Xx]*[1-9Xx])([0-9Xx]{{4}}|{_PHASE}(-{_PHASE}){{3}}"
        r"|0*([1-9]|[1-5][0-9])(\.[0-9]{1,3})?\s*s|0*60(\.0{1,3})?\s*s|0+\.[5-9][0-9]{0,2}\s*s)"
    )
    WHOLE: ClassVar[tuple[int, int]] = (1, 9999)
    """For 3110 and 0110 an editor sees a number (the latter as 110), so 110 passes too."""
    EXAMPLES: ClassVar[tuple[str, ...]] = ("3-1-X-0", "1.5s")

    @classmethod
    def parse(cls, text: str) -> Self:
        text = text.strip()
        if re.fullmatch(r"[0-9]+(\.[0-9]{1,3})?\s*s", text):
            every = parse_ns(text)
            if not SECOND // 2 <= every <= 60 * SECOND:
                raise BadValue(f'"{text}" is out of range: a rep takes from 0.5s to 60s.')
            return cls(every_ns=every)
        digits = list(text) if re.fullmatch(r"[0-9Xx]{4}", text) else text.split("-")
        if len(digits) != 4 or not all(re.fullmatch(r"[0-9]{1,2}|[Xx]", digit) for digit in digits):
            raise BadValue(
                f'"{text}" is not a tempo. Write the seconds down-bottom-up-top like 3-1-X-0 or 31X0, '
                "or 1.5s for a rep every 1.5 seconds."
            )
        phases = [FAST if digit in "Xx" else int(digit) for digit in digits]
        if not any(phases):
            raise BadValue(f'"{text}" takes no time at all: at least one phase needs a second.')
        return cls(*phases)

    @property
    def rep_ns(self) -> int:
        if self.every_ns:
            return self.every_ns
        fast = (self.lower, self.bottom, self.lift, self.top).count(FAST)
        return (self.lower + self.bottom + self.lift + self.top + fast * (1 - FAST)) * SECOND

    def phases(self, starts: Literal["lower", "lift"]) -> tuple[tuple[Phase, int], ...]:
        """(phase, ns) in the order of a rep, without phases that take no time; empty for a tempo without phases."""
        seconds = dict(zip(PHASES, (self.lower, self.bottom, self.lift, self.top), strict=True))
        order = PHASES if starts == "lower" else ("lift", "top", "lower", "bottom")
        return tuple(
            (name, SECOND if seconds[name] == FAST else seconds[name] * SECOND) for name in order if seconds[name]
        )

    def text(self) -> str:
        if self.every_ns:
            return f"{self.every_ns / SECOND:g}s"  # not 1m: a tempo has seconds only
        return "-".join("X" if n == FAST else str(n) for n in (self.lower, self.bottom, self.lift, self.top))


USUAL_TEMPO = Tempo(2, 0, 1, 0)
"""If neither the routine nor the exercise has one: three seconds a rep."""
