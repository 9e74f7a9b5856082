"""A line of notes by itself: what kind of line it is, and what it says.

Its bullet, its label (`A1`, `Set 2:`) and its mark-up are taken off before its phrases are read. What stands for itself
within a line is decided in `statements`. Control characters, and characters that YAML does not allow, are removed here.
Nothing else of a line is ever changed.
"""

import re
from collections.abc import Callable, Sequence
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from coach.authoring.from_notes.grammar.reading import Said
from coach.authoring.from_notes.grammar.shapes import Phrase, phrases
from coach.authoring.from_notes.grammar.tokens import tokens
from coach.authoring.from_notes.grammar.words import has, one_of
from coach.routine.model import Section

LONGEST_LINE = 200
"""Characters of a line. A longer line is prose and not read; so a name is no longer than the model allows."""

Shape = Literal["blank", "ruler", "aside", "heading", "kind", "item", "dose", "setting", "remark", "words", "odd"]
"""aside: a date, or the head of a table. kind: it names a kind of block. item: a name and a target. dose: a target
alone. setting: a rest or the like, alone. words: nothing else. odd: a name and numbers, but no target, or prose."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")
_BULLET = re.compile(
    r"(?:(?:[-*•◦▪–—+>☐☑✓✔✅□■●○]|\[[ xX]?\]|\(?\d{1,2}[.)]|\d{1,2}:|[A-Za-z][.)])\s+|[•☐☑✓✔✅●○▪]|-(?=[^\W\d])){1,3}"
    r"(?=.*[^\W_])"
)
_ORDINAL = re.compile(
    rf"(?:(?P<set>{one_of('ordinal set')})|{one_of('ordinal minute')})\s?\d{{1,2}}\s?(?:[:.)]|\s[-–—])\s*(?=\S)", re.I
)
_LABEL = re.compile(r"(?:([A-H])\s?[1-9]|([1-9])[a-d])(?:\s?[.):/-]\s*|\s+)(?=\S)")
_TITLE = re.compile(r"#{1,6}\s+(.*)")
_SECTION = re.compile(rf"({one_of('warmup')}|({one_of('cooldown')}))(?![\w-]|\s+sets?\b)\s*[:\-–—]?\s*(.*)", re.I)
_DAY = rf"(?:{one_of('day')})(?!\w)"
_MONTH = rf"(?:{one_of('month')})(?!\w)"
_YEAR = r"(?:,?\s\d{4})?"
_DATE = re.compile(
    rf"(?:{_DAY}[.,]?\s+)?(?:\d{{4}}-\d\d?-\d\d?|\d\d?[./]\d\d?[./]\d\d(?:\d\d)?|\d\d?(?:\.|st|nd|rd|th)?\s{_MONTH}{_YEAR}"
    rf"|{_MONTH}\s\d\d?{_YEAR})(?:(?:\s(?:at|um))?,?\s\d\d?:\d\d(?:\s?[ap]m)?)?(?![\w/])(\s*[,:;(–—-].*)?", re.I
)  # fmt: skip
_PART = re.compile(
    rf"((?:{one_of('timed title')})\s\d{{1,2}}\s?(?:m|min|minutes?)(?!\w)"
    rf"|(?:{one_of('part')})\s(?:\d{{1,3}}|[a-z]|one|two|three|four|five|six|seven)(?!\w)|{_DAY})"
    r"(?:\s*[:\-–—,(|]\s*(.*)|\s*)",
    re.I,
)
_NOTE = re.compile(rf"(?:{one_of('note')})\s*:\s*(?=\S)|\(|[\"“„].*[\"”“]$", re.I)
_KINDS = {"emom", "amrap", "block"}


class Statement(Struct):
    """A line of notes, or what stands for itself within one."""

    raw: str = ""
    """The line as written, without control characters and trailing space."""
    at: int = 0
    """The line's number."""
    first: bool = True
    """Whether it begins its line."""
    closes: bool = False
    """Whether the block that its line began ends with it."""
    text: str = ""
    """Without bullet, label and mark-up. The phrases point into it."""
    shape: Shape = "blank"
    label: str = ""
    """`A` of `A1`."""
    ordinal: str = ""
    """`set` for `Set 2:`, `minute` for `Min 2:`."""
    bulleted: bool = False
    heading: str = ""
    section: Section | None = None
    content: str = ""
    """The text behind a heading, on the same line."""
    kind: str = ""
    """Of the block that it heads."""
    times: bool = False
    """Whether a number for the block stands behind a times sign."""
    found: Sequence[Phrase] = ()
    said: Said = field(default_factory=Said)


def split_lines(text: str) -> list[str]:
    """The lines of a text, without control characters and trailing space."""
    return [_CONTROL.sub("", line).rstrip() for line in text.splitlines()]


def line_of(raw: str, read: Callable[[Sequence[Phrase], str], Said]) -> Statement:
    """A line as one statement; `read` says what its phrases mean."""
    made = Statement()
    text = raw.strip()
    if not re.search(r"[^\W_]", text):
        made.shape = "ruler" if text else "blank"
        return made
    if len(text) > LONGEST_LINE:
        made.shape, made.said.unclear = "odd", "too long for a line of a plan"
        return made
    if title := _TITLE.fullmatch(text):
        text = title[1].rstrip(" #")
    elif ordinal := _ORDINAL.match(text):
        made.ordinal, text = "set" if ordinal["set"] else "minute", text[ordinal.end() :]
    elif bullet := _BULLET.match(text):
        made.bulleted, text = True, text[bullet.end() :]
    if label := _LABEL.match(text):
        made.label, text = label[1] or label[2], text[label.end() :]
    made.text = text.replace("**", "").replace("__", "").replace("`", "").strip()
    made.found = phrases(tokens(made.text))
    date = _DATE.fullmatch(made.text)
    if date and not _plans(phrases(tokens(date[1] or ""))):
        made.shape = "aside"
    elif not _headed(made, title is not None):
        _measured(made, read)
    return made


def _plans(found: Sequence[Phrase]) -> bool:
    """Whether there is a measure that someone could carry out."""
    return any(it.shape not in ("words", "gap") for it in found)


def _headed(made: Statement, titled: bool) -> bool:
    """Fill in a heading that its words give away: mark-up, a section, a day, a part of a plan."""
    text = made.text
    if section := _SECTION.fullmatch(text):
        made.section, made.heading = "cool-down" if section[2] else "warm-up", section[1]
        made.content = section[3].strip(" :")
    elif part := _PART.fullmatch(text):
        made.heading, made.content = part[1], (part[2] or "").strip()
    elif titled and not any(it.shape in {*_KINDS, "rounds"} for it in made.found):
        made.heading = text
    else:
        return False
    if made.content and (not _plans(phrases(tokens(made.content))) or _PART.fullmatch(made.content)):
        made.heading, made.content = text, ""
    made.shape, made.heading = "heading", made.heading.strip(" :*_-–—#") or text
    return True


def _measured(made: Statement, read: Callable[[Sequence[Phrase], str], Said]) -> None:
    made.said = said = read(made.found, made.text)
    shapes = {it.shape for it in made.found}
    wordy = shapes <= {"words", "gap"}
    rounds = "rounds" in shapes and (made.found[0].shape == "rounds" or "on off" in shapes)
    sets = made.found[0].shape == "sets" and any(it.text == ":" for it in made.found[1:3])
    sets = sets or (shapes <= {"sets", "gap"} and made.text[-1] in "x×")
    if _NOTE.match(made.text) and (made.text[0] == "(" or wordy):
        made.shape = "remark"
    elif shapes & {*_KINDS, "repeat"} or rounds or sets or (said.rounds and not (said.name and said.doses)):
        made.shape = "kind"
    elif wordy:
        made.shape = "words"
    elif said.doses and not is_prose(said.name):
        made.shape = "item" if said.name else "dose"
    else:
        made.shape = "odd" if said.name else "setting"


def is_prose(text: str) -> bool:
    """Whether words are of a sentence rather than of a name."""
    return has(text, "prose")


def is_title(text: str) -> bool:
    """Whether words have one that names a part of a plan: `Push day`, `Strength`."""
    return has(text, "title") or has(text, "day")


def is_dose_remark(line: Statement) -> bool:
    """Whether its words come last, behind a load or the like, and so may be a remark: `3x5 80kg belt on`."""
    before = ""
    for phrase in line.found:
        if phrase.shape == "words":
            return before not in ("", "dose", "target")
        before = phrase.shape if phrase.shape != "gap" else before
    return False


def renamed(said: Said, name: str, notes: Sequence[str] = ()) -> Said:
    """The same under another name; the name it had becomes a remark."""
    return replace(said, name=name, notes=[*notes, *([said.name] if said.name else []), *said.notes])
