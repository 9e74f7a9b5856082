"""A program in a real terminal: started in a pty, its screen kept by an emulator, every byte's arrival timed.

What may live here: starting a program the same way each time, waiting for what its screen shows, and what the system
says it costs (Linux: /proc). What may not: which program, which limits. Times are `time.perf_counter_ns`.
"""

import fcntl
import os
import pty
import queue
import re
import signal
import struct
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pyte

Lines = Sequence[str]
"""The rows of a screen, top first."""

HERE = Path(__file__).parent
TICKS = os.sysconf("SC_CLK_TCK")
sys.setswitchinterval(0.000_2)
"""An arrival is stamped by a thread; the emulator, which is slow, must not keep it from its turn for the usual 5 ms."""
_UNKNOWN = re.compile(rb"\x1b\[[?>=<]?[0-9;]*(?:\$p|u)|\x1bP.*?\x1b\\", re.DOTALL)
"""Questions to the terminal and key protocols, which the emulator would print as text."""


class NotInTimeError(Exception):
    """A screen did not come to show what it should; the text has the screen."""


def environment(home: Path, extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """What a program starts with: its own home, true colour, and the caches of compiled modules in use."""
    unwanted = ("PYTHONDONTWRITEBYTECODE", "NO_COLOR", "COLUMNS", "LINES")
    made = {name: value for name, value in os.environ.items() if name not in unwanted}
    made |= {"COACH_HOME": str(home), "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
    made["PYTHONPATH"] = str(HERE)
    return made | dict(extra or {})


def coach(*arguments: str) -> list[str]:
    """The installed command beside this interpreter."""
    return [str(Path(sys.executable).with_name("coach")), *arguments]


def floor(call: str) -> list[str]:
    """A bare app of `floors.py`, imported so that its compiled form serves: `bare()`."""
    return [sys.executable, "-c", f"import floors; floors.{call}"]


class PtyApp:
    """A running program and its screen."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str], columns: int = 80, rows: int = 24) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._chunks: queue.SimpleQueue[tuple[int, bytes]] = queue.SimpleQueue()
        self._held = b""
        self.arrived: list[tuple[int, int]] = []
        """(instant, bytes) of each piece of output."""
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.began_ns = time.perf_counter_ns()
        """When it was started."""
        self._process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=dict(env),
            start_new_session=True,
            # The terminal is its own, as a shell's is: job control works, and it is hung up when we are killed.
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(slave)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def lines(self) -> Lines:
        """The screen as it is now."""
        return list(self._screen.display)

    @property
    def received(self) -> int:
        """Bytes of output so far, of what was waited for."""
        return sum(size for _, size in self.arrived)

    def _read(self) -> None:
        # A thread of its own: the emulator is slow, and an instant must be the arrival's.
        while True:
            try:
                data = os.read(self._master, 65536)
            except OSError:  # Linux says so when the program has gone
                data = b""
            self._chunks.put((time.perf_counter_ns(), data))
            if not data:
                return

    def _feed(self, at_ns: int, data: bytes) -> None:
        self.arrived.append((at_ns, len(data)))
        data = self._held + data
        cut = data.rfind(b"\x1b", max(0, len(data) - 24))
        whole = cut < 0 or re.search(rb"[A-Za-z~\\]", data[cut + 1 :]) is not None
        self._held, data = (b"", data) if whole else (data[cut:], data[:cut])
        self._stream.feed(_UNKNOWN.sub(b"", data))

    def press(self, keys: str) -> int:
        """Send keys as a terminal would; gives the instant."""
        at_ns = time.perf_counter_ns()
        os.write(self._master, keys.encode())
        return at_ns

    def until(self, shown: Callable[[Lines], bool], what: str, seconds: float = 15) -> int:
        """Wait until the screen shows something; gives the instant at which the last byte of it arrived.

        Raises NotInTimeError with the screen as it then was.
        """
        deadline = time.monotonic() + seconds
        while True:
            try:
                at_ns, data = self._chunks.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                data, at_ns = b"", 0
            if not data:
                raise NotInTimeError(f"not within {seconds} s, or it ended: {what}\n" + "\n".join(self.lines))
            self._feed(at_ns, data)
            if shown(self.lines):
                return at_ns

    def rest(self, seconds: float) -> None:
        """Let it run for a time, taking in what it sends."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            try:
                at_ns, data = self._chunks.get(timeout=left)
            except queue.Empty:
                return
            if not data:
                raise NotInTimeError("it ended:\n" + "\n".join(self.lines))
            self._feed(at_ns, data)

    def ended(self, seconds: float = 15) -> int:
        """Wait for its own end; the instant, to some milliseconds."""
        self._process.wait(seconds)
        return time.perf_counter_ns()

    def close(self) -> None:
        """End it at once."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait(10)
        self._reader.join(10)
        os.close(self._master)


@contextmanager
def running(command: Sequence[str], env: Mapping[str, str], columns: int = 80, rows: int = 24) -> Iterator[PtyApp]:
    """A program, ended afterwards."""
    app = PtyApp(command, env, columns, rows)
    try:
        yield app
    finally:
        app.close()


def has(*texts: str) -> Callable[[Lines], bool]:
    """Whether a screen shows all of these."""

    def shown(lines: Lines) -> bool:
        whole = "\n".join(lines)
        return all(text in whole for text in texts)

    return shown


def processor_s(pid: int) -> float:
    """Processor time of a process and all its threads so far, in seconds, to the system's tick (10 ms)."""
    after = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(after[11]) + int(after[12])) / TICKS


def resident_mib(pid: int) -> float:
    """Resident memory in MiB."""
    text = Path(f"/proc/{pid}/status").read_text()
    return int(next(line for line in text.splitlines() if line.startswith("VmRSS:")).split()[1]) / 1024


def children(pid: int) -> dict[int, str]:
    """The processes that a process started, and their command lines."""
    found: dict[int, str] = {}
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in map(int, (task / "children").read_text().split()):
            found[child] = Path(f"/proc/{child}/cmdline").read_text().replace("\0", " ").strip()
    return found


def verdict(value: float, limit: float) -> str:
    """How a figure stands to its limit."""
    return f"limit {limit:g}: {'holds' if value <= limit else 'MISSED'}"
