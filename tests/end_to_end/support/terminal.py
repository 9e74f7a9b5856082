"""The installed command in a terminal of its own, with a home and a routine that a test writes.

What may live here: what a person has before they press a key. What may not: a test.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from pty_app import COACH, PtyApp, environment

ROUTINE = """
name: Two
blocks:
  - exercises:
      - {name: Plank, work: 40s, rest: 20s}
      - {name: Carry, work: 50s}
"""


@contextmanager
def terminal(
    home: Path,
    *arguments: str,
    columns: int = 80,
    rows: int = 24,
    config: str = "",
    command: Sequence[str] = (COACH,),
    editor: str = "",
    owns: bool = True,
) -> Iterator[PtyApp]:
    """The command, ended afterwards.

    Args:
        home: what COACH_HOME names.
        arguments: of the command.
        config: lines of config.yaml.
        command: what is started with the arguments.
        editor: what EDITOR and VISUAL say; empty: as they are.
        owns: the terminal is the command's own, so that a hang-up is signalled.
    """
    (home / "config.yaml").write_text(f"{config}keep-awake: off\n")
    own = {"EDITOR": editor, "VISUAL": editor} if editor else None
    app = PtyApp([*command, *arguments], environment(home, own), columns, rows, owns=owns)
    try:
        yield app
    finally:
        app.close()


def routine(folder: Path) -> str:
    """The path of a new routine of two timed exercises."""
    path = folder / "two.yaml"
    path.write_text(ROUTINE)
    return str(path)
