"""Every end of the program gives the terminal back, ends the audio helper, and says by its exit code what happened."""

import os
import re
import signal
import time
from collections.abc import Iterable
from pathlib import Path

import pytest
from modes import left_over
from processes import children
from pty_app import BOUND_S, PtyApp
from terminal import routine, terminal

SIGNALS = {signal.SIGTERM: 143, signal.SIGHUP: 129, signal.SIGINT: 130, signal.SIGQUIT: 131}


def gone(pids: Iterable[int]) -> bool:
    """Whether all of them end within a second."""
    deadline = time.monotonic() + 1.0
    while any(Path(f"/proc/{pid}").exists() for pid in pids):
        if time.monotonic() > deadline:
            return False
        os.sched_yield()
    return True


@pytest.mark.parametrize(
    ("where", "number"),
    [
        *(("workout", number) for number in SIGNALS),
        *((where, signal.SIGTERM) for where in ("overview", "library")),
        *(
            pytest.param(where, number, marks=pytest.mark.slow)
            for where in ("overview", "library")
            for number in SIGNALS
            if number != signal.SIGTERM
        ),
    ],
)
def test_a_signal_restores_the_terminal(tmp_path: Path, where: str, number: signal.Signals) -> None:
    arguments = {"overview": [routine(tmp_path)], "workout": [routine(tmp_path), "--go"], "library": []}[where]
    with terminal(tmp_path, "start", *arguments, "--audio", "off") as it:
        before = it.attributes()
        it.until({"overview": "Plank", "workout": "READY", "library": "Tabata"}[where])
        assert left_over(it.output)
        it.signal(number)
        assert it.ended() == SIGNALS[number]
        assert not left_over(it.output)
        assert it.attributes() == before
    assert b"Traceback" not in it.output


def test_a_second_signal_changes_nothing(tmp_path: Path) -> None:
    with terminal(tmp_path, "start", routine(tmp_path), "--go", "--audio", "off") as it:
        before = it.attributes()
        it.until("READY")
        it.signal(signal.SIGINT)
        it.signal(signal.SIGINT)
        assert it.ended() == 130
        assert not left_over(it.output) and it.attributes() == before
    assert b"Traceback" not in it.output


def test_a_helper_is_gone_within_a_second(tmp_path: Path) -> None:
    with terminal(tmp_path, "start", routine(tmp_path), "--go") as it:
        it.until("READY")
        deadline = time.monotonic() + BOUND_S
        while not (helpers := children(it.pid)):
            assert time.monotonic() < deadline
            it.rest(0.1)
        it.signal(signal.SIGTERM)
        assert it.ended() == 143
        assert gone(helpers)


def test_a_stop_from_outside_gives_the_terminal_back(tmp_path: Path) -> None:
    with terminal(tmp_path, "start", routine(tmp_path), "--go", "--audio", "off") as it:
        before = it.attributes()
        it.until("READY")
        it.signal(signal.SIGTSTP)
        deadline = time.monotonic() + BOUND_S
        while "T (stopped)" not in Path(f"/proc/{it.pid}/status").read_text():
            assert time.monotonic() < deadline
            it.rest(0.1)
        while more(it):
            pass
        assert not left_over(it.output) and it.attributes() == before
        titles = re.findall(rb"\x1b\[2([23]);0t", it.output)
        assert titles[-1] == b"3", "the title is not given back"
        it.signal(signal.SIGCONT)
        while it.attributes() == before:
            assert time.monotonic() < deadline
            it.rest(0.1)
        it.press("\x03")
        it.until("any other key")
        it.press("y")
        assert it.ended() == 0


def more(it: PtyApp) -> bool:
    """Whether the program wrote anything."""
    before = len(it.output)
    it.rest(0.1)
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
            it.send(noise)
        it.press("?")
        it.until("close")
        it.press("?")
        it.until("PAUSED", "PLANK")
        it.signal(signal.SIGTERM)
        assert it.ended() == 143
    assert b"Traceback" not in it.output
