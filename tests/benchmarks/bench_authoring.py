"""What a writer waits for: the check of a routine, of a thousand files, a saved change in the running workout, and a
library of a thousand files. Run by hand.

The floor of the checks is PyYAML's own C loader on the same texts in the same run: warm, and as a whole process. That
of the library is the same library with none of the user's files.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import yaml
from bench_start import ROUTINES, workout_shown
from measuring import environment, verdict
from pty_app import Lines, PtyApp, coach, has, running

from coach.routine.library import Library

CHECK_LIMIT, FILES_LIMIT, RELOAD_LIMIT_MS = 1.5, 2.0, 300
LINES = 200
LOADER = "import sys, yaml\nfor p in sys.argv[1:]:\n    yaml.load(open(p, encoding='utf-8').read(), yaml.CSafeLoader)\n"
"""The whole process that `coach validate` stands next to."""
DOWN, UP, TURN = "\x1b[B", "\x1b[A", 8


def long_routine() -> str:
    """A routine of 200 lines, written as people write them."""
    text = (ROUTINES / "posterior-chain.yaml").read_text(encoding="utf-8")
    head, _, blocks = text.partition("blocks:\n")
    lines = f"{head}blocks:\n{blocks}".splitlines()
    more = blocks.splitlines()
    return "\n".join([*lines, *more[: LINES - len(lines)]]) + "\n"


def best(function: object, times: int) -> float:
    """The quickest of a number of calls, ms: other processes made the rest slower."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        function()  # type: ignore[operator]
        taken.append((time.perf_counter() - begun) * 1000)
    return min(taken)


def check_warm(folder: Path, times: int) -> None:
    text = long_routine()
    path = folder / "long.yaml"
    path.write_text(text, encoding="utf-8")
    library = Library([ROUTINES], [ROUTINES / "exercises"])
    library.load(path)
    floor = best(lambda: yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader), times)
    ours = best(lambda: library.load(path), times)
    print(f"a routine of {len(text.splitlines())} lines, warm")
    print(f"  CSafeLoader {floor:.2f} ms, all of our checks {ours:.2f} ms = {ours / floor:.2f} ×; "
          f"{verdict(ours / floor, CHECK_LIMIT)}")  # fmt: skip


def many(folder: Path, count: int) -> list[Path]:
    """A number of routines: the bundled ones in turn, each with a name of its own."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(ROUTINES.glob("*.yaml"))]
    folder.mkdir(parents=True, exist_ok=True)
    out = []
    for number in range(count):
        text = texts[number % len(texts)].replace("\nname: ", f"\nname: {number:03} ", 1)
        out.append(folder / f"r{number:04}.yaml")
        out[-1].write_text(text, encoding="utf-8")
    return out


def check_many(folder: Path, count: int, times: int) -> None:
    files = [str(path) for path in many(folder / "many", count)]
    env = environment(folder)

    def whole(command: list[str]) -> float:
        taken = []
        for _ in range(times):
            begun = time.perf_counter()
            subprocess.run([*command, *files], env=env, check=True, stdout=subprocess.DEVNULL)
            taken.append(time.perf_counter() - begun)
        return min(taken)

    floor, ours = whole([sys.executable, "-c", LOADER]), whole(coach("validate"))
    print(f"{count} files, whole process")
    print(f"  CSafeLoader {floor:.2f} s, coach validate {ours:.2f} s = {ours / floor:.2f} ×; "
          f"{verdict(ours / floor, FILES_LIMIT)}")  # fmt: skip


def reload(folder: Path, saves: int) -> None:
    """From the save, at any moment between two looks, to the screen that shows what it changes."""
    text = (ROUTINES / "posterior-chain.yaml").read_text(encoding="utf-8")
    path = folder / "reload.yaml"
    path.write_text(text, encoding="utf-8")
    chance = random.Random(1)
    taken = []
    with running(coach("start", str(path), "--go", "--audio", "off"), environment(folder)) as app:
        app.wait_for(workout_shown, "the workout")
        app.press(" ")
        for turn in range(saves):
            app.rest(1.0 + chance.random())
            name = f"Posterior chain {turn}"
            begun = time.perf_counter_ns()
            path.write_text(text.replace("name: Posterior chain\n", f"name: {name}\n", 1), encoding="utf-8")
            taken.append((app.wait_for(has(name), name) - begun) / 1e6)
    print(f"{saves} saves to the replanned screen")
    print(f"  median {median(taken):.0f} ms, {verdict(median(taken), RELOAD_LIMIT_MS)}; max {max(taken):.0f} ms")


def library(folder: Path, count: int) -> None:
    """The first frame, and the slowest move of the mark while the files come in and after."""
    figures = {}
    for yours in (0, count):
        home = folder / f"home-{yours}"
        many(home / "routines", yours)
        frames, moves = [], []
        for _ in range(5):
            with running(coach("start", "--audio", "off"), environment(home)) as app:
                frames.append((app.wait_for(has("/ to filter"), "the library") - app.began_ns) / 1e6)
                app.wait_for(has("Posterior chain, strength"), "the bundled ones")
                moves += _moves(app, 30)
        figures[yours] = (median(frames), median(moves), max(moves))
    for yours, (frame, move, slowest) in figures.items():
        print(f"library with {yours:4} files of the user's: first frame {frame:.0f} ms; "
              f"a move of the mark {move:.1f} ms, at most {slowest:.0f} ms")  # fmt: skip
    print(f"  first frame {figures[count][0] / figures[0][0]:.2f} × that of none")


def _moves(app: PtyApp, presses: int) -> list[float]:
    taken = []
    for press in range(presses):
        before = _place(app.lines)

        def elsewhere(lines: Lines, before: str = before) -> bool:
            return _place(lines) not in ("", before)

        pressed = app.press(UP if press // TURN % 2 else DOWN)  # eleven lines are soon at their end
        taken.append((app.wait_for(elsewhere, "the mark elsewhere") - pressed) / 1e6)
        app.rest(0.05)
    return taken


def _place(lines: Lines) -> str:
    """The marked row."""
    return next((line[:40] for line in lines if line.lstrip().startswith("▸")), "")


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--files", type=int, default=1000)
    options.add_argument("--saves", type=int, default=20)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        check_warm(folder, 200)
        check_many(folder, given.files, 5)
        reload(folder, given.saves)
        library(folder, given.files)
