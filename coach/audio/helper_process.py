"""One life of the audio helper: starting it, its pipe in, its pipe out, its end.

What lives here: the operating system's side. What does not: what the lines mean, and whether to start another.
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
"""A log beyond this is begun anew at the next start."""
ROOT = Path(__file__).parents[2]
"""The folder that holds the package: the helper finds it there, whatever the way this process did."""


class HelperProcess:
    """A running helper. `heard` gets each report, and None at its end, in a thread of this object's own."""

    def __init__(self, log: Path, heard: Callable[[dict[str, Any] | None], None]) -> None:
        """Start it; raises OSError when the system will not."""
        error_file = open_log(log)
        try:
            self._process = subprocess.Popen(
                command("coach.audio.helper"),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=error_file,
                bufsize=0,
                env=surroundings(),
                # Not in the terminal's group: ctrl+z must not stop it in mid-beep, nor ctrl+c end it.
                start_new_session=True,
                creationflags=windows_flags(),
            )
        finally:
            if error_file != subprocess.DEVNULL:
                os.close(error_file)
        self._heard = heard
        threading.Thread(target=self._read, name="coach-audio-reports", daemon=True).start()

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    @property
    def killed(self) -> bool:
        """Whether it was killed, by us or anybody else, instead of ending by a fault of its own; known after `end`."""
        return sys.platform != "win32" and self._process.returncode in (-signal.SIGKILL, -signal.SIGTERM)

    def write(self, data: bytes) -> None:
        """Write whole lines; waits while the pipe is full. Raises OSError when the helper is gone."""
        assert self._process.stdin is not None
        view = memoryview(data)
        while view:
            view = view[self._process.stdin.write(view) or 0 :]

    def kill(self) -> None:
        """End it at once; from any thread, without waiting. A write that waits then fails."""
        with contextlib.suppress(OSError):
            self._process.kill()

    def end(self, patience_s: float) -> None:
        """Close its input, give it some time to end by itself, then end it."""
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):
            self._process.stdin.close()
        try:
            self._process.wait(patience_s)
        except subprocess.TimeoutExpired:
            self.kill()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(patience_s)

    def _read(self) -> None:
        assert self._process.stdout is not None
        rest = b""
        with self._process.stdout as out:
            while chunk := out.read(65536):
                *lines, rest = (rest + chunk).split(b"\n")
                for line in lines:
                    with contextlib.suppress(ValueError):
                        self._heard(json.loads(line))
        self._heard(None)


def command(module: str, *arguments: str) -> list[str]:
    """How a module of ours is run in a process of its own."""
    # -P: a file called wave.py in the folder where somebody works out is not ours to run.
    return [sys.executable, "-P", "-m", module, *arguments]


def surroundings() -> dict[str, str]:
    """The environment in which it finds the package."""
    paths = filter(None, (str(ROOT), os.environ.get("PYTHONPATH", "")))
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}


def windows_flags() -> int:
    """On Windows a group of its own, and no window; elsewhere nothing."""
    if sys.platform == "win32":
        return subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
    return 0


def open_log(log: Path) -> int:
    """A file descriptor to append to the log, or DEVNULL where there can be none: sound does not depend on it."""
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        fresh = log.exists() and log.stat().st_size > LOG_BYTES
        return os.open(log, os.O_WRONLY | os.O_CREAT | (os.O_TRUNC if fresh else os.O_APPEND), 0o600)
    except OSError:
        return subprocess.DEVNULL
