"""One home for the whole run: tests find nothing of the person who runs them, and leave nothing behind.

It is made before any test is collected, since what a test imports may ask where things are kept.
"""

import locale
import os
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import pytest
from surroundings import surroundings

FOLDER = pytest.StashKey[Path]()


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
