"""From settings and state to what the plan knows of a person (`Known`), and what they lift with (`Kit`).

Pure: values in, values out. No files are read here.
"""

from coach.routine.values import Load, Unit
from coach.settings import Settings
from coach.state import State
from coach.workout.plan.kit import KITS, Kit
from coach.workout.plan.known import Known


def kit(settings: Settings, unit: Unit | None = None) -> Kit:
    """What there is to lift with, in one unit; None: that of the settings.

    Weights that the settings name in the other unit are left out, and what is missing is as in a usual gym.
    """
    unit = unit or settings.units
    usual = KITS[unit]
    bar = settings.bar if settings.bar and settings.bar.unit == unit else None
    return Kit(
        unit=unit,
        bar=bar.amount if bar else usual.bar,
        pairs=_amounts(settings.plates, unit)[::-1] or usual.pairs,
        dumbbells=_amounts(settings.dumbbells, unit) or usual.dumbbells,
        kettlebells=_amounts(settings.kettlebells, unit) or usual.kettlebells,
    )


def _amounts(loads: tuple[Load, ...] | None, unit: Unit) -> tuple[int, ...]:
    return tuple(sorted({load.amount for load in loads or () if load.unit == unit}))


def known(settings: Settings, state: State) -> Known:
    """What `plan.expand` knows of the person."""
    return Known(
        maxes=settings.maxes,
        paces=state.pace,
        get_ready_ns=settings.get_ready.ns,
        unit=settings.units,
        kits={unit: kit(settings, unit) for unit in KITS},
    )
