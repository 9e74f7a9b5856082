"""Obeys the lines that come in: one JSON object each, by its `do`.

- `{"do": "hello", "choice": C, "sounds": FOLDER, "own": FOLDER, "cache": FOLDER, "offset": NS, "volume": V,
  "tell": B, "without": [NAME, …]}`: the first; starts the device. `own` has the user's sounds, `cache` keeps phrases
  (null: there are none, none are kept); everything is heard `offset` ahead of its instant; `without` names libraries
  that ended the helpers before, and are not touched by this one;
- `{"do": "place", "gen": N, "sounds": [[NS, NAME] or [NS, NAME, WORDS], …]}`: sounds at instants ahead, and what is to
  be said when each has sounded (NAME empty: at its instant);
- `{"do": "voice", "language": L, "name": V, "rate": PERCENT, "level": X}`: speak like this (language null: not at
  all);
- `{"do": "prepare", "words": [TEXT, …]}`: phrases that will be wanted soon;
- `{"do": "now", "name": NAME, "at": NS}`: a sound that answers a key pressed at that instant;
- `{"do": "clear", "gen": N, "hush": B}`: drop what has not begun; with hush, end what sounds too;
- `{"do": "volume", "level": V}`: 0 to 1.5; `{"do": "ping"}`: answer; `{"do": "quit"}`: end;
- `{"do": "describe"}`: tell all that is known of the sound (`reports` has the answer).

A line that is no such thing is noted in the log and otherwise ignored: sound is never worth a crash.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from coach.audio.helper import backends
from coach.audio.helper.decode import DECODER
from coach.audio.helper.keeper import Keeper
from coach.audio.helper.output import Stage
from coach.audio.helper.reports import Reports
from coach.audio.helper.voice.engines import Manner, how_to_get_one
from coach.audio.helper.voice.reader import Reader

PAUSE_NS = 40_000_000
"""Between a sound and its words."""


class Desk:
    """Knows the commands, and holds what they act on."""

    def __init__(self, reports: Reports, quit_: Callable[[], None]) -> None:
        self._reports = reports
        self._reader = Reader(lambda words: reports.say("note", message=words), reads=self._decodes)
        self._stage = Stage(spoken=self._reader.samples)
        self._keeper: Keeper | None = None
        self._commands: dict[str, Callable[[dict[str, Any]], None]] = {
            "hello": self._hello,
            "place": self._place,
            "now": self._now,
            "clear": self._clear,
            "volume": self._volume,
            "voice": self._voice,
            "prepare": lambda command: self._reader.prepare(map(str, command["words"])),
            "describe": self._describe,
            "ping": lambda _: reports.say("pong"),
            "quit": lambda _: quit_(),
        }

    def obey(self, line: bytes) -> None:
        """Do what one line says."""
        try:
            command = json.loads(line)
            self._commands[command["do"]](command)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            print(f"not understood: {line[:200]!r} ({error!r})", file=sys.stderr, flush=True)

    def close(self) -> None:
        """End what sounds, and begin nothing more."""
        self._clear({"gen": 0, "hush": True})
        if self._keeper is not None:
            self._keeper.stop()

    def _hello(self, command: dict[str, Any]) -> None:
        if self._keeper is not None:
            raise ValueError("a second hello")
        stage = self._stage
        choice, folder = str(command["choice"]), Path(command["sounds"])
        own, cache = command.get("own"), command.get("cache")
        stage.bank.set_level(float(command.get("volume", 1)))
        stage.offset_ns = int(command.get("offset", 0))
        self._reader.keep_in(Path(cache) if cache else None)
        without = [str(name) for name in command.get("without", ())]
        for name in without:
            backends.exclude(name)
        if command.get("tell"):
            stage.began = lambda at_ns, name: self._reports.say("began", name=name, at=at_ns)
        if own and Path(own).is_dir():
            self._decodes()
        for problem in stage.bank.load(folder, Path(own) if own else None):
            print(problem, file=sys.stderr, flush=True)
            if problem.startswith("your "):
                self._reports.say("note", message=problem)
        self._keeper = Keeper(stage, choice, self._reports, without=without)
        self._keeper.start()

    def _decodes(self) -> None:
        """From here on the library that reads sound files is used, where it is installed."""
        if not backends.lacks(DECODER):
            self._reports.say("trying", backend=DECODER)

    def _place(self, command: dict[str, Any]) -> None:
        generation, sounds, words = int(command["gen"]), [], []
        for at_ns, name, *said in command["sounds"]:
            at_ns, name = int(at_ns), str(name)
            sounds += [(at_ns, name)] if name else []
            words += [(at_ns + self._after_ns(name), str(text), at_ns) for text in said if text]
        self._stage.schedule.place(generation, sounds)
        self._stage.words.place(generation, words)
        self._reader.prepare(text for _, text, _ in words)

    def _after_ns(self, name: str) -> int:
        """How long after the beginning of a sound its words begin."""
        seconds = self._stage.bank.seconds(name)
        return int(seconds * 1e9) + PAUSE_NS if seconds else 0

    def _now(self, command: dict[str, Any]) -> None:
        self._stage.schedule.now(int(command["at"]), str(command["name"]))

    def _clear(self, command: dict[str, Any]) -> None:
        generation, hush = int(command["gen"]), bool(command.get("hush", False))
        self._stage.schedule.clear(generation, hush=hush)
        self._stage.words.clear(generation, hush=hush, now_ns=time.perf_counter_ns())
        if hush and self._keeper is not None:
            self._keeper.hush()

    def _volume(self, command: dict[str, Any]) -> None:
        self._stage.bank.set_level(float(command["level"]))

    def _voice(self, command: dict[str, Any]) -> None:
        language = command["language"]
        if language is None:
            self._reader.speak(None)
            return
        manner = Manner(str(language), str(command.get("name", "")), int(command.get("rate", 100)))
        self._reader.speak(manner, float(command.get("level", 1)))

    def _describe(self, _: dict[str, Any]) -> None:
        told = self._keeper.describe() if self._keeper is not None else {}
        manner = self._reader.manner
        self._reports.say(
            "description",
            **told,
            own=self._stage.bank.own,
            offset_ms=self._stage.offset_ns / 1e6,
            voice=self._reader.engine_name,
            how_to_get_a_voice=how_to_get_one(),
            language=manner.language if manner else None,
        )
