"""`coach sounds [NAME…]`: lists the sounds and their levels, or plays them, by name or as a workout would sound."""

import array
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import click

from coach.audio.choices import CHOICES
from coach.cli import common

if TYPE_CHECKING:
    from coach.audio.own_sounds import OwnSounds
    from coach.cli.playback import TimedSound

PAUSE_S = 0.5
"""After each sound, the last one included, so that the device can play it to its end."""


class Measured(NamedTuple):
    """Length and levels of a sound, at a volume of 100 %."""

    seconds: float
    peak_dbfs: float
    loudness_lufs: float


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...", shell_complete=common.complete_sounds)
@click.option("--sequence", is_flag=True, help="Play all of them as a workout would sound, in under a minute.")
@click.option("--audio", type=click.Choice(list(CHOICES)), help="What plays them, instead of the setting.")
@click.option("--list", "list_only", is_flag=True, help="Print names, lengths and levels; play nothing.")
@common.json_option
def command(names: tuple[str, ...], sequence: bool, audio: str | None, list_only: bool, as_json: bool) -> int:
    """Play the sounds one after another: all of them, or those you name.

    Get to know them, and set the volume, before you turn the music on.
    """
    from coach.audio.events import MEANINGS

    for name in names:
        if name not in MEANINGS:
            return _unknown(name, list(MEANINGS))
    if sequence and names:
        raise click.UsageError("--sequence plays a fixed order: leave the names out.")
    if as_json and sequence:
        common.print_json(sequence=[{"at": sound.at_s, "name": sound.name} for sound in _sequence()])
    elif list_only and sequence:
        _print([(f"{sound.at_s:4.1f} s", sound.line) for sound in _sequence()])
    else:
        yours, chosen = _yours(), names or tuple(MEANINGS)
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
    for line in common.table_lines(rows):
        click.echo(line)


def _unknown(name: str, known: list[str]) -> int:
    from coach.routine.problems import did_you_mean, one_of, printable

    guess = did_you_mean(name, known) or f" There are {one_of(known, 'and')}."
    common.message(f'coach: there is no sound "{printable(name)}".{guess}')
    return 66


# The list.


def _facts(name: str, yours: "OwnSounds") -> dict[str, object]:
    """The JSON of a sound."""
    from coach.audio.events import MEANINGS

    own = yours.files.get(name)
    levels = {field: _rounded(value) for field, value in _measured(name, yours)._asdict().items()}
    return {"name": name, "stands_for": MEANINGS[name], "yours": str(own) if own else None, **levels}


def _rounded(value: float) -> float | None:
    """A level for JSON; None for silence, whose level is infinitely low."""
    return round(value, 3) if math.isfinite(value) else None


def _levels(names: tuple[str, ...], yours: "OwnSounds") -> list[tuple[str, ...]]:
    """A row for each: name, length, peak, loudness, and what it means or which file of yours it is."""
    from coach.audio.events import MEANINGS

    rows: list[tuple[str, ...]] = []
    for name in names:
        sound, own = _measured(name, yours), yours.files.get(name)
        cells = (f"{sound.seconds:.2f} s", f"{sound.peak_dbfs:.1f} dBFS", f"{sound.loudness_lufs:.1f} LUFS")
        rows.append((name, *cells, f"yours: {own.name}" if own else MEANINGS[name]))
    return rows


def _yours() -> "OwnSounds":
    """The user's own sounds. Reading them takes a moment if there are any."""
    from coach import paths
    from coach.audio.own_sounds import read_own_sounds

    return read_own_sounds(paths.bundled("sounds"), paths.own_sounds_dir())


def _samples(name: str, yours: "OwnSounds") -> "array.array[int]":
    """The samples of the user's own sound, else of the bundled one."""
    from coach import paths
    from coach.audio.helper.sample_bank import read_wav

    own = yours.samples.get(name)
    return read_wav(paths.bundled("sounds") / f"{name}.wav") if own is None else own


def _seconds(name: str, yours: "OwnSounds") -> float:
    from coach.audio.helper.decode import SAMPLE_RATE

    return len(_samples(name, yours)) / SAMPLE_RATE


def _measured(name: str, yours: "OwnSounds") -> Measured:
    from coach.audio.levels import momentary_lufs, peak_dbfs

    samples = _samples(name, yours)
    return Measured(_seconds(name, yours), peak_dbfs(samples), momentary_lufs(samples))


# The sequence.


def _one_by_one(names: tuple[str, ...], yours: "OwnSounds") -> "list[TimedSound]":
    from coach.cli.playback import TimedSound

    sounds, at_s = [], 0.0
    for name in names:
        sounds.append(TimedSound(at_s, name, name))
        at_s += _seconds(name, yours) + PAUSE_S
    return sounds


def _sequence() -> "list[TimedSound]":
    from coach.audio.events import MEANINGS, SEQUENCE
    from coach.cli.playback import TimedSound

    width = max(map(len, MEANINGS))
    return [TimedSound(at_s, name, f"{name:{width}}  {MEANINGS[name]}") for at_s, name in SEQUENCE]


def _play(sounds: "list[TimedSound]", audio: str | None, yours: "OwnSounds") -> int:
    from coach.cli.playback import play

    settings = common.the_settings()
    ends_s = sounds[-1].at_s + _seconds(sounds[-1].name, yours) + PAUSE_S
    config = settings.audio
    return play(sounds, ends_s, audio or config.backend, config.volume / 100, config.offset.ms * 1_000_000)
