"""From a line to its statements: what stands for itself in a line, each to be put into the plan by its own.

`Legs: squat 3x5, lunges 3x10` is a heading and two exercises; `EMOM 10: 10 swings` the head of a block and one. What a
statement means beside those of other lines is decided in `plan`.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from coach.authoring.from_notes.grammar.quantity import Quantity
from coach.authoring.from_notes.grammar.reading import Said, read
from coach.authoring.from_notes.grammar.shapes import Phrase
from coach.authoring.from_notes.grammar.words import has, words
from coach.authoring.from_notes.lines import Statement, is_prose, is_title, line_of
from coach.authoring.from_notes.spelling import Find, look_up
from coach.authoring.from_notes.tables import Columns, columns, row
from coach.routine.values import Load, Unit

_KINDS = ("emom", "amrap", "block", "rounds", "repeat")
_SAYS = (*_KINDS, "rest", "on off", "x", "dose")

Phrases = Sequence[Phrase]


class Reader:
    """Reads lines with the unit and the bar that hold where a line says nothing else."""

    def __init__(self, unit: Unit, bar: Load, find: Find) -> None:
        self.unit = unit
        self.bar = bar
        self.find = find

    def statements(self, raw: Sequence[str]) -> list[Statement]:
        """Those of all lines, each read by itself, or by the columns of its table."""
        out: list[Statement] = []
        table: Columns | None = None
        for at, text in enumerate(raw):
            if table and (cells := row(text, table)):
                parts = [self._line(cells[1])]
                parts[0].said.name, parts[0].shape = cells[0], "item" if parts[0].said.doses else "odd"
            elif any(map(str.isalnum, text)) and (table := columns(text)):
                parts = [Statement(shape="aside")]
            else:
                parts = self._parts(self._line(text))
            for number, part in enumerate(parts):
                part.at, part.raw, part.first = at, text, number == 0
            out += parts
        return out

    def _said(self, found: Phrases, text: str) -> Said:
        return read(found, text, self.unit, self.bar)

    def _line(self, text: str) -> Statement:
        return line_of(text, self._said)

    def _parts(self, line: Statement) -> list[Statement]:
        match line.shape:
            case "heading" if line.content:
                return self._headed(line)
            case "kind":
                return self._kind(line)
            case "item":
                return self._items(line)
        return [line]

    def _headed(self, line: Statement) -> list[Statement]:
        """`Strength: Front squat 5x3`, `Day 1: Legs: squat 3x5`."""
        first, *others = self._parts(self._line(line.content))
        if first.shape == "heading":
            line.heading = f"{line.heading} – {first.heading}"
        else:
            others = [first, *others] if first.shape in ("kind", "item") else []
        if others and line.section:
            others[-1].closes = True
        return [line, *others]

    def _items(self, line: Statement) -> list[Statement]:
        """One exercise; or several, each complete and all written the same way."""
        if heading := self._heading(line):
            content = line.text[line.found[1].end :].strip()
            first = replace(line, shape="heading", heading=heading, content=content, said=Said())
            others = self._parts(self._line(first.content))
            others[-1].closes = True
            return [first, *others]
        pieces = self.pieces(line.found, line.text)
        if not pieces[1:]:
            return [line]
        items = [replace(line, said=self._said(piece, line.text)) for piece in pieces]
        if any(it.text == "/" for it in line.found):
            for item in items:
                item.said.doubts.append("in turn, or one after the other?")
        once = any(item.said.doses[0].target == Quantity("reps", (1,)) for item in items)  # 1 hand switch
        if once or len({item.said.set_count > 1 for item in items}) > 1:  # 2 min run, 1 min walk x 10
            for item in items:
                item.said.doubts.append("how many times each?")
        if line.said.rounds is None:
            return items
        items[-1].closes = True
        return [replace(line, shape="kind", kind="circuit", said=Said(rounds=line.said.rounds)), *items]

    def _heading(self, line: Statement) -> str:
        """The heading of `Legs: squat 3x5, lunges 3x10`; none of `Squat: 3x5 slow, 2x8 fast`."""
        found = line.found
        if len(found) < 3 or found[0].shape != "words" or found[1].text != ":":
            return ""
        inner, heading = self._said(found[2:], line.text), line.text[found[0].start : found[0].end]
        begun = is_title(heading) or found[2].shape == "words" or self.pieces(found[2:], line.text)[1:]
        known = look_up(heading, self.find)
        return (
            heading
            if inner.name
            and (inner.doses or found[2].shape in _KINDS)
            and begun
            and not known
            and not is_prose(heading)
            else ""
        )

    def _kind(self, line: Statement) -> list[Statement]:
        """`EMOM 10: 10 swings`, `circuit 3 rounds:`, `Swings 10x10 emom`, `10 squats, 10 push-ups x 3 rounds`."""
        about, content, machine = split_head(line.found)
        done = self._said(machine, line.text).name
        head = replace(line, kind=kind(line.found), said=self._said(about, line.text), label="")
        head.times = any(it.shape == "x" for it in about)
        items: list[Statement] = []
        timed = head.kind == "tabata" or any(it.shape in ("on off", "dose") for it in about)
        for piece in self.split(content, line.text):
            said = self._said(piece, line.text)
            if items and not timed and not said.doses:  # 10 squats, fast
                piece = (*items[-1].found, *piece)
                items.pop()
                said = self._said(piece, line.text)
            items.append(replace(head, shape="item", found=piece, said=said))
        for item in items:
            item.said.name = f"{done} {item.said.name}".strip()
        if items:
            items[-1].closes = True
        return [head, *items]

    def pieces(self, found: Phrases, text: str) -> list[Phrases]:
        """The exercises on a line, if each is complete and all are written the same way; else the whole line."""
        out = self.split(found, text)
        said = [self._said(piece, text) for piece in out]
        whole = all(it.name and it.doses and not _about_sets(it.name) for it in said) and all(map(_counted, out))
        alike = len({piece[0].shape == "words" for piece in out}) == 1
        return out if whole and alike else [found]

    def split(self, found: Phrases, text: str) -> list[Phrases]:
        """The parts of a line between its gaps. A part without a name belongs to the one before it."""
        pieces: list[list[Phrase]] = [[]]
        for phrase in found:
            if phrase.shape == "gap" and phrase.text not in ("(", ")", "[", "]", ":", "-", "–", "—"):
                pieces.append([])
            else:
                pieces[-1].append(phrase)
        out: list[list[Phrase]] = []
        for piece in filter(None, pieces):
            if out and not self._said(piece, text).name:
                out[-1] += piece
            else:
                out.append(piece)
        return [*out]


def _counted(piece: Phrases) -> bool:
    """Whether it has more of a target than a number somewhere behind the words."""
    targets = [it.need("target") for it in piece if it.shape == "target"]
    counted = any(it.shape in ("dose", "load first", "x") for it in piece)
    return counted or piece[0].shape == "target" or any(not it.plain for it in targets)


def _about_sets(name: str) -> bool:
    """Whether words are of a remark about the sets before it: `last set to failure`, `pause 2s`."""
    return name.casefold() in words("hold") or has(name, "scope")


def kind(found: Phrases) -> str:
    """The kind of block that a head names."""
    named = (it.parts["kind"][0].kind if it.shape == "block" else it.shape for it in found)
    return next((name for name in named if name in ("emom", "amrap", "tabata", "circuit", "superset")), "circuit")


def split_head(found: Phrases) -> tuple[Phrases, Phrases, Phrases]:
    """(phrases about the block, those about its exercises, what is done in them: `Bike`)."""
    first = next((at for at, it in enumerate(found) if it.shape in _KINDS), 0)
    if found[first].shape == "repeat" and first + 1 < len(found) and found[first + 1].text in ("(", "["):
        return found[first : first + 1], found[first + 2 :], found[:first]
    colon = next((at for at, it in enumerate(found) if at > first and it.text == ":"), None)
    if colon is not None:
        return found[:colon], found[colon + 1 :], ()
    start, end = first, first + 1
    while start and _argument(found, start - 1):
        start -= 1
    while end < len(found) and _argument(found, end):
        end += 1
    before, after = found[:start], found[end:]
    only_words = all(it.shape in ("words", "gap") for it in before)
    if any(it.shape == "words" for it in after):
        return (found[:end], after, ()) if only_words else (found[start:end], (*before, *after), ())
    if not any(it.shape == "words" for it in before) or (only_words and kind(found) in ("circuit", "superset")):
        return found, (), ()
    return found[start:end], (*before, *after), ()


def _argument(found: Phrases, at: int) -> bool:
    """Whether a phrase belongs to the kind beside it: `10 min`, `3 rounds`, `x 5`, but not the number before a name."""
    phrase = found[at]
    if phrase.shape == "gap":
        return phrase.text != ":" and 0 < at < len(found) - 1 and found[at + 1].shape in ("target", *_SAYS)
    if phrase.shape == "target":
        named = at + 1 < len(found) and found[at + 1].shape == "words"
        return phrase.need("target").kind in ("time", "m") or (phrase.need("target").kind == "number" and not named)
    return phrase.shape in _SAYS and (phrase.shape != "dose" or len(phrase.need("target").values) == 2)
