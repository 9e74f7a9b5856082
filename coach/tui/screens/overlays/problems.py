"""What is wrong with a file that was just edited, and the way back into the editor."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from coach.routine.problems import Problem, printable
from coach.shell.catalog import problem_lines
from coach.tui.actions import PROBLEMS, Action
from coach.tui.screens.overlays.overlay import Overlay


class ProblemsScreen(Overlay[None]):
    """The problems of a file.

    Args:
        path: the file.
        problems: all that is wrong with it.
        again: opens the editor again.
    """

    ACTIONS: ClassVar[tuple[Action, ...]] = PROBLEMS

    def __init__(self, path: Path, problems: Sequence[Problem], again: Callable[[], None]) -> None:
        super().__init__(partial(problem_lines, printable(path.name), path, problems))
        self._again = again

    def action_again(self) -> None:
        self.dismiss(None)
        self.app.call_later(self._again)
