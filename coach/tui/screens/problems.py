"""What is wrong with a file that was just edited, and the way back into the editor."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType

from coach.routine.problems import Problem, printable
from coach.shell.catalog import problem_lines
from coach.tui.actions import PROBLEMS, bindings
from coach.tui.screens.overlay import Overlay
from coach.tui.widgets.ribbon import Ribbon, keys_of


class ProblemsScreen(Overlay):
    """The problems of a file.

    Args:
        path: the file.
        problems: all that is wrong with it.
        again: opens the editor again.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(PROBLEMS)]

    def __init__(self, path: Path, problems: Sequence[Problem], again: Callable[[], None]) -> None:
        super().__init__(partial(problem_lines, printable(path.name), path, problems))
        self._again = again

    def _show_keys(self, more: bool) -> None:
        shown = [action for action in PROBLEMS if more or action.id != "down"]
        self.query_one("#keys", Ribbon).show(keys_of(shown))

    def action_again(self) -> None:
        self.dismiss(None)
        self.call_later(self._again)
