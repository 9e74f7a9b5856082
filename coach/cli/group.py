"""The group of commands: imports a command when it is called. What names no command is for `coach start`.

`coach tabata --mute` is `coach start tabata --mute`. What may live here: which command a line calls, and their list in
the help.
"""

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

import coach
from coach.cli import COMMANDS

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

HELP_OPTIONS = ("-h", "--help")
OWN_OPTIONS = (*HELP_OPTIONS, "--version")
START = "start"


class Enough(Exception):
    """The reader of the output has closed it. Click would turn a BrokenPipeError into exit code 1."""


@contextmanager
def _to_a_pipe() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError as error:
        raise Enough from error


class LazyGroup(click.Group):
    """Imports a command's module only when the command, the help or the completion needs it."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        with _to_a_pipe():
            return super().make_context(info_name, args, parent, **extra)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `start` before what begins with neither a command nor an option of the group."""
        first = args[0] if args else ""
        named = first in COMMANDS or first in OWN_OPTIONS
        if not named and (args or not ctx.resilient_parsing):  # completion asks for the commands with no arguments
            ctx.obj = first
            args = [START, *args]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        with _to_a_pipe():
            try:
                return super().invoke(ctx)
            except Exception as error:
                better = _or_a_command(error, ctx)
                if better is error:
                    raise
                raise better from None

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"coach.cli.commands.{COMMANDS[cmd_name]}").command
        # Without one, click cuts off the first sentence of the help, in the list of commands and in the completion.
        command.short_help = " ".join((command.help or "").partition("\n\n")[0].split())
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        """Commands, and what may follow `coach start`."""
        start = self.get_command(ctx, START)
        assert start is not None
        found = super().shell_complete(ctx, incomplete)
        known = {item.value for item in found}
        ctx_of_start = click.Context(start, ctx, START, resilient_parsing=True)
        others = start.shell_complete(ctx_of_start, incomplete) if incomplete.startswith("-") else []
        from coach.cli.common import complete_routines

        others = others or complete_routines(ctx_of_start, start.params[0], incomplete)
        return [*found, *(item for item in others if item.value not in known and (item.type != "file" or not found))]


def _or_a_command(error: Exception, ctx: click.Context) -> Exception:
    """The error of a line that names no command; one that is close to a command names that."""
    from coach.routine.problems import LoadError, did_you_mean, printable

    if not ctx.obj or not isinstance(error, LoadError) or error.kind != "not found":
        return error
    guess = did_you_mean(ctx.obj, COMMANDS)
    if not guess:
        return error
    return click.UsageError(f'There is no command and no routine "{printable(ctx.obj)}".{guess}', ctx)


@click.group(
    cls=LazyGroup,
    subcommand_metavar="[COMMAND or ROUTINE] [ARGS]...",
    context_settings={"help_option_names": list(HELP_OPTIONS), "max_content_width": 100},
    epilog="Without a command: coach start, with its options. coach posterior-chain --mute starts that routine.",
)
@click.version_option(coach.__version__, message="coach %(version)s")
def group() -> None:
    """A full-screen interval coach: cues, counts, rests and beeps, one exercise at a time."""
