"""Editing at a prompt: the editor, the problems, and the editor again at the line of the first problem.

Only the editor writes the file. A file with problems stays as the user left it.
"""

import os
import sys
from typing import TYPE_CHECKING

import click

from coach.cli import common

if TYPE_CHECKING:
    from coach.authoring.targets import EditTarget
    from coach.routine.library import Library


def edit(library: "Library", target: "EditTarget", line: int = 0) -> int:
    """Open the editor until the file is right or the user gives up. Returns the exit code.

    Raises:
        click.ClickException: there is no editor.
    """
    from coach.authoring.editor import NoEditor, find_editor, run_editor
    from coach.authoring.targets import first_error, let_go, name_for, problems_of
    from coach.routine.problems import printable

    name = printable(str(target.path))
    while True:
        try:
            code = run_editor(find_editor(os.environ).command(target.path, line))
        except NoEditor as error:
            raise click.ClickException(str(error) if let_go(target) else f"{error} The file is {name}") from None
        if code:
            common.message(f"The editor ended with {code}.")
        if let_go(target):
            common.message("Nothing was changed, so no copy is kept.")
            return 0
        problems = problems_of(library, target.path, lambda loaded: common.warnings(loaded, common.the_known()))
        if problems:
            common.message(common.problem_text(problems, sys.stderr))
        wrong = first_error(problems, target.path)
        if wrong is None:
            common.message(f"{name}: fine")
            return 0
        line = wrong.line if wrong.file == str(target.path) else 0
        where = f" at line {line}" if line else ""
        if not click.confirm(f"Edit it again{where}?", default=True, err=True):
            common.message(
                f"It stays as it is; coach edit {printable(name_for(library, target.path))} goes on with it."
            )
            return 1
