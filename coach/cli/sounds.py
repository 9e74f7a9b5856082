"""`coach sounds [NAME…]`: the sounds and their levels; plays them by name, or as a workout would sound."""

import array
import sys
import wave
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from coach.audio.player import CHOICES
from coach.cli import common

if TYPE_CHECKING:
    from coach.cli.playback import Cue

PAUSE_S = 0.5
"""Between two sounds, and after the last one, so that the device can end it."""
UNKNOWN_S = 2.0
"""As long a file of the user's is taken to be that is no wav."""


class Measured(NamedTuple):
    """A bundled sound."""

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
    elif as_json:
        common.print_json(sounds=[_facts(name) for name in names or STANDS_FOR])
    elif list_only:
        rows = [(f"{cue.at_s:4.1f} s", cue.line) for cue in _sequence()] if sequence else _levels(names)
        for line in common.table(rows):
            click.echo(line)
    else:
        return _play(_sequence() if sequence else _one_by_one(names or tuple(STANDS_FOR)), audio)
    return 0


def _unknown(name: str, known: list[str]) -> int:
    from coach.routine.problems import did_you_mean, one_of, printable

    guess = did_you_mean(name, known) or f" There are {one_of(known, 'and')}."
    common.message(f'coach: there is no sound "{printable(name)}".{guess}')
    return 66


# What there is


def _facts(name: str) -> dict[str, object]:
    """A sound for a script. Of a file of the user's nobody knows the levels here: the helper alone decodes."""
    from coach.audio.events import STANDS_FOR

    own = _own(name)
    measured = [round(value, 3) if own is None else None for value in _measured(name)]
    levels = dict(zip(Measured._fields, measured, strict=True))
    return {"name": name, "stands_for": STANDS_FOR[name], "yours": own, **levels}


def _levels(names: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Rows: name, length, peak, loudness, what it stands for."""
    from coach.audio.events import STANDS_FOR

    rows = []
    for name in names or STANDS_FOR:
        if _own(name) is not None:
            cells: tuple[str, ...] = ("yours", "", "")
        else:
            sound = _measured(name)
            cells = (f"{sound.seconds:.2f} s", f"{sound.peak_dbfs:.1f} dBFS", f"{sound.loudness_lufs:.1f} LUFS")
        rows.append((name, *cells, STANDS_FOR[name]))
    return rows


def _own(name: str) -> Path | None:
    """The file of the user's that replaces a sound; of several the helper takes the first that it can read."""
    from coach import paths
    from coach.audio.helper.decode import ENDINGS

    files = (file for file in sorted(paths.own_sounds().glob(f"{name}.*")) if file.stem == name and file.is_file())
    return next((file for file in files if file.suffix[1:].lower() in ENDINGS), None)


def _bundled(name: str) -> Path:
    from coach import paths

    return paths.bundled("sounds") / f"{name}.wav"


def _measured(name: str) -> Measured:
    from coach.audio.levels import momentary_lufs, peak_dbfs

    with wave.open(str(_bundled(name))) as file:
        samples = array.array("h", file.readframes(file.getnframes()))
        seconds = file.getnframes() / file.getframerate()
    if sys.byteorder == "big":
        samples.byteswap()
    return Measured(seconds, peak_dbfs(samples), momentary_lufs(samples))


# What is to be heard


def _one_by_one(names: tuple[str, ...]) -> "list[Cue]":
    from coach.cli.playback import Cue

    cues, at_s = [], 0.0
    for name in names:
        cues.append(Cue(at_s, name, name))
        at_s += _seconds(name) + PAUSE_S
    return cues


def _sequence() -> "list[Cue]":
    from coach.audio.events import SEQUENCE, STANDS_FOR
    from coach.cli.playback import Cue

    width = max(map(len, STANDS_FOR))
    return [Cue(at_s, name, f"{name:{width}}  {STANDS_FOR[name]}") for at_s, name in SEQUENCE]


def _seconds(name: str) -> float:
    """How long a sound lasts: the user's own if there is one and it is not too long to be used."""
    from coach.audio.helper.bank import LONGEST_S

    if (own := _own(name)) is not None and (seconds := _lasts(own)) <= LONGEST_S:
        return seconds
    return _lasts(_bundled(name))


def _lasts(path: Path) -> float:
    """Seconds of a file; a guess where it does not say so by itself."""
    try:
        with wave.open(str(path)) as file:
            return float(file.getnframes() / file.getframerate())
    except (wave.Error, EOFError, OSError, ZeroDivisionError):
        return UNKNOWN_S


def _play(cues: "list[Cue]", audio: str | None) -> int:
    from coach.cli.playback import play

    settings = common.the_settings()
    ends_s = cues[-1].at_s + _seconds(cues[-1].name) + PAUSE_S
    sound = settings.audio
    return play(cues, ends_s, audio or sound.backend, sound.volume / 100, sound.offset.ms * 1_000_000)
