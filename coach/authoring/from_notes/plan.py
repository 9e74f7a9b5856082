"""From statements to blocks: which of them belong together, what a heading covers, where a block ends.

Each line has been read by itself before; here its neighbours count. Every line ends up in an entry of a block, or in a
loose one behind the last block.
"""

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from coach.authoring.from_notes.blocks import NO_TARGET, TITLES, NoteBlock, NoteEntry, complete
from coach.authoring.from_notes.grammar.reading import Said
from coach.authoring.from_notes.lines import Statement, is_dose_remark, is_prose, is_title, renamed
from coach.authoring.from_notes.spelling import Find, Found, look_up
from coach.routine.model import Section

_BENEATH = ("item", "kind", "words", "odd", "dose", "heading")
_END = Statement()


class Planner:
    def __init__(self, lines: Sequence[Statement], find: Find) -> None:
        self.find = find
        self.lines = lines
        self.spaced = not any(a.shape != "blank" != b.shape for a, b in pairwise(lines) if b.first)
        """Whether there is a blank line behind every line, so that it says nothing."""
        self.at = 0
        """The index of the next statement."""
        self.begun = False
        """Whether a line that is not blank has been taken."""
        self.headed = True
        """Whether there were only blank lines since the start or the last heading."""
        self.block: NoteBlock | None = None
        """The one that is open."""
        self.section: Section = "main"
        self.last: NoteEntry | None = None
        """The item that the line above created or extended."""
        self.done: list[NoteBlock] = []
        self.loose: list[NoteEntry] = []
        """The entries behind the last block."""
        self.defaults: dict[str, str] = {}
        while self.at < len(lines):
            self.at += 1
            self._take(lines[self.at - 1])
        self._close()

    def entries(self) -> list[NoteEntry]:
        return [entry for block in self.done for entry in (*block.head, *block.entries)] + self.loose

    def _take(self, line: Statement) -> None:
        headed = line.shape == "heading" or line.closes
        match line.shape:
            case "blank":
                self._blank()
                return
            case "ruler" | "aside":
                self._put(line, comment=line.shape == "aside")
                return
            case "remark":
                self._remark(line)
            case "heading":
                self._heading(line)
            case "kind":
                self._kind(line)
            case "item" if self._goes_on(line):
                self._dose(replace(line, said=renamed(line.said, "")))
            case "item":
                self._item(line)
            case "dose":
                self._dose(line)
            case "setting":
                self._setting(line)
            case "odd":
                self._odd(line)
            case "words":
                headed = self._words(line)
        if line.closes and self.block and self.block.entries and self.block.entries[0].lines[0].at == line.at:
            self.section = "main" if self.block.section != "main" else self.section
            self._close()
        self.headed, self.begun = headed, True

    def _next(self, *skipped: str) -> Statement:
        """The next statement that is not blank and of none of these shapes."""
        return next((line for line in self.lines[self.at :] if line.shape not in ("blank", *skipped)), _END)

    def _beneath(self) -> bool:
        """Whether a heading may belong to the very next line."""
        return self.at < len(self.lines) and self.lines[self.at].shape in _BENEATH

    def _known(self, name: str) -> Found | None:
        return look_up(name, self.find)

    # blocks

    def _open(self, block: NoteBlock) -> NoteBlock:
        self._close()
        block.section = self.section
        block.name = " ".join(block.name.split())[:200]
        block.head, self.loose = [*self.loose, *block.head], []
        self.block = block
        return block

    def _close(self) -> None:
        block, self.block, self.last = self.block, None, None
        if block is None:
            return
        complete(block, self.find)
        title = block.title
        if any(entry.values is not None for entry in block.entries):
            self.done.append(block)
            if title:
                title.comment = False
            return
        beside = [entry for entry in block.entries if not entry.lines[0].first]
        if title and (beside or not title.comment):
            title.miss(next((" ".join(entry.doubts) for entry in beside), "nothing stands beneath it"))
        self.loose = [*block.head, *(entry for entry in block.entries if entry not in beside)]

    def _blank(self) -> None:
        if self.spaced:
            return
        self.headed = True
        if (
            self.last
            and self.last.named
            and self._next().shape in ("dose", "remark", "item")
            and len(self.last.lines) == 1
        ):
            return  # a name whose sets stand below the blank line
        self.last = None
        if self.block and self.block.items and (self.block.short or self.section == "warm-up"):
            self._close()
            self.section = "main" if self.section == "warm-up" else self.section

    def _heading(self, line: Statement, comment: bool = True) -> NoteBlock:
        if line.shape == "heading":
            self.section = line.section or "main"
        title = NoteEntry([line], list(line.said.doubts), comment=comment)
        return self._open(NoteBlock(name=line.heading or line.text.strip(" :"), head=[title], title=title))

    def _kind(self, line: Statement) -> None:
        title = NoteEntry([line], [f"left out: {note}" for note in line.said.notes])
        block = NoteBlock(line.kind, f"{line.said.name} {TITLES[line.kind]}".strip(), head=[title], title=title)
        block.short = True
        block.take(line.said, line.times)
        beside = [it for it in self.lines[self.at :] if it.at == line.at]
        above = self.block
        if line.kind == "superset" and len(beside) == 1 and above and above.kind == "straight" and self.last:
            block.name, block.entries = TITLES["superset"], [above.entries.pop()]  # bench 3x8, below it: ss w/ row 3x8
        self._open(block)

    def _label(self, label: str) -> None:
        if self.block is None or self.block.label != label:
            self._open(NoteBlock("superset", f"Superset {label}", label=label, short=True))

    # entries

    def _put(self, line: Statement, doubts: Sequence[str] = (), comment: bool = False) -> NoteEntry:
        """Put a line without an item behind what there is. `comment`: it is no part of the plan."""
        entry, block = NoteEntry([line], list(doubts), comment=comment), self.block
        (self.loose if block is None else block.entries if block.entries else block.head).append(entry)
        return entry

    def _miss(self, line: Statement, why: str) -> None:
        self._put(line).miss(why)
        self.last = None

    def _add(self, entry: NoteEntry, said: Said) -> None:
        """Add an item to the open block, else to a new one. Without a name it is missed."""
        block = self.block or self._open(NoteBlock())
        if said.rounds is not None and len(said.doses) == 1:
            said = replace(said, doses=[replace(said.doses[0], sets=said.rounds)], rounds=None)
        block.entries.append(entry)
        entry.said, self.last = said, entry
        if not said.name:
            entry.miss("no name")

    def _item(self, line: Statement) -> None:
        if line.label:
            self._label(line.label)
        elif self.block and self.block.label:
            self._close()
        entry = NoteEntry([line], minute=line.ordinal == "minute")
        if entry.minute and not (self.block and self.block.kind == "emom"):
            entry.doubts.append("a minute of which block?")
        self._add(entry, line.said)

    def _goes_on(self, line: Statement) -> bool:
        """Whether the words of `3x5 80kg belt on` are a remark, as the line above has nothing but a name."""
        named = self.last is not None and self.last.named
        return named and line.first and is_dose_remark(line) and not self._known(line.said.name)

    def _dose(self, line: Statement) -> None:
        """A target without a name: more sets of the item above."""
        if self.last and self.last.said and _alike(self.last.said, line.said):
            self._extend(self.last, self.last.said, line)
        else:
            self._miss(line, "which exercise?")

    def _extend(self, entry: NoteEntry, said: Said, line: Statement) -> None:
        more = line.said
        if more.doses and said.doses and not entry.named and not line.ordinal:
            entry.doubts.append(f"{line.text} taken as more sets of this")
        for field in ("doses", "notes", "doubts"):
            setattr(said, field, [*getattr(said, field), *getattr(more, field)])
        for field in ("rest", "tempo", "rpe", "rir", "sides", "unclear"):
            setattr(said, field, getattr(said, field) or getattr(more, field))
        entry.lines.append(line)

    def _setting(self, line: Statement) -> None:
        """A rest or the like on its own line: it belongs to the item above, else to the block, else to the routine."""
        block, said, last, done = self.block, line.said, self.last, self.done
        rest = (said.rest or said.round_rest) if all(it.shape in ("rest", "gap") for it in line.found) else ""
        between = bool(said.round_rest or said.scope) and block is not None and block.kind in ("circuit", "superset")
        if rest and block and (between or not block.items):
            block.rest, block.round_rest = said.rest or block.rest, said.round_rest or block.round_rest
            self._put(line)
        elif last is not None and last.said is not None:
            self._extend(last, last.said, line)
        elif rest and block is None and done and not said.scope and "rest-after" not in done[-1].settings:
            done[-1].settings["rest-after"] = rest
            done[-1].entries.append(NoteEntry([line]))
        elif rest and "rest" not in self.defaults and (said.scope or not (done or (block and block.items))):
            self.defaults["rest"] = rest
            self._put(line, ["taken for the whole routine"] if (done or block) and self._beneath() else [])
        else:
            self._miss(line, "of which exercise?")

    def _odd(self, line: Statement) -> None:
        """A name and numbers, but no target: an item of a block without targets, a heading, or not understood."""
        if self.block and self.block.timed:
            self._item(line)
        elif not self.begun and self._next() is not _END and line.said.name and not is_prose(line.said.name):
            self._heading(replace(line, heading=line.said.name)).doubt("only a heading")
        else:
            self._miss(line, line.said.unclear or NO_TARGET)

    def _words(self, line: Statement) -> bool:
        """Words alone: a name with its doses on the next line, a heading, a sentence, or not understood.

        Returns whether they are a heading, or at least do not come between one and what follows.
        """
        text, colon, block = line.text.strip(" :"), line.text.endswith(":"), self.block
        if line.said.name and self._doses(text, self._next("remark")):
            self._item(line)
            if self.last:
                self.last.named = True
            return False
        bare_section = block is not None and block.section != "main" and not block.items
        few = len(line.text.split()) <= 6 and not any(it.text in (",", ";", ":") for it in line.found)
        called = (is_title(text) or (not self.begun and self._next() is not _END)) and not any(
            map(self._known, text.split())
        )
        if block and block.timed and not colon:
            self._item(line)
        elif self._known(text) or ((line.bulleted or bare_section) and not colon):
            self._miss(line, NO_TARGET)
        elif is_prose(text):
            self._put(line, comment=True)
            return self.headed
        elif colon or (self.headed and few and self._next("aside").shape in _BENEATH):
            self.section = "cool-down" if self.section == "cool-down" and not colon else "main"
            self._heading(line, comment=called)
            return True
        elif called:
            self._put(line, comment=True)
        else:
            self._miss(line, NO_TARGET)
        return False

    def _doses(self, text: str, following: Statement) -> bool:
        """Whether the next line has the doses for the name on this one."""
        if following.shape == "dose":
            straight = self.block is None or self.block.kind == "straight"
            return straight or bool(following.said.doses)
        if following.shape != "item" or following.found[0].shape == "words" or self._known(following.said.name):
            return False
        return is_dose_remark(following) or self._known(text) is not None

    def _remark(self, line: Statement) -> None:
        """`(belt on)`, `note: belt on` below an item: its note. Else a sentence."""
        if self.last and self.last.said:
            self.last.said.notes = [*self.last.said.notes, _remark_text(line)]
            self.last.lines.append(line)
        else:
            self._put(line, comment=True)


def _remark_text(line: Statement) -> str:
    """A remark without its brackets, its quotes, or the word `note:`."""
    return line.text.partition(":")[2].strip() if line.text[0].isalpha() else line.text.strip(' ()"“”„')


def _alike(said: Said, more: Said) -> bool:
    """Whether both count reps, or both a time."""
    return len({dose.target.kind in ("time", "m") for dose in (*said.doses, *more.doses)}) < 2
