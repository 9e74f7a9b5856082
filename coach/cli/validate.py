"""`coach validate FILE…`: all that is wrong with some files, routines and exercises."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coach.cli import common

if TYPE_CHECKING:
    from coach.routine.library import Library
    from coach.routine.problems import Problem


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", shell_complete=common.routine_names)
@common.json_option
def command(files: tuple[str, ...], as_json: bool) -> int:
    """Check routines and exercises, and tell every problem with its line and column.

    FILE is the path of a routine or of an exercise, or a routine's name.
    """
    from coach.routine import problems

    library = common.the_library()
    results = [(file, *_check(file, library)) for file in files]
    if as_json:
        common.print_json(
            files=[
                {"file": file, "valid": code == 0, "problems": problems.as_json(found)} for file, code, found in results
            ]
        )
    else:
        for file, code, found in results:
            if found:
                click.echo(problems.shown(found))
            if code == 0:
                click.echo(f"{problems.printable(file)}: fine")
    return max(code for _, code, _ in results)


def _check(file: str, library: "Library") -> tuple[int, "tuple[Problem, ...]"]:
    """The exit code and the problems of one file; warnings alone leave it valid."""
    from coach.routine.exercises import load_exercise
    from coach.routine.problems import LoadError

    try:
        path = library.find(file)
        if _is_exercise(path):
            load_exercise(path)
            return 0, ()
        return 0, library.load(path).problems
    except LoadError as error:
        return error.exit_code, error.problems


def _is_exercise(path: Path) -> bool:
    """Whether a file is meant as an exercise: cues or muscles at its top, and no blocks."""
    from coach.routine.yaml_nodes import Mapping, compose, read_text

    root = compose(read_text(path), str(path)).root
    return isinstance(root, Mapping) and "blocks" not in root and ("cues" in root or "muscles" in root)
