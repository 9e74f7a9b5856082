"""The reference of the format: a table of fields for each Struct of the model, as `routines/README.md` has them.

`python -m coach.routine.reference FILE` updates the tables of a file, which stand between `<!-- fields: Item -->` and
`<!-- end -->`. A test fails if they are out of date. The descriptions are those of the model.
"""

import re
import sys
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

import msgspec
from msgspec import NODEFAULT, Meta, Struct

from coach.routine import model
from coach.routine.model import BaseBlock, Shared
from coach.routine.problems import one_of

_PLACE: Final = re.compile(r"(<!-- fields: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
_LISTS: Final = {"Item": "exercises", "Cue": "cues", "Fault": "faults", "SetSpec": "sets"}
_KINDS: Final = {str: "a text", int: "a whole number", float: "a number", bool: "yes, no"}


def filled(text: str) -> str:
    """The text with its tables up to date."""
    return _PLACE.sub(lambda found: f"{found[1]}\n{table(getattr(model, found[2]))}\n{found[3]}", text)


def table(kind: type[Struct]) -> str:
    """The fields of a Struct as a Markdown table: its own first, then those that every level has. For a type of block
    without those that every block has."""
    inherited = msgspec.structs.fields(BaseBlock) if issubclass(kind, BaseBlock) and kind is not BaseBlock else ()
    known = {field.name for field in inherited}
    shared = {field.name for field in msgspec.structs.fields(Shared)} if issubclass(kind, Shared) else set()
    fields = [field for field in msgspec.structs.fields(kind) if field.name not in known]
    rows = [_row(field) for field in sorted(fields, key=lambda field: field.name in shared)]
    return "\n".join(["| field | takes | what it says |", "|---|---|---|", *rows, ""])


def _row(field: msgspec.structs.FieldInfo) -> str:
    required = field.default is NODEFAULT and field.default_factory is NODEFAULT
    name = f"`{field.encode_name}`" + (" (required)" if required else "")
    cells = (name, _takes(field.type), _says(field))
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _says(field: msgspec.structs.FieldInfo) -> str:
    """Its description, and its default if there is one that the description does not give."""
    words = next((meta.description for meta in _metas(field.type) if meta.description), "")
    default = field.default
    if hasattr(default, "text"):
        default = default.text()
    if isinstance(default, str | int) and default and f"{default}" not in words:
        words += f"; not given: `{default}`"
    return words


def _metas(kind: Any) -> list[Meta]:
    """The outermost first."""
    if get_origin(kind) is not Annotated:
        return []
    inner, *metas = get_args(kind)
    return [*(meta for meta in metas if isinstance(meta, Meta)), *_metas(inner)]


def _takes(kind: Any) -> str:
    bounds: dict[str, Any] = {}
    for meta in reversed(_metas(kind)):
        bounds |= {name: value for name in ("ge", "le", "max_length") if (value := getattr(meta, name)) is not None}
    while get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    origin = get_origin(kind)
    if origin is Union or origin is UnionType:
        kinds = [each for each in get_args(kind) if each is not NoneType]
        if all(isinstance(each, type) and issubclass(each, BaseBlock) for each in kinds):
            return "a block"
        return one_of(list(dict.fromkeys(_takes(each) for each in kinds)))
    if origin is Literal:
        return one_of([f"`{word}`" for word in get_args(kind)]) if len(get_args(kind)) < 8 else "one of the words below"
    if origin is tuple:
        return _listed(get_args(kind)[0])
    if origin is dict:
        return "ids, each with an exercise"
    if hasattr(kind, "EXAMPLES"):
        return ", ".join(f"`{example}`" for example in kind.EXAMPLES)
    if issubclass(kind, Struct):
        return "the fields below"
    return _simple(kind, bounds)


def _listed(kind: Any) -> str:
    bare = kind
    while get_origin(bare) is Annotated:
        bare = get_args(bare)[0]
    if get_origin(bare) is Literal:
        return "a list of: " + ", ".join(f"`{word}`" for word in get_args(bare))
    if (name := getattr(bare, "__name__", "")) in _LISTS:
        return f"a list of {_LISTS[name]}"
    if get_origin(bare) in (Union, UnionType):
        return "a list of blocks"
    return "a list of texts" if bare is str else f"a list of: {_takes(kind)}"


def _simple(kind: Any, bounds: dict[str, Any]) -> str:
    words = _KINDS[kind]
    if "ge" in bounds and "le" in bounds:
        return f"{bounds['ge']}" if bounds["ge"] == bounds["le"] else f"{words} from {bounds['ge']} to {bounds['le']}"
    return f"{words} of at most {bounds['max_length']} characters" if "max_length" in bounds else words


def main(arguments: list[str]) -> None:
    """Updates the tables of the files named."""
    for name in arguments:
        path = Path(name)
        path.write_text(filled(path.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
