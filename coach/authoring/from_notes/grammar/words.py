"""The words of notes: what each means to the grammar, in every language at once, as people mix them.

A language is a file beside this one: words by the unit they mean and by their role, separated by commas. A word of
several words is looked for as a whole. Nothing here knows how words are put together.
"""

import re
import tomllib
from pathlib import Path

_LANGUAGES = [
    tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8"))
    for name in ("english", "german")
]


def _split(text: str) -> list[str]:
    return [word.strip() for word in text.split(",")]


def words(role: str) -> frozenset[str]:
    """All words of a role, casefolded; none if no language has the role."""
    return frozenset(word for it in _LANGUAGES if role in it["words"] for word in _split(it["words"][role]))


def one_of(role: str) -> str:
    """A regular expression for any word of a role, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words(role), key=len, reverse=True))


UNITS: dict[str, str] = {
    **dict.fromkeys(("'", "′", "’"), "min"), **dict.fromkeys(('"', "″", "”"), "s"), "m": "m", "%": "%", "#": "lb",
    **{word: unit for it in _LANGUAGES for unit, text in it["units"].items() for word in _split(text)},
}  # fmt: skip
"""From a unit as written to the unit meant: h, min, s, kg, lb, %, sets, reps, rounds, far, or m (minutes or metres)."""

TOKEN_ROLES = (
    "rest", "no", "between", "scope", "max", "each", "per", "side", "hand", "alternate", "on", "glue", "to", "at",
    "and", "emom", "amrap", "tabata", "circuit", "superset", "every", "minute", "through", "repeat", "warmup", "rpe",
    "rir", "bar", "empty", "body", "field", "band", "colour", "occasion",
)  # fmt: skip
"""Roles that the shapes of a line are made of. The others (`prose`, `day`, …) say what kind of line it is."""

LEXICON: dict[str, str] = {word: role for role in TOKEN_ROLES for word in words(role)}


def has(text: str, role: str) -> bool:
    """Whether a text has a word of a role."""
    return not words(role).isdisjoint(re.findall(r"[^\W\d_][\w'’]*", text.casefold()))
