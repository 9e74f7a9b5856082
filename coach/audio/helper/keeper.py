"""Keeps a device open: tries the back ends in order, watches the one that opened, and opens anew when it is lost.

What lives here: patience and order. What does not: how any device works. Opening and closing may hang for as long as a
sound server is frozen, so each happens in a thread of its own; one that hangs is not tried a second time beside
itself, and when it comes through after all, what it opened is used.
"""

from __future__ import annotations

import threading
import time
import traceback
from collections.abc import Callable, Sequence

from coach.audio.helper import backends
from coach.audio.helper.output import Opener, Output, OutputError, Stage
from coach.audio.helper.reports import Reports

OPEN_S = 1.5
"""How long to wait for a device to open before trying the next."""
PROBE_S = 2.0
"""How often to try when there is none: a device that comes back sounds within five seconds."""
BETTER_S = 30.0
"""How often to try the better ones while a lesser one plays."""
WATCH_S = 0.25
MEASURE_S = 0.7
"""How long after its opening a device's latency is measured first: its buffer has settled."""
MEASURE_AGAIN_S = 60.0
"""How often after that: headphones may have come in between."""

LEFT_OUT = "it ended the audio helper"


class Opening(threading.Thread):
    """One attempt to open a back end; `done` is set when either `output` or `reason` is known."""

    def __init__(self, find: Callable[[], Opener], stage: Stage, wake: threading.Event) -> None:
        super().__init__(name="opening", daemon=True)
        self._find = find
        self._stage = stage
        self._wake = wake
        self.done = threading.Event()
        self.output: Output | None = None
        self.reason = ""

    def run(self) -> None:
        try:
            self.output = self._find()(self._stage)
        except OutputError as error:
            self.reason = str(error)
        except ImportError as error:
            self.reason = f"it is not installed ({error})"
        except Exception as error:
            traceback.print_exc()
            self.reason = f"{type(error).__name__}: {error}"
        self.done.set()
        self._wake.set()


class Keeper(threading.Thread):
    """Runs until `stop`, or as long as the process does."""

    def __init__(
        self,
        stage: Stage,
        choice: str,
        reports: Reports,
        find: Callable[[str], Opener] = backends.opener,
        candidates: Callable[[str], list[str]] = backends.candidates,
        limits: Callable[[str], str] = backends.limits,
        without: Sequence[str] = (),
    ) -> None:
        """`without` names those that are left out, as they end the whole process; `candidates` leaves them out."""
        super().__init__(name="keeper", daemon=True)
        self._stage = stage
        self._names = candidates(choice)
        self._reports = reports
        self._left_out = [f"{name}: {LEFT_OUT}" for name in without]
        self._find = find
        self._limits = limits
        self._wake = threading.Event()
        self._openings: dict[str, Opening] = {}
        self._output: Output | None = None
        self._playing = ""
        self._measuring: threading.Thread | None = None
        self._told = ""
        self._stopped = False

    def describe(self) -> dict[str, object]:
        """What plays, and what else could; the words of `reports`."""
        output, name = self._output, self._playing
        others = {other: lacks for other, lacks in backends.lacking().items() if other != name}
        if output is None:
            return {"backend": None, "device": None, "others": others, "trouble": self._told}
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
        """End what sounds, now; from any thread."""
        output = self._output
        if output is not None:
            output.hush()

    def stop(self) -> None:
        """End what sounds and watch no longer; the device goes with the process."""
        self._stopped = True
        self.hush()
        self._wake.set()

    def run(self) -> None:
        while not self._stopped:
            reasons = list(self._left_out)
            name = self._open_first(self._names, reasons)
            if name is None:
                self._trouble(reasons)
                self._wake.clear()
                # Only those that hung are left here: one that has come through by now is not to be slept over.
                if not any(opening.done.is_set() for opening in self._openings.values()):
                    self._wake.wait(PROBE_S)
                continue
            while name is not None:
                name = self._mind(name, reasons)

    def _open_first(self, names: list[str], reasons: list[str]) -> str | None:
        """Open the first back end that opens, and give its name; why others did not goes into `reasons`."""
        for name in names:
            opening = self._openings.get(name)
            if opening is None:
                opening = Opening(lambda name=name: self._find(name), self._stage, self._wake)  # type: ignore[misc]
                self._openings[name] = opening
                if not backends.runs_programs(name):
                    self._reports.say("trying", backend=name)
                opening.start()
            if not opening.done.wait(OPEN_S):
                reasons.append(f"{name}: it does not answer")
                continue
            del self._openings[name]
            if opening.output is not None:
                self._output = opening.output
                return name
            reasons.append(f"{name}: {opening.reason}")
        return None

    def _mind(self, name: str, reasons: list[str]) -> str | None:
        """Watch the open device until it is lost (None), or a better one has taken its place (that one's name)."""
        output = self._output
        assert output is not None
        self._told, self._playing = "", name
        remarks = [*reasons, *filter(None, [self._limits(name)])]
        because = f" ({'; '.join(remarks)})" if remarks else ""
        self._reports.say("ready", backend=name, message=output.detail + because, detail="; ".join(reasons))
        better = self._names[: self._names.index(name)]
        tried_ns = looked_ns = time.perf_counter_ns()
        measure_ns = tried_ns + int(MEASURE_S * 1e9)
        self._wake.clear()
        while not self._stopped:
            woken = self._wake.wait(WATCH_S)
            self._wake.clear()
            now_ns = time.perf_counter_ns()
            stopped, looked_ns = now_ns - looked_ns > 4 * WATCH_S * 1e9, now_ns
            # After a halt of this very process its device has not been asked either: look again a little later.
            if not stopped and not output.alive(now_ns):
                self._part(output)
                self._reports.say("lost", backend=name)
                return None
            if now_ns >= measure_ns:
                measure_ns = now_ns + int(MEASURE_AGAIN_S * 1e9)
                self._measure(output)
            if better and (woken or now_ns - tried_ns > BETTER_S * 1e9):
                tried_ns = now_ns
                again: list[str] = []
                found = self._open_first(better, again)
                if found is not None:
                    self._part(output)
                    reasons[:] = again
                    return found
        return None

    def _measure(self, output: Output) -> None:
        """Without waiting for it, and never twice at a time."""
        if self._measuring is None or not self._measuring.is_alive():
            self._measuring = threading.Thread(target=output.measure, name="measuring", daemon=True)
            self._measuring.start()

    def _part(self, output: Output) -> None:
        """Leave a device, without waiting for it."""
        output.retire()
        if self._output is output:
            self._output = None
        threading.Thread(target=output.close, name="closing", daemon=True).start()

    def _trouble(self, reasons: list[str]) -> None:
        # The first is the one that is meant to work; what the lesser ones say varies from probe to probe.
        if reasons[0] != self._told:
            self._told = reasons[0]
            self._reports.say("trouble", backend=self._names[0], message=reasons[0], detail="; ".join(reasons))
