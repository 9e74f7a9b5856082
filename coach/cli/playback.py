"""Plays sounds at their times for a command without a screen or a loop, through the same Players as a workout.

What lives here: the loop, and what a Player needs of such a command. What does not: which sounds, what is printed.
"""

import queue
import sched
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from typing import TYPE_CHECKING, NamedTuple

import click

from coach.cli import common

if TYPE_CHECKING:
    from coach.audio.protocol import PlayerConfig, Status

LEAD_S = 0.3
"""From handing a sound over to its instant: enough for any back end, before any offset."""
READY_TIMEOUT_S = 6.0
"""How long a back end may take to report whether it can play."""


class TimedSound(NamedTuple):
    """A sound of a sequence: its time (s from the beginning), its name, and the line that is printed with it."""

    at_s: float
    name: str
    line: str


class PlacedSound(NamedTuple):
    """A sound at its instant, in ns of `time.perf_counter_ns()`."""

    at: int
    name: str
    words: str = ""


def lead_s(offset_ns: int) -> float:
    """The lead that suffices when everything is played earlier by an offset."""
    return LEAD_S + max(0, offset_ns) / 1e9


def play(sounds: Sequence[TimedSound], ends_s: float, choice: str, volume: float, offset_ns: int = 0) -> int:
    """Play sounds, and return at `ends_s`. The exit code: 74 when the chosen back end cannot play, else 0."""
    from coach.audio.choices import BUILT_IN, open_player

    statuses: queue.SimpleQueue[Status] = queue.SimpleQueue()
    timers, lead = Timers(), lead_s(offset_ns)
    with closing(open_player(choice, player_config(statuses.put, timers, offset_ns))) as player:
        player.volume(volume)
        player.start()
        if choice not in BUILT_IN and not _ready(statuses, choice) and choice != "auto":
            return 74
        begins_s = time.perf_counter() + lead
        player.clear(1)
        for sound in sounds:
            at_s = begins_s + sound.at_s
            placed = PlacedSound(int(at_s * 1e9), sound.name)
            timers.enterabs(at_s - lead, 0, player.place, (1, [placed]))
            timers.enterabs(at_s, 0, click.echo, (sound.line,))
        timers.enterabs(begins_s + ends_s, 0, lambda: None)
        timers.run()
    return 0


def player_config(on_status: "Callable[[Status], None]", timers: "Timers", offset_ns: int = 0) -> "PlayerConfig":
    """What a Player needs of a command."""
    from coach import paths
    from coach.audio.protocol import PlayerConfig

    return PlayerConfig(
        sounds=paths.bundled("sounds"),
        own=paths.own_sounds_dir(),
        cache=paths.phrases_dir(),
        log=paths.helper_log_file(),
        offset_ns=offset_ns,
        on_status=on_status,
        on_restart=lambda: None,
        ring=ring,
        call_later=timers.call_later,
    )


def _ready(statuses: "queue.SimpleQueue[Status]", choice: str) -> bool:
    """Wait until the back end reports whether it can play, and print what it says."""
    from coach.audio.helper_player import ENDED, RESTARTED

    instead = "; the terminal bell rings instead" if choice == "auto" else ""
    until_s, why = time.monotonic() + READY_TIMEOUT_S, "the back end does not answer"
    try:
        while True:
            status = statuses.get(timeout=max(0.0, until_s - time.monotonic()))
            if status.kind == "note":
                common.message(status.message)
            elif choice == "auto" and status.message in (ENDED, RESTARTED):
                why = ENDED  # perhaps because of one library: the next may play
            else:
                break
    except queue.Empty:
        common.message(f"no sound: {why}{instead}")
        return False
    if status.kind != "ready":
        common.message(status.words + instead)
        return False
    common.message(f"heard through {status.backend}" + (f" ({status.message})" if status.message else ""))
    return True


def ring() -> bool:
    """Ring the terminal's bell; false without a terminal."""
    if not sys.stderr.isatty():
        return False
    sys.stderr.write("\a")
    sys.stderr.flush()
    return True


class Timers(sched.scheduler):
    """The loop of a command: calls functions at their times, in s of `time.perf_counter()`, in the thread of `run`."""

    def __init__(self) -> None:
        super().__init__(time.perf_counter, time.sleep)

    def call_later(self, delay_s: float, function: Callable[[], None]) -> "Timer":
        """Call a function after a delay, unless the timer is cancelled."""
        return Timer(self, self.enter(delay_s, 0, function))


class Timer(NamedTuple):
    """A call that `Timers` will make."""

    timers: Timers
    event: sched.Event

    def cancel(self) -> None:
        """Do not make the call; does nothing when it has been made."""
        with suppress(ValueError):
            self.timers.cancel(self.event)
