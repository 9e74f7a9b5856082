"""`coach help [COMMAND]`: what `coach --help` and `coach COMMAND --help` print."""

import click

from coach.cli import COMMANDS


def complete_commands(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Completion in the shell."""
    return [name for name in COMMANDS if name.startswith(incomplete)]


@click.command()
@click.argument("name", metavar="[COMMAND]", required=False, shell_complete=complete_commands)
@click.pass_context
def command(ctx: click.Context, name: str | None) -> None:
    """Print the help of a command, or without one the list of all."""
    root = ctx.find_root()
    if name is None:
        click.echo(root.get_help())
        return
    assert isinstance(root.command, click.Group)
    found = root.command.get_command(root, name)
    if found is None:
        from coach.routine.problems import did_you_mean, one_of, printable

        guess = did_you_mean(name, COMMANDS) or f" There are {one_of(list(COMMANDS), 'and')}."
        raise click.BadParameter(f'there is no command "{printable(name)}".{guess}', param_hint="COMMAND")
    click.echo(found.get_help(click.Context(found, parent=root, info_name=name)))
