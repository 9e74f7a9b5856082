"""A private sound server and its recorder: what a listener would hear, and when.

What lives here: the server and the recorder. What does not: the analysis of a recording (`ear`), a test.

Instants are ns of `time.perf_counter_ns()`. The sink's own clock deviates from it by about 0.01 % (1 ms in 10 s), so
the frames of a recording are mapped to instants by a line through the earliest arrivals of its pieces. They are exact
within the recorder's own few milliseconds.
"""

from __future__ import annotations

import array
import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ear import RATE, SOUNDS, Recording, templates
from stalls import Stalls

__all__ = ["RATE", "SOUNDS", "Recorder", "Recording", "Server", "bundled", "missing", "server", "until"]

NEEDED = ("pulseaudio", "pactl", "parec")


def missing() -> list[str]:
    """The programs that the rig needs and that are not installed."""
    return [name for name in NEEDED if shutil.which(name) is None]


def bundled() -> dict[str, array.array[int]]:
    """The samples of the bundled sounds by name."""
    return {name: template.samples for name, template in templates().items()}


def until(condition: Callable[[], bool], seconds: float, what: str) -> None:
    """Wait for something outside this process that gives no event; fails if it does not happen in time."""
    deadline = time.monotonic() + seconds
    pause = threading.Event()
    while not condition():
        assert time.monotonic() < deadline, f"not within {seconds} s: {what}"
        pause.wait(0.02)


class Server:
    """A private PulseAudio with one null sink. `environment` makes programs use it, and no other."""

    def __init__(self, folder: Path) -> None:
        # Not pytest's own folder: a socket's path has room for about a hundred characters.
        self._folder = Path(tempfile.mkdtemp(prefix="pa"))
        self.log = folder / "pulseaudio.log"
        self.environment = {
            **os.environ,
            "PULSE_RUNTIME_PATH": str(self._folder),
            "PULSE_STATE_PATH": str(self._folder),
            "PULSE_COOKIE": str(self._folder / "cookie"),
            "PULSE_SERVER": f"unix:{self._folder}/native",
        }
        self.stalls = Stalls()
        """Of the machine, since the server was made."""
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it answers."""
        arguments = [
            "-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1", f"--log-target=file:{self.log}",
            "-L", f"module-native-protocol-unix socket={self._folder}/native auth-anonymous=1",
            # norewinds: without it most beeps of a recording are lost, the rest lie on a coarse grid.
            "-L", "module-null-sink sink_name=cap rate=48000 channels=2 format=s16le norewinds=1",
        ]  # fmt: skip
        self._process = subprocess.Popen(["pulseaudio", *arguments], env=self.environment, stderr=subprocess.DEVNULL)
        until(self._answers, 10, f"pulseaudio answers (its log: {self.log})")

    @property
    def pid(self) -> int | None:
        """The number of its process; None while there is none."""
        return None if self._process is None else self._process.pid

    def _answers(self) -> bool:
        asked = subprocess.run(["pactl", "info"], env=self.environment, capture_output=True, timeout=10, check=False)
        return asked.returncode == 0

    def _signal(self, number: int) -> None:
        assert self._process is not None
        self._process.send_signal(number)

    def freeze(self) -> None:
        """Suspend it, so that it answers nothing."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Resume it."""
        self._signal(signal.SIGCONT)

    def kill(self) -> None:
        """Kill it, like a crash."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(10)
            self._process = None
            (self._folder / "native").unlink(missing_ok=True)

    def restart(self) -> None:
        """Kill it, frozen or not, and start it again."""
        self.kill()
        self.start()

    def close(self) -> None:
        """Kill it and remove its files."""
        self.stalls.close()
        self.kill()
        shutil.rmtree(self._folder, ignore_errors=True)


class Recorder:
    """Records the sink's monitor until `stop`, which returns the recording, or until the server ends."""

    def __init__(self, server: Server) -> None:
        self._process = subprocess.Popen(
            ["parec", "-d", "cap.monitor", "--latency-msec=2", "--format=s16le", f"--rate={RATE}", "--channels=1"],
            env=server.environment,
            stdout=subprocess.PIPE,
            bufsize=0,
        )
        self._stalls = server.stalls
        self._data = bytearray()
        self._earliest: dict[int, tuple[int, int]] = {}  # second of the recording → frames so far, instant
        self._first_sound_ns: int | None = None
        self._running = threading.Event()
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()
        assert self._running.wait(10), "the recorder records nothing"

    def _read(self) -> None:
        assert self._process.stdout is not None
        before_ns = None
        while piece := self._process.stdout.read(65536):
            now_ns = time.perf_counter_ns()
            self._stalls.gap(now_ns - (before_ns or now_ns))
            before_ns = now_ns
            self._data += piece
            frames = len(self._data) // 2
            if self._first_sound_ns is None and (quiet := len(piece) - len(piece.lstrip(b"\0"))) < len(piece):
                self._first_sound_ns = now_ns - lasts_ns((len(piece) - quiet) // 2)
            second = frames // RATE
            known = self._earliest.get(second)
            if known is None or now_ns - lasts_ns(frames) < known[1] - lasts_ns(known[0]):
                self._earliest[second] = (frames, now_ns)
            self._running.set()

    def until_sound(self, seconds: float) -> int:
        """Wait for the first sound. Its instant, exact to a few milliseconds."""
        until(lambda: self._first_sound_ns is not None, seconds, "a sound is heard")
        assert self._first_sound_ns is not None
        return self._first_sound_ns

    def stop(self) -> Recording:
        """End the recording and return it."""
        self._process.send_signal(signal.SIGINT)
        self._thread.join(10)
        self._process.wait(10)
        # The last second is incomplete, and may consist of late pieces only.
        began_ns, frame_ns = line(list(self._earliest.values())[:-1] or list(self._earliest.values()))
        samples = array.array("h", bytes(self._data[: len(self._data) // 2 * 2]))
        return Recording(samples, began_ns, frame_ns)


def lasts_ns(frames: int) -> int:
    """The nominal duration of a number of frames."""
    return frames * 1_000_000_000 // RATE


def line(points: list[tuple[int, int]]) -> tuple[int, float]:
    """The instant of frame 0 and the actual duration of a frame in ns, by least squares through (frames, instant).

    A short recording drifts by less than one late piece would tilt the line, so it gets the nominal duration.
    """
    if len(points) < 8:
        return min(at_ns - lasts_ns(frames) for frames, at_ns in points), 1e9 / RATE
    middle_x = sum(frames for frames, _ in points) / len(points)
    middle_y = sum(at_ns - points[0][1] for _, at_ns in points) / len(points)
    covered = sum((frames - middle_x) * (at_ns - points[0][1] - middle_y) for frames, at_ns in points)
    frame_ns = covered / sum((frames - middle_x) ** 2 for frames, _ in points)
    return points[0][1] + round(middle_y - frame_ns * middle_x), frame_ns


@contextmanager
def server(folder: Path) -> Iterator[Server]:
    """A running server, killed afterwards."""
    running = Server(folder)
    try:
        running.start()
        yield running
    finally:
        running.close()
