"""How the program ends: every way out gets its exit code and, where something went wrong, one message and no traceback.

0 fine, 1 an invalid file, 2 a wrong use, 66 not found, 74 an input or output error, 70 a fault of the program itself,
130 interrupted. Messages go to the standard error; what a command was asked for goes to the standard output.
"""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from io import TextIOWrapper

import click

from coach.cli.group import Enough, group

FINE, INVALID, USAGE, NOT_FOUND, FAULT, IO_ERROR, INTERRUPTED = 0, 1, 2, 66, 70, 74, 130


def run_command(arguments: Sequence[str] | None = None) -> int:
    """One call of the command line, as its exit code."""
    _open_streams()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that knows no × still gets its table
    try:
        code = _told(arguments)
        sys.stdout.flush()
    except (BrokenPipeError, Enough):  # whoever read has enough: `coach list | head -1`
        code = FINE
    except OSError as error:  # of the output itself: a full disk
        code = _message(f"cannot write: {error.strerror or error}", IO_ERROR)
    _let_go()
    return code


def _told(arguments: Sequence[str] | None) -> int:
    try:
        code = group.main(None if arguments is None else list(arguments), prog_name="coach", standalone_mode=False)
    except click.ClickException as error:
        with suppress(OSError):
            error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except OSError as error:
        if error.filename is None:
            raise
        from coach.routine.problems import printable

        return _message(f"{printable(str(error.filename))}: {error.strerror}", IO_ERROR)
    except Enough:
        raise
    except Exception as error:
        from coach.routine.problems import LoadError

        if isinstance(error, LoadError):
            from coach.cli.common import told

            _say(told(error.problems, sys.stderr))
            return error.exit_code
        from coach.shell.fault import report

        return _message(report(error), FAULT)
    return code if isinstance(code, int) else FINE


def _message(text: str, code: int) -> int:
    _say(f"coach: {text}")
    return code


def _say(text: str) -> None:
    """A message; where even that cannot be written, the exit code says it."""
    with suppress(OSError):
        click.echo(text, err=True)


def _open_streams() -> None:
    """A stream that the shell closed (`coach list >&-`) becomes one that nobody reads or writes."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123  # as long as the process


def _let_go() -> None:
    """What could not be written is not tried again at the interpreter's end, which would then exit with 120."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
