"""The languages of the voice: one data file each, and the list of them.

What lives here: the files, the list, and how a file is read. What does not: the meaning of the fields, which is defined
in `coach.workout.heard.language`. README.md explains how to add a language.
"""

import re
from pathlib import Path

from msgspec import Meta, Struct, structs

from coach.routine.problems import Report, failure, one_of, quoted
from coach.routine.reading.decode import decode
from coach.routine.reading.yaml_nodes import Mapping, compose, read_text
from coach.routine.values import language_code
from coach.workout.heard.language import Language, PluralForms

LANGUAGES: dict[str, str] = {"en": "English", "de": "Deutsch"}
"""The name of each language in itself, by code; the default language is the first. The code is the stem of the file,
and is passed to the speech engine."""

DEFAULT_LANGUAGE = next(iter(LANGUAGES))


def matching_language(wanted: str) -> str | None:
    """The code of the language that `de`, `DE` or `de-AT` means; None if there is none."""
    return language_code(wanted, LANGUAGES)


def load_language(code: str, folder: Path = Path(__file__).parent) -> Language:
    """Read a language's file. Raises `LoadError` with all of its problems, by line and column."""
    path = folder / f"{code}.yaml"
    document = compose(read_text(path), str(path))
    places: dict[int, Mapping] = {}
    language = decode(Language, document, places)
    if language is not None:
        _check(language, places, document.report)
    document.report.check()
    if language is None:
        raise failure("invalid", str(path), "this is not a language.")
    return language


def _check(language: Language, places: dict[int, Mapping], report: Report) -> None:
    """Check what the types cannot express: the placeholders of each text, and the keys of the numbers."""
    root = places[id(language)]
    _check_names(language, root, report)
    for field in language.__struct_fields__:
        if isinstance(forms := getattr(language, field), PluralForms):
            _check_names(forms, places[id(forms)], report)
    numbers = root.get("numbers")
    if isinstance(numbers, Mapping):
        for digits, (key, _) in numbers.entries.items():
            if not re.fullmatch(r"0|[1-9]\d{0,3}", digits):
                report.add(key, f"{quoted(digits)} is not a number in digits, like 12.")


def _check_names(made: Struct, node: Mapping, report: Report) -> None:
    """Check that each text of a Struct has the placeholders of its field's metadata, and no other brace."""
    for info in structs.fields(made):
        text, place = getattr(made, info.name), node.get(info.encode_name)
        metas = [meta for meta in getattr(info.type, "__metadata__", ()) if isinstance(meta, Meta)]
        if not isinstance(text, str) or place is None or not metas:
            continue
        names = {name for meta in metas for name in (meta.extra or {}).get("holds", ())}
        found = re.findall(r"\{\w+\}", text)
        if set(found) != {f"{{{name}}}" for name in names} or re.search("[{}]", re.sub(r"\{\w+\}", "", text)):
            wanted = one_of([f"{{{name}}}" for name in sorted(names)], "and") or "nothing in braces"
            report.add(place, f'"{info.encode_name}" holds {wanted}.')
