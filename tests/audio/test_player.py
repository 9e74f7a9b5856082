"""The Player in the program: what it survives, what it reports, and how it ends.

The helper is real, its device null.
"""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from back_ends import LIBRARIES, write_fatal_libraries, write_player
from rig import SOUNDS

from coach.audio import helper_player
from coach.audio.bell import BellPlayer
from coach.audio.choices import CHOICES, open_player
from coach.audio.helper.backends import OFFERED
from coach.audio.helper_player import ENDED, RESTARTED, HelperPlayer
from coach.audio.protocol import Player, PlayerConfig, Status, TimerHandle, Voice
from coach.audio.silent import SilentPlayer

LIMIT_S = 60.0
"""No test takes so long, even on a busy machine."""
MS = 1_000_000


@dataclass(frozen=True)
class Signal:
    at: int
    name: str
    words: str = ""


class Program:
    """The program's side of a Player: keeps what it reports, with a way to wait for it."""

    def __init__(self, folder: Path) -> None:
        self.log = folder / "logs" / "helper.log"
        self._changed = threading.Condition()
        self.statuses: list[Status] = []
        self.reports: list[dict[str, Any]] = []
        self.restarts = 0
        self.rings = 0
        self.config = PlayerConfig(SOUNDS, self.log, self._status, self._restart, self._ring, self._call_later)

    def _status(self, status: Status) -> None:
        with self._changed:
            self.statuses.append(status)
            self._changed.notify_all()

    def _restart(self) -> None:
        with self._changed:
            self.restarts += 1
            self._changed.notify_all()

    def report(self, report: dict[str, Any]) -> None:
        with self._changed:
            self.reports.append(report)
            self._changed.notify_all()

    def _ring(self) -> None:
        self.rings += 1

    def _call_later(self, delay_s: float, call: Callable[[], None]) -> TimerHandle:
        raise AssertionError("no timers here")

    def until(self, condition: Callable[[], bool]) -> None:
        with self._changed:
            assert self._changed.wait_for(condition, LIMIT_S), (self.statuses, self.restarts)

    def rests(self, seconds: float) -> None:
        """Let other threads run, until something is reported or the time is over."""
        with self._changed:
            self._changed.wait(seconds)

    def began(self) -> list[str]:
        return [report["name"] for report in self.reports if report["say"] == "began"]

    def got(self) -> list[dict[str, Any]]:
        """The lines that the stand-in got, pings left out."""
        reported = [report["command"] for report in self.reports if report["say"] == "got"]
        return [command for command in reported if command["do"] != "ping"]

    def kinds(self) -> list[str]:
        return [status.kind for status in self.statuses]


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path)


@pytest.fixture
def player(program: Program) -> Iterator[HelperPlayer]:
    playing = HelperPlayer("null", program.config, report_sounds=True)
    playing.on_report = program.report
    yield playing
    playing.close()


STAND_IN = """\
#!{python}
import json, sys
def say(**report):
    print(json.dumps(report), flush=True)
for line in sys.stdin:
    command = json.loads(line)
    say(say="got", command=command)
    if command["do"] == "hello":
        say(say="note", message="a note of the helper")
        say(say="ready", backend="stand-in", message="")
    elif command["do"] == "ping":
        say(say="pong")
    elif command["do"] == "quit":
        break
"""
"""A helper that only reports the lines that it gets."""


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "helper"
    script.write_text(STAND_IN.format(python=sys.executable))
    script.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(script))


def gone(pid: int) -> bool:
    """Whether a process ends within the limit; any process, not only a child."""
    try:
        descriptor = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([descriptor], [], [], LIMIT_S)[0])
    finally:
        os.close(descriptor)


def ticks() -> list[Signal]:
    """A tick every fifth of a second: a busy machine drops those that it would play too late, but not all of them."""
    now_ns = time.perf_counter_ns()
    return [Signal(now_ns + i * 200 * MS, "tick") for i in range(1, round(LIMIT_S * 5))]


def finishes(function: Callable[[], object]) -> None:
    """Call a function that must not block; fails when it does."""
    thread = threading.Thread(target=function, daemon=True)
    thread.start()
    thread.join(LIMIT_S)
    assert not thread.is_alive(), "it blocks"


def test_what_is_placed_before_the_helper_runs_is_heard(player: HelperPlayer, program: Program) -> None:
    player.start()
    player.place(1, ticks())
    program.until(lambda: "tick" in program.began() and bool(program.statuses))
    assert program.statuses == [Status("ready", "null", "Null")]


@pytest.mark.usefixtures("stand_in")
def test_each_call_reaches_the_helper_in_order(player: HelperPlayer, program: Program) -> None:
    player.start()
    player.place(1, [Signal(5, "tick")])
    player.clear(2, hush=True)
    player.clear(3)
    player.volume(0.5)
    player.place(3, [])
    player.place(3, [Signal(6, "go"), Signal(7, "rest")])
    pressed_ns = time.perf_counter_ns()
    player.now("rep")
    player.describe()
    program.until(lambda: {"do": "describe"} in program.got())
    hello, *lines = program.got()
    at_ns = lines[-2].pop("at")
    assert hello["do"] == "hello" and pressed_ns <= at_ns <= time.perf_counter_ns()
    assert lines == [
        {"do": "place", "gen": 1, "sounds": [[5, "tick"]]},
        {"do": "clear", "gen": 2, "hush": True},
        {"do": "clear", "gen": 3, "hush": False},
        {"do": "volume", "level": 0.5},
        {"do": "place", "gen": 3, "sounds": [[6, "go"], [7, "rest"]]},
        {"do": "now", "name": "rep"},
        {"do": "describe"},
    ]


@pytest.mark.usefixtures("stand_in")
def test_words_and_the_voice_reach_the_helper(player: HelperPlayer, program: Program) -> None:
    player.voice(Voice("de", "anna", 120, 0.8))
    player.start()
    player.prepare(["eins", "zwei"])
    player.prepare([])
    player.place(1, [Signal(5, "rep", "eins"), Signal(6, "", "Halbzeit"), Signal(7, "tick")])
    player.voice(None)
    program.until(lambda: {"do": "voice", "language": None} in program.got())
    hello, *lines = program.got()
    assert hello["do"] == "hello"
    voice = {"do": "voice", "language": "de", "name": "anna", "rate": 120, "level": 0.8}
    assert [line for line in lines if line != voice] == [
        {"do": "prepare", "words": ["eins", "zwei"]},
        {"do": "place", "gen": 1, "sounds": [[5, "rep", "eins"], [6, "", "Halbzeit"], [7, "tick"]]},
        {"do": "voice", "language": None},
    ]
    assert lines[0] == voice


@pytest.mark.usefixtures("stand_in")
def test_the_first_line_has_the_folders_and_the_offset(tmp_path: Path, program: Program) -> None:
    config = replace(program.config, own=tmp_path / "own", cache=tmp_path / "cache", offset_ns=-80 * MS)
    player = HelperPlayer("auto", config)
    player.on_report = program.report
    player.start()
    program.until(lambda: bool(program.got()))
    player.close()
    assert program.got()[0] == {
        "do": "hello",
        "choice": "auto",
        "sounds": str(SOUNDS),
        "own": str(tmp_path / "own"),
        "cache": str(tmp_path / "cache"),
        "offset": -80 * MS,
        "volume": 1.0,
        "tell": False,
        "without": [],
    }


@pytest.mark.usefixtures("stand_in")
def test_a_restarted_helper_gets_volume_and_voice_again(player: HelperPlayer, program: Program) -> None:
    player.start()
    player.volume(0.3)
    player.voice(Voice("en"))
    player.place(1, [Signal(5, "go")])
    program.until(lambda: "place" in [line["do"] for line in program.got()])
    program.reports.clear()
    assert player.pid is not None
    os.kill(player.pid, signal.SIGKILL)
    program.until(lambda: program.restarts == 1)
    player.prepare(["one"])
    program.until(lambda: "prepare" in [line["do"] for line in program.got()])
    assert [line["do"] for line in program.got()] == ["hello", "voice", "prepare"]
    assert program.got()[0]["volume"] == 0.3
    assert program.got()[1]["language"] == "en"


@pytest.mark.usefixtures("stand_in")
def test_a_note_is_reported_once_and_is_no_trouble(player: HelperPlayer, program: Program) -> None:
    player.start()
    program.until(lambda: "ready" in program.kinds())
    assert player.pid is not None
    os.kill(player.pid, signal.SIGKILL)
    program.until(lambda: program.restarts == 1)
    program.until(lambda: program.kinds()[-1] == "ready" and program.kinds().count("ready") == 2)
    assert program.statuses[0] == Status("note", "null", "a note of the helper")
    assert program.kinds() == ["note", "ready", "trouble", "restarted", "ready"]


def test_a_killed_helper_is_restarted_and_reported(player: HelperPlayer, program: Program) -> None:
    player.start()
    program.until(lambda: program.kinds() == ["ready"])
    assert player.pid is not None
    first = player.pid
    os.kill(first, signal.SIGKILL)
    program.until(lambda: program.restarts == 1)
    player.place(1, ticks())
    program.until(lambda: "tick" in program.began() and program.kinds()[-1] == "ready")
    assert player.pid != first
    assert program.kinds() == ["ready", "trouble", "restarted", "ready"]
    assert not player.inaudible


def test_each_trouble_is_reported_once_however_often_it_comes(
    player: HelperPlayer, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(helper_player, "RESTART_DELAY_S", 0.01)
    monkeypatch.setattr(helper_player, "MAX_RESTART_DELAY_S", 0.01)
    player.start()
    for restarts in range(1, 4):
        program.until(lambda restarts=restarts: sum(r["say"] == "ready" for r in program.reports) == restarts)  # type: ignore[misc]
        assert player.pid is not None
        os.kill(player.pid, signal.SIGKILL)
        program.until(lambda restarts=restarts: program.restarts == restarts)  # type: ignore[misc]
    assert program.kinds() == ["ready", "trouble", "restarted", "ready"]


def test_a_full_pipe_never_holds_up_the_caller_and_ends_in_a_new_helper(player: HelperPlayer, program: Program) -> None:
    player.start()
    program.until(lambda: program.kinds() == ["ready"])
    assert player.pid is not None
    os.kill(player.pid, signal.SIGSTOP)
    now = time.perf_counter_ns()
    far = [Signal(now + 3_600_000 * MS + i, "tick") for i in range(100)]

    def place() -> None:
        # The first queue full may still be taken, as one piece, by the write that then waits.
        for _ in range(2 * helper_player.MAX_QUEUED + 100):
            player.place(1, far)

    finishes(place)
    program.until(lambda: program.restarts == 1)


def test_a_pipe_that_stays_full_ends_in_a_new_helper(
    player: HelperPlayer, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(helper_player, "WRITE_TIMEOUT_S", 0.2)
    player.start()
    program.until(lambda: program.kinds() == ["ready"])
    assert player.pid is not None
    os.kill(player.pid, signal.SIGSTOP)
    player.place(1, [Signal(i, "tick") for i in range(20_000)])
    deadline = time.monotonic() + LIMIT_S
    while not program.restarts:
        assert time.monotonic() < deadline
        player.now("rep")
        program.rests(0.02)


def test_a_helper_that_does_not_answer_is_replaced(
    player: HelperPlayer, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    player.start()
    program.until(lambda: program.kinds() == ["ready"])
    monkeypatch.setattr(helper_player, "PING_INTERVAL_S", 0.1)
    monkeypatch.setattr(helper_player, "PONG_TIMEOUT_S", 0.3)
    assert player.pid is not None
    os.kill(player.pid, signal.SIGSTOP)
    program.until(lambda: program.restarts > 0)
    assert Status("trouble", "null", ENDED) in program.statuses


def test_calls_while_there_is_no_helper_never_raise(
    player: HelperPlayer, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    player.start()
    program.until(lambda: program.kinds() == ["trouble"])
    assert player.inaudible
    for i in range(2 * helper_player.MAX_QUEUED):
        player.place(i, [Signal(i, "tick")])
        player.now("rep")
        player.clear(i)
    monkeypatch.undo()
    program.until(lambda: "ready" in program.kinds())


DYING = """\
#!{python}
import json, os, signal, sys
def say(**report):
    print(json.dumps(report), flush=True)
hello = json.loads(sys.stdin.readline())
say(say="got", command=hello)
say(say="trying", backend="miniaudio")
if "{when}" == "playing":
    say(say="ready", backend="miniaudio", message="")
if "miniaudio" not in hello["without"]:
    signal.raise_signal(signal.{how})
for line in sys.stdin:
    pass
"""
"""A helper that ends when it has used a library, unless that is excluded."""


@pytest.fixture
def dying(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    monkeypatch.setattr(helper_player, "RESTART_DELAY_S", 0.01)
    monkeypatch.setattr(helper_player, "MAX_RESTART_DELAY_S", 0.01)

    def script(when: str, how: str) -> None:
        helper = tmp_path / "helper"
        helper.write_text(DYING.format(python=sys.executable, when=when, how=how))
        helper.chmod(0o755)
        monkeypatch.setattr(sys, "executable", str(helper))

    return script


def lived(program: Program, lives: int) -> list[list[str]]:
    """The back ends that each of the first helpers had to leave out."""
    program.until(lambda: len(program.got()) >= lives)
    return [command["without"] for command in program.got()[:lives]]


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize(("when", "how"), [("opening", "SIGSEGV"), ("playing", "SIGSEGV"), ("opening", "SIGKILL")])
def test_a_library_that_ends_the_helper_twice_is_left_out(
    program: Program, dying: Callable[[str, str], None], when: str, how: str
) -> None:
    dying(when, how)
    player = HelperPlayer("auto", program.config)
    player.on_report = program.report
    player.start()
    assert lived(program, 3) == [[], [], ["miniaudio"]]
    player.close()
    assert [status.message for status in program.statuses if status.kind != "ready"] == [ENDED, RESTARTED]


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize(
    ("choice", "when", "how"), [("miniaudio", "opening", "SIGSEGV"), ("auto", "playing", "SIGKILL")]
)
def test_a_library_that_was_chosen_or_whose_helper_was_killed_is_not_left_out(
    program: Program, dying: Callable[[str, str], None], choice: str, when: str, how: str
) -> None:
    dying(when, how)
    player = HelperPlayer(choice, program.config)
    player.on_report = program.report
    player.start()
    assert lived(program, 4) == [[]] * 4
    player.close()


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_helpers_that_end_late_but_never_played_are_reported_once(
    program: Program, dying: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As each does whose library hangs on a frozen sound server."""
    monkeypatch.setattr(helper_player, "STEADY_S", 0.0)
    dying("opening", "SIGKILL")
    player = HelperPlayer("miniaudio", program.config)
    player.on_report = program.report
    player.start()
    lived(program, 4)
    player.close()
    assert [status.message for status in program.statuses] == [ENDED, RESTARTED]


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
def test_auto_plays_through_the_next_where_a_library_ends_every_helper(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A real helper, libraries that segfault as soon as they are imported, and a player that is a script."""
    (tmp_path / "lib").mkdir()
    write_fatal_libraries(tmp_path / "lib")
    write_player(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "lib"))
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(helper_player, "RESTART_DELAY_S", 0.01)
    player = HelperPlayer("auto", program.config)
    player.on_report = program.report
    player.start()
    program.until(lambda: program.kinds()[-1:] == ["ready"])
    player.close()
    last = program.statuses[-1]
    assert (last.backend, last.message.partition(" (")[0]) == ("command", "paplay")
    assert "; ".join(f"{name}: it ended the audio helper" for name in LIBRARIES) in last.message


def test_close_waits_for_no_helper_that_hangs(player: HelperPlayer, program: Program) -> None:
    player.start()
    program.until(lambda: program.kinds() == ["ready"])
    pid = player.pid
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)
    # More than a pipe holds, so the worker now waits in a write.
    player.place(1, [Signal(i, "tick") for i in range(20_000)])
    finishes(player.close)
    assert gone(pid)
    assert 3 * helper_player.EXIT_TIMEOUT_S < 1.0, "what `close` may wait for, all together"
    assert program.kinds() == ["ready"]


def test_close_may_come_before_start_and_twice(player: HelperPlayer) -> None:
    player.close()
    player.close()


def test_a_callback_that_raises_loses_no_sound(tmp_path: Path, program: Program) -> None:
    def reported(status: Status) -> None:
        raise RuntimeError("the screen is gone")

    player = HelperPlayer("null", replace(program.config, on_status=reported), report_sounds=True)
    player.on_report = program.report
    player.start()
    program.until(lambda: "ready" in [report["say"] for report in program.reports])
    player.place(1, ticks())
    program.until(lambda: "tick" in program.began())
    player.close()
    assert "the screen is gone" in program.log.read_text()


PARENT = """
import sys, threading
from pathlib import Path
from coach.audio.helper_player import HelperPlayer
from coach.audio.protocol import PlayerConfig
def reported(status):
    print(status.kind, player.pid, flush=True)
sounds, log = map(Path, sys.argv[1:])
player = HelperPlayer("null", PlayerConfig(sounds, log, reported, lambda: None, lambda: None, None))
player.start()
threading.Event().wait()
"""


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="waiting for another's child needs Linux")
@pytest.mark.parametrize("held", [False, True])
def test_no_helper_outlives_its_parent(program: Program, held: bool) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(SOUNDS), str(program.log)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert parent.stdout is not None
        kind, pid = parent.stdout.readline().split()
        assert kind == "ready"
        if held and sys.platform.startswith("linux"):
            os.kill(int(pid), signal.SIGSTOP)  # as a library that holds it: it cannot read that its input ended
    finally:
        parent.kill()
        parent.wait(LIMIT_S)
    assert gone(int(pid))


def test_the_choices_of_the_command_line_each_open_a_player(program: Program) -> None:
    players: dict[str, Player] = {choice: open_player(choice, program.config) for choice in CHOICES}
    assert {choice: type(player) for choice, player in players.items()} == {
        "auto": HelperPlayer,
        **dict.fromkeys(OFFERED, HelperPlayer),
        "bell": BellPlayer,
        "off": SilentPlayer,
    }
    for player in players.values():
        player.close()
    with pytest.raises(KeyError):
        open_player("null", program.config)


def test_auto_rings_the_bell_while_nothing_else_sounds(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PULSE_SERVER", "PULSE_RUNTIME_PATH"):
        monkeypatch.setenv(name, "/no/such/place")
    monkeypatch.setenv("ALSA_CONFIG_PATH", "/no/such/place")
    monkeypatch.setenv("PATH", "/no/such/place")
    player = open_player("auto", program.config)
    player.now("go")
    assert program.rings == 0
    player.start()
    program.until(lambda: program.kinds() == ["trouble"])
    player.now("go")
    player.now("tick")
    player.close()
    assert program.rings == 1
    assert program.statuses[0].message.startswith("miniaudio: ")


def test_the_registry_is_cheap_to_import() -> None:
    code = (
        "import sys, coach.audio.choices;"
        "print([m for m in ('textual', 'asyncio', 'miniaudio', 'subprocess', 'threading') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert out.stdout.strip() == "[]"
