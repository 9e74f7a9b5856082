"""`coach start [ROUTINE]`: start a workout, or open the library to choose one.

The arguments are checked before Textual is imported, so that an error appears at once.
"""

import sys
from typing import TYPE_CHECKING, Any

import click

from coach.audio.choices import CHOICES
from coach.cli import common
from coach.collector import collector_off

if TYPE_CHECKING:
    from coach.routine.library import Loaded
    from coach.settings import Settings
    from coach.state import StateStore


class Speed(click.FloatRange):
    """A range of numbers without NaN, which every comparison lets through."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        number = super().convert(value, param, ctx)
        if number != number:
            self.fail(f"{value} is not a number.", param, ctx)
        return float(number)


@click.command()
@click.argument("routine", cls=common.Words, required=False, shell_complete=common.complete_routines)
@click.option("--go", is_flag=True, help="Start at once, without the overview.")
@click.option(
    "--from", "start_at", metavar="PLACE", help="Start at 2 or 2.1 (block, item), or at a block or exercise by name."
)
@click.option(
    "--speed",
    type=Speed(0.1, 1000),
    default=1.0,
    metavar="N",
    help="Rehearse N times faster; silent above 4, never recorded.",
)
@click.option("--mute", is_flag=True, help="Start without sound; m turns it on.")
@click.option("--audio", type=click.Choice(list(CHOICES)), help="What plays the sounds; else the setting.")
def command(routine: str | None, go: bool, start_at: str | None, speed: float, mute: bool, audio: str | None) -> int:
    """Walk through a workout.

    ROUTINE is a name, some words of it, or the path of a YAML file. Without one the library opens, to choose one.
    """
    with collector_off():  # the app turns it on after the first frame
        return _start(routine, go, start_at, speed, mute, audio)


def _start(routine: str | None, go: bool, start_at: str | None, speed: float, mute: bool, audio: str | None) -> int:
    """Check the arguments, then run the app."""
    if routine is None and (go or start_at):
        raise click.UsageError("--go and --from need a ROUTINE: coach start posterior-chain --go")
    library = common.the_library()
    loaded = library.load(routine) if routine is not None else None
    store = common.the_state()
    settings = _settings(store)
    if loaded is not None and start_at is not None:
        _check_place(loaded, start_at, settings, store)
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        raise click.UsageError(
            "coach start needs a terminal for its screen and its keys: run it without |, < or >. "
            "coach list and coach show ROUTINE print."
        )
    from coach.tui.app import run_app

    return run_app(library, settings, store, loaded, go, speed, start_at, mute, audio)


def _settings(store: "StateStore") -> "Settings":
    """The settings. Their problems are added to those of the state, which the screen shows in one line."""
    from pathlib import Path

    from msgspec.structs import replace

    from coach.settings import read_settings

    settings, problems = read_settings()
    store.unread += ["In " + replace(it, file=Path(it.file).name).text().splitlines()[0] for it in problems]
    return settings


def _check_place(loaded: "Loaded", place: str, settings: "Settings", store: "StateStore") -> None:
    """Refuse a place that is not in the routine, and name its blocks."""
    from coach.history.recall import known
    from coach.routine.problems import did_you_mean, one_of, printable
    from coach.workout.plan.expand import find_set

    sets = common.planned_sets(loaded, known(settings, store.state))
    if find_set(sets, place) is not None:
        return
    names = dict.fromkeys(name for set_ in sets for name in (set_.block.name, set_.exercise.name) if name)
    blocks = list(dict.fromkeys(set_.block.name or set_.block.key for set_ in sets))
    numbered = [f"{number} {name}" if name != str(number) else name for number, name in enumerate(blocks, 1)]
    guess = did_you_mean(place, names) or f" Its blocks are {printable(one_of(numbered, 'and'))}."
    raise click.BadParameter(
        f'there is no "{printable(place)}" in {printable(loaded.routine.name)}.{guess}', param_hint="--from"
    )
