"""config.yaml: the settings, and how they are read. The file is the user's and is never written.

`Settings` is a Struct like those of `routine.model`: a field for each key, with its description, bounds and default.
Reading never fails. Each error is returned as a problem; the setting that has it keeps its default, the others apply.
What the program remembers by itself belongs in `state`. What a setting changes is up to the code that uses it.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal, Self

from msgspec import Meta, Struct
from msgspec.structs import replace

from coach import paths
from coach.audio.choices import CHOICES
from coach.routine.exercises import listed
from coach.routine.model import Line, says
from coach.routine.problems import LoadError, Problem, Report, one_of, quoted
from coach.routine.reading.decode import decode
from coach.routine.reading.yaml_nodes import Mapping, Node, compose, read_text
from coach.routine.reading.yaml_nodes import Sequence as NodeSequence
from coach.routine.values import SECOND, BadValue, Gap, Load, Unit
from coach.themes import THEME_NAMES

Switch = Literal["on", "off"]
if TYPE_CHECKING:
    AudioChoice = str
    ThemeName = str
else:  # a type checker wants the names written out; the registries have them
    AudioChoice = Literal[CHOICES]
    ThemeName = Literal[THEME_NAMES]
Masses = Annotated[tuple[Load, ...], Meta(min_length=1, max_length=100)]


class Offset(Struct, frozen=True):
    """How much earlier everything is played: `120 ms`. A bare number is in milliseconds."""

    ms: int
    PATTERN: ClassVar[str] = r"^[-+]?\d{1,3}(\s*ms)?$"

    @classmethod
    def parse(cls, text: str) -> Self:
        match = re.fullmatch(r"([-+]?\d{1,9})(\s*ms)?", text.strip())
        if not match:
            raise BadValue(f"{quoted(text)} is not an offset. Write 120 ms or -80 ms.")
        if not -500 <= int(match[1]) <= 500:
            raise BadValue(f"{quoted(text)} is out of range: an offset goes from -500 ms to 500 ms.")
        return cls(int(match[1]))

    def text(self) -> str:
        return f"{self.ms} ms"


class AudioSettings(Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    backend: Annotated[AudioChoice, says("what plays the sounds; auto takes the best there is")] = "auto"
    volume: Annotated[int, Meta(ge=0, le=150, description="in per cent, 0 to 150")] = 100
    off: Annotated[tuple[Line, ...], says("sounds that are not to be heard, by name: [rep, tick]")] = ()
    offset: Annotated[
        Offset, says("how much earlier everything is heard, for headphones that are late: 120 ms; negative: later")
    ] = Offset(0)


class VoiceSettings(Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    speak: Annotated[Switch, says("whether a voice says what comes, the count, the cues; v changes it")] = "off"
    name: Annotated[
        str, Meta(max_length=100, description="one of the voices of your system; not given: its usual one")
    ] = ""
    rate: Annotated[int, Meta(ge=50, le=200, description="how fast, in per cent of the usual")] = 100
    level: Annotated[int, Meta(ge=0, le=150, description="how loud, in per cent, apart from the sounds")] = 100
    off: Annotated[tuple[Line, ...], says("what is not to be said: [count, cue]")] = ()


class Settings(Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    units: Annotated[Unit, says("kg or lb, where the program itself names a weight")] = "kg"
    theme: Annotated[ThemeName, says("dark, light, or the name of a Textual theme")] = "dark"
    get_ready: Annotated[Gap, says("the seconds before work, where a routine says nothing else")] = Gap(10 * SECOND)
    keep_awake: Annotated[Switch, says("whether a running workout keeps the screen awake")] = "on"
    audio: Annotated[AudioSettings, says("what is heard, and how loud")] = AudioSettings()
    voice: Annotated[VoiceSettings, says("what is spoken, and how")] = VoiceSettings()
    maxes: Annotated[dict[str, Load], says("your best single, by exercise: {deadlift: 140 kg}")] = {}
    bar: Annotated[Load | None, says("the empty bar; not given: 20 kg or 45 lb")] = None
    plates: Annotated[Masses | None, says("the sizes of plates, each in pairs: [20 kg, 10 kg, 5 kg]")] = None
    dumbbells: Annotated[Masses | None, says("the dumbbells there are: [8 kg, 12 kg]")] = None
    kettlebells: Annotated[Masses | None, says("the kettlebells there are: [12 kg, 16 kg, 24 kg]")] = None


def read_settings(file: Path | None = None) -> tuple[Settings, tuple[Problem, ...]]:
    """Read the settings, with all problems of the file. A missing file is not a problem.

    Args:
        file: instead of `paths.config_file()`.
    """
    path = file or paths.config_file()
    try:
        document = compose(read_text(path), str(path))
    except LoadError as error:
        return Settings(), () if error.kind == "not found" else error.problems
    if document.root is None and not document.report.failed:
        return Settings(), ()
    settings = decode(Settings, document)
    if settings is None:
        return Settings(), document.report.problems
    assert isinstance(document.root, Mapping)  # nothing else decodes to a value
    return _checked(settings, document.root, document.report), document.report.problems


def _checked(settings: Settings, root: Mapping, report: Report) -> Settings:
    """Check what the types cannot express: which loads are weights, and which sounds and phrases exist."""
    for name in ("bar", "plates", "dumbbells", "kettlebells"):
        value = getattr(settings, name)
        if value is not None and not _weights(value, name, root.get(name) or root, report):
            settings = replace(settings, **{name: None})
    node = root.get("maxes")
    places = node if isinstance(node, Mapping) else root
    kept = {
        exercise: load
        for exercise, load in settings.maxes.items()
        if _weights(load, exercise, places.get(exercise) or places, report)
    }
    _check_names(kept, places, report)
    audio, voice = settings.audio, settings.voice
    if audio.off:
        audio = replace(audio, off=_known(audio.off, sound_names(), "there is no sound", root, "audio", report))
    if voice.off:
        voice = replace(voice, off=_known(voice.off, phrase_events(), "nothing is said at", root, "voice", report))
    return replace(settings, maxes=kept, audio=audio, voice=voice)


def _check_names(maxes: dict[str, Load], places: Mapping, report: Report) -> None:
    """Warn about a max of an unknown exercise that resembles a known one. Others may be a routine's own exercises."""
    if not maxes:
        return
    names = [name for folder in paths.exercise_folders() for name in listed(folder)]
    for name in maxes:
        if name not in names and (guess := report.did_you_mean(name, names)):
            message = f"there is no exercise {quoted(name)}.{guess}"
            report.add(places.key(name) or places, message, "warning")


def _weights(loads: Load | tuple[Load, ...], name: str, node: Node, report: Report) -> bool:
    """Whether these are all single weights. Each that is not is reported, at its own place if that is known."""
    entries = loads if isinstance(loads, tuple) else (loads,)
    known = isinstance(node, NodeSequence) and len(node.items) == len(entries)
    places = node.items if isinstance(node, NodeSequence) and known else [node] * len(entries)
    wrong = [
        (load, place)
        for load, place in zip(entries, places, strict=True)
        if load.kind != "mass" or load.count != 1 or load.amount <= 0
    ]
    for load, place in wrong:
        report.add(place, f'"{name}" takes a weight like 20 kg or 45 lb, not {load.text()}.')
    return not wrong


def _known(
    names: tuple[str, ...], known: Sequence[str], nothing: str, root: Mapping, field: str, report: Report
) -> tuple[str, ...]:
    """The names in a field's `off` that exist. The others are reported at that field."""
    node = root.get(field)
    place = (node.get("off") if isinstance(node, Mapping) else None) or root
    for name in names:
        if name not in known:
            guess = report.did_you_mean(name, known) or f" Write {one_of(known)}."
            report.add(place, f'"off": {nothing} {quoted(name)}.{guess}')
    return tuple(name for name in names if name in known)


def sound_names() -> list[str]:
    """The names of the bundled sounds, in order."""
    return sorted(path.stem for path in paths.bundled("sounds").glob("*.wav"))


def phrase_events() -> Sequence[str]:
    """The names of what the voice says, in order."""
    from coach.workout.heard.phrases import EVENTS

    return EVENTS
