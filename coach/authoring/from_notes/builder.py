"""A routine being built from notes: its blocks, the open one, and where the next entry goes.

It knows blocks and entries, and looks names up in the library. What a line means is decided in `plan`.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from coach.authoring.from_notes.blocks import NoteBlock, NoteEntry, complete
from coach.authoring.from_notes.grammar.reading import Said
from coach.authoring.from_notes.grammar.words import words
from coach.authoring.from_notes.lines import NoteLine
from coach.authoring.from_notes.spelling import Find, Found, look_up
from coach.routine.model import Section

HANGING = "pull-up-bar"
"""Equipment with which the body is the load."""


class Builder:
    def __init__(self, find: Find) -> None:
        self.find = find
        self.done: list[NoteBlock] = []
        self.block: NoteBlock | None = None
        self.closes = False
        """Whether a blank line ends the block, as it began with a heading like `circuit 3 rounds:`."""
        self.section: Section = "main"
        self.loose: list[NoteEntry] = []
        """The entries behind the last block."""
        self.last: NoteEntry | None = None
        """The item that the line above created or extended."""
        self.defaults: dict[str, str] = {}

    def close(self) -> None:
        block, self.block, self.closes, self.last = self.block, None, False, None
        if block is None:
            return
        items = block.items
        for entry, said in zip(items, block.sayings, strict=True):
            entry.found = look_up(said.name, self.find, _on_a_barbell(said))
            if entry.found and HANGING in entry.found.equipment and _on_a_barbell(said):
                said.doubts = [*said.doubts, "a load beside the body: more than it, or less?"]
        complete(block)
        title = block.title
        if any(entry.values is not None for entry in items):
            self.done.append(block)
            if title is not None:
                title.comment = False
            return
        if title is not None and not title.comment:
            why = (" ".join(it.told) for it in items if it.told and it.shared)
            title.miss(next(why, "nothing stands beneath it"))
        for entry in items:
            entry.told = [] if entry.shared else entry.told
        self.loose = [*block.head, *block.entries]

    def open(self, block: NoteBlock, closes: bool = False) -> NoteBlock:
        self.close()
        block.section = self.section
        block.name = " ".join(block.name.split())[:200]
        block.head, self.loose = [*self.loose, *block.head], []
        self.block, self.closes = block, closes
        return block

    def head(self, name: str, line: NoteLine, comment: bool = True) -> NoteBlock:
        """Open a block under a heading."""
        title = NoteEntry([line], comment=comment)
        return self.open(NoteBlock(name=name, head=[title], title=title))

    def put(self, line: NoteLine, told: Sequence[str] = (), comment: bool = False) -> None:
        """Put a line without an item behind what there is. `comment`: it is no part of the plan."""
        entry, block = NoteEntry([line], list(told), comment=comment), self.block
        (self.loose if block is None else block.entries if block.entries else block.head).append(entry)

    def miss(self, line: NoteLine, why: str) -> None:
        self.put(line)
        block = self.block
        (self.loose if block is None else block.entries or block.head)[-1].miss(why)
        self.last = None

    def known(self, name: str) -> Found | None:
        return look_up(name, self.find)

    def add(self, entry: NoteEntry, said: Said) -> None:
        """Add an item to the open block, else to a new one. Without a name it is missed."""
        block = self.block or self.open(NoteBlock())
        if said.rounds is not None and len(said.doses) == 1:
            said = replace(said, doses=[replace(said.doses[0], sets=said.rounds)], rounds=None)
        block.entries.append(entry)
        entry.said, self.last = said, entry
        if not said.name:
            entry.miss("no name")

    def taken_back(self) -> list[NoteEntry]:
        """Take out the item of the line above, to put it into a superset with this line's. Empty if there is none."""
        block = self.block
        if self.last is None or block is None or block.kind != "straight" or block.entries[-1] is not self.last:
            return []
        return [block.entries.pop()]

    def entries(self) -> list[NoteEntry]:
        return [entry for block in self.done for entry in (*block.head, *block.entries)] + self.loose


def _on_a_barbell(said: Said) -> bool:
    """Whether its load is one of a barbell: a mass, a per cent or the bar, and no pair, no bell."""
    loads = [dose.load for dose in said.doses if dose.load]
    free = words("free") & set(" ".join((said.name, *said.notes)).casefold().split())
    return not free and any(load == "bar" or (load[0].isdigit() and "x" not in load) for load in loads)
