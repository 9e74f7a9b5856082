"""What holds for the whole run: one home, how many processes, in which order, and how many examples of each law.

Tests find nothing of the person who runs them, and leave nothing behind. The home is made before any test is collected,
since what a test imports may ask where things are kept.
"""

import locale
import os
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import pytest
from profiles import register_profiles
from surroundings import surroundings

FOLDER = pytest.StashKey[Path]()
HERE = Path(__file__).parent
LONG = ("end_to_end", "tui", "cli", "audio", "workout")
"""The rooms whose tests take longest, those first that wait longest for a terminal, a screen or a process."""
MOST_WORKERS = 16
"""More cost more to start than they save."""

register_profiles()


def pytest_xdist_auto_num_workers() -> int | None:
    """Two processes for each core, since half of the time a test waits: for a screen to settle, for a program to start.

    None: the person has said how many.
    """
    if os.environ.get("PYTEST_XDIST_AUTO_NUM_WORKERS"):
        return None
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(2 * cores, MOST_WORKERS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long tests first: one that came last would keep one core busy while the others have nothing to do."""
    items.sort(key=lambda item: _turn(item.path))


def _turn(path: Path) -> int:
    room = path.relative_to(HERE).parts[0]
    return LONG.index(room) if room in LONG else len(LONG)


def pytest_configure(config: pytest.Config) -> None:
    """Replace the environment; the processes of xdist are started in it and inherit it."""
    if hasattr(config, "workerinput"):
        return
    folder = config.stash[FOLDER] = Path(tempfile.mkdtemp(prefix="coach-tests-"))
    made = surroundings(os.environ, folder)
    os.environ.clear()
    os.environ.update(made)
    with suppress(locale.Error):  # not every system has it; with -n 0 the locale that was found stays then
        locale.setlocale(locale.LC_CTYPE, made["LANG"])
    if hasattr(time, "tzset"):
        time.tzset()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove it."""
    if folder := config.stash.get(FOLDER, None):
        shutil.rmtree(folder, ignore_errors=True)
