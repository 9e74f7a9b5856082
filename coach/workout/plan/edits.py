"""What a person changed about the routine in mid-workout. Edits are values; `plan.expand` applies them, so that swap,
later, one more set, a corrected load and a live reload are one mechanism."""

from msgspec import Struct

from coach.routine.model import Pace
from coach.routine.values import Load
from coach.workout.plan.sets import ItemKey, SetKey


class Swapped(Struct, frozen=True, tag=True):
    """An item is done with another exercise from now on."""

    item: ItemKey
    exercise: str
    """An id."""


class Moved(Struct, frozen=True, tag=True):
    """What is left of an item comes at the end of its block, or of one round of it."""

    item: ItemKey
    round: int | None = None


class Added(Struct, frozen=True, tag=True):
    """One more set of an item."""

    item: ItemKey


class LoadCorrected(Struct, frozen=True, tag=True):
    """Sets of an item that were planned with `old` (or with a share of it) take `new`."""

    item: ItemKey
    key: SetKey
    """The set that was corrected."""
    exercise: str
    """Its exercise: what is swapped in later has a load of its own."""
    old: Load | None
    new: Load


class PaceChanged(Struct, frozen=True, tag=True):
    """An item goes at another pace from now on."""

    item: ItemKey
    pace: Pace


class TargetChanged(Struct, frozen=True, tag=True):
    """A set ahead has another target."""

    item: ItemKey
    key: SetKey
    reps: int


Edit = Swapped | Moved | Added | LoadCorrected | PaceChanged | TargetChanged
