"""`coach sounds [NAME…]`: plays the sounds by name, in real time, through the Player that a workout uses."""

import heapq
import itertools
import queue
import sys
import time
import wave
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from coach.audio.player import CHOICES
from coach.cli import common

if TYPE_CHECKING:
    from coach.audio.player import Status

LEAD_S = 0.3
"""Between handing a sound over and its instant: enough for any back end."""
PAUSE_S = 0.5
"""Between two sounds, and after the last one, so that the device can end it."""
PATIENCE_S = 6.0
"""How long a back end may take to say whether it can play."""
SPEECHLESS = ("bell", "off")
"""Choices that need no device, and say nothing about one."""


class Placed(NamedTuple):
    """A sound at its instant, ns of `time.perf_counter_ns()`."""

    at: int
    name: str
    words: str = ""


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...", shell_complete=common.sound_names)
@click.option("--audio", type=click.Choice(list(CHOICES)), help="What plays them; else the setting.")
@click.option("--list", "list_only", is_flag=True, help="Print the names, play nothing.")
@common.json_option
def command(names: tuple[str, ...], audio: str | None, list_only: bool, as_json: bool) -> int:
    """Play the sounds, each by its name: all of them, or those named.

    So that you know them, and have set the volume, before the music is on.
    """
    from coach import paths

    lengths = {path.stem: _seconds(path) for path in sorted(paths.bundled("sounds").glob("*.wav"))}
    for name in names:
        if name not in lengths:
            return _unknown(name, list(lengths))
    chosen = list(names) or list(lengths)
    if as_json:
        common.print_json(sounds=[{"name": name, "seconds": lengths[name]} for name in chosen])
    elif list_only:
        for line in common.table([(name, f"{lengths[name]:.2f} s") for name in chosen]):
            click.echo(line)
    else:
        settings = common.the_settings()
        return _play(chosen, lengths, audio or settings.audio.backend, settings.audio.volume / 100)
    return 0


def _unknown(name: str, known: list[str]) -> int:
    from coach.routine.problems import did_you_mean, one_of, printable

    guess = did_you_mean(name, known) or f" There are {one_of(known, 'and')}."
    common.message(f'coach: there is no sound "{printable(name)}".{guess}')
    return 66


def _seconds(path: Path) -> float:
    with wave.open(str(path)) as file:
        return float(file.getnframes() / file.getframerate())


def _play(names: list[str], lengths: dict[str, float], choice: str, volume: float) -> int:
    """Plays one after the other; 74 where the back end that was asked for cannot."""
    from coach import paths
    from coach.audio.player import Setup, open_player

    told: queue.SimpleQueue[Status] = queue.SimpleQueue()
    timers = Timers()
    setup = Setup(
        sounds=paths.bundled("sounds"),
        log=paths.helper_log_file(),
        on_status=told.put,
        on_restart=lambda: None,
        ring=_ring,
        call_later=timers.call_later,
    )
    with closing(open_player(choice, setup)) as player:
        player.volume(volume)
        player.start()
        if choice not in SPEECHLESS and not _ready(told, choice) and choice != "auto":
            return 74
        at_s = time.perf_counter() + LEAD_S
        player.clear(1)
        for name in names:
            placed = Placed(int(at_s * 1e9), name)
            timers.call_at(at_s - LEAD_S, lambda placed=placed: player.place(1, [placed]))  # type: ignore[misc]
            timers.call_at(at_s, lambda name=name: click.echo(name))  # type: ignore[misc]
            at_s += lengths[name] + PAUSE_S
        timers.call_at(at_s, lambda: None)
        timers.run()
    return 0


def _ready(told: "queue.SimpleQueue[Status]", choice: str) -> bool:
    """Whether the back end can play; it says so itself, or is said to be silent."""
    instead = "; the terminal bell rings instead" if choice == "auto" else ""
    try:
        status = told.get(timeout=PATIENCE_S)
    except queue.Empty:
        common.message(f"no sound: the back end does not answer{instead}")
        return False
    if status.kind != "ready":
        common.message(f"no sound: {status.message}{instead}")
        return False
    common.message(f"heard through {status.backend}" + (f" ({status.message})" if status.message else ""))
    return True


def _ring() -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\a")
        sys.stderr.flush()


class Timer:
    """What `call_later` gives."""

    def __init__(self, function: Callable[[], None]) -> None:
        self.function = function
        self.cancelled = False

    def cancel(self) -> None:
        self.cancelled = True


class Timers:
    """The loop of a command that has none: functions at their times (s of `time.perf_counter()`), in this thread."""

    def __init__(self) -> None:
        self._due: list[tuple[float, int, Timer]] = []
        self._order = itertools.count()

    def call_at(self, at_s: float, function: Callable[[], None]) -> Timer:
        timer = Timer(function)
        heapq.heappush(self._due, (at_s, next(self._order), timer))
        return timer

    def call_later(self, delay_s: float, function: Callable[[], None]) -> Timer:
        return self.call_at(time.perf_counter() + delay_s, function)

    def run(self) -> None:
        """Until nothing is left to call."""
        while self._due:
            at_s, _, timer = heapq.heappop(self._due)
            if (wait_s := at_s - time.perf_counter()) > 0:
                time.sleep(wait_s)
            if not timer.cancelled:
                timer.function()
