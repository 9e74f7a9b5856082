"""What goes on each side of the bar, and which load comes next: numbers in, numbers and short texts out.

Pure: no files, no settings, no past. Masses are whole thousandths of the unit that the person lifts in (kg or lb), as
in `routine.values.Load`, so nothing is rounded. A `Kit` says what there is to lift with, any number of plates of each
size. Per cents and bands are not changed here: a per cent follows another weight, and bands have no order.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection
from functools import lru_cache
from math import gcd
from typing import Final

from msgspec import Struct

from coach.routine.values import Load, Unit, thousandths_text
from coach.workout.plan.sets import BARBELLS

HEAVIEST: Final = 9_999_000
"""The largest mass that a routine can name, in thousandths."""
SEARCHED: Final = 300_000
"""A side above this (300) is filled with the largest plate first; below it the fewest plates are found."""

MOST_ON_A_BODY: Final = 999_000
"""The most that can be added to bodyweight or taken off it."""


def _thousandths(*numbers: float) -> tuple[int, ...]:
    return tuple(round(number * 1000) for number in numbers)


class Kit(Struct, frozen=True, kw_only=True):
    """What there is to lift with, all in one unit."""

    unit: Unit
    bar: int
    pairs: tuple[int, ...]
    """The sizes of plates, heaviest first; of each there are as many pairs as needed."""
    dumbbells: tuple[int, ...]
    """Lightest first."""
    kettlebells: tuple[int, ...]
    """Lightest first."""

    @property
    def step(self) -> int:
        """The smallest change of a bar: the smallest plate on both sides."""
        return 2 * self.pairs[-1]


KITS: Final[dict[Unit, Kit]] = {
    "kg": Kit(
        unit="kg",
        bar=20_000,
        pairs=_thousandths(25, 20, 15, 10, 5, 2.5, 1.25),
        dumbbells=_thousandths(*range(1, 11), *(n / 2 for n in range(25, 101, 5))),
        kettlebells=_thousandths(*range(4, 24, 2), *range(24, 49, 4)),
    ),
    "lb": Kit(
        unit="lb",
        bar=45_000,
        pairs=_thousandths(45, 35, 25, 10, 5, 2.5),
        dumbbells=_thousandths(*range(5, 101, 5)),
        kettlebells=_thousandths(9, 13, 18, 26, 35, 44, 53, 62, 70, 80, 88, 97, 106),
    ),
}
"""What a gym has, where the settings say nothing else."""


class Plates(Struct, frozen=True):
    """What goes on one side."""

    loaded: tuple[int, ...]
    """Plates of one side, heaviest (innermost) first."""
    short_by: int
    """What the bar lacks in all; negative where the empty bar alone is more than was asked for."""

    @property
    def side(self) -> int:
        return sum(self.loaded)

    def text(self) -> str:
        """`25 + 5`, `2 × 25 + 5`, `empty bar`, and what is missing: `25 + 5, 0.5 short`."""
        sizes = sorted(set(self.loaded), reverse=True)
        counts = ((self.loaded.count(size), thousandths_text(size)) for size in sizes)
        plates = " + ".join(f"{count} × {size}" if count > 1 else size for count, size in counts) or "empty bar"
        if self.short_by > 0:
            return f"{plates}, {thousandths_text(self.short_by)} short"
        return f"{plates}, {thousandths_text(-self.short_by)} too much" if self.short_by < 0 else plates

    def since(self, now: "Plates") -> str:
        """What a side gains or loses against what is on it: `+ 10 a side from now`; empty where nothing changes."""
        change = self.side - now.side
        return f"{'+' if change > 0 else '−'} {thousandths_text(abs(change))} a side from now" if change else ""


@lru_cache(maxsize=256)
def per_side(total: int, bar: int, pairs: tuple[int, ...]) -> Plates:
    """The plates of one side for a bar of `total`: as close below it as can be, with the fewest plates, the heavier
    plate where two ways are equal. All in thousandths of one unit.

    Raises:
        ValueError: a plate weighs nothing or less.
    """
    if any(size <= 0 for size in pairs):
        raise ValueError("a plate must weigh something")
    room = max(0, total - bar) // 2
    sizes = sorted(set(pairs), reverse=True)
    bulk = max(0, -(-(room - SEARCHED) // sizes[0])) if sizes else 0
    loaded = (*sizes[:1] * bulk, *_fewest(room - bulk * sizes[0] if bulk else room, sizes))
    return Plates(tuple(sorted(loaded, reverse=True)), total - bar - 2 * sum(loaded))


def _fewest(room: int, sizes: list[int]) -> list[int]:
    """The fewest plates (largest sizes first) whose sum is the largest that is at most `room`.

    The classic table of coin change: taking the largest that fits fails on odd sets (15 of 12 and 7.5).
    """
    if not sizes:
        return []
    grain = gcd(*sizes)
    steps = [size // grain for size in sizes]
    fewest: list[int | None] = [0]
    last = [0]
    for weight in range(1, room // grain + 1):
        best, plate = None, 0
        for step in steps:
            if step <= weight and (before := fewest[weight - step]) is not None and (best is None or before + 1 < best):
                best, plate = before + 1, step
        fewest.append(best)
        last.append(plate)
    weight = max(at for at, count in enumerate(fewest) if count is not None)
    taken = []
    while weight:
        taken.append(last[weight] * grain)
        weight -= last[weight]
    return taken


def next_load(load: Load | None, up: bool, kit: Kit, equipment: Collection[str]) -> Load:
    """The next load that can be made: the smallest pair of plates more or less on a bar, the next dumbbell or bell of
    the ladder, `kit.step` for anything else.

    Without a load it starts at the bar, or a quarter up the ladder of bells. The kit must be of the load's unit. A band
    or a per cent is given back as it is. At an end of the ladder, or with the bar alone, nothing changes.
    """
    ladder = _ladder(kit, equipment)
    least = kit.bar if BARBELLS.intersection(equipment) else ladder[0] if ladder else kit.step
    if load is None:
        return Load("mass", ladder[len(ladder) // 4] if ladder else least, kit.unit)
    match load.kind:
        case "percent" | "band":
            return load
        case "bar":
            return Load("mass", kit.bar + kit.step, kit.unit) if up else load
        case "bodyweight":
            amount = max(-MOST_ON_A_BODY, min(_on_grid(load.amount, up, 0, kit.step), MOST_ON_A_BODY))
            return Load("bodyweight", amount, kit.unit)
    amount = _on_ladder(load.amount, up, ladder) if ladder else _on_grid(load.amount, up, least, kit.step)
    if not up:
        amount = max(amount, min(least, load.amount))
    return Load("mass", min(amount, HEAVIEST), load.unit, load.count)


def _ladder(kit: Kit, equipment: Collection[str]) -> tuple[int, ...]:
    """The fixed weights of this equipment, lightest first; empty if it is loaded with plates."""
    ladders = {"kettlebell": kit.kettlebells, "dumbbell": kit.dumbbells, "dumbbells": kit.dumbbells}
    return next((ladders[name] for name in equipment if name in ladders), ())


def _on_grid(amount: int, up: bool, zero: int, step: int) -> int:
    """The next of zero, zero ± step, … above or below `amount`."""
    below, rest = divmod(amount - zero, step)
    return zero + (below + 1 if up else below if rest else below - 1) * step


def _on_ladder(amount: int, up: bool, ladder: tuple[int, ...]) -> int:
    """The next rung above or below; `amount` itself where there is none."""
    place = bisect_right(ladder, amount) if up else bisect_left(ladder, amount) - 1
    return ladder[place] if 0 <= place < len(ladder) else amount
