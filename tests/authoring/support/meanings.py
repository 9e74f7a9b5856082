"""What notes mean: written by hand in `tests/authoring/notes`, and read from the routine that was made of them."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import yaml
from msgspec import Struct

from coach.authoring.notes import Draft

Fields = dict[str, Any]
Outcome = Literal["right", "marked", "wrong"]

NOTES = Path(__file__).parents[1] / "notes"
_BLOCK = re.compile(r"(straight|circuit|superset|emom|amrap|tabata|defaults)\(([^()]*)\)(?::\s*(?=\S))?")


class Item(Struct, frozen=True):
    kind: str
    """Of its block; `defaults` for those of the routine."""
    block: Fields
    """The block's other fields."""
    fields: Fields

    def is_meant(self, meant: "Item") -> bool:
        """Whether it is what was meant. The name of a block counts only where it was written by hand."""
        block = {key: value for key, value in self.block.items() if key != "name" or "name" in meant.block}
        return (self.kind, block, self.fields) == (meant.kind, meant.block, meant.fields)


class Meaning(Struct):
    """Some lines of notes, what is meant by them, and whether they have to carry a mark."""

    lines: list[str]
    items: list[Item]
    marked: bool = False
    anything: bool = False
    """Whether the mark is all that counts, as the lines have no right meaning."""
    said: bool = False

    def say(self, text: str, kind: str, block: Fields) -> tuple[str, Fields]:
        """Take one meaning. Returns the block that holds from there on."""
        self.said = True
        if text.startswith("?"):
            self.marked, text = True, text[1:].strip()
            self.anything = not text
        if found := _BLOCK.match(text):
            kind, block, text = found[1], _fields(found[2]), text[found.end() :]
            if kind == "defaults":
                self.items.append(Item("defaults", {}, block))
        if text and text != "comment":
            self.items.append(Item(kind, block, _fields(text)))
        return kind, block


def lines() -> list[Meaning]:
    """The corpus of single lines."""
    out = []
    for row in (NOTES / "lines.txt").read_text(encoding="utf-8").splitlines():
        line, arrow, text = row.partition(" => ")
        if arrow and not row.startswith("# "):
            meaning = Meaning([line.strip()], [])
            kind, block = "straight", Fields()
            for part in text.split(" ;; "):
                kind, block = meaning.say(part.strip(), kind, block)
            out.append(meaning)
    return out


def texts() -> dict[str, tuple[str, list[Meaning]]]:
    """The corpus of whole texts: (the notes, the meanings of their lines) by title."""
    whole = (NOTES / "texts.txt").read_text(encoding="utf-8")
    out = {}
    for part in whole.split("\n=== ")[1:]:
        title, _, text = part.partition("\n")
        notes = "\n".join(line for line in text.splitlines() if not line.startswith("> "))
        out[title] = (notes, list(_meanings(text)))
    return out


def _meanings(text: str) -> Iterator[Meaning]:
    kind, block = "straight", Fields()
    meaning = Meaning([], [])
    for line in text.splitlines():
        if line.startswith("> "):
            kind, block = meaning.say(line[2:], kind, block)
        elif line.strip():
            if meaning.said:
                yield meaning
                meaning = Meaning([], [])
            meaning.lines.append(line.strip())
    if meaning.lines:
        yield meaning


def _fields(text: str) -> Fields:
    loaded: Fields = yaml.load("{" + text + "}", Loader=yaml.BaseLoader)  # all scalars as texts
    return loaded


def outcomes(draft: Draft, meanings: list[Meaning]) -> Iterator[tuple[Meaning, list[Item], Outcome]]:
    """For each meaning what was made of its lines, and whether it is right, carries a mark, or is silently wrong."""
    by_line = items_by_line(draft.text)
    marked = {line.strip() for line in draft.marked}
    for meaning in meanings:
        made = [item for line in meaning.lines for item in by_line.get(line, [])]
        mark = bool(marked & set(meaning.lines))
        same = len(made) == len(meaning.items) and all(map(Item.is_meant, made, meaning.items))
        if mark == meaning.marked and (same or meaning.anything):
            yield meaning, made, "right"
        else:
            yield meaning, made, "marked" if mark else "wrong"


def items_by_line(text: str) -> dict[str, list[Item]]:
    """The items of a routine by the last of the lines that they were made of, which stand above them as comments."""
    root = yaml.load(text, Loader=yaml.BaseLoader)
    begins = _begins(text, root)
    out: dict[str, list[Item]] = {}
    line = ""
    if "defaults" in root:
        out["defaults"] = [Item("defaults", {}, root["defaults"])]
    for number, row in enumerate(text.splitlines()):
        comment = re.match(r"\s*# (?:\? not understood(?: \(.*?\))?: )?(?!\? )(.*)", row)
        if comment:
            line = comment[1].strip()
        if number in begins:
            out.setdefault(line, []).append(begins[number])
    rests = [
        comment for comment in re.findall(r"^\s*# (.*)", text, re.MULTILINE) if re.search("(?i)rest|pause", comment)
    ]
    if "defaults" in out and rests:
        out.setdefault(rests[-1].strip(), []).extend(out.pop("defaults"))
    return out


def _begins(text: str, root: Any) -> dict[int, Item]:
    """The items by the number of the row on which they begin; none in the example of a routine without items."""
    out = {}
    document = yaml.compose(text, Loader=yaml.BaseLoader)
    assert document is not None
    nodes = next(value for key, value in document.value if key.value == "blocks")
    for block_node, block in zip(nodes.value, root["blocks"], strict=True):
        rest = {key: value for key, value in block.items() if key not in ("type", "exercises")}
        items = next(value for key, value in block_node.value if key.value == "exercises")
        for node, fields in zip(items.value, block["exercises"], strict=True):
            if fields != {"name": "Example", "sets": "3", "reps": "10"}:
                out[node.start_mark.line] = Item(block.get("type", "straight"), rest, fields)
    return out
