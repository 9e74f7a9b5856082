"""What a listener hears: the helper on a private sound server whose sink is recorded."""

from __future__ import annotations

import os
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import rig
from processes import descendants
from stalls import Stalls

from coach.audio.helper_player import HelperPlayer
from coach.audio.protocol import PlayerConfig, Status, TimerHandle

pytestmark = pytest.mark.slow

MS = 1_000_000
LIMIT_S = 15.0
SETTLES_MS = 1800
"""A recorder that begins asks the server for a shorter latency: what is heard moves by some ms, once."""
NAMES = ("tick", "tick", "tick", "go", "halfway", "ten", "rep", "lower", "rest", "switch", "finished")


@dataclass(frozen=True)
class Signal:
    at: int
    name: str
    words: str = ""


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[rig.Server]:
    absent = rig.missing()
    if absent:
        assert "CI" not in os.environ, f"the rig needs {absent}"
        pytest.skip(f"the rig needs {absent}")
    with rig.server(tmp_path) as running:
        for name, value in running.environment.items():
            monkeypatch.setenv(name, value)
        yield running


class Reported:
    """The statuses, with a way to wait for the next of a kind."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self.statuses: list[Status] = []

    def __call__(self, status: Status) -> None:
        with self._changed:
            self.statuses.append(status)
            self._changed.notify_all()

    def until(self, kind: str, count: int = 1) -> Status:
        with self._changed:
            assert self._changed.wait_for(lambda: self.kinds().count(kind) >= count, LIMIT_S), self.statuses
            return next(status for status in reversed(self.statuses) if status.kind == kind)

    def kinds(self) -> list[str]:
        return [status.kind for status in self.statuses]


def no_timer(delay_s: float, call: Callable[[], None]) -> TimerHandle:
    """Does nothing: only the bell needs timers, and it is not recorded."""
    return threading.Timer(delay_s, call)


@contextmanager
def playing(backend: str, server: rig.Server, folder: Path, reported: Reported) -> Iterator[HelperPlayer]:
    config = PlayerConfig(
        rig.SOUNDS, folder / "helper.log", reported, lambda: None, lambda: None, lambda _, __: threading.Timer(0, print)
    )
    player = HelperPlayer(backend, config)
    player.start()
    try:
        reported.until("ready")
        server.stalls.forget()
        yield player
    finally:
        player.close()


def on_the_way(server: rig.Server, player: HelperPlayer) -> Stalls:
    """The waits of the processes that a sound passes through: the server, the helper, and what the helper starts."""

    def processes() -> list[int]:
        pids = [pid for pid in (server.pid, player.pid) if pid is not None]
        return [*pids, *(descendants(player.pid) if player.pid is not None else [])]

    return Stalls(processes)


def passes(until_ns: int) -> None:
    """Let the recording run until an instant: nothing but the clock shows when a sound has been heard."""
    threading.Event().wait((until_ns - time.perf_counter_ns()) / 1e9)


@pytest.mark.parametrize(
    ("backend", "spread_ms"),
    [("miniaudio", 2.0), ("command", 15.0), ("simpleaudio", 15.0)],
)
def test_each_sound_is_heard_at_its_instant(server: rig.Server, tmp_path: Path, backend: str, spread_ms: float) -> None:
    """No two sounds differ by more than a spread, and what the machine let wait one of the processes that play them.

    Whatever the machine does, half of them keep to the spread.
    """
    if backend == "simpleaudio":
        pytest.importorskip("simpleaudio")
    with playing(backend, server, tmp_path, Reported()) as player, closing(on_the_way(server, player)) as waits:
        recorder = rig.Recorder(server)
        start = time.perf_counter_ns() + SETTLES_MS * MS
        plan = [Signal(start + i * 437 * MS, name) for i, name in enumerate(NAMES)]
        player.place(1, plan)
        passes(plan[-1].at + 1500 * MS)
        heard = recorder.stop().heard()
        waited_ns = waits.longest_wait_ns
    assert [sound.name for sound in heard] == list(NAMES)
    # A filter that matches at all matches exactly: nothing on the way may change a sample but the volume.
    assert min(sound.likeness for sound in heard) > 0.99
    late_ms = [(sound.at_ns - signal.at) / MS for sound, signal in zip(heard, plan, strict=True)]
    assert -5 < statistics.mean(late_ms) < 100
    assert statistics.median(late_ms) - min(late_ms) < spread_ms
    assert max(late_ms) - min(late_ms) < spread_ms + waited_ns / MS


def test_sounds_over_one_another_are_both_heard(server: rig.Server, tmp_path: Path) -> None:
    with playing("miniaudio", server, tmp_path, Reported()) as player:
        recorder = rig.Recorder(server)
        start = time.perf_counter_ns() + SETTLES_MS * MS
        player.place(1, [Signal(start, "finished"), Signal(start + 900 * MS, "ten")])
        passes(start + 2000 * MS)
        heard = recorder.stop().heard()
    # Two that together stay below the limiter, or what it bends would be left over.
    assert [sound.name for sound in heard] == ["finished", "ten"]
    assert abs(heard[1].at_ns - heard[0].at_ns - 900 * MS) < 2 * MS


def test_a_hush_ends_what_sounds_and_what_was_to_come(server: rig.Server, tmp_path: Path) -> None:
    with playing("miniaudio", server, tmp_path, Reported()) as player:
        recorder = rig.Recorder(server)
        start = time.perf_counter_ns() + 500 * MS
        player.place(1, [Signal(start, "finished"), Signal(start + 500 * MS, "go"), Signal(start + 900 * MS, "tick")])
        passes(start + 300 * MS)
        pressed_ns = time.perf_counter_ns()
        player.clear(2, hush=True)
        passes(start + 1500 * MS)
        recording = recorder.stop()
    assert start < recording.last_loud_ns() < pressed_ns + 100 * MS


def test_a_key_is_answered_within_60_ms(server: rig.Server, tmp_path: Path) -> None:
    with playing("miniaudio", server, tmp_path, Reported()) as player:
        recorder = rig.Recorder(server)
        pressed = []
        for _ in range(10):
            passes(time.perf_counter_ns() + 313 * MS)
            pressed.append(time.perf_counter_ns())
            player.now("rep")
        passes(time.perf_counter_ns() + 500 * MS)
        heard = recorder.stop().heard()
    assert [sound.name for sound in heard] == ["rep"] * 10
    assert max(sound.at_ns - at for sound, at in zip(heard, pressed, strict=True)) < 60 * MS


@pytest.mark.parametrize("frozen", [False, True])
def test_a_server_that_goes_and_comes_back(server: rig.Server, tmp_path: Path, frozen: bool) -> None:
    reported = Reported()
    with playing("auto", server, tmp_path, reported) as player:
        (server.freeze if frozen else server.kill)()
        reported.until("trouble")
        (server.thaw if frozen else server.start)()
        back = time.monotonic()
        reported.until("ready", 2)
        assert time.monotonic() - back < 5
        recorder = rig.Recorder(server)
        start = time.perf_counter_ns() + 1200 * MS
        player.place(1, [Signal(start, "tick"), Signal(start + 1000 * MS, "go")])
        passes(start + 2000 * MS)
        heard = recorder.stop().heard()
    assert [sound.name for sound in heard] == ["tick", "go"]
    # the grid is learnt anew after the gap: a jump of up to 15 ms is followed slowly
    assert abs(heard[1].at_ns - heard[0].at_ns - 1000 * MS) < 15 * MS
    assert reported.kinds() == ["ready", "trouble", "ready"]


def test_a_frozen_server_does_not_hold_up_the_end(server: rig.Server, tmp_path: Path) -> None:
    reported = Reported()
    with playing("auto", server, tmp_path, reported) as player:
        server.freeze()
        reported.until("trouble")
        began = time.monotonic()
        player.close()
        assert time.monotonic() - began < 1.0


def test_opening_and_closing_a_hundred_times_leaves_the_server_able(server: rig.Server, tmp_path: Path) -> None:
    """Each reopening would leak a connection if its context were left; after about 62 the server takes no more."""
    from coach.audio.helper.backends import miniaudio_stream
    from coach.audio.helper.output import SoundSource

    for _ in range(100):
        stream = miniaudio_stream.open_miniaudio(SoundSource())
        assert stream.detail == "PulseAudio"
        stream.retire()
        stream.close()
