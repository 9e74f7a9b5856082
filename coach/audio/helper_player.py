"""The Player that plays through the audio helper, and keeps a helper running.

What lives here: the queue of commands to the helper, when to restart the helper, and what to report to the program.
What does not: the process itself (`helper_process`), a device.

Threads: the program's thread only appends to the queue. A worker thread starts helpers and writes to their pipe, where
it may block for any time. Each helper has a thread that reads its reports. The worker lives until `close`, because on
Linux a helper dies with the thread that started it.
"""

from __future__ import annotations

import contextlib
import json
import math
import threading
import time
import traceback
from collections import Counter, deque
from collections.abc import Callable, Iterable
from typing import Any

from coach.audio.helper_process import HelperProcess
from coach.audio.protocol import Player, PlayerConfig, Sound, Status, Voice
from coach.audio.silent import SilentPlayer

MAX_QUEUED = 512
"""More lines than a workout queues in minutes: a helper that leaves more unread is hung."""
WRITE_TIMEOUT_S = 5.0
"""A helper that leaves its pipe full for this long is hung. Checked when the next command is queued."""
PING_INTERVAL_S = 1.0
PONG_TIMEOUT_S = 1.5
"""A helper that does not answer two pings in a row, each within this time, is hung: a library blocks it. (A single one
proves nothing: this process may have been suspended.) Its successor must be audible within five seconds of the hang."""
FIRST_PONG_TIMEOUT_S = 4.0
"""The same while it starts, when it may have long sounds of the user's to read."""
RESTART_DELAY_S = 1.0
MAX_RESTART_DELAY_S = 4.0
"""Short enough for a device that returns to be audible within five seconds."""
STEADY_S = 20.0
"""A helper that has played for this long ended by chance: the next starts without delay, and its end is news again."""
MAX_CRASHES = 2
"""A library that has ended this many helpers in a row, none of them steady, is no longer used."""
EXIT_TIMEOUT_S = 0.3

ENDED = "the audio helper ended"
RESTARTED = "the audio helper was started again"


class HelperPlayer:
    """Plays through the helper. `fallback` gets every call too, and may sound while `inaudible` is true."""

    def __init__(
        self, choice: str, config: PlayerConfig, fallback: Player | None = None, *, report_sounds: bool = False
    ) -> None:
        """`choice` is auto or one of the helper's back ends; `report_sounds` makes it report each sound that begins."""
        self._choice = choice
        self._config = config
        self._fallback = SilentPlayer() if fallback is None else fallback
        self._report_sounds = report_sounds
        self._level = 1.0
        self._voice: Voice | None = None
        self._changed = threading.Condition()
        self._lines: deque[bytes] = deque()
        self._process: HelperProcess | None = None
        self._dead = False
        self._closing = False
        self._answered = True
        self._loaded = False  # it has reported more than the libraries that it tries
        self._writing_since_s = math.inf
        self._used = ""  # the library that this helper reported last
        self._played_since_s = math.inf
        self._crashes: Counter[str] = Counter()
        self._worker = threading.Thread(target=self._work, name="coach-audio", daemon=True)
        self._callback_lock = threading.Lock()
        self._reported: set[str] = set()
        self._troubled = False  # a trouble was reported, and not yet its end
        self._ready_backend = ""
        self._run = object()  # identifies the current helper: reports of earlier ones are ignored
        self.inaudible = False
        """Whether nothing is audible: true from the loss of the device or the helper until the next ready."""
        self.on_report: Callable[[dict[str, Any]], None] = lambda _: None
        """Called with every report of the helper, in a thread of its own; for `coach doctor`."""

    def start(self) -> None:
        """Start the worker, which starts the helper."""
        self._worker.start()

    def place(self, generation: int, signals: Iterable[Sound]) -> None:
        signals = list(signals)
        if signals:
            self._send(do="place", gen=generation, sounds=[_sound_row(signal) for signal in signals])
            self._fallback.place(generation, signals)

    def prepare(self, words: Iterable[str]) -> None:
        if words := list(words):
            self._send(do="prepare", words=words)
            self._fallback.prepare(words)

    def now(self, name: str) -> None:
        self._send(do="now", name=name, at=time.perf_counter_ns())
        self._fallback.now(name)

    def clear(self, generation: int, *, hush: bool = False) -> None:
        self._send(do="clear", gen=generation, hush=hush)
        self._fallback.clear(generation, hush=hush)

    def volume(self, level: float) -> None:
        self._level = level
        self._send(do="volume", level=level)
        self._fallback.volume(level)

    def voice(self, voice: Voice | None) -> None:
        self._voice = voice
        self._send(**_voice_command(voice))
        self._fallback.voice(voice)

    def describe(self) -> None:
        """Ask the helper for its description, which arrives by `on_report`."""
        self._send(do="describe")

    def close(self) -> None:
        """As in the protocol. May be called twice, or without a start."""
        self._fallback.close()
        with self._changed:
            self._closing = True
            process = self._process
            self._changed.notify_all()
        if self._worker.is_alive():
            self._worker.join(2 * EXIT_TIMEOUT_S)
            if self._worker.is_alive() and process is not None:
                process.kill()  # its pipe is full: this ends the write in which the worker is blocked
                self._worker.join(EXIT_TIMEOUT_S)

    @property
    def pid(self) -> int | None:
        """The helper's process id; None while there is no helper."""
        process = self._process
        return None if process is None else process.pid

    def _send(self, **command: object) -> None:
        line = _line(command)
        with self._changed:
            self._lines.append(line)
            if len(self._lines) > MAX_QUEUED or time.monotonic() - self._writing_since_s > WRITE_TIMEOUT_S:
                # Its successor gets everything again.
                self._lines.clear()
                if self._process is not None:
                    self._process.kill()
            self._changed.notify_all()

    # The worker's thread.

    def _work(self) -> None:
        wait_s, first = 0.0, True
        while not self._closing:
            if self._begin(first):
                first = False
                self._serve()
                if self._finish():
                    wait_s = 0.0
            with self._changed:
                self._changed.wait_for(lambda: self._closing, wait_s)
            wait_s = min(max(RESTART_DELAY_S, 2 * wait_s), MAX_RESTART_DELAY_S)

    def _begin(self, first: bool) -> bool:
        """Start a helper; false when that fails."""
        run = self._run = object()
        self._dead, self._used, self._played_since_s = False, "", math.inf
        try:
            process = HelperProcess(self._config.log, lambda report: self._on_helper_report(run, report))
        except OSError as error:
            self._trouble(f"the audio helper does not start: {error.strerror}")
            return False
        with self._changed:
            self._process, self._answered, self._loaded = process, True, False
            if not first:
                # Meant for the one that died. `on_restart` makes the program place the future again.
                self._lines.clear()
            if self._voice is not None:
                self._lines.appendleft(_line(_voice_command(self._voice)))
            self._lines.appendleft(_line(self._hello()))
        if not first:
            self._notify_once(Status("restarted", self._choice, RESTARTED))
            self._call(self._config.on_restart)
        return True

    def _hello(self) -> dict[str, object]:
        config = self._config
        return {
            "do": "hello",
            "choice": self._choice,
            "sounds": str(config.sounds),
            "own": None if config.own is None else str(config.own),
            "cache": None if config.cache is None else str(config.cache),
            "offset": config.offset_ns,
            "volume": self._level,
            "tell": self._report_sounds,
            "without": self._without(),
        }

    def _without(self) -> list[str]:
        """The back ends whose libraries end every helper, except one that was chosen by name."""
        return [name for name, crashes in self._crashes.items() if crashes >= MAX_CRASHES and name != self._choice]

    def _serve(self) -> None:
        """Write lines, and ping regularly, until the helper is gone or hung, or the Player closes."""
        assert self._process is not None
        pinged_s, missed = time.monotonic(), 0
        while True:
            with self._changed:
                wait_s = self._ping_wait_s()
                self._changed.wait_for(
                    lambda: self._lines or self._dead or self._closing, wait_s if self._answered else wait_s / 2
                )
                data = b"".join(self._lines)
                self._lines.clear()
                if self._dead or self._closing:
                    return
                if time.monotonic() - pinged_s >= self._ping_wait_s():
                    missed = 0 if self._answered else missed + 1
                    pinged_s, self._answered = time.monotonic(), False
                    data += b'{"do": "ping"}\n'
            if missed == 2:
                self._process.kill()
                return
            self._writing_since_s = time.monotonic()
            try:
                self._process.write(data)
            except OSError:
                return
            finally:
                self._writing_since_s = math.inf

    def _ping_wait_s(self) -> float:
        """How long to wait for the next ping, or for the answer to the last one."""
        if self._answered:
            return PING_INTERVAL_S
        return PONG_TIMEOUT_S if self._loaded else FIRST_PONG_TIMEOUT_S

    def _finish(self) -> bool:
        """End what is left of a helper, and report it, unless the Player closes. Whether the next may start at once."""
        assert self._process is not None
        with self._changed:
            process, self._process = self._process, None
            closing = self._closing
        if closing:
            with contextlib.suppress(OSError):
                process.write(b'{"do": "quit"}\n')
        process.end(EXIT_TIMEOUT_S)
        if closing:
            return False
        retry = self._count_crash(process.killed)
        self._trouble(ENDED)
        return retry

    def _count_crash(self, killed: bool) -> bool:
        """Count a crash against the library in use; whether the next helper has better chances.

        A helper that was killed while it played was killed from outside, which is not the library's fault.
        """
        if time.monotonic() - self._played_since_s > STEADY_S:
            self._crashes.clear()
            self._reported -= {ENDED, RESTARTED}
            return True
        excluded = self._without()
        if self._used and not (killed and self._played_since_s < math.inf):
            self._crashes[self._used] += 1
        return self._without() != excluded

    # The reports, in the thread that reads them; and the program's callbacks, from that thread or the worker's.

    def _on_helper_report(self, run: object, report: dict[str, Any] | None) -> None:
        if run is not self._run:
            return
        if report is None:
            with self._changed:
                self._dead = True
                self._changed.notify_all()
            return
        self._loaded |= report["say"] != "trying"
        if report["say"] == "pong":
            self._answered = True
        elif report["say"] == "trying":
            self._used = report["backend"]
        elif report["say"] == "ready":
            self._ready(report["backend"], report["message"])
        elif report["say"] == "lost":
            self.inaudible = True
        elif report["say"] == "trouble":
            self._trouble(report["message"])
        elif report["say"] == "note":
            self._notify_once(Status("note", self._choice, report["message"]))
        self._call(lambda: self.on_report(report))

    def _ready(self, backend: str, message: str) -> None:
        news = self._troubled or backend != self._ready_backend
        self.inaudible, self._troubled, self._ready_backend = False, False, backend
        self._played_since_s = min(self._played_since_s, time.monotonic())
        if news:
            self._notify(Status("ready", backend, message))

    def _trouble(self, message: str) -> None:
        self.inaudible = True
        self._troubled |= self._notify_once(Status("trouble", self._choice, message))

    def _notify_once(self, status: Status) -> bool:
        if status.message in self._reported:
            return False
        self._reported.add(status.message)
        self._notify(status)
        return True

    def _notify(self, status: Status) -> None:
        self._call(lambda: self._config.on_status(status))

    def _call(self, function: Callable[[], None]) -> None:
        """Call the program back. An exception goes into the log, and must not end the sound."""
        with self._callback_lock:
            if self._closing:
                return
            try:
                function()
            except Exception:
                with contextlib.suppress(OSError), self._config.log.open("a", encoding="utf-8") as log:
                    traceback.print_exc(file=log)


def _line(command: dict[str, object]) -> bytes:
    return json.dumps(command).encode() + b"\n"


def _sound_row(sound: Sound) -> list[object]:
    return [sound.at, sound.name, sound.words] if sound.words else [sound.at, sound.name]


def _voice_command(voice: Voice | None) -> dict[str, object]:
    if voice is None:
        return {"do": "voice", "language": None}
    return {"do": "voice", "language": voice.language, "name": voice.name, "rate": voice.rate, "level": voice.level}
