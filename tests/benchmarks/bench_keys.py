"""How long from a key to the changed screen, next to a bare Textual app; and from enter to a workout. Run by hand.

The changed screen is the one a person would wait for: its instant is the arrival of the last byte of it. In a
workout a key that moves does nothing in a stage's first moments and repeats as one press: presses lie further apart,
there and in the floor that they stand next to, for a program that has been idle for longer takes longer to answer.
"""

import argparse
import tempfile
from functools import partial
from pathlib import Path
from statistics import median

import floors
from bench_start import ROUTINES, overview_shown, workout_shown
from measuring import environment, floor, verdict
from pty_app import Lines, PtyApp, coach, has, running

CLOSE_S, APART_S = 0.1, 0.9
"""Between two presses: on the overview, in a workout."""
MEDIAN_LIMIT, MAXIMUM_LIMIT_MS, ENTER_LIMIT_MS = 2.0, 50, 100
FILE = str(ROUTINES / "posterior-chain.yaml")
DOWN, UP = "\x1b[B", "\x1b[A"


def paused(lines: Lines) -> bool:
    """All of PAUSED, its menu included."""
    return has("PAUSED", "outline", "counts as paused")(lines)


def bare(home: Path, presses: int, apart_s: float) -> list[float]:
    """ms of each key in the bare app."""
    taken = []
    with running(floor("bare()"), environment(home)) as app:
        app.wait_for(has(floors.FIRST), "the bare app")
        for turn in range(presses):
            app.rest(apart_s)
            wanted = floors.FIRST if turn % 2 else floors.SECOND
            pressed = app.press("a")
            taken.append((app.wait_for(has(wanted), wanted) - pressed) / 1e6)
    return taken


def overview(home: Path, presses: int) -> list[float]:
    """ms of the mark's moves on the overview."""
    taken = []
    with running(coach("start", FILE, "--audio", "off"), environment(home)) as app:
        app.wait_for(overview_shown, "the overview")
        for turn in range(presses):
            app.rest(CLOSE_S)
            before = _marked(app.lines)
            pressed = app.press(UP if turn % 2 else DOWN)
            taken.append((app.wait_for(partial(_moved, before), "the mark elsewhere") - pressed) / 1e6)
    return taken


def _marked(lines: Lines) -> list[int]:
    """Rows with the mark; none while it is being moved."""
    rows = [row for row, line in enumerate(lines) if "▸" in line]
    return rows if len(rows) == 1 else []


def _moved(before: list[int], lines: Lines) -> bool:
    return _marked(lines) not in ([], before)


def pauses(home: Path, presses: int) -> list[float]:
    """ms of pause and go on, each another layout of the whole screen."""
    taken = []
    with running(coach("start", FILE, "--go", "--audio", "off"), environment(home)) as app:
        app.wait_for(workout_shown, "the workout")
        for turn in range(presses):
            app.rest(APART_S)
            pressed = app.press(" ")
            taken.append((app.wait_for(workout_shown if turn % 2 else paused, "pause, go on") - pressed) / 1e6)
    return taken


def skips(home: Path, presses: int) -> list[float]:
    """ms of a skip: the next set's name and cues."""
    taken = []
    with running(coach("start", FILE, "--go", "--audio", "off"), environment(home)) as app:
        app.wait_for(workout_shown, "the workout")
        for _ in range(presses):
            app.rest(APART_S)
            taken.append(_to_other_set(app, "s"))
    return taken


def _to_other_set(app: PtyApp, key: str) -> float:
    """ms from the key until the name above is that of another set, and what comes then is there near the foot."""
    name, _ = _name_and_then(app.lines)

    def elsewhere(lines: Lines) -> bool:
        new_name, new_then = _name_and_then(lines)
        return new_name != name and bool(new_then)

    pressed = app.press(key)
    return (app.wait_for(elsewhere, "another set") - pressed) / 1e6


def _name_and_then(lines: Lines) -> tuple[str, str]:
    return lines[1], next((line for line in lines if line.startswith(" then ")), "")


def enters(home: Path, starts: int) -> list[float]:
    """ms from enter on the overview to the workout, each in a process of its own."""
    taken = []
    for _ in range(starts):
        with running(coach("start", FILE, "--audio", "off"), environment(home)) as app:
            app.wait_for(overview_shown, "the overview")
            app.rest(1)
            pressed = app.press("\r")
            taken.append((app.wait_for(workout_shown, "the workout") - pressed) / 1e6)
    return taken


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--presses", type=int, default=30)
    options.add_argument("--starts", type=int, default=7)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        floors_ms = {apart_s: bare(home, given.presses, apart_s) for apart_s in (CLOSE_S, APART_S)}
        # Caches of compiled modules are filled by a first run.
        pauses(home, 2)
        kinds = {
            "the overview's mark": (CLOSE_S, overview(home, given.presses)),
            "pause, go on": (APART_S, pauses(home, given.presses)),
            "skip a set": (APART_S, skips(home, given.presses // 2)),
        }
        entered = enters(home, given.starts)
    print(f"key to changed screen, {given.presses} presses")
    for apart_s, least in floors_ms.items():
        print(f"  {f'bare app, {apart_s} s apart':22} median {median(least):5.1f} ms, max {max(least):5.1f} ms")
    for name, (apart_s, taken) in kinds.items():
        ratio = median(taken) / median(floors_ms[apart_s])
        print(
            f"  {name:22} median {median(taken):5.1f} ms = {ratio:.2f} × the bare app; {verdict(ratio, MEDIAN_LIMIT)};"
            f"  max {max(taken):5.1f} ms, {verdict(max(taken), MAXIMUM_LIMIT_MS)}"
        )
    print(f"  {'enter to workout':22} median {median(entered):5.1f} ms, max {max(entered):5.1f} ms; "
          f"{verdict(max(entered), ENTER_LIMIT_MS)}")  # fmt: skip
