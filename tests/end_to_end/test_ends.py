"""Every end of the program gives the terminal back, ends the audio helper, and says by its exit code what happened."""

import os
import re
import signal
import termios
import time
from pathlib import Path
from typing import Any

import pytest
from test_end_to_end import BOUND_S, Terminal, routine, terminal

SIGNALS = {signal.SIGTERM: 143, signal.SIGHUP: 129, signal.SIGINT: 130, signal.SIGQUIT: 131}
MODES = re.compile(rb"\x1b\[\?(1000|1003|1015|1006|1016|1049|1004|2004|2048|25|7)([hl])")
"""Mouse, alternate screen, focus, paste, size reports; the cursor and line wrap, which are on at rest."""
ON_AT_REST = (b"25", b"7")
KITTY = re.compile(rb"\x1b\[([<>])\d*u")


def left_over(output: bytes) -> dict[bytes, bytes]:
    """The modes that are not as a shell wants them at the end of the output."""
    last = {found[1]: found[2] for found in MODES.finditer(output)}
    wrong = {mode: state for mode, state in last.items() if state != (b"h" if mode in ON_AT_REST else b"l")}
    keys = [found[1] for found in KITTY.finditer(output)]
    return wrong | ({b"kitty": b">"} if keys and keys[-1] == b">" else {})


def attributes(it: Terminal) -> list[Any]:
    return termios.tcgetattr(it._master)[:4]


def children(pid: int) -> list[int]:
    """Of a process, the processes that it started."""
    out = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text()
            except OSError:
                continue
            if int(stat.rpartition(")")[2].split()[1]) == pid:
                out.append(int(entry.name))
    return out


def gone(pids: list[int]) -> bool:
    """Whether all of them end within a second."""
    deadline = time.monotonic() + 1.0
    while any(Path(f"/proc/{pid}").exists() for pid in pids):
        if time.monotonic() > deadline:
            return False
        os.sched_yield()
    return True


@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
@pytest.mark.parametrize("where", ["overview", "workout", "library"])
def test_a_signal_restores_the_terminal(tmp_path: Path, where: str, number: signal.Signals) -> None:
    arguments = {"overview": [routine(tmp_path)], "workout": [routine(tmp_path), "--go"], "library": []}[where]
    with terminal(tmp_path, "start", *arguments, "--audio", "off") as it:
        before = attributes(it)
        it.until({"overview": "Plank", "workout": "READY", "library": "Tabata"}[where])
        assert left_over(it.output)
        it._process.send_signal(number)
        assert it.ended() == SIGNALS[number]
        assert not left_over(it.output)
        assert attributes(it) == before
    assert b"Traceback" not in it.output


def test_a_second_signal_changes_nothing(tmp_path: Path) -> None:
    with terminal(tmp_path, "start", routine(tmp_path), "--go", "--audio", "off") as it:
        before = attributes(it)
        it.until("READY")
        it._process.send_signal(signal.SIGINT)
        it._process.send_signal(signal.SIGINT)
        assert it.ended() == 130
        assert not left_over(it.output) and attributes(it) == before
    assert b"Traceback" not in it.output


def test_a_helper_is_gone_within_a_second(tmp_path: Path) -> None:
    with terminal(tmp_path, "start", routine(tmp_path), "--go") as it:
        it.until("READY")
        deadline = time.monotonic() + BOUND_S
        while not (helpers := children(it._process.pid)):
            assert time.monotonic() < deadline and it.read(0.1)
        it._process.send_signal(signal.SIGTERM)
        assert it.ended() == 143
        assert gone(helpers)


def test_a_stop_from_outside_gives_the_terminal_back(tmp_path: Path) -> None:
    with terminal(tmp_path, "start", routine(tmp_path), "--go", "--audio", "off") as it:
        before = attributes(it)
        it.until("READY")
        it._process.send_signal(signal.SIGTSTP)
        deadline = time.monotonic() + BOUND_S
        while "T (stopped)" not in Path(f"/proc/{it._process.pid}/status").read_text():
            assert time.monotonic() < deadline and it.read(0.1)
        while more(it):
            pass
        assert not left_over(it.output) and attributes(it) == before
        titles = re.findall(rb"\x1b\[2([23]);0t", it.output)
        assert titles[-1] == b"3", "the title is not given back"
        it._process.send_signal(signal.SIGCONT)
        while attributes(it) == before:
            assert time.monotonic() < deadline and it.read(0.1)
        it.press("\x03")
        it.until("any other key")
        it.press("y")
        assert it.ended() == 0


def more(it: Terminal) -> bool:
    """Whether the program wrote anything."""
    before = len(it.output)
    it.read(0.1)
    return len(it.output) > before


NOISE = [
    b"\xff\xfe\xc3(",
    b"\xe9\xe8",
    b"\x1b]11;rgb:0000/0000/0000\x1b\\",
    b"\x1b[12;40R",
    b"\x1b[97;1:3u",
    b"\x1b[99999999999u",
    b"\x1b[48;99999;99999;1;1t",
    b"\x1b[<0;10;20M\x1b[<0;10;20m\x1b[<35;200;200M",
    b"\x1b[I\x1b[O",
    b"\x00\x00",
    b"\x1b[200~" + b"qy\r" * 35_000 + b"\x1b[201~",
]


def test_noise_on_the_line_presses_nothing(tmp_path: Path) -> None:
    """A Latin-1 terminal, answers to questions, mouse and focus, pastes: the workout stands as it stood."""
    with terminal(tmp_path, "start", routine(tmp_path), "--go", "--audio", "off") as it:
        it.until("READY")
        it.press(" ")
        it.until("PAUSED")
        for noise in NOISE:
            rest = noise
            while rest:
                rest = rest[os.write(it._master, rest[:2048]) :]
                it.read(0.01)
        it.press("?")
        it.until("close")
        it.press("?")
        it.until("PAUSED", "PLANK")
        it._process.send_signal(signal.SIGTERM)
        assert it.ended() == 143
    assert b"Traceback" not in it.output
