"""Ways to call the command line: the installed command in a process of its own, or in this process, which is faster."""

import io
import os
import subprocess
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

from pty_app import COACH, running
from pty_app import environment as terminal_environment

from coach.cli import leaving


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Call the installed command, with pipes for its output."""
    return subprocess.run(
        [COACH, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **environment},
        check=False,
    )


def on_a_terminal(*arguments: str, **environment: str) -> tuple[int, str]:
    """Call the installed command on a terminal of its own. Returns the exit code and what the terminal received."""
    with running([COACH, *arguments], terminal_environment(Path(os.environ["COACH_HOME"]), environment)) as app:
        code = app.ended()
        return code, app.output.decode().replace("\r\n", "\n")


class Answer(NamedTuple):
    exit_code: int
    output: str
    errors: str


def invoke(*arguments: str) -> Answer:
    """Call the command line in this process."""
    output, errors = io.StringIO(), io.StringIO()
    with redirect_stdout(output), redirect_stderr(errors):
        code = leaving.run_command(arguments)
    return Answer(code, output.getvalue(), errors.getvalue())
