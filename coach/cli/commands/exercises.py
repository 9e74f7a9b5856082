"""`coach exercises [NAME]`: list the exercises, or show one in full."""

from typing import TYPE_CHECKING

import click

from coach.cli import common

if TYPE_CHECKING:
    from coach.routine.library import Library


@click.command()
@click.argument("name", cls=common.Words, required=False, shell_complete=common.complete_exercises)
@common.json_option
def command(name: str | None, as_json: bool) -> None:
    """List the exercises, or show all about one: cues, faults, easier and harder versions.

    NAME is an id, a name or an alias.
    """
    library = common.the_library()
    if name is not None:
        _one(library, name, as_json)
    else:
        _all(library, as_json)


def _all(library: "Library", as_json: bool) -> None:
    from coach.routine.problems import shown
    from coach.workout.words import equipment_words, muscle_words

    found = library.exercises()
    problems = library.exercise_problems()
    if as_json:
        from coach.routine import problems as telling

        common.print_json(exercises=[common.json_value(it) for it in found], problems=telling.as_json(problems))
        return
    rows = [(it.id, it.name, equipment_words(it.equipment), muscle_words(it.muscles.primary)) for it in found]
    for line in common.table_lines(rows, wraps=2, optional=True):
        click.echo(line)
    if problems:
        common.message(shown(problems))


def _one(library: "Library", name: str, as_json: bool) -> None:
    exercise = library.exercise(name)
    if as_json:
        common.print_json(exercise=common.json_value(exercise))
        return
    from coach.workout.paper.exercise_page import exercise_lines

    common.print_page(exercise_lines(exercise, common.page_width(), lambda word: _named(word, library)))


def _named(word: str, library: "Library") -> str:
    """The name of the exercise with this id; any other text as it is."""
    from coach.routine.problems import LoadError

    try:
        return library.exercise(word).name
    except LoadError:
        return word
