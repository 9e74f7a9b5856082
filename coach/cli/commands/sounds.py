"""`coach sounds [NAME…]`: the sounds and their levels; plays them by name, or as a workout would sound."""

import array
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import click

from coach.audio.choices import CHOICES
from coach.cli import common

if TYPE_CHECKING:
    from coach.audio.own_sounds import OwnSounds
    from coach.cli.playback import Cue

PAUSE_S = 0.5
"""Between two sounds, and after the last one, so that the device can end it."""


class Measured(NamedTuple):
    """A sound at a volume of 100 %."""

    seconds: float
    peak_dbfs: float
    loudness_lufs: float


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...", shell_complete=common.sound_names)
@click.option("--sequence", is_flag=True, help="Play them as a workout would sound, in under a minute.")
@click.option("--audio", type=click.Choice(list(CHOICES)), help="What plays them; else the setting.")
@click.option("--list", "list_only", is_flag=True, help="Print names, lengths and levels; play nothing.")
@common.json_option
def command(names: tuple[str, ...], sequence: bool, audio: str | None, list_only: bool, as_json: bool) -> int:
    """Play the sounds, each by its name: all of them, or those named.

    So that you know them, and have set the volume, before the music is on.
    """
    from coach.audio.events import STANDS_FOR

    for name in names:
        if name not in STANDS_FOR:
            return _unknown(name, list(STANDS_FOR))
    if sequence and names:
        raise click.UsageError("--sequence has an order of its own: leave the names out.")
    if as_json and sequence:
        common.print_json(sequence=[{"at": cue.at_s, "name": cue.name} for cue in _sequence()])
    elif list_only and sequence:
        _print([(f"{cue.at_s:4.1f} s", cue.line) for cue in _sequence()])
    else:
        yours, chosen = _yours(), names or tuple(STANDS_FOR)
        if as_json:
            common.print_json(sounds=[_facts(name, yours) for name in chosen], notes=yours.problems)
        elif list_only:
            _print(_levels(chosen, yours))
            for problem in yours.problems:
                common.message(problem)
        else:
            return _play(_sequence() if sequence else _one_by_one(chosen, yours), audio, yours)
    return 0


def _print(rows: Sequence[tuple[str, ...]]) -> None:
    for line in common.table(rows):
        click.echo(line)


def _unknown(name: str, known: list[str]) -> int:
    from coach.routine.problems import did_you_mean, one_of, printable

    guess = did_you_mean(name, known) or f" There are {one_of(known, 'and')}."
    common.message(f'coach: there is no sound "{printable(name)}".{guess}')
    return 66


# What there is


def _facts(name: str, yours: "OwnSounds") -> dict[str, object]:
    """A sound for a script."""
    from coach.audio.events import STANDS_FOR

    own = yours.files.get(name)
    levels = {field: _rounded(value) for field, value in _measured(name, yours)._asdict().items()}
    return {"name": name, "stands_for": STANDS_FOR[name], "yours": str(own) if own else None, **levels}


def _rounded(value: float) -> float | None:
    """For JSON, which has no number for the level of silence."""
    return round(value, 3) if math.isfinite(value) else None


def _levels(names: tuple[str, ...], yours: "OwnSounds") -> list[tuple[str, ...]]:
    """Rows: name, length, peak, loudness, and what it stands for or whose file it is."""
    from coach.audio.events import STANDS_FOR

    rows: list[tuple[str, ...]] = []
    for name in names:
        sound, own = _measured(name, yours), yours.files.get(name)
        cells = (f"{sound.seconds:.2f} s", f"{sound.peak_dbfs:.1f} dBFS", f"{sound.loudness_lufs:.1f} LUFS")
        rows.append((name, *cells, f"yours: {own.name}" if own else STANDS_FOR[name]))
    return rows


def _yours() -> "OwnSounds":
    """The user's own sounds that can be used: read anew, which takes a moment where there are any."""
    from coach import paths
    from coach.audio.own_sounds import own_sounds

    return own_sounds(paths.bundled("sounds"), paths.own_sounds())


def _samples(name: str, yours: "OwnSounds") -> "array.array[int]":
    """Of the user's own sound, else of the bundled one."""
    from coach import paths
    from coach.audio.helper.bank import read_wav

    own = yours.samples.get(name)
    return read_wav(paths.bundled("sounds") / f"{name}.wav") if own is None else own


def _seconds(name: str, yours: "OwnSounds") -> float:
    from coach.audio.levels import RATE

    return len(_samples(name, yours)) / RATE


def _measured(name: str, yours: "OwnSounds") -> Measured:
    from coach.audio.levels import momentary_lufs, peak_dbfs

    samples = _samples(name, yours)
    return Measured(_seconds(name, yours), peak_dbfs(samples), momentary_lufs(samples))


# What is to be heard


def _one_by_one(names: tuple[str, ...], yours: "OwnSounds") -> "list[Cue]":
    from coach.cli.playback import Cue

    cues, at_s = [], 0.0
    for name in names:
        cues.append(Cue(at_s, name, name))
        at_s += _seconds(name, yours) + PAUSE_S
    return cues


def _sequence() -> "list[Cue]":
    from coach.audio.events import SEQUENCE, STANDS_FOR
    from coach.cli.playback import Cue

    width = max(map(len, STANDS_FOR))
    return [Cue(at_s, name, f"{name:{width}}  {STANDS_FOR[name]}") for at_s, name in SEQUENCE]


def _play(cues: "list[Cue]", audio: str | None, yours: "OwnSounds") -> int:
    from coach.cli.playback import play

    settings = common.the_settings()
    ends_s = cues[-1].at_s + _seconds(cues[-1].name, yours) + PAUSE_S
    sound = settings.audio
    return play(cues, ends_s, audio or sound.backend, sound.volume / 100, sound.offset.ms * 1_000_000)
