"""Nothing of the machine reaches a test: the environment is made, and the run stands in it."""

import os
import subprocess
import sys
import time
from pathlib import Path

from surroundings import surroundings

from coach import paths

STRANGE = {
    "COACH_HOME": "/home/ann/coach",
    "HOME": "/home/ann",
    "XDG_CONFIG_HOME": "/nowhere",
    "XDG_RUNTIME_DIR": "/nowhere",
    "LANG": "C",
    "LC_ALL": "de_DE",
    "LC_CTYPE": "de_DE",
    "TZ": "Asia/Kathmandu",
    "TERM": "dumb",
    "COLORTERM": "24bit",
    "NO_COLOR": "1",
    "FORCE_COLOR": "1",
    "COLUMNS": "20",
    "LINES": "5",
    "EDITOR": "false",
    "VISUAL": "false",
    "TMUX": "/nowhere,1,1",
    "PULSE_SERVER": "/nowhere",
    "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere",
    "TEXTUAL_COLOR_SYSTEM": "standard",
    "PYTHONUTF8": "0",
    "PYTHONIOENCODING": "latin-1",
    "PYTHONWARNINGS": "error",
}


def test_what_a_person_has_set_does_not_get_through() -> None:
    plain = {"PATH": "/bin", "CI": "1", "PYTEST_XDIST_WORKER": "gw0"}
    made = surroundings(plain | STRANGE, Path("/run"))
    assert made == surroundings(plain, Path("/run"))
    assert made.items() >= plain.items()
    assert not set(made.items()) & set(STRANGE.items())


def test_this_run_has_a_home_of_its_own() -> None:
    folders = {paths.config_dir(), paths.cache_dir(), paths.state_dir(), paths.log_dir()}
    assert all(folder.is_relative_to(os.environ["COACH_HOME"]) for folder in folders)
    assert Path(os.environ["COACH_HOME"]).parent.name.startswith("coach-tests-")
    assert time.localtime(0).tm_hour == 0, "the time zone of this process"
    made = surroundings(os.environ, Path(os.environ["COACH_HOME"]).parent)
    assert {name: value for name, value in os.environ.items() if name in made} == made


def test_a_program_that_a_test_starts_is_in_it_too() -> None:
    code = "import locale, os, time; print(os.environ['COACH_HOME'], time.tzname[0], locale.getpreferredencoding())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == [os.environ["COACH_HOME"], "UTC", "UTF-8"]
