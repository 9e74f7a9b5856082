"""From lines to blocks: which lines belong together, what a heading covers, where a block ends.

Each line has been read by itself before; here its neighbours count. Every line ends up in exactly one `NoteEntry`, but
for items that share a line.
"""

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from coach.authoring.from_notes.blocks import NO_TARGET, TITLES, NoteBlock, NoteEntry, is_rest
from coach.authoring.from_notes.builder import Builder, one_line
from coach.authoring.from_notes.fields import rest_text
from coach.authoring.from_notes.grammar.reading import Said
from coach.authoring.from_notes.grammar.shapes import Phrase
from coach.authoring.from_notes.heads import kind, split_head
from coach.authoring.from_notes.lines import NoteLine, Reader, is_dose_remark, is_prose, is_title, renamed
from coach.authoring.from_notes.spelling import Find

WHICH = "which exercise?"
_BENEATH = ("item", "kind", "words", "odd", "dose", "heading")


class Planner:
    def __init__(self, lines: Sequence[NoteLine], find: Find, reader: Reader) -> None:
        self.reader = reader
        self.lines = lines
        self.spaced = not any(a.shape != "blank" != b.shape for a, b in pairwise(lines))
        """Whether there is a blank line behind every line, so that it says nothing."""
        self.after = _next_written(lines)
        self.named: NoteEntry | None = None
        """The last item whose name stood alone on a line."""
        self.begun = False
        """Whether a line that is not blank has been taken."""
        self.headed = True
        """Whether there were only blank lines since the start or the last heading."""
        self.out = Builder(find)

    def blocks(self) -> Builder:
        """Put all lines into complete blocks, and what follows the last block into loose entries."""
        at = 0
        while at < len(self.lines):
            at += self._line(at)
        self.out.close()
        return self.out

    def _line(self, at: int) -> int:
        """Take a line, and the next one if they belong together. Returns how many it took."""
        line = self.lines[at]
        match line.shape:
            case "blank":
                self._blank()
                return 1
            case "ruler":
                self.out.put(NoteEntry(own=[line.raw]))
                return 1
            case "aside":
                self._comment(at, line)
                return 1
            case "remark":
                self._remark(at, line)
            case "heading":
                self._heading(at, line)
            case "kind":
                self._kind(at, line)
            case "item" if self._goes_on(line):
                self._dose(at, replace(line, said=renamed(line.said, "")))
            case "item" if self._is_heading(line):
                self._heading(at, line)
            case "item":
                self._items(at, line)
            case "dose":
                self._dose(at, line)
            case "setting":
                self._setting(at, line)
            case "odd":
                self._odd(at, line)
            case "words":
                return self._words(at, line, self.after[at])
        self.headed, self.begun = line.shape == "heading", True
        return 1

    def _goes_on(self, line: NoteLine) -> bool:
        """Whether the words of `3x5 80kg belt on` are a remark, as the line above has nothing but a name."""
        last = self.out.last
        return last is not None and last is self.named and is_dose_remark(line) and not self.out.known(line.said.name)

    def _blank(self) -> None:
        if self.spaced:
            return
        self.out.last = None
        if self.out.block and self.out.block.items:
            if self.out.closes:
                self.out.close()
            if self.out.section == "warm-up":
                self.out.close()
                self.out.section = "main"
        self.headed = True

    def _comment(self, at: int, line: NoteLine, told: Sequence[str] = ()) -> None:
        """A line that is no part of the plan."""
        self.out.put(NoteEntry([at], [line.raw], list(told), comment=not told))

    def _heading(self, at: int, line: NoteLine) -> None:
        self.out.section = line.section or "main"
        title = NoteEntry([at], [line.raw], comment=True)
        block = self.out.open(NoteBlock(name=one_line(line.heading or line.text), head=[title], title=title))
        if not line.content:
            return
        inner = self.reader.line(line.content)
        if inner.shape != "kind" and (inner.shape == "heading" or self._is_heading(inner)):
            block.name = one_line(f"{line.heading} – {inner.heading}")
            inner = self.reader.line(inner.content)
        if inner.shape == "kind":
            self._kind(at, inner, shown=True)
        elif inner.shape == "dose" and line.section and not self._beneath(at):
            self.out.add(NoteEntry([at]), renamed(inner.said, line.heading))
        elif inner.shape == "item":
            for piece in (self.reader.parts if line.section else self.reader.pieces)(inner.found, inner.text):
                self.out.add(NoteEntry([at]), self.reader.said(piece, inner.text))
        else:
            title.told.append(f"left out: {line.content}")
        if (line.section or line.inline) and block.entries:
            self.out.close()
            self.out.section = "main"

    def _is_heading(self, line: NoteLine) -> bool:
        """True for `Legs: squat 3x5, lunges 3x10`, not for `Squat: 3x5 slow, 2x8 fast`."""
        return line.inline and not self.out.known(line.heading)

    def _beneath(self, at: int) -> bool:
        """Whether this line can be a heading of the next."""
        return at + 1 < len(self.lines) and self.lines[at + 1].shape in _BENEATH

    def _items(self, at: int, line: NoteLine) -> None:
        block = self.out.block
        if line.label:
            self._label(line.label)
        elif block and block.label:
            self.out.close()
        pieces = self.reader.pieces(line.found, line.text)
        rounds = line.said.rounds if len(pieces) > 1 else None
        if rounds is not None:
            self.out.open(NoteBlock("circuit", TITLES["circuit"], rounds=rounds))
        minute = line.ordinal == "minute"
        for number, piece in enumerate(pieces):
            entry = NoteEntry([at], [line.raw] if number == 0 else [], minute=minute)
            if minute and not (block and block.kind == "emom"):
                entry.told.append("a minute of which block?")
            self.out.add(entry, self.reader.said(piece, line.text) if len(pieces) > 1 else line.said)
        if rounds is not None:
            self.out.close()

    def _label(self, label: str) -> None:
        if self.out.block is None or self.out.block.label != label:
            self.out.open(NoteBlock(kind="superset", name=f"Superset {label}", label=label), closes=True)

    def _kind(self, at: int, line: NoteLine, shown: bool = False) -> None:
        """`EMOM 10: 10 swings`, `circuit 3 rounds:`, `Swings 10x10 emom`, `10 squats, 10 push-ups x 3 rounds`."""
        about_it, content, machine = split_head(line.found)
        about, done = self.reader.said(about_it, line.text), self.reader.said(machine, line.text).name
        title = NoteEntry([at], [] if shown else [line.raw])
        block = NoteBlock(kind=kind(line.found), head=[title], title=title)
        block.take(about, times=any(it.shape == "x" for it in about_it))
        pieces = self.reader.parts(content, line.text)
        if not block.work and block.kind != "tabata":
            pieces = self._targeted(pieces, line.text)
        if block.kind == "superset" and len(pieces) == 1 and (other := self.out.taken_back()):
            self.out.open(replace(block, name=TITLES["superset"], entries=[other]), closes=True)
            self.out.add(NoteEntry([at]), self.reader.said(pieces[0], line.text))
            return
        title.told += [f"left out: {note}" for note in about.notes]
        block.name = one_line(f"{about.name} {TITLES[block.kind]}".strip())
        self.out.open(block, closes=True)
        for piece in pieces:
            said = self.reader.said(piece, line.text)
            self.out.add(NoteEntry([at]), replace(said, name=f"{done} {said.name}".strip()))
        if block.items:
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

    def _dose(self, at: int, line: NoteLine) -> None:
        """A target without a name: what a heading says of its block, or more sets of the item above."""
        last = self.out.last
        if last is not None and last.said is not None and _alike(last.said, line.said):
            self._extend(last, at, line)
        else:
            self.out.miss(at, line.raw, WHICH)

    def _extend(self, entry: NoteEntry, at: int, line: NoteLine) -> None:
        said, more = entry.said, line.said
        assert said is not None
        if more.doses and said.doses and entry is not self.named and not line.ordinal:
            entry.told.append(f"{line.text} taken as more sets of this")
        said.doses = [*said.doses, *more.doses]
        said.notes = [*said.notes, *more.notes]
        said.doubts = [*said.doubts, *more.doubts]
        said.unclear = said.unclear or more.unclear
        for field in ("rest", "tempo", "rpe", "rir", "sides"):
            if (value := getattr(more, field)) and getattr(said, field):
                entry.told.append(f"left out: {line.text}: there is a {field} already")
            elif value:
                setattr(said, field, value)
        entry.take(at, line.raw)

    def _setting(self, at: int, line: NoteLine) -> None:
        """A rest or the like on its own line: it belongs to the item above, else to the block, else to the routine."""
        block, said = self.out.block, line.said
        rest = said.rest or said.round_rest
        pure = rest is not None and is_rest(rest) and all(it.shape in ("rest", "gap") for it in line.found)
        rounds = block is not None and block.kind in ("circuit", "superset")
        if pure and block and rounds and (not block.items or said.round_rest or said.scope):
            block.rest, block.round_rest = said.rest or block.rest, said.round_rest or block.round_rest
            self.out.put(NoteEntry([at], [line.raw]))
        elif self.out.last is not None and self.out.last.said is not None:
            self._extend(self.out.last, at, line)
        elif not pure or rest is None:
            self.out.miss(at, line.raw, "of which exercise?")
        elif block is None and self.out.done and not said.scope and "rest-after" not in self.out.done[-1].settings:
            self.out.done[-1].settings["rest-after"] = rest_text(rest)
            self.out.done[-1].entries.append(NoteEntry([at], [line.raw]))
        elif block is not None and not block.items and block.kind == "straight":
            block.rest, block.round_rest = said.rest, said.round_rest
            block.head.append(NoteEntry([at], [line.raw]))
        elif "rest" not in self.out.defaults and (said.scope or not (self.out.done or (block and block.items))):
            self.out.defaults["rest"] = rest_text(rest)
            between = bool(self.out.done or block) and self._beneath(at)
            self.out.put(NoteEntry([at], [line.raw], ["taken for the whole routine"] if between else []))
        else:
            self.out.miss(at, line.raw, "of which exercise?")

    def _odd(self, at: int, line: NoteLine) -> None:
        """A name and numbers, but no target: an item of a block without targets, a heading, or not understood."""
        if self.out.block and (self.out.block.work or self.out.block.kind == "tabata"):
            self._items(at, line)
        elif not self.begun and self.after[at] is not None and line.said.name and not is_prose(line.said.name):
            title = NoteEntry([at], [line.raw], ["only a heading"])
            self.out.open(NoteBlock(name=one_line(line.said.name), head=[title]))
        else:
            self.out.miss(at, line.raw, line.said.unclear or NO_TARGET)

    def _words(self, at: int, line: NoteLine, after: int | None) -> int:
        """Words alone: a name with its doses on the next line, a heading, a sentence, or not understood."""
        text = line.text.strip(" :")
        first, self.begun = not self.begun, True
        following = self.lines[after] if after is not None else NoteLine()
        while after is not None and following.shape == "remark":
            after = self.after[after]
            following = self.lines[after] if after is not None else NoteLine()
        if after is not None and line.said.name and self._doses(text, following):
            self._named_above(at, after)
            return after - at + 1
        after = self.after[at]
        headed, self.headed = self.headed, False
        inside = self.out.block and (self.out.block.work or self.out.block.kind == "tabata")
        known = self.out.known(text) is not None
        called = (is_title(text) or first) and not any(self.out.known(word) for word in text.split())
        if inside and not line.text.endswith(":"):
            self._items(at, line)
        elif known or ((line.bulleted or self._bare_section()) and not line.text.endswith(":")):
            self.out.miss(at, line.raw, NO_TARGET)
        elif is_prose(text):
            self._comment(at, line)
            self.headed = headed
        elif line.text.endswith(":") or (headed and _heads(line) and self._below(after).shape in _BENEATH):
            cooling = self.out.section == "cool-down" and not line.text.endswith(":")
            self.out.section = "cool-down" if cooling else "main"
            title = NoteEntry([at], [line.raw], comment=called)
            self.out.open(NoteBlock(name=one_line(text), head=[title], title=title))
            self.headed = True
        elif called:
            self._comment(at, line)
        else:
            self.out.miss(at, line.raw, NO_TARGET)
        return 1

    def _below(self, after: int | None) -> NoteLine:
        """The next line that is no date."""
        while after is not None and self.lines[after].shape == "aside":
            after = self.after[after]
        return self.lines[after] if after is not None else NoteLine()

    def _bare_section(self) -> bool:
        """Whether this is a warm-up or cool-down without items yet: a line without measures is not a heading there."""
        return self.out.block is not None and self.out.block.section != "main" and not self.out.block.items

    def _doses(self, text: str, following: NoteLine) -> bool:
        """Whether the next line has the doses for the name on this one."""
        if following.shape == "dose":
            inside = self.out.block is not None and self.out.block.kind != "straight"
            return not (inside and not following.said.doses)
        if following.shape != "item" or following.found[0].shape == "words" or self.out.known(following.said.name):
            return False
        return is_dose_remark(following) or self.out.known(text) is not None

    def _named_above(self, at: int, used: int) -> None:
        line, dose = self.lines[at], self.lines[used]
        if line.label:
            self._label(line.label)
        above = [number for number in range(at, used) if self.lines[number].shape != "blank"]
        remarks = [_remark_text(self.lines[number]) for number in above[1:]]
        self.named = NoteEntry([*above, used], [self.lines[number].raw for number in (*above, used)])
        self.out.add(self.named, renamed(dose.said, line.said.name, [*line.said.notes, *remarks]))

    def _remark(self, at: int, line: NoteLine) -> None:
        """`(belt on)`, `note: belt on` below an item: its note. Else a sentence."""
        last = self.out.last
        if last is not None and last.said is not None:
            last.said.notes = [*last.said.notes, _remark_text(line)]
            last.take(at, line.raw)
        else:
            self._comment(at, line)


def _remark_text(line: NoteLine) -> str:
    """A remark without its brackets, its quotes, or the word `note:`."""
    if line.text[0].isalpha():
        return line.text.partition(":")[2].strip()
    return line.text.strip(' ()"“”„')


def _heads(line: NoteLine) -> bool:
    """Whether words can be a heading without a colon: they are few, with no comma, semicolon or colon between."""
    return len(line.text.split()) <= 6 and not any(it.text in (",", ";", ":") for it in line.found)


def _next_written(lines: Sequence[NoteLine]) -> list[int | None]:
    """For each line, the number of the next line that is not blank."""
    out: list[int | None] = []
    following = None
    for at in range(len(lines) - 1, -1, -1):
        out.append(following)
        following = at if lines[at].shape != "blank" else following
    return out[::-1]


def _alike(said: Said, more: Said) -> bool:
    """Whether both count reps, or both a time."""
    kinds = {dose.target.kind in ("time", "m") for dose in (*said.doses, *more.doses)}
    return len(kinds) < 2
