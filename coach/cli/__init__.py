"""The command line: click commands, a file each, imported when called.

What may live here: which commands there are, and how the program is entered and left. A command's module imports only
click and `common` at its top, so that help and completion stay quick; what it needs it imports when it runs.
"""

import sys
from collections.abc import Sequence

COMMANDS = {
    "start": "start",
    "list": "list_routines",
    "show": "show",
    "new": "new",
    "edit": "edit",
    "validate": "validate",
    "exercises": "exercises",
    "schema": "schema",
    "sounds": "sounds",
    "doctor": "doctor",
}
"""Each command and its module here, which has it as `command`; in the order of the help."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the command line and ends the process with its exit code."""
    try:
        from coach.cli.leaving import run_command

        sys.exit(run_command(arguments))
    except KeyboardInterrupt:  # while the program was still being loaded
        sys.exit(130)
