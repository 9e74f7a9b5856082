"""What the plan knows of the person, from settings and state. It is an argument: the core looks nothing up."""

from msgspec import Struct, field

from coach.routine.model import Pace
from coach.routine.values import SECOND, Load, Unit
from coach.workout.plan.kit import KITS, Kit


class Known(Struct, frozen=True, kw_only=True):
    """What the plan knows of the person."""

    maxes: dict[str, Load] = {}
    """The one-rep max of each exercise, by id."""
    paces: dict[str, Pace] = {}
    """The pace that was last chosen for an exercise in main blocks, by id."""
    get_ready_ns: int = 10 * SECOND
    """Where the routine says nothing."""
    unit: Unit = "kg"
    kits: dict[Unit, Kit] = field(default_factory=KITS.copy)
    """What there is to lift with, in each unit. A load that is a share of another one is one that can be made."""

    @property
    def bar(self) -> Load:
        """The empty bar."""
        return Load("mass", self.kits[self.unit].bar, self.unit)
