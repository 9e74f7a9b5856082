"""What the YAML parser could not read, in words for people who do not know what a parser is.

libyaml says what its grammar expected and where it stopped. An author needs to know which line to change. Each rule is
about one kind of mistake: from the parser's words and the lines around, it gives the place and a message, or None. The
first finding is reported. PyYAML's own parser mostly uses the words of libyaml; where it does not, rules have both.
Nothing here raises or knows routines.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

import yaml

from coach.routine.problems import Mark, Report, quoted

_LONG = 2_000
"""The most characters of a line that are looked at."""


STRANGE = "[\u00a0\u1680\u180e\u2000-\u200b\u202f\u205f\u2060\u3000]"
"""A pattern: spaces that YAML takes for letters."""
_SPACES = {"\u00a0": "a non-breaking space", "\u202f": "a narrow non-breaking space", "\u3000": "a full-width space"}
_INDENTS = re.compile(rf"^[ -]*({STRANGE})")
_AFTER_COLON = re.compile(rf"(?:^|[\s,{{\[])[\w-]+:({STRANGE})")


def strange_space(character: str, *, indents: bool) -> str:
    """The message about a space that YAML takes for a letter."""
    called = _SPACES.get(character, "a space that is not an ordinary one")
    return f"{called} (U+{ord(character):04X}) cannot {'indent' if indents else 'stand'} here. Use spaces."


class Finding(NamedTuple):
    """What to report, at a 0-based line and column."""

    line: int
    column: int
    message: str
    length: int = 1


class Slip(NamedTuple):
    """A parser's error, and the text around it."""

    said: str
    """What the parser expected."""
    context: str
    """What it was reading; empty if it does not say."""
    lines: list[str]
    line: int
    column: int
    opened: Mark | None
    """Where that began."""

    def at(self, number: int) -> str:
        """A line, at most `_LONG` characters."""
        return self.lines[number][:_LONG] if 0 <= number < len(self.lines) else ""

    @property
    def text(self) -> str:
        return self.at(self.line)

    @property
    def before(self) -> str:
        """What is before the place in its line, at most `_LONG` characters."""
        if not 0 <= self.line < len(self.lines):
            return ""
        return self.lines[self.line][max(0, self.column - _LONG) : self.column]

    @property
    def character(self) -> str:
        return self.character_at(self.line, self.column)

    def character_at(self, line: int, column: int) -> str:
        """Empty after the end of the line or of the text."""
        return self.lines[line][column : column + 1] if 0 <= line < len(self.lines) else ""

    def above(self, number: int) -> int:
        """The nearest line above that is neither blank nor a comment; -1 if there is none."""
        number = min(number, len(self.lines)) - 1
        while number >= 0 and (not self.at(number).strip() or self.at(number).lstrip().startswith("#")):
            number -= 1
        return number

    def here(self, message: str) -> Finding:
        return Finding(self.line, self.column, message)


def explain(report: Report, error: yaml.MarkedYAMLError) -> int:
    """Reports the error at the place that has to be changed.

    Returns:
        The 0-based line from which on the text may not have been read.
    """
    mark = error.problem_mark or error.context_mark
    said = str(error.problem or error.context)
    if mark is None:
        report.add_at(0, 0, f"this is not YAML: {said}.")
        return 0
    slip = Slip(said, str(error.context or ""), report.lines, mark.line, mark.column, error.context_mark)
    found = next((found for rule in _RULES if (found := rule(slip))), None)
    found = found or slip.here(f"this is not YAML: {said}.")
    report.add_at(found.line, found.column, found.message, found.length)
    return min(mark.line, found.line)


def _tab(slip: Slip) -> Finding | None:
    text = slip.text
    indentation = text[: len(text) - len(text.lstrip())]
    if "\t" in indentation and "flow" not in slip.context:  # in brackets a tab is a blank like any other
        return Finding(slip.line, indentation.index("\t"), "a tab cannot indent here. Use spaces.")
    if slip.character == "\t":
        return slip.here("a tab cannot stand here. Use spaces.")
    return None


def _strange(slip: Slip) -> Finding | None:
    """A strange space as indentation or after a colon, in the line of the error or in the one above."""
    for number in (slip.above(slip.line), slip.line):
        for pattern in (_INDENTS, _AFTER_COLON):
            if number >= 0 and (found := pattern.search(slip.at(number))):
                message = strange_space(found[1], indents=pattern is _INDENTS)
                return Finding(number, found.start(1), message)
    return None


def _directive(slip: Slip) -> Finding | None:
    first = next((number for number, line in enumerate(slip.lines) if line.startswith("%")), None)
    if first is None or first > slip.line or not re.search("directive|<document start>", slip.said + slip.context):
        return None
    return Finding(
        first, 0, 'a line that begins with "%" is meant for YAML itself. Take it out: it is not needed here.'
    )


def _quote(slip: Slip) -> Finding | None:
    """A text in quotes without an end, or with an early one."""
    if "quoted" in slip.context and slip.opened is not None:
        if "escape" in slip.said or "hexdecimal" in slip.said or "hexadecimal" in slip.said:
            return slip.here("after a backslash, double quotes allow a few letters only. Use single quotes.")
        if "end of stream" in slip.said or "document" in slip.said:
            return Finding(slip.opened.line, slip.opened.column, "the quote that is opened here is never closed.")
    before = slip.before.rstrip()
    if not _misplaced(slip) or not before.endswith(("'", '"')):
        return None
    quote = before[-1]
    if before.count(quote) % 2 and (earlier := _odd_line(slip, quote)) is not None:
        line, column = earlier
        return Finding(line, column, f"the quote that is opened here is not closed before line {slip.line + 1}.")
    other = "''" if quote == "'" else r"\""
    return slip.here(f"the text in quotes ends before this. Put all of it into quotes; a quote inside is {other} then.")


def _odd_line(slip: Slip, quote: str) -> tuple[int, int] | None:
    """The nearest line above with an open quote."""
    for number in range(slip.line - 1, -1, -1):
        if slip.at(number).count(quote) % 2:
            return number, slip.at(number).rindex(quote)
    return None


def _misplaced(slip: Slip) -> bool:
    """Whether the parser expected the next field or entry, and found something else."""
    return bool(re.search(r"expected key|<block end>|expected '-'|<document start>", slip.said))


def _mark(slip: Slip) -> Finding | None:
    """A text that begins with a character that has a meaning in YAML."""
    at, opened = (slip.line, slip.column), slip.opened
    if "cannot start any token" in slip.said:
        mark = slip.character
    elif opened is not None and re.search(r"an alias|an anchor|a tag|a block scalar", slip.context):
        at = opened.line, opened.column
        mark = slip.character_at(*at)
    elif "mapping keys are not allowed" in slip.said:
        mark = "? "
    else:
        return None
    if mark == "*" and not slip.at(at[0])[: at[1]].strip():
        return Finding(*at, 'an entry of a list begins with "- ", not with "*".')
    if mark in ("|", ">") and at[0] == slip.line:
        message = f'behind "{mark}" a text begins on the next line. Put it there, or put quotes around a value that '
        return Finding(*at, f'{message}begins with "{mark}".')
    return Finding(*at, f'a value cannot begin with "{mark}". Put quotes around it.')


_FIELD = re.compile(r"(\s*(?:- +)*)([\w-]+):(?: |$)")


def _second_colon(slip: Slip) -> Finding | None:
    if "mapping values are not allowed" not in slip.said:
        return None
    before = slip.before
    if found := _no_dash(slip, slip.line):
        return found
    if match := re.match(r"[\s-]*([^\s:][^:]*): ", before):
        message = f"there is a second colon in this line. Put quotes around what follows {quoted(match[1] + ':')}"
        if word := re.search(r"[\s,]([a-z]+(?:-[a-z]+)*)$", before):
            message += f', or begin a new line before "{word[1]}:"'
        return slip.here(f"{message}.")
    above = slip.above(slip.line)
    if found := _no_field(slip, above) or _prose(slip, above):
        return found
    if field := _FIELD.match(slip.at(above)):
        message = f'this cannot stand below "{field[2]}:", which has its value already. Check how far it is indented'
        return slip.here(f"{message}: {_columns(slip, above)}")
    return slip.here("a colon cannot stand here. Check how far this line and the one above are indented.")


def _no_colon(slip: Slip) -> Finding | None:
    """A line that should be a field, but is not."""
    if "could not find expected ':'" not in slip.said:
        return None
    number = slip.opened.line if slip.opened is not None else slip.line
    column = len(slip.at(number)) - len(slip.at(number).lstrip())
    above = slip.at(slip.above(number))
    if re.search(r":\s+[|>][-+\d]*\s*(#.*)?$", above):
        return Finding(number, column, "the lines of this text have to be indented further than the line above.")
    if found := _no_field(slip, number):
        return found
    if field := re.match(r"\s*(?:- +)*([\w-]+):\s*(#.*)?$", above):
        return Finding(number, column, f'indent this line further to make it the value of "{field[1]}:".')
    return _prose(slip, number)


def _no_dash(slip: Slip, number: int) -> Finding | None:
    if match := re.match(r"\s*-(?=[^\s-])", slip.at(number)):
        return Finding(number, match.end() - 1, 'a space is missing after the "-".')
    return None


def _no_field(slip: Slip, number: int) -> Finding | None:
    """Why a line is not a field or an entry."""
    text = slip.at(number)
    if found := _no_dash(slip, number):
        return found
    if match := re.match(r"\s*(?:- +)*([\w-]+):(?=[^\s/])", text):
        return Finding(number, match.start(1), f'a space is missing after "{match[1]}:".', len(match[1]) + 1)
    if (column := text.find("\N{FULLWIDTH COLON}")) >= 0 and ": " not in text:
        return Finding(number, column, 'this is a full-width colon. Write ": " in its place.')
    if match := re.match(r"\s*(?:- +)*([\w-]+)\s*(=)", text):
        return Finding(number, match.start(2), f'a field is written with a colon: "{match[1]}: ".')
    if text.lstrip().startswith("* "):
        return Finding(number, text.index("*"), 'an entry of a list begins with "- ", not with "*".')
    return None


def _prose(slip: Slip, number: int) -> Finding | None:
    """A line that is not like a field at all."""
    text = slip.at(number)
    words = text.strip()
    if not words or re.search(r":(\s|$)|^\s*- ", text):
        return None
    return Finding(
        number, text.index(words[0]), 'this line is no "name: value". A remark begins with "# ".', len(words)
    )


def _flow(slip: Slip) -> Finding | None:
    """Brackets and braces: commas, and what closes them."""
    if "unexpected ':'" in slip.said:
        return slip.here("a space and a value are missing after this colon.")
    wanted = re.search(r"',' or '([\]}])'", slip.said)
    if not wanted or slip.opened is None:
        return _flow_content(slip)
    opening, closing = ("[", "]") if wanted[1] == "]" else ("{", "}")
    opened = slip.opened.line, slip.opened.column
    where = f'the "{opening}" of line {opened[0] + 1}, column {opened[1] + 1}'
    if slip.character and slip.character in "]}":
        return slip.here(f'"{slip.character}" cannot close {where}: that takes "{closing}".')
    if _outside(slip, opened[0]):
        message = f'the "{opening}" that is opened here is not closed: "{closing}" is missing'
        hidden = any(re.search(r"(^|\s)#", line) for line in slip.lines[opened[0] : slip.line + 1])
        return Finding(*opened, message + ('. What follows " #" is a comment.' if hidden else "."))
    if slip.character == ":":
        word = re.search(r"([\w-]+)$", slip.before)
        name = f'"{word[1]}:"' if word else "this"
        return slip.here(
            f"there is a second colon here. Put a comma before {name}, or quotes around a text with a colon."
        )
    return slip.here(f'a comma is missing before this, or "{closing}" to close {where}.')


def _outside(slip: Slip, first: int) -> bool:
    """Whether the place is after the end of the text, or in a line that looks like one outside the brackets."""
    if not slip.character and not any(line.strip() for line in slip.lines[slip.line + 1 :]):
        return True
    return slip.line > first and bool(re.match(r"\s*(- |[\w-]+:( |$))", slip.text))


def _flow_content(slip: Slip) -> Finding | None:
    """Part of brackets where there should be a value, or nothing."""
    character = slip.character
    content = re.search(r"node content", slip.said)
    if character and character in "]}" and (content or _misplaced(slip)):
        return slip.here(f'"{character}" closes nothing here. Take it out, or put quotes around a text that has it.')
    if content:
        if character == ",":
            return slip.here(
                "there is nothing before this comma. Take it out, or put quotes around a text that has it."
            )
        if character == ":":
            return slip.here("a name is missing before this colon.")
        if character == "-":
            return slip.here('in brackets, entries are parted by commas: no "- " stands before them.')
        if re.search(r"\s#", slip.text[: slip.column + 1]) or not character:
            return slip.here(
                'a value is missing here. What follows " #" is a comment: put quotes around a text that has it.'
            )
        return slip.here("a value is missing here.")
    before = slip.before.rstrip()
    if _misplaced(slip) and before.endswith(("]", "}")):
        opening = "[" if before[-1] == "]" else "{"
        return slip.here(
            f'nothing can follow the "{before[-1]}". Put quotes around a text that begins with "{opening}".'
        )
    return None


def _indentation(slip: Slip) -> Finding | None:
    if "block sequence entries are not allowed" in slip.said:
        message = "a list cannot begin here. Begin it on the next line, write [a, b], or put quotes around a text."
        return slip.here(message)
    if not _misplaced(slip):
        return None
    above = slip.above(slip.line)
    if slip.at(above).rstrip() == "...":
        return Finding(above, 0, "this line ends the file, and more follows. Take it out.", 3)
    if slip.before.strip() or above < 0:
        return slip.here("this does not fit what is above. Check how far it is indented.")
    if found := _no_field(slip, slip.line):
        return found
    if "expected '-'" in slip.said or "expected <block end>, but found '?'" in slip.said:
        message = 'this line does not fit the list above. Begin it with "- ", or check how far it is indented'
        return slip.here(f"{message}: {_columns(slip, above)}")
    return slip.here(f"this line does not fit what is above. Check how far it is indented: {_columns(slip, above)}")


def _columns(slip: Slip, above: int) -> str:
    """`it begins in column 4, "work:" above it in column 5.`"""
    text, mine = slip.at(above), slip.text
    column = len(text) - len(text.lstrip())
    name = "the line above it"
    if (field := _FIELD.match(text)) and not mine.lstrip().startswith("-"):
        column, name = len(field[1]), f'"{field[2]}:" above it'
    own = len(mine) - len(mine.lstrip())
    return f"it begins in column {own + 1}, {name} in column {column + 1}."


def _other(slip: Slip) -> Finding | None:
    if "maximum nesting depth" in slip.said:
        return slip.here("this is nested too deeply.")
    return None


_RULES: tuple[Callable[[Slip], Finding | None], ...] = (
    _tab,
    _strange,
    _directive,
    _quote,
    _mark,
    _second_colon,
    _no_colon,
    _flow,
    _indentation,
    _other,
)
