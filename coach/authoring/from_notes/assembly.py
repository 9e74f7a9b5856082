"""From lines to blocks: which lines belong together, what a heading covers, where a block ends.

Each line has been read by itself before; here its neighbours count. Every line ends up in exactly one `NoteEntry`.
"""

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from coach.authoring.from_notes.blocks import TITLES, NoteBlock, NoteEntry
from coach.authoring.from_notes.builder import Builder, one_line
from coach.authoring.from_notes.heads import kind_of, split_head, targeted
from coach.authoring.from_notes.item import rest_text
from coach.authoring.from_notes.lines import NoteLine, many, names_after_all, parts, read_line
from coach.authoring.from_notes.measures import Quantity, Token
from coach.authoring.from_notes.sketch import sketch
from coach.authoring.from_notes.spelling import Find
from coach.routine.values import BadValue, Rest, Unit

MOST_LINES_OF_ITEM = 100
"""Lines that one exercise may have."""


class Assembler:
    def __init__(self, lines: Sequence[NoteLine], find: Find, unit: Unit) -> None:
        self.unit = unit
        self.spaced = not any(a.shape != "blank" != b.shape for a, b in pairwise(lines))
        self.lines = lines
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
                self.out.comment(NoteEntry(own=[line.raw]))
                return 1
            case "unread":
                self.out.miss(at, self.lines[at].raw, line.why)
            case "heading":
                self._heading(at, line)
            case "kind":
                self._kind(at, line)
            case "item" if self._goes_on(line):
                more = replace(line.read, name="", remarks=[line.read.name, *line.read.remarks])
                self._dose(at, replace(line, read=more))
            case "item" if self._is_heading(line):
                self._heading(at, line)
            case "item" if line.read.shaky and not self.out.known(line.read.name):
                self.out.miss(at, self.lines[at].raw, "no reps, no time")
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
        return (
            self.out.last is not None
            and self.out.last is self.named
            and names_after_all(line)
            and not self.out.known(line.read.name)
        )

    def _blank(self) -> None:
        if self.spaced:
            return
        self.out.last = None
        if self.out.block and self.out.block.added:
            if self.out.closes:
                self.out.close()
            if self.out.section == "warm-up":
                self.out.close()
                self.out.section = "main"
        self.headed = True

    def _heading(self, at: int, line: NoteLine) -> None:
        self.out.section = line.section or "main"
        block = self.out.open(NoteBlock(name=one_line(line.heading), head=[NoteEntry([at], [line.raw])]), closes=False)
        if not line.content:
            return
        inner = read_line(line.content, self.unit)
        if inner.shape != "kind" and (inner.shape == "heading" or self._is_heading(inner)):
            block.name = one_line(f"{line.heading} – {inner.heading}")
            inner = read_line(inner.content, self.unit)
        if inner.shape == "kind":
            self._kind(at, inner, shown=True)
        elif inner.shape == "dose" and line.section and not self._beneath(at):
            self.out.add(NoteEntry([at]), replace(inner.read, name=line.heading))
        elif inner.shape == "item":
            pieces = parts(inner.tokens, inner.text, self.unit) if line.section else self._pieces(inner)
            for piece in pieces:
                self._piece(at, inner, piece, NoteEntry([at]))
        elif line.content:
            block.head[-1].told.append(f"left out: {line.content}")
        if (line.section or line.inline) and block.entries:
            self.out.close()
            self.out.section = "main"

    def _is_heading(self, line: NoteLine) -> bool:
        """True for `Legs: squat 3x5, lunges 3x10`, not for `Squat: 3x5 slow, 2x8 fast`."""
        if not line.inline or self.out.known(line.read.name):
            return False
        inner = read_line(line.content, self.unit)
        return bool(self._pieces(inner)[1:]) or self.out.known(inner.read.name) is not None

    def _beneath(self, at: int) -> bool:
        """Whether this line can be a heading of the next."""
        return at + 1 < len(self.lines) and self.lines[at + 1].shape in ("item", "words", "dose")

    def _piece(self, at: int, line: NoteLine, piece: Sequence[Token], entry: NoteEntry) -> None:
        made = sketch(piece, line.text, self.unit)
        if made.rounds is not None and len(made.doses) == 1:
            made.doses, made.rounds = [replace(made.doses[0], sets=made.rounds)], None
        if made.name:
            self.out.add(entry, made)
        else:
            entry.miss("no name")
            self.out.comment(entry)

    def _items(self, at: int, line: NoteLine) -> None:
        if line.label:
            self._label(line.label)
        elif self.out.block and self.out.block.label:
            self.out.close()
        pieces = self._pieces(line)
        if len(pieces) > 1 and line.read.rounds is not None:
            self.out.open(NoteBlock("circuit", TITLES["circuit"], rounds=line.read.rounds), closes=True)
        for number, piece in enumerate(pieces):
            self._piece(at, line, piece, NoteEntry([at], [line.raw] if number == 0 else []))
        if len(pieces) > 1 and line.read.rounds is not None:
            self.out.close()

    def _pieces(self, line: NoteLine) -> list[tuple[Token, ...]]:
        return many(line.tokens, line.text, self.unit) or [line.tokens]

    def _label(self, label: str) -> None:
        if self.out.block is None or self.out.block.label != label:
            self.out.open(NoteBlock(kind="superset", name=f"Superset {label}", label=label), closes=True)

    def _kind(self, at: int, line: NoteLine, shown: bool = False) -> None:
        """`EMOM 10: 10 swings`, `circuit 3 rounds:`, `Swings 10x10 emom`, `10 squats, 10 push-ups x 3 rounds`."""
        said, content, before = split_head(line)
        title = NoteEntry([at], [] if shown else [line.raw])
        block = NoteBlock(kind=kind_of(line.tokens), head=[title], title=title)
        named = [token for token in said if not block.said(token, line.text)]
        if block.kind == "amrap" and block.total is None and before:
            self._to_the_max(at, line)
            return
        pieces = parts(content, line.text, self.unit)
        read = [sketch(piece, line.text, self.unit) for piece in pieces]
        if not block.work and block.kind != "tabata":
            pieces = targeted(pieces, read)
        if block.kind == "superset" and len(pieces) == 1 and (other := self.out.taken_back()):
            self.out.open(replace(block, name=TITLES["superset"]), closes=True).put(other)
            self._piece(at, line, pieces[0], NoteEntry([at]))
            return
        name = " ".join(sketch([token], line.text, self.unit).name for token in named).strip()
        block.name = one_line(f"{name} {TITLES[block.kind]}".strip())
        for token in named:
            if token.what != "words":
                block.doubt(f"left out: {line.text[token.start : token.end]}")
        self.out.open(block, closes=True)
        for piece in pieces:
            self._piece(at, line, piece, NoteEntry([at]))
        if block.added:
            self.out.close()

    def _to_the_max(self, at: int, line: NoteLine) -> None:
        """`Push-ups 3 sets AMRAP`: not a block, but as many reps as possible."""
        swapped = tuple(
            Token("quantity", it.start, it.end, (Quantity("max"),)) if it.what == "kind" else it for it in line.tokens
        )
        made = sketch(swapped, line.text, self.unit)
        if made.name:
            self.out.add(NoteEntry([at], [line.raw]), made)
        else:
            self.out.miss(at, self.lines[at].raw, "which exercise?")

    def _dose(self, at: int, line: NoteLine) -> None:
        """A target without a name: more sets of the item above."""
        block = self.out.block
        if (
            block
            and not block.added
            and block.kind != "straight"
            and all(block.said(it, line.text) for it in line.tokens)
        ):
            block.head.append(NoteEntry([at], [line.raw]))
        elif self.out.last is not None and self.out.last.sketch is not None:
            self._extend(self.out.last, at, line)
        else:
            self.out.miss(at, self.lines[at].raw, "which exercise?")

    def _extend(self, entry: NoteEntry, at: int, line: NoteLine) -> None:
        made, more = entry.sketch, line.read
        assert made is not None
        if len(entry.own) >= MOST_LINES_OF_ITEM:
            self.out.miss(at, self.lines[at].raw, "too many lines for one exercise")
            return
        if more.doses and made.doses and not line.ramp and len(entry.own) == 1:
            entry.told.append(f"{line.text} taken as more sets of this")
        at_front = 0 if line.ramp else len(made.doses)
        made.doses[at_front:at_front] = more.doses
        made.remarks.extend(more.remarks)
        made.doubts.extend(more.doubts)
        for field in ("rest", "tempo", "rpe", "rir", "sides"):
            if (value := getattr(more, field)) and getattr(made, field):
                entry.told.append(f"left out: {line.text}: there is a {field} already")
            elif value:
                setattr(made, field, value)
        entry.take(at, line.raw)

    def _setting(self, at: int, line: NoteLine) -> None:
        """A rest or the like on its own line: it belongs to the item above, else to the block, else to the routine."""
        block = self.out.block
        if self.out.last is not None and self.out.last.sketch is not None:
            if block and line.read.round_rest and block.kind in ("circuit", "superset"):
                block.round_rest = line.read.round_rest
            self._extend(self.out.last, at, line)
            return
        rest = line.read.rest or line.read.round_rest
        if rest is None or not all(token.what in ("rest", "round rest", "gap") for token in line.tokens):
            self.out.miss(at, self.lines[at].raw, "of which exercise?")
        elif block is not None and block.added and block.kind == "straight" and not _rested(block.added[-1]):
            self._extend(block.added[-1], at, line)
        elif block is None and self.out.done and _is_rest(rest) and "rest-after" not in self.out.done[-1].settings:
            self.out.done[-1].settings["rest-after"] = rest_text(rest)
            self.out.done[-1].entries.append(NoteEntry([at], [line.raw]))
        elif block is not None and not block.added and block.kind in ("straight", "circuit", "superset"):
            block.rest, block.round_rest = line.read.rest, line.read.round_rest
            block.head.append(NoteEntry([at], [line.raw]))
        elif not self.out.done and not (block and block.added) and _is_rest(rest):
            self.out.defaults["rest"] = rest_text(rest)
            self.out.comment(NoteEntry([at], [line.raw]))
        else:
            self.out.miss(at, self.lines[at].raw, "of which exercise?")

    def _odd(self, at: int, line: NoteLine) -> None:
        """A name and measures, but no target: an item of a block without targets, a heading, or not understood."""
        if self.out.block and (self.out.block.work or self.out.block.kind == "tabata"):
            self._items(at, line)
        elif not self.begun:
            self.out.open(
                NoteBlock(name=one_line(line.read.name), head=[NoteEntry([at], [line.raw], ["only a heading"])]),
                closes=False,
            )
        else:
            self.out.miss(at, self.lines[at].raw, "no reps, no time")

    def _words(self, at: int, line: NoteLine, after: int | None) -> int:
        """Words alone: a name with its doses on the next line, a heading, a remark, or not understood."""
        text = line.text.strip(" :")
        self.begun = True
        following = self.lines[after] if after is not None else NoteLine("")
        if after is not None and line.read.name and self._doses(text, following):
            self._named_above(at, after)
            return after - at + 1
        inside = self.out.block and (self.out.block.work or self.out.block.kind == "tabata")
        if inside and not line.text.endswith(":"):
            self._items(at, line)
        elif line.remark:
            self._remark(at, line.remark)
        elif self.out.known(text) or (self._bare_section() and not line.text.endswith(":")):
            self.out.miss(at, self.lines[at].raw, "no reps, no time")
        elif line.text.endswith(":") or (self.headed and _heads(line) and following.shape in _BENEATH):
            self.out.section = (
                self.out.section if self.out.section == "cool-down" and not line.text.endswith(":") else "main"
            )
            title = NoteEntry([at], [line.raw])
            self.out.open(NoteBlock(name=one_line(text), head=[title], title=title), closes=False)
            self.headed = True
            return 1
        else:
            self.out.miss(at, self.lines[at].raw, "no reps, no time")
        self.headed = False
        return 1

    def _bare_section(self) -> bool:
        """Whether this is a warm-up or cool-down without items yet: a line without measures is not a heading there."""
        return self.out.block is not None and self.out.block.section != "main" and not self.out.block.added

    def _doses(self, text: str, following: NoteLine) -> bool:
        """Whether the next line has the doses for the name on this one."""
        if following.shape == "dose":
            inside = self.out.block is not None and self.out.block.kind != "straight"
            return not (inside and not following.read.doses)
        if following.shape != "item" or following.tokens[0].what == "words" or self.out.known(following.read.name):
            return False
        return names_after_all(following) or self.out.known(text) is not None

    def _named_above(self, at: int, used: int) -> None:
        line, dose = self.lines[at], self.lines[used]
        if line.label:
            self._label(line.label)
        made = dose.read
        remarks = [made.name, *made.remarks] if made.name else made.remarks
        named = line.read.remarks
        made = replace(made, name=line.read.name, remarks=[*named, *remarks])
        self.named = NoteEntry([at, used], [line.raw, dose.raw])
        self.out.add(self.named, made)

    def _remark(self, at: int, text: str) -> None:
        if self.out.last is None or self.out.last.sketch is None:
            self.out.miss(at, self.lines[at].raw, "")
            return
        made = self.out.last.sketch
        made.remarks.append(text)
        self.out.last.take(at, self.lines[at].raw)


_BENEATH = ("item", "kind", "words", "odd", "dose")


def _heads(line: NoteLine) -> bool:
    """Whether words can be a heading without a colon: they are few, with no comma, semicolon or colon between."""
    return len(line.text.split()) <= 6 and not any(it.what == "gap" and it.text in ",;:" for it in line.tokens)


def _next_written(lines: Sequence[NoteLine]) -> list[int | None]:
    """For each line, the number of the next line that is not blank."""
    out: list[int | None] = []
    following = None
    for at in range(len(lines) - 1, -1, -1):
        out.append(following)
        following = at if lines[at].shape != "blank" else following
    return out[::-1]


def _rested(entry: NoteEntry) -> bool:
    return entry.sketch is not None and entry.sketch.rest is not None


def _is_rest(rest: Quantity) -> bool:
    try:
        Rest.parse(rest_text(rest))
    except BadValue:
        return False
    return True
