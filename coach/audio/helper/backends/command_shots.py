"""The system's own player, a process a sound: paplay or aplay on Linux, afplay on macOS."""

from __future__ import annotations

import array
import contextlib
import shutil
import subprocess
import tempfile
import threading
import time
import wave
from pathlib import Path

from coach.audio.helper.backends import lacks
from coach.audio.helper.backends.shots import Shots
from coach.audio.helper.decode import RATE
from coach.audio.helper.output import OutputError, Stage

RAW_PLAYERS = {
    "paplay": ("--raw", "--format=s16le", f"--rate={RATE}", "--channels=1", "--client-name=coach"),
    "aplay": ("-q", "-t", "raw", "-f", "S16_LE", "-r", str(RATE), "-c", "1"),
}
"""Players that take samples on their standard input, in the order of trial."""
FILE_PLAYER = "afplay"
TRIAL_S = 1.0
STUCK_NS = 3_000_000_000
"""A player that runs this much longer than its sound hangs on a server that does not answer."""


class CommandShots(Shots):
    """Plays through one of them."""

    def __init__(self, stage: Stage, player: str, path: str) -> None:
        super().__init__(stage)
        self.detail = player
        self._path = path
        self._lock = threading.Lock()  # the thread that fires adds, the one that watches removes
        self._running: list[tuple[subprocess.Popen[bytes], int]] = []  # with the instant by which it must have ended

    def shoot(self, samples: array.array[int], file: Path | None) -> None:
        if self.detail != FILE_PLAYER:
            process = play_raw(self._path, RAW_PLAYERS[self.detail], samples.tobytes())
        elif file is not None:
            arguments = ("-v", str(self.stage.bank.level), str(file))
            process = subprocess.Popen([self._path, *arguments], stdin=subprocess.DEVNULL)
        else:
            process = play_as_file(self._path, samples)
        length_ns = len(samples) * 1_000_000_000 // RATE
        with self._lock:
            self._running.append((process, time.perf_counter_ns() + length_ns + STUCK_NS))

    def alive(self, now_ns: int) -> bool:
        with self._lock:
            ended = [process for process, _ in self._running if process.poll() is not None]
            self._running = [each for each in self._running if each[0] not in ended]
            stuck = any(now_ns > until_ns for _, until_ns in self._running)
        # Below zero is our own signal, of a hush.
        return super().alive(now_ns) and not stuck and not any((process.returncode or 0) > 0 for process in ended)

    def hush(self) -> None:
        with self._lock:
            for process, _ in self._running:
                with contextlib.suppress(OSError):
                    process.terminate()

    def close(self) -> None:
        self.hush()


def play_raw(
    path: str, arguments: tuple[str, ...], samples: bytes, stderr: int | None = None
) -> subprocess.Popen[bytes]:
    """Start a player on samples. They lie in a file without a name: a pipe would make us wait, a name would stay."""
    with tempfile.TemporaryFile() as file:
        file.write(samples)
        file.seek(0)
        return subprocess.Popen([path, *arguments], stdin=file, stdout=subprocess.DEVNULL, stderr=stderr)


def play_as_file(path: str, samples: array.array[int]) -> subprocess.Popen[bytes]:
    """Start a player on samples that lie in a file with a name, which goes when the player has ended."""
    folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
    name = Path(folder.name) / "words.wav"
    with wave.open(str(name), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())
    process = subprocess.Popen([path, str(name)], stdin=subprocess.DEVNULL)

    def tidy() -> None:
        process.wait()
        folder.cleanup()

    threading.Thread(target=tidy, name="tidying", daemon=True).start()
    return process


def open_command(stage: Stage) -> CommandShots:
    """Take the first player that plays a moment of silence; raises OutputError with what each one said."""
    reasons = []
    for player in (*RAW_PLAYERS, FILE_PLAYER):
        path = shutil.which(player)
        if path is None:
            continue
        if player in RAW_PLAYERS and not plays(path, RAW_PLAYERS[player]):
            reasons.append(f"{player} does not play")
            continue
        shots = CommandShots(stage, player, path)
        shots.start()
        return shots
    raise OutputError(", ".join(reasons) or lacks("command"))


def plays(path: str, arguments: tuple[str, ...]) -> bool:
    """Whether a player takes 20 ms of silence and ends well, soon."""
    process = play_raw(path, arguments, bytes(RATE // 50 * 2), stderr=subprocess.DEVNULL)
    try:
        return process.wait(TRIAL_S) == 0
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return False
