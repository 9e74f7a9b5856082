"""What there is to lift with, and which weight of it is nearest to a wanted one.

Pure: numbers in, numbers out. Masses are whole thousandths of the unit that the person lifts in (kg or lb), as in
`routine.values.Load`, so nothing is rounded. A `Kit` says what there is to lift with, any number of plates of each
size. What may not live here: what the plates of a side are, and which load the arrows lead to (`history.plates`).
"""

from collections.abc import Collection
from functools import lru_cache
from math import gcd
from typing import Final

from msgspec import Struct

from coach.routine.values import Unit

SEARCHED: Final = 300_000
"""A side above this (300) is filled with the largest plate first; below it all sums of plates are found."""


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

    def ladder(self, equipment: Collection[str]) -> tuple[int, ...]:
        """The weights that come ready made, of the equipment that is needed; empty where plates are put on."""
        ladders = {"kettlebell": self.kettlebells, "dumbbell": self.dumbbells, "dumbbells": self.dumbbells}
        return next((ladders[name] for name in equipment if name in ladders), ())

    def nearest(self, amount: int, equipment: Collection[str], *, on_a_bar: bool) -> int:
        """The weight nearest to `amount` that can be made with this equipment; of two that are as near, the lighter.

        Args:
            amount: thousandths of the kit's unit.
            equipment: that of the exercise.
            on_a_bar: whether plates go on a bar for it; otherwise it comes ready made, or in steps of `step`.
        """
        if on_a_bar:
            below, above = sums_around(max(0, amount - self.bar) // 2, self.pairs)
            return _nearer(amount, [self.bar + 2 * side for side in (below, above) if side is not None])
        below = amount // self.step * self.step
        return _nearer(amount, self.ladder(equipment) or (below, below + self.step))


@lru_cache(maxsize=256)
def sums_around(room: int, pairs: tuple[int, ...]) -> tuple[int, int | None]:
    """(the greatest sum of plates that is at most `room`, the least that is more, None without plates)."""
    if not pairs:
        return 0, None
    bulk = max(0, -(-(room - SEARCHED) // max(pairs))) * max(pairs)
    grain = gcd(*pairs)
    sums = {0}
    for weight in range(grain, room - bulk + min(pairs) + grain, grain):
        if any(weight - size in sums for size in pairs):
            sums.add(weight)
    below = max(weight for weight in sums if weight <= room - bulk)
    return bulk + below, bulk + min(weight for weight in (*sums, below + min(pairs)) if weight > room - bulk)


def _nearer(amount: int, rungs: Collection[int]) -> int:
    """The rung nearest to the amount; the lighter of two that are as near."""
    return min(rungs, key=lambda rung: (abs(rung - amount), rung))


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
