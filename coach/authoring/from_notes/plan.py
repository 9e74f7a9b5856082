"""From lines to blocks: which lines belong together, what a heading covers, where a block ends.

Each line has been read by itself before; here its neighbours count. Every line ends up in exactly one `NoteEntry`, but
for items that share a line.
"""

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from coach.authoring.from_notes.blocks import NO_TARGET, TITLES, NoteBlock, NoteEntry, is_rest
from coach.authoring.from_notes.builder import Builder
from coach.authoring.from_notes.fields import rest_text
from coach.authoring.from_notes.grammar.reading import Said
from coach.authoring.from_notes.grammar.shapes import Phrase
from coach.authoring.from_notes.heads import kind, split_head
from coach.authoring.from_notes.lines import NoteLine, Reader, is_dose_remark, is_prose, is_title, renamed
from coach.authoring.from_notes.spelling import Find

WHICH, OF_WHICH = "which exercise?", "of which exercise?"
_BENEATH = ("item", "kind", "words", "odd", "dose", "heading")
_END = NoteLine()


class Planner:
    def __init__(self, lines: Sequence[NoteLine], find: Find, reader: Reader) -> None:
        self.reader = reader
        self.lines = lines
        self.spaced = not any(a.shape != "blank" != b.shape for a, b in pairwise(lines))
        """Whether there is a blank line behind every line, so that it says nothing."""
        self.at = 0
        """The number of the next line."""
        self.named: NoteEntry | None = None
        """The last item whose name stood alone on a line."""
        self.begun = False
        """Whether a line that is not blank has been taken."""
        self.headed = True
        """Whether there were only blank lines since the start or the last heading."""
        self.out = Builder(find)

    def blocks(self) -> Builder:
        """Put all lines into complete blocks, and what follows the last block into loose entries."""
        while self.at < len(self.lines):
            self.at += 1
            self._take(self.lines[self.at - 1])
        self.out.close()
        return self.out

    def _next(self, *skipped: str) -> NoteLine:
        """The next line that is not blank and of none of these shapes."""
        return next((line for line in self.lines[self.at :] if line.shape not in ("blank", *skipped)), _END)

    def _beneath(self) -> bool:
        """Whether a heading may belong to the very next line."""
        return self.at < len(self.lines) and self.lines[self.at].shape in _BENEATH

    def _take(self, line: NoteLine) -> None:
        headed = line.shape == "heading"
        match line.shape:
            case "blank":
                self._blank()
                return
            case "ruler" | "aside":
                self.out.put(line, comment=line.shape == "aside")
                return
            case "remark":
                self._remark(line)
            case "heading":
                self._heading(line)
            case "kind":
                self._kind(line)
            case "item" if self._goes_on(line):
                self._dose(replace(line, said=renamed(line.said, "")))
            case "item" if self._is_heading(line):
                self._heading(line)
            case "item":
                self._items(line)
            case "dose":
                self._dose(line)
            case "setting":
                self._setting(line)
            case "odd":
                self._odd(line)
            case "words":
                headed = self._words(line)
        self.headed, self.begun = headed, True

    def _goes_on(self, line: NoteLine) -> bool:
        """Whether the words of `3x5 80kg belt on` are a remark, as the line above has nothing but a name."""
        last = self.out.last
        return last is not None and last is self.named and is_dose_remark(line) and not self.out.known(line.said.name)

    def _blank(self) -> None:
        if self.spaced:
            return
        self.out.last, self.headed = None, True
        if self.out.block and self.out.block.items and (self.out.closes or self.out.section == "warm-up"):
            self.out.close()
            self.out.section = "main" if self.out.section == "warm-up" else self.out.section

    def _heading(self, line: NoteLine) -> None:
        self.out.section = line.section or "main"
        block = self.out.head(line.heading or line.text, line)
        if not line.content:
            return
        inner = self.reader.line(line.content)
        if inner.shape != "kind" and (inner.shape == "heading" or self._is_heading(inner)):
            block.name = f"{line.heading} – {inner.heading}"
            inner = self.reader.line(inner.content)
        if inner.shape == "kind":
            self._kind(replace(inner, at=line.at), shared=True)
        elif inner.shape == "dose" and line.section and not self._beneath():
            self.out.add(NoteEntry([line], shared=True), renamed(inner.said, line.heading))
        elif inner.shape == "item":
            for piece in (self.reader.parts if line.section else self.reader.pieces)(inner.found, inner.text):
                self.out.add(NoteEntry([line], shared=True), self.reader.said(piece, inner.text))
        else:
            block.doubt(f"left out: {line.content}")
        if (line.section or line.inline) and block.entries:
            self.out.close()
            self.out.section = "main"

    def _is_heading(self, line: NoteLine) -> bool:
        """True for `Legs: squat 3x5, lunges 3x10`, not for `Squat: 3x5 slow, 2x8 fast`."""
        return line.inline and not self.out.known(line.heading)

    def _items(self, line: NoteLine) -> None:
        block, minute = self.out.block, line.ordinal == "minute"
        if line.label:
            self._label(line.label)
        elif block and block.label:
            self.out.close()
        pieces = self.reader.pieces(line.found, line.text)
        circuit = len(pieces) > 1 and line.said.rounds is not None
        if circuit:
            self.out.open(NoteBlock("circuit", TITLES["circuit"], rounds=line.said.rounds))
        stray = ["a minute of which block?"] if minute and not (block and block.kind == "emom") else []
        for number, piece in enumerate(pieces):
            entry = NoteEntry([line], list(stray), shared=number > 0, minute=minute)
            self.out.add(entry, self.reader.said(piece, line.text) if len(pieces) > 1 else line.said)
        if circuit:
            self.out.close()

    def _label(self, label: str) -> None:
        if self.out.block is None or self.out.block.label != label:
            self.out.open(NoteBlock("superset", f"Superset {label}", label=label), closes=True)

    def _kind(self, line: NoteLine, shared: bool = False) -> None:
        """`EMOM 10: 10 swings`, `circuit 3 rounds:`, `Swings 10x10 emom`, `10 squats, 10 push-ups x 3 rounds`."""
        said = self.reader.said
        head, content, machine = split_head(line.found)
        about, done = said(head, line.text), said(machine, line.text).name
        title = NoteEntry([line], shared=shared)
        block = NoteBlock(kind(line.found), head=[title], title=title)
        block.take(about, times=any(it.shape == "x" for it in head))
        pieces = self.reader.parts(content, line.text)
        if not block.work and block.kind != "tabata":
            pieces = self._targeted(pieces, line.text)
        other = self.out.taken_back() if block.kind == "superset" and len(pieces) == 1 else []
        title.told += [f"left out: {note}" for note in about.notes]
        name = f"{about.name} {TITLES[block.kind]}".strip()
        self.out.open(replace(block, name=TITLES["superset"] if other else name, entries=list(other)), closes=True)
        for piece in pieces:
            made = said(piece, line.text)
            self.out.add(NoteEntry([line], shared=True), replace(made, name=f"{done} {made.name}".strip()))
        if pieces and not other:
            self.out.close()

    def _targeted(self, pieces: list[tuple[Phrase, ...]], text: str) -> list[tuple[Phrase, ...]]:
        """The pieces, with each that has no target (`fast`) joined to the one before."""
        out: list[tuple[Phrase, ...]] = []
        for piece in pieces:
            if out and not self.reader.said(piece, text).doses:
                out[-1] = (*out[-1], *piece)
            else:
                out.append(piece)
        return out

    def _dose(self, line: NoteLine) -> None:
        """A target without a name: more sets of the item above."""
        last = self.out.last
        if last is not None and last.said is not None and _alike(last.said, line.said):
            self._extend(last, last.said, line)
        else:
            self.out.miss(line, WHICH)

    def _extend(self, entry: NoteEntry, said: Said, line: NoteLine) -> None:
        more = line.said
        if more.doses and said.doses and entry is not self.named and not line.ordinal:
            entry.told.append(f"{line.text} taken as more sets of this")
        for field in ("doses", "notes", "doubts"):
            setattr(said, field, [*getattr(said, field), *getattr(more, field)])
        for field in ("rest", "tempo", "rpe", "rir", "sides", "unclear"):
            if (value := getattr(more, field)) and getattr(said, field):
                entry.told.append(f"left out: {line.text}: there is a {field} already")
            elif value:
                setattr(said, field, value)
        entry.lines.append(line)

    def _setting(self, line: NoteLine) -> None:
        """A rest or the like on its own line: it belongs to the item above, else to the block, else to the routine."""
        block, said, last, done = self.out.block, line.said, self.out.last, self.out.done
        rest = said.rest or said.round_rest
        if rest is None or not is_rest(rest) or not all(it.shape in ("rest", "gap") for it in line.found):
            rest = None
        rounds = block is not None and block.kind in ("circuit", "superset")
        if rest and block and rounds and (not block.items or said.round_rest or said.scope):
            block.rest, block.round_rest = said.rest or block.rest, said.round_rest or block.round_rest
            self.out.put(line)
        elif last is not None and last.said is not None:
            self._extend(last, last.said, line)
        elif rest and block is None and done and not said.scope and "rest-after" not in done[-1].settings:
            done[-1].settings["rest-after"] = rest_text(rest)
            done[-1].entries.append(NoteEntry([line]))
        elif rest and block and not block.items and block.kind == "straight":
            block.rest, block.round_rest = said.rest, said.round_rest
            self.out.put(line)
        elif rest and "rest" not in self.out.defaults and (said.scope or not (done or (block and block.items))):
            self.out.defaults["rest"] = rest_text(rest)
            self.out.put(line, ["taken for the whole routine"] if (done or block) and self._beneath() else [])
        else:
            self.out.miss(line, OF_WHICH)

    def _odd(self, line: NoteLine) -> None:
        """A name and numbers, but no target: an item of a block without targets, a heading, or not understood."""
        if self.out.block and (self.out.block.work or self.out.block.kind == "tabata"):
            self._items(line)
        elif not self.begun and self._next() is not _END and line.said.name and not is_prose(line.said.name):
            self.out.head(line.said.name, line).doubt("only a heading")
        else:
            self.out.miss(line, line.said.unclear or NO_TARGET)

    def _words(self, line: NoteLine) -> bool:
        """Words alone: a name with its doses on the next line, a heading, a sentence, or not understood.

        Returns whether they are a heading, or at least do not come between one and what follows.
        """
        text, colon, block = line.text.strip(" :"), line.text.endswith(":"), self.out.block
        if line.said.name and self._doses(text, self._next("remark")):
            self._named_above(line)
            return False
        bare_section = block is not None and block.section != "main" and not block.items
        few = len(line.text.split()) <= 6 and not any(it.text in (",", ";", ":") for it in line.found)
        called = (is_title(text) or not self.begun) and not any(self.out.known(word) for word in text.split())
        if block and (block.work or block.kind == "tabata") and not colon:
            self._items(line)
        elif self.out.known(text) or ((line.bulleted or bare_section) and not colon):
            self.out.miss(line, NO_TARGET)
        elif is_prose(text):
            self.out.put(line, comment=True)
            return self.headed
        elif colon or (self.headed and few and self._next("aside").shape in _BENEATH):
            self.out.section = "cool-down" if self.out.section == "cool-down" and not colon else "main"
            self.out.head(text, line, comment=called)
            return True
        elif called:
            self.out.put(line, comment=True)
        else:
            self.out.miss(line, NO_TARGET)
        return False

    def _doses(self, text: str, following: NoteLine) -> bool:
        """Whether the next line has the doses for the name on this one."""
        if following.shape == "dose":
            straight = self.out.block is None or self.out.block.kind == "straight"
            return straight or bool(following.said.doses)
        if following.shape != "item" or following.found[0].shape == "words" or self.out.known(following.said.name):
            return False
        return is_dose_remark(following) or self.out.known(text) is not None

    def _named_above(self, line: NoteLine) -> None:
        dose = self._next("remark")
        remarks = [it for it in self.lines[self.at : dose.at] if it.shape != "blank"]
        if line.label:
            self._label(line.label)
        self.named = NoteEntry([line, *remarks, dose])
        self.out.add(self.named, renamed(dose.said, line.said.name, [*line.said.notes, *map(_remark_text, remarks)]))
        self.at = dose.at + 1

    def _remark(self, line: NoteLine) -> None:
        """`(belt on)`, `note: belt on` below an item: its note. Else a sentence."""
        last = self.out.last
        if last is not None and last.said is not None:
            last.said.notes = [*last.said.notes, _remark_text(line)]
            last.lines.append(line)
        else:
            self.out.put(line, comment=True)


def _remark_text(line: NoteLine) -> str:
    """A remark without its brackets, its quotes, or the word `note:`."""
    return line.text.partition(":")[2].strip() if line.text[0].isalpha() else line.text.strip(' ()"“”„')


def _alike(said: Said, more: Said) -> bool:
    """Whether both count reps, or both a time."""
    return len({dose.target.kind in ("time", "m") for dose in (*said.doses, *more.doses)}) < 2
