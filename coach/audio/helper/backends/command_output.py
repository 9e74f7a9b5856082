"""The command back end: runs the system's own player for each sound, paplay or aplay on Linux, afplay on macOS."""

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
from coach.audio.helper.backends.one_shot import OneShotOutput
from coach.audio.helper.decode import SAMPLE_RATE
from coach.audio.helper.output import OutputError, SoundSource

RAW_PLAYERS = {
    "paplay": ("--raw", "--format=s16le", f"--rate={SAMPLE_RATE}", "--channels=1", "--client-name=coach"),
    "aplay": ("-q", "-t", "raw", "-f", "S16_LE", "-r", str(SAMPLE_RATE), "-c", "1"),
}
"""Players that read samples on their standard input, in order of preference."""
FILE_PLAYER = "afplay"
TRIAL_TIMEOUT_S = 1.0
HUNG_NS = 3_000_000_000
"""A player that runs this much longer than its sound is hung, because the server does not answer."""


class CommandOutput(OneShotOutput):
    """Plays through one of the players."""

    def __init__(self, source: SoundSource, player: str, path: str) -> None:
        super().__init__(source)
        self.detail = player
        self._path = path
        self._lock = threading.Lock()  # the thread that plays adds, the one that polls removes
        self._running: list[tuple[subprocess.Popen[bytes], int]] = []  # each with its deadline

    def play(self, samples: array.array[int], file: Path | None) -> None:
        if self.detail != FILE_PLAYER:
            process = play_raw(self._path, RAW_PLAYERS[self.detail], samples.tobytes())
        elif file is not None:
            arguments = ("-v", str(self.source.bank.level), str(file))
            process = subprocess.Popen([self._path, *arguments], stdin=subprocess.DEVNULL)
        else:
            process = play_as_file(self._path, samples)
        length_ns = len(samples) * 1_000_000_000 // SAMPLE_RATE
        with self._lock:
            self._running.append((process, time.perf_counter_ns() + length_ns + HUNG_NS))

    def alive(self, now_ns: int) -> bool:
        with self._lock:
            ended = [process for process, _ in self._running if process.poll() is not None]
            self._running = [each for each in self._running if each[0] not in ended]
            hung = any(now_ns > until_ns for _, until_ns in self._running)
        # A negative return code is our own signal, from a hush.
        return super().alive(now_ns) and not hung and not any((process.returncode or 0) > 0 for process in ended)

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
    """Start a player on samples, passed in an unnamed file: a pipe could block, a named file could be left behind."""
    with tempfile.TemporaryFile() as file:
        file.write(samples)
        file.seek(0)
        return subprocess.Popen([path, *arguments], stdin=file, stdout=subprocess.DEVNULL, stderr=stderr)


def play_as_file(path: str, samples: array.array[int]) -> subprocess.Popen[bytes]:
    """Start a player on samples, passed in a named file that is deleted when the player has ended."""
    folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
    name = Path(folder.name) / "words.wav"
    with wave.open(str(name), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes(samples.tobytes())
    process = subprocess.Popen([path, str(name)], stdin=subprocess.DEVNULL)

    def delete() -> None:
        process.wait()
        folder.cleanup()

    threading.Thread(target=delete, name="delete-wav", daemon=True).start()
    return process


def open_command(source: SoundSource) -> CommandOutput:
    """Use the first player that can play a moment of silence. Raises OutputError with a reason for each."""
    reasons = []
    for player in (*RAW_PLAYERS, FILE_PLAYER):
        path = shutil.which(player)
        if path is None:
            continue
        if player in RAW_PLAYERS and not plays(path, RAW_PLAYERS[player]):
            reasons.append(f"{player} does not play")
            continue
        output = CommandOutput(source, player, path)
        output.start()
        return output
    raise OutputError(", ".join(reasons) or lacks("command"))


def plays(path: str, arguments: tuple[str, ...]) -> bool:
    """Whether a player plays 20 ms of silence and exits without an error, in time."""
    process = play_raw(path, arguments, bytes(SAMPLE_RATE // 50 * 2), stderr=subprocess.DEVNULL)
    try:
        return process.wait(TRIAL_TIMEOUT_S) == 0
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return False
