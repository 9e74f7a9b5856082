"""The Player that speaks to the audio helper, and sees to it that there is one.

What lives here: the queue between the program and the helper, and when to start the helper again. What does not: the
process itself (`helper_process`), a device.

Threads: the program's only appends to a queue and returns. One worker starts helpers and writes to their pipe, where
it may wait as long as it likes. One reader a helper takes its reports. The worker lives until `close`, for on Linux a
helper dies with the very thread that started it.
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

QUEUE_LINES = 512
"""More lines than minutes of a workout make: a helper that lets so many lie is stuck."""
WRITE_S = 5.0
"""A helper that leaves its pipe full for this long is stuck; whoever hands over the next sound sees it."""
PING_S = 1.0
ANSWER_S = 1.5
"""A helper that lets two pings in turn lie this long is stuck: a library holds it. (One is not enough: this process
may itself have been stopped meanwhile.) The next one is to be heard within five seconds of that."""
FIRST_ANSWER_S = 4.0
"""As long, while it begins: it may have long sounds of the person's own to read."""
RESTART_S = 1.0
RESTART_MOST_S = 4.0
"""A device that comes back is to be heard within five seconds."""
STEADY_S = 20.0
"""A helper that played for this long ended by chance: the next one starts without delay, and what is told is news."""
FALLS = 2
"""A library in whose hands so many helpers ended, none of them steady, is left out from then on."""
END_S = 0.3

ENDED = "the audio helper ended"
RESTARTED = "the audio helper was started again"


class HelperPlayer:
    """Plays through the helper; `fallback` gets everything too and may sound while `deaf` is true."""

    def __init__(
        self, choice: str, config: PlayerConfig, fallback: Player | None = None, *, tell: bool = False
    ) -> None:
        """`choice` is the helper's: auto or one of its back ends; `tell` makes it report each sound that begins."""
        self._choice = choice
        self._config = config
        self._fallback = SilentPlayer() if fallback is None else fallback
        self._tell = tell
        self._level = 1.0
        self._voice: Voice | None = None
        self._changed = threading.Condition()
        self._lines: deque[bytes] = deque()
        self._process: HelperProcess | None = None
        self._dead = False
        self._closing = False
        self._answered = True
        self._loaded = False  # it has said more than what it is about to do
        self._writing_since_s = math.inf
        self._used = ""  # the library that this helper said last that it uses
        self._played_since_s = math.inf
        self._falls: Counter[str] = Counter()
        self._worker = threading.Thread(target=self._work, name="coach-audio", daemon=True)
        self._telling = threading.Lock()
        self._told: set[str] = set()
        self._troubled = False  # a trouble was told, and not yet that it is over
        self._ready_backend = ""
        self._life = object()
        self.deaf = False
        """Whether it is known that nothing sounds; true from the loss of the device or the helper to the next ready."""
        self.on_report: Callable[[dict[str, Any]], None] = lambda _: None
        """Gets every report of the helper as it is, in a thread of its own; for `coach doctor`."""

    def start(self) -> None:
        """Start the worker, which starts the helper; returns at once."""
        self._worker.start()

    def place(self, generation: int, signals: Iterable[Sound]) -> None:
        signals = list(signals)
        if signals:
            self._send(do="place", gen=generation, sounds=[_placed(signal) for signal in signals])
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
        self._send(**_spoken(voice))
        self._fallback.voice(voice)

    def describe(self) -> None:
        """Ask the helper for all that it knows; the answer comes by `on_report`."""
        self._send(do="describe")

    def close(self) -> None:
        """As the protocol says; may be called twice, or without a start."""
        self._fallback.close()
        with self._changed:
            self._closing = True
            process = self._process
            self._changed.notify_all()
        if self._worker.is_alive():
            self._worker.join(2 * END_S)
            if self._worker.is_alive() and process is not None:
                process.kill()  # its pipe is full: the worker waits in a write, which this ends
                self._worker.join(END_S)

    @property
    def pid(self) -> int | None:
        """The helper's process number, None while there is none."""
        process = self._process
        return None if process is None else process.pid

    def _send(self, **command: object) -> None:
        line = _line(command)
        with self._changed:
            self._lines.append(line)
            if len(self._lines) > QUEUE_LINES or time.monotonic() - self._writing_since_s > WRITE_S:
                # A helper that is started anew is told everything anew.
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
            wait_s = min(max(RESTART_S, 2 * wait_s), RESTART_MOST_S)

    def _begin(self, first: bool) -> bool:
        """Start a helper; false when the system will not."""
        life = self._life = object()
        self._dead, self._used, self._played_since_s = False, "", math.inf
        try:
            process = HelperProcess(self._config.log, lambda report: self._heard(life, report))
        except OSError as error:
            self._trouble(f"the audio helper does not start: {error.strerror}")
            return False
        with self._changed:
            self._process, self._answered, self._loaded = process, True, False
            if not first:
                # Said to the one that died; the future is handed over again, with nothing left of the past in it.
                self._lines.clear()
            if self._voice is not None:
                self._lines.appendleft(_line(_spoken(self._voice)))
            self._lines.appendleft(_line(self._hello()))
        if not first:
            self._tell_once(Status("restarted", self._choice, RESTARTED))
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
            "tell": self._tell,
            "without": self._without(),
        }

    def _without(self) -> list[str]:
        """The libraries that end every helper; never the one that was asked for by its name."""
        return [name for name, falls in self._falls.items() if falls >= FALLS and name != self._choice]

    def _serve(self) -> None:
        """Write lines, and ask now and then whether they are read, until the helper is gone or no longer wanted."""
        assert self._process is not None
        asked_s, missed = time.monotonic(), 0
        while True:
            with self._changed:
                patience_s = self._patience_s()
                self._changed.wait_for(
                    lambda: self._lines or self._dead or self._closing, patience_s if self._answered else patience_s / 2
                )
                data = b"".join(self._lines)
                self._lines.clear()
                if self._dead or self._closing:
                    return
                if time.monotonic() - asked_s >= self._patience_s():
                    missed = 0 if self._answered else missed + 1
                    asked_s, self._answered = time.monotonic(), False
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

    def _patience_s(self) -> float:
        """How long until the next ping, or for the answer to the last one."""
        if self._answered:
            return PING_S
        return ANSWER_S if self._loaded else FIRST_ANSWER_S

    def _finish(self) -> bool:
        """End what is left of a helper, and say so unless it was meant to end. Whether the next may start at once."""
        assert self._process is not None
        with self._changed:
            process, self._process = self._process, None
            closing = self._closing
        if closing:
            with contextlib.suppress(OSError):
                process.write(b'{"do": "quit"}\n')
        process.end(END_S)
        if closing:
            return False
        hopeful = self._judge(process.killed)
        self._trouble(ENDED)
        return hopeful

    def _judge(self, killed: bool) -> bool:
        """Count against a library what ended in its hands; whether the next helper may well do better.

        One that is killed while it plays was killed by others.
        """
        if time.monotonic() - self._played_since_s > STEADY_S:
            self._falls.clear()
            self._told -= {ENDED, RESTARTED}
            return True
        left_out = self._without()
        if self._used and not (killed and self._played_since_s < math.inf):
            self._falls[self._used] += 1
        return self._without() != left_out

    # The reader's thread, and telling from either.

    def _heard(self, life: object, report: dict[str, Any] | None) -> None:
        if life is not self._life:
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
            self.deaf = True
        elif report["say"] == "trouble":
            self._trouble(report["message"])
        elif report["say"] == "note":
            self._tell_once(Status("note", self._choice, report["message"]))
        self._call(lambda: self.on_report(report))

    def _ready(self, backend: str, message: str) -> None:
        news = self._troubled or backend != self._ready_backend
        self.deaf, self._troubled, self._ready_backend = False, False, backend
        self._played_since_s = min(self._played_since_s, time.monotonic())
        if news:
            self._say(Status("ready", backend, message))

    def _trouble(self, message: str) -> None:
        self.deaf = True
        self._troubled |= self._tell_once(Status("trouble", self._choice, message))

    def _tell_once(self, status: Status) -> bool:
        if status.message in self._told:
            return False
        self._told.add(status.message)
        self._say(status)
        return True

    def _say(self, status: Status) -> None:
        self._call(lambda: self._config.on_status(status))

    def _call(self, function: Callable[[], None]) -> None:
        """Call the program back. What it raises is its own affair, and must not end the sound: it goes into the log."""
        with self._telling:
            if self._closing:
                return
            try:
                function()
            except Exception:
                with contextlib.suppress(OSError), self._config.log.open("a", encoding="utf-8") as log:
                    traceback.print_exc(file=log)


def _line(command: dict[str, object]) -> bytes:
    return json.dumps(command).encode() + b"\n"


def _placed(sound: Sound) -> list[object]:
    return [sound.at, sound.name, sound.words] if sound.words else [sound.at, sound.name]


def _spoken(voice: Voice | None) -> dict[str, object]:
    if voice is None:
        return {"do": "voice", "language": None}
    return {"do": "voice", "language": voice.language, "name": voice.name, "rate": voice.rate, "level": voice.level}
