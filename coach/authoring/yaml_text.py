"""Values as YAML text: the one place that decides what is quoted.

What may live here: how a value is written, on one line or on several. What may not: fields, comments, or where in a
file a value belongs. The text reads back as the same value, in this program and in other YAML readers. Pure.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from coach.routine.reading.yaml_nodes import Mapping as MappingNode
from coach.routine.reading.yaml_nodes import Node, Scalar
from coach.routine.reading.yaml_nodes import Sequence as SequenceNode

_PLAIN = re.compile(r"[^\W\d_](?:[\w()/.%+'’–-]|(?<=\S) (?=[\w(+–&]))*")
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf"})
"""Words that some YAML reader does not take for text."""
_MEASURE = re.compile(r"[0-9](?:[\w.%+-]| (?=[\w+-])|:(?=\d))*")
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\t": "\\t", "\n": "\\n"})

Value = str | Sequence["Value"] | Mapping[str, "Value"]


def scalar(text: str) -> str:
    """A text on one line: plain if that is safe anywhere in a file, else in double quotes."""
    text = " ".join(text.split())
    return text if _PLAIN.fullmatch(text) and text.casefold() not in _WORDS else _quoted(text)


def _quoted(text: str) -> str:
    return f'"{text.translate(_ESCAPES)}"'


def flow(value: Value) -> str:
    """A value on one line. Numbers, durations, loads and tempos are plain, as the schema for editors requires."""
    if isinstance(value, str):
        return value if _MEASURE.fullmatch(value) else scalar(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(key)}: {flow(it)}" for key, it in value.items()) + "}"
    return f"[{', '.join(map(flow, value))}]"


def block(node: Node) -> str:
    """The text of a node that was read from a file, one entry a line. A scalar stays plain or quoted as it was."""
    return "".join(f"{line}\n" for line in _lines(node))


def _lines(node: Node) -> Iterator[str]:
    if isinstance(node, MappingNode) and node.entries:
        for key, child in node.entries.values():
            lines = _lines(child)
            if _has_entries(child):
                yield f"{_as_read(key)}:"
                yield from (f"  {line}" for line in lines)
            else:
                yield f"{_as_read(key)}: {next(lines)}".rstrip()
    elif isinstance(node, SequenceNode) and node.items:
        for item in node.items:
            first, *others = _lines(item)
            yield f"- {first}".rstrip()
            yield from (f"  {line}" for line in others)
    elif isinstance(node, Scalar):
        yield _as_read(node)
    else:
        yield "{}" if isinstance(node, MappingNode) else "[]"


def _has_entries(node: Node) -> bool:
    return bool(node.entries if isinstance(node, MappingNode) else isinstance(node, SequenceNode) and node.items)


def _as_read(scalar: Scalar) -> str:
    return scalar.text if scalar.plain and "\n" not in scalar.text else _quoted(scalar.text)
