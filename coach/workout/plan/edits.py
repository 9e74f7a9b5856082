"""What a person changes about the plan during the workout, as values that `expand` applies.

Swap, later, one more set, a corrected load and a reload of the file all expand the routine again with these edits.
"""

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
    """What is left of an item comes at the end of its block, or of one round."""

    item: ItemKey
    round: int | None = None
    """None: of the block."""


class Added(Struct, frozen=True, tag=True):
    """One more set of an item."""

    item: ItemKey


class LoadCorrected(Struct, frozen=True, tag=True):
    """Sets of an item that were planned with `old`, or with a share of it, take `new` or a share of that."""

    item: ItemKey
    key: SetKey
    """The set that was corrected."""
    exercise: str
    """The id of its exercise: another one that is swapped in has its own load."""
    old: Load | None
    new: Load


class PaceChanged(Struct, frozen=True, tag=True):
    """An item's sets of reps go at another pace from now on."""

    item: ItemKey
    pace: Pace


class TargetChanged(Struct, frozen=True, tag=True):
    """One set ahead has exactly this many reps as its target."""

    item: ItemKey
    key: SetKey
    reps: int


ValueEdit = LoadCorrected | PaceChanged | TargetChanged
"""Changes what sets of one item say, not which sets there are."""
Edit = Swapped | Moved | Added | ValueEdit
