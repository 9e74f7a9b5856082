"""The places of what the file alone does not decide, kept when its nodes are gone.

Whether a per cent can be worked out depends on the person's maxes, and the length of a routine on its plan. Both are
judged by `workout.paper.advice`, which needs places for its warnings. Plain values; nothing here reads or judges.
"""

from msgspec import Struct

from coach.routine.problems import Spot
from coach.routine.values import Load


class Share(Struct, frozen=True):
    """A load in per cent of the one-rep max."""

    exercise: str
    """The id of the exercise, or the words of an item that needs no library."""
    load: Load
    spot: Spot


class Spots(Struct, frozen=True):
    """The places in one routine."""

    name: Spot
    shares: tuple[Share, ...] = ()
    """In the order of the file."""
