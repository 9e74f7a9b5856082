"""Nodes to Structs, with a problem for every value that is wrong.

The types of a Struct's fields say what each node must be. For each type a reader is made once. A reader never raises:
it reports a problem at its node and returns `WRONG`, and the other fields are still read. This works for any Struct:
routine, exercise, config.yaml. `checks` compares fields with each other, `library` files.
"""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, NamedTuple, TypeVar, Union, get_args, get_origin

import msgspec
from msgspec import NODEFAULT, Meta, Struct

from coach.routine.problems import Report, one_of, quoted
from coach.routine.reading import struct_words
from coach.routine.reading.meant import advised, example
from coach.routine.reading.struct_words import named
from coach.routine.reading.yaml_nodes import Broken, Document, Mapping, Node, Scalar, Sequence
from coach.routine.values import BadValue

T = TypeVar("T")

WRONG: Final = object()
"""What a reader returns if the node does not hold such a value. The problem is reported."""

_LONGEST_VALUE = 80
"""The most characters of a duration, a load and the like. Real ones are far shorter."""

_PATTERNS = {r"^[a-z0-9]+(-[a-z0-9]+)*$": "small letters and digits, joined by hyphens, like kb-swing"}


class Context(NamedTuple):
    """What readers share: the report, and the node of each Struct that was made."""

    report: Report
    places: dict[int, Mapping]
    root: type
    """The type of the whole file."""


Reader = Callable[[Node, str, Context], Any]
"""(node, the field's name for messages, context) → value or WRONG"""


def decode(kind: type[T], document: Document, places: dict[int, Mapping] | None = None) -> T | None:
    """The document as a Struct of this type; None if the document is not a mapping. Problems go into its report.

    The value can be used only if the report has not failed: a wrong field has its default, or None if it has none.

    Args:
        kind: any Struct.
        document: of `compose`.
        places: is filled with the mapping node of each Struct that was made, by `id()`.
    """
    report = document.report
    if document.root is None:
        if not report.failed:
            report.add_at(0, 0, f"there is nothing in this file. {struct_words.written(kind)}")
        return None
    reader: Reader = _reader(kind)  # type: ignore[arg-type]  # a class can be hashed
    made = reader(document.root, "", Context(report, {} if places is None else places, kind))
    return None if made is WRONG else made


@cache
def _reader(kind: Any) -> Reader:
    """The reader for a type, which may be `Annotated`."""
    bounds: dict[str, Any] = {}
    while get_origin(kind) is Annotated:
        kind, *metas = get_args(kind)
        for meta in metas:
            if isinstance(meta, Meta):
                given = {name: getattr(meta, name) for name in _BOUNDS if getattr(meta, name) is not None}
                bounds = given | bounds
    origin = get_origin(kind)
    if origin is Union or origin is UnionType:
        return _union(get_args(kind), bounds)
    if origin is Literal:
        return _literal(get_args(kind))
    if origin is tuple:
        return _list(get_args(kind)[0], bounds)
    if origin is dict:
        return _dict(get_args(kind)[1])
    if hasattr(kind, "parse"):
        return _parsed(kind)
    if isinstance(kind, type) and issubclass(kind, Struct):
        return _struct(kind)
    simple: dict[Any, Callable[[dict[str, Any]], Reader]] = {str: _text, int: _integer, float: _number, bool: _switch}
    return simple[kind](bounds)


_BOUNDS = ("ge", "gt", "le", "lt", "min_length", "max_length", "pattern")


def _annotated(kind: Any, bounds: dict[str, Any]) -> Any:
    return Annotated[kind, Meta(**bounds)] if bounds else kind


def _union(kinds: tuple[Any, ...], bounds: dict[str, Any]) -> Reader:
    """Chooses by the kind of the node: at most one list type, Structs told apart by `type`, scalars tried in order."""
    kinds = tuple(kind for kind in kinds if kind is not NoneType)
    if len(kinds) == 1:
        return _reader(_annotated(kinds[0], bounds))
    if all(isinstance(kind, type) and issubclass(kind, Struct) and not hasattr(kind, "parse") for kind in kinds):
        return _tagged(kinds)
    lists = [_reader(kind) for kind in kinds if get_origin(_bare(kind)) is tuple]
    scalars = [_reader(kind) for kind in kinds if get_origin(_bare(kind)) is not tuple]

    def read(node: Node, label: str, context: Context) -> Any:
        if lists and type(node) is Sequence:
            return lists[0](node, label, context)
        if lists and type(node) is Mapping:
            message = f'{named(label)} takes one value or a list. Begin each entry of a list with "- ".'
            context.report.add(node, message)
            return WRONG
        for reader in scalars[:-1]:
            trial = Report(context.report.file, context.report.text)
            if (value := reader(node, label, Context(trial, {}, context.root))) is not WRONG:
                return value
        return scalars[-1](node, label, context)

    return read


def _bare(kind: Any) -> Any:
    return get_args(kind)[0] if get_origin(kind) is Annotated else kind


def _tagged(kinds: tuple[Any, ...]) -> Reader:
    """Chooses a Struct by its tag field; the first one if that is not given."""
    tag_field = kinds[0].__struct_config__.tag_field
    by_tag = {kind.__struct_config__.tag: kind for kind in kinds}
    readers = {tag: _struct(kind, kinds) for tag, kind in by_tag.items()}
    first = next(iter(by_tag))

    def read(node: Node, label: str, context: Context) -> Any:
        if type(node) is not Mapping or (tag := node.get(tag_field)) is None:
            return readers[first](node, label, context)
        if type(tag) is Scalar and tag.text in readers:
            return readers[tag.text](node, label, context)
        if type(tag) is Scalar and tag.empty:
            context.report.add(tag, struct_words.nothing(node.entries[tag_field][0], tag, context.report))
        elif type(tag) is Scalar:
            context.report.add(tag, struct_words.not_one_of(tag_field, tag.text, list(by_tag), context.report))
        elif type(tag) is not Broken:
            _scalar(tag, tag_field, context, one_of(list(by_tag)))
        return WRONG

    return read


def _scalar(node: Node, label: str, context: Context, meant: str) -> str | None:
    """The text of a scalar; for anything else None, and a problem is reported."""
    if type(node) is Scalar:
        return node.text
    if type(node) is not Broken:
        found = "a list" if type(node) is Sequence else "fields"
        context.report.add(node, f"{named(label)} takes {meant}, not {found}.")
    return None


def _text(bounds: dict[str, Any]) -> Reader:
    least, most = bounds.get("min_length", 0), bounds.get("max_length", 100_000)
    pattern = re.compile(bounds["pattern"]) if "pattern" in bounds else None

    def read(node: Node, label: str, context: Context) -> Any:
        text = _scalar(node, label, context, "a text")
        if text is None:
            return WRONG
        text = " ".join(text.split())  # line breaks and tabs are not for the screen
        if not least <= len(text) <= most:
            size = f"has {len(text)} characters; at most {most} fit" if text else "is empty"
            context.report.add(node, f"{named(label)} {size}.")
            return WRONG
        if pattern and not pattern.search(text):
            like = _PATTERNS.get(pattern.pattern, f"a text like {pattern.pattern}")
            context.report.add(node, f"{named(label)} takes {like}; {quoted(text)} is not.")
            return WRONG
        return text

    return read


_INTEGER = re.compile(r"[-+]?[0-9]{1,12}")
_DECIMAL = re.compile(r"[-+]?[0-9]{1,12}(\.[0-9]{0,12})?")


def _integer(bounds: dict[str, Any]) -> Reader:
    return _numeric(bounds, int, _INTEGER, "a whole number")


def _number(bounds: dict[str, Any]) -> Reader:
    return _numeric(bounds, float, _DECIMAL, "a number")


def _numeric(bounds: dict[str, Any], made: type[int] | type[float], pattern: re.Pattern[str], meant: str) -> Reader:
    def read(node: Node, label: str, context: Context) -> Any:
        text = _scalar(node, label, context, meant)
        if text is None:
            return WRONG
        assert type(node) is Scalar
        right = pattern.fullmatch(text) is not None
        if not node.plain or not right:
            context.report.add(node, struct_words.not_a_number(label, meant, node, right))
            return WRONG
        value = made(text)
        if wrong := _out_of_range(value, bounds):
            context.report.add(node, f"{named(label)} {wrong}, not {text}.")
            return WRONG
        return value

    return read


def _out_of_range(value: float, bounds: dict[str, Any]) -> str:
    least, most = bounds.get("ge"), bounds.get("le")
    above, below = bounds.get("gt"), bounds.get("lt")
    if (least is None or value >= least) and (most is None or value <= most):
        if above is not None and value <= above:
            return f"must be more than {above}"
        return f"must be less than {below}" if below is not None and value >= below else ""
    if least == most:
        return f"can only be {least}"
    if least is not None and most is not None:
        return f"goes from {least} to {most}"
    return f"must be at least {least}" if least is not None else f"must be at most {most}"


_SWITCHES = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def _switch(bounds: dict[str, Any]) -> Reader:
    def read(node: Node, label: str, context: Context) -> Any:
        text = _scalar(node, label, context, "yes or no")
        if text is None:
            return WRONG
        if (value := _SWITCHES.get(text.lower())) is None:
            context.report.add(node, f"{named(label)} takes yes or no, not {quoted(text)}.")
            return WRONG
        return value

    return read


def _literal(choices: tuple[Any, ...]) -> Reader:
    by_text = {str(choice): choice for choice in choices}

    def read(node: Node, label: str, context: Context) -> Any:
        text = _scalar(node, label, context, one_of(list(by_text)))
        if text is None:
            return WRONG
        if text not in by_text:
            context.report.add(node, struct_words.not_one_of(label, text, list(by_text), context.report))
            return WRONG
        return by_text[text]

    return read


def _parsed(kind: Any) -> Reader:
    """The reader for a class that parses its own text."""
    parse = lru_cache(maxsize=1024)(kind.parse)

    def read(node: Node, label: str, context: Context) -> Any:
        text = _scalar(node, label, context, f"one value like {example(kind)}")
        if text is None:
            return WRONG
        if len(text) > _LONGEST_VALUE:
            context.report.add(node, f"{quoted(text)} is too long for {named(label)}.")
            return WRONG
        try:
            return parse(text)
        except BadValue as error:
            context.report.add(node, advised(kind, text, str(error)))
            return WRONG

    return read


def _list(kind: Any, bounds: dict[str, Any]) -> Reader:
    reader = _reader(kind)
    least, most = bounds.get("min_length", 0), bounds.get("max_length", 1000)

    def read(node: Node, label: str, context: Context) -> Any:
        if type(node) is not Sequence:
            if not isinstance(node, Broken):
                context.report.add(node, struct_words.not_a_list(label, node))
            return WRONG
        if not least <= len(node.items) <= most:
            size = f"has {len(node.items)} entries; at most {most} are allowed" if node.items else "is an empty list"
            context.report.add(node, f"{named(label)} {size}.")
            return WRONG
        values = []
        entry = f"{label}[]"
        for item in node.items:
            if type(item) is Scalar and item.empty:
                context.report.add(item, f"{named(entry)} is empty.")
            elif (value := reader(item, entry, context)) is not WRONG:
                values.append(value)
        return tuple(values)

    return read


def _dict(kind: Any) -> Reader:
    reader = _reader(kind)

    def read(node: Node, label: str, context: Context) -> Any:
        if type(node) is not Mapping:
            if type(node) is not Broken:
                context.report.add(node, struct_words.not_names(label, node))
            return WRONG
        values = {}
        for name, (key, child) in node.entries.items():
            if type(child) is Scalar and child.empty:
                context.report.add(key, struct_words.nothing(key, child, context.report))
            elif (value := reader(child, name, context)) is not WRONG:
                values[name] = value
        return values

    return read


class _Field(NamedTuple):
    attribute: str
    read: Reader


def _struct(kind: type[Struct], siblings: tuple[type[Struct], ...] = ()) -> Reader:
    """The reader for a mapping, each field of which is read by its own type.

    Args:
        kind: the Struct.
        siblings: those told apart from it by `type`, for advice on fields that only they take.
    """
    infos = msgspec.structs.fields(kind)
    fields = {info.encode_name: _Field(info.name, _reader(info.type)) for info in infos}
    required = {i.encode_name: i.name for i in infos if i.default is NODEFAULT and i.default_factory is NODEFAULT}
    tag_field = kind.__struct_config__.tag_field

    def strange(node: Mapping, name: str, context: Context) -> str | None:
        """Reports an unknown field, and returns the field that is clearly meant, if there is one."""
        key, child = node.entries[name]
        if type(child) is Scalar and child.empty and (message := struct_words.no_field(key, context.report)):
            context.report.add(key, message)
            return None
        typed = tag_field is not None and tag_field in node.entries
        message, meant = struct_words.unknown(kind, siblings, name, context.root, context.report, typed)
        context.report.add(key, message)
        return meant if meant not in node.entries else None

    def read(node: Node, label: str, context: Context) -> Any:
        if type(node) is not Mapping:
            if not isinstance(node, Broken):
                context.report.add(node, struct_words.not_fields(kind, node))
            return WRONG
        values: dict[str, Any] = {}
        misspelt: dict[str, tuple[Scalar, Node]] = {}
        for name, (key, child) in node.entries.items():
            field = fields.get(name)  # runs for every field of every file: no needless calls
            if field is None:
                if name != tag_field and (meant := strange(node, name, context)):
                    misspelt[meant] = (key, child)
            elif type(child) is Scalar and child.empty:
                if not (context.report.unfinished(node) and name == next(reversed(node.entries))):
                    context.report.add(key, struct_words.nothing(key, child, context.report))
            else:
                attribute, reader = field
                if (value := reader(child, name, context)) is not WRONG:
                    values[attribute] = value
        for name, (_, child) in misspelt.items():  # it is not missing then, and its value is read too
            field = fields.get(name)
            if field is None or (type(child) is Scalar and child.empty):
                continue
            if (value := field.read(child, name, context)) is not WRONG:
                values[field.attribute] = value
        if misspelt:
            node.entries = node.entries | misspelt
        for name, attribute in required.items():
            if attribute not in values:
                values[attribute] = None
                if name not in node.entries:
                    context.report.add(node, struct_words.needs(kind, name, context.report, kind is context.root))
        made = kind(**values)
        context.places[id(made)] = node
        return made

    return read
