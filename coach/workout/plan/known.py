"""What the past and the settings tell the plan: an argument, so that the core never looks anything up."""

from typing import Literal

from msgspec import Struct

from coach.routine.values import SECOND, Load


class Known(Struct, frozen=True, kw_only=True):
    maxes: dict[str, Load] = {}
    """The one-rep max of an exercise, by id."""
    paces: dict[str, Literal["self", "coach"]] = {}
    """The pace that was chosen with a key, by the exercise's id."""
    get_ready_ns: int = 10 * SECOND
    """The setting; what a routine says wins."""
    bar: Load = Load("mass", 20_000)
    step: Load = Load("mass", 2_500)
    """Barbell weights that are a share of another are rounded to multiples of it."""
