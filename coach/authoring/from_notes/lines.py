"""A line of notes by itself: its bullet, its label (`A1`), whether it is a heading, its tokens, its shape.

What a line means depends on its neighbours; that is decided in `assembly`. Control characters, and characters that
YAML does not allow, are removed here. Nothing else of a line is ever changed.
"""

import re
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from coach.authoring.from_notes.measures import Token, has, tokens
from coach.authoring.from_notes.sketch import Sketch, sketch
from coach.routine.model import Section
from coach.routine.values import Unit

LONGEST_LINE = 400
"""Characters of a line. A longer line is prose and not read."""

MOST_LINES = 4000
"""Lines that are read. A routine has no room for more sets."""

LineShape = Literal["blank", "ruler", "unread", "heading", "kind", "item", "dose", "setting", "words", "odd"]
"""item: a name and a target. dose: a target without a name. setting: neither, but a rest or the like. odd: a name and
measures, but no target."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")
_BULLET = re.compile(
    r"(?:(?:[-*•·◦▪‣–—+>☐☑✓✔✅□■●○]|\[[ xX]?\]|\(?\d{1,2}[.)]|(?:min(?:ute)?\s)?\d{1,2}:|[A-Za-z][.)])\s+"
    r"|[•☐☑✓✔✅●○▪]|-(?=[^\W\d])){1,3}"
)
_LABEL = re.compile(r"(?:([A-H])\s?[1-9]|([1-9])[a-d])(?:\s?[.):/-]\s*|\s+)(?=\S)")
_TITLE = re.compile(r"#{1,6}\s+(.*)")
_SECTION = re.compile(
    r"(warm[ -]?ups?|cool[ -]?downs?|cooling down|warming up)(?![\w-]|\s+sets?\b)\s*[:\-–—]?\s*(.*)", re.I
)
_DAY = re.compile(
    r"((?:day|week|workout|session|part|block|phase)\s(?:\d{1,3}|[a-z]|one|two|three|four|five|six|seven)\b|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}"
    r"|\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{4})(?:\s*[:\-–—,(|]\s*(.*)|\s*)",
    re.I,
)
_RAMP = re.compile(r"warm[ -]?ups?\s+sets?\s*[:\-–—]?\s*(?=\S)", re.I)
_NOTE = re.compile(r"(?:notes?|nb|n\.b\.)\s*:\s*(?=\S)|\(", re.I)
_DAYS = {"mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "monday", "tuesday", "wednesday",
         "thursday", "friday", "saturday", "sunday"}  # fmt: skip


class NoteLine(Struct):
    """A line, and what it says by itself."""

    raw: str = ""
    """As written, without control characters and trailing space."""
    text: str = ""
    """Without bullet and label. The tokens point into it."""
    label: str = ""
    """`A` of `A1`."""
    shape: LineShape = "blank"
    heading: str = ""
    section: Section | None = None
    content: str = ""
    """The text after a heading on the same line."""
    tokens: tuple[Token, ...] = ()
    inline: bool = False
    """Whether its first words may be a heading, with `content` after it: `Legs: squat 3x5, lunges 3x10`."""
    ramp: bool = False
    """Whether it lists warm-up sets: `warm-up sets: 40x5, 60x3`."""
    why: str = ""
    """Why it was not read."""
    remark: str = ""
    """The text of a line that is a remark: `note: belt on`, `(belt on)`."""
    read: Sketch = field(default_factory=Sketch)


def split_lines(text: str) -> list[str]:
    """The lines of a text, without control characters and trailing space."""
    return [_CONTROL.sub("", line).rstrip() for line in text.splitlines()]


def read_lines(raw: Sequence[str], unit: Unit) -> list[NoteLine]:
    """Read each line. After `MOST_LINES` lines that are not blank, the others stay unread.

    Args:
        raw: from `split_lines`.
        unit: of loads that have none.
    """
    out: list[NoteLine] = []
    written = 0
    for words in raw:
        written += bool(words.strip())
        late = written > MOST_LINES and words.strip()
        out.append(
            NoteLine(words, shape="unread", why=f"beyond {MOST_LINES} lines") if late else read_line(words, unit)
        )
    return out


def read_line(raw: str, unit: Unit) -> NoteLine:
    """Read a line by itself. Loads without a unit are in `unit`."""
    made = NoteLine(raw)
    text = raw.strip()
    if not text:
        return made
    if not re.search(r"[^\W_]", text):
        made.shape = "ruler"
        return made
    if len(text) > LONGEST_LINE:
        made.shape, made.why = "unread", "too long for a line of a plan"
        return made
    if title := _TITLE.fullmatch(text):
        text = title[1].rstrip(" #")
        made.shape = "heading"
    elif bullet := _BULLET.match(text):
        text = text[bullet.end() :]
    if label := _LABEL.match(text):
        made.label, text = label[1] or label[2], text[label.end() :]
    text = text.replace("**", "").replace("__", "").replace("`", "").strip()
    _headed(made, text)
    if made.shape == "blank":
        _measured(made, text, unit)
    return made


def _headed(made: NoteLine, text: str) -> None:
    """Fill in a heading that can be told by its words: a mark-up title, a section, a day."""
    titled = made.shape == "heading"
    day = _DAY.fullmatch(text)
    if section := _SECTION.fullmatch(text):
        made.section = "warm-up" if section[1].casefold().startswith("warm") else "cool-down"
        made.shape, made.heading, made.content = "heading", section[1], section[2].strip(" :")
        if made.content and not _plans(made.content):
            made.heading, made.content = text, ""
    elif day and (not day[1].isalpha() or day[1].casefold() in _DAYS):
        made.shape, made.heading, made.content = "heading", day[1], (day[2] or "").strip()
        if made.content and not _plans(made.content):
            made.heading, made.content = text, ""
    elif titled and not has(tokens(text), "kind", "every"):
        made.heading = text
    elif titled:
        made.shape = "blank"
    made.heading = made.heading.strip(" :*_-–—#")
    if made.shape == "heading" and not made.heading:
        made.heading = text or made.raw.strip()
    made.text = text


def _plans(text: str) -> bool:
    """Whether it has a measure that someone could carry out."""
    return has(tokens(text), "product", "quantity", "times", "kind", "every")


def _measured(made: NoteLine, text: str, unit: Unit) -> None:
    ramp = _RAMP.match(text)
    text = text[ramp.end() :] if ramp else text
    made.text = text
    made.tokens = tokens(text)
    made.read = sketch(made.tokens, text, unit)
    if ramp:
        made.ramp = True
        made.read.doses = [replace(dose, ramp=True) for dose in made.read.doses]
    if note := _NOTE.match(text):
        made.remark = text[note.end() :].removesuffix(")")
    _titled(made, unit)
    named, dosed = bool(made.read.name), bool(made.read.doses)
    if has(made.tokens, "kind", "every") or (made.read.rounds is not None and not (named and dosed)):
        made.shape = "kind"
    elif all(token.what in ("words", "gap") for token in made.tokens):
        made.shape = "words"
    elif dosed:
        made.shape = "item" if named else "dose"
    else:
        made.shape = "odd" if named else "setting"


def _titled(made: NoteLine, unit: Unit) -> None:
    """Fill in a possible heading: words, a colon, and after it something complete."""
    found = made.tokens
    if len(found) < 3 or found[0].what != "words" or found[1].what != "gap" or found[1].text != ":":
        return
    behind = made.text[found[1].end :].strip()
    inner = found[2:]
    read = sketch(inner, made.text, unit)
    if many(inner, made.text, unit) or (read.name and read.doses and _counted(inner)):
        made.inline, made.heading, made.content = True, made.text[found[0].start : found[0].end], behind


def names_after_all(line: NoteLine) -> bool:
    """Whether its words come last, after a load or the like, and so may be a remark: `3x5 80kg belt on`."""
    before = None
    for token in line.tokens:
        if token.what == "words":
            return before is not None and (before.what != "product" or before.quantities[-1].kind == "mass")
        before = token if token.what != "gap" else before
    return False


_PARTS = {",", ";", "+", "/", "|", "·", "•", "→", "&", "then", "and"}


def parts(found: Sequence[Token], text: str, unit: Unit) -> list[tuple[Token, ...]]:
    """The exercises on a line, one after the other. A part without a name belongs to the one before it."""
    pieces: list[list[Token]] = [[]]
    for token in found:
        if token.what == "gap" and token.text in _PARTS:
            pieces.append([])
        else:
            pieces[-1].append(token)
    out: list[list[Token]] = []
    for piece in filter(None, pieces):
        if out and not sketch(piece, text, unit).name:
            out[-1] += piece
        else:
            out.append(piece)
    return [tuple(piece) for piece in out]


def many(found: Sequence[Token], text: str, unit: Unit) -> list[tuple[Token, ...]]:
    """`parts`, if each is a complete exercise and all are written the same way; else none."""
    pieces = parts(found, text, unit)
    read = [sketch(piece, text, unit) for piece in pieces]
    whole = all(it.name and it.doses for it in read) and all(_counted(piece) for piece in pieces)
    alike = len({piece[0].what == "words" for piece in pieces}) == 1
    return pieces if len(pieces) > 1 and whole and alike else []


def _counted(piece: Sequence[Token]) -> bool:
    """Whether it has more of a target than a number somewhere after the words."""
    return piece[0].what == "quantity" or any(
        token.what == "product" or (token.what == "quantity" and len(token.quantity.values) > 1) for token in piece
    )
