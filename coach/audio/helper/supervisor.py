"""Keeps a device open: tries the back ends in order, watches the one that opened, and reopens when it is lost.

What lives here: timeouts and the order of attempts. What does not: how any device works. Opening and closing may hang
for as long as a sound server is frozen, so each happens in a thread of its own. An attempt that hangs is not repeated
beside itself, and if it succeeds after all, its output is used.
"""

from __future__ import annotations

import threading
import time
import traceback
from collections.abc import Callable, Sequence

from coach.audio.helper import backends
from coach.audio.helper.output import Opener, Output, OutputError, SoundSource
from coach.audio.helper.reports import ReportWriter

OPEN_TIMEOUT_S = 1.5
"""How long to wait for a device to open before trying the next."""
RETRY_S = 2.0
"""How often to try again while no device opens: one that returns is audible within five seconds."""
UPGRADE_S = 30.0
"""How often to try the better back ends while a lesser one plays."""
POLL_S = 0.25
MEASURE_S = 0.7
"""From opening a device to the first measurement of its latency, by when its buffer has settled."""
MEASURE_AGAIN_S = 60.0
"""Between later measurements: the user may have plugged in headphones."""

EXCLUDED = "it ended the audio helper"


class OpenAttempt(threading.Thread):
    """One attempt to open a back end. `done` is set once either `output` or `reason` is known."""

    def __init__(self, find: Callable[[], Opener], source: SoundSource, wake: threading.Event) -> None:
        super().__init__(name="open", daemon=True)
        self._find = find
        self._source = source
        self._wake = wake
        self.done = threading.Event()
        self.output: Output | None = None
        self.reason = ""

    def run(self) -> None:
        try:
            self.output = self._find()(self._source)
        except OutputError as error:
            self.reason = str(error)
        except ImportError as error:
            self.reason = f"it is not installed ({error})"
        except Exception as error:
            traceback.print_exc()
            self.reason = f"{type(error).__name__}: {error}"
        self.done.set()
        self._wake.set()


class DeviceSupervisor(threading.Thread):
    """Runs until `stop`, or until the process ends."""

    def __init__(
        self,
        source: SoundSource,
        choice: str,
        reports: ReportWriter,
        find: Callable[[str], Opener] = backends.opener,
        candidates: Callable[[str], list[str]] = backends.candidates,
        limits: Callable[[str], str] = backends.limits,
        clock: Callable[[], int] = time.perf_counter_ns,
        without: Sequence[str] = (),
    ) -> None:
        """`without` names back ends that have ended helpers, for the reasons; `candidates` must not return them."""
        super().__init__(name="supervisor", daemon=True)
        self._source = source
        self._names = candidates(choice)
        self._reports = reports
        self._excluded = [f"{name}: {EXCLUDED}" for name in without]
        self._find = find
        self._limits = limits
        self._clock = clock
        self._wake = threading.Event()
        self._attempts: dict[str, OpenAttempt] = {}
        self._output: Output | None = None
        self._playing = ""
        self._measuring: threading.Thread | None = None
        self._reported = ""
        self._stopped = False

    def describe(self) -> dict[str, object]:
        """What plays, and what else could, as fields of the description in `reports`."""
        output, name = self._output, self._playing
        others = {other: lacks for other, lacks in backends.lacking().items() if other != name}
        if output is None:
            return {"backend": None, "device": None, "others": others, "trouble": self._reported}
        return {
            "backend": name,
            "device": output.detail,
            "sink": output.sink,
            "block_ms": output.block_ms,
            "latency_ms": output.latency_ns / 1e6,
            "measured": output.measured,
            "cannot": self._limits(name),
            "others": others,
        }

    def hush(self) -> None:
        """Cut off what is playing. May be called from any thread."""
        output = self._output
        if output is not None:
            output.hush()

    def stop(self) -> None:
        """Cut off what is playing and stop watching; the process gives the device back when it ends."""
        self._stopped = True
        self.hush()
        self._wake.set()

    def run(self) -> None:
        while not self._stopped:
            reasons = list(self._excluded)
            name = self._open_first(self._names, reasons)
            if name is None:
                self._report_trouble(reasons)
                self._wake.clear()
                # An attempt that has finished meanwhile must not wait for the next round.
                if not any(attempt.done.is_set() for attempt in self._attempts.values()):
                    self._wake.wait(RETRY_S)
                continue
            while name is not None:
                name = self._watch(name, reasons)

    def _open_first(self, names: list[str], reasons: list[str]) -> str | None:
        """Open the first back end that opens, and return its name; add to `reasons` why those before it did not."""
        for name in names:
            attempt = self._attempts.get(name)
            if attempt is None:
                attempt = OpenAttempt(lambda name=name: self._find(name), self._source, self._wake)  # type: ignore[misc]
                self._attempts[name] = attempt
                if not backends.runs_programs(name):
                    self._reports.send("trying", backend=name)
                attempt.start()
            if not attempt.done.wait(OPEN_TIMEOUT_S):
                reasons.append(f"{name}: it does not answer")
                continue
            del self._attempts[name]
            if attempt.output is not None:
                self._playing, self._output = name, attempt.output
                return name
            reasons.append(f"{name}: {attempt.reason}")
        return None

    def _watch(self, name: str, reasons: list[str]) -> str | None:
        """Watch the open device until it is lost (None), or a better one has replaced it (that one's name)."""
        output = self._output
        assert output is not None
        self._reported = ""
        remarks = [*reasons, *filter(None, [self._limits(name)])]
        because = f" ({'; '.join(remarks)})" if remarks else ""
        self._reports.send("ready", backend=name, message=output.detail + because, detail="; ".join(reasons))
        better = self._names[: self._names.index(name)]
        tried_ns = polled_ns = self._clock()
        measure_ns = tried_ns + int(MEASURE_S * 1e9)
        self._wake.clear()
        while not self._stopped:
            woken = self._wake.wait(POLL_S)
            self._wake.clear()
            now_ns = self._clock()
            suspended, polled_ns = now_ns - polled_ns > 4 * POLL_S * 1e9, now_ns
            # If this process was suspended, so was its device: poll once more before declaring it dead.
            if not suspended and not output.alive(now_ns):
                self._leave(output)
                self._reports.send("lost", backend=name)
                return None
            if now_ns >= measure_ns:
                measure_ns = now_ns + int(MEASURE_AGAIN_S * 1e9)
                self._measure(output)
            if better and (woken or now_ns - tried_ns > UPGRADE_S * 1e9):
                tried_ns = now_ns
                again: list[str] = []
                found = self._open_first(better, again)
                if found is not None:
                    self._leave(output)
                    reasons[:] = again
                    return found
        return None

    def _measure(self, output: Output) -> None:
        """Start a measurement, unless one is still running."""
        if self._measuring is None or not self._measuring.is_alive():
            self._measuring = threading.Thread(target=output.measure, name="measure", daemon=True)
            self._measuring.start()

    def _leave(self, output: Output) -> None:
        """Stop using a device, without waiting until it is closed."""
        output.retire()
        if self._output is output:
            self._output = None
        threading.Thread(target=output.close, name="close", daemon=True).start()

    def _report_trouble(self, reasons: list[str]) -> None:
        # Only the first reason counts as news: the ones of lesser back ends vary from attempt to attempt.
        if reasons[0] != self._reported:
            self._reported = reasons[0]
            self._reports.send("trouble", backend=self._names[0], message=reasons[0], detail="; ".join(reasons))
