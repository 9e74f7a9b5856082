"""What is meant by a text that is not quite a duration, a load, a tempo …: how to write it so that it is one.

`values` says what is wrong and gives examples. If the text only has another form (`1 minute`, `80kgs`, `8 to 12`), the
message gives the right one. A rewriting counts only if the value's own `parse` takes it. Slow, and only for messages.
"""

import re
from collections.abc import Callable
from typing import Any

from coach.routine.values import (
    MOST_REPS,
    SECOND,
    BadValue,
    Duration,
    Gap,
    Load,
    Reps,
    Rest,
    Tempo,
    WarmUpSet,
    Work,
    duration_text,
)

_EXAMPLES: dict[type, str] = {
    Duration: "1m30s",
    Gap: "10s",
    Rest: "90s",
    Work: "40s",
    Reps: "8-12",
    Load: "80 kg",
    WarmUpSet: "bar x 10",
    Tempo: "3-1-1-0",
}

_TIMES = (Duration, Gap, Rest, Work)

_WORDS: tuple[tuple[str, str], ...] = (
    (r"(?<=\d),(?=\d)", "."),
    (r"(?<=[\d ])(minutes?|mins?)\b\.?", "m"),
    (r"(?<=[\d ])(seconds?|secs?|sek)\b\.?", "s"),
    (r"(?<=[\d ])(hours?|hrs?)\b\.?", "h"),
    (r"(?<=\d) ?['′]$", "m"),
    (r"(?<=\d) ?[\"″]$", "s"),
)
_LOADS: tuple[tuple[str, str], ...] = (
    (r"(?<=\d),(?=\d)", "."),
    (r"(?<=\d) ?(kgs|kilos?|kilograms?)\b", " kg"),
    (r"(?<=\d) ?(lbs?|pounds?)\b\.?", " lb"),
    (r"(?<=\d) ?(percent|per cent|pct)\b.*", "%"),
    (r"(?<=\d)% .+", "%"),
    (r"\b(body[ -]?weight|bw)\b", "bodyweight"),
    (r"\bplus\b", "+"),
    (r"\bminus\b", "-"),
    (r"^\+ ?", "bodyweight + "),
    (r"^(empty bar|barbell|empty barbell)$", "bar"),
    (r"^(\w+) band$", r"band \1"),
)


def example(kind: type) -> str:
    """How a value of this kind may be written."""
    return _EXAMPLES.get(kind) or str(getattr(kind, "EXAMPLES", ("5",))[0])


def advised(kind: Any, text: str, message: str) -> str:
    """The message about a text that is not a value of this class, with better advice where there is some.

    Args:
        kind: the value's class.
        text: as written.
        message: of its `BadValue`.
    """
    text = text.strip()
    special = _SPECIAL.get(kind)
    if said := special(kind, text) if special else None:
        return f'"{text}" {said}'
    if " has no unit" in message and (units := _units(kind, text)):
        return f'"{text}" has no unit: {units}?'
    if "go up to 59. Write " in message:  # that says it already
        return message
    right = next((wish for wish in _wishes(kind, text) if wish != text and _parses(kind, wish)), None)
    if right is None:
        return message
    return f"{re.split(' Write |[.] ', message)[0].rstrip('.')}. Write {right}."


def _time(kind: Any, text: str) -> str | None:
    if kind not in (Rest, Work) and text.endswith("+") and _parses(Duration, text[:-1]):
        return f"never ends by itself, which it has to here. Write {text[:-1].strip()}."
    if kind in (Rest, Gap) and text == "0":
        return "has no unit. Write none for no time at all."
    if kind is Work and (match := re.fullmatch(r"([0-9]+)\s*[x×*]\s*(.+)", text)) and _parses(Work, match[2]):
        return f"is not a duration. Write sets: {match[1]} and work: {match[2]}."
    return None


def _reps(kind: Any, text: str) -> str | None:
    if match := re.fullmatch(r"([0-9]+)\s*[x×*]\s*([0-9]+)", text):
        return f"is not a number of reps. Write sets: {match[1]} and reps: {match[2]}."
    if match := re.fullmatch(r"([0-9]+)\s*(?:/|per|a|each)\s*(?:side|leg|arm)s?", text):
        return f"is not a number of reps. Write reps: {match[1]} and sides: each."
    if re.fullmatch("[0-9]{10,}", text):
        return f"is out of range: reps go from 1 to {MOST_REPS}."
    if not text.isdigit() and _parses(Work, text):
        return f"is a time, not a number of reps. Write work: {text}."
    return None


def _load(kind: Any, text: str) -> str | None:
    if re.fullmatch(r"[0-9]{5,}(\.[0-9]+)?\s*(kg|lbs?)", text):
        return "is out of range: a load goes up to 9999."
    if re.fullmatch(r"[0-9]{1,3}\.[0-9]{2,}\s*%", text):
        return f"is too exact: write {float(text.rstrip(' %')):.1f}%."
    if match := re.fullmatch(r"(bodyweight\s*[-+]\s*|[0-9]\s*[x×]\s*)([0-9.]+)", text):
        return f"has no unit: {match[1]}{match[2]} kg or {match[1]}{match[2]} lb?"
    return None


def _tempo(kind: Any, text: str) -> str | None:
    if re.fullmatch(r"([0-9]+|[Xx])(-([0-9]+|[Xx])){3}", text) and re.search("[0-9]{3}", text):
        return "is out of range: a phase takes at most 99 seconds."
    return None


_SPECIAL: dict[Any, Callable[[Any, str], str | None]] = dict.fromkeys(_TIMES, _time)
_SPECIAL |= {Reps: _reps, Load: _load, Tempo: _tempo}
"""Texts that rewriting cannot put right, and what to say about them."""


def _parses(kind: Any, text: str) -> bool:
    try:
        kind.parse(text)
    except BadValue:
        return False
    return True


def _units(kind: Any, text: str) -> str:
    """What a number without a unit may mean."""
    if kind in _TIMES:
        number, plus = (text[:-1].strip(), "+") if text.endswith("+") else (text, "")
        return "" if number == "0" else f"{number}s{plus} or {number}m{plus}"
    if kind is WarmUpSet and (match := re.fullmatch(r"(\d+(?:\.\d+)?)(\s*[x×]\s*\d+)", text)):
        return f"{match[1]} kg{match[2]}, {match[1]} lb{match[2]} or {match[1]}%{match[2]}"
    if kind is Load and re.fullmatch(r"0?\.\d+|1\.0+", text):
        return f"{text} kg, {text} lb or {float(text):.0%}"
    return ""


def _wishes(kind: Any, text: str) -> list[str]:
    """Other ways to write it, in the order in which they are tried."""
    small = " ".join(text.casefold().split())
    if kind in _TIMES:
        plain = _rewritten(small, _WORDS).replace(" ", "")
        return [plain, re.sub(r"(?<=m)(\d+)$", r"\1s", plain), _clock(plain), _none(kind, small)]
    if kind is Reps:
        ranged = re.sub(r"\s*(to|\.\.+|—|bis)\s*", "-", small)
        most = small in ("amrap", "failure", "to failure", "until failure", "all", "maximum")
        return ["max" if most else small, ranged, re.sub(r"\s*(reps?|times|x)$", "", small)]
    if kind is Load:
        return [_rewritten(small, _LOADS)]
    if kind is WarmUpSet:
        turned = re.sub(r"^(\d+)\s*[x×]\s*(bar|.*(?:kg|lb|%))$", r"\2 x \1", small)
        return [_rewritten(small, _LOADS[:5]), turned]
    if kind is Tempo:
        parts = [part for part in re.split(r"[^0-9x]+", small) if part]
        return [
            "-".join(parts).upper() if len(parts) == 4 else "",
            re.sub(r" ?(s|sec)? (per|a|each) rep$", "s", small),
            f"{small}s",
        ]
    return []


def _clock(text: str) -> str:
    """A time with colons whose parts are too large, with units instead."""
    if not re.fullmatch("[0-9]{1,5}(:[0-9]{1,5}){1,2}", text):
        return ""
    seconds = 0
    for part in text.split(":"):
        seconds = seconds * 60 + int(part)
    return duration_text(seconds * SECOND)


def _none(kind: Any, text: str) -> str:
    return "none" if kind in (Rest, Gap) and text in ("no", "off", "null", "nothing", "-", "zero", "none") else ""


def _rewritten(text: str, table: tuple[tuple[str, str], ...]) -> str:
    for pattern, right in table:
        text = re.sub(pattern, right, text)
    return text.strip()
