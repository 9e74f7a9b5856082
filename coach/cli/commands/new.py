"""`coach new NAME`: create a routine from a template, another routine or notes, and open the editor."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coach.authoring import TEMPLATES
from coach.cli import common
from coach.counting import counted

if TYPE_CHECKING:
    from coach.routine.library import Library


@click.command()
@click.argument("name", cls=common.Words)
@click.option(
    "--from", "model", metavar="ROUTINE", shell_complete=common.complete_routines, help="Begin with a copy of this one."
)
@click.option("--template", type=click.Choice(TEMPLATES), help="What kind of block it begins with; else straight.")
@click.option("--from-notes", "notes", metavar="FILE", help="Read plain lines, as one writes them; - reads the input.")
@click.option("--no-edit", is_flag=True, help="Only write the file; print its path.")
def command(name: str, model: str | None, template: str | None, notes: str | None, no_edit: bool) -> int:
    """Write a new routine into your folder, and open it in your editor.

    NAME is what the routine is called: "Leg day" is leg-day.yaml. Nothing that is there is overwritten. The editor is
    $VISUAL, else $EDITOR.
    """
    if sum(given is not None for given in (model, template, notes)) > 1:
        raise click.UsageError("one of --from, --template and --from-notes: they all say what it begins with.")
    library = common.the_library()
    path = _place(library, name)
    text = _text(library, name, model, template, notes)
    return _written(library, path, text, no_edit)


def _place(library: "Library", name: str) -> Path:
    """The path of the new file. Raises BadParameter if the name cannot be used."""
    from coach.authoring.targets import BadName, new_path

    try:
        return new_path(library, name)
    except BadName as error:
        raise click.BadParameter(str(error)) from None


def _text(library: "Library", name: str, model: str | None, template: str | None, notes: str | None) -> str:
    from coach.authoring import drafts
    from coach.routine.reading.yaml_nodes import read_text

    title = drafts.title_of(name)
    if model is not None:
        return drafts.retitled(read_text(library.find_by_words(model)), title)
    if notes is not None:
        return _from_notes(library, title, notes)
    return drafts.template(template or TEMPLATES[0], title)


def _from_notes(library: "Library", title: str, file: str) -> str:
    from coach.authoring.drafts import with_modeline
    from coach.authoring.notes import TooLong, finder, from_notes
    from coach.routine.reading.yaml_nodes import MOST_BYTES, decoded, read_text
    from coach.routine.values import Load
    from coach.workout.plan.kit import KITS

    if file == "-" and sys.stdin.isatty():
        common.message("Write your notes, a line an exercise; ctrl+d ends them.")
    text = decoded(sys.stdin.buffer.read(MOST_BYTES + 1), "the input") if file == "-" else read_text(Path(file))
    settings = common.the_settings()
    bar = settings.bar or Load("mass", KITS[settings.units].bar, settings.units)
    try:
        draft = from_notes(text, title, finder(library.exercises()), settings.units, bar)
    except TooLong as error:
        raise click.ClickException(str(error)) from None
    others = f", {draft.comments} kept as comments" * bool(draft.comments)
    marked = f", {len(draft.marked)} marked with a ?: look at each in the file" * bool(draft.marked)
    common.message(f"{counted(draft.understood, 'line')} understood{others}{marked}.")
    return with_modeline(draft.text)


def _written(library: "Library", path: Path, text: str, no_edit: bool) -> int:
    from coach.authoring.files import Taken, create_text, write_schemas
    from coach.authoring.targets import EditTarget, name_for
    from coach.cli.editing import edit
    from coach.routine.problems import printable

    try:
        create_text(path, text)
    except Taken as taken:
        raise click.ClickException(f"{printable(str(taken))}; coach edit {path.stem} opens it.") from None
    write_schemas()
    if no_edit or not sys.stdout.isatty():
        click.echo(str(path))
        code = 0
    else:
        common.message(f"written: {printable(str(path))}")
        code = edit(library, EditTarget(path))
    if code == 0:
        common.message(f"coach start {name_for(library, path)} begins it.")
    return code
