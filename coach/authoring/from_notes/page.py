"""From blocks to the text of a routine, with comments above what they are about, and within the bounds of one file.

The text always loads. If there are too many sets, values or bytes for one file, items at the end become comments; then
comments at the end are left out, and the text says so.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from coach.authoring.from_notes.blocks import NoteBlock, NoteEntry
from coach.authoring.yaml_text import flow, scalar
from coach.routine.checks import MOST_SETS
from coach.routine.model import Tabata
from coach.routine.reading.yaml_nodes import MOST_BYTES, MOST_NODES

WIDE = 110
"""Characters of a line. A longer item takes several lines."""

MOST_ITEMS = MOST_BLOCKS = 100
HEADER = 4096
"""Bytes reserved for the beginning and the end of the text."""

ITEMS_SHARE = 64 * 1024
"""Bytes that items may take from comments, if one file has no room for both."""

NO_ROOM = "no room"
EXAMPLE = """blocks:
  # No exercise was understood in the notes. This one is an example, so that there is a routine: put yours in its place.
  - exercises:
      - {name: Example, sets: 3, reps: 10}
"""

_TABATA_ROUNDS = next(it.default for it in msgspec.structs.fields(Tabata) if it.name == "rounds")
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
    name = " ".join(name.split())[:80] or "Notes"
    lines = [f"# {text}" for text in intro]
    lines += ["format: 1", f"name: {scalar(name)}"]
    if defaults:
        lines.append(f"defaults: {flow(defaults)}")
    lines.append("")
    if not blocks:
        lines += [text for entry in loose for text in comments(entry, "")]
        return "\n".join([*lines, *([""] if loose else [])]) + "\n" + EXAMPLE
    lines.append("blocks:")
    for at, block in enumerate(blocks):
        lines += [""] if at else []
        lines += _block(block)
    if loose:
        lines += ["", *(text for entry in loose for text in comments(entry, _BLOCK))]
    return "\n".join(lines) + "\n"


def _block(block: NoteBlock) -> Iterator[str]:
    for entry in block.head:
        yield from comments(entry, _BLOCK)
    for text in block.doubts:
        yield f"{_BLOCK}# ? {text}"
    yield from _settings(block)
    for entry in block.entries:
        yield from comments(entry, _ITEM)
        if entry.values is not None:
            yield from item(entry.values)


def _settings(block: NoteBlock) -> Iterator[str]:
    given = {}
    if block.name:
        given["name"] = scalar(block.name)
    if block.section != "main":
        given["section"] = block.section
    if block.kind != "straight":
        given["type"] = block.kind
    given |= block.settings
    dash = f"{_BLOCK}- "
    for field, value in given.items():
        yield f"{dash}{field}: {value}"
        dash = _BLOCK * 2
    yield f"{dash}exercises:"


def comments(entry: NoteEntry, indent: str) -> Iterator[str]:
    """The author's lines and the remarks about them. A line that was not understood is marked."""
    told = list(entry.told)
    why = f" ({told.pop(0)})" if entry.missed and told else ""
    mark = f"? not understood{why}: " if entry.missed else ""
    for line in entry.own:
        yield f"{indent}# {mark}{line}"
    if entry.missed and not entry.own and why:
        yield f"{indent}# ? left out{why}"
    for text in told:
        yield f"{indent}# ? {text}"


def item(values: dict[str, Any]) -> Iterator[str]:
    """An item on one line if it fits, else one field a line."""
    line = f"{_ITEM}- {flow(values)}"
    if len(line) <= WIDE:
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


def make_room(blocks: list[NoteBlock], loose: list[NoteEntry]) -> int:
    """Leave out what one file has no room for. Returns how many comments at the end were left out.

    Items at the end become comments first. Then comments are removed from `blocks` and `loose`.
    """
    entries = [entry for block in blocks for entry in (*block.head, *block.entries)] + loose
    items = sum(_size(item(entry.values)) for entry in entries if entry.values is not None)
    share = min(ITEMS_SHARE, items + sum(map(_frame, blocks)))
    room = MOST_BYTES - HEADER - share
    kept = 0
    for entry in entries:
        mark = (len(f"? not understood ({NO_ROOM}): ") + len(_ITEM)) * len(entry.own)
        room -= _size(comments(entry, _ITEM)) + mark
        if room < 0:
            break
        kept += 1
    if kept < len(entries):
        _cut(blocks, loose, {id(entry) for entry in entries[:kept]})
    _bound(blocks, max(0, room) + share)
    return sum(len(entry.own) for entry in entries[kept:])


def _frame(block: NoteBlock) -> int:
    """Bytes of a block without its comments and items."""
    return _size(_settings(block)) + _size(f"{_ITEM}# ? {text}" for text in block.doubts) + 1


def _size(lines: Iterable[str]) -> int:
    """Bytes of lines, including their ends."""
    return sum(len(line.encode()) + 1 for line in lines)


def _cut(blocks: list[NoteBlock], loose: list[NoteEntry], kept: set[int]) -> None:
    for block in blocks:
        block.head = [entry for entry in block.head if id(entry) in kept]
        block.entries = [entry for entry in block.entries if id(entry) in kept]
        block.added = [entry for entry in block.added if id(entry) in kept]
    loose[:] = [entry for entry in loose if id(entry) in kept]


def _bound(blocks: list[NoteBlock], room: int) -> None:
    """Turn items beyond the sets, values and bytes of one routine into comments."""
    sets, nodes = MOST_SETS, MOST_NODES - 100
    used = 0
    for block in blocks:
        first = True
        taken = 0
        for entry in block.items:
            if entry.values is None:
                continue
            size = _size(item(entry.values))
            size += _frame(block) if first else 0
            weight = _weight(block, entry.values, first)
            needs = 2 * len(block.settings) + 10 if first else 0
            needs += _nodes(entry.values)
            over = used >= MOST_BLOCKS if first else taken >= MOST_ITEMS
            if over or weight > sets or needs > nodes or size > room:
                entry.miss(NO_ROOM)
                continue
            sets, nodes, room, used, taken = sets - weight, nodes - needs, room - size, used + first, taken + 1
            first = False
        if not taken:
            block.give_up(NO_ROOM)


def _weight(block: NoteBlock, values: dict[str, Any], first: bool) -> int:
    """The number of sets that this item adds to the routine."""
    warm_ups = len(values.get("warm-up-sets", ()))
    if block.kind == "straight":
        sets = values.get("sets", "1")
        return warm_ups + (len(sets) if isinstance(sets, list) else int(sets))
    if block.kind in ("tabata", "amrap"):
        return int(block.settings.get("rounds", _TABATA_ROUNDS)) if first else 0
    return warm_ups + int(block.settings.get("rounds", 1))


def _nodes(values: dict[str, Any]) -> int:
    """The number of YAML nodes of an item: itself, two for each field, and those in its lists."""
    lists = [value for value in values.values() if isinstance(value, list)]
    return 1 + 2 * len(values) + sum(1 + 2 * len(it) if isinstance(it, dict) else 1 for value in lists for it in value)
