"""A number with its unit, or several: the values in the phrases of a line, and how they are written in a routine."""

from collections.abc import Sequence

from msgspec import Struct

from coach.authoring.from_notes.grammar.tokens import BARE, NUMBERS, Token
from coach.routine.values import SECOND, duration_text


class Quantity(Struct, frozen=True):
    """`5`, `8-12`, `10+`, `45s`, `60 kg`, `5/5/3`, `max`."""

    kind: str
    """number, reps, time, m, mass, percent, far, max, bar or body."""
    values: tuple[float, ...] = ()
    """Seconds for times. A list has more than one."""
    high: float | None = None
    """The end of a range."""
    open: bool = False
    """Whether a plus follows; in a list, after the last value."""
    unit: str = ""
    """kg or lb; for what is far, as written."""

    @property
    def value(self) -> float:
        return self.values[0] if self.values else 0

    @property
    def plain(self) -> bool:
        """Whether it is one bare number."""
        return self.kind == "number" and len(self.values) == 1 and self.high is None and not self.open

    def each(self) -> list["Quantity"]:
        """Those of a list, one by one."""
        last = len(self.values) - 1
        return [
            Quantity(self.kind, (value,), self.high, self.open and at == last, self.unit)
            for at, value in enumerate(self.values)
        ] or [self]

    def load(self) -> str:
        """As the load of an item."""
        if self.kind in ("bar", "body"):
            return {"bar": "bar", "body": "bodyweight"}[self.kind]
        return f"{digits(self.value)}%" if self.kind == "percent" else f"{digits(self.value)} {self.unit}"


def quantity(found: Sequence[Token]) -> Quantity:
    """Of tokens that a shape has put together. The unit of the last number is that of all."""
    numbers = [token for token in found if token.kind in (*NUMBERS, "emom")]
    if not numbers:
        return Quantity(next((token.kind for token in found if token.kind in ("bar", "body")), "max"))
    last = numbers[-1]
    kind = "number" if last.kind in (*BARE, "sets", "rounds") else last.kind
    values = tuple(token.value * (last.scale if token.kind in BARE else 1) for token in numbers)
    ranged = len(values) == 2 and any(token.kind in ("dash", "to") for token in found)
    waits = any(token.kind == "plus" for token in found)
    return Quantity(kind, values[:1] if ranged else values, values[1] if ranged else None, waits, last.unit)


def digits(value: float) -> str:
    """`80`, `82.5`: at most three decimals."""
    return f"{value:.3f}".rstrip("0").rstrip(".")


def duration(seconds: float) -> str:
    """As a person would write it: `90s`, `2m`, `2m30s`."""
    short = f"{digits(seconds)}s"
    return short if seconds < 120 and seconds % 60 else duration_text(round(seconds * SECOND))


def seconds(time: Quantity, least_bare: float = 0) -> float:
    """A time in seconds; of a bare number, from `least_bare` on seconds, below it minutes."""
    return time.value * 60 if time.kind == "m" or (time.kind == "number" and time.value < least_bare) else time.value


def rest_text(rest: Quantity) -> str:
    """`90s` or `none`. A range becomes its lower end and waits for a key: `2m+`. Bare numbers under 10 are minutes."""
    waits = "+" if rest.high is not None or rest.open else ""
    time = seconds(rest, least_bare=10)
    return f"{duration(time)}{waits}" if time or waits else "none"
