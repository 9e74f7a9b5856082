"""The group of commands: imports a command when it is called, and suggests one for an unknown name."""

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

import coach
from coach.cli import COMMANDS


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

    def invoke(self, ctx: click.Context) -> Any:
        with _to_a_pipe():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"coach.cli.commands.{COMMANDS[cmd_name]}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        word = args[0]
        if word.startswith("-") or word in COMMANDS:
            return super().resolve_command(ctx, args)
        from coach.routine.problems import did_you_mean, printable

        guess = did_you_mean(word, COMMANDS) or f' Did you mean "coach start {printable(word)}"?'
        raise click.UsageError(f'There is no command "{printable(word)}".{guess}', ctx)


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Without a command: coach start.",
)
@click.version_option(coach.__version__, message="coach %(version)s")
@click.pass_context
def group(ctx: click.Context) -> int | None:
    """A full-screen interval coach: cues, counts, rests and beeps, one exercise at a time."""
    if ctx.invoked_subcommand is not None:
        return None
    start = group.get_command(ctx, "start")
    assert start is not None
    with start.make_context("start", [], parent=ctx) as started:
        result: int | None = start.invoke(started)
    return result
