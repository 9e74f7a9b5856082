"""A paper laid out in lines of a given width.

What may live here: what stands where, and what is left out as the room shrinks. What may not: colours, terminals, and
which rows there are, which is in `paper`. The line of an item is `at` (block, row), both from 0.
"""

from collections.abc import Iterator

from coach.text import cells, shorten
from coach.workout.paper.page import (
    COLUMN_GAP,
    MIN_WIDTH,
    TextLine,
    TextRole,
    TextRun,
    justified,
    labelled,
    paragraph,
    plain_lines,
)
from coach.workout.paper.paper import Paper, PaperBlock, PaperRow
from coach.workout.words import SECTION_WORDS, together

MAX_WIDTH = 84
"""The widest page, in cells. On a wider one a name and its dose would stand too far apart to read as one line."""
NARROW = 44
"""Below this width a block has only names and doses."""


def paper_text(paper: Paper, width: int) -> list[str]:
    """The whole paper as plain lines of at most `width` cells."""
    return plain_lines(paper_lines(paper, width))


def paper_lines(paper: Paper, width: int, *, full: bool | None = None) -> list[TextLine]:
    """The whole paper.

    Args:
        paper: what to lay out.
        width: cells of a line; at least `MIN_WIDTH` and at most `MAX_WIDTH` are taken.
        full: whether each item has its details; None: if there is room for them.
    """
    width = max(MIN_WIDTH, min(width, MAX_WIDTH))
    full = width >= NARROW if full is None else full
    out = list(_head(paper, width))
    names, doses = _columns(paper, width)
    for number, block in enumerate(paper.blocks):
        out.append(TextLine())
        out += _block_lines(block, width)
        for at, row in enumerate(block.rows):
            room = width - 2 - names - COLUMN_GAP - min(doses, cells(row.dose))
            right, below = _beside(row, room) if full else ("", [])
            out.append(_row_line(row, right, names, doses, width, (number, at)))
            if full:
                out += _details(block, row, below, width)
    return out


def _head(paper: Paper, width: int) -> Iterator[TextLine]:
    column = len("equipment") + (2 if width >= NARROW else 1)
    yield justified(TextRun(paper.title, "title"), TextRun(paper.time, "time"), width)
    yield from labelled("equipment", paper.equipment_line, width, "name", column)
    if paper.works:
        yield from labelled("works", paper.works, width, column=column)
    if paper.tags:
        yield from labelled("tags", ", ".join(paper.tags), width, column=column)
    if paper.description:
        yield TextLine()
        yield from paragraph(paper.description, width)


def _columns(paper: Paper, width: int) -> tuple[int, int]:
    """(cells of the names, cells of the doses); before them is a margin of two cells, between them a gap."""
    rows = [row for block in paper.blocks for row in block.rows]
    doses = max(cells(row.dose) for row in rows)
    names = max(cells(row.name) for row in rows)
    doses = min(doses, max(6, (width - 2 - COLUMN_GAP) // 2))
    return min(names, max(1, width - 2 - COLUMN_GAP - doses)), doses


def _block_lines(block: PaperBlock, width: int) -> Iterator[TextLine]:
    """A block's name, type and length; the type in a line of its own if one line cannot hold all three."""
    name, section = block.name or SECTION_WORDS[block.section], SECTION_WORDS[block.section]
    plain = name.casefold().replace("-", " ") == section.casefold().replace("-", " ")
    if block.section != "main" and not plain:
        name = f"{name} · {section.casefold()}"
    type_, minutes = f" · {block.type}" if block.type else "", TextRun(block.time, "detail")
    used = cells(name) + cells(type_)
    if type_ and used + COLUMN_GAP + cells(minutes.text) <= width:
        space = TextRun(" " * (width - used - cells(minutes.text)), "space")
        yield TextLine((TextRun(name, "block"), TextRun(type_, "detail"), space, minutes))
        return
    yield justified(TextRun(name, "block"), minutes, width)
    yield from paragraph(block.type, width, "detail", "  ")


def _beside(row: PaperRow, room: int) -> tuple[str, list[str]]:
    """(load and rest as far as they fit into the first line, what goes below it)."""
    rest = f"rest {row.rest}" if row.rest else ""
    both = " · ".join(words for words in (row.load, rest) if words)
    for words, below in ((both, []), (rest, [row.load]), ("", [both])):
        if cells(words) + COLUMN_GAP <= room or not words:
            return words, [word for word in below if word]
    return "", []


def _row_line(row: PaperRow, right: str, names: int, doses: int, width: int, at: tuple[int, int]) -> TextLine:
    name, dose = shorten(row.name, names), shorten(row.dose, doses)
    gap = TextRun(" " * (names - cells(name) + COLUMN_GAP), "space")
    runs = [TextRun(f"  {name}", "name"), gap, TextRun(dose, "dose")]
    if right:
        space = width - 2 - names - COLUMN_GAP - cells(dose) - cells(right)
        runs += [TextRun(" " * space, "space"), TextRun(right, "detail")]
    return TextLine(tuple(runs), at)


def _details(block: PaperBlock, row: PaperRow, below: list[str], width: int) -> list[TextLine]:
    """The lines below the first one of an item: its note, what had no room, and in main blocks how to do it."""
    counts = row.pace == "the coach counts"
    said: list[tuple[str, TextRole]] = [(row.note, "note"), *((words, "detail") for words in below)]
    if block.section == "main":
        others = ", or ".join(name[:1].lower() + name[1:] for name in row.alternatives)
        said += [
            (f"warm-up sets: {together(row.warm_up)}" if row.warm_up else "", "detail"),
            (f"{row.pace}: {row.tempo}" if counts and row.tempo else row.tempo, "detail"),
            (row.effort, "detail"),
            (f"or {others}" if others else "", "detail"),
        ]
    indent = "    " if width >= NARROW else "   "
    return [line for words, role in said for line in paragraph(words, width, role, indent)]
