"""Stand-ins for what the back ends need: libraries that end whoever imports them, and a player that swallows sound."""

import sys
from pathlib import Path

from coach.audio.helper.backends import BACKENDS, OFFERED

LIBRARIES = {name: BACKENDS[name].library for name in OFFERED if BACKENDS[name].library}
"""The library of each back end that has one and that users can choose, by the back end's name."""


def write_fatal_libraries(folder: Path) -> None:
    """A module in place of every library, for PYTHONPATH, that dies of SIGSEGV when it is imported."""
    for library in LIBRARIES.values():
        (folder / f"{library}.py").write_text("import signal\nsignal.raise_signal(signal.SIGSEGV)\n")


def write_player(folder: Path, fails: int = 0) -> None:
    """A program `paplay`, for PATH, that reads all that it is given and plays nothing.

    Args:
        folder: where it is written.
        fails: at how many calls it fails first, as while its server starts.
    """
    player, calls = folder / "paplay", folder / "paplay.calls"
    counted = f"with open({str(calls)!r}, 'a') as calls:\n    calls.write('.')\n    number = calls.tell()\n"
    last = f"sys.exit(number <= {fails})\n"
    player.write_text(f"#!{sys.executable}\nimport sys\nsys.stdin.buffer.read()\n{counted}{last}")
    player.chmod(0o755)
