"""What the keys of a workout stand for, where that is always the same. Values, and nothing else."""

from coach.routine.values import SECOND
from coach.workout.engine.inputs import (
    Back,
    Count,
    Done,
    Extend,
    Finish,
    Input,
    Later,
    More,
    Pace,
    Restart,
    Skip,
    Swap,
    Undo,
)

INPUTS: dict[str, Input] = {
    "done": Done(),
    "back": Back(),
    "skip": Skip(),
    "undo": Undo(),
    "longer": Extend(15 * SECOND),
    "shorter": Extend(-15 * SECOND),
    "count": Count(),
    "pace": Pace(),
    "swap": Swap(),
    "later": Later(),
    "restart": Restart(),
    "more": More(),
    "skip-exercise": Skip("exercise"),
    "skip-block": Skip("block"),
    "pain": Skip("exercise", pain=True),
    "finish": Finish(),
}
"""What each action's id stands for, where it is always the same."""
