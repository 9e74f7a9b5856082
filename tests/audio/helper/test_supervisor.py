"""Which device is used, and what happens when it goes: with devices made of events instead of hardware."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator
from typing import Protocol

import pytest

from coach.audio.helper import supervisor
from coach.audio.helper.backends import BACKENDS, Backend
from coach.audio.helper.output import Opener, Output, OutputError, SoundSource
from coach.audio.helper.reports import ReportWriter
from coach.audio.helper.supervisor import DeviceSupervisor

LIMIT_S = 60.0


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shorter timeouts, so that everything happens in the same order but sooner."""
    monkeypatch.setattr(supervisor, "OPEN_TIMEOUT_S", LIMIT_S)
    monkeypatch.setattr(supervisor, "RETRY_S", 0.05)
    monkeypatch.setattr(supervisor, "POLL_S", 0.01)


class Reported(ReportWriter):
    """A ReportWriter that keeps its reports for a test."""

    def __init__(self) -> None:
        super().__init__(-1)
        self.reports: queue.Queue[dict[str, object]] = queue.Queue()
        self.tried: list[str] = []

    def send(self, say: str, **fields: object) -> None:
        if say == "trying":
            self.tried.append(str(fields["backend"]))
        else:
            self.reports.put({"say": say, **fields})

    def next(self) -> tuple[object, ...]:
        report = self.reports.get(timeout=LIMIT_S)
        return tuple(report[key] for key in ("say", "backend", "message") if key in report)


class Device:
    """A device that a test can break."""

    block_ms, latency_ns, measured, sink = 20, 15_000_000, False, "speakers"

    def __init__(self, name: str) -> None:
        self.detail = name
        self.asked = threading.Event()
        self.works = True
        self.hushed = threading.Event()
        self.retired = threading.Event()
        self.closed = threading.Event()
        self.may_close = threading.Event()
        self.may_close.set()

    def alive(self, now_ns: int) -> bool:
        return self.works

    def hush(self) -> None:
        self.hushed.set()

    def measure(self) -> None:
        self.asked.set()

    def retire(self) -> None:
        self.retired.set()

    def close(self) -> None:
        self.may_close.wait(LIMIT_S)
        self.closed.set()


class Keep(Protocol):
    """Starts a supervisor of back ends by name, the best first."""

    def __call__(
        self,
        reported: Reported,
        limits: Callable[[str], str] = ...,
        clock: Callable[[], int] = ...,
        **openers: Callable[[], Output],
    ) -> DeviceSupervisor: ...


@pytest.fixture
def kept() -> Iterator[Keep]:
    running: list[DeviceSupervisor] = []

    def keep(
        reported: Reported,
        limits: Callable[[str], str] = lambda _: "",
        clock: Callable[[], int] = time.perf_counter_ns,
        **openers: Callable[[], Output],
    ) -> DeviceSupervisor:
        def find(name: str) -> Opener:
            return lambda _: openers[name]()

        running.append(DeviceSupervisor(SoundSource(), "auto", reported, find, lambda _: list(openers), limits, clock))
        running[-1].start()
        return running[-1]

    yield keep
    for one in running:
        one.stop()
        one.join(LIMIT_S)
        assert not one.is_alive()


class Socket:
    """A place to plug a device in: opens that device, or fails if there is none."""

    def __init__(self, device: Device | None = None) -> None:
        self.device = device
        self.asked = threading.Semaphore(0)

    def __call__(self) -> Device:
        self.asked.release()
        if self.device is None:
            raise OutputError("no device")
        return self.device


def test_the_first_back_end_that_opens_is_used(kept: Keep) -> None:
    reported = Reported()
    kept(reported, best=Socket(Device("card")), lesser=Socket(Device("player")))
    assert reported.next() == ("ready", "best", "card")


def test_a_lesser_back_end_says_why_it_is_used(kept: Keep) -> None:
    reported = Reported()
    kept(reported, best=Socket(), lesser=Socket(Device("player")))
    assert reported.next() == ("ready", "lesser", "player (best: no device)")


def test_an_open_device_is_measured_and_described(kept: Keep, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "MEASURE_S", 0.0)
    reported, device = Reported(), Device("card")
    keeping = kept(reported, lambda _: "it hums", best=Socket(device))
    assert reported.next() == ("ready", "best", "card (it hums)")
    assert device.asked.wait(LIMIT_S)
    described = keeping.describe()
    assert (described["backend"], described["device"], described["latency_ms"]) == ("best", "card", 15.0)
    assert described["sink"] == "speakers"
    device.works = False
    assert reported.next() == ("lost", "best")


def test_without_a_device_the_description_says_why(kept: Keep) -> None:
    reported = Reported()
    keeping = kept(reported, best=Socket())
    reported.next()
    described = keeping.describe()
    assert described["backend"] is None and described["trouble"] == "best: no device"


def test_a_missing_device_is_reported_once_and_used_when_it_comes(kept: Keep) -> None:
    reported, socket = Reported(), Socket()
    kept(reported, best=socket)
    assert reported.next() == ("trouble", "best", "best: no device")
    for _ in range(4):
        assert socket.asked.acquire(timeout=LIMIT_S)
    assert reported.reports.empty()
    socket.device = Device("card")
    assert reported.next() == ("ready", "best", "card")


def test_a_lost_device_is_released_and_reopened(kept: Keep) -> None:
    reported, first, second = Reported(), Device("first"), Device("second")
    socket = Socket(first)
    kept(reported, best=socket)
    assert reported.next() == ("ready", "best", "first")
    socket.device = second
    first.works = False
    assert reported.next() == ("lost", "best")
    assert reported.next() == ("ready", "best", "second")
    assert first.retired.is_set()
    assert first.closed.wait(LIMIT_S)


def test_a_device_that_hangs_on_close_delays_nothing(kept: Keep) -> None:
    reported, first, second = Reported(), Device("first"), Device("second")
    first.may_close.clear()
    socket = Socket(first)
    kept(reported, best=socket)
    assert reported.next() == ("ready", "best", "first")
    socket.device = second
    first.works = False
    assert reported.next() == ("lost", "best")
    assert reported.next() == ("ready", "best", "second")
    assert not first.closed.is_set()
    first.may_close.set()


def test_a_device_that_hangs_on_open_is_tried_once_and_used_when_it_opens(
    kept: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "OPEN_TIMEOUT_S", 0.3)
    reported, thawed, attempts = Reported(), threading.Event(), []

    def frozen() -> Device:
        attempts.append(1)
        assert thawed.wait(LIMIT_S)
        return Device("card")

    second = Socket()
    kept(reported, best=frozen, lesser=second)
    assert reported.next() == ("trouble", "best", "best: it does not answer")
    for _ in range(3):
        assert second.asked.acquire(timeout=LIMIT_S)
    thawed.set()
    assert reported.next() == ("ready", "best", "card")
    assert len(attempts) == 1


def test_a_better_back_end_that_comes_back_takes_over(kept: Keep, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "UPGRADE_S", 0.05)
    reported, best = Reported(), Socket()
    kept(reported, best=best, lesser=Socket(Device("player")))
    assert reported.next() == ("ready", "lesser", "player (best: no device)")
    best.device = Device("card")
    assert reported.next() == ("ready", "best", "card")


def test_the_latency_is_measured_again(kept: Keep, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "MEASURE_S", 0.0)
    monkeypatch.setattr(supervisor, "MEASURE_AGAIN_S", 0.0)
    reported, device = Reported(), Device("card")
    kept(reported, best=Socket(device))
    for _ in range(2):
        assert device.asked.wait(LIMIT_S)
        device.asked.clear()


class Suspended(Device):
    """A device, and the clock of its process, which is suspended for an hour once."""

    def __init__(self) -> None:
        super().__init__("card")
        self.now_ns = self.served_ns = 0
        self.suspended, self.resumed = False, threading.Event()

    def __call__(self) -> int:
        """The time: a little later each time it is read, and once an hour later."""
        if self.now_ns > 10**9 and not self.suspended:
            self.suspended, self.now_ns = True, self.now_ns + 3600 * 10**9
        else:
            self.now_ns = self.served_ns = self.now_ns + 10**7
        if self.now_ns > 3602 * 10**9:
            self.resumed.set()
        return self.now_ns

    def alive(self, now_ns: int) -> bool:
        return now_ns - self.served_ns < 600_000_000


def test_a_device_is_not_lost_because_this_process_was_suspended(kept: Keep) -> None:
    """The lid was closed: the stream has not been served for an hour, but will be in a moment."""
    reported, device = Reported(), Suspended()
    kept(reported, clock=device, best=Socket(device))
    assert reported.next() == ("ready", "best", "card")
    assert device.resumed.wait(LIMIT_S)
    assert reported.reports.empty()


def test_a_better_back_end_that_hung_takes_over_when_it_opens(kept: Keep, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "OPEN_TIMEOUT_S", 0.3)
    reported, thawed, player = Reported(), threading.Event(), Device("player")

    def frozen() -> Device:
        assert thawed.wait(LIMIT_S)
        return Device("card")

    kept(reported, best=frozen, lesser=Socket(player))
    assert reported.next() == ("ready", "lesser", "player (best: it does not answer)")
    thawed.set()
    assert reported.next() == ("ready", "best", "card")
    assert player.retired.is_set()


def test_a_library_that_raises_anything_is_only_trouble(kept: Keep) -> None:
    reported = Reported()

    def broken() -> Device:
        raise RuntimeError("what a library may say")

    kept(reported, best=broken)
    assert reported.next() == ("trouble", "best", "best: RuntimeError: what a library may say")


def test_a_library_that_is_not_installed_is_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(BACKENDS, "absent", Backend("absent", "no_such_module:open_absent", "", "absent"))
    reported = Reported()
    running = DeviceSupervisor(SoundSource(), "absent", reported)
    running.start()
    kind, backend, message = reported.next()
    running.stop()
    running.join(LIMIT_S)
    assert (kind, backend) == ("trouble", "absent")
    assert "not installed" in str(message)


def test_hush_reaches_the_open_device(kept: Keep) -> None:
    reported, device = Reported(), Device("card")
    running = kept(reported, best=Socket(device))
    running.hush()
    assert reported.next() == ("ready", "best", "card")
    running.hush()
    assert device.hushed.is_set()
