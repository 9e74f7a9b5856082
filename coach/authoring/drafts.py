"""The text of a new routine: from a template, or from another routine. Text in, text out.

A template is a file of `templates/`, commented, that runs as it is. Of another routine every character is kept but
those of its name: what a writer has written is spliced, never written anew.
"""

import re
import unicodedata
from pathlib import Path
from typing import Final

from coach.authoring.yaml_text import scalar
from coach.routine.yaml_nodes import Mapping, Scalar, compose

MODELINE: Final = "# yaml-language-server: $schema={}"
"""The line by which an editor finds the schema that lies beside the file."""


def stem_of(name: str) -> str:
    """The file's stem for a routine that somebody calls so: `My legs, A` as `my-legs-a`. Empty if nothing is left."""
    text = unicodedata.normalize("NFC", name.casefold().removesuffix(".yaml").removesuffix(".yml"))
    return "-".join("".join(letter if _of_word(letter) else " " for letter in text).split())


def _of_word(letter: str) -> bool:
    """A letter, a digit, `_`, or a mark that stands on a letter: half of what Hindi or Thai is written with."""
    return letter.isalnum() or letter == "_" or unicodedata.category(letter).startswith("M")


def title_of(name: str) -> str:
    """What the routine is called: as it was said, of a stem with its words apart and a capital."""
    name = " ".join(name.removesuffix(".yaml").removesuffix(".yml").split())
    if not name.islower() or " " in name:
        return name[:80]
    words = " ".join(re.split(r"[-_]+", name))
    return (words[:1].upper() + words[1:])[:80]


def template(kind: str, title: str) -> str:
    """A new routine of this kind, commented."""
    text = Path(__file__).with_name("templates").joinpath(f"{kind}.yaml").read_text(encoding="utf-8")
    return text.replace("name: NAME\n", f"name: {scalar(title)}\n", 1)


def retitled(text: str, title: str) -> str:
    """The text of a routine with another name, and a schema line; all else is kept as it is."""
    text = text.removeprefix("\ufeff")
    root = compose(text, "").root
    name = root.get("name") if isinstance(root, Mapping) else None
    if isinstance(name, Scalar):
        text = text[: name.start.index] + scalar(title) + text[name.end.index :]
    return with_modeline(text)


def with_modeline(text: str, schema: str = "routine.schema.json") -> str:
    """The text with the line for editors on top, if it has none."""
    text = text.removeprefix("\ufeff")
    head = text[:2000]
    return text if "yaml-language-server:" in head else f"{MODELINE.format(schema)}\n{text}"
