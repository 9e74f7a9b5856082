"""The names of Structs in messages, and the sentences about what does not fit a Struct.

Only words: what is wrong is decided elsewhere. A Struct that is not listed here has the name of its class.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple, get_args

import msgspec

from coach.routine.problems import Report, one_of, quoted
from coach.routine.reading.yaml_errors import STRANGE, strange_space
from coach.routine.reading.yaml_nodes import Mapping, Node, Scalar, Sequence

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
    "AudioSettings": ("audio", "{backend: auto, volume: 100}"),
    "VoiceSettings": ("voice", "{speak: on, rate: 110}"),
    "Language": ("a language", "next: and the others of en.yaml"),
    "PluralForms": ("a counted thing", '{one: one set, other: "{n} sets"}'),
}
"""The name of a Struct in messages, and how one is written."""

_ELSEWHERE = {
    "weight": ("load",),
    "kg": ("load",),
    "lb": ("load",),
    "lbs": ("load",),
    "repetitions": ("reps",),
    "repeat": ("rounds", "sets"),
    "times": ("rounds", "sets"),
    "intervals": ("rounds",),
    "duration": ("work", "for"),
    "time": ("work", "for"),
    "seconds": ("work",),
    "minutes": ("for",),
    "hold": ("work",),
    "interval": ("every",),
    "pause": ("rest",),
    "break": ("rest",),
    "comment": ("note", "description"),
    "hint": ("note",),
    "title": ("name",),
    "label": ("name",),
    "items": ("exercises",),
    "workout": ("blocks",),
    "movement": ("exercise",),
    "also-known-as": ("aliases",),
}
"""Names of fields in other programs, and what they may be here."""


def title(kind: type) -> str:
    """The name of a Struct in messages: `an exercise item`."""
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


def named(label: str) -> str:
    """The beginning of a message about a field. The label of an entry of a list is that of the list with `[]`."""
    return f'an entry of "{label[:-2]}"' if label.endswith("[]") else f'"{label}"'


@cache
def field_names(kind: type) -> tuple[str, ...]:
    """The YAML names of a Struct's fields: `type`, its own, then those of its bases."""
    tag = kind.__struct_config__.tag_field  # type: ignore[attr-defined]
    fields = sorted(msgspec.structs.fields(kind), key=lambda field: _depth(kind, field.name))
    return (*([tag] if tag else []), *(field.encode_name for field in fields))


def _depth(kind: type, attribute: str) -> int:
    """How many of its bases have the field; 0 for a field of its own."""
    bases = [base for base in kind.__mro__[1:] if issubclass(base, msgspec.Struct) and base is not msgspec.Struct]
    return sum(attribute in base.__struct_fields__ for base in bases)


def not_fields(kind: type, node: Scalar | Sequence | Mapping) -> str:
    """A Struct was expected, but there is a scalar or a list."""
    found, advice = "a list", written(kind)
    if type(node) is Scalar:
        found = quoted(node.text)
        if match := _JOINED.match(node.text):
            advice = f'A space is missing after "{match[1]}:".'
            if re.fullmatch(STRANGE, behind := match[0][-1]):
                advice = _capital(strange_space(behind, indents=False))
        elif node.text.startswith("-"):
            advice = 'A space is missing after the "-".'
        elif "\N{FULLWIDTH COLON}" in node.text:
            advice = 'A full-width colon is none: write ": ".'
    elif type(node) is Sequence and len(node.items) == 1:
        advice = f'Is there a "- " too much? {advice}'
    return f"{found} is not {title(kind)}. {advice}"


def not_names(label: str, node: Node) -> str:
    """A mapping with names of any kind was expected: a routine's own exercises, maxes."""
    message = f"{named(label)} takes names, each with a colon and what it stands for."
    if label == "exercises" and type(node) is Sequence:
        message += ' These are exercises of your own; what is to be done stands in "blocks".'
    return message


def not_a_list(label: str, node: Node) -> str:
    """A list was expected."""
    if type(node) is Mapping:
        return f'{named(label)} takes a list, not fields. Begin each entry with "- ".'
    assert type(node) is Scalar
    advice = 'Begin each entry with "- "'
    if node.plain:
        advice = 'A space is missing after each "-"' if node.text.startswith("-") else f"Write [{node.text}]"
    return f"{named(label)} takes a list, not one value, {quoted(node.text)}. {advice}."


def not_one_of(label: str, text: str, choices: list[str], report: Report) -> str:
    """A word that is not one of the choices."""
    guess = report.did_you_mean(text, choices)
    if guess and len(choices) > _LISTED:
        return f"{named(label)} takes no {quoted(text)}.{guess}"
    return f"{named(label)} takes {one_of(choices)}, not {quoted(text)}.{guess}"


_JOINED = re.compile("([a-z-]+):[^ ]")
"""A field and its value without a space between them."""
_LISTED = 10
"""Longer lists of words are not printed if a similar word is found."""


def not_a_number(label: str, meant: str, node: Scalar, right: bool) -> str:
    """A number was expected. `right`: without quotes it would be one."""
    message = f"{named(label)} takes {meant}{' without quotes' if right else ''}, not {quoted(node.text)}."
    if label == "sets" and (match := re.fullmatch(r"\s*(\d+)\s*[x×*]\s*(.*\S)\s*", node.text)):
        message += f" Write sets: {match[1]} and reps: {match[2]}."
    return message


def nothing(key: Scalar, child: Node, report: Report) -> str:
    """A field without a value."""
    if type(child) is Scalar and child.text:
        advice = "Put quotes around it if it is a word, or take the line out."
        return f"{quoted(key.text)} has no value: in YAML, {child.text} stands for nothing. {advice}"
    behind = _behind(key, report)
    advice = "Write a value"
    if re.match(r":\s+#\S", behind):
        advice = "Put quotes around a value that begins with #"
    elif re.fullmatch(r":\s*(#.*)?", behind) and _list_follows(key, report):
        advice = "Indent the list below it further"
    return f"{quoted(key.text)} has nothing after its colon. {advice}, or take the line out."


def _behind(key: Scalar, report: Report) -> str:
    """What follows a key in its line, at most 200 characters."""
    return report.lines[key.end.line][key.end.column : key.end.column + 200]


def _list_follows(key: Scalar, report: Report) -> bool:
    """Whether the lines below look like the list that is missing."""
    below = range(key.end.line + 1, min(key.end.line + 50, len(report.lines)))
    lines = (report.lines[number][:200] for number in below)
    line = next((line for line in lines if line.strip() and not line.lstrip().startswith("#")), "")
    return line.lstrip().startswith("- ") and len(line) - len(line.lstrip()) <= key.start.column


def no_field(key: Scalar, report: Report) -> str | None:
    """An entry in braces without a colon, mostly the rest of a text or a number with a comma; None for others."""
    line = report.lines[key.end.line]
    if _behind(key, report).lstrip().startswith(":") or _JOINED.match(key.text):
        return None
    if key.text[:1].isdigit() and re.search(r"\d,$", line[max(0, key.start.column - 2) : key.start.column]):
        return f"the comma before {quoted(key.text)} begins a new field. Write a number with a point."
    return f"{quoted(key.text)} has no colon. Put quotes around a text that has a comma."


class Unknown(NamedTuple):
    """The message about a field that a Struct does not have."""

    message: str
    meant: str | None
    """The field that is clearly meant; None if that is not clear."""


def unknown(kind: type, siblings: tuple[type, ...], name: str, root: type, report: Report, typed: bool) -> Unknown:
    """A field that a Struct does not have: misspelt, or of another Struct.

    Args:
        kind: the Struct.
        siblings: the others that `type` could have chosen.
        name: the field.
        root: the Struct of the whole file, other parts of which may have the field.
        report: of the file, which limits the search for similar names.
        typed: whether `type` is written.
    """
    names = field_names(kind)
    takers = [other for other in siblings if name in field_names(other)]
    if takers and typed:
        message = f'"{name}" does not belong into {title(kind)}, only into {one_of([title(it) for it in takers])}.'
        return Unknown(f"{message} {_capital(title(kind))} takes: {', '.join(names)}.", None)
    if takers:
        types = f"needs a type: {one_of([it.__struct_config__.tag for it in takers])}"  # type: ignore[attr-defined]
        inside = [title(it) for it in _homes(root, name) if it not in takers and not it.__struct_config__.tag_field]
        message = f'"{name}" {f"belongs into {one_of(inside)}, or " if inside else ""}{types}.'
        return Unknown(f"{message} Without one this is {title(kind)}, which takes: {', '.join(names)}.", None)
    if (match := _JOINED.match(name)) and match[1] in names:
        return Unknown(f'a space is missing after "{match[1]}:".', match[1])
    what = f"unknown field {quoted(name)} in {title(kind)}."
    called = next((field for field in _ELSEWHERE.get(name.casefold(), ()) if field in names), None)
    if called:
        return Unknown(f'{what} Did you mean "{called}"?', called)
    homes = _home_titles(root, name)
    guess = report.meant(name, names)
    meant = f' Did you mean "{guess}"?' if guess else ""
    if 1 <= len(homes) <= 3:
        where = f'"{name}" does not belong into {title(kind)}, but into {one_of(homes)}.'
        return Unknown(where + (meant if guess and guess.startswith(name) else ""), None)
    return Unknown(what + (meant or f" It takes: {', '.join(names)}."), guess)


def _home_titles(root: type, name: str) -> list[str]:
    """The names of what has this field in such a file; `a block` if all types of block have it."""
    homes = _homes(root, name)
    blocks = [kind for kind in _kinds(root) if kind.__struct_config__.tag_field]
    if blocks and all(kind in homes for kind in blocks):
        return [*(title(kind) for kind in homes if kind not in blocks), "a block"]
    return [title(kind) for kind in homes]


def _homes(root: type, name: str) -> list[Any]:
    return [kind for kind in _kinds(root) if name in field_names(kind)]


@cache
def _kinds(root: type) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(_structs(root)))


def _structs(kind: Any) -> Iterator[Any]:
    """The Structs in a type."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct) and not hasattr(kind, "parse"):
        yield kind
        for field in msgspec.structs.fields(kind):
            yield from _structs(field.type)
    else:
        for part in get_args(kind):
            yield from _structs(part)


def needs(kind: type, name: str, report: Report, top: bool) -> str:
    """A required field is missing. `top`: from the whole file."""
    message = f'{title(kind)} needs "{name}".'
    if top:
        lines = [number for number, line in enumerate(report.lines, 1) if re.match(rf"\s+(- )?{name}:", line[:200])]
        if len(lines) == 1:
            message += f" The one in line {lines[0]} belongs to something else: check how far it is indented."
    return message


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
