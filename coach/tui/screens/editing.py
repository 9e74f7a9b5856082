"""Opens the editor from inside the program: it gets the terminal until it is closed, or in tmux a pane beside it.

May live here: how the terminal is handed over, and what comes after. Which editor and which file is decided in
`coach.authoring`. A screen shows by itself what an edit changes: it polls the file anyway.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual.app import SuspendNotSupported

from coach.authoring.editor import (
    NoEditor,
    can_open_in_tmux,
    find_editor,
    interrupts_ignored,
    open_in_tmux,
    run_editor,
)
from coach.authoring.files import write_schemas
from coach.authoring.targets import EditTarget, first_error, let_go, own_routine, problems_of
from coach.routine.library import Library
from coach.routine.problems import LoadError
from coach.tui.screens.guarded import GuardedScreen

Tell = Callable[[str], None]
Closed = Callable[[Path], None]
"""Called with the file when the editor has closed, or has opened in a pane."""


def edit_routine(
    screen: GuardedScreen[Any], library: Library, path: Path, tell: Tell, closed: Closed, line: int = 0
) -> None:
    """A routine in the editor; a bundled one is copied first.

    Args:
        screen: in front; whose terminal it is, and over which the problems are laid.
        library: of the routine.
        path: the routine's file.
        tell: says a line to the person.
        closed: what the screen does then.
        line: where the editor begins, from 1.
    """
    try:
        target = own_routine(library, path)
    except (OSError, LoadError) as error:
        tell(f"no copy of {path.name} can be made: {_reason(error)}")
        return
    write_schemas()
    if target.copied:
        tell(f"{target.path.name} is bundled; what you edit is your copy")
    _edit(screen, library, target, tell, closed, line)


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return str(error).splitlines()[0]


def _edit(
    screen: GuardedScreen[Any], library: Library, target: EditTarget, tell: Tell, closed: Closed, line: int
) -> None:
    try:
        command = find_editor(os.environ).command(target.path, line)
        if can_open_in_tmux(os.environ):
            open_in_tmux(command, os.environ)
            tell("the editor is in the pane beside; what you save is taken up")
            closed(target.path)
            return
        with interrupts_ignored(), screen.app.suspend():
            code = run_editor(command)
    except NoEditor as error:
        let_go(target)
        tell(str(error))
        return
    except SuspendNotSupported:
        tell(f"this terminal cannot be lent to an editor. Edit {target.path} in another; what you save is taken up")
        return
    if code:
        tell(f"the editor ended with {code}")
    if let_go(target):
        tell("nothing was changed, so no copy is kept")
        closed(target.path)
        return
    _check(screen, library, target, tell, closed)
    closed(target.path)  # which sees what lies over it


def _check(screen: GuardedScreen[Any], library: Library, target: EditTarget, tell: Tell, closed: Closed) -> None:
    """Shows the problems of the edited file over the screen, with the way back into the editor at the first one."""
    problems = problems_of(library, target.path, lambda loaded: loaded.problems)
    wrong = first_error(problems, target.path)
    if wrong is None:
        return
    from coach.tui.screens.overlays.problems import ProblemsScreen

    line = wrong.line if wrong.file == str(target.path) else 0
    screen.lay_over(
        ProblemsScreen(target.path, problems, lambda: _edit(screen, library, target, tell, closed, line)),
    )
