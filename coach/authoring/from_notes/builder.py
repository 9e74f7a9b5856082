"""A routine being built from notes: its blocks, the open one, and where the next entry goes.

It knows blocks and entries, and looks names up in the library. What a line means is decided in `assembly`.
"""

from coach.authoring.from_notes.blocks import NoteBlock, NoteEntry, complete
from coach.authoring.from_notes.page import MOST_ITEMS
from coach.authoring.from_notes.sketch import Sketch
from coach.authoring.from_notes.spelling import Find, look_up
from coach.routine.checks import MOST_SETS
from coach.routine.model import Section


class Builder:
    def __init__(self, find: Find) -> None:
        self.find = find
        self.done: list[NoteBlock] = []
        self.block: NoteBlock | None = None
        self.closes = False
        """Whether a blank line ends the block, as it began with a heading like `circuit 3 rounds:`."""
        self.section: Section = "main"
        self.loose: list[NoteEntry] = []
        self.last: NoteEntry | None = None
        """The item that the line above created or extended."""
        self.defaults: dict[str, str] = {}
        """The routine's defaults."""
        self.names: dict[str, tuple[str, str] | None] = {}
        """What the library has under each name."""

    def close(self) -> None:
        block, self.block, self.closes, self.last = self.block, None, False, None
        if block is None:
            return
        complete(block)
        if block.whole:
            self.done.append(block)
        else:
            block.give_up("nothing stands beneath it")
            block.head.extend(block.entries)
            self.loose = block.head

    def open(self, block: NoteBlock, closes: bool) -> NoteBlock:
        self.close()
        block.section = self.section
        self.loose.extend(block.head)
        block.head, self.loose = self.loose, []
        self.block, self.closes = block, closes
        return block

    def comment(self, entry: NoteEntry) -> None:
        if self.block and self.block.entries:
            self.block.entries.append(entry)
        elif self.block:
            self.block.head.append(entry)
        else:
            self.loose.append(entry)

    def miss(self, at: int, raw: str, why: str) -> None:
        self.comment(NoteEntry([at], [raw], [why] if why else [], missed=True))
        self.last = None

    def known(self, name: str) -> tuple[str, str] | None:
        if name not in self.names and len(self.names) < MOST_SETS:
            self.names[name] = look_up(name, self.find)
        return self.names.get(name)

    def add(self, entry: NoteEntry, made: Sketch) -> None:
        """Add an item to the open block, else to a new one."""
        block = self.block
        if block is None or (block.kind == "straight" and len(block.added) >= MOST_ITEMS):
            block = self.open(NoteBlock(), closes=False)
        found = self.known(made.name)
        entry.sketch = made
        entry.exercise, entry.measure = found or (None, "")
        block.put(entry)
        self.last = entry

    def taken_back(self) -> NoteEntry | None:
        """Take out the item of the line above, to put it into a superset with this line's. None if there is none."""
        block = self.block
        if self.last is None or block is None or block.kind != "straight" or block.entries[-1] is not self.last:
            return None
        block.added.pop()
        return block.entries.pop()

    def entries(self) -> list[NoteEntry]:
        return [entry for block in self.done for entry in (*block.head, *block.entries)] + self.loose


def one_line(text: str) -> str:
    """A name for a block: on one line, at most 200 characters."""
    text = " ".join(text.split())
    return text if len(text) <= 200 else text[:199] + "…"
