"""Back ends that play each sound on its own: what is due when, and players that fail, hang or are cut off."""

from __future__ import annotations

import array
import os
import sys
import threading
import time
from pathlib import Path

import pytest
from rig import SOUNDS, until

from coach.audio.helper.backends.command_output import HUNG_NS, CommandOutput
from coach.audio.helper.backends.one_shot import OneShotOutput
from coach.audio.helper.decode import SAMPLE_RATE
from coach.audio.helper.output import SoundSource

MS = 1_000_000
START = 5_000_000 * MS
LIMIT_S = 60.0


class Played(OneShotOutput):
    """Plays into a list."""

    def __init__(self, source: SoundSource) -> None:
        super().__init__(source)
        self.lengths: list[int] = []
        self.played = threading.Event()

    def play(self, samples: array.array[int], file: Path | None) -> None:
        self.lengths.append(len(samples))
        self.played.set()


@pytest.fixture
def source() -> SoundSource:
    """With the bundled sounds; a text is as many tenths of a second long as it has letters."""
    source = SoundSource(spoken=lambda text: array.array("h", [1] * (len(text) * SAMPLE_RATE // 10)))
    source.bank.load(SOUNDS)
    return source


def begun(source: SoundSource) -> list[tuple[int, str]]:
    """A list that grows with each sound that begins: ms since the start, and its name."""
    names: list[tuple[int, str]] = []
    source.began = lambda at_ns, name: names.append(((at_ns - START) // MS, name))
    return names


def test_each_sound_begins_when_it_is_due_and_not_when_it_is_too_late(source: SoundSource) -> None:
    names, output = begun(source), Played(source)
    source.schedule.place(1, [(START, "tick"), (START + 200 * MS, "go"), (START + 201 * MS, "none such")])
    output.play_due(START - 1)
    assert names == []
    output.play_due(START)
    assert names == [(0, "tick")]
    source.schedule.place(1, [(START + 250 * MS, "rest")])
    output.play_due(START + 351 * MS)
    assert names == [(0, "tick"), (250, "rest")]


def test_words_wait_for_earlier_words_and_are_dropped_when_they_are_too_late(source: SoundSource) -> None:
    names, output = begun(source), Played(source)
    source.words.place(1, [(START, "eight123"), (START + 100 * MS, "four"), (START + 110 * MS, "late")])
    output.play_due(START)
    output.play_due(START + 799 * MS)
    assert names == [(0, "eight123")]
    output.play_due(START + 800 * MS)
    output.play_due(START + 1199 * MS)
    assert names == [(0, "eight123"), (100, "four")]
    output.play_due(START + 1200 * MS)
    assert names == [(0, "eight123"), (100, "four")] and source.words.head() is None


def test_words_that_are_not_ready_begin_when_they_are(source: SoundSource) -> None:
    names, output = begun(source), Played(source)
    spoken, source.spoken = source.spoken, lambda _: None
    source.words.place(1, [(START, "one")])
    output.play_due(START)
    source.spoken = spoken
    output.play_due(START + 50 * MS)
    assert names == [(0, "one")]


def test_everything_is_played_earlier_by_the_offset(source: SoundSource) -> None:
    """An hour earlier: what is placed for then is played now."""
    source.offset_ns = 3_600_000 * MS
    now_ns, output = time.perf_counter_ns(), Played(source)
    source.schedule.place(1, [(now_ns + source.offset_ns + i * 200 * MS, "tick") for i in range(1, 300)])
    output.start()
    assert output.played.wait(LIMIT_S)
    output.retire()


def player(folder: Path, script: str) -> CommandOutput:
    """A player that is a script of the test; it writes its process id into the file `pid`."""
    path = folder / "paplay"
    begin = f"import os, sys, time\nopen({str(folder / 'pid')!r}, 'w').write(str(os.getpid()))"
    path.write_text(f"#!{sys.executable}\n{begin}\n{script}\n")
    path.chmod(0o755)
    return CommandOutput(SoundSource(), "paplay", str(path))


def started(folder: Path) -> int:
    """The process id of the player, once it runs."""
    until(lambda: (folder / "pid").is_file() and (folder / "pid").read_text() != "", LIMIT_S, "the player runs")
    return int((folder / "pid").read_text())


def runs(pid: int) -> bool:
    """Whether a process is there."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
def test_a_hush_ends_the_players_and_is_no_failure(tmp_path: Path) -> None:
    output = player(tmp_path, "time.sleep(600)")
    output.play(array.array("h", [0] * 100), None)
    pid = started(tmp_path)
    assert output.alive(time.perf_counter_ns()) and runs(pid)
    output.hush()
    until(lambda: output.alive(time.perf_counter_ns()) and not runs(pid), LIMIT_S, "the player has ended")


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
def test_a_player_that_fails_is_not_alive_and_one_that_ends_is(tmp_path: Path) -> None:
    output = player(tmp_path, "sys.exit(os.path.getsize(0) // 200)")
    output.play(array.array("h"), None)
    pid = started(tmp_path)
    until(lambda: output.alive(time.perf_counter_ns()) and not runs(pid), LIMIT_S, "the player has ended")
    output.play(array.array("h", [0] * 100), None)
    until(lambda: not output.alive(time.perf_counter_ns()), LIMIT_S, "the player has failed")


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
def test_a_player_that_goes_on_for_too_long_is_not_alive(tmp_path: Path) -> None:
    output = player(tmp_path, "time.sleep(600)")
    before_ns = time.perf_counter_ns()
    output.play(array.array("h", [0] * SAMPLE_RATE), None)
    started(tmp_path)
    assert output.alive(before_ns + 1000 * MS + HUNG_NS)
    assert not output.alive(time.perf_counter_ns() + 1000 * MS + HUNG_NS)
    output.close()
