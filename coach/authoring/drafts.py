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
_UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")
"""Letters and marks that look like nothing: fillers, and selectors of a variant."""


def stem_of(name: str) -> str:
    """The file stem for a routine of this name: `my-legs-a` for `My legs, A`. Empty if nothing is left."""
    bare = name.casefold().removesuffix(".yaml").removesuffix(".yml")
    seen = "".join(letter for letter in bare if unicodedata.category(letter) != "Cf")  # joiners and the like
    stem = ""
    for letter in unicodedata.normalize("NFC", _UNSEEN.sub("", seen)):
        mark = unicodedata.category(letter).startswith("M")  # half of Hindi or Thai text is marks on letters
        kept = letter.isalnum() or letter == "_" or (mark and stem[-1:] not in ("", " "))
        stem += letter if kept else " "
    return "-".join(stem.split())


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
