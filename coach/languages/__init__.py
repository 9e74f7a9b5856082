"""The languages of the voice: a data file each, and the one list of them.

What may live here: the files, the list, and how one is read. `coach.workout.heard.language` says what the fields mean,
README.md how to add a language.
"""

import re
from pathlib import Path

from msgspec import Meta, Struct, structs

from coach.routine.decode import decode
from coach.routine.problems import Report, failure, one_of, quoted
from coach.routine.values import language_code
from coach.routine.yaml_nodes import Mapping, compose, read_text
from coach.workout.heard.language import Counted, Language

LANGUAGES: dict[str, str] = {"en": "English", "de": "Deutsch"}
"""Code, which is also the file's stem and what the engine of the voice is asked for, and the language's own name."""

USUAL = "en"


def spoken(wanted: str) -> str | None:
    """The code of the language that is meant by `de`, `DE` or `de-AT`; None where there is no file of it."""
    return language_code(wanted, LANGUAGES)


def load(code: str, folder: Path = Path(__file__).parent) -> Language:
    """The language of a file. Raises `LoadError` with all that is wrong with it, by line and column."""
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
    """What the types do not say: each text holds its names and no other, and numbers are named by their digits."""
    root = places[id(language)]
    _check_names(language, root, report)
    for field in language.__struct_fields__:
        if isinstance(forms := getattr(language, field), Counted):
            _check_names(forms, places[id(forms)], report)
    numbers = root.get("numbers")
    if isinstance(numbers, Mapping):
        for digits, (key, _) in numbers.entries.items():
            if not re.fullmatch(r"0|[1-9]\d{0,3}", digits):
                report.add(key, f"{quoted(digits)} is not a number in digits, like 12.")


def _check_names(made: Struct, node: Mapping, report: Report) -> None:
    """The names in braces that each text of a Struct holds: those that its field says, and no other brace."""
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
