"""From a line to tokens: numbers with their units, words by their role, marks with the space around them.

One regular expression, and no memory but what stands right beside a mark: `8-12` has a dash, ` - ` is a gap, ` -15 kg`
a minus. Which tokens make a phrase is said in `shapes`.
"""

import re

from msgspec import Struct

from coach.authoring.from_notes.grammar.words import LEXICON, UNITS, one_of

BARE = ("few", "some", "big", "part")
"""Numbers without a unit: to 2, to 19, from 20, and decimals."""

NUMBERS = (*BARE, "time", "m", "mass", "percent", "far", "sets", "reps", "rounds")
_UNIT_KINDS = {"h": ("time", 3600), "min": ("time", 60), "s": ("time", 1), "kg": ("mass", 1), "lb": ("mass", 1),
               "%": ("percent", 1)}  # fmt: skip
"""The kind of a number with this unit, and its factor. Other units are kinds themselves."""

_WORDS = "|".join(sorted(map(re.escape, (unit for unit in UNITS if unit[0].isalpha())), key=len, reverse=True))
_UNIT = rf"(?!(?:sets?|reps?)\s?:\s?\d)(?:{_WORDS})(?!(?!x\s?\d)[^\W_])|[%#]"
_LONG_WORDS = "|".join(sorted((re.escape(word) for word in LEXICON if not word.isalpha()), key=len, reverse=True))
_TEMPO = r"[0-9X]{4}|[0-9X]{1,2}(?:-[0-9X]{1,2}){3}"
_GOES_ON = r"(?:max|amrap|failure|bw|bodyweight)(?!\w)"
_FACTOR = rf"[x×✕*](?=\s{{0,2}}(?:\d|\(|{_GOES_ON}))"

_TOKEN = re.compile(
    rf"""
      (?:tempo\s?[:=]?\s?(?P<tempo>{_TEMPO}|[0-9X]{{3}}|[0-9X](?:-[0-9X]){{2}})|@\s?(?P<tempo_at>{_TEMPO}))
        (?:\s?tempo)?(?!\w|-\d)
    | (?P<tempo_of>{_TEMPO})\s?tempo(?!\w)
    | (?P<best>\d{{1,2}}\s?rm)(?!\w)
    | (?P<complex>\d{{1,2}}(?:\+\d{{1,2}})+)(?![\w.,]|\s?(?:{_UNIT}))
    | (?P<sets>\d{{1,3}})\s?[x×](?=\s?:|\s+(?!{_GOES_ON})[^\W\d_]{{2}}|\s*$)
    | (?P<digits_of_word>
        (?:90/90|[13]/[24])(?=[\s-][^\W\d_]{{3}}) | \d+-(?!(?:{_WORDS})(?!\w))(?=[^\W\d_]{{3}})
        | \d{{1,2}}\s?["”″]\s?(?:{one_of("measured in inches")})(?!\w) | \d{{7,}}
        | \d+(?!{_UNIT}|{_FACTOR}|e[as]?(?!\w)|(?:h|m|mins?)\s?\d)[^\W\d_])[\w-]*
    | (?P<clock>\d{{1,2}}:[0-5]\d(?::[0-5]\d)?)(?!\w|:\d)
    | (?P<hours>\d{{1,2}})\s?h(?:ours?)?\s?(?P<hour_minutes>\d{{1,2}})\s?(?:m|min|mins|minutes)?(?!\w)
    | (?P<minutes>\d{{1,3}})\s?(?:m|min|mins|minutes?|['′’])
        \s?(?P<seconds>\d{{1,2}})\s?(?:(?:s|secs?|seconds)(?!\w)|["″”])(?!\s?(?:rest|off|break)\b)
    | (?P<number>(?<!,)\d{{1,4}},\d{{1,3}}(?=\s?(?:{_UNIT}))|\d{{1,6}}(?:\.\d{{1,3}}(?![\d.]))?)
        (?:(?:\s?|-)(?P<unit>{_UNIT})|(?P<prime>['′’"″”]))?(?:(?<=[^\W\d_])\.(?!\w))?
    | (?P<times>{_FACTOR})
    | (?P<interval>e(?P<every>\d{{1,2}})mom)(?!\w)
    | (?P<long>{_LONG_WORDS})(?!\w)
    | (?P<effort>rpe|rir)(?=\d)
    | (?P<word>[^\W\d_]\w*(?:[-'’.&][^\W\d_]\w*)*)
    | (?P<mark>\S)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MARKS = {",": "comma", ":": "colon", "(": "open", "[": "open", ")": "close", "]": "close", "@": "at", "&": "and",
          "=": "glue", "~": "glue", ";": "gap", "|": "gap", "•": "gap", "·": "gap", "→": "gap"}  # fmt: skip


class Token(Struct, frozen=True):
    kind: str
    """See `shapes.KINDS`."""
    text: str
    """Casefolded."""
    start: int
    end: int
    value: float = 0
    """In seconds for a time, else as written."""
    unit: str = ""
    """kg or lb; for what is far, as written."""
    scale: float = 1
    """The factor for bare numbers before it: of the 2 in `2-3 min`."""


def tokens(line: str) -> list[Token]:
    """The tokens of a line in order. Takes time in proportion to its length."""
    return [_token(match, line) for match in _TOKEN.finditer(line)]


def _token(match: re.Match[str], line: str) -> Token:
    start, end = match.span()
    text = match[0].casefold()
    kind, value = "word", 0.0
    if tempo := match["tempo"] or match["tempo_at"] or match["tempo_of"]:
        kind, text = "tempo", tempo
    elif match["clock"]:
        parts = [int(part) for part in match["clock"].split(":")]
        kind, value = "time", float(sum(part * 60**place for place, part in enumerate(reversed(parts))))
    elif match["hours"] or match["minutes"]:
        whole, part = int(match["hours"] or match["minutes"]), int(match["hour_minutes"] or match["seconds"])
        kind, value = "time", (whole * 60.0 + part) * (60 if match["hours"] else 1)
    elif match["number"]:
        return _number(match, text)
    elif match["interval"] or match["sets"]:
        kind = "emom" if match["interval"] else "sets"
        value = int(match["every"] or 0) * 60.0 or float(match["sets"] or 0)
    elif match["mark"]:
        kind = _mark(text, line[:start], line[end:])
    elif match.lastgroup in ("best", "complex", "times"):
        kind = match.lastgroup
    elif not match["digits_of_word"]:
        kind = "each" if text in ("e", "es") and line[:start][-1:].isdigit() else LEXICON.get(text, "word")
    return Token(kind, text, start, end, value)


def _number(match: re.Match[str], text: str) -> Token:
    written = (match["unit"] or match["prime"] or "").casefold()
    meant = UNITS.get(written, "")
    value = float(match["number"].replace(",", "."))
    bare = "part" if value % 1 else "few" if value <= 2 else "some" if value < 20 else "big"
    kind, scale = _UNIT_KINDS.get(meant, (meant or bare, 1))
    unit = meant if kind == "mass" else written if kind == "far" else ""
    return Token(kind, text, match.start(), match.end(), value * scale, unit, scale)


def _mark(mark: str, before: str, after: str) -> str:
    tight_before, tight_after = bool(before[-1:].strip()), bool(after[:1].strip())
    if mark in "-–—":
        if tight_before and tight_after:
            return "dash"
        return "minus" if tight_after and before.strip() and mark == "-" else "gap"
    if mark == "/":
        return "slash" if tight_before and tight_after else "gap"
    if mark == "+":
        if re.match(r"\s*\d", after) and not (before[-1:].isdigit() and not tight_after):
            return "add"
        return "plus" if before[-1:].isalnum() else "gap"
    return _MARKS.get(mark, "mark")
