"""Obeys the lines that come in: one JSON object each, by its `do`.

- `{"do": "hello", "choice": C, "sounds": FOLDER, "volume": V, "tell": B}`: the first; starts the device;
- `{"do": "place", "gen": N, "sounds": [[NS, NAME], …]}`: sounds at instants ahead;
- `{"do": "now", "name": NAME, "at": NS}`: a sound that answers a key pressed at that instant;
- `{"do": "clear", "gen": N, "hush": B}`: drop what has not begun; with hush, end what sounds too;
- `{"do": "volume", "level": V}`: 0 to 1.5; `{"do": "ping"}`: answer; `{"do": "quit"}`: end.

A line that is no such thing is noted in the log and otherwise ignored: sound is never worth a crash.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from coach.audio.helper.keeper import Keeper
from coach.audio.helper.output import Stage
from coach.audio.helper.reports import Reports


class Desk:
    """Knows the commands, and holds what they act on."""

    def __init__(self, reports: Reports, quit_: Callable[[], None]) -> None:
        self._reports = reports
        self._stage = Stage()
        self._keeper: Keeper | None = None
        self._commands: dict[str, Callable[[dict[str, Any]], None]] = {
            "hello": self._hello,
            "place": self._place,
            "now": self._now,
            "clear": self._clear,
            "volume": self._volume,
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
        self._stage.schedule.clear(0, hush=True)
        if self._keeper is not None:
            self._keeper.stop()

    def _hello(self, command: dict[str, Any]) -> None:
        if self._keeper is not None:
            raise ValueError("a second hello")
        choice, folder = str(command["choice"]), Path(command["sounds"])
        self._stage.bank.set_level(float(command.get("volume", 1)))
        if command.get("tell"):
            self._stage.began = lambda at_ns, name: self._reports.say("began", name=name, at=at_ns)
        for problem in self._stage.bank.load(folder):
            print(problem, file=sys.stderr, flush=True)
        self._keeper = Keeper(self._stage, choice, self._reports)
        self._keeper.start()

    def _place(self, command: dict[str, Any]) -> None:
        self._stage.schedule.place(int(command["gen"]), [(int(at_ns), str(name)) for at_ns, name in command["sounds"]])

    def _now(self, command: dict[str, Any]) -> None:
        self._stage.schedule.now(int(command["at"]), str(command["name"]))

    def _clear(self, command: dict[str, Any]) -> None:
        hush = bool(command.get("hush", False))
        self._stage.schedule.clear(int(command["gen"]), hush=hush)
        if hush and self._keeper is not None:
            self._keeper.hush()

    def _volume(self, command: dict[str, Any]) -> None:
        self._stage.bank.set_level(float(command["level"]))
