"""`coach validate FILE…`: print all problems of routines and exercises, or of folders of them."""

import sys
from typing import TYPE_CHECKING

import click

from coach.cli import common
from coach.collector import collector_off
from coach.counting import counted

if TYPE_CHECKING:
    from coach.cli.checking import Checked


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILE...", shell_complete=common.complete_routines)
@common.json_option
def command(paths: tuple[str, ...], as_json: bool) -> int:
    """Check routines and exercises, and print every problem with its line and column.

    FILE is a routine or an exercise, a folder of them (the exercises folder in it included), or a routine's name.
    """
    with collector_off():
        return _validate(paths, as_json)


def _validate(paths: tuple[str, ...], as_json: bool) -> int:
    from coach.cli.checking import Check

    check = Check()
    found = []
    for path in paths:
        for checked in check.all(path):
            found.append(checked)
            if not as_json:
                _print(checked)
    if as_json:
        _print_json(found)
    elif len(found) > 1 or not found[0].asked:
        click.echo(_summary(found))
    return max(it.code for it in found)


def _print(checked: "Checked") -> None:
    from coach.routine.problems import printable

    # click.echo would flush after each line; print writes a thousand lines to a pipe at once.
    if checked.problems:
        print(common.problem_text(checked.problems, sys.stdout))
    if checked.code == 0 and checked.asked:
        print(f"{printable(checked.file)}: fine")


def _print_json(found: "list[Checked]") -> None:
    from coach.routine.problems import as_json

    files = [{"file": it.file, "valid": it.code == 0, "problems": as_json(it.problems)} for it in found]
    common.print_json(files=files, checked=len(found), valid=sum(it.code == 0 for it in found))


def _summary(found: "list[Checked]") -> str:
    """`12 files: 9 fine, 1 with warnings, 2 that cannot be used, for 7 problems.`"""
    wrong = [it for it in found if it.code]
    doubtful = sum(bool(it.problems) for it in found if not it.code)
    parts = [f"{len(found) - len(wrong) - doubtful:,} fine"]
    if doubtful:
        parts.append(f"{doubtful:,} with warnings")
    if wrong:
        parts.append(
            f"{len(wrong):,} that cannot be used, for {counted(sum(len(it.problems) for it in wrong), 'problem')}"
        )
    return f"{counted(len(found), 'file')}: {', '.join(parts)}."
