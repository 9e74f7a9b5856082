"""What the plan knows of the person, from settings and state. It is an argument: the core looks nothing up."""

from msgspec import Struct

from coach.routine.model import Pace
from coach.routine.values import SECOND, Load


class Known(Struct, frozen=True, kw_only=True):
    """What the plan knows of the person."""

    maxes: dict[str, Load] = {}
    """The one-rep max of each exercise, by id."""
    paces: dict[str, Pace] = {}
    """The pace that was last chosen for an exercise in main blocks, by id."""
    get_ready_ns: int = 10 * SECOND
    """Where the routine says nothing."""
    bar: Load = Load("mass", 20_000)
    step: Load = Load("mass", 2_500)
    """A barbell's load that is a share of another one is rounded to multiples of it."""
