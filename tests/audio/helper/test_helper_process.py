"""The helper itself, over its pipes, on the null device: paced like a real one, and silent."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from back_ends import LIBRARIES, write_player
from rig import SOUNDS

from coach.audio.helper.backends import OFFERED

LIMIT_S = 60.0
MS = 1_000_000


class Helper:
    """A running helper; `say` gives it a command, `next` takes its next report."""

    def __init__(self, log: Path, environment: dict[str, str] | None = None) -> None:
        self.log = log
        with log.open("wb") as stderr:
            self.process = subprocess.Popen(
                [sys.executable, "-P", "-m", "coach.audio.helper"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=stderr,
                bufsize=0,
                env=environment,
                start_new_session=True,
            )
        self.reports: queue.Queue[dict[str, Any]] = queue.Queue()
        self.tried: list[str] = []
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.reports.put(json.loads(line))

    def raw(self, data: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(data)

    def say(self, do: str, **fields: object) -> None:
        self.raw(json.dumps({"do": do, **fields}).encode() + b"\n")

    def next(self, seconds: float = LIMIT_S) -> dict[str, Any]:
        """The next report, apart from those of libraries that are tried."""
        while (report := self.reports.get(timeout=max(0.0, seconds)))["say"] == "trying":
            self.tried.append(report["backend"])
        return report

    def hello(self, choice: str = "null") -> dict[str, Any]:
        self.say("hello", choice=choice, sounds=str(SOUNDS), volume=1.0, tell=True)
        return self.next()

    def played(self, count: int, send: Callable[[int], None]) -> list[tuple[str, int]]:
        """The sounds that begin, each with its distance from an instant, ms.

        Args:
            count: how many begin.
            send: gives the commands, for a future instant. It is called again, for a later one, when some do not begin:
                a busy machine drops what it would play too late.
        """
        sounds: list[tuple[str, int]] = []
        for lead_ms in (500, 1000, 2000, 4000, 8000):
            start_ns = time.perf_counter_ns() + lead_ms * MS
            send(start_ns)
            sounds = list(self._began(count, start_ns))
            if len(sounds) == count:
                break
        return sounds

    def _began(self, count: int, start_ns: int) -> Iterator[tuple[str, int]]:
        """What begins, until it is `count` sounds, or 2.5 s after the instant."""
        for _ in range(count):
            try:
                report = self.next((start_ns + 2500 * MS - time.perf_counter_ns()) / 1e9)
            except queue.Empty:
                return
            assert report["say"] == "began", report
            yield report["name"], (report["at"] - start_ns) // MS

    def end(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()


@pytest.fixture
def helper(tmp_path: Path) -> Iterator[Helper]:
    running = Helper(tmp_path / "helper.log")
    yield running
    running.process.kill()
    running.process.wait(LIMIT_S)


def test_it_says_when_it_is_ready(helper: Helper) -> None:
    assert helper.hello() == {"say": "ready", "backend": "null", "message": "Null", "detail": ""}
    assert helper.tried == ["null"]


def test_sounds_begin_at_their_instants(helper: Helper) -> None:
    helper.hello()
    last_ns = 0

    def place(at: int) -> None:
        nonlocal last_ns
        last_ns = at + 200 * MS
        helper.say("place", gen=1, sounds=[[last_ns, "go"], [at, "tick"], [at + 100 * MS, "tick"]])

    assert helper.played(3, place) == [("tick", 0), ("tick", 100), ("go", 200)]
    # The device is paced: a block is rendered no sooner than a few blocks before its time.
    assert time.perf_counter_ns() > last_ns - 100 * MS


def test_clear_and_generations(helper: Helper) -> None:
    helper.hello()
    generation = 0

    def send(at: int) -> None:
        nonlocal generation
        generation += 2
        before, after = generation - 1, generation
        helper.say("clear", gen=before)
        helper.say("place", gen=before, sounds=[[at, "tick"], [at + 50 * MS, "tick"]])
        helper.say("clear", gen=after)
        helper.say("place", gen=after, sounds=[[at + 60 * MS, "go"]])
        helper.say("place", gen=before, sounds=[[at + 70 * MS, "rest"]])
        helper.say("place", gen=after, sounds=[[at + 100 * MS, "finished"]])

    assert helper.played(2, send) == [("go", 60), ("finished", 100)]


def test_an_answer_to_a_key_is_played_unless_it_is_too_late(helper: Helper) -> None:
    helper.hello()

    def send(at: int) -> None:
        helper.say("now", name="tick", at=time.perf_counter_ns() - 400 * MS)
        helper.say("now", name="rep", at=at)

    assert helper.played(1, send) == [("rep", 0)]


def test_malformed_lines_are_ignored(helper: Helper) -> None:
    helper.raw(b'no json\n{"do": "dance"}\n[]\n{"do": "place", "gen": 1, "sounds": 7}\n\xff\xfe\n\n"do"\n')
    helper.raw(b'{"do": "now", "name": "rep"}\n{"do": "volume", "level": "loud"}\nnull\n')
    helper.say("ping")
    assert helper.next() == {"say": "pong"}
    assert helper.hello()["say"] == "ready"
    assert helper.log.read_text().count("not understood") == 10


def test_an_unknown_back_end_is_trouble(helper: Helper) -> None:
    report = helper.hello("no-such-back-end")
    assert (report["say"], report["backend"]) == ("trouble", "no-such-back-end")
    helper.say("ping")
    assert helper.next() == {"say": "pong"}


def test_a_folder_without_sounds_is_noted_and_ends_nothing(helper: Helper, tmp_path: Path) -> None:
    helper.say("hello", choice="null", sounds=str(tmp_path / "nowhere"))
    assert helper.next()["say"] == "ready"
    assert "no sounds in" in helper.log.read_text()


def test_an_own_sound_that_cannot_be_used_is_noted_and_the_others_are_used(helper: Helper, tmp_path: Path) -> None:
    (tmp_path / "go.wav").write_bytes((SOUNDS / "tick.wav").read_bytes())
    (tmp_path / "ten.mp3").write_bytes(b"broken")
    helper.say("hello", choice="null", sounds=str(SOUNDS), own=str(tmp_path), offset=120 * MS)
    note, ready = helper.next(), helper.next()
    assert note["say"] == "note" and note["message"].startswith("your ten.mp3 is not used, the bundled one is: ")
    assert ready["say"] == "ready"
    helper.say("describe")
    description = helper.next()
    assert description["say"] == "description" and description["own"] == ["go"]
    assert (description["backend"], description["device"], description["offset_ms"]) == ("null", "Null", 120)
    assert set(description["others"]) == set(OFFERED)


def test_a_library_that_ended_helpers_is_not_touched(tmp_path: Path) -> None:
    """It neither plays nor reads sound files."""
    write_player(tmp_path)
    (tmp_path / "ten.mp3").write_bytes(b"whatever it is")
    cautious = Helper(tmp_path / "log", {**os.environ, "PATH": str(tmp_path)})
    try:
        cautious.say("hello", choice="auto", sounds=str(SOUNDS), own=str(tmp_path), without=list(LIBRARIES))
        note, ready = cautious.next(), cautious.next()
        assert "mp3 files need miniaudio" in note["message"]
        assert (ready["say"], ready["backend"]) == ("ready", "command")
        assert ready["detail"] == "; ".join(f"{name}: it ended the audio helper" for name in LIBRARIES)
        assert cautious.tried == []
    finally:
        cautious.process.kill()
        cautious.process.wait(LIMIT_S)


@pytest.fixture
def speaking(tmp_path: Path) -> Iterator[Helper]:
    """A helper whose speech engine is a script: it gives the same wave file for every text."""
    engine = tmp_path / "espeak-ng"
    tick = repr(str(SOUNDS / "tick.wav"))
    engine.write_text(f"#!{sys.executable}\nimport shutil, sys\nshutil.copy({tick}, sys.argv[2])\n")
    engine.chmod(0o755)
    running = Helper(tmp_path / "log", {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"})
    yield running
    running.process.kill()
    running.process.wait(LIMIT_S)


def test_words_begin_when_their_sound_has_ended(speaking: Helper) -> None:
    speaking.hello()
    speaking.say("voice", language="en", name="", rate=100, level=1.0)
    speaking.say("prepare", words=["halfway"])

    def place(at: int) -> None:
        speaking.say("place", gen=1, sounds=[[at, "halfway", "halfway"], [at + 900 * MS, "", "alone"]])

    assert speaking.played(3, place) == [("halfway", 0), ("halfway", 350), ("alone", 900)]
    speaking.say("voice", language=None)
    # The next sound begins when the words would have ended, and no words have begun.
    assert speaking.played(
        2, lambda at: speaking.say("place", gen=1, sounds=[[at, "rest", "never"], [at + 900 * MS, "tick"]])
    ) == [("rest", 0), ("tick", 900)]
    speaking.say("describe")
    assert speaking.next()["language"] is None


def test_a_clear_leaves_words_whose_sound_has_begun(speaking: Helper) -> None:
    speaking.hello()
    speaking.say("voice", language="en", name="", rate=100, level=1.0)
    speaking.say("prepare", words=["said"])
    generation = 0

    def send(at: int) -> None:
        nonlocal generation
        generation += 1
        speaking.say("clear", gen=generation)
        speaking.say("place", gen=generation, sounds=[[at, "halfway", "said"], [at + 150 * MS, "tick"]])

    # A busy machine may drop a sound and still say the words, which come at 350 ms.
    assert [("halfway", 0), ("tick", 150)] in (speaking.played(2, send) for _ in range(5))
    speaking.say("clear", gen=generation + 1)
    assert speaking.next()["name"] == "said"


def test_it_ends_on_quit(helper: Helper) -> None:
    helper.hello()
    helper.say("quit")
    assert helper.process.wait(LIMIT_S) == 0


def test_it_ends_with_its_input(helper: Helper) -> None:
    helper.hello()
    helper.end()
    assert helper.process.wait(LIMIT_S) == 0


def test_ctrl_c_does_not_end_it(helper: Helper) -> None:
    helper.hello()
    helper.process.send_signal(signal.SIGINT)
    helper.say("ping")
    assert helper.next() == {"say": "pong"}


def test_importing_the_helper_imports_no_other_room() -> None:
    code = (
        "import sys, coach.audio.helper.__main__, coach.audio.helper.backends.miniaudio_stream;"
        "import coach.audio.helper.backends.command_output;"
        "print([m for m in sys.modules if m.split('.')[0] in ('coach', 'textual', 'yaml', 'msgspec', 'click')"
        " and not m.startswith('coach.audio.helper')])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert out.stdout.strip() == "['coach', 'coach.audio']"
