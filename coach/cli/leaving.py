"""How the program ends: each way out has its exit code and, after an error, one message and no traceback.

0 fine, 1 an invalid file, 2 wrong use, 66 not found, 74 an input or output error, 70 a fault of the program, 130
interrupted. Messages go to standard error, results to standard output.
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
    """Run the command line once. Returns the exit code."""
    _open_streams()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without × still gets its table
    try:
        code = _exit_code(arguments)
        sys.stdout.flush()
    except (BrokenPipeError, Enough):  # the reader has had enough: `coach list | head -1`
        code = FINE
    except OSError as error:  # the output cannot be written: a full disk
        code = _message(f"cannot write: {error.strerror or error}", IO_ERROR)
    _let_go()
    return code


def _exit_code(arguments: Sequence[str] | None) -> int:
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
            from coach.cli.common import problem_text

            _say(problem_text(error.problems, sys.stderr))
            return error.exit_code
        from coach.shell.fault import report

        return _message(report(error), FAULT)
    return code if isinstance(code, int) else FINE


def _message(text: str, code: int) -> int:
    _say(f"coach: {text}")
    return code


def _say(text: str) -> None:
    """Print a message. If that fails too, the exit code has to do."""
    with suppress(OSError):
        click.echo(text, err=True)


def _open_streams() -> None:
    """Replace a stream that the shell has closed (`coach list >&-`) by the null device."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123  # as long as the process


def _let_go() -> None:
    """Drop output that could not be written. The interpreter would try again at its end, and exit with 120."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
