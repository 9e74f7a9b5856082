"""Sounds at their times for a command that has no screen and no loop: through the Player that a workout uses."""

import heapq
import itertools
import queue
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

import click

from coach.cli import common

if TYPE_CHECKING:
    from coach.audio.protocol import PlayerConfig, Status

LEAD_S = 0.3
"""Between handing a sound over and its instant: enough for any back end, without an offset."""
PATIENCE_S = 6.0
"""How long a back end may take to say whether it can play."""


class Cue(NamedTuple):
    """A sound of a program: when (s from its beginning), which, and the line that is printed with it."""

    at_s: float
    name: str
    line: str


class Placed(NamedTuple):
    """A sound at its instant, ns of `time.perf_counter_ns()`."""

    at: int
    name: str
    words: str = ""


def lead_s(offset_ns: int) -> float:
    """The lead that is enough for sounds that are to be heard so much earlier."""
    return LEAD_S + max(0, offset_ns) / 1e9


def play(cues: Sequence[Cue], ends_s: float, choice: str, volume: float, offset_ns: int = 0) -> int:
    """Plays them until `ends_s`; 74 where the back end that was asked for cannot."""
    from coach.audio.choices import HELPER_FREE, open_player

    told: queue.SimpleQueue[Status] = queue.SimpleQueue()
    timers, lead = Timers(), lead_s(offset_ns)
    with closing(open_player(choice, player_config(told.put, timers, offset_ns))) as player:
        player.volume(volume)
        player.start()
        if choice not in HELPER_FREE and not _ready(told, choice) and choice != "auto":
            return 74
        begins_s = time.perf_counter() + lead
        player.clear(1)
        for cue in cues:
            at_s = begins_s + cue.at_s
            placed = Placed(int(at_s * 1e9), cue.name)
            timers.call_at(at_s - lead, lambda placed=placed: player.place(1, [placed]))  # type: ignore[misc]
            timers.call_at(at_s, lambda line=cue.line: click.echo(line))  # type: ignore[misc]
        timers.call_at(begins_s + ends_s, lambda: None)
        timers.run()
    return 0


def player_config(on_status: "Callable[[Status], None]", timers: "Timers", offset_ns: int = 0) -> "PlayerConfig":
    """What a Player needs of a command."""
    from coach import paths
    from coach.audio.protocol import PlayerConfig

    return PlayerConfig(
        sounds=paths.bundled("sounds"),
        own=paths.own_sounds(),
        cache=paths.phrases_cache(),
        log=paths.helper_log_file(),
        offset_ns=offset_ns,
        on_status=on_status,
        on_restart=lambda: None,
        ring=ring,
        call_later=timers.call_later,
    )


def _ready(told: "queue.SimpleQueue[Status]", choice: str) -> bool:
    """Whether the back end can play; it says so itself, or is said to be silent. Notes come before that."""
    from coach.audio.helper_player import ENDED, RESTARTED

    instead = "; the terminal bell rings instead" if choice == "auto" else ""
    until_s, why = time.monotonic() + PATIENCE_S, "the back end does not answer"
    try:
        while True:
            status = told.get(timeout=max(0.0, until_s - time.monotonic()))
            if status.kind == "note":
                common.message(status.message)
            elif choice == "auto" and status.message in (ENDED, RESTARTED):
                why = ENDED  # of one library perhaps: the next may play
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
    """Ring the terminal's bell; false where there is no terminal."""
    if not sys.stderr.isatty():
        return False
    sys.stderr.write("\a")
    sys.stderr.flush()
    return True


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
