"""Runs a workout of the installed command in a pty, records it, and compares it with what the core plans.

What lives here: starting the command on a private sound server, acting at given seconds of the workout, and the
recorded take. What does not: a test, a routine. Seconds count from the first instant of the workout, which is found by
its first sound.
"""

from __future__ import annotations

import os
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import rig
from ear import Heard, Recording
from planned import Comparison, Plan, compare
from processes import children
from pty_app import PtyApp, coach, environment
from stalls import NotTheMachineError

from coach.routine.values import SECOND
from coach.workout.engine.inputs import Input

MS = 1_000_000
GRID_MS = 5.0
"""The largest deviation of the sounds of one part from a common grid."""
PIECE_NS = 50 * MS
"""The longest piece of a torn sound that may be taken for a sound of its own."""
KEY_MS = 60.0
"""The longest time from a key to its effect."""
Act = Callable[[Plan, int], None]


def a_server(folder: Path) -> Iterator[rig.Server]:
    """A running server, for a fixture. Without its programs the test is skipped, or fails if `CI` is set."""
    absent = rig.missing()
    if absent:
        assert "CI" not in os.environ, f"the rig needs {absent}"
        pytest.skip(f"the rig needs {absent}")
    with rig.server(folder) as running:
        yield running


@dataclass
class Take:
    """A recorded workout, compared with its plan."""

    comparison: Comparison
    recordings: list[Recording]
    acted: list[int]
    """The instants of the acts, in order."""

    def silent_after(self, at_ns: int, until_ns: int) -> int:
        """The instant of the last audible sample before `until_ns`, in the recording that has it."""
        recording = next(one for one in self.recordings if one.began_ns <= at_ns < one.instant(len(one.samples)))
        return recording.last_loud_ns(until_ns)


@dataclass
class Aloud:
    """A running workout."""

    app: PtyApp
    server: rig.Server
    routine: Path
    _recorder: rig.Recorder | None
    _recordings: list[Recording] = field(default_factory=list)
    _acts: list[tuple[int, Act]] = field(default_factory=list)
    _first: int = 0
    _origin_ns: int = 0

    def begins(self) -> None:
        """Wait for the first sound, which shows when the workout began."""
        plan = Plan(self.routine)
        plan.go(60 * SECOND)
        assert self._recorder is not None
        self._first = plan.marks[0].at
        self._origin_ns = self._recorder.until_sound(self._first / SECOND + 20) - self._first
        self.server.stalls.forget()

    def at(self, seconds: float) -> None:
        """Wait until a second of the workout."""
        threading.Event().wait(self.left(seconds))

    def left(self, seconds: float) -> float:
        """The seconds left until a second of the workout."""
        assert self._origin_ns, "begins() comes first"
        return (self._origin_ns - time.perf_counter_ns()) / SECOND + seconds

    def press(self, key: str, input_: Input) -> None:
        """Press a key, whose meaning for the plan is `input_`."""
        self._acts.append((self.app.press(key), lambda plan, at: plan.press(at, input_)))

    def mute(self, muted: bool) -> None:
        """Press the key that mutes or unmutes."""
        self._acts.append((self.app.press("m"), lambda plan, at: plan.mute(at, muted)))

    def stop(self, stopping: Callable[[], object]) -> None:
        """Stop the program, for longer than it may be away without a pause."""
        self._acts.append((time.perf_counter_ns(), Plan.stop))
        stopping()

    @property
    def coach(self) -> int:
        """The process id of the program."""
        return next((pid for pid, line in children(self.app.pid).items() if "/coach start" in line), self.app.pid)

    @property
    def helper(self) -> int | None:
        """The process id of the helper; None while there is none."""
        return next((pid for pid, line in children(self.coach).items() if "coach.audio.helper" in line), None)

    def stop_recording(self) -> None:
        """Stop recording, before the server is killed or frozen, which is not to be recorded."""
        if self._recorder is not None:
            self._recordings.append(self._recorder.stop())
            self._recorder = None

    def listen(self) -> None:
        """Record again."""
        self._recorder = rig.Recorder(self.server)

    def recorded_for(self, seconds: float) -> Recording:
        """The recording from the start of the program until a number of seconds after the first sound."""
        assert self._recorder is not None
        self._recorder.until_sound(20)
        self.server.stalls.forget()
        threading.Event().wait(seconds)
        self.stop_recording()
        return self._recordings[0]

    def take(self, seconds: float) -> Take:
        """The take of the workout until one of its seconds.

        Raises:
            NotTheMachineError: a sound was heard that was not planned. A stall makes sounds late, torn or missing, but
                it makes none. A short piece may be what is left of a torn one.
        """
        self.at(seconds)
        self.stop_recording()
        heard: list[Heard] = [each for recording in self._recordings for each in recording.heard()]
        plan = Plan(self.routine)
        origin_ns = (heard[0].at_ns if heard else self._origin_ns + self._first) - self._first
        for at_ns, act in self._acts:
            act(plan, at_ns - origin_ns)
        plan.go(round(seconds * SECOND))
        comparison = compare(plan.marks, heard, origin_ns)
        if whole := [each for each in comparison.extra if each.name != "?" and each.ends_ns - each.at_ns > PIECE_NS]:
            raise NotTheMachineError(f"not planned: {whole}; {comparison}")
        return Take(comparison, self._recordings, [at_ns for at_ns, _ in self._acts])


@contextmanager
def aloud(
    server: rig.Server,
    folder: Path,
    routine: str,
    *options: str,
    shell: str = "",
    extra: dict[str, str] | None = None,
    config: str = "",
) -> Iterator[Aloud]:
    """Start a recorded workout of a routine, given as text; end it afterwards.

    Args:
        options: of `coach start`.
        shell: a script for bash in which $COACH is the command; with job control.
        extra: added to the environment.
        config: added to the settings.
    """
    home = Path(tempfile.mkdtemp(prefix="home", dir=folder))  # what a workout remembers is not for the next
    (home / "config.yaml").write_text(f"keep-awake: off\n{config}")
    file = folder / "heard.yaml"
    file.write_text(routine)
    pulse = {name: value for name, value in server.environment.items() if name.startswith("PULSE_")}
    recorder = rig.Recorder(server)
    command = coach("start", str(file), "--go", *options)
    if shell:
        pulse["COACH"] = " ".join(command)
        command = ["bash", "-c", f"set -m; {shell}"]
    app = PtyApp(command, environment(home, pulse | (extra or {})))
    running = Aloud(app, server, file, recorder)
    try:
        yield running
    finally:
        running.stop_recording()
        if shell:
            os.kill(running.coach, signal.SIGKILL)
        app.close()


def on_the_grid(take: Take, spread_ms: float = GRID_MS, key_ms: float = KEY_MS) -> None:
    """Assert that what is planned is heard, and nothing else, and that the sounds of each part lie on the grid of the
    plan, shifted at most by the time that a key takes."""
    assert not take.comparison.extra and not take.comparison.missing, take.comparison
    for part, late in take.comparison.parts().items():
        middle = sorted(late)[len(late) // 2]
        assert max(abs(each - middle) for each in late) < spread_ms * MS, (part, late)
        assert abs(middle) < (spread_ms + key_ms * (part > 0)) * MS, (part, late)
    assert all(-spread_ms * MS < late < (key_ms + spread_ms) * MS for late in take.comparison.answers())
