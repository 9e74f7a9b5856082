"""The Player of the terminal bell, and the silent one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from coach.audio.bell import BellPlayer
from coach.audio.protocol import Player, Voice
from coach.audio.silent import SilentPlayer

MS = 1_000_000


@dataclass(frozen=True)
class Signal:
    at: int
    name: str
    words: str = ""


@dataclass
class Timer:
    at_ns: int
    call: Callable[[], None]
    cancelled: bool = False

    def cancel(self) -> None:
        self.cancelled = True


@dataclass
class Loop:
    """A loop whose time a test moves; it counts the rings by their instants."""

    now_ns: int = 1_000_000 * MS
    timers: list[Timer] = field(default_factory=list)
    rings: list[int] = field(default_factory=list)

    def call_later(self, delay_s: float, call: Callable[[], None]) -> Timer:
        timer = Timer(self.now_ns + round(delay_s * 1e9), call)
        self.timers.append(timer)
        return timer

    def until(self, at_ns: int, late_ns: int = 0) -> None:
        for timer in sorted(self.timers, key=lambda timer: timer.at_ns):
            if timer.at_ns <= at_ns and not timer.cancelled:
                self.now_ns = max(self.now_ns, timer.at_ns + late_ns)
                timer.cancelled = True
                timer.call()
        self.now_ns = max(self.now_ns, at_ns)

    def bell(self) -> BellPlayer:
        return BellPlayer(lambda: self.rings.append(self.now_ns), self.call_later, lambda: self.now_ns)


def test_it_rings_at_go_rest_and_finished_and_nowhere_else() -> None:
    loop = Loop()
    bell, start = loop.bell(), loop.now_ns
    names = ("tick", "go", "halfway", "rest", "rep", "set-done", "finished", "rest-over")
    bell.place(1, [Signal(start + i * 100 * MS, name) for i, name in enumerate(names)])
    loop.until(start + 1000 * MS)
    assert [(at - start) // MS for at in loop.rings] == [100, 300, 600]


def test_clear_cancels_and_the_same_sound_placed_again_rings_once() -> None:
    loop = Loop()
    bell, start = loop.bell(), loop.now_ns
    bell.place(1, [Signal(start + 100 * MS, "go"), Signal(start + 200 * MS, "rest")])
    bell.place(1, [Signal(start + 100 * MS, "go")])
    loop.until(start + 150 * MS)
    bell.clear(2)
    loop.until(start + 500 * MS)
    assert len(loop.rings) == 1


def test_late_rings_are_left_out() -> None:
    loop = Loop()
    bell, start = loop.bell(), loop.now_ns
    bell.place(1, [Signal(start - 151 * MS, "go")])
    bell.place(1, [Signal(start + 100 * MS, "rest")])
    loop.until(start + 100 * MS, late_ns=151 * MS)
    assert loop.rings == []
    bell.place(1, [Signal(loop.now_ns - 149 * MS, "finished")])
    loop.until(loop.now_ns)
    assert len(loop.rings) == 1


def test_volume_zero_is_mute() -> None:
    loop = Loop()
    bell, start = loop.bell(), loop.now_ns
    bell.place(1, [Signal(start + 100 * MS, "go")])
    bell.volume(0.0)
    bell.now("go")
    loop.until(start + 200 * MS)
    assert loop.rings == []
    bell.volume(1.0)
    bell.now("rep")
    bell.now("go")
    assert len(loop.rings) == 1


def test_close_cancels_what_was_to_come() -> None:
    loop = Loop()
    bell, start = loop.bell(), loop.now_ns
    bell.start()
    bell.place(1, [Signal(start + 100 * MS, "go")])
    bell.close()
    loop.until(start + 200 * MS)
    assert loop.rings == []


def test_a_bell_ignores_words() -> None:
    loop = Loop()
    bell, start = loop.bell(), loop.now_ns
    bell.start()
    bell.voice(Voice("en"))
    bell.prepare(["one"])
    bell.place(1, [Signal(start + 100 * MS, "", "First: squat"), Signal(start + 200 * MS, "rep", "one")])
    loop.until(start + 1000 * MS)
    assert loop.rings == []


def test_the_silent_player_takes_every_call() -> None:
    silent: Player = SilentPlayer()
    silent.start()
    silent.place(1, [Signal(1, "go")])
    silent.prepare(["one"])
    silent.voice(Voice("en"))
    silent.now("go")
    silent.volume(2.0)
    silent.clear(2, hush=True)
    silent.close()
