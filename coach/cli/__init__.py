"""The command line: click commands, a module each, imported when called.

What may live here: the list of commands, what they share, and how the program starts and ends.
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
    "help": "help_command",
}
"""From each command to its module in `commands`, in the order of the help."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line, and end the process with its exit code."""
    try:
        from coach.cli.leaving import run_command

        sys.exit(run_command(arguments))
    except KeyboardInterrupt:  # while the program is loading
        sys.exit(130)
