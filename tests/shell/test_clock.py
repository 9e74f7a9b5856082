"""The clock that tells sleep from a clock that was set."""

import time

import pytest

from coach.routine.values import SECOND
from coach.shell.clock import Clock

BOOT = hasattr(time, "CLOCK_BOOTTIME")


@pytest.mark.skipif(not BOOT, reason="the system has no clock since boot")
def test_a_calendar_that_is_set_is_no_sleep_where_the_system_counts_it(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    before, wall = clock.sleepless(), time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: wall() + 3600 * SECOND)
    assert 0 <= Clock().sleepless() - before < 600 * SECOND
    assert 0 <= clock.sleepless() - before < 600 * SECOND


def test_without_a_clock_since_boot_the_calendar_tells_sleep(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(time, "CLOCK_BOOTTIME", raising=False)
    monkeypatch.setattr(time, "time_ns", lambda: 42)
    assert Clock().sleepless() == 42
