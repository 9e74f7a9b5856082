"""Every end of the program gives the terminal back, ends the audio helper, and says by its exit code what happened."""

import os
import re
import shlex
import signal
import sys
import time
from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from modes import left_over
from processes import children
from pty_app import BOUND_S, COACH, PtyApp
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
        until_stopped(it)
        assert not left_over(it.output) and it.attributes() == before
        titles = re.findall(rb"\x1b\[2([23]);0t", it.output)
        assert titles[-1] == b"3", "the title is not given back"
        it.signal(signal.SIGCONT)
        deadline = time.monotonic() + BOUND_S
        while it.attributes() == before:
            assert time.monotonic() < deadline
            it.rest(0.1)
        it.press("\x03")
        it.until("any other key")
        it.press("y")
        assert it.ended() == 0


STOPPED_WHILE_IT_WRITES = """
import signal
import textual.drivers._writer_thread as writer
from coach.cli import main
class Queue(writer.Queue):
    def _put(self, text):  # called while the queue is locked
        super()._put(text)
        if text and chr(27) + "]0;" in text and not stopped:
            stopped.append(text)
            signal.raise_signal(signal.SIGTSTP)
stopped = []
writer.Queue = Queue
main()
"""
"""A stop that comes at the worst instant: while the program hands its first title to the thread that writes."""


def test_a_stop_while_it_writes_stops_it(tmp_path: Path) -> None:
    command = (sys.executable, "-c", STOPPED_WHILE_IT_WRITES)
    with terminal(tmp_path, "start", routine(tmp_path), "--go", "--audio", "off", command=command) as it:
        before = it.attributes()
        until_stopped(it)
        assert it.attributes() == before
        it.signal(signal.SIGCONT)
        it.until("READY")
        it.press("\x03")
        it.until("any other key")
        it.press("y")
        assert it.ended() == 0


def in_shell(home: Path, script: str) -> AbstractContextManager[PtyApp]:
    """A shell with job control and this script, in which `coach` is the command with a workout."""
    command = f"{shlex.quote(COACH)} start {shlex.quote(routine(home))} --go --audio off"
    return terminal(home, command=("sh", "-m", "-c", script.replace("coach", command)))


def until_gone(it: PtyApp, pid: int) -> None:
    """Wait for the end of another process in this terminal; one that its shell has not waited for has ended too."""
    deadline = time.monotonic() + BOUND_S
    while (stat := Path(f"/proc/{pid}/stat")).exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z":
        assert time.monotonic() < deadline
        it.rest(0.1)


def test_a_stopped_job_that_is_ended_stays_off_the_terminal(tmp_path: Path) -> None:
    with in_shell(tmp_path, "coach; echo stopped; read line") as it:
        it.until("READY")
        (program,) = children(it.pid)
        it.press("\x1a")
        it.until("stopped")
        os.kill(program, signal.SIGTERM)
        os.kill(program, signal.SIGCONT)
        until_gone(it, program)
        it.press("\r")
        assert it.ended() == 0
        assert not left_over(it.output)
        assert it.output.count(b"\x1b[?1049h") == it.output.count(b"\x1b[?1049l") == 1


def test_a_job_in_the_background_waits_until_it_is_brought_to_the_front(tmp_path: Path) -> None:
    with in_shell(tmp_path, "coach; bg %1; echo behind; read line; fg %1; echo it was $?") as it:
        it.until("READY")
        it.press("\x1a")
        it.until("behind")
        it.rest(0.3)
        assert it.output.count(b"\x1b[?1049h") == 1
        it.press("\r")
        it.wait_for(lambda _: it.output.count(b"\x1b[?1049h") == 2, "the screen taken again")
        it.press("\x03")
        it.until("any other key")
        it.press("y")
        it.until("it was 0")
        assert not left_over(it.output)


def test_a_limit_of_time_ends_a_program_that_never_had_the_terminal(tmp_path: Path) -> None:
    """`timeout` puts what it runs into the background of a script."""
    with terminal(
        tmp_path, command=("sh", "-c", f"timeout 2 {COACH} start {routine(tmp_path)} --go; echo it was $?")
    ) as it:
        it.until("it was 124")
        assert it.ended() == 0
        assert not left_over(it.output)


def test_a_program_whose_shell_was_killed_ends_and_gives_the_terminal_back(tmp_path: Path) -> None:
    with in_shell(tmp_path, "sh -c 'coach </dev/tty & wait'; echo it was $?; read line") as it:
        it.until("READY")
        (inner,) = children(it.pid)
        (program,) = children(inner)
        os.kill(inner, signal.SIGKILL)
        until_gone(it, program)
        it.press("\r")
        it.ended()
        assert b"it was 137" in it.output
        assert not left_over(it.output)


RESIZED_AGAIN = """
import fcntl, struct, termios
from coach.cli import main
from coach.tui.terminal.driver import CoachDriver
def size_of(self):
    size = asked(self)
    if size[0] == 100:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 60, 0, 0))
    return size
asked, CoachDriver._get_terminal_size = CoachDriver._get_terminal_size, size_of
main()
"""
"""A terminal that gets another size while the program asks for the one before."""


def test_the_last_size_counts(tmp_path: Path) -> None:
    command = (sys.executable, "-c", RESIZED_AGAIN)
    with terminal(tmp_path, "start", routine(tmp_path), "--go", "--audio", "off", command=command) as it:
        it.until("READY")
        it.resize(100, 24)
        it.wait_for(lambda lines: lines[0][:60].rstrip().endswith("of 2:00"), "60 columns")


RESIZED_AT_ONCE = """
import fcntl, struct, termios
from coach.cli import main
from coach.tui.terminal.driver import CoachDriver
def start(self):
    started(self)
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 60, 0, 0))
started, CoachDriver.start_application_mode = CoachDriver.start_application_mode, start
main()
"""
"""A terminal that gets another size before the program has taken note of the first."""


def test_the_last_size_counts_at_the_start_too(tmp_path: Path) -> None:
    command = (sys.executable, "-c", RESIZED_AT_ONCE)
    with terminal(tmp_path, "start", routine(tmp_path), "--go", "--audio", "off", command=command) as it:
        it.wait_for(lambda lines: lines[0][:60].rstrip().endswith("of 2:00"), "60 columns")


INTERRUPTED_EDITOR = """
import os, signal
from coach.cli import main
from coach.tui.screens import editing
def run(command):
    os.kill(os.getpid(), signal.SIGINT)
    code = run_editor(command)
    os.kill(os.getpid(), signal.SIGINT)
    return code
run_editor, editing.run_editor = editing.run_editor, run
main()
"""
"""A ctrl+c just before an editor starts, and one just after it has ended."""


def test_a_ctrl_c_around_an_editor_ends_nothing(tmp_path: Path) -> None:
    command = (sys.executable, "-c", INTERRUPTED_EDITOR)
    with terminal(tmp_path, "start", routine(tmp_path), "--audio", "off", command=command, editor="true") as it:
        it.until("Plank")
        shown = it.output.count(b"\x1b[?1049h")
        it.press("e")
        it.wait_for(lambda lines: it.output.count(b"\x1b[?1049h") > shown, "the program again")
        it.until("Plank")
        it.press("q")
        assert it.ended() == 0


INTERRUPTED_END = """
import os, signal
from coach.cli import main
from coach.tui.terminal.termination import Termination
def remove(self):
    removed(self)
    os.kill(os.getpid(), signal.SIGINT)
removed, Termination.remove = Termination.remove, remove
main()
"""


def test_one_more_ctrl_c_while_the_program_ends_changes_nothing(tmp_path: Path) -> None:
    command = (sys.executable, "-c", INTERRUPTED_END)
    with terminal(tmp_path, "start", routine(tmp_path), "--audio", "off", command=command) as it:
        it.until("Plank")
        it.press("q")
        assert it.ended() == 0
    assert b"Traceback" not in it.output


NAMES_ITS_THREADS = """
import signal, sys, threading
from pathlib import Path
from coach.cli import main
def write(*_):
    Path(file).with_suffix(".new").write_text(" ".join(thread.name for thread in threading.enumerate()))
    Path(file).with_suffix(".new").rename(file)
file = sys.argv.pop(1)
signal.signal(signal.SIGUSR1, write)
main()
"""


@pytest.mark.parametrize("stop", [None, signal.SIGTSTP, signal.SIGSTOP])
def test_after_a_sigcont_one_thread_reads_the_keys(tmp_path: Path, stop: signal.Signals | None) -> None:
    """After a stop that it can catch, one that it cannot, and none. Of two threads each would get some of the keys."""
    names = tmp_path / "threads"
    command = (sys.executable, "-c", NAMES_ITS_THREADS, str(names))
    with terminal(tmp_path, "start", routine(tmp_path), "--go", "--audio", "off", command=command) as it:
        it.until("READY")
        if stop:
            it.signal(stop)
            until_stopped(it)
        shown = len(it.output)
        it.signal(signal.SIGCONT)
        it.wait_for(lambda _: b"\x1b[?1049h" in it.output[shown:], "the program again")
        it.press("?")
        it.until("close")
        it.signal(signal.SIGUSR1)
        deadline = time.monotonic() + BOUND_S
        while not names.exists():
            assert time.monotonic() < deadline
            it.rest(0.1)
        assert names.read_text().split().count("textual-input") == 1


def until_stopped(it: PtyApp) -> None:
    """Wait until the system has stopped it, and take in all that it wrote before."""
    it.until_state("T")
    while more(it):
        pass


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
