"""Handles the commands that arrive: one JSON object a line, dispatched by its `do`.

- `{"do": "hello", "choice": C, "sounds": FOLDER, "own": FOLDER, "cache": FOLDER, "offset": NS, "volume": V, "tell": B,
  "without": [NAME, …]}`: the first command; opens the device. `own` has the user's sounds, `cache` keeps synthesized
  phrases (each null for none); everything is played `offset` earlier; with `tell`, each sound that begins is reported;
  `without` names back ends whose libraries have ended helpers, and are not used by this one;
- `{"do": "place", "gen": N, "sounds": [[NS, NAME] or [NS, NAME, WORDS], …]}`: sounds at future instants, each with the
  words that follow it (with an empty NAME, the words are said at the instant itself);
- `{"do": "voice", "language": L, "name": V, "rate": PERCENT, "level": X}`: the voice (language null: speech is off);
- `{"do": "prepare", "words": [TEXT, …]}`: phrases that will be needed soon;
- `{"do": "now", "name": NAME, "at": NS}`: a sound in answer to a key that was pressed at that instant;
- `{"do": "clear", "gen": N, "hush": B}`: drop what has not begun; with hush, also cut off what is playing;
- `{"do": "volume", "level": V}`: 0 to 1.5; `{"do": "ping"}`: answer; `{"do": "quit"}`: end;
- `{"do": "describe"}`: report everything known about the sound (`reports` has the answer).

A malformed line is logged and otherwise ignored: sound is never worth a crash.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from coach.audio.helper import backends
from coach.audio.helper.decode import DECODER_LIBRARY
from coach.audio.helper.output import SoundSource
from coach.audio.helper.reports import ReportWriter
from coach.audio.helper.supervisor import DeviceSupervisor
from coach.audio.helper.voice.engines import VoiceSpec, install_hint
from coach.audio.helper.voice.synthesizer import Synthesizer

WORDS_PAUSE_NS = 40_000_000
"""From the end of a sound to its words."""


class CommandServer:
    """Dispatches commands, and owns everything that they act on."""

    def __init__(self, reports: ReportWriter, quit_: Callable[[], None]) -> None:
        self._reports = reports
        self._synthesizer = Synthesizer(
            lambda words: reports.send("note", message=words), on_decode=self._report_decoder
        )
        self._source = SoundSource(spoken=self._synthesizer.samples)
        self._supervisor: DeviceSupervisor | None = None
        self._commands: dict[str, Callable[[dict[str, Any]], None]] = {
            "hello": self._hello,
            "place": self._place,
            "now": self._now,
            "clear": self._clear,
            "volume": self._volume,
            "voice": self._voice,
            "prepare": lambda command: self._synthesizer.prepare(map(str, command["words"])),
            "describe": self._describe,
            "ping": lambda _: reports.send("pong"),
            "quit": lambda _: quit_(),
        }

    def handle(self, line: bytes) -> None:
        """Execute the command in one line."""
        try:
            command = json.loads(line)
            self._commands[command["do"]](command)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            print(f"not understood: {line[:200]!r} ({error!r})", file=sys.stderr, flush=True)

    def close(self) -> None:
        """Cut off what is playing, and start nothing more."""
        self._clear({"gen": 0, "hush": True})
        if self._supervisor is not None:
            self._supervisor.stop()

    def _hello(self, command: dict[str, Any]) -> None:
        if self._supervisor is not None:
            raise ValueError("a second hello")
        source = self._source
        choice, folder = str(command["choice"]), Path(command["sounds"])
        own, cache = command.get("own"), command.get("cache")
        source.bank.set_level(float(command.get("volume", 1)))
        source.offset_ns = int(command.get("offset", 0))
        self._synthesizer.cache_in(Path(cache) if cache else None)
        without = [str(name) for name in command.get("without", ())]
        for name in without:
            backends.exclude(name)
        if command.get("tell"):
            source.began = lambda at_ns, name: self._reports.send("began", name=name, at=at_ns)
        if own and Path(own).is_dir():
            self._report_decoder()
        for problem in source.bank.load(folder, Path(own) if own else None):
            print(problem, file=sys.stderr, flush=True)
            if problem.startswith("your "):
                self._reports.send("note", message=problem)
        self._supervisor = DeviceSupervisor(source, choice, self._reports, without=without)
        self._supervisor.start()

    def _report_decoder(self) -> None:
        """Report that the library that decodes sound files is about to be used, if it is installed."""
        if not backends.lacks(DECODER_LIBRARY):
            self._reports.send("trying", backend=DECODER_LIBRARY)

    def _place(self, command: dict[str, Any]) -> None:
        generation, sounds, words = int(command["gen"]), [], []
        for at_ns, name, *texts in command["sounds"]:
            at_ns, name = int(at_ns), str(name)
            sounds += [(at_ns, name)] if name else []
            words += [(at_ns + self._words_after_ns(name), str(text), at_ns) for text in texts if text]
        self._source.schedule.place(generation, sounds)
        self._source.words.place(generation, words)
        self._synthesizer.prepare(text for _, text, _ in words)

    def _words_after_ns(self, name: str) -> int:
        """From the beginning of a sound to its words."""
        seconds = self._source.bank.seconds(name)
        return int(seconds * 1e9) + WORDS_PAUSE_NS if seconds else 0

    def _now(self, command: dict[str, Any]) -> None:
        self._source.schedule.now(int(command["at"]), str(command["name"]))

    def _clear(self, command: dict[str, Any]) -> None:
        generation, hush = int(command["gen"]), bool(command.get("hush", False))
        self._source.schedule.clear(generation, hush=hush)
        self._source.words.clear(generation, hush=hush, now_ns=time.perf_counter_ns())
        if hush and self._supervisor is not None:
            self._supervisor.hush()

    def _volume(self, command: dict[str, Any]) -> None:
        self._source.bank.set_level(float(command["level"]))

    def _voice(self, command: dict[str, Any]) -> None:
        language = command["language"]
        if language is None:
            self._synthesizer.set_voice(None)
            return
        voice = VoiceSpec(str(language), str(command.get("name", "")), int(command.get("rate", 100)))
        self._synthesizer.set_voice(voice, float(command.get("level", 1)))

    def _describe(self, _: dict[str, Any]) -> None:
        described = self._supervisor.describe() if self._supervisor is not None else {}
        voice = self._synthesizer.voice
        self._reports.send(
            "description",
            **described,
            own=self._source.bank.own,
            offset_ms=self._source.offset_ns / 1e6,
            voice=self._synthesizer.engine_name,
            how_to_get_a_voice=install_hint(),
            language=voice.language if voice else None,
        )
