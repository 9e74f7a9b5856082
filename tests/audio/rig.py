"""A private sound server that is recorded: what a listener would hear, with the instants at which they would.

What lives here: the server, the recorder, and finding bundled sounds in a recording. What does not: a test.

Instants are ns of `time.perf_counter_ns()`, as everywhere. The sink's own clock runs about a ten-thousandth off that
one (1 ms in 10 s), so a recording's frames are laid onto it by a line through the earliest arrivals of its pieces; they
are absolute within the recorder's own few milliseconds.
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
import wave
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

RATE = 48_000
SOUNDS = Path(__file__).parents[2] / "sounds"
NEEDED = ("pulseaudio", "pactl", "parec")
QUIET = 200
"""A sample beyond this is sound: the null sink itself is silent to the last bit."""
PIECE = 2400
"""Frames of a sound that are compared: 50 ms tell any two of them apart."""
TORN = RATE * 3 // 20
"""Frames. A machine that stalls may starve the server in mid-sound: so late after its end, its rest may sound."""

STALL_NS = 30_000_000
"""Without a piece for so long, the recorder or the server got no processor: what is torn is not the program's doing."""


def missing() -> list[str]:
    """The programs that the rig needs and this machine has not."""
    return [name for name in NEEDED if shutil.which(name) is None]


def until(condition: Callable[[], bool], seconds: float, what: str) -> None:
    """Wait for something outside this process that gives no event; fails when it does not come in time."""
    deadline = time.monotonic() + seconds
    pause = threading.Event()
    while not condition():
        assert time.monotonic() < deadline, f"not within {seconds} s: {what}"
        pause.wait(0.02)


class Server:
    """A PulseAudio with one null sink, of its own; `environment` leads programs to it and to no other."""

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

    def _answers(self) -> bool:
        asked = subprocess.run(["pactl", "info"], env=self.environment, capture_output=True, timeout=10, check=False)
        return asked.returncode == 0

    def _signal(self, number: int) -> None:
        assert self._process is not None
        self._process.send_signal(number)

    def freeze(self) -> None:
        """Let it answer nothing."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        self._signal(signal.SIGCONT)

    def kill(self) -> None:
        """End it at once, as a crash would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(10)
            self._process = None
            (self._folder / "native").unlink(missing_ok=True)

    def close(self) -> None:
        """End it and remove what it left."""
        self.kill()
        shutil.rmtree(self._folder, ignore_errors=True)


class Recorder:
    """Records the sink's monitor until `stop`, which gives the recording. It ends by itself with the server."""

    def __init__(self, server: Server) -> None:
        self._process = subprocess.Popen(
            ["parec", "-d", "cap.monitor", "--latency-msec=2", "--format=s16le", f"--rate={RATE}", "--channels=1"],
            env=server.environment,
            stdout=subprocess.PIPE,
            bufsize=0,
        )
        self._data = bytearray()
        self._earliest: dict[int, tuple[int, int]] = {}  # second of the recording → frames so far, instant
        self._longest_gap_ns = 0
        self._running = threading.Event()
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()
        assert self._running.wait(10), "the recorder records nothing"

    def _read(self) -> None:
        assert self._process.stdout is not None
        before_ns = None
        while piece := self._process.stdout.read(65536):
            now_ns = time.perf_counter_ns()
            self._longest_gap_ns = max(self._longest_gap_ns, now_ns - (before_ns or now_ns))
            before_ns = now_ns
            self._data += piece
            frames = len(self._data) // 2
            second = frames // RATE
            known = self._earliest.get(second)
            if known is None or now_ns - lasts_ns(frames) < known[1] - lasts_ns(known[0]):
                self._earliest[second] = (frames, now_ns)
            self._running.set()

    def stop(self) -> Recording:
        """End it, and give what was heard."""
        self._process.send_signal(signal.SIGINT)
        self._thread.join(10)
        self._process.wait(10)
        # The last second is not whole: it may hold nothing but pieces that came late.
        began_ns, frame_ns = line(list(self._earliest.values())[:-1] or list(self._earliest.values()))
        samples = array.array("h", bytes(self._data[: len(self._data) // 2 * 2]))
        return Recording(samples, began_ns, frame_ns, self._longest_gap_ns)


def lasts_ns(frames: int) -> int:
    """What so many frames should last."""
    return frames * 1_000_000_000 // RATE


def line(points: list[tuple[int, int]]) -> tuple[int, float]:
    """The instant of frame 0 and the ns a frame really lasts, by least squares through (frames, instant).

    A short recording drifts by less than one late piece would tilt the line: its frames last what they should.
    """
    if len(points) < 8:
        return min(at_ns - lasts_ns(frames) for frames, at_ns in points), 1e9 / RATE
    middle_x = sum(frames for frames, _ in points) / len(points)
    middle_y = sum(at_ns - points[0][1] for _, at_ns in points) / len(points)
    covered = sum((frames - middle_x) * (at_ns - points[0][1] - middle_y) for frames, at_ns in points)
    frame_ns = covered / sum((frames - middle_x) ** 2 for frames, _ in points)
    return points[0][1] + round(middle_y - frame_ns * middle_x), frame_ns


@dataclass(frozen=True)
class Heard:
    """A sound in a recording."""

    name: str
    at_ns: int
    """Its first frame's instant."""
    likeness: float
    """1.0 is the very same samples, at whatever volume."""


@dataclass(frozen=True)
class Recording:
    """Samples, and the instant of the first."""

    samples: array.array[int]
    began_ns: int
    frame_ns: float
    """How long a frame lasted by the clock."""
    longest_gap_ns: int
    """Between two pieces of it. Far beyond some ms the machine itself stood still, and nothing is proved."""

    def instant(self, frame: int) -> int:
        """The instant of a frame."""
        return self.began_ns + round(frame * self.frame_ns)

    def last_loud_ns(self) -> int:
        """The instant of the last audible sample; of the beginning when there is none."""
        return self.instant(next((i for i in range(len(self.samples) - 1, -1, -1) if abs(self.samples[i]) > QUIET), 0))

    def heard(self) -> list[Heard]:
        """Every bundled sound in it, in order. What sounds over another is found too: each is taken away when found.

        What is none of them is "?", but for the rest of a sound that a stall of the machine tore.
        """
        rest = array.array("h", self.samples)
        known = bundled()
        found, frame, torn_until = [], 0, 0
        while (frame := next_loud(rest, frame)) < len(rest):
            name, start, likeness, gain = best(rest, frame, known)
            if likeness < 0.6:
                if frame >= torn_until:
                    found.append(Heard("?", self.instant(frame), likeness))
                frame += PIECE
                continue
            found.append(Heard(name, self.instant(start), likeness))
            torn_until = start + len(known[name]) + TORN
            for i, value in enumerate(known[name][: len(rest) - start], start):
                rest[i] = max(-32768, min(32767, rest[i] - round(value * gain)))
        return sorted(found, key=lambda each: each.at_ns)


def bundled() -> dict[str, array.array[int]]:
    """The samples of the bundled sounds by name."""
    sounds = {}
    for path in sorted(SOUNDS.glob("*.wav")):
        with wave.open(str(path), "rb") as file:
            sounds[path.stem] = array.array("h", file.readframes(file.getnframes()))
    return sounds


def next_loud(samples: array.array[int], frame: int) -> int:
    """The first frame at or after one that is no silence; the length when there is none."""
    silence = bytes(2 * PIECE)
    while frame < len(samples):
        piece = samples[frame : frame + PIECE]
        if piece.tobytes() != silence[: 2 * len(piece)]:
            for i, value in enumerate(piece):
                if abs(value) > QUIET:
                    return frame + i
        frame += PIECE
    return frame


def best(samples: array.array[int], frame: int, known: Mapping[str, array.array[int]]) -> tuple[str, int, float, float]:
    """The sound that begins at about a frame: its name, its exact first frame, likeness and gain (matched filter)."""
    winner = ("?", frame, 0.0, 1.0)
    for name, sound in known.items():
        # Where the sound itself first passes the same threshold is where it would lie, to a few frames.
        lead = next(i for i, value in enumerate(sound) if abs(value) > QUIET)
        piece = sound[:PIECE]
        energy = float(sum(value * value for value in piece))
        for start in around(frame - lead, samples):
            window = samples[start : start + len(piece)]
            product = float(sum(map(int.__mul__, window, piece)))
            size = float(sum(map(int.__mul__, window, window)))
            likeness = product / (size * energy) ** 0.5 if size else 0.0
            if likeness > winner[2]:
                winner = (name, start, likeness, product / energy)
    return winner


def around(frame: int, samples: array.array[int]) -> Iterator[int]:
    """Frames near one, as far as there are samples."""
    yield from range(max(0, frame - 12), min(max(0, len(samples) - PIECE), frame + 12))


@contextmanager
def server(folder: Path) -> Iterator[Server]:
    """A running server, ended afterwards."""
    running = Server(folder)
    try:
        running.start()
        yield running
    finally:
        running.close()
