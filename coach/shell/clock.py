"""The clock of a workout, passed in as a value: the screens read the time from it alone.

Three readings, all integer nanoseconds. `real` is `time.perf_counter_ns()`, the clock that the audio helper shares;
`sleepless` runs on while the machine sleeps: the clock since boot, or where there is none the calendar's, which a
person may set; `now` is the session's: the real one at `--speed`, plus what passed while the machine slept.
`--speed` lives here and nowhere else.
"""

import time
from collections.abc import Callable
from functools import partial
from typing import Final

Reading = Callable[[], int]

SILENT_ABOVE: Final = 4.0
"""The speed above which a rehearsal is silent."""


def sleepless_reading() -> Reading:
    """Reads the clock since boot, where the system has one that counts sleep (Linux), else the calendar's."""
    boot: int | None = getattr(time, "CLOCK_BOOTTIME", None)
    return time.time_ns if boot is None else partial(time.clock_gettime_ns, boot)


class Clock:
    """Session time from real time.

    Args:
        speed: how many times faster than real the session's time runs.
        real: reads the steady clock, ns.
        sleepless: reads a clock that runs on while the machine sleeps, ns.
    """

    def __init__(
        self, speed: float = 1.0, real: Reading = time.perf_counter_ns, sleepless: Reading | None = None
    ) -> None:
        self.speed = speed
        self.real, self.sleepless = real, sleepless or sleepless_reading()
        self._origin = real()
        self._slept = 0

    def now(self) -> int:
        """The session's instant."""
        return self._at(self.real())

    def soon(self, real_ns: int) -> int:
        """The session's instant when `real_ns` more of real time will have gone by."""
        return self._at(self.real() + real_ns)

    def real_at(self, now: int) -> int:
        """The real instant at which the session's is `now`."""
        return self._origin - self._slept + round((now - self._origin) / self.speed)

    def sleep(self, real_ns: int) -> None:
        """Adds time for which the machine slept and the steady clock stood still: it passed for the session too."""
        self._slept += real_ns

    def _at(self, real: int) -> int:
        return self._origin + round((real + self._slept - self._origin) * self.speed)
