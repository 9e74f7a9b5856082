"""How long until the first full frame: `coach start FILE` and `--go`, next to a bare Textual app. Run by hand.

Runs take turns, so that what else the machine does falls on all alike; medians are compared. The first round only
fills the caches of compiled modules. A frame is full when its last row's text has arrived.
"""

import argparse
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

import floors
from measuring import environment, floor, verdict
from pty_app import Lines, coach, has, running

LIMIT = 1.6
ROUTINES = Path(__file__).parents[2] / "routines"


def overview_shown(lines: Lines) -> bool:
    """The page at the top and the keys in the last row."""
    return bool(lines[1].strip()) and "enter start" in lines[-1]


def workout_shown(lines: Lines) -> bool:
    """The stage, a cue, and the whole workout as a strip near the foot."""
    return has("READY", "▸")(lines) and any("▕" in line for line in lines[-4:])


def once(command: Sequence[str], home: Path, shown: Callable[[Lines], bool]) -> float:
    """Milliseconds from the start of the process to the frame."""
    with running(command, environment(home)) as app:
        return (app.wait_for(shown, " ".join(command)) - app.began_ns) / 1e6


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=15)
    options.add_argument("--file", type=Path, default=ROUTINES / "posterior-chain.yaml")
    given = options.parse_args()
    file = str(given.file)
    kinds: dict[str, tuple[list[str], Callable[[Lines], bool]]] = {
        "bare app": (floor("bare()"), has(floors.FIRST)),
        "overview": (coach("start", file, "--audio", "off"), overview_shown),
        "workout (--go)": (coach("start", file, "--go", "--audio", "off"), workout_shown),
    }
    taken: dict[str, list[float]] = {name: [] for name in kinds}
    with tempfile.TemporaryDirectory() as folder:
        for turn in range(given.rounds + 1):
            for name, (command, shown) in kinds.items():
                ms = once(command, Path(folder), shown)
                if turn:
                    taken[name].append(ms)
    least = median(taken["bare app"])
    print(f"first full frame of {given.file.name}, {given.rounds} interleaved runs")
    for name, times in taken.items():
        ratio = median(times) / least
        print(
            f"  {name:16} median {median(times):6.1f} ms  (min {min(times):.1f}, max {max(times):.1f})"
            + ("" if name == "bare app" else f"  {ratio:.2f} × the bare app; {verdict(ratio, LIMIT)}")
        )
