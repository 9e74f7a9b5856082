"""What goes on each side of the bar, and which load comes next: numbers in, numbers and short texts out.

Pure: no files, no settings, no past. Masses are whole thousandths of the unit that the person lifts in, as in
`plan.kit`. Per cents and bands are not changed here: a per cent follows another weight, and bands have no order.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection
from functools import lru_cache
from math import gcd
from typing import Final

from msgspec import Struct

from coach.routine.values import Load, Unit, thousandths_text
from coach.workout.plan.kit import SEARCHED, Kit, sums_around
from coach.workout.plan.sets import BARBELLS

HEAVIEST: Final = 9_999_000
"""The largest mass that a routine can name, in thousandths."""

MOST_ON_A_BODY: Final = 999_000
"""The most that can be added to bodyweight or taken off it."""


class Plates(Struct, frozen=True):
    """What goes on one side."""

    loaded: tuple[int, ...]
    """Plates of one side, heaviest (innermost) first."""
    short_by: int
    """What the bar lacks in all; negative where the empty bar alone is more than was asked for."""
    total: int = 0
    """What was asked for."""
    above: int = 0
    """If it cannot be loaded, the next weight that can; 0 where there is none."""

    @property
    def side(self) -> int:
        return sum(self.loaded)

    def text(self, unit: Unit) -> str:
        """`25 + 5`, `2 × 25 + 5`, `empty bar`, and what is missing: `20, 5 kg cannot be loaded; 60 or 70 can`."""
        sizes = sorted(set(self.loaded), reverse=True)
        counts = ((self.loaded.count(size), thousandths_text(size)) for size in sizes)
        plates = " + ".join(f"{count} × {size}" if count > 1 else size for count, size in counts) or "empty bar"
        if self.short_by > 0:
            can = thousandths_text(self.total - self.short_by)
            more = f" or {thousandths_text(self.above)}" if self.above else ""
            return f"{plates}, {thousandths_text(self.short_by)} {unit} cannot be loaded; {can}{more} can"
        return f"{plates}, {thousandths_text(-self.short_by)} {unit} too much" if self.short_by < 0 else plates

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
    short_by = total - bar - 2 * sum(loaded)
    _, more = sums_around(room, pairs) if short_by > 0 else (0, None)
    return Plates(tuple(sorted(loaded, reverse=True)), short_by, total, bar + 2 * more if more else 0)


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
    ladder = kit.ladder(equipment)
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


def _on_grid(amount: int, up: bool, zero: int, step: int) -> int:
    """The next of zero, zero ± step, … above or below `amount`."""
    below, rest = divmod(amount - zero, step)
    return zero + (below + 1 if up else below if rest else below - 1) * step


def _on_ladder(amount: int, up: bool, ladder: tuple[int, ...]) -> int:
    """The next rung above or below; `amount` itself where there is none."""
    place = bisect_right(ladder, amount) if up else bisect_left(ladder, amount) - 1
    return ladder[place] if 0 <= place < len(ladder) else amount
