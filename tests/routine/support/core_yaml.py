"""YAML as an editor's language server reads it: the core schema of YAML 1.2, into what JSON has."""

import re
from typing import Any

import yaml


class _Core(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """PyYAML with the words and numbers of 1.2 in the place of those of 1.1: `1:30`, `no` and `012s` are texts."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012  # PyYAML's own attribute, emptied


for tag, pattern, first in (
    ("null", r"|~|null|Null|NULL", ["", "~", "n", "N"]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
    ("float", r"[-+]?\.(inf|Inf|INF)|\.nan|\.NaN|\.NAN", list("-+.")),
):
    _Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"^(?:{pattern})$"), first)


def _integer(loader: _Core, node: yaml.ScalarNode) -> int:
    text = node.value
    return int(text, 0) if text.startswith(("0o", "0x")) else int(text)


_Core.add_constructor("tag:yaml.org,2002:int", _integer)


def load(text: str) -> Any:
    """The value of a text. Raises what PyYAML raises."""
    return _json(yaml.load(text, _Core))


def _json(value: Any) -> Any:
    """With texts for keys, as JSON has them."""
    if isinstance(value, dict):
        return {str(key): _json(child) for key, child in value.items()}
    return [_json(child) for child in value] if isinstance(value, list) else value
