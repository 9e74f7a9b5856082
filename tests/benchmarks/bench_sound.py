"""What a listener hears, against the plan: exactness in four conditions, keys, the screen, the helper's share.

Run by hand; Linux with PulseAudio only. The installed command leads workouts on a sound server of this script's own,
whose sink is recorded; the plan is the core's. Beside the figures stands a floor of the same run: a bare miniaudio
stream that plays a tick each second, recorded and measured in the same way.
"""

import argparse
import contextlib
import math
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from statistics import linear_regression, median

import rig
from aloud import Aloud, aloud
from measuring import HERE, verdict
from planned import Comparison
from processes import descendants, processor_s
from pty_app import Lines, NotInTimeError
from stalls import Stalls

from coach.workout.engine.inputs import Count, Input, Pause, Resume, Skip

MS, SECOND = 1e6, 1_000_000_000
SETS_A_MINUTE, EVENTS_A_MINUTE = 5, 40
STALL_S = 0.3
"""How long the interface is stopped, or its interpreter held; every one to three seconds."""
LIMITS_MS = {"p99": 3.0, "max": 4.0, "stretch": 1.0, "drift": 2.0, "cancel": 100.0, "key": 60.0, "shown": 40.0}
SHARE_LIMIT = 2.5
HOLDS = """
import sys
if any(word.endswith("/coach") for word in sys.orig_argv):
    import ctypes, random, threading, time
    def hold(usleep=ctypes.PyDLL(None).usleep, chance=random.Random(5)):
        while True:
            time.sleep(chance.uniform(1, 3))
            usleep(300_000)
    threading.Thread(target=hold, daemon=True).start()
"""
"""A sitecustomize that holds the interface's interpreter, and not the helper's: PyDLL keeps the lock while it calls."""
START = "name: Sound\ndefaults: {get-ready: 4s, rest: 6s}\nblocks:\n  - exercises:\n"


@dataclass
class Run:
    """What came of a workout."""

    name: str
    comparison: Comparison
    shown: list[int] = field(default_factory=list)
    """The instants at which the screen said WORK."""
    longest_gap_ns: int = 0
    longest_wait_ns: int = 0

    @property
    def late_ms(self) -> list[float]:
        """Lateness of each sound, the constant taken out."""
        late = [self.comparison.late_ns(mark, heard) / MS for mark, heard in self.comparison.pairs]
        return [each - median(late) for each in late]

    @property
    def stretches_ms(self) -> list[float]:
        """How much the distance between two sounds a second apart was not a second."""
        marks = [mark.at for mark, _ in self.comparison.pairs]
        late = self.late_ms
        return [abs(late[i + 1] - late[i]) for i in range(len(late) - 1) if marks[i + 1] - marks[i] <= SECOND]

    @property
    def drift_ms(self) -> float:
        """How much later it was at the end than at the beginning, by the line through all."""
        at = [mark.at / SECOND for mark, _ in self.comparison.pairs]
        return float(linear_regression(at, self.late_ms).slope * (at[-1] - at[0]))


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that so great a share of them does not exceed."""
    return sorted(values)[math.ceil(share * len(values)) - 1]


# The conditions


@contextmanager
def quiet(_: Aloud | None) -> Iterator[None]:
    """Nothing else happens."""
    yield


@contextmanager
def busy(_: Aloud | None) -> Iterator[None]:
    """Every core has something to do all the time.

    Each in a session of its own, as programs that a person has started are. Kernels that share out processors by
    session can leave all others without one for up to a second where one session has a thread spinning on every core;
    then a bare stream is torn too, and nothing is learnt.
    """
    command = [sys.executable, "-c", "import os\nparent = os.getppid()\nwhile os.getppid() == parent: pass"]
    spinning = [subprocess.Popen(command, start_new_session=True) for _ in range(os.cpu_count() or 1)]
    try:
        yield
    finally:
        for process in spinning:
            process.kill()
            process.wait()


@contextmanager
def stalled(workout: Aloud | None) -> Iterator[None]:
    """The interface stands still now and then."""
    assert workout is not None
    over, chance, pid = threading.Event(), random.Random(4), workout.coach

    def stall() -> None:
        while not over.wait(chance.uniform(1, 3)):
            os.kill(pid, signal.SIGSTOP)
            time.sleep(STALL_S)
            os.kill(pid, signal.SIGCONT)

    thread = threading.Thread(target=stall)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


CONDITIONS = {"quiet": quiet, "both cores busy": busy, "UI stalled 300 ms": stalled, "GIL held 300 ms": quiet}


def led(folder: Path, name: str, minutes: float) -> Run:
    """A workout of intervals in one condition."""
    sets = math.ceil(minutes * SETS_A_MINUTE) + 1
    routine = START + "".join(
        f"      - {{exercise: plank, work: 6s, sets: {min(20, sets - done)}}}\n" for done in range(0, sets, 20)
    )
    extra = {}
    if name.startswith("GIL"):
        (folder / "sitecustomize.py").write_text(HOLDS)
        extra = {"PYTHONPATH": str(folder)}
    with rig.server(folder) as server, aloud(server, folder, routine, "--audio", "miniaudio", extra=extra) as workout:
        workout.begins()
        program = workout.coach
        with closing(Stalls(lambda: [program, *descendants(program)])) as waits:
            with CONDITIONS[name](workout):
                shown = works(workout, minutes * 60 + 4)
            take = workout.take(minutes * 60 + 4.6)
        return Run(name, take.comparison, shown, server.stalls.longest_gap_ns, waits.longest_wait_ns)


def working(lines: Lines) -> bool:
    """Whether the stage on the screen is WORK."""
    return any(" WORK" in line for line in lines)


def works(workout: Aloud, seconds: float) -> list[int]:
    """Watch the screen until a second of the workout; the instants at which it came to say WORK."""
    shown: list[int] = []
    wanted: Callable[[Lines], bool] = working
    while (left := workout.left(seconds)) > 0:
        with contextlib.suppress(NotInTimeError):
            at_ns = workout.app.wait_for(wanted, "the stage", min(left, 15))
            shown += [at_ns] if wanted is working else []
            wanted = (lambda lines: not working(lines)) if wanted is working else working
    return shown


# Keys


def pressed(folder: Path, items: str, acts: Sequence[tuple[float, str, Input]], until_s: float) -> Iterator[float]:
    """ms from each key of a workout to its last audible sample before the next key that follows."""
    with rig.server(folder) as server, aloud(server, folder, START + items, "--audio", "miniaudio") as workout:
        workout.begins()
        for at, key, input_ in acts:
            workout.at(at)
            workout.press(key, input_)
        take = workout.take(until_s)
    [recording] = take.recordings
    for at_ns in take.acted:
        yield (recording.last_loud_ns(at_ns + SECOND // 2) - at_ns) / MS


def pauses(folder: Path, count: int) -> list[float]:
    """ms from a pause within "go" to silence.

    A key goes on only 0.7 s after one that paused; each turn is longer than its 4.9 s by what keys take to arrive.
    """
    acts: list[tuple[float, str, Input]] = []
    for turn in range(count):
        acts += [(4.25 + 4.915 * turn, " ", Pause()), (5.15 + 4.915 * turn, " ", Resume())]
    return list(pressed(folder, "      - {exercise: plank, work: 60s}\n", acts, 4.915 * count + 3))[::2]


def skips(folder: Path, count: int) -> list[float]:
    """ms from a skip within "switch" to silence; a READY follows, that is silent at first."""
    item = f"      - {{exercise: side-plank, work: 8s, sides: alternate, sets: {count + 1}}}\n"
    return list(pressed(folder, item, [(8.1 + 8.1 * turn, "s", Skip()) for turn in range(count)], 8.1 * count + 2))


def counts(folder: Path, count: int) -> list[float]:
    """ms from the key that counts a rep to the first audible sample."""
    item = "      - {exercise: push-up, reps: 200}\n"
    with rig.server(folder) as server, aloud(server, folder, START + item, "--audio", "miniaudio") as workout:
        workout.begins()
        for turn in range(count):
            workout.at(5 + 0.713 * turn)
            workout.press(".", Count())
        take = workout.take(6 + 0.713 * count)
    heard = [heard.at_ns for mark, heard in take.comparison.pairs if mark.name == "rep"]
    return [(at - key) / MS for at, key in zip(heard, take.acted, strict=True)]


# The helper's share, and floors


def shares(folder: Path, seconds: float) -> tuple[float, float]:
    """Per cent of a core: the helper with its silent stream, and the bare stream."""
    item = "      - {exercise: plank, work: 300s}\n"
    with rig.server(folder) as server:
        with aloud(server, folder, START + item, "--audio", "miniaudio") as workout:
            workout.begins()
            workout.stop_recording()
            workout.at(6)
            helper = workout.helper
            assert helper is not None
            ours = share(helper, seconds)
        with ticking(server) as process:
            time.sleep(2)
            return ours, share(process.pid, seconds)


def share(pid: int, seconds: float) -> float:
    """Per cent of a core that a process takes."""
    used, began = processor_s(pid), time.perf_counter()
    time.sleep(seconds)
    return 100 * (processor_s(pid) - used) / (time.perf_counter() - began)


@contextmanager
def ticking(server: rig.Server) -> Iterator[subprocess.Popen[bytes]]:
    """The bare stream, playing."""
    command = [sys.executable, str(HERE / "ticking.py"), str(rig.SOUNDS / "tick.wav")]
    process = subprocess.Popen(command, env=server.environment, start_new_session=True)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def floor(folder: Path, name: str, seconds: float) -> str:
    """The bare stream's figures in a condition; it does not include the stalls of the workout."""
    with rig.server(folder) as server:
        recorder = rig.Recorder(server)
        with ticking(server), CONDITIONS[name](None):
            recorder.until_sound(10)
            time.sleep(seconds)
            heard = [each for each in recorder.stop().heard(["tick"]) if each.name != "?"]
    # The first blocks of a stream are taken at once, and heard when the server begins: its grid is settled after that.
    late = [(each.at_ns - heard[0].at_ns) / MS % 1000 for each in heard][2:]
    late = [each - 1000 if each > 500 else each for each in late]
    errors = [abs(each - median(late)) for each in late]
    return (
        f"floor, {name}: a bare stream that ticks each second, {len(late)} s: onset error p50 "
        f"{percentile(errors, 0.5):.2f}, p99 {percentile(errors, 0.99):.2f}, max {max(errors):.2f} ms; stretch "
        f"{max(abs(two - one) for one, two in pairwise(late)):.2f} ms; drift {late[-1] - late[0]:+.2f} ms"
    )


# Printing


def figure(what: str, value: float, limit: float, unit: str = "ms", note: str = "") -> None:
    """A line."""
    print(f"  {what:52} {value:7.2f} {unit}  {verdict(value, limit)}{note}")


def reported(run: Run) -> None:
    """A condition's lines."""
    late, stretches = [abs(each) for each in run.late_ms], run.stretches_ms
    print(
        f"{run.name}: {len(late)} sounds; the recorder's longest gap {run.longest_gap_ns / MS:.0f} ms, "
        f"the program's longest wait for a processor {run.longest_wait_ns / MS:.0f} ms"
    )
    print(f"  {'onset error against the plan, p50':52} {percentile(late, 0.5):7.2f} ms")
    figure("onset error against the plan, p99", percentile(late, 0.99), LIMITS_MS["p99"])
    figure("onset error against the plan, maximum", max(late), LIMITS_MS["max"])
    figure("stretch between two beeps of a stage, maximum", max(stretches), LIMITS_MS["stretch"])
    figure("drift over the run", abs(run.drift_ms), LIMITS_MS["drift"])
    print_errors(run)


def print_errors(run: Run) -> None:
    """What was missing and what was too much, each with its second."""
    for mark in run.comparison.missing:
        print(f"  missing: {mark.name} at {mark.at / SECOND:.3f} s")
    for heard in run.comparison.extra:
        at_s = (heard.at_ns - run.comparison.origin_ns) / SECOND
        print(f"  extra: {heard.name} at {at_s:.3f} s, likeness {heard.likeness:.2f}")


def print_shown(run: Run) -> None:
    """Heard against shown: the constant is part of it."""
    end = max(run.shown) + SECOND  # a "go" at the end of the recording is not shown any more
    goes = [heard.at_ns for mark, heard in run.comparison.pairs if mark.name == "go" and heard.at_ns < end]
    apart = [min((heard - shown for shown in run.shown), key=abs) / MS for heard in goes]
    print(
        f"heard against shown ({run.name}): {len(goes)} times go; median {median(apart):+.1f} ms (later than shown: +)"
    )
    figure("apart, p99", percentile([abs(each) for each in apart], 0.99), LIMITS_MS["shown"])


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--minutes", type=float, default=2, help="of each condition")
    options.add_argument("--events", type=int, default=0, help="the least number of sounds, over all conditions")
    options.add_argument("--presses", type=int, default=10, help="of each kind of key")
    options.add_argument("--only", choices=list(CONDITIONS), action="append", help="this condition, no keys; again")
    given = options.parse_args()
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    if absent := rig.missing():
        sys.exit(f"This needs {', '.join(absent)}.")
    names = given.only or list(CONDITIONS)
    minutes = max(given.minutes, given.events / EVENTS_A_MINUTE / len(names))
    with tempfile.TemporaryDirectory() as made:
        folders = (Path(tempfile.mkdtemp(dir=made)) for _ in iter(int, 1))
        for name in names:
            if CONDITIONS[name] is not stalled and not name.startswith("GIL"):
                print(floor(next(folders), name, min(60, minutes * 60)))
        runs = []
        for name in names:
            runs.append(led(next(folders), name, minutes))
            reported(runs[-1])
        print_shown(runs[0])
        print_complete(runs)
        if given.only:
            return
        print(f"keys: {given.presses} presses of each")
        keys: dict[str, tuple[Callable[[Path, int], list[float]], str]] = {
            "pause to the last audible sample": (pauses, "cancel"),
            "skip to the last audible sample": (skips, "cancel"),
            "rep counted to audible": (counts, "key"),
        }
        for what, (measure, limit) in keys.items():
            taken = measure(next(folders), given.presses)
            figure(f"{what}, maximum", max(taken), LIMITS_MS[limit], note=f"; median {median(taken):.1f}")
        ours, bare = shares(next(folders), 20)
        figure("helper with its open, silent stream", ours, SHARE_LIMIT, "% ", f"; a bare stream {bare:.2f} %")


def print_complete(runs: Sequence[Run]) -> None:
    """How many sounds there were, and what of them was missing or too much."""
    events = sum(len(run.comparison.pairs) for run in runs)
    missing = sum(len(run.comparison.missing) for run in runs)
    extra = sum(len(run.comparison.extra) for run in runs)
    print(f"{events} recorded sounds: {missing} missing, {extra} extra; {verdict(missing + extra, 0)}")
