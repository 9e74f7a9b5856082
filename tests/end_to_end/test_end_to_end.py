"""The installed command in a real terminal: a person's keys go in, an emulator's screen comes out.

Nothing here waits for a time: every step waits for what the screen shows, with a bound that only a hang reaches.
"""

import re
import signal
import time
from pathlib import Path

import pytest
from terminal import ROUTINE, routine, terminal

KEY_EVERY_S = 0.45
"""A move key that comes sooner than 0.4 s after its last press is one press with it."""
STAGE = re.compile(r"[◎◔▶■‖✓▼◆▲⇄] (SETUP|READY|SET|WORK|REST|PAUSED|AWAY|DONE|LOWER|BOTTOM|LIFT|TOP|SWITCH)\b")


@pytest.mark.parametrize("owns", [True, False], ids=["signalled", "silently"])
def test_it_ends_when_its_terminal_is_gone(tmp_path: Path, owns: bool) -> None:
    """Even without a signal: it must not spin on the end of its input."""
    with terminal(tmp_path, "start", routine(tmp_path), "--go", "--audio", "off", owns=owns) as it:
        it.until("READY")
        assert it.hang_up() == 129


def test_a_workout_without_sound_says_so_and_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/no/such/place")
    with terminal(tmp_path, "start", routine(tmp_path), "--go", "--audio", "command", config="get-ready: 3s\n") as it:
        it.until("READY", "No sound: command: no paplay, no aplay (Debian: apt install pulseaudio-utils)")
        it.press("\r")
        it.until("WORK")


def test_posterior_chain_is_played_to_its_end(tmp_path: Path) -> None:
    """A person presses enter where something waits, goes on after being away, and writes nothing down."""
    seen: set[str] = set()
    answers = {"SETUP": "\r", "SET": "\r", "AWAY": " ", "PAUSED": " "}
    with terminal(tmp_path, "start", "posterior-chain", "--go", "--audio", "off", "--speed", "300") as it:
        deadline, pressed = time.monotonic() + 180, 0.0
        stage = ""
        while stage != "DONE":
            assert time.monotonic() < deadline, f"{seen}\n{it.text}"
            it.rest(0.05)
            found = STAGE.search(it.text)
            stage = found[1] if found else ""
            seen.add(stage)
            if stage in answers and time.monotonic() - pressed > KEY_EVERY_S:
                it.press(answers[stage])
                pressed = time.monotonic()
        it.until("DONE", "sets", "Deadlift")
        it.press("j" * 20)
        done = it.until("Hip thrust")
        assert "not done" not in done and "skipped" not in done
        assert {"SETUP", "READY", "SET", "WORK", "REST", "DONE"} <= seen
        it.press("\r")
        it.press("q")
        assert it.ended() == 0
    assert b"Traceback" not in it.output
    assert it.output.rstrip().endswith(b"\x1b[?1049l") or b"\x1b[?1049l" in it.output[-400:]


def test_a_terminal_of_ten_by_two_crashes_nothing_and_recovers(tmp_path: Path) -> None:
    with terminal(tmp_path, "start", routine(tmp_path), "--go", "--audio", "off", columns=10, rows=2) as it:
        it.until("Plank")
        it.press("?")
        it.press("?")
        it.resize(1, 1)
        it.resize(10, 2)
        it.press(" ")
        it.resize(80, 24)
        it.until("PAUSED", "Two", "PLANK", "space")
        it.press("\x03")
        it.until("any other key stays")
        it.press("y")
        assert it.ended() == 0
    assert b"Traceback" not in it.output


def test_the_way_out_of_a_workout_asks_and_from_the_overview_does_not(tmp_path: Path) -> None:
    with terminal(tmp_path, "start", routine(tmp_path), "--audio", "off") as it:
        it.until("Plank", "Carry", "start")
        it.press("\r")
        it.until("READY")
        for key in ("\x03", "\x11", "q"):
            it.press(key)
            it.until("any other key stays")
            it.press("n")
            it.until("pause")
        assert "\x1b]0;◔ ".encode() in it.output and b" Plank\x07" in it.output
        it.press("q")
        it.until("any other key stays")
        it.press("y")
        assert it.ended() == 0
    with terminal(tmp_path, "start", routine(tmp_path), "--audio", "off") as it:
        it.until("Plank", "Carry", "start")
        it.press("\x03")
        assert it.ended() == 0


def test_from_the_library_to_a_workout_and_back(tmp_path: Path) -> None:
    mine = tmp_path / "routines"
    mine.mkdir()
    (mine / "zz-two.yaml").write_text(ROUTINE.replace("Two", "Zz two"))
    with terminal(tmp_path, "start", "--audio", "off") as it:
        it.until("Zz two", "Tabata")
        it.press("\x1b[F")
        it.until("Carry")
        it.press("\r")
        it.until("Plank", "Carry", "when to stop")
        it.press("\r")
        it.until("READY", "PLANK")
        it.press("q")
        it.until("any other key stays")
        it.press("y")
        it.until("Zz two", "Tabata")
        it.press("q")
        assert it.ended() == 0
    assert b"Traceback" not in it.output


def test_a_workout_starts_at_the_place_that_was_asked_for(tmp_path: Path) -> None:
    arguments = ("start", routine(tmp_path), "--go", "--from", "1.2", "--audio", "off")
    with terminal(tmp_path, *arguments) as it:
        it.until("CARRY", "READY")


def test_a_wrong_setting_is_reported_in_the_line_below_with_its_place(tmp_path: Path) -> None:
    with terminal(tmp_path, "start", routine(tmp_path), "--go", "--audio", "off", config="bar: 0 kg\n") as it:
        it.until('In config.yaml:1:6: "bar" takes a weight like 20 kg or 45 lb, not 0 kg.')
        assert str(tmp_path) not in it.text


def test_a_stopped_program_says_that_the_person_was_away(tmp_path: Path) -> None:
    """ctrl+z and fg: the time in between counts as away."""
    with terminal(tmp_path, "start", routine(tmp_path), "--go", "--audio", "off") as it:
        it.until("READY")
        it.signal(signal.SIGSTOP)
        it.rest(3.5)
        it.signal(signal.SIGCONT)
        it.until("AWAY")
