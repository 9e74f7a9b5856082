"""What an author may write as a JSON Schema (draft-07), by which an editor completes, explains and checks.

Pure: a Struct in, a dict out. It is made from the same field types as `decode`'s readers, and has of `checks` what a
schema can express: what a type of block refuses in its items, either `exercise` or `name`, `reps` or `work`, `rir` or
`rpe`. Values are those that an editor reads by YAML 1.2: `5` and `012` are numbers, `3:00`, `no` and `1m` texts.
Choices are `if` and `then`, not `oneOf`: of a wrong `oneOf` an editor can only say that nothing fits. What it cannot
express it allows: everything that is right passes, except a text that is the word true or false.
"""

import json
import re
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

import msgspec
from msgspec import NODEFAULT, Meta, Struct

import coach
from coach.routine.model import BLOCKS, BaseBlock, Exercise, Item, Routine
from coach.routine.problems import one_of
from coach.routine.reading.struct_words import title

SchemaKind = Literal["routine", "exercise"]
Schema = dict[str, Any]

KINDS: Final[dict[SchemaKind, type[Struct]]] = {"routine": Routine, "exercise": Exercise}

USUAL_BLOCK: Final = next(iter(BLOCKS.values()))
"""The type of a block without `type`: the first, as in `decode`."""

_NAMES = {"SetSpec": "set"}
"""Names of definitions that differ from that of the class."""

_BOUNDS = {"ge": "minimum", "le": "maximum", "gt": "exclusiveMinimum", "lt": "exclusiveMaximum", "pattern": "pattern"}


def schema_text(kind: SchemaKind) -> str:
    """The schema as the text of a file: indented, ASCII, always the same."""
    return json.dumps(schema(kind), indent=2) + "\n"


def schema(kind: SchemaKind) -> Schema:
    """The schema of a routine or of an exercise of the library."""
    definitions = _Definitions()
    root = definitions.struct(KINDS[kind])
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$comment": f"coach {coach.__version__}",
        **root,
        "definitions": dict(sorted(definitions.made.items())),
    }


class _Definitions:
    """The schemas of types, with the definitions that they refer to."""

    def __init__(self) -> None:
        self.made: dict[str, Schema] = {}
        self.around: type[BaseBlock] = USUAL_BLOCK
        """The type of block that is being described; items are its items."""

    def of(self, kind: Any) -> Schema:
        """The schema of a type, which may be `Annotated`."""
        kind, bounds = _bare(kind)
        origin = get_origin(kind)
        if origin is Union or origin is UnionType:
            return self._union(get_args(kind), bounds)
        if origin is Literal:
            return {"enum": list(get_args(kind))}
        if origin is tuple:
            return {"type": "array", **_sizes(bounds, "Items"), "items": self.of(get_args(kind)[0])}
        if origin is dict:
            key, value = get_args(kind)
            _, key_bounds = _bare(key)
            names = {"propertyNames": {"pattern": key_bounds["pattern"]}} if "pattern" in key_bounds else {}
            return {"type": "object", **names, "additionalProperties": self.of(value)}
        if hasattr(kind, "parse"):
            return _parsed(kind, kind.PATTERN)
        if issubclass(kind, Struct):
            return self.refer_to(kind)
        return _simple(kind, bounds)

    def refer_to(self, kind: type[Struct]) -> Schema:
        """A reference to the definition of a Struct."""
        name = f"{self.around.kind}-item" if kind is Item else _name(kind)
        if name not in self.made:
            if kind is Item:
                self.made[name] = self.item(self.around)
            elif issubclass(kind, BaseBlock):
                self.made[name] = self.block(kind)
            else:
                self.made[name] = self.struct(kind)
        return _reference(name)

    def struct(self, kind: type[Struct]) -> Schema:
        """A mapping with the fields of a Struct and no others."""
        fields = msgspec.structs.fields(kind)
        names = {it.encode_name for it in fields}
        required = [it.encode_name for it in fields if it.default is NODEFAULT and it.default_factory is NODEFAULT]
        return {
            "title": title(kind).removeprefix("an ").removeprefix("a ").capitalize(),
            "description": _summary(kind),
            "type": "object",
            "properties": {it.encode_name: self.field(it) for it in fields},
            **({"required": required} if required else {}),
            **(_ONE_EFFORT if names >= {"rir", "rpe"} else {}),
            "additionalProperties": False,
        }

    def field(self, field: msgspec.structs.FieldInfo) -> Schema:
        """What a field takes, with its description, and its default if it has one."""
        made = self.of(field.type)
        if "$ref" in made:  # draft-07 ignores what is beside it
            return {"description": _description(field.type), "allOf": [made]}
        default = _plain(field.default)
        known = {"default": default} if default and isinstance(default, str | int | float) else {}
        return {"description": _description(field.type), **made, **known}

    def block(self, kind: type[BaseBlock]) -> Schema:
        """A block of one type, with items as this type takes them."""
        self.around = kind
        made = self.struct(kind)
        tag = {"description": f"{kind.kind} - {_summary(kind)}", "const": kind.kind}
        # An editor fills in a const at once; for a block without a type it is to offer all of them.
        made["properties"] = {_tag_field(kind): True if kind is USUAL_BLOCK else tag, **made["properties"]}
        if kind.gives_work():
            each = {"properties": {"exercises": {"items": _ONE_TARGET}}}
            made |= {"if": {"required": ["work"]}, "else": each}
        return made

    def item(self, block: type[BaseBlock]) -> Schema:
        """An item of such a block: without what the block refuses, and with an end of its own if it must have one."""
        made = self.struct(Item)
        properties = made["properties"] = {
            name: value for name, value in made["properties"].items() if name not in block.refuses
        }
        if not block.open_targets:
            for field in msgspec.structs.fields(Item):
                kind = _given(field.type)
                if field.encode_name in properties and hasattr(kind, "ENDING"):
                    said = f"{_description(field.type)}; in this block nothing that goes on until enter"
                    properties[field.encode_name] = {"description": said, **_parsed(kind, kind.ENDING)}
        made["allOf"] = [_EXERCISE_OR_NAME]
        if block.needs_target:
            by_block = block.gives_work()
            made["allOf"].append(_NOT_BOTH if by_block else _ONE_TARGET if "sets" in block.refuses else _TARGETS)
        return made

    def _union(self, kinds: tuple[Any, ...], bounds: dict[str, Any]) -> Schema:
        """An optional type; blocks by their tag; or types that differ in JSON, such as a number or a list."""
        kinds = tuple(kind for kind in kinds if kind is not NoneType)
        if len(kinds) == 1:
            return self.of(Annotated[kinds[0], Meta(**bounds)] if bounds else kinds[0])
        if all(isinstance(kind, type) and issubclass(kind, BaseBlock) for kind in kinds):
            self.made["block"] = self._tagged(kinds)
            return _reference("block")
        plain, *others = (self.of(kind) for kind in kinds)
        types = [it.pop("type") for it in (plain, *others)]
        return {**plain, "type": types, "allOf": others}

    def _tagged(self, kinds: tuple[type[BaseBlock], ...]) -> Schema:
        """Blocks by their `type`. What is not a mapping is checked as the usual type only, for one complaint."""
        tag = _tag_field(kinds[0])
        types = "\n".join(f"{kind.kind} - {_summary(kind)}" for kind in kinds)
        said = f"how its exercises follow each other; not given: {USUAL_BLOCK.kind}\n{types}"
        properties = {tag: {"description": said, "enum": [kind.kind for kind in kinds], "default": USUAL_BLOCK.kind}}
        branches = []
        for kind in kinds:
            chosen: Schema = {"properties": {tag: {"const": kind.kind}}}
            if kind is not USUAL_BLOCK:
                chosen |= {"type": "object", "required": [tag]}
            branches.append({"if": chosen, "then": self.refer_to(kind)})
        description = "One part of a workout: its exercises, and how they follow each other."
        return {"title": "Block", "description": description, "properties": properties, "allOf": branches}


def _either(first: str, other: str) -> Schema:
    """One of two fields, not both; if neither is given, `first` is missing."""
    return {"if": {"required": [other]}, "then": {"properties": {first: False}}, "else": {"required": [first]}}


_EXERCISE_OR_NAME = _either("exercise", "name")
_ONE_TARGET = _either("reps", "work")
_ONE_EFFORT: Schema = {"dependencies": {"rir": {"properties": {"rpe": False}}}}
_NOT_BOTH: Schema = {"if": {"required": ["work"]}, "then": {"properties": {"reps": False}}}


def _each_set(rule: Schema) -> Schema:
    """A rule for each entry of a list of `sets`."""
    return {"properties": {"sets": {"items": rule}}}


_TARGETS: Schema = {
    "if": {"required": ["work"]},
    "then": {"properties": {"reps": False, **_each_set({"properties": {"reps": False}})["properties"]}},
    "else": {
        "if": {"required": ["reps"]},
        "then": _each_set({"properties": {"work": False}}),
        "else": {
            "if": {"properties": {"sets": {"type": "array"}}, "required": ["sets"]},
            "then": _each_set(_ONE_TARGET),
            "else": {"required": ["reps"]},
        },
    },
}
"""One of `reps` and `work`, on the item or, where `sets` is a list, on each of its sets."""


def _bare(kind: Any) -> tuple[Any, dict[str, Any]]:
    """A type without `Annotated`, and its bounds, by their names in `Meta`."""
    bounds: dict[str, Any] = {}
    while get_origin(kind) is Annotated:
        kind, *metas = get_args(kind)
        for meta in metas:
            given = {name: getattr(meta, name) for name in (*_BOUNDS, "min_length", "max_length")}
            bounds = {name: value for name, value in given.items() if value is not None} | bounds
    return kind, bounds


def _description(kind: Any) -> str:
    """The outermost description of a field's type."""
    metas = get_args(kind)[1:] if get_origin(kind) is Annotated else ()
    return next((meta.description for meta in reversed(metas) if meta.description), "")


def _given(kind: Any) -> Any:
    """The type of a field without `Annotated` and None."""
    kind, _ = _bare(kind)
    return next((it for it in get_args(kind) if it is not NoneType), kind)


def _sizes(bounds: dict[str, Any], unit: Literal["Items", "Length"]) -> Schema:
    return {f"{name[:3]}{unit}": bounds[name] for name in ("min_length", "max_length") if name in bounds}


def _simple(kind: type, bounds: dict[str, Any]) -> Schema:
    """A text (which may look like a number: `name: 5`) or a number."""
    said = {_BOUNDS[name]: value for name, value in bounds.items() if name in _BOUNDS}
    if kind is str:
        return {"type": ["string", "integer" if "pattern" in bounds else "number"], **_sizes(bounds, "Length"), **said}
    if "ge" in bounds and bounds["ge"] == bounds.get("le"):
        return {"const": bounds["ge"]}
    return {"type": {int: "integer", float: "number"}[kind], **said}


def _parsed(kind: Any, pattern: str) -> Schema:
    """A value that is written as a text of this pattern or, for some, as a whole number."""
    examples = [int(text) if text.isdecimal() else text for text in kind.EXAMPLES if re.search(pattern, text)]
    whole = getattr(kind, "WHOLE", None)
    numbers = {"minimum": whole[0], "maximum": whole[1]} if whole else {}
    return {
        "type": ["integer", "string"] if whole else "string",
        **numbers,
        "pattern": pattern,
        "patternErrorMessage": f"Write {one_of([str(example) for example in examples])}.",
        "examples": examples,
    }


def _reference(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}


def _plain(value: Any) -> Any:
    """A default as an author writes it."""
    return value.text() if hasattr(value, "parse") else value


def _name(kind: type) -> str:
    return _NAMES.get(kind.__name__) or re.sub(r"(?<!^)(?=[A-Z])", "-", kind.__name__).lower()


def _summary(kind: type) -> str:
    """The first line of a class's docstring."""
    return (kind.__doc__ or "").partition("\n")[0]


def _tag_field(kind: type[BaseBlock]) -> str:
    return str(kind.__struct_config__.tag_field)
