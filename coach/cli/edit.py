"""`coach edit NAME`: the editor on a routine or an exercise, as often as it takes."""

import click

from coach.cli import common


@click.command()
@click.argument("name", shell_complete=common.routine_names)
def command(name: str) -> int:
    """Open a routine in your editor, and check it when you close it.

    NAME is the name of a routine or of an exercise, or the path of a YAML file. One that is bundled is copied to your
    folder first. The editor is $VISUAL, else $EDITOR.
    """
    from coach.authoring.files import write_schemas
    from coach.authoring.targets import target
    from coach.cli.editing import edit
    from coach.routine.problems import LoadError, printable

    library = common.the_library()
    try:
        found = target(library, name)
    except LoadError as error:
        if error.kind == "not found":
            common.message(f"coach new {printable(name)} makes a new one.")
        raise
    if found.copied:
        common.message(f"{printable(found.path.stem)} is bundled; this is your copy: {printable(str(found.path))}")
    write_schemas()
    return edit(library, found)
