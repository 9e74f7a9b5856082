"""The text of a new routine, from a template or from another routine. Text in, text out.

A template is a commented routine in `templates/` that runs as it is. A copy of another routine keeps every character
except its name: an author's text is spliced, never rewritten.
"""

import re
import unicodedata
from pathlib import Path
from typing import Final

from coach.authoring.yaml_text import scalar
from coach.routine.reading.yaml_nodes import Mapping, Scalar, compose

MODELINE: Final = "# yaml-language-server: $schema={}"
"""The line that leads an editor to the schema beside the file."""


def stem_of(name: str) -> str:
    """The file stem for a routine of this name: `my-legs-a` for `My legs, A`. Empty if nothing is left."""
    text = unicodedata.normalize("NFC", name.casefold().removesuffix(".yaml").removesuffix(".yml"))
    return "-".join("".join(letter if _of_word(letter) else " " for letter in text).split())


def _of_word(letter: str) -> bool:
    """Whether this is a letter, a digit, `_`, or a mark on a letter. Half of Hindi or Thai text is such marks."""
    return letter.isalnum() or letter == "_" or unicodedata.category(letter).startswith("M")


def title_of(name: str) -> str:
    """The name of a routine: the name as given; a stem is split into words and starts with a capital."""
    name = " ".join(name.removesuffix(".yaml").removesuffix(".yml").split())
    if not name.islower() or " " in name:
        return name[:80]
    words = " ".join(re.split(r"[-_]+", name))
    return (words[:1].upper() + words[1:])[:80]


def template(kind: str, title: str) -> str:
    """The text of a commented new routine.

    Args:
        kind: one of `TEMPLATES`.
        title: its name.
    """
    text = Path(__file__).with_name("templates").joinpath(f"{kind}.yaml").read_text(encoding="utf-8")
    return text.replace("name: NAME\n", f"name: {scalar(title)}\n", 1)


def retitled(text: str, title: str) -> str:
    """The text of a routine with another name and a schema line. Everything else stays as it is."""
    text = text.removeprefix("\ufeff")
    root = compose(text, "").root
    name = root.get("name") if isinstance(root, Mapping) else None
    if isinstance(name, Scalar):
        text = text[: name.start.index] + scalar(title) + text[name.end.index :]
    return with_modeline(text)


def with_modeline(text: str, schema: str = "routine.schema.json") -> str:
    """The text with a schema line on top, unless it has one."""
    text = text.removeprefix("\ufeff")
    head = text[:2000]
    return text if "yaml-language-server:" in head else f"{MODELINE.format(schema)}\n{text}"
