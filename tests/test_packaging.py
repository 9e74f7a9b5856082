"""What an installation brings along, by machine and Python: the markers of pyproject.toml, evaluated."""

import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

PROJECT = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def names(requirements: list[str], **machine: str) -> set[str]:
    """The requirements that such a machine gets, each as its name and its version."""
    found = [Requirement(it) for it in requirements]
    return {f"{it.name}{it.specifier}" for it in found if it.marker is None or it.marker.evaluate(machine)}


@pytest.mark.parametrize(
    ("platform", "machine", "implementation", "has"),
    [
        ("linux", "x86_64", "CPython", True),
        ("linux", "aarch64", "CPython", False),
        ("linux", "armv7l", "CPython", False),
        ("linux", "x86_64", "PyPy", False),
        ("darwin", "arm64", "CPython", True),
        ("darwin", "x86_64", "CPython", True),
        ("win32", "AMD64", "CPython", True),
        ("win32", "ARM64", "CPython", False),
        ("freebsd14", "amd64", "CPython", False),
    ],
)
def test_miniaudio_comes_where_it_has_wheels(platform: str, machine: str, implementation: str, has: bool) -> None:
    found = names(
        PROJECT["dependencies"],
        sys_platform=platform,
        platform_machine=machine,
        platform_python_implementation=implementation,
    )
    assert any(it.startswith("miniaudio") for it in found) is has


@pytest.mark.parametrize(
    ("python", "wanted"),
    [
        ("3.11", "simpleaudio==1.0.4"),
        ("3.12", "simpleaudio-patched>=1.0.5"),
        ("3.13", "simpleaudio-patched>=1.0.5"),
        ("3.14", "simpleaudio-patched>=1.0.5"),
    ],
)
def test_of_the_two_simpleaudios_one_comes_the_one_that_runs_there(python: str, wanted: str) -> None:
    assert names(PROJECT["optional-dependencies"]["simpleaudio"], python_version=python) == {wanted}
