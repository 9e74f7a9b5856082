"""`coach show ROUTINE`: print a routine; its stages and their times (`--timeline`); another format (`--export`)."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from coach.authoring.exports import EXPORT_FORMATS
from coach.cli import common

if TYPE_CHECKING:
    from coach.routine.library import Loaded
    from coach.routine.problems import Problem
    from coach.workout.plan.sets import Set


@click.command()
@click.argument("routine", cls=common.Words, shell_complete=common.complete_routines)
@click.option("--timeline", is_flag=True, help="Print the stages with the times at which they begin.")
@click.option(
    "--export",
    type=click.Choice(list(EXPORT_FORMATS)),
    help=f"Print it in another format. {' '.join(f'{row.name}: {row.does}.' for row in EXPORT_FORMATS.values())}",
)
@click.option("--bundle", is_flag=True, help="The same as --export bundle.")
@common.json_option
def command(routine: str, timeline: bool, export: str | None, bundle: bool, as_json: bool) -> None:
    """Show a routine on paper: blocks, exercises, sets, rests, loads, equipment, muscles.

    ROUTINE is a name, some words of it, or the path of a YAML file. Warnings about it are printed on standard error.
    """
    export = "bundle" if bundle else export
    if export and (timeline or as_json):
        option = "--bundle" if bundle else f"--export {export}"
        prints = EXPORT_FORMATS[export].language
        raise click.UsageError(f"{option} prints {prints}; it goes with neither --timeline nor --json.")
    library = common.the_library()
    loaded = library.load(routine)
    if export:
        click.echo(EXPORT_FORMATS[export].export(loaded, library.shelf), nl=False)
        return
    known = common.the_known()
    sets = common.planned_sets(loaded, known)
    warnings = common.warnings(loaded, known, sets)
    if timeline:
        _timeline(loaded, sets, as_json)
    else:
        _paper(loaded, sets, warnings, as_json)
    if warnings and not as_json:
        common.message(common.problem_text(warnings, sys.stderr))


def _paper(loaded: "Loaded", sets: "Sequence[Set]", warnings: "Sequence[Problem]", as_json: bool) -> None:
    from coach.routine.problems import as_json as plain_problems
    from coach.workout.paper.build import build_paper
    from coach.workout.paper.lines import paper_lines

    sheet = build_paper(loaded.routine, sets)
    if as_json:
        facts = {"name": loaded.path.stem, "path": str(loaded.path), "yours": loaded.yours}
        common.print_json(routine={**facts, **common.json_value(sheet), "problems": plain_problems(warnings)})
        return
    common.print_page(paper_lines(sheet, common.page_width()))


def _timeline(loaded: "Loaded", sets: "Sequence[Set]", as_json: bool) -> None:
    from coach.cli.stages import stages
    from coach.routine.values import SECOND
    from coach.workout.paper.page import TextLine, TextRun

    rows = list(stages(sets))
    if as_json:
        common.print_json(
            name=loaded.path.stem,
            stages=[
                {
                    "begins": row.begins_ns / SECOND,
                    "seconds": row.ns / SECOND,
                    "about": row.about,
                    "waits": row.waits,
                    "stage": row.word,
                    "block": row.set.block.name or row.set.block.key,
                    "exercise": row.set.exercise.name,
                    "set": row.set.key.text(),
                }
                for row in rows
            ],
        )
        return
    printed = common.table_rows([(row.begins.rjust(8), row.word, row.what) for row in rows])
    page: list[TextLine] = []
    before = ""
    for row, lines in zip(rows, printed, strict=True):
        block = row.set.block
        if block.key != before:
            page += [TextLine()] if page else []
            page.append(TextLine((TextRun(block.name or f"Block {block.key}", "block"),)))
            before = block.key
        page += [TextLine((TextRun(line),)) for line in lines]
    common.print_page(page)
