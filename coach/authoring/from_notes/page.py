"""From blocks to the text of a routine, with comments above what they are about. The text always loads."""

from collections.abc import Iterator
from typing import Any

from coach.authoring.from_notes.blocks import NoteBlock, NoteEntry
from coach.authoring.yaml_text import flow, scalar

WIDE = 110
"""Characters of a line. A longer item takes several lines."""

EXAMPLE = """blocks:
  # No exercise was understood in the notes. This one is an example, so that there is a routine: put yours in its place.
  - exercises:
      - {name: Example, sets: 3, reps: 10}
"""
_ITEM, _BLOCK = " " * 6, " " * 2


def page(name: str, blocks: list[NoteBlock], loose: list[NoteEntry], defaults: dict[str, str], intro: list[str]) -> str:
    """The whole text.

    Args:
        name: the routine's name, in any form.
        blocks: complete blocks in order, each with an item.
        loose: the entries after the last block.
        defaults: the routine's defaults.
        intro: the comments at the top, a line each.
    """
    lines = [*(f"# {text}" for text in intro), "format: 1", f"name: {scalar(' '.join(name.split())[:80] or 'Notes')}"]
    lines += [f"defaults: {flow(defaults)}"] if defaults else []
    rest = [text for entry in loose for text in comments(entry, _BLOCK if blocks else "")]
    if not blocks:
        return "\n".join([*lines, "", *rest, *([""] if rest else [])]) + "\n" + EXAMPLE
    parts = ["\n".join(_block(block)) for block in blocks] + (["\n".join(rest)] if rest else [])
    return "\n".join([*lines, "", "blocks:", "\n\n".join(parts)]) + "\n"


def _block(block: NoteBlock) -> Iterator[str]:
    for entry in block.head:
        yield from comments(entry, _BLOCK)
    given = {"name": scalar(block.name), "section": block.section, "type": block.kind, **block.settings}
    usual = {"name": scalar(""), "section": "main", "type": "straight"}
    dash = f"{_BLOCK}- "
    for field, value in given.items():
        if value != usual.get(field):
            yield f"{dash}{field}: {value}"
            dash = _BLOCK * 2
    yield f"{dash}exercises:"
    for entry in block.entries:
        yield from comments(entry, _ITEM)
        if entry.values is not None:
            yield from _item(entry.values)


def comments(entry: NoteEntry, indent: str) -> Iterator[str]:
    """The author's lines and the remarks about them. A line that was not understood is marked."""
    doubts = list(entry.doubts)
    why = f" ({doubts.pop(0)})" if entry.missed else ""
    shown = [line for line in entry.lines if line.first]
    for line in shown:
        yield f"{indent}# {f'? not understood{why}: ' if entry.missed else ''}{line.raw}"
    if entry.missed and not shown:
        yield f"{indent}# ? left out{why}"
    yield from (f"{indent}# ? {text}" for text in doubts)


def _item(values: dict[str, Any]) -> Iterator[str]:
    """An item on one line if it fits, else one field a line."""
    if len(line := f"{_ITEM}- {flow(values)}") <= WIDE:
        yield line
        return
    dash = f"{_ITEM}- "
    for field, value in values.items():
        text = flow(value)
        if isinstance(value, list) and isinstance(value[0], dict) and len(text) > WIDE - 20:
            yield f"{dash}{field}:"
            yield from (f"{_ITEM}    - {flow(spec)}" for spec in value)
        else:
            yield f"{dash}{field}: {text}"
        dash = f"{_ITEM}  "
