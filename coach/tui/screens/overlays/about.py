"""Everything about one exercise, and when to stop: pages of words laid over a screen.

May live here: which page is laid over. What stands on it is in `coach.workout.paper`.
"""

from typing import ClassVar

from coach.routine.exercises import Exercises
from coach.routine.model import Exercise, Routine
from coach.routine.problems import LoadError
from coach.tui.actions import OVERLAY, OVERVIEW, WORKOUT, Action, close_with
from coach.tui.screens.overlays.overlay import Overlay
from coach.workout.paper.exercise_page import NameOf, exercise_lines
from coach.workout.paper.safety import stop_lines


class AboutScreen(Overlay[None]):
    """Why, what works, cues by phase, faults and fixes, easier and harder.

    Args:
        exercise: whose page it is.
        name_of: the name of an id among its easier and harder versions (`names`).
        keep_top: rows of the screen below that stay in sight.
    """

    ACTIONS: ClassVar[tuple[Action, ...]] = (*OVERLAY, close_with(WORKOUT, "about"))

    def __init__(self, exercise: Exercise, name_of: NameOf = str, keep_top: int = 0) -> None:
        super().__init__(lambda width: exercise_lines(exercise, width, name_of), keep_top)


class StopRulesScreen(Overlay[None]):
    """When to stop a set, and when to stop and seek help."""

    ACTIONS: ClassVar[tuple[Action, ...]] = (*OVERLAY, close_with(OVERVIEW, "stop-rules"))

    def __init__(self, keep_top: int = 0) -> None:
        super().__init__(stop_lines, keep_top)


def names(routine: Routine, shelf: Exercises) -> NameOf:
    """From ids to names: those that the routine holds, else of the library; a broken file keeps its id.

    Asks the library for the one file of an id, never for all of them: pages are laid out while a key waits.
    """

    def name_of(word: str) -> str:
        if word in routine.exercises:
            return routine.exercises[word].name
        try:
            found = shelf.get(word)
        except LoadError:
            return word
        return found.name if found else word

    return name_of
