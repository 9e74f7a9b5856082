"""What the Structs of the model are called in messages, and the sentences about a mapping that does not fit one.

Only words: nothing here decides whether something is wrong. A Struct that is not named here is called by its class.
"""

import re

import msgspec

from coach.routine.problems import Report, one_of, quoted
from coach.routine.yaml_nodes import Mapping, Scalar, Sequence

_TITLES = {
    "Routine": ("a routine", "name: and blocks:"),
    "Exercise": ("an exercise", "name: and cues:"),
    "Item": ("an exercise item", "{exercise: deadlift, reps: 5}"),
    "SetSpec": ("a set", "{reps: 5, load: 75%}"),
    "Defaults": ("defaults", "{rest: 2m, get-ready: 10s}"),
    "Progress": ("progress", "{type: double, add: 2.5 kg}"),
    "Cue": ("a cue", "{phase: setup, text: Stand tall}"),
    "Fault": ("a fault", "{fault: Rounded back, fix: Chest up}"),
    "Muscles": ("muscles", "{primary: [glutes], secondary: [core]}"),
    "Straight": ("a straight block", "{exercises: [{exercise: deadlift, reps: 5}]}"),
    "Emom": ("an emom", "{type: emom, every: 1m, rounds: 10, exercises: [...]}"),
    "Amrap": ("an amrap", "{type: amrap, for: 8m, exercises: [...]}"),
    "Settings": ("the settings", "units: kg"),
    "Audio": ("audio", "{backend: auto, volume: 100}"),
}
"""What a Struct is called in messages, and how one is written."""


def title(kind: type) -> str:
    """What a Struct is called in messages: `an exercise item`."""
    name = kind.__name__
    if name in _TITLES:
        return _TITLES[name][0]
    if name.endswith("s"):
        return name.lower()
    return f"{'an' if name[0] in 'AEIOU' else 'a'} {name.lower()}"


def written(kind: type) -> str:
    """A sentence that shows how a Struct is written."""
    example = _TITLES[kind.__name__][1] if kind.__name__ in _TITLES else "fields, each as name: value"
    return f"Write {title(kind)} as {example}."


def field_names(kind: type) -> list[str]:
    """The YAML names of a Struct's fields, in the order in which the model has them, `type` first."""
    tag = kind.__struct_config__.tag_field  # type: ignore[attr-defined]
    return ([tag] if tag else []) + [field.encode_name for field in msgspec.structs.fields(kind)]


def not_fields(kind: type, node: Scalar | Sequence | Mapping) -> str:
    """A Struct was expected where there is a scalar or a list."""
    found, advice = "a list", written(kind)
    if type(node) is Scalar:
        found = quoted(node.text)
        if match := re.match(r"([a-z-]+):\S", node.text):
            advice = f'A space is missing after "{match[1]}:".'
    return f"{found} is not {title(kind)}. {advice}"


def nothing(key: Scalar, report: Report) -> str:
    """A field without a value."""
    line = report.lines[key.end.line][key.end.column :]
    advice = "Put quotes around a value that begins with #" if re.match(r":\s+#\S", line) else "Write a value"
    return f"{quoted(key.text)} has nothing after its colon. {advice}, or take the line out."


def unknown(kind: type, siblings: tuple[type, ...], name: str, report: Report) -> str:
    """A field that a Struct has not: perhaps misspelt, perhaps another block type's.

    Args:
        kind: the Struct.
        siblings: the others that `type` could have chosen.
        name: the field.
        report: looks for what may have been meant.
    """
    names = field_names(kind)
    takers = [title(other).split()[-1] for other in siblings if name in field_names(other)]
    if takers:
        return (
            f'"{name}" does not belong into {title(kind)}, only into {one_of(takers, "or")}. '
            f"{_capital(title(kind))} takes: {', '.join(names)}."
        )
    guess = report.did_you_mean(name, names)
    return f"unknown field {quoted(name)} in {title(kind)}." + (guess or f" It takes: {', '.join(names)}.")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
