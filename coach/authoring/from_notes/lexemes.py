"""From a line of notes to lexemes: numbers with units, times signs, words, marks. One regular expression, linear."""

import re
from typing import Literal, NamedTuple

Measure = Literal["count", "time", "minutes or metres", "mass", "percent", "distance", "sets", "reps", "rounds", "max",
                  "bar", "body"]  # fmt: skip

UNITS: dict[str, tuple[Measure, float, str]] = {
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), ("time", 3600.0, "")),
    **dict.fromkeys(("min", "mins", "minute", "minutes", "'", "′", "’"), ("time", 60.0, "")),
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds", '"', "″", "”"), ("time", 1.0, "")),
    "m": ("minutes or metres", 1.0, "m"),
    **dict.fromkeys(("kg", "kgs", "kilo", "kilos", "kilogram", "kilograms"), ("mass", 1.0, "kg")),
    **dict.fromkeys(("lb", "lbs", "pound", "pounds"), ("mass", 1.0, "lb")),
    "%": ("percent", 1.0, "%"),
    **{unit: ("distance", 1.0, unit) for unit in (
        "meter", "meters", "metre", "metres", "km", "k", "mi", "mile", "miles", "yd", "yds", "yard", "yards", "ft",
        "feet", "steps", "lengths", "cal", "cals", "calories")},
    **dict.fromkeys(("set", "sets", "series"), ("sets", 1.0, "")),
    **dict.fromkeys(("rep", "reps", "repetitions"), ("reps", 1.0, "")),
    **dict.fromkeys(("round", "rounds", "rds"), ("rounds", 1.0, "")),
}  # fmt: skip

_WORDS = "|".join(sorted((unit for unit in UNITS if unit[0].isalpha()), key=len, reverse=True))
_UNIT = rf"(?!(?:sets?|reps?)\s?:\s?\d)(?:{_WORDS})(?!(?!x\s?\d)[^\W_])|%"
_LEXEME = re.compile(
    rf"""
      (?:tempo\s?[:=]?\s?(?P<tempo>[0-9X]{{3,4}}|[0-9X]{{1,2}}(?:-[0-9X]{{1,2}}){{2,3}})
        |@\s?(?P<at_tempo>[0-9X]{{4}}|[0-9X]{{1,2}}(?:-[0-9X]{{1,2}}){{3}}))(?!\w|-\d)
    | (?P<long>\d{{7,}}\w*)
    | (?P<clock>\d{{1,2}}:[0-5]\d(?::[0-5]\d)?)(?![\w:])
    | (?P<hours>\d{{1,2}})\s?h(?:ours?)?\s?(?P<hour_minutes>\d{{1,2}})\s?(?:m|min|mins|minutes)?(?!\w)
    | (?P<minutes>\d{{1,3}})\s?(?:m|min|mins|minutes?)\s?(?P<seconds>\d{{1,2}})\s?(?:s|secs?|seconds)
        (?!\w|\s?(?:rest|off|break))
    | (?P<number>\d{{1,6}}(?:\.\d{{1,3}}(?![\d.])|,\d{{1,3}}(?=\s?(?:{_UNIT})))?)
        (?:\s?(?P<unit>{_UNIT})|(?P<prime>['′’"″”](?!\s?(?:box|step|jump|plyo|block|deficit|bar))))?
    | (?P<times>[x×✕*])(?=\s{{0,2}}(?:\d|(?:max|amrap|failure|bw|bodyweight)(?!\w)))
    | (?P<word>[^\W\d_]\w*(?:[-'’.&][^\W\d_]\w*)*)
    | (?P<mark>\S)
    """,
    re.VERBOSE | re.IGNORECASE,
)


class Lexeme(NamedTuple):
    kind: str
    """number, times, word or mark; tempo and time are complete by themselves."""
    text: str
    start: int
    end: int
    value: float = 0
    unit: str = ""


def lexemes(line: str) -> list[Lexeme]:
    found = []
    for match in _LEXEME.finditer(line):
        kind = match.lastgroup or ""
        text, value, unit = match[0].casefold(), 0.0, ""
        if tempo := match["tempo"] or match["at_tempo"]:
            kind, text = "tempo", tempo
        elif match["clock"]:
            parts = [int(part) for part in match["clock"].split(":")]
            kind, value = "time", float(sum(part * 60**place for place, part in enumerate(reversed(parts))))
        elif match["hours"]:
            kind, value = "time", int(match["hours"]) * 3600.0 + int(match["hour_minutes"]) * 60
        elif match["minutes"]:
            kind, value = "time", int(match["minutes"]) * 60.0 + int(match["seconds"])
        elif match["number"]:
            kind, value = "number", float(match["number"].replace(",", "."))
            unit = (match["unit"] or match["prime"] or "").casefold()
        elif kind == "long":
            kind = "word"
        found.append(Lexeme(kind, text, match.start(), match.end(), value, unit))
    return found
