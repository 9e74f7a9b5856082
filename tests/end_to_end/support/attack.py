"""An attack on the running program: random keys and worse, from a seed, with checks after every burst.

A burst is what comes in one go: packets of several keys, held keys, pastes, mouse and focus reports, noise, resizes,
signals. After each the program has to be alive, its terminal has to show what a full drawing shows and the stage of its
session, the session has to be the fold of its journal, and files, threads, processes and memory have to stand still. At
its end no process is left. A failing attack is shrunk.

    python tests/end_to_end/support/attack.py --minutes 15             # searches on; a seed of the day
    python tests/end_to_end/support/attack.py --seed 7 --routine tabata
"""

import argparse
import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any, Final

sys.path.append(str(Path(__file__).parents[2] / "support"))  # as a script
from processes import children
from pty_app import NotInTimeError, PtyApp, environment

from coach import paths

WATCHED: Final = Path(__file__).with_name("watched.py")
BOUND_S: Final = 20.0
"""Only a hang takes as long."""
BURST: Final = 60
"""Keys of a burst, on average."""
MORE_FILES: Final = 12
MORE_THREADS: Final = 6
MORE_MEMORY_KB: Final = 48_000
"""What a program may have gained since its first burst."""
MOST_CHILDREN: Final = 2
"""The audio helper, and one that is ending."""
CHILDREN_END_S: Final = 2.0
ARRIVED_S: Final = 1.0
"""Within which all that was written has arrived."""
DRAWN_S: Final = 20.0
"""Within which the program has drawn what has changed."""
NAMED_FROM: Final = (40, 12)
"""Columns and rows from which the stage stands on the screen in words."""
NAMED_BELOW: Final = 34
"""Rows from which it may be drawn in block letters."""
RUNS_TO_SHRINK: Final = 24

LETTERS: Final = [bytes([code]) for code in range(0x20, 0x7F)]
NAMED: Final = [
    *(b"\r \x1b\t\x7f"[at : at + 1] for at in range(5)),
    *(b"\x1b[" + final for final in (b"A", b"B", b"C", b"D", b"H", b"F", b"5~", b"6~", b"3~", b"Z", b"1;2A", b"1;2B")),
    *(b"\x1bO" + final for final in (b"P", b"Q", b"R", b"S")),
    *(bytes([code]) for code in (0x03, 0x10, 0x11, 0x01, 0x05, 0x0E, 0x15, 0x17)),
]
USUAL: Final = [bytes([code]) for code in b"\r sbu\x1b?ioqnxlt.+-"]
NOISE: Final = [
    b"\xff\xfe\xc3(",
    b"\xe9\xe8\xfc",
    b"\x00",
    b"\x1b]11;rgb:0000/0000/0000\x1b\\",
    b"\x1b]11;rgb:00",
    b"\x1b[12;40R",
    b"\x1b[97;1:3u",
    b"\x1b[48;24;80;480;800t",
    b"\x1b[I",
    b"\x1b[O",
    b"\x1b[200~qy\r\x1b[201~",
    b"\x1b[200~" + "Übung 🏋 ".encode() * 400 + b"\x1b[201~",
    "é👍".encode(),
    b"\x1b[",
]
PALETTE: Final = [b"\x10sound off\r\r", b"\x10pain\r\r", b"\x10skip\r", b"\x10\x1b[6~", b"\x10theme\r", b"\x10zzz\r\r"]
SIZES: Final = {
    (80, 24): 8, (40, 12): 4, (60, 15): 4, (1, 1): 2, (10, 2): 2, (80, 4): 2, (120, 40): 2, (200, 60): 1, (300, 100): 1,
}  # fmt: skip
"""Columns and rows, and how often each comes: the largest cost as much as twenty others."""


@dataclass(frozen=True)
class Step:
    """One thing that happens to the program."""

    keys: bytes = b""
    size: tuple[int, int] | None = None
    stop: bool = False
    """Stopped as by ctrl+z, and continued."""


Burst = tuple[Step, ...]


def bursts(rng: random.Random, keys: int) -> list[Burst]:
    """An attack of about this many keys."""
    out = []
    while keys > 0:
        steps: list[Step] = []
        for _ in range(rng.randint(1, 8)):
            packet, count = _packet(rng)
            steps.append(packet)
            keys -= count
        out.append(tuple(steps))
    return out


def _packet(rng: random.Random) -> tuple[Step, int]:
    kind = rng.random()
    if kind < 0.08:
        size = rng.choices(list(SIZES), list(SIZES.values()))[0]
        if rng.random() < 0.3:
            most = rng.choice([1, 2, 8])
            size = (rng.randint(1, 300 // most), rng.randint(1, 100 // most))
        return Step(size=size), 1
    if kind < 0.09:
        return Step(stop=True), 1
    if kind < 0.17:
        return Step(rng.choice(NOISE)), 1
    if kind < 0.22:
        x, y = rng.randint(1, 220), rng.randint(1, 70)
        return Step(f"\x1b[<{rng.choice([0, 35, 64, 65])};{x};{y}M\x1b[<0;{x};{y}m".encode()), 2
    if kind < 0.26:
        return Step(rng.choice(PALETTE)), 6
    if kind < 0.34:
        count = rng.randint(2, 30)
        return Step(rng.choice(USUAL + NAMED) * count), count
    count = rng.randint(1, 25)
    pools = (USUAL, USUAL, NAMED, LETTERS)
    return Step(b"".join(rng.choice(rng.choice(pools)) for _ in range(count))), count


class Failure(Exception):
    """The program did what it must not."""


class Target:
    """The program in a terminal, and the line on which it answers."""

    def __init__(self, home: Path, arguments: Sequence[str]) -> None:
        self._folder = tempfile.TemporaryDirectory()
        address = str(Path(self._folder.name) / "line")
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(address)
            listening.listen()
            listening.settimeout(BOUND_S)
            command = (sys.executable, str(WATCHED), address)
            self.app = PtyApp([*command, *arguments], environment(home, {"EDITOR": "true", "VISUAL": "true"}))
            try:
                self._line, _ = listening.accept()
            except TimeoutError:
                raise Failure(f"it did not start:\n{self.app.text}") from None
        self._line.settimeout(0.005)
        self._answer = b""
        self._children: set[int] = set()

    def release(self) -> None:
        """Let the program go on after `look`."""
        with suppress(OSError):
            self._line.sendall(b"go on\n")

    def look(self) -> dict[str, Any] | None:
        """What the program says of itself when it has done all that came, and stands still; None: it has ended."""
        deadline = time.monotonic() + BOUND_S
        try:
            self._line.sendall(b"look\n")
        except OSError:
            self._check_end()
            return None
        while b"\n" not in self._answer:
            if time.monotonic() > deadline:
                raise Failure(f"it hangs:\n{self.app.text}")
            try:
                data = self._line.recv(1 << 20)
                if not data:
                    self._check_end()
                    return None
                self._answer += data
            except TimeoutError:
                continue
            except OSError:
                self._check_end()
                return None
        line, _, self._answer = self._answer.partition(b"\n")
        seen: dict[str, Any] = json.loads(line)
        if "broken" in seen:
            raise Failure(f"the window into it broke: {seen['broken']}")
        return seen

    def _check_end(self) -> None:
        try:
            code = self.app.ended()
        except subprocess.TimeoutExpired:
            raise Failure(f"it does not end:\n{self.app.text}") from None
        if code or b"went wrong" in self.app.output or b"Traceback" in self.app.output:
            said = self.app.output.rpartition(b"\x1b[?1049l")[2].decode(errors="replace")
            raise Failure(f"it ended with {code}: {said}")
        deadline = time.monotonic() + CHILDREN_END_S
        while any(Path(f"/proc/{child}").exists() for child in self._children):
            if time.monotonic() > deadline:
                raise Failure("it has ended, and a process of its own has not")
            os.sched_yield()

    def do(self, step: Step) -> None:
        if step.size:
            self.app.resize(*step.size)
        if step.stop:
            self._stop_and_continue()
        with suppress(OSError):  # it has ended, as the next look finds
            self.app.send(step.keys)

    def _stop_and_continue(self) -> None:
        """As ctrl+z and fg, and wait: until the program has its terminal again a ctrl+c would be a signal."""
        self.app.signal(signal.SIGTSTP)
        self._wait(lambda: self._state() in "TZX", "it does not stop")
        self.app.signal(signal.SIGCONT)
        self._wait(
            lambda: not self.app.attributes()[3] & termios.ISIG or self._state() in "ZX",
            "it does not take its terminal again",
        )

    def _state(self) -> str:
        return Path(f"/proc/{self.app.pid}/stat").read_text().rpartition(")")[2].split()[0]

    @staticmethod
    def _wait(done: Callable[[], bool], otherwise: str) -> None:
        deadline = time.monotonic() + BOUND_S
        while not done():
            if time.monotonic() > deadline:
                raise Failure(otherwise)
            time.sleep(0.005)

    def children(self) -> int:
        """How many processes it has now."""
        try:
            now = set(children(self.app.pid))
        except OSError:  # one ended meanwhile
            return 0
        self._children |= now
        return len(now)

    def close(self) -> None:
        self.app.close()
        self._line.close()
        self._folder.cleanup()


def same(target: Target, seen: dict[str, Any]) -> bool:
    """Whether the terminal shows what the widgets draw, as soon as all that the program wrote has arrived."""
    drawn: list[str] = seen["lines"]
    deadline = time.monotonic() + ARRIVED_S
    while [line.rstrip() for line in target.app.lines] != drawn:
        if time.monotonic() > deadline:
            return False
        with suppress(NotInTimeError):  # it has ended, as the next look finds
            target.app.rest(0.01)
    return True


def named(seen: dict[str, Any]) -> bool:
    """Whether the screen says the stage in which its session is, wherever there is room for the word."""
    workout, (columns, rows) = seen["workout"], seen["size"]
    if not workout or not workout["on_top"] or columns < NAMED_FROM[0] or not NAMED_FROM[1] <= rows < NAMED_BELOW:
        return True
    return workout["word"] in "\n".join(seen["lines"])


def check(target: Target, first: dict[str, Any]) -> dict[str, Any] | None:
    """The laws. Raises Failure; None where the program has ended as it may."""
    deadline = time.monotonic() + DRAWN_S
    while True:
        seen = target.look()
        if seen is None:
            return None
        good = same(target, seen) and named(seen)
        target.release()
        if good:
            break
        if time.monotonic() > deadline:
            rows = zip_longest((line.rstrip() for line in target.app.lines), seen["lines"], fillvalue="nothing")
            wrong = [f"{row}: {one!r}, not {other!r}" for row, (one, other) in enumerate(rows) if one != other]
            if not wrong:
                screen = "\n".join(seen["lines"])
                raise Failure(f"the session is in {seen['workout']['word']}, the screen says\n{screen}")
            raise Failure(f"{seen['screens']}, the terminal of {seen['size']} shows in row " + "\n".join(wrong[:8]))
    if seen["fault"]:
        raise Failure(seen["fault"])
    if seen["workout"] and not seen["workout"]["folds"]:
        raise Failure("the session is not the fold of its journal")
    if target.children() > MOST_CHILDREN:
        raise Failure("it has more processes than the audio helper")
    for what, more in (("files", MORE_FILES), ("threads", MORE_THREADS), ("memory_kb", MORE_MEMORY_KB)):
        if first and seen[what] > first[what] + more:
            raise Failure(f"{what}: {first[what]} at first, {seen[what]} now")
    return seen


def play(home: Path, arguments: Sequence[str], attack: Sequence[Burst]) -> str:
    """Runs the attack, again from the start where the program is left in order. The failure; empty: none."""
    target: Target | None = None
    first: dict[str, Any] = {}
    try:
        for burst in attack:
            if target is None:
                target, first = Target(home, arguments), {}
                first = check(target, first) or {}
            for step in burst:
                target.do(step)
            if check(target, first) is None:
                target.close()
                target = None
    except Failure as failure:
        return str(failure)
    finally:
        if target is not None:
            target.close()
    return ""


def shrunk(home: Path, arguments: Sequence[str], attack: list[Burst]) -> list[Burst]:
    """A shorter attack that fails too: the tail, then halves and single bursts left out."""
    runs, size = 0, max(1, len(attack) // 2)
    while runs < RUNS_TO_SHRINK and size:
        at = 0
        while at < len(attack) and runs < RUNS_TO_SHRINK:
            shorter = attack[:at] + attack[at + size :]
            runs += 1
            if shorter and play(home, arguments, shorter):
                attack = shorter
            else:
                at += size
        size //= 2
    return attack


def attacked(home: Path, name: str, seed: int, keys: int) -> str:
    """Attacks a routine; the report of a failure, empty where there is none."""
    rng = random.Random(f"{seed} {name}")
    speed = rng.choice([1, 1, 3, 30])
    audio = rng.choice(["off", "off", "bell", "auto"])
    arguments = ["start", *([name, "--go"] if name else []), "--audio", audio, "--speed", str(speed)]
    attack = bursts(rng, keys)
    failure = play(home, arguments, attack)
    if not failure:
        return ""
    short = shrunk(home, arguments, attack)
    steps = "\n".join(f"    {burst}" for burst in short)
    return f"seed {seed}, {name or 'library'}, speed {speed}: {failure}\nshrunk to\n{steps}"


def main() -> None:
    parser = argparse.ArgumentParser(description="Attack the program until something breaks or the time is over.")
    parser.add_argument("--minutes", type=float, default=15)
    parser.add_argument("--seed", type=int, default=int(time.time()) // 86400)
    parser.add_argument("--routine")
    parser.add_argument("--keys", type=int, default=1500)
    given = parser.parse_args()
    names = sorted(path.stem for path in paths.bundled("routines").glob("*.yaml"))
    ends, seed, found = time.monotonic() + given.minutes * 60, given.seed, 0
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    with tempfile.TemporaryDirectory() as home:
        Path(home, "config.yaml").write_text("keep-awake: off\n", encoding="utf-8")
        while time.monotonic() < ends:
            for name in [given.routine] if given.routine else ["", *names]:
                if report := attacked(Path(home), name, seed, given.keys):
                    found += 1
                    print(report, flush=True)
                if time.monotonic() > ends:
                    break
            seed += 1
            print(f"seed {seed} is next", flush=True)
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
