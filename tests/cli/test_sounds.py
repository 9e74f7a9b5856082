"""coach sounds: what it prints, and what it plays in which order."""

import array
import json
import math
import os
import signal
import subprocess
import sys
import time
import wave
from pathlib import Path
from typing import Any

import pytest
from back_ends import LIBRARIES, write_fatal_libraries, write_player
from cli_calls import invoke, run
from pty_app import COACH
from tones import TONES

from coach.audio.events import MEANINGS, SEQUENCE
from coach.cli.playback import Timers
from coach.settings import sound_names


def facts(*arguments: str) -> dict[str, dict[str, Any]]:
    return {it["name"]: it for it in json.loads(invoke("sounds", "--json", *arguments).output)["sounds"]}


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the user's own sounds."""
    monkeypatch.setenv("COACH_HOME", str(tmp_path))
    folder = tmp_path / "sounds"
    folder.mkdir()
    return folder


def test_the_list_says_of_each_how_long_and_loud_it_is_and_what_it_stands_for() -> None:
    lines = invoke("sounds", "--list").output.splitlines()
    assert sorted(line.split()[0] for line in lines) == sound_names()
    row = next(line for line in lines if line.startswith("go "))
    sound = facts("go")["go"]
    assert row.split(maxsplit=7) == [
        *("go", f"{sound['seconds']:.2f}", "s", f"{sound['peak_dbfs']:.1f}", "dBFS"),
        *(f"{sound['loudness_lufs']:.1f}", "LUFS", MEANINGS["go"]),
    ]
    assert max(map(len, lines)) <= 80


def test_json_has_the_same_for_a_script() -> None:
    sounds = facts()
    assert {name: it["stands_for"] for name, it in sounds.items()} == MEANINGS
    assert all(0.1 < it["seconds"] < 3 and it["yours"] is None for it in sounds.values())
    assert all(it["peak_dbfs"] < -3 and -16 < it["loudness_lufs"] < -11 for it in sounds.values())
    assert list(facts("ten", "tick")) == ["ten", "tick"]


def write_tone(path: Path, seconds: float, rate: int) -> None:
    """1000 Hz at half of full scale, in stereo."""
    values = [round(16_384 * math.sin(2 * math.pi * 1000 * i / rate)) for i in range(round(seconds * rate))]
    with wave.open(str(path), "wb") as file:
        file.setparams((2, 2, rate, 0, "NONE", ""))
        file.writeframes(array.array("h", [value for value in values for _ in range(2)]).tobytes())


@pytest.mark.parametrize("ending", ["flac", "ogg", "mp3"])
def test_a_file_of_yours_of_any_kind_has_its_levels(own: Path, ending: str) -> None:
    pytest.importorskip("miniaudio")
    file = own / f"tick.{ending}"
    file.write_bytes((TONES / f"tone.{ending}").read_bytes())
    tick = facts("tick")["tick"]
    assert tick["yours"] == str(file)
    assert 0.2 < tick["seconds"] < 0.4 and -12 < tick["peak_dbfs"] < 0 and -25 < tick["loudness_lufs"] < -3


@pytest.mark.parametrize("name", ["tick.wav", "tick.WAV"])
def test_the_levels_of_yours_are_those_at_which_it_is_heard(own: Path, name: str) -> None:
    write_tone(own / name, 0.5, 44_100)
    sounds = facts("tick", "go")
    assert sounds["tick"]["yours"] == str(own / name) and sounds["go"]["yours"] is None
    assert sounds["tick"]["seconds"] == pytest.approx(0.5, abs=0.01)
    assert sounds["tick"]["peak_dbfs"] == pytest.approx(-6.0, abs=0.3)
    assert sounds["tick"]["loudness_lufs"] == pytest.approx(-9.0, abs=0.5)  # -3 for a sine at full scale, by BS.1770
    tick, go = invoke("sounds", "--list", "tick", "go").output.splitlines()
    assert tick.endswith(f" LUFS   yours: {name}") and go.endswith(f" LUFS  {MEANINGS['go']}")


def test_silence_of_yours_has_no_level(own: Path) -> None:
    with wave.open(str(own / "tick.wav"), "wb") as file:
        file.setparams((1, 2, 48_000, 0, "NONE", ""))
        file.writeframes(bytes(9600))
    assert facts("tick")["tick"]["peak_dbfs"] is None
    assert "-inf dBFS" in invoke("sounds", "--list", "tick").output


def test_a_file_that_is_refused_is_not_yours_and_says_why(own: Path) -> None:
    (own / "go.mp3").write_bytes(b"no sound")
    answer = invoke("sounds", "--list", "go")
    assert answer.output.rstrip().endswith(MEANINGS["go"])
    assert answer.errors.startswith("your go.mp3 is not used, the bundled one is: ")
    listed = json.loads(invoke("sounds", "--json", "go").output)
    assert listed["sounds"][0]["yours"] is None and listed["notes"] == [answer.errors.strip()]


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_library_that_dies_of_a_file_takes_nothing_down(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_tone(own / "go.wav", 0.1, 48_000)
    library = own.parent / "library"
    library.mkdir()
    (library / "miniaudio.py").write_text("import signal\nsignal.raise_signal(signal.SIGSEGV)\n")
    monkeypatch.setenv("PYTHONPATH", str(library))
    answer = invoke("sounds", "--list", "go")
    assert answer.exit_code == 0 and answer.output.rstrip().endswith(MEANINGS["go"])
    assert answer.errors.startswith("your sounds cannot be read: ")


def test_what_is_no_sound_is_not_yours(own: Path) -> None:
    (own / "tick.txt").touch()
    (own / "tack.wav").touch()
    (own / "go.wav").mkdir()
    (own / "rest.old.wav").touch()
    assert {name for name, it in facts().items() if it["yours"]} == set()


def test_they_are_played_in_order_and_named() -> None:
    done = run("sounds", "tick", "go", "--audio", "off")
    assert (done.returncode, done.stdout, done.stderr) == (0, "tick\ngo\n", "")


@pytest.mark.parametrize("content", [b"", b"RIFF no wav at all", b"ID3"])
def test_a_file_of_yours_that_says_no_length_is_played_too(own: Path, content: bytes) -> None:
    (own / "tick.wav").write_bytes(content)
    done = run("sounds", "tick", "--audio", "off", COACH_HOME=str(own.parent))
    assert (done.returncode, done.stdout, done.stderr) == (0, "tick\n", "")


def test_a_refused_file_of_an_hour_delays_nothing(own: Path) -> None:
    with wave.open(str(own / "tick.wav"), "wb") as file:
        file.setparams((1, 1, 1, 0, "NONE", ""))
        file.writeframes(bytes(3600))
    done = run("sounds", "tick", "--audio", "off", COACH_HOME=str(own.parent))
    assert (done.returncode, done.stdout) == (0, "tick\n")


def test_the_sequence_is_named_as_it_sounds() -> None:
    """Its beginning, in real time: the second tick comes no sooner than a second after the start. Ctrl-C ends it."""
    command = [COACH, "sounds", "--sequence", "--audio", "off"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    began_s = time.monotonic()
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=environment, preexec_fn=heed_ctrl_c
    ) as playing:
        assert playing.stdout is not None
        lines = [playing.stdout.readline() for _ in range(2)]
        second_s = time.monotonic()
        playing.send_signal(signal.SIGINT)
        assert playing.wait(60) == 130
    assert lines == [f"tick       {MEANINGS['tick']}\n"] * 2
    assert second_s - began_s > 1.0


def heed_ctrl_c() -> None:
    """For a child process: do not inherit that SIGINT is ignored, as it is by what a shell runs in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_the_sequence_can_be_read_instead() -> None:
    lines = invoke("sounds", "--sequence", "--list").output.splitlines()
    assert [(float(line.split()[0]), line.split()[2]) for line in lines] == list(SEQUENCE)
    plan = json.loads(invoke("sounds", "--sequence", "--json").output)["sequence"]
    assert [(it["at"], it["name"]) for it in plan] == list(SEQUENCE)


def test_a_sequence_of_names_is_a_wrong_use() -> None:
    answer = invoke("sounds", "tick", "--sequence")
    assert (answer.exit_code, answer.output) == (2, "")
    assert "leave the names out" in answer.errors


def test_a_sound_that_is_not_there_gets_suggestions() -> None:
    done = run("sounds", "tik", "--audio", "off")
    assert (done.returncode, done.stdout) == (66, "")
    assert 'Did you mean "tick"?' in done.stderr


def test_a_back_end_that_cannot_play_is_74() -> None:
    done = run("sounds", "go", "--audio", "command", PATH="")
    assert (done.returncode, done.stdout) == (74, "")
    assert done.stderr.startswith("no sound: ")


@pytest.mark.skipif(sys.platform != "linux", reason="only there the device can be taken away by the environment")
def test_where_nothing_plays_auto_says_that_the_bell_rings() -> None:
    done = run("sounds", "go", "--audio", "auto", PATH="", PULSE_SERVER="none", ALSA_CONFIG_PATH="/dev/null")
    assert (done.returncode, done.stdout) == (0, "go\n")
    assert done.stderr.startswith("no sound: ")
    assert done.stderr.endswith("; the terminal bell rings instead\n")


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
def test_auto_waits_for_the_next_where_a_library_ends_the_helper(tmp_path: Path) -> None:
    write_fatal_libraries(tmp_path)
    write_player(tmp_path)
    done = run("sounds", "go", "--audio", "auto", PATH=str(tmp_path), PYTHONPATH=str(tmp_path))
    assert (done.returncode, done.stdout) == (0, "go\n")
    assert done.stderr.startswith(
        f"heard through command (paplay ({next(iter(LIBRARIES))}: it ended the audio helper; "
    )


def test_a_file_of_yours_that_is_refused_is_reported(own: Path) -> None:
    (own / "go.mp3").write_bytes(b"no sound")
    done = run("sounds", "go", "--audio", "command", PATH="", COACH_HOME=str(own.parent))
    refused, silent = done.stderr.splitlines()
    assert refused.startswith("your go.mp3 is not used, the bundled one is: ")
    assert silent.startswith("no sound: ")


def test_timers_call_in_order_and_not_what_was_cancelled() -> None:
    timers, called = Timers(), []
    timers.call_later(0.002, lambda: called.append("second"))
    timers.call_later(0.001, lambda: called.append("first"))
    timers.call_later(0.0015, lambda: called.append("never")).cancel()
    timers.run()
    assert called == ["first", "second"]
