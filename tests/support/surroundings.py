"""The environment of every test and of every program that one starts, whatever the machine's own says.

What may live here: which variables of the machine are kept, and which are set. All others are left out: a person's
settings, locale, editor, terminal, sound server and screen lock are nothing that a test may find. Nor is
PYTHONDONTWRITEBYTECODE: without compiled modules each of the hundreds of programs takes half as long again to start.
"""

from collections.abc import Mapping
from pathlib import Path

KEPT = {
    *("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TMPDIR", "TEMP", "TMP", "VIRTUAL_ENV", "CI", "COACH_EXPLORE"),
    *("PYTHONPATH", "PYTHONHOME", "PYTHONPYCACHEPREFIX"),
    *("SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT"),  # Windows starts no program without them
}
KEPT_PREFIXES = ("PYTEST_", "HYPOTHESIS_", "COVERAGE_")


def surroundings(found: Mapping[str, str], folder: Path) -> dict[str, str]:
    """The environment that takes the place of the one that was found.

    Args:
        found: the machine's own.
        folder: an empty one; the homes lie in it, and none of them is there yet.
    """
    kept = {name: value for name, value in found.items() if name in KEPT or name.startswith(KEPT_PREFIXES)}
    return kept | {
        "HOME": str(folder / "user"),
        "USERPROFILE": str(folder / "user"),
        "COACH_HOME": str(folder / "coach"),
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        "TERM": "xterm-256color",
        "PULSE_SERVER": f"unix:{folder / 'no-sound-server'}",
    }
