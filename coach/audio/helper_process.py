"""One run of the audio helper: its start, its pipes, its end.

What lives here: dealing with the operating system. What does not: the meaning of the lines, and whether to start
another helper.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

LOG_BYTES = 1_000_000
"""A larger log is truncated at the next start."""
ROOT = Path(__file__).parents[2]
"""The folder that holds the package, so that the helper finds the same one as this process."""


class HelperProcess:
    """A running helper. `on_report` gets each report, and None at the end, in a thread of its own."""

    def __init__(self, log: Path, on_report: Callable[[dict[str, Any] | None], None]) -> None:
        """Start it. Raises OSError when that fails."""
        error_file = open_log(log)
        try:
            self._process = subprocess.Popen(
                module_command("coach.audio.helper"),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=error_file,
                bufsize=0,
                env=child_environment(),
                # Not in the terminal's process group: neither ctrl+z nor ctrl+c may reach it.
                start_new_session=True,
                creationflags=creation_flags(),
            )
        finally:
            if error_file != subprocess.DEVNULL:
                os.close(error_file)
        self._on_report = on_report
        threading.Thread(target=self._read, name="coach-audio-reports", daemon=True).start()

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    @property
    def killed(self) -> bool:
        """Whether it was killed from outside, rather than ending by a fault of its own. Valid after `end`."""
        return sys.platform != "win32" and self._process.returncode in (-signal.SIGKILL, -signal.SIGTERM)

    def write(self, data: bytes) -> None:
        """Write whole lines. Blocks while the pipe is full. Raises OSError when the helper is gone."""
        assert self._process.stdin is not None
        view = memoryview(data)
        while view:
            view = view[self._process.stdin.write(view) or 0 :]

    def kill(self) -> None:
        """Kill it, from any thread, without waiting for its end. A blocked write then fails."""
        with contextlib.suppress(OSError):
            self._process.kill()

    def end(self, timeout_s: float) -> None:
        """Close its input, give it some time to exit, then kill it."""
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):
            self._process.stdin.close()
        try:
            self._process.wait(timeout_s)
        except subprocess.TimeoutExpired:
            self.kill()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout_s)

    def _read(self) -> None:
        assert self._process.stdout is not None
        rest = b""
        with self._process.stdout as out:
            while chunk := out.read(65536):
                *lines, rest = (rest + chunk).split(b"\n")
                for line in lines:
                    with contextlib.suppress(ValueError):
                        self._on_report(json.loads(line))
        self._on_report(None)


def module_command(module: str, *arguments: str) -> list[str]:
    """The command that runs a module of this program in a new process."""
    # -P: do not import from the current folder, which may have a file called wave.py.
    return [sys.executable, "-P", "-m", module, *arguments]


def child_environment() -> dict[str, str]:
    """The environment in which that process finds the package."""
    paths = filter(None, (str(ROOT), os.environ.get("PYTHONPATH", "")))
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}


def creation_flags() -> int:
    """Flags for Popen: on Windows a process group of its own and no window; none elsewhere."""
    if sys.platform == "win32":
        return subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
    return 0


def open_log(log: Path) -> int:
    """A file descriptor that appends to the log; DEVNULL if it cannot be opened, as sound does not depend on it."""
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        full = log.exists() and log.stat().st_size > LOG_BYTES
        return os.open(log, os.O_WRONLY | os.O_CREAT | (os.O_TRUNC if full else os.O_APPEND), 0o600)
    except OSError:
        return subprocess.DEVNULL
