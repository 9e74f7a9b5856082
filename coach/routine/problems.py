"""What is wrong with a file, where, and how it is told.

A `Problem` has its place (1-based line and column, in code points), the line it stands in and plain words. A `Report`
collects those of one text: composer, decoder, checks and library add to it, nobody stops at the first. `LoadError` is
the only exception that reading a file raises. Nothing here knows YAML or the model, and nothing prints.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from functools import cached_property
from typing import Literal, Protocol

import msgspec
from msgspec import Struct

SHOWN = 100
"""So many problems are told; of the others only how many there are."""

_SUGGESTIONS = 100
"""Words looked up in one report. Looking up is slow, and nobody reads further than `SHOWN`."""

_LONGEST_LINE = 160
"""Cells of a source line that are shown; of a longer one, what is around the problem."""

Severity = Literal["error", "warning"]
Kind = Literal["invalid", "not found", "unreadable"]

_EXIT_CODES: dict[Kind, int] = {"invalid": 1, "not found": 66, "unreadable": 74}
LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What YAML counts as the end of a line, so that our numbers are those of its marks."""


class Mark(Protocol):
    """A position as PyYAML gives it: 0-based, in code points."""

    @property
    def index(self) -> int: ...
    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


class Place(Protocol):
    """Anything that stands somewhere in the text: every node."""

    @property
    def start(self) -> Mark: ...
    @property
    def end(self) -> Mark: ...


class Problem(Struct, frozen=True):
    """One thing that is wrong. `line` 0: it is about the file as a whole, and there is no text to point at."""

    file: str
    line: int
    column: int
    message: str
    severity: Severity = "error"
    source: str = ""
    """The line it stands in, without its end."""
    length: int = 1
    """How many code points of that line it is about."""

    def text(self) -> str:
        """`file:line:column: message`, the line, and carets under the right cells."""
        head = f"{printable(self.file)}:{self.line}:{self.column}: " if self.line else f"{printable(self.file)}: "
        head += ("warning: " if self.severity == "warning" else "") + printable(self.message)
        if not self.line or not self.source.strip():
            return head
        source, at = _window(self.source, self.column - 1)
        before, meant = _drawn(source[:at]), _drawn(source[at : at + self.length])
        carets = "^" * max(1, min(cells(meant), _LONGEST_LINE - cells(before)))
        gutter = max(5, len(str(self.line)))
        blank = " " * gutter
        return f"{head}\n{self.line:>{gutter}} | {_drawn(source)}\n{blank} | {' ' * cells(before)}{carets}"


class LoadError(Exception):
    """A file cannot be used. Its problems are sorted by place; the exit code is that of the command line."""

    def __init__(self, kind: Kind, problems: Sequence[Problem]) -> None:
        super().__init__(kind, tuple(problems))
        self.kind: Kind = kind
        self.problems = tuple(problems)

    @property
    def exit_code(self) -> int:
        """1 invalid, 66 not found, 74 unreadable (a folder, no permission, an I/O error)."""
        return _EXIT_CODES[self.kind]

    def __str__(self) -> str:
        return shown(self.problems)


def failure(kind: Kind, file: str, message: str) -> LoadError:
    """The error of a file that has no text to point at."""
    return LoadError(kind, [Problem(file, 0, 0, message)])


class Report:
    """The problems of one text, as they are found.

    Args:
        file: how the file is called in messages.
        text: what the places point into.
    """

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self._found: list[Problem] = []
        self._included: set[Problem] = set()
        self._looked_up = 0

    @cached_property
    def lines(self) -> list[str]:
        lines = LINE_BREAK.split(self.text)
        if len(lines) > 1 and not lines[-1]:
            lines.pop()
        return lines

    def add(self, place: Place, message: str, severity: Severity = "error") -> None:
        """A problem of a node: as long as the node, at most to the end of its first line."""
        start, end = place.start, place.end
        length = end.column - start.column if end.line == start.line else len(self.text)
        self.add_at(start.line, start.column, message, length, severity)

    def add_at(self, line: int, column: int, message: str, length: int = 1, severity: Severity = "error") -> None:
        """A problem at a 0-based position, which is brought inside the text where it is behind its end."""
        if line >= len(self.lines):
            line = len(self.lines) - 1
            column = len(self.lines[line])
        source = self.lines[line]
        column = min(column, len(source))
        length = max(1, min(length, len(source.rstrip()) - column))
        self._found.append(Problem(self.file, line + 1, column + 1, message, severity, source, length))

    def include(self, problems: Iterable[Problem]) -> None:
        """The problems of another file that this one needs."""
        new = [problem for problem in dict.fromkeys(problems) if problem not in self._included]
        self._included.update(new)
        self._found += new

    @property
    def failed(self) -> bool:
        return any(problem.severity == "error" for problem in self._found)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All of them: this file's first, each file's by place."""
        return tuple(sorted(self._found, key=lambda it: (it.file != self.file, it.file, it.line, it.column)))

    def check(self) -> None:
        """Raises `LoadError` if there is any error."""
        if self.failed:
            raise LoadError("invalid", self.problems)

    def did_you_mean(self, word: str, options: Iterable[str]) -> str:
        """` Did you mean "tempo"?`, or nothing."""
        self._looked_up += 1
        if self._looked_up > _SUGGESTIONS:
            return ""
        return did_you_mean(word, options)


def nearest(word: str, options: Iterable[str], most: int = 3) -> list[str]:
    """The options that look most like the word, best first, whatever their case."""
    if not 0 < len(word) <= 60:
        return []
    by_folded: dict[str, str] = {}
    for option in options:  # of those that differ in case and hyphens only, the first
        by_folded.setdefault(_folded(option), option)
    return [by_folded[found] for found in get_close_matches(_folded(word), by_folded, n=most, cutoff=0.6)]


def _folded(word: str) -> str:
    return word.casefold().replace("-", " ")


def did_you_mean(word: str, options: Iterable[str], most: int = 1) -> str:
    """` Did you mean "tempo"?` with a space in front, or nothing where nothing is near."""
    found = [f'"{option}"' for option in nearest(word, options, most)]
    return f" Did you mean {one_of(found)}?" if found else ""


def one_of(words: Sequence[str], joint: str = "or") -> str:
    """`a, b or c`."""
    return f"{', '.join(words[:-1])} {joint} {words[-1]}" if len(words) > 1 else "".join(words)


def quoted(text: str, most: int = 60) -> str:
    """The text in quotes as a message shows it: on one line, and not at any length."""
    text = " ".join(text.split())
    return f'"{text[: most - 1]}…"' if len(text) > most else f'"{text}"'


def shown(problems: Sequence[Problem], most: int = SHOWN) -> str:
    """The first hundred as they are printed, and how many more there are."""
    told = [problem.text() for problem in problems[:most]]
    if (more := len(problems) - most) > 0:
        told.append(f"… and {more} more {'problem' if more == 1 else 'problems'}.")
    return "\n".join(told)


def as_json(problems: Sequence[Problem]) -> list[dict[str, object]]:
    """Plain objects with the fields of `Problem`, for `--json`."""
    return [msgspec.structs.asdict(problem) for problem in problems]


_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")


def printable(text: str) -> str:
    """The text with a mark for each character that would do something to a terminal."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def cells(text: str) -> int:
    """How many cells of a terminal the text takes."""
    if text.isascii():
        return len(text)
    return sum(_width(character) for character in text)


def _width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _drawn(source: str) -> str:
    return printable(source.replace("\t", "    "))


def _window(source: str, at: int) -> tuple[str, int]:
    """The part of a long line that is around `at`, and where `at` is in it."""
    if len(source) <= _LONGEST_LINE:
        return source, at
    first = max(0, min(at - _LONGEST_LINE // 2, len(source) - _LONGEST_LINE))
    part = source[first : first + _LONGEST_LINE]
    head = "…" if first else ""
    tail = "…" if first + _LONGEST_LINE < len(source) else ""
    return head + part + tail, at - first + len(head)
