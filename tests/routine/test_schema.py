"""The schema that editors go by, held against our own reading: a real validator, and the same files for both."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import core_yaml
import msgspec
import pytest
from damaged import by_characters
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from schema_cases import CANNOT_SEE, RIGHT, RIGHT_EXERCISES, STRICTER, WRONG, WRONG_EXERCISES

from coach.routine.checks import Places, check_routine
from coach.routine.exercises import load_exercise
from coach.routine.library import Library
from coach.routine.model import BLOCKS, Exercise, Item, Routine
from coach.routine.problems import LoadError, shown
from coach.routine.reading.decode import decode
from coach.routine.reading.yaml_nodes import compose
from coach.routine.schema import KINDS, SchemaKind, schema, schema_text

BUNDLED = Path(__file__).parents[2] / "routines"
VALIDATORS = {kind: Draft7Validator(schema(kind)) for kind in KINDS}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("bundled")
    (folder / "exercises").mkdir()
    (folder / "exercises/plank.yaml").write_text("name: Plank\naliases: [Hover]\n")
    return Library([folder], [folder / "exercises"])


def ours(kind: SchemaKind, text: str, library: Library, folder: Path) -> str:
    """What we say of a file, empty where it is right."""
    path = folder / "row.yaml"
    path.write_text(text, encoding="utf-8")
    try:
        load_exercise(path) if kind == "exercise" else library.load(path)
    except LoadError as error:
        return shown(error.problems)
    return ""


def theirs(kind: SchemaKind, text: str) -> str:
    """What a validator says of it."""
    return "\n".join(f"{list(it.path)}: {it.message}" for it in VALIDATORS[kind].iter_errors(core_yaml.load(text)))


def both(kind: SchemaKind, text: str, library: Library, folder: Path) -> tuple[str, str]:
    return ours(kind, text, library, folder), theirs(kind, text)


@pytest.mark.parametrize("case", RIGHT)
def test_a_right_routine_is_right_for_both(case: str, library: Library, tmp_path: Path) -> None:
    assert both("routine", RIGHT[case], library, tmp_path) == ("", "")


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_routine_is_wrong_for_both(case: str, library: Library, tmp_path: Path) -> None:
    assert all(both("routine", WRONG[case], library, tmp_path))


@pytest.mark.parametrize("case", RIGHT_EXERCISES)
def test_a_right_exercise_is_right_for_both(case: str, library: Library, tmp_path: Path) -> None:
    assert both("exercise", RIGHT_EXERCISES[case], library, tmp_path) == ("", "")


@pytest.mark.parametrize("case", WRONG_EXERCISES)
def test_a_wrong_exercise_is_wrong_for_both(case: str, library: Library, tmp_path: Path) -> None:
    assert all(both("exercise", WRONG_EXERCISES[case], library, tmp_path))


@pytest.mark.parametrize("case", CANNOT_SEE)
def test_what_a_schema_cannot_see(case: str, library: Library, tmp_path: Path) -> None:
    said, seen = both("routine", CANNOT_SEE[case], library, tmp_path)
    assert said and not seen


@pytest.mark.parametrize("case", STRICTER)
def test_where_an_editor_asks_for_quotes(case: str, library: Library, tmp_path: Path) -> None:
    said, seen = both("routine", STRICTER[case], library, tmp_path)
    assert seen and not said


@pytest.mark.parametrize("path", sorted(BUNDLED.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_bundled_routines_are_right(path: Path) -> None:
    assert theirs("routine", path.read_text(encoding="utf-8")) == ""


def test_the_bundled_exercises_are_right() -> None:
    paths = sorted(BUNDLED.glob("exercises/*.yaml"))
    assert len(paths) > 50
    assert {path.stem: said for path in paths if (said := theirs("exercise", path.read_text(encoding="utf-8")))} == {}


def test_yaml_is_read_as_an_editor_does() -> None:
    read = core_yaml.load(
        "[3:00, 5, 012, no, yes, true, 0o17, 0x1F, 1e1, .5, ~, null, '5', 1_000, 2001-01-01, off, 5: 6]"
    )
    assert read == [
        "3:00",
        5,
        12,
        "no",
        "yes",
        True,
        15,
        31,
        10.0,
        0.5,
        None,
        None,
        "5",
        "1_000",
        "2001-01-01",
        "off",
        {"5": 6},
    ]


ITEM_FIELDS: dict[str, list[str]] = {
    "name": ["A", '""'],
    "exercise": ["plank"],
    "sets": ["1", "3", "0", "[{reps: 5}]", "[{work: 5s}, {reps: 3}]", "[{rir: 2}]", "[]", "[{reps: 5, work: 5s}]"],
    "reps": ["5", "8-12", "10+", "max", "0"],
    "work": ["40s", "30s+", "40"],
    "load": ["80 kg", "24"],
    "rest": ["90s", "2m+", "none"],
    "pace": ["coach", "slow"],
    "tempo": ["3110", "3-1-X-0"],
    "switch": ["8s"],
    "get-ready": ["5s", "none"],
    "warm-up-sets": ["[bar x 5]"],
    "warm-up-rest": ["60s"],
    "sides": ["each"],
    "alternatives": ["[]"],
}
BLOCK_FIELDS: dict[str, list[str]] = {
    "rounds": ["3", "3", "0"],
    "every": ["1m", "1m", "60"],
    "for": ["8m", "8m", "8"],
    "work": ["40s", "30s+"],
    "rest": ["30s", "none", "1m+"],
    "round-rest": ["2m"],
    "warm-up-rest": ["60s"],
    "section": ["main"],
    "tempo": ["31X0"],
}


@st.composite
def one_block(draw: st.DrawFn) -> str:
    """A routine of one block, most of whose fields belong into it, with an item or two of the same kind."""
    kind = draw(st.sampled_from([*BLOCKS, "straight", ""]))
    block = BLOCKS[kind or "straight"]
    names = {it.encode_name for it in msgspec.structs.fields(block)}
    needed = {it.encode_name for it in msgspec.structs.fields(block) if it.required} - {"exercises"}

    def some(fields: dict[str, list[str]], usual: set[str], wanted: set[str], odds: int) -> str:
        chosen = {}
        for name, values in fields.items():
            known, one_in = name in usual, draw(st.integers(0, odds))
            if (
                (name in wanted and one_in)
                or (known and one_in == 1)
                or (not known and one_in == 2 == draw(st.integers(0, 3)))
            ):
                chosen[name] = draw(st.sampled_from(values))
        return ", ".join(f"{name}: {value}" for name, value in chosen.items())

    item_names = set(ITEM_FIELDS) - block.refuses - {"exercise", "sets", "work"}
    items = [
        some(ITEM_FIELDS, item_names, {"name", "reps"} if block.needs_target else {"name"}, 9)
        for _ in range(draw(st.integers(1, 2)))
    ]
    listed = f"exercises: [{', '.join(f'{{{it}}}' for it in items)}]"
    fields = filter(None, [f"type: {kind}" if kind else "", some(BLOCK_FIELDS, names, needed, 9), listed])
    return f"name: R\nblocks:\n- {{{', '.join(fields)}}}\n"


@given(text=one_block())
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
def test_both_say_the_same_of_any_block(text: str, library: Library, tmp_path: Path) -> None:
    said, seen = both("routine", text, library, tmp_path)
    assert bool(said) is bool(seen) or "does not fit into an interval" in said, (said, seen)


@given(text=by_characters())
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_of_a_changed_routine_nothing_right_is_called_wrong(text: str) -> None:
    document, places = compose(text, "any.yaml"), Places()
    routine = decode(Routine, document, places)
    if routine is not None:
        check_routine(routine, places, document.report)
    if not document.report.failed:
        assert theirs("routine", text) == ""


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_plain_draft_07(kind: SchemaKind) -> None:
    made = schema(kind)
    Draft7Validator.check_schema(made)
    assert made["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert made["title"] == kind.capitalize()
    references = set(re.findall(r'"\$ref": "([^"]+)"', schema_text(kind)))
    assert references == {f"#/definitions/{name}" for name in made["definitions"]}
    known = {*Draft7Validator.META_SCHEMA["properties"], "patternErrorMessage"}  # which editors know, and others skip
    assert {key for part in _schemas(made) for key in part} <= known - {"$id", "id"}
    assert json.loads(schema_text(kind)) == made


def _schemas(schema: Any) -> Iterator[dict[str, Any]]:
    """A schema and all those in it."""
    if not isinstance(schema, dict):
        return
    yield schema
    for key, value in schema.items():
        if key in ("properties", "definitions"):
            children = list(value.values())
        elif key in ("items", "if", "then", "else", "additionalProperties", "propertyNames"):
            children = [value]
        else:
            children = value if key == "allOf" else []
        for child in children:
            yield from _schemas(child)


@pytest.mark.parametrize("kind", KINDS)
def test_an_editor_finds_a_description_of_every_field(kind: SchemaKind) -> None:
    made = schema(kind)
    for place in (made, *made["definitions"].values()):
        for name, field in place.get("properties", {}).items():
            if "additionalProperties" in place and field is not True:
                where = made["definitions"][field["$ref"].rpartition("/")[2]] if "$ref" in field else field
                assert len(where["description"]) >= 10, name


def structs(kind: Any, found: set[Any]) -> set[Any]:
    """A Struct and all those that its fields hold."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct) and not hasattr(kind, "parse"):
        if kind not in found:
            found.add(kind)
            for field in msgspec.structs.fields(kind):
                structs(field.type, found)
    else:
        for part in get_args(kind):
            structs(part, found)
    return found


def test_every_struct_and_every_field_of_it_is_described() -> None:
    found = structs(Routine, structs(Exercise, set()))
    assert {it.__name__ for it in found} >= {
        "Routine",
        "Exercise",
        "Item",
        "SetSpec",
        "Cue",
        "Fault",
        "Muscles",
        "Tabata",
    }
    for kind in found:
        assert kind.__doc__, kind
        for field in msgspec.structs.fields(kind):
            description = getattr(get_args(field.type)[-1], "description", None)
            assert description, (kind, field.name)
            assert not description.endswith("."), (kind, field.name)


def test_a_block_offers_what_its_items_take() -> None:
    definitions = schema("routine")["definitions"]
    every = {it.encode_name for it in msgspec.structs.fields(Item)}
    for name, block in BLOCKS.items():
        assert set(definitions[f"{name}-item"]["properties"]) == every - block.refuses
    assert definitions["tabata"]["properties"]["work"]["default"] == "20s"
    assert definitions["tabata"]["properties"]["rounds"]["default"] == 8
    assert definitions["block"]["properties"]["type"]["enum"] == list(BLOCKS)


def test_the_text_is_the_same_in_every_process() -> None:
    code = "from coach.routine.schema import schema_text as s; print(s('routine') + s('exercise'), end='')"
    for seed in ("1", "2"):
        made = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            timeout=60,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        assert made.stdout.decode("ascii").replace("\r", "") == schema_text("routine") + schema_text("exercise")
