"""The shapes of phrases: the grammar of a line, as one table.

A line is a row of tokens. At each token the shapes are tried in the order of the table; the first that fits makes a
phrase. What fits none becomes `words`, or a `gap` where something separates. A shape is a regular expression over kinds
of tokens, not over letters: a name stands for one token of this kind, a name in capitals for a part that is defined
above it, `<role: …>` for a part that the meaning of the phrase asks for. A meaning with a `?` is a guess and
makes a doubt. What the meanings do is said in `reading`.
"""

import re
from collections.abc import Sequence

from msgspec import Struct

from coach.authoring.from_notes.grammar.quantity import Quantity, quantity
from coach.authoring.from_notes.grammar.tokens import NUMBERS, Token
from coach.authoring.from_notes.grammar.words import TOKEN_ROLES

KINDS = (*NUMBERS, "best", "complex", "tempo", "times", "dash", "minus", "gap", "slash", "add", "plus", "comma",
         "colon", "open", "close", "mark", "word", *TOKEN_ROLES)  # fmt: skip
"""Of tokens: those with a number, marks, and words by their role."""

PARTS = {
    "N": "(few|some|big|part)",  #                                    a bare number: to 2, to 19, from 20, 22.5
    "SETS": "(few|some|sets|rounds)",
    "COUNT": "N ((dash|to) N)? plus?",  #                             5, 8-12, 15 to 20, 10+
    "REPS": "(N (dash|to))? (N|reps) (plus field?)?",  #              8-12 reps
    "SPAN": "((N|time) (dash|to))? (time|m) plus?",  #                45s, 30-45s, 2 to 3 minutes
    "MAX": "(max|amrap) reps?",
    "MASS": "((N (dash|to|slash))* mass | (mass (slash|comma))+ mass)",  # 60 kg, 50/55/60 kg
    "HEAVY": "(mass|percent|body|bar)",
    "LIST": "(N slash ((N|reps) slash)* (N|reps|time) plus? | N dash N (dash (N|reps))+ plus?)",  # 5/3/1+, 12-10-8
    "COMMAS": "(N comma N (comma (N|reps))++ (?!times) | N comma (N|reps) (?!times|word|comma) | time (comma time)+)",
    "TARGET": "(LIST | SPAN | far | REPS | MAX)",
    "BETWEEN": "between glue* (per|each|every)? glue* <scope: scope>?",
    "IS": "(glue|colon|at)*",
}

SHAPES: tuple[tuple[str, str, str], ...] = (
    ("warm-ups", "warmup scope? (colon|gap)? (?=N|HEAVY)", "warmup 60x5"),
    ("progress", "add <load: mass> (each|per|every) occasion", "+2.5kg each time"),
    ("tempo", "<tempo: tempo>", "tempo 3-1-X-0"),
    ("unclear", "complex | (on|at) time", "on 1:40"),
    ("best", "glue* best", "of 1RM"),
    # effort
    ("rir", "<effort: N|reps> glue? rir", "2 reps in reserve"),
    ("rir", "at? rir IS <effort: COUNT>", "RIR 2"),
    ("rpe", "at? rpe IS <effort: COUNT>", "@ RPE 8"),
    ("rpe", "at? <effort: N> rpe", "@ 8 rpe"),
    ("rpe?", "at <effort: few|some|part> (?!dash|slash|comma|N)", "@8"),
    # rests
    ("rest", "<none: no> rest BETWEEN?", "no rest"),
    ("on off", "<work: time|m|N> on (gap|slash|comma|and)? <rest: time|m|N> rest", "40s on / 20s off"),
    (
        "rest",
        "rest IS (gap|mark)* <rest: SPAN|COUNT> (?!at (glue|word)|reps) BETWEEN?",
        "rest 60 sec between exercises",
    ),
    ("rest", "<rest: SPAN> glue* rest (?!at (glue|word)) BETWEEN?", "2 min rest"),
    ("rest", "<rest: SPAN> BETWEEN", "2 min between rounds"),
    ("rest", "rest BETWEEN IS <rest: SPAN>", "rest between sets: 2 min"),
    # sides, hands, and loads that are more than a mass
    ("hands", "(each|per|slash) hand", "each hand"),
    ("sides", "(each|per|slash) side | each", "each leg"),
    ("sides", "<alternate: alternate>", "alternating"),
    ("band", "<colour: colour> band", "red band"),
    ("band", "band <colour: colour>", "band red"),
    ("body", "at? body? <sign: add|minus> <load: mass>", "+10kg"),
    ("body", "at? body <sign: gap> <load: mass>", "bodyweight - 5 kg"),
    ("on the bar", "at? bar add <load: mass>", "bar+20kg"),
    # sets, reps and loads
    ("ladder", "<pairs: (big times (few|some) comma)+ big times mass>", "135x5, 155x5, 175x5 lbs"),
    ("dose", "<sets: SETS> (times|glue|at)+ <target: TARGET> times <load: HEAVY>", "3x5x80kg"),
    ("dose?", "<sets: SETS> times <target: REPS> times <load: N>", "3x5x80"),
    ("dose?", "<load: big> times <target: few|some> times <sets: few|some>", "100 x 5 x 3"),
    ("load first?", "<load: big> times <target: (few|some) plus?> (?!dash|times)", "100x5"),
    ("pair?", "<count: few> times <load: part>", "2 x 22.5"),
    ("pair", "<count: few> times <load: mass>", "2 x 14 kg"),
    ("dose", "<sets: SETS> times (open <target: TARGET> close)", "3x(8-12)"),
    ("dose", "<sets: SETS> times <target: TARGET>", "3x5"),
    ("dose", "<sets: sets> (glue|at)* times? <target: TARGET>", "3 sets of 8-12 reps"),
    ("dose", "<load: HEAVY> times <target: REPS> times <sets: SETS>", "100kg x 5 x 3"),
    ("load first", "<load: HEAVY> times <target: REPS>", "bar x 10"),
    ("dose", "<target: COUNT> (times|at) <load: mass|percent>", "8 x 60 kg"),
    ("dose", "<target: SPAN|LIST|far> times <sets: SETS>", "40s x 3"),
    ("dose", "comma <sets: N> comma <target: N> comma <load: mass>", ",5,5,100kg"),
    ("dose?", "comma <sets: N> comma <target: N> comma <load: N>", ",5,5,100"),
    ("load", "at? <load: MASS | (N (dash|to|slash))* percent>", "@ 60 kg"),
    ("load", "(at|empty) empty? <load: bar>", "empty bar"),
    ("load", "at <load: body>", "@ bodyweight"),
    ("load?", "at <load: LIST|N>", "@ 80"),
    ("load?", "per <load: mass>", "je 6 kg"),
    # kinds of blocks
    ("emom", "<every: emom>", "E2MOM"),
    ("emom", "every <every: time|m|minute>", "every 2 min"),
    ("amrap", "amrap", "AMRAP"),
    ("block", "<kind: tabata|circuit|superset>", "circuit"),
    ("repeat", "<rounds: N> times (?=open)", "8x (60s jog, 90s walk)"),
    ("repeat", "repeat <rounds: N> through", "Repeat 8 times"),
    ("rounds", "<rounds: rounds> | <count: N> through", "3 rounds"),
    ("rounds", "times <rounds: rounds>", "x 3 rounds"),
    # alone
    ("x", "times <target: REPS|SPAN|MAX|far>", "x 12"),
    ("sets", "<sets: sets>", "3 sets"),
    ("sets", "scope (colon|glue) <sets: N>", "sets: 3"),
    ("target", "<target: COMMAS|TARGET>", "8-12 reps"),
    ("gap", "field (colon|glue)|comma|gap|colon|open|close|slash|minus|dash|add|and (?=N|reps|time)", ","),
)
"""(the meaning, the shape, an example)."""


class Phrase(Struct, frozen=True):
    shape: str
    """A meaning of `SHAPES` without its `?`, or `words`."""
    start: int
    end: int
    """In the line."""
    guess: bool = False
    text: str = ""
    """The first token of a gap."""
    parts: dict[str, tuple[Token, ...]] = {}
    """The tokens of each `<role>`."""

    def part(self, role: str) -> Quantity | None:
        """The quantity in a role; None if the role is empty."""
        return quantity(self.parts[role]) if role in self.parts else None

    def need(self, role: str) -> Quantity:
        return quantity(self.parts[role])


_LETTERS = {kind: chr(0x100 + at) for at, kind in enumerate(KINDS)}
_NAME = re.compile(r"\(\?P<\w+>|[a-z]+")


def _compiled(shape: str) -> re.Pattern[str]:
    """A shape as an expression over the letters of kinds."""
    for name in reversed(PARTS):
        shape = re.sub(rf"\b{name}\b", f"({PARTS[name]})", shape)
    shape = re.sub(r"<(\w+): ([^<>]*)>", r"(?P<\1>\2)", shape)
    return re.compile(re.sub(r"\s", "", _NAME.sub(lambda it: it[0] if it[0][0] == "(" else _LETTERS[it[0]], shape)))


_COMPILED = [(name, _compiled(shape)) for name, shape, _ in SHAPES]
_LINKS = ("glue", "at", "to", "and", "mark")


def phrases(found: Sequence[Token]) -> list[Phrase]:
    """The phrases of a line, in order and without holes."""
    letters = "".join(_LETTERS[token.kind] for token in found)
    out: list[Phrase] = []
    at = begun = 0
    while at < len(found):
        fitting = ((name, it) for name, shape in _COMPILED if (it := shape.match(letters, at)) and it.end() > at)
        name, match = next(fitting, ("", None))
        if match is None:
            at += 1
            continue
        if begun < at:
            out.append(_words(found[begun:at]))
        parts = {role: tuple(found[slice(*match.span(role))]) for role, text in match.groupdict().items() if text}
        text = found[at].text if name == "gap" else ""
        end = found[match.end() - 1].end
        out.append(Phrase(name.rstrip("?"), found[at].start, end, name.endswith("?"), text, parts))
        at = begun = match.end()
    if begun < at:
        out.append(_words(found[begun:at]))
    return out


def _words(found: Sequence[Token]) -> Phrase:
    """Words, or a gap if they only link: `of`, `with`."""
    linking = all(token.kind in _LINKS for token in found)
    text = found[0].text if linking else ""
    return Phrase("gap" if linking else "words", found[0].start, found[-1].end, text=text)
