"""The installed command in a real terminal: a person's keys go in, an emulator's screen comes out.

Nothing here waits for a time: every step waits for what the screen shows, with a bound that only a hang reaches.
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyte
import pytest

COACH = str(Path(sys.executable).with_name("coach"))
BOUND_S = 30.0
KEY_EVERY_S = 0.45
"""A move key that comes sooner than 0.4 s after its last press is one press with it."""
_UNKNOWN = re.compile(rb"\x1b\[[?>=<]?[0-9;]*(?:\$p|u|t)|\x1bP.*?\x1b\\", re.DOTALL)
"""What the emulator would print as text: questions to the terminal, key protocols, the stack of titles."""
ROUTINE = """
name: Two
blocks:
  - exercises:
      - {name: Plank, work: 40s, rest: 20s}
      - {name: Carry, work: 50s}
"""


class Terminal:
    """The command, running in a terminal of its own."""

    def __init__(
        self, home: Path, arguments: tuple[str, ...], columns: int, rows: int, command: tuple[str, ...] = (COACH,)
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._held = b""
        self.output = b""
        self._master, slave = pty.openpty()
        self._size(columns, rows)
        env = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "LC_ALL", "COLUMNS", "LINES")}
        env |= {"COACH_HOME": str(home), "TERM": "xterm-256color", "LANG": "C.UTF-8"}
        self._process = subprocess.Popen(
            [*command, *arguments], stdin=slave, stdout=slave, stderr=slave, env=env, start_new_session=True
        )
        os.close(slave)

    def _size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def resize(self, columns: int, rows: int) -> None:
        self._size(columns, rows)
        self.screen.resize(rows, columns)
        self._process.send_signal(signal.SIGWINCH)

    def press(self, keys: str) -> None:
        os.write(self._master, keys.encode())

    def read(self, seconds: float) -> bool:
        """Take in what comes within so much time. False: the command has ended."""
        if not select.select([self._master], [], [], seconds)[0]:
            return True
        try:
            data = os.read(self._master, 65536)
        except OSError:  # Linux says so when the last writer has gone
            return False
        self.output += data
        data = self._held + data
        cut = data.rfind(b"\x1b", max(0, len(data) - 24))
        whole = cut < 0 or re.search(rb"[A-Za-z~\\\x07]", data[cut + 1 :]) is not None
        self._held, data = (b"", data) if whole else (data[cut:], data[:cut])
        self._stream.feed(_UNKNOWN.sub(b"", data))
        return bool(data) or bool(self._held)

    @property
    def text(self) -> str:
        return "\n".join(self.screen.display)

    def until(self, *words: str) -> str:
        """Wait until the screen shows all of these words; the screen."""
        deadline = time.monotonic() + BOUND_S
        while not all(word in self.text for word in words):
            assert time.monotonic() < deadline and self.read(0.2), f"{words} did not come:\n{self.text}"
        return self.text

    def ended(self) -> int:
        """Wait for the end; the exit code."""
        deadline = time.monotonic() + BOUND_S
        while self.read(0.2):
            assert time.monotonic() < deadline, f"it does not end:\n{self.text}"
        return self._process.wait(BOUND_S)

    def hang_up(self) -> int:
        """Take the terminal away, as a closed window does, with no signal to tell of it; the exit code."""
        os.close(self._master)
        self._master = os.open(os.devnull, os.O_RDWR)
        return self._process.wait(BOUND_S)

    def close(self) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait(10)
        os.close(self._master)


@contextmanager
def terminal(
    home: Path,
    *arguments: str,
    columns: int = 80,
    rows: int = 24,
    config: str = "",
    command: tuple[str, ...] = (COACH,),
) -> Iterator[Terminal]:
    (home / "config.yaml").write_text(f"{config}keep-awake: off\n")
    made = Terminal(home, arguments, columns, rows, command)
    try:
        yield made
    finally:
        made.close()


def routine(folder: Path) -> str:
    path = folder / "two.yaml"
    path.write_text(ROUTINE)
    return str(path)


STAGE = re.compile(r"[◎◔▶■‖✓▼◆▲⇄] (SETUP|READY|SET|WORK|REST|PAUSED|AWAY|DONE|LOWER|BOTTOM|LIFT|TOP|SWITCH)\b")


def test_it_ends_when_its_terminal_is_gone(tmp_path: Path) -> None:
    """Else it would spin for ever on the end of its input, with nobody to see it."""
    with terminal(tmp_path, "start", routine(tmp_path), "--go", "--audio", "off") as it:
        it.until("READY")
        assert it.hang_up() == 129


def test_a_workout_without_sound_says_so_and_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/no/such/place")
    with terminal(tmp_path, "start", routine(tmp_path), "--go", "--audio", "command") as it:
        it.until("READY", "No sound: command: none of paplay, aplay, afplay is installed")
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
            assert time.monotonic() < deadline and it.read(0.05), f"{seen}\n{it.text}"
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


def test_a_wrong_setting_is_told_in_the_line_below_with_its_place(tmp_path: Path) -> None:
    with terminal(tmp_path, "start", routine(tmp_path), "--go", "--audio", "off", config="bar: 0 kg\n") as it:
        it.until('In config.yaml:1:6: "bar" takes a weight like 20 kg or 45 lb, not 0 kg.')
        assert str(tmp_path) not in it.text


def test_a_stopped_program_says_that_nobody_was_there(tmp_path: Path) -> None:
    """ctrl+z and fg: the time between was nobody's."""
    with terminal(tmp_path, "start", routine(tmp_path), "--go", "--audio", "off") as it:
        it.until("READY")
        it._process.send_signal(signal.SIGSTOP)
        stopped = time.monotonic()
        while time.monotonic() - stopped < 3.5:
            it.read(0.5)
        it._process.send_signal(signal.SIGCONT)
        it.until("AWAY")
