"""The dearest files that the size guard lets through, each made to cost as much as it can of one thing.

    .venv/bin/python tests/routine/support/worst_cases.py            # seconds of the processor and MB of each
    .venv/bin/python tests/routine/support/worst_cases.py aliases    # of those whose names have this word

A case costs what a fresh process needs for a command with it, start and imports included: `measured`, which is also
what test_bounds.py holds.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from coach.routine.reading.yaml_nodes import MOST_BYTES

HEAD = "name: R\nblocks:\n"


def _items(fields: str, items: int, blocks: int = 1, head: str = "") -> str:
    """Blocks of items, as many as given. `head`: what a block says before them."""
    block = f"- {head}\n  exercises:\n" if head else "- exercises:\n"
    return HEAD + (block + f"  - {{{fields}}}\n" * items) * blocks


def _list(words: Iterable[str]) -> str:
    return f"[{', '.join(words)}]"


def _filled(begin: str, piece: str, end: str = "") -> str:
    """As many pieces as the size guard lets through."""
    room = MOST_BYTES - len(begin.encode()) - len(end.encode())
    return begin + piece * (room // len(piece.encode())) + end


def _own(count: int, aliases: int, word: Callable[[int, int], str], items: str = "") -> str:
    """A routine with exercises of its own, and their aliases."""
    items = items or "  - {exercise: own-0, reps: 5}\n"
    lines = "".join(
        f"  own-{n}: {{name: Own {n}, aliases: {_list(word(n, m) for m in range(aliases))}}}\n" for n in range(count)
    )
    return f"{HEAD}- exercises:\n{items}exercises:\n{lines}"


ALIKE = "a long name of an exercise number"
WALK = HEAD + "- exercises: [{name: A, reps: 5}]\n"
OWN_1000 = "exercises:\n" + "".join(f"  o{n}: {{name: N{n}}}\n" for n in range(1000))
OF_OWN = HEAD + "- exercises:\n" + "  - {exercise: own, sets: 90, reps: 5}\n" * 20 + "exercises:\n"
WRONG_ITEM = "{name: A, reps: x, rest: 3}, "

USABLE: dict[str, str] = {
    "2,000 sets of 100 items": _items("exercise: rdl, sets: 20, reps: 8-12, load: 70%, sides: each, rest: 2m", 100),
    "2,000 items in 100 blocks": _items("exercise: rdl, reps: 5, load: 80 kg, rest: 90s", 20, 100),
    "2,000 rounds": _items("exercise: kb-swing, work: 30s, sides: each", 1, 10, "type: circuit\n  rounds: 200"),
    "20 stations of 100 rounds": _items("name: Row, reps: 5, sides: each", 20, 1, "type: circuit\n  rounds: 100"),
    "3,700 stations": _items("name: A, reps: 5", 37, 100, "type: amrap\n  for: 5m"),
    "100 tabatas of 20": _items("exercise: plank", 20, 100, "type: tabata\n  rounds: 20"),
    "an emom of 2,000": _items("exercise: kb-swing, reps: 10", 20, 1, "type: emom\n  every: 1m\n  rounds: 100"),
    "1,900 warm-up sets": _items(f"exercise: deadlift, reps: 5, warm-up-sets: {_list(['bar x 5'] * 95)}", 20),
    "sets one by one": _items(f"name: A, sets: {_list(['{reps: 5, load: 70%}'] * 90)}", 20),
    "names of wide characters": _items("name: " + "漢" * 200 + ", reps: 5", 95, 4),
    "1,000 alternatives": HEAD
    + "- exercises:\n"
    + f"  - {{name: A, sets: 90, reps: 5, alternatives: {_list(f'o{n}' for n in range(1000))}}}\n" * 14
    + OWN_1000,
    "1,000 tags of 200": f"{WALK}tags: {_list(['t' * 200] * 1000)}\n",
    "1,000 pieces of equipment": f"{OF_OWN}  own: {{name: Own, equipment: {_list(f'a {n}' for n in range(1000))}}}\n",
    "1,000 prime movers": f"{OF_OWN}  own: {{name: Own, muscles: {{primary: {_list(['lats'] * 1000)}}}}}\n",
    "450 exercises, 37 aliases": _own(450, 37, lambda n, m: f"a{n}x{m}"),
    "a comment": _filled(WALK + "#", "x"),
    "comments": _filled(WALK, "#\n"),
    "empty lines": _filled(WALK, "\n"),
}
"""What can be used."""

WRONG: dict[str, str] = {
    "20,000 values": "- 1\n" * 19_999,
    "more than 20,000 values": _filled("", "- 1\n"),
    "19,000 values where a routine is": HEAD + "- 1\n" * 19_000,
    "6,000 problems": _items("name: A, reps: x", 60, 100),
    "four problems each": _items("name: A, reps: x, rest: 3, load: 24, tempp: 3", 18, 95),
    "problems in one line": "{name: R, blocks: [" + f"{{exercises: [{WRONG_ITEM * 20}]}}, " * 100 + "]}   ",
    "problems in front of a slip": _items("name: A, reps: x, rest: 3, load: 24", 20, 95) + "  - {",
    "unknown names": HEAD
    + "".join(
        "- exercises:\n" + "".join(f"  - {{exercise: unknwn-{n}-{m}, reps: 5}}\n" for m in range(35)) for n in range(99)
    ),
    "unknown names, all alike": _own(
        180,
        30,
        lambda n, m: f"{ALIKE} {n} {m}",
        "".join(f"  - {{exercise: {ALIKE} {n} x, reps: 5}}\n" for n in range(99)),
    ),
    "aliases with many owners": _own(100, 95, lambda n, m: f"alias {m}"),
    "one alias with many owners": _own(1000, 3, lambda n, m: f"alias {m}"),
    "alternatives that do not exist": _items(
        f"name: A, reps: 5, alternatives: {_list(f'x{n}' for n in range(1000))}", 15
    ),
    "unknown fields": WALK + "".join(f"fild{n}: 1\n" for n in range(9_000)),
    "unknown fields in one line": "{name: R, blocks: [], " + ", ".join(f"fild{n}" for n in range(9_000)) + "}  ",
    "one field again and again": "name: R\n" * 9_900,
    "empty fields": HEAD + ("- exercises:\n" + "  - exercise:\n    name:\n    reps:\n    rest:\n" * 20) * 90,
    "a name": _filled("name: ", "x"),
    "a name of words": _filled("name: ", "x "),
    "a name of wide characters": _filled("name: ", "漢"),
    "a name that is invisible": _filled("name: ", "\u200b"),
    "a description": _filled("description: |\n", "  x\n"),
    "a key": _filled("", "x", ": 1\n"),
    "a key in quotes": _filled('"', "x", '": 1\n'),
    "a long key": _filled("? ", "x", "\n: 1\n"),
    "dashes": _filled("", "-", "x: y: z"),
    "blanks": _filled("a: b\n", " ", "c: d"),
    "a quote": _filled('name: "', "x "),
    "quotes": _filled('name: "', '\\"', '" x'),
    "lines in a quote": _filled('name: "', "x\n", '" y'),
    "brackets": _filled("", "["),
    "braces": _filled("", "{a: "),
    "dashes with spaces": _filled("", "- "),
    "empty lists": _filled("name: R\ntags: [", "[], ", "]"),
    "lists of lists": "tags: [" + "[[[[[[[[[a]]]]]]]]], " * 1_900 + "]",
    "commas": _filled("tags: [", "a,", "]"),
    "question marks": _filled("", "? "),
    "anchors": "- &a x\n" * 9_000,
    "aliases": "- &a x\n" + "- *a\n" * 19_000,
    "tags": "- !a x\n" * 9_000,
    "directives": _filled("", "%TAG !a! x\n", "---\na: b\n"),
    "many directives": "".join(f"%TAG !a{n}! x\n" for n in range(16_000)) + "---\na: b\n",
    "documents": _filled("a: b\n", "---\n"),
    "control characters": _filled("", "\x01"),
    "control characters in escapes": '- "\\x01"\n' * 19_000,
    "what is not UTF-8": "x" * 200_000 + "\udcff",
    "tabs": _filled("a:\n", "\t"),
    "colons": _filled("a", ": b"),
    "line ends": _filled("name: R", "\n"),
    "old line ends": _filled("name: R", "\r"),
}
"""What cannot."""

CASES = USABLE | WRONG

CHILD = """
import io, json, sys, time
from coach.cli import leaving
out = sys.stdout = sys.stderr = io.StringIO()
code = leaving.run_command(sys.argv[1:])
try:
    peak = next(int(line.split()[1]) * 1024 for line in open("/proc/self/status") if line.startswith("VmHWM"))
except (OSError, StopIteration):
    import resource
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
print(json.dumps([code, time.process_time(), peak, len(out.getvalue())]), file=sys.__stdout__)
"""


class Cost(NamedTuple):
    code: int
    """The exit code."""
    seconds: float
    """Of the processor, user and system."""
    peak: int
    """Bytes resident at most."""
    printed: int
    """Characters."""


def measured(*arguments: str) -> Cost:
    """What a fresh process needs for a call of the command line."""
    done = subprocess.run(
        [sys.executable, "-c", CHILD, *arguments], capture_output=True, text=True, timeout=120, check=True, cwd=ROOT
    )
    code, seconds, peak, printed = json.loads(done.stdout)
    return Cost(code, seconds, peak, printed)


ROOT = Path(__file__).parents[3]


def write(name: str, folder: Path) -> Path:
    """The case as a file."""
    path = folder / "worst.yaml"
    path.write_bytes(CASES[name].encode("utf-8", "surrogateescape"))
    return path


def main() -> None:
    parser = argparse.ArgumentParser(description="What the worst files cost.")
    parser.add_argument("word", nargs="?", default="")
    word = parser.parse_args().word
    with tempfile.TemporaryDirectory() as folder:
        for name in CASES:
            if word in name:
                path = write(name, Path(folder))
                for command in (["show"], ["validate", "--json"]):
                    cost = measured(*command, str(path))
                    figures = f"{cost.code} {cost.seconds:6.2f} s {cost.peak / 1e6:6.1f} MB {cost.printed:>9,} printed"
                    print(f"{name:36} {command[0]:9} {figures}", flush=True)


if __name__ == "__main__":
    main()
