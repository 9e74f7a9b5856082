"""`coach schema routine|exercise`: print the JSON Schema, for editors."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from coach.routine.schema import SchemaKind


@click.command()
@click.argument("kind", type=click.Choice(["routine", "exercise"]))
def command(kind: "SchemaKind") -> None:
    """Print the JSON Schema of routines or exercises.

    An editor with a YAML language server completes, explains and checks a file by it, if the first line of the file is
    "# yaml-language-server: $schema=" and the path of what this prints.
    """
    from coach.routine.schema import schema_text

    click.echo(schema_text(kind), nl=False)
