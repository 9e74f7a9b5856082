"""Where a file says what the file alone cannot tell to be right or wrong: kept when its nodes are gone.

Whether a per cent can be worked out depends on what a person can lift, and how long a routine takes on its plan:
`workout.paper.advice` judges both, and needs a place for what it says. Plain values; nothing here reads or judges.
"""

from msgspec import Struct

from coach.routine.problems import Spot
from coach.routine.values import Load


class Share(Struct, frozen=True):
    """A load that is a per cent of the most that somebody can lift once."""

    exercise: str
    """The exercise's id; the words of an item that needs no library."""
    load: Load
    spot: Spot


class Spots(Struct, frozen=True):
    """Of one routine."""

    name: Spot
    shares: tuple[Share, ...] = ()
    """In the order in which they are written."""
