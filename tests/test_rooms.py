"""What a process imports, and what it must not: the proof that the arrows between the rooms hold at run time too."""

import json
import subprocess
import sys

import pytest

SCREEN_AND_SOUND = {"textual", "rich", "miniaudio", "simpleaudio", "_cffi_backend"}

PROBE = """
import json, sys
try:
    {code}
finally:
    print(json.dumps(sorted({{name.partition(".")[0] for name in sys.modules}} | set(sys.modules))), file=sys.stderr)
"""


def imported(code: str) -> set[str]:
    """The modules that a fresh interpreter has after this code."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE.format(code=code)],
        capture_output=True,
        text=True,
        timeout=60,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    modules: list[str] = json.loads(done.stderr.splitlines()[-1])
    return set(modules)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--version"],
        ["--help"],
        ["list"],
        ["list", "--json"],
        ["show", "posterior-chain"],
        ["show", "tabata", "--timeline"],
        ["validate", "posterior-chain"],
        ["exercises"],
        ["exercises", "rdl"],
        ["sounds", "--list"],
        ["sounds", "tick", "--audio", "off"],
        ["start", "posterior-chain"],
        ["start", "no-such-routine"],
    ],
)
def test_commands_that_print_know_no_screen_and_no_device(arguments: list[str]) -> None:
    """`start` too: without a terminal it is refused before the screen is imported."""
    modules = imported(f"from coach.cli import main; main({arguments!r})")
    assert "coach.cli.leaving" in modules
    assert not modules & SCREEN_AND_SOUND


@pytest.mark.parametrize(("name", "compared"), [("tabata", False), ("tabatta", True)])
def test_names_are_compared_only_when_one_is_wrong(name: str, compared: bool) -> None:
    assert ("rapidfuzz" in imported(f"from coach.cli import main; main(['show', {name!r}])")) is compared


def test_version_and_help_are_quick_for_they_read_no_yaml() -> None:
    for argument in ("--version", "--help"):
        assert not imported(f"from coach.cli import main; main([{argument!r}])") & {"yaml", "msgspec", "coach.routine"}


def test_the_core_knows_no_screen_no_yaml_no_clock_and_no_person() -> None:
    code = """
    import importlib, pkgutil, coach.workout
    for module in pkgutil.walk_packages(coach.workout.__path__, "coach.workout."): importlib.import_module(module.name)
"""
    modules = imported(code.strip())
    assert "coach.workout.plan.expand" in modules
    assert not modules & (
        SCREEN_AND_SOUND | {"yaml", "click", "platformdirs", "coach.settings", "coach.paths", "asyncio"}
    )


def test_the_audio_helper_starts_through_packages_that_import_nothing() -> None:
    modules = imported("import coach.audio.helper.__main__")
    assert {name for name in modules if name.startswith("coach")} <= {
        name for name in modules if name in ("coach", "coach.audio") or name.startswith("coach.audio.helper")
    }
    assert "coach.audio.helper.command_server" in modules
