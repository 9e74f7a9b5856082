"""A program in a real terminal: started in a pty, its screen kept by an emulator, the arrival of each byte timed.

What may live here: starting a program the same way each time, sending keys, and waiting for what the screen shows.
What may not: a test, a limit, which program. Instants are `time.perf_counter_ns()`. Nothing waits for a length of time:
each wait has a bound that only a hang reaches.
"""

import fcntl
import os
import pty
import queue
import re
import select
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
from typing import Any

import pyte

Lines = Sequence[str]
"""The rows of a screen, top first."""

BOUND_S = 30.0
COACH = str(Path(sys.executable).with_name("coach"))
"""The installed command beside this interpreter."""
_UNKNOWN = re.compile(rb"\x1b\[[?>=<]?[0-9;]*(?:\$p|u|t)|\x1bP.*?\x1b\\", re.DOTALL)
"""What the emulator would print as text: questions to the terminal, key protocols, the stack of titles."""
_UNWANTED = ("PYTHONDONTWRITEBYTECODE", "NO_COLOR", "LC_ALL", "COLUMNS", "LINES")


class NotInTimeError(Exception):
    """A screen did not come to show what it should; the text has the screen."""


def environment(home: Path, extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """What a program starts with: its own home, true colour, and the caches of compiled modules in use."""
    made = {name: value for name, value in os.environ.items() if name not in _UNWANTED}
    made |= {"COACH_HOME": str(home), "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
    return made | dict(extra or {})


def coach(*arguments: str) -> list[str]:
    """The installed command with these arguments."""
    return [COACH, *arguments]


class PtyApp:
    """A running program and its screen.

    Args:
        command: the program and its arguments.
        env: its whole environment.
        owns: the terminal is the program's own, as a shell's is: job control works, and a hang-up is signalled.
    """

    def __init__(
        self, command: Sequence[str], env: Mapping[str, str], columns: int = 80, rows: int = 24, *, owns: bool = True
    ) -> None:
        self._owns = owns
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._chunks: queue.SimpleQueue[tuple[int, bytes]] = queue.SimpleQueue()
        self._held = b""
        self._over = False
        self.output = b""
        """All that it sent and that was waited for."""
        self._master, slave = pty.openpty()
        self._set_size(columns, rows)
        self.began_ns = time.perf_counter_ns()
        """When it was started."""
        self._process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=dict(env),
            start_new_session=True,
            preexec_fn=(lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0)) if owns else None,
        )
        os.close(slave)
        self._leave, self._left = os.pipe()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        """The number of its process."""
        return self._process.pid

    @property
    def lines(self) -> Lines:
        """The screen as it is now."""
        return list(self._screen.display)

    @property
    def text(self) -> str:
        """The screen as it is now, in one piece."""
        return "\n".join(self._screen.display)

    def _read(self) -> None:
        # A thread of its own: the emulator is slow, and an instant must be the arrival's.
        while True:
            if self._leave in select.select([self._master, self._leave], [], [])[0]:
                return
            try:
                data = os.read(self._master, 65536)
            except OSError:  # Linux says so when the program has gone
                data = b""
            self._chunks.put((time.perf_counter_ns(), data))
            if not data:
                return

    def _stop_reading(self) -> None:
        os.write(self._left, b".")
        self._reader.join(BOUND_S)

    def _take(self, seconds: float) -> int | None:
        """Feed the emulator the next piece of output, and give its instant; None: none came, or it has ended."""
        try:
            at_ns, data = self._chunks.get(timeout=max(0.0, seconds))
        except queue.Empty:
            return None
        self._over = not data
        if self._over:
            return None
        self.output += data
        data = self._held + data
        cut = data.rfind(b"\x1b", max(0, len(data) - 24))
        whole = cut < 0 or re.search(rb"[A-Za-z~\\\x07]", data[cut + 1 :]) is not None
        self._held, data = (b"", data) if whole else (data[cut:], data[:cut])
        self._stream.feed(_UNKNOWN.sub(b"", data))
        return at_ns

    def press(self, keys: str) -> int:
        """Send keys as a terminal would; gives the instant."""
        at_ns = time.perf_counter_ns()
        os.write(self._master, keys.encode())
        return at_ns

    def send(self, data: bytes) -> None:
        """Send bytes as a line would that is noisy or pasted from, in the pieces that the terminal takes."""
        while data:
            data = data[os.write(self._master, data[:2048]) :]

    def attributes(self) -> list[Any]:
        """The terminal's modes as the system keeps them: echo, line editing, control characters and so on."""
        return termios.tcgetattr(self._master)

    def signal(self, number: int) -> None:
        """Send it a signal."""
        self._process.send_signal(number)

    def _set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size; the system tells the program whose own it is."""
        self._set_size(columns, rows)
        self._screen.resize(rows, columns)
        if not self._owns:
            self.signal(signal.SIGWINCH)

    def wait_for(self, shown: Callable[[Lines], bool], what: str, seconds: float = BOUND_S) -> int:
        """Wait for output that makes the screen show something; gives the instant at which its last byte arrived.

        Raises:
            NotInTimeError: it did not come in time, or the program ended.
        """
        deadline = time.monotonic() + seconds
        while (at_ns := self._take(deadline - time.monotonic())) is not None:
            if shown(self.lines):
                return at_ns
        raise NotInTimeError(f"{'it ended' if self._over else f'not within {seconds} s'}: {what}\n{self.text}")

    def until(self, *words: str) -> str:
        """Wait until the screen shows all of these words, unless it does already; the screen.

        Raises:
            NotInTimeError: they did not come in time, or the program ended.
        """
        shown = has(*words)
        if not shown(self.lines):
            self.wait_for(shown, ", ".join(words))
        return self.text

    def until_state(self, letter: str) -> None:
        """Wait until the system says that it is in this state (T: stopped), taking in what it sends.

        Raises:
            NotInTimeError: it did not come to it in time, or ended.
        """
        deadline = time.monotonic() + BOUND_S
        while Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()[0] != letter:
            if time.monotonic() > deadline:
                raise NotInTimeError(f"never in state {letter}:\n{self.text}")
            self.rest(0.02)

    def rest(self, seconds: float) -> None:
        """Let it run for a time, taking in what it sends.

        Raises:
            NotInTimeError: it ended.
        """
        deadline = time.monotonic() + seconds
        while self._take(deadline - time.monotonic()) is not None:
            pass
        if self._over:
            raise NotInTimeError(f"it ended:\n{self.text}")

    def ended(self) -> int:
        """Wait for its end, taking in all that it sent; the exit code, negative: the signal."""
        code = self._process.wait(BOUND_S)
        while self._take(BOUND_S) is not None:
            pass
        return code

    def hang_up(self) -> int:
        """Take the terminal away, as a closed window does; the exit code, negative: the signal."""
        self._stop_reading()
        os.close(self._master)
        self._master = os.open(os.devnull, os.O_RDWR)
        return self._process.wait(BOUND_S)

    def close(self) -> None:
        """End it at once, unless it has ended."""
        self._process.kill()
        self._process.wait(BOUND_S)
        self._stop_reading()
        for end in (self._master, self._leave, self._left):
            os.close(end)


@contextmanager
def running(command: Sequence[str], env: Mapping[str, str], columns: int = 80, rows: int = 24) -> Iterator[PtyApp]:
    """A program, ended afterwards."""
    app = PtyApp(command, env, columns, rows)
    try:
        yield app
    finally:
        app.close()


def has(*words: str) -> Callable[[Lines], bool]:
    """Whether a screen shows all of these."""

    def shown(lines: Lines) -> bool:
        whole = "\n".join(lines)
        return all(word in whole for word in words)

    return shown
