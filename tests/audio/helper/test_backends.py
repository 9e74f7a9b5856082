"""The rows of the back ends, and everything that reads them."""

from __future__ import annotations

import importlib.util
import re
import sys
import tomllib
from pathlib import Path

import pytest
from back_ends import LIBRARIES

from coach.audio.choices import BUILT_IN, CHOICES
from coach.audio.helper.backends import BACKENDS, OFFERED, candidates, exclude, lacking, lacks, opener

ROOT = Path(__file__).parents[3]


def test_auto_tries_the_libraries_that_are_installed_then_the_systems_players(monkeypatch: pytest.MonkeyPatch) -> None:
    installed: set[str] = set()
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: name if name in installed else None)
    players = [name for name in OFFERED if name not in LIBRARIES]
    assert candidates("auto") == players and "command" in players
    for name, library in LIBRARIES.items():
        installed.clear()
        installed.add(library)
        assert candidates("auto") == [found for found in OFFERED if found == name or found in players]
    installed.update(LIBRARIES.values())
    assert "simpleaudio" not in candidates("auto"), "it fails where miniaudio does"
    assert candidates("simpleaudio") == ["simpleaudio"]
    assert "null" not in candidates("auto")


def test_what_a_back_end_lacks_comes_with_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert list(lacking()) == list(OFFERED) and all(lacking().values())
    assert lacks("miniaudio") == "it is not installed (pip install miniaudio)"
    assert lacks("simpleaudio") == "it is not installed (pip install '.[simpleaudio]')"
    assert lacks("command") == "no paplay, no aplay (Debian: apt install pulseaudio-utils)"
    (tmp_path / "aplay").touch(0o755)
    assert lacks("command") == ""


def test_an_excluded_library_counts_as_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "miniaudio", sys.modules.get("miniaudio"))
    exclude("miniaudio")
    exclude("command")
    exclude("no-such-back-end")
    assert lacks("miniaudio") and "miniaudio" not in candidates("auto")


@pytest.mark.parametrize("name", BACKENDS)
def test_each_row_leads_to_a_function_that_opens_it(name: str) -> None:
    if BACKENDS[name].library:
        pytest.importorskip(BACKENDS[name].library)
    assert callable(opener(name))


def test_an_extra_that_a_row_names_can_be_installed() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    named = {extra for row in BACKENDS.values() for extra in re.findall(r"\.\[(.+)\]", row.install)}
    assert named and named <= extras.keys()


def test_the_readme_names_every_choice() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"--audio {'|'.join(CHOICES[1:])}`" in readme
    assert ("auto", *OFFERED, *BUILT_IN) == CHOICES
