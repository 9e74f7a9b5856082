"""coach doctor: what it finds out, with and without a device, and what it says of it."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from back_ends import LIBRARIES, write_fatal_libraries, write_player
from cli_calls import invoke, run

from coach.audio.helper.backends import OFFERED
from coach.cli.commands import doctor
from coach.cli.commands.doctor import _latency

FIRST = next(iter(LIBRARIES))
"""The library that `auto` tries before any other."""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Default settings, and no sound server: a test brings its own player."""
    monkeypatch.setenv("COACH_HOME", str(tmp_path))
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/nowhere")
    monkeypatch.setattr(doctor, "PASSES_S", 0.0)
    return tmp_path


def found(*arguments: str) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(invoke("doctor", "--json", *arguments).output)
    return facts


def test_without_a_device_it_says_what_was_tried_and_that_the_bell_rings(home: Path) -> None:
    answer = invoke("doctor")
    assert answer.exit_code == 0
    rows = answer.output.splitlines()
    assert rows[0].startswith("sound       the terminal bell, as nothing else plays (")
    assert rows[1] == "chosen by   config.yaml or its default: auto"
    tried = [row for row in rows if row.startswith("tried ")]
    assert tried and not any(row.startswith("test") for row in rows)
    assert f"log         {home}/log/audio.log" in rows and f"own sounds  none ({home}/sounds)" in rows


def test_a_back_end_that_was_asked_for_and_does_not_play_is_an_error() -> None:
    answer = invoke("doctor", "--audio", "command")
    assert answer.exit_code == 74
    assert answer.output.startswith("sound       none: command: ")
    assert "tried       command: " in answer.output


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
def test_with_a_player_it_plays_the_test_and_names_your_own_sounds(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a player that is a script and accepts every call."""
    write_player(home)
    monkeypatch.setenv("PATH", str(home))
    (home / "sounds").mkdir()
    (home / "sounds" / "go.mp3").write_bytes(b"broken")
    (home / "config.yaml").write_text("audio: {backend: command, offset: 120 ms}\n")
    for _ in range(5):  # a busy machine drops a sound that it would play too late
        if (facts := found())["test"] == ["tick", "tick", "tick", "go"]:
            break
    assert (facts["backend"], facts["device"], facts["plays"]) == ("command", "paplay", True)
    assert facts["test"] == ["tick", "tick", "tick", "go"]
    assert facts["cannot"] and facts["offset_ms"] == 120 and facts["own"] == []
    assert [note.partition(":")[0] for note in facts["notes"]] == ["your go.mp3 is not used, the bundled one is"]
    assert set(facts["others"]) == set(OFFERED) - {"command"} and "espeak-ng" in facts["how_to_get_a_voice"]
    assert found("--silent")["test"] == []


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
def test_a_player_of_single_sounds_names_its_limits_once_and_an_unknown_latency(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_player(home)
    monkeypatch.setenv("PATH", str(home))
    rows = invoke("doctor", "--audio", "command", "--silent").output.splitlines()
    assert rows[0].split(maxsplit=1) == ["sound", "command, through paplay"]
    assert [row.split()[0] for row in rows if "speech does not pause for sounds" in row] == ["limits"]
    assert "latency     not known here, so nothing is taken out" in rows


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
def test_a_failure_that_passes_is_not_the_answer(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As of a sound server that has just started."""
    monkeypatch.setattr(doctor, "PASSES_S", 60.0)
    monkeypatch.setattr("coach.cli.playback.READY_TIMEOUT_S", 60.0)
    monkeypatch.setenv("PATH", str(home))
    write_player(home, fails=1)
    facts = found("--audio", "command", "--silent")
    assert (facts["plays"], facts["backend"], facts["device"], facts["why"]) == (True, "command", "paplay", "")
    assert facts["tried"] == []


def test_what_is_not_installed_is_the_answer_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "PASSES_S", 3600.0)
    monkeypatch.setattr("coach.cli.playback.READY_TIMEOUT_S", 3600.0)
    monkeypatch.setenv("PATH", "/no/such/place")
    facts = found("--audio", "command", "--silent")
    assert facts["why"] == "command: no paplay, no aplay (Debian: apt install pulseaudio-utils)"


@pytest.mark.parametrize(
    ("described", "why"), [({"backend": None, "trouble": "gone"}, "gone"), ({"backend": None}, "the device is lost")]
)
def test_of_a_device_that_is_lost_the_name_is_not_the_reason(
    described: dict[str, Any], why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = {"say": "ready", "backend": "command", "message": "paplay (slow)", "detail": "slow"}
    monkeypatch.setattr(doctor, "_first", lambda *_: ready)
    monkeypatch.setattr(doctor, "_described", lambda *_, **__: described)
    facts = found("--silent")
    assert (facts["plays"], facts["why"]) == (False, why)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize(("choice", "timeout_s"), [(FIRST, 6.0), ("auto", 60.0)])
def test_a_library_that_ends_the_helper_is_named_as_the_fault(
    home: Path, monkeypatch: pytest.MonkeyPatch, choice: str, timeout_s: float
) -> None:
    write_fatal_libraries(home)
    monkeypatch.setenv("PYTHONPATH", str(home))
    monkeypatch.setenv("PATH", "/no/such/place")
    monkeypatch.setattr("coach.cli.playback.READY_TIMEOUT_S", timeout_s)
    facts = found("--audio", choice)
    assert not facts["plays"] and set(facts["others"]) == set(OFFERED)
    fault = f"{FIRST}: it ended the audio helper" if choice == "auto" else "the audio helper ended"
    assert facts["why"] == fault
    assert any("Fatal Python error" in line for line in Path(facts["log"]).read_text().splitlines())


def test_what_plays_is_reported_though_the_helper_describes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """As one does that reads a minute of somebody's own sounds."""
    monkeypatch.setattr("coach.cli.commands.doctor.SETTLES_S", 0.0)
    monkeypatch.setattr(
        "coach.cli.commands.doctor._first", lambda *_: {"say": "ready", "backend": "command", "message": "paplay"}
    )
    answer = invoke("doctor", "--silent")
    assert answer.output.splitlines()[0].split(maxsplit=1) == ["sound", "command, through paplay"]


def test_a_usual_latency_says_what_would_measure_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/no/such/place")
    facts = {"measured": False, "device": "PulseAudio", "latency_ms": 22.5, "block_ms": 30, "offset_ms": 0}
    assert "pactl, which measures it, is not installed" in _latency(facts)
    assert "pactl" not in _latency({**facts, "device": "ALSA"}) and "pactl" not in _latency({**facts, "measured": True})


def test_the_bell_and_silence_need_nothing() -> None:
    answer = invoke("doctor", "--audio", "bell")
    assert answer.output.startswith("sound      the terminal rings at go, rest and finish")
    rows = [row.partition("could be")[2].strip() for row in answer.output.splitlines()]
    assert "off, always" in rows and any(row.startswith("command") for row in rows)
    answer = invoke("doctor", "--audio", "off")
    assert answer.exit_code == 0 and answer.output.startswith("sound      nothing is heard")


def test_the_installed_command_ends_by_itself() -> None:
    assert run("doctor", "--silent", "--audio", "command", PATH="/no/such/place").returncode == 74
