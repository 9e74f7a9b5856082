"""What the keys of a workout stand for, where that is always the same, by the action's id. Values, and nothing else."""

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
    Pause,
    Restart,
    Resume,
    Skip,
    Swap,
    TogglePace,
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
    "pace": TogglePace(),
    "swap": Swap(),
    "later": Later(),
    "restart": Restart(),
    "more": More(),
    "skip-exercise": Skip("exercise"),
    "skip-block": Skip("block"),
    "pain": Skip("exercise", pain=True),
    "finish": Finish(),
}
PAUSES: dict[str, Input] = {"pause": Pause(), "resume": Resume()}
"""One key, whichever of the two it is."""
