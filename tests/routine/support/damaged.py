"""Hypothesis strategies for the texts of routines, right ones and wrong ones, as somebody's editor may leave them.

Three ways: good files damaged by characters and lines; good files whose nodes were moved, copied, swapped, renamed or
taken out, within a file and from one into another; and files made from the model itself, each field by its own type,
with right and wrong values in any share, from none to all.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec
import yaml
from hypothesis import strategies as st
from msgspec import Meta, Struct

from coach.routine.model import Exercise, Routine
from coach.routine.values import Duration, Gap, Load, Reps, Rest, Tempo, WarmUpSet, Work

BUNDLED = Path(__file__).parents[3] / "routines"
GOOD = [path.read_text(encoding="utf-8") for path in sorted(BUNDLED.glob("*.yaml"))]
CHARACTERS = st.sampled_from("\n\n  \t:-#[]{},'\"|>&*!%@`?0179axmns+×\\\x00\x1b\x85\u2028\ufeff\u00a0\u200b漢e\u0301🏋")
_MARKS = ["\n---\n", "\n...\n", "<<: ", "&a ", "*a", "!!str ", "  - ", "- - - ", "\r\n", ": ", " #", "|\n", "~", "null"]
_FIELDS = ["reps: ", "type: emom\n", "type: tabata\n", "rounds: 3\n", "work: 40s\n", "rest: 3", "10+", "max", "30s+"]
PIECES = CHARACTERS | st.sampled_from([*_MARKS, *_FIELDS])
_NUMBERS = "~ 5 0 -1 99999999999999 1.5 8-12 10+ max 40s 30s+ 1:30 1:75 90 none 24h 70% bar 9999 0x1F .inf 3-1-X-0"
_NAMES = "coach each alternate emom tabata circuit warm-up deadlift RDL plank Hover deadlfit yes true é漢 = << ' \" [a"
_TEXTS = ["80 kg", "2 x 20 kg", "bodyweight + 10 kg", "band red", "bar x 10", "", "a: b", "a #b", "- a", "x" * 250]
SCALARS = st.sampled_from([*_NUMBERS.split(), *_NAMES.split(), *_TEXTS])


class _Dumper(yaml.SafeDumper):
    """Writes every scalar as plainly as YAML lets it."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012  # PyYAML's own

    def ignore_aliases(self, data: Any) -> bool:
        return True


def written(data: Any, flow: bool | None = None) -> str:
    """Lists, dicts and strings as a text. `flow`: all in brackets; None: only the innermost."""
    return str(yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, default_flow_style=flow, width=120))


@st.composite
def by_characters(draw: st.DrawFn, texts: st.SearchStrategy[str] = st.sampled_from(GOOD)) -> str:  # noqa: B008
    """A text with some characters, pieces or lines changed, moved, doubled or taken out."""
    text = draw(texts)
    for _ in range(draw(st.integers(1, 4))):
        if draw(st.booleans()):
            at = draw(st.integers(0, len(text)))
            text = text[:at] + draw(PIECES | st.just("")) + text[at + draw(st.integers(0, 6)) :]
        else:
            lines = text.splitlines(keepends=True) or [""]
            here, there = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
            how = draw(st.sampled_from(["delete", "double", "swap", "indent", "outdent", "cut"]))
            if how == "delete":
                del lines[here]
            elif how == "double":
                lines.insert(there, lines[here])
            elif how == "swap":
                lines[here], lines[there] = lines[there], lines[here]
            elif how == "cut":
                del lines[here:]
            else:
                lines[here] = "  " + lines[here] if how == "indent" else lines[here].removeprefix("  ")
            text = "".join(lines)
    return text


Place = tuple[Any, Any]
"""A dict or a list, and the key or the index in it."""


def _places(data: Any) -> list[Place]:
    """Every place in which something stands, the innermost too."""
    found: list[Place] = []
    if isinstance(data, dict | list):
        for key in list(data) if isinstance(data, dict) else range(len(data)):
            found += [(data, key), *_places(data[key])]
    return found


def _copied(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _copied(value) for key, value in data.items()}
    return [_copied(value) for value in data] if isinstance(data, list) else data


@st.composite
def by_nodes(draw: st.DrawFn, files: st.SearchStrategy[Any]) -> str:
    """A file with some of its nodes moved, copied, swapped, renamed, replaced or taken out, others put in.

    Args:
        draw: Hypothesis' own.
        files: dicts of which the scalars are strings.
    """
    data, other = _copied(draw(files)), draw(files)
    for _ in range(draw(st.integers(1, 4))):
        places = _places(data)
        if not places:
            break
        holder, key = draw(st.sampled_from(places))
        how = draw(st.sampled_from(["move", "copy", "swap", "graft", "rename", "delete", "scalar", "wrap", "unwrap"]))
        value = holder[key]
        if how in ("move", "copy", "swap"):
            there, where = draw(st.sampled_from(places))
            if any(there is it for it, _ in _places(value)) or there is value:
                continue  # nothing is moved into itself
            there_value = there[where]
            there[where] = _copied(value)
            if how == "swap" and not any(holder is it for it, _ in _places(there_value)) and holder is not there_value:
                holder[key] = there_value
            elif how == "move" and holder is not there:
                _drop(holder, key)
        elif how == "graft":
            holder[key] = _copied(draw(st.sampled_from([it[where] for it, where in _places(other)] or [""])))
        elif how == "rename" and isinstance(holder, dict):
            holder[draw(st.sampled_from(FIELDS) | SCALARS)] = holder.pop(key)
        elif how == "scalar":
            holder[key] = draw(SCALARS)
        elif how == "wrap":
            holder[key] = draw(st.sampled_from([[value], {"name": value}, [value, _copied(value)]]))
        elif how == "unwrap" and isinstance(value, list | dict) and value:
            holder[key] = next(iter(value.values() if isinstance(value, dict) else value))
        else:
            _drop(holder, key)
    return written(data, draw(st.sampled_from([None, True, False])))


def _drop(holder: Any, key: Any) -> None:
    if isinstance(holder, dict) or key < len(holder):
        del holder[key]


VALUES: dict[Any, list[str]] = {
    Duration: ["1m", "40s", "20s", "1:30", "1m30s", "1h"],
    Gap: ["none", "10s", "3s"],
    Rest: ["none", "90s", "2:00", "30s+", "2m+", "40m"],
    Work: ["40s", "1m", "30s+", "10s", "1:00"],
    Reps: ["5", "8-12", "10+", "max", "1", "3–5"],
    Load: ["80 kg", "175 lb", "2 x 20 kg", "70%", "bodyweight", "bodyweight - 20 kg", "band red", "bar", "12.5 kg"],
    WarmUpSet: ["bar x 10", "50% x 8", "20 kg x 5"],
    Tempo: ["3-1-X-0", "3110", "1.5s", "2-0-1-0"],
}
WORDS = ["Walk", "deadlift", "plank", "RDL", "Kettlebell swing", "own-row", "Reihe für alle", "漢字"]


@cache
def of_model(kind: Any, wrong: int) -> st.SearchStrategy[Any]:
    """Dicts, lists and strings that fit the type; in `wrong` per cent of cases something else."""
    right = _right(kind, wrong)
    if not wrong:
        return right
    other: st.SearchStrategy[Any] = SCALARS | st.just([]) | st.just({}) | st.lists(SCALARS, max_size=2)
    return st.integers(0, 99).flatmap(lambda chance: other if chance < wrong else right)


def _right(kind: Any, wrong: int) -> st.SearchStrategy[Any]:
    bounds: dict[str, Any] = {}
    while get_origin(kind) is Annotated:
        kind, *metas = get_args(kind)
        for meta in metas:
            if isinstance(meta, Meta):
                bounds = {
                    name: getattr(meta, name) for name in ("ge", "le") if getattr(meta, name) is not None
                } | bounds
    origin = get_origin(kind)
    if origin is Union or origin is UnionType:
        return st.one_of(*(of_model(part, wrong) for part in get_args(kind) if part is not NoneType))
    if origin is Literal:
        return st.sampled_from(get_args(kind)).map(str)
    if origin is tuple:
        return st.lists(of_model(get_args(kind)[0], wrong), min_size=1, max_size=3)
    if origin is dict:
        return st.dictionaries(
            st.sampled_from(["own-row", "own-press"]), of_model(get_args(kind)[1], wrong), max_size=2
        )
    if kind in VALUES:
        return st.sampled_from(VALUES[kind])
    if isinstance(kind, type) and issubclass(kind, Struct):
        return _struct(kind, wrong)
    if kind is int or kind is float:
        return st.integers(bounds.get("ge", 0), min(6, bounds.get("le", 6))).map(str)
    return st.sampled_from(WORDS)


def _struct(kind: type[Struct], wrong: int) -> st.SearchStrategy[dict[str, Any]]:
    fields = msgspec.structs.fields(kind)
    needed = {it.encode_name: of_model(it.type, wrong) for it in fields if it.required}
    others = {it.encode_name: of_model(it.type, wrong) for it in fields if not it.required and it.encode_name != "id"}
    tag = kind.__struct_config__.tag_field
    fixer = _FIXED.get(kind.__name__)

    @st.composite
    def made(draw: st.DrawFn) -> dict[str, Any]:
        names = draw(st.lists(st.sampled_from(sorted(others)), max_size=4, unique=True)) if others else []
        data = {tag: str(kind.__struct_config__.tag)} if tag else {}
        for name, strategy in [*needed.items(), *((name, others[name]) for name in names)]:
            if wrong and draw(st.integers(0, 99)) < wrong // 3:
                continue
            data[name] = draw(strategy)
        if fixer and draw(st.integers(0, 99)) >= wrong:
            fixer(draw, data)
        return data

    return made()


def _item(draw: st.DrawFn, data: dict[str, Any]) -> None:
    """An exercise or a name, reps or work: what two fields say about each other."""
    for name in ("exercise", "name", "reps", "work", "alternatives"):
        data.pop(name, None)
    own, target = draw(st.sampled_from(["exercise", "name"])), draw(st.sampled_from(["reps", "work"]))
    data[own] = draw(st.sampled_from(["deadlift", "plank", "RDL", "kb-swing"] if own == "exercise" else WORDS))
    data[target] = draw(st.sampled_from(VALUES[Reps if target == "reps" else Work]))
    if isinstance(data.get("sets"), list):
        for spec in data["sets"]:
            if isinstance(spec, dict):
                spec.pop("work" if target == "reps" else "reps", None)


_FIXED: dict[str, Callable[[st.DrawFn, dict[str, Any]], None]] = {"Item": _item}


@cache
def fields_of(kind: Any) -> tuple[str, ...]:
    """The names of all fields that a file of this kind may have anywhere."""
    if isinstance(kind, type) and issubclass(kind, Struct):
        own = msgspec.structs.fields(kind)
        return tuple(
            dict.fromkeys([it.encode_name for it in own] + [name for it in own for name in fields_of(it.type)])
        )
    return tuple(dict.fromkeys(name for part in get_args(kind) for name in fields_of(part)))


FIELDS = ["type", *fields_of(Routine)]

bundled = st.sampled_from([yaml.load(text, Loader=yaml.BaseLoader) for text in GOOD])
modelled = st.sampled_from([0, 0, 2, 10, 40]).flatmap(lambda wrong: of_model(Routine, wrong))
exercises = st.sampled_from([0, 2, 10, 40]).flatmap(lambda wrong: of_model(Exercise, wrong))
model_texts = st.builds(written, modelled, st.sampled_from([None, True, False]))
texts = st.one_of(
    by_characters(), by_nodes(bundled), by_nodes(bundled | modelled), model_texts, by_characters(model_texts)
)
"""Of routines, in every way."""
