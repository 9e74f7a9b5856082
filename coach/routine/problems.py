"""What is wrong with a file, where, and how it is printed.

A `Problem` has its place (1-based line and column, in code points), the line it stands in and plain words. A `Report`
collects those of one text: composer, decoder, checks and library all add to it and go on. `LoadError` is the only
exception that reading a file raises. Nothing here knows YAML or the model, and nothing prints.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from typing import Literal, NamedTuple, Protocol

import msgspec
from msgspec import Struct

from coach.counting import counted
from coach.routine.likeness import HIDDEN, nearest
from coach.text import cells, crop

SHOWN = 100
"""The most problems that are printed. Of any others, only the number is."""

_COMPARED = 20_000
"""The most pairs of words that one report compares: more than enough for `SHOWN` problems."""

_LONGEST_LINE = 160
"""Cells of a source line that are shown; of a longer one, what is around the problem."""

Severity = Literal["error", "warning"]
FailureKind = Literal["invalid", "not found", "unreadable"]

_EXIT_CODES: dict[FailureKind, int] = {"invalid": 1, "not found": 66, "unreadable": 74}
LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What YAML counts as the end of a line, so that our numbers are those of its marks."""
_RARE_BREAK = re.compile("[\r\x85\u2028\u2029]")


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

    @property
    def excerpt(self) -> str:
        """The line, or of a long one what is around the problem."""
        return _window(self.source, self.column - 1)[0]

    def printed(self) -> "PrintedProblem":
        """As it is printed, in its parts."""
        where = f"{printable(self.file)}:{self.line}:{self.column}:" if self.line else f"{printable(self.file)}:"
        if not self.line or not self.source.strip():
            return PrintedProblem(where, self.severity, printable(self.message))
        source, at = _window(self.source, self.column - 1)
        before, meant = _drawn(source[:at]), _drawn(source[at : at + self.length])
        carets = "^" * max(1, min(cells(meant), _LONGEST_LINE - cells(before)))
        gutter = max(5, len(str(self.line)))
        line = f"{self.line:>{gutter}} | {_drawn(source)}"
        return PrintedProblem(
            where, self.severity, printable(self.message), line, f"{' ' * gutter} | {' ' * cells(before)}", carets
        )

    def text(self) -> str:
        """`file:line:column: message`, the line, and carets under the right cells."""
        return self.printed().text()


class PrintedProblem(NamedTuple):
    """A problem as it is printed. Without a line to point at the last three are empty."""

    where: str
    severity: Severity
    message: str
    line: str = ""
    margin: str = ""
    carets: str = ""

    @property
    def label(self) -> str:
        return "warning: " if self.severity == "warning" else ""

    def text(self) -> str:
        head = f"{self.where} {self.label}{self.message}"
        return f"{head}\n{self.line}\n{self.margin}{self.carets}" if self.carets else head


class Spot(Struct, frozen=True):
    """A place that is kept for later, when the text's nodes are gone."""

    file: str
    line: int
    column: int
    source: str
    length: int

    def problem(self, message: str, severity: Severity) -> Problem:
        return Problem(self.file, self.line, self.column, message, severity, self.source, self.length)


class LoadError(Exception):
    """A file cannot be used. Its problems are sorted by place; the exit code is that of the command line."""

    def __init__(self, kind: FailureKind, problems: Sequence[Problem]) -> None:
        super().__init__(kind, tuple(problems))
        self.kind: FailureKind = kind
        self.problems = tuple(problems)

    @property
    def exit_code(self) -> int:
        """1 invalid, 66 not found, 74 unreadable (a folder, no permission, an I/O error)."""
        return _EXIT_CODES[self.kind]

    def __str__(self) -> str:
        return shown(self.problems)


def failure(kind: FailureKind, file: str, message: str) -> LoadError:
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
        self._compared = 0
        self._cut: int | None = None
        self._open: set[int] = set()

    @cached_property
    def lines(self) -> list[str]:
        """Of the text, by what YAML counts as the end of a line."""
        lines = LINE_BREAK.split(self.text) if _RARE_BREAK.search(self.text) else self.text.split("\n")
        if len(lines) > 1 and not lines[-1]:
            lines.pop()
        return lines

    def add(self, place: Place, message: str, severity: Severity = "error") -> None:
        """Adds a problem at a node; it is as long as the node, at most to the end of the node's first line."""
        if self._cut is not None and (place.end.line >= self._cut or self.unfinished(place)):
            return
        self.add_at(place.start.line, place.start.column, message, self._length(place), severity)

    def _length(self, place: Place) -> int:
        start, end = place.start, place.end
        return end.column - start.column if end.line == start.line else len(self.text)

    def spot(self, place: Place) -> Spot:
        """The place of a node."""
        return self._spot(place.start.line, place.start.column, self._length(place))

    def add_at(self, line: int, column: int, message: str, length: int = 1, severity: Severity = "error") -> None:
        """Adds a problem at a 0-based position. One after the end of the text is moved to the end."""
        # Hidden characters are named in the message: nothing else would show them.
        message = HIDDEN.sub(lambda found: f"<U+{ord(found[0]):04X}>", message)
        self._found.append(self._spot(line, column, length).problem(message, severity))

    def _spot(self, line: int, column: int, length: int) -> Spot:
        if line >= len(self.lines):
            line = len(self.lines) - 1
            column = len(self.lines[line])
        source = self.lines[line]
        column = min(column, len(source))
        length = max(1, min(length, len(source.rstrip()) - column))
        return Spot(self.file, line + 1, column + 1, source, length)

    def cut(self, line: int, unfinished: Iterable[Place]) -> None:
        """Says that the text was read up to this 0-based line only, and that some nodes are unfinished. From now on
        `add` takes no problem that ends in that line or after it, or that is of an unfinished node."""
        self._cut = line if self._cut is None else min(line, self._cut)
        self._open.update(map(id, unfinished))

    def unfinished(self, place: Place) -> bool:
        """Whether it was being read when reading ended."""
        return id(place) in self._open

    def include(self, problems: Iterable[Problem]) -> None:
        """Adds the problems of another file that this one needs, each once."""
        new = [problem for problem in dict.fromkeys(problems) if problem not in self._included]
        self._included.update(new)
        self._found += new

    @property
    def failed(self) -> bool:
        """Whether there is an error among them."""
        return any(problem.severity == "error" for problem in self._found)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems: of this file first, of each file by place."""
        return tuple(sorted(self._found, key=lambda it: (it.file != self.file, it.file, it.line, it.column)))

    def check(self) -> None:
        """Raises `LoadError` if there is any error."""
        if self.failed:
            raise LoadError("invalid", self.problems)

    def did_you_mean(self, word: str, options: Collection[str], most: int = 1) -> str:
        """` Did you mean "tempo"?`, or nothing."""
        return did_you_mean(word, options, most) if self._may_compare(options) else ""

    def meant(self, word: str, options: Collection[str]) -> str | None:
        """The option that is most like the word, if one is."""
        return next(iter(nearest(word, options, 1)), None) if self._may_compare(options) else None

    def _may_compare(self, options: Collection[str]) -> bool:
        self._compared += max(100, len(options))
        return self._compared <= _COMPARED


def did_you_mean(word: str, options: Iterable[str], most: int = 1) -> str:
    """` Did you mean "tempo"?` with a space in front, or nothing where nothing is near."""
    found = [f'"{option}"' for option in nearest(word, options, most)]
    return f" Did you mean {one_of(found)}?" if found else ""


def one_of(words: Sequence[str], joint: str = "or") -> str:
    """`a, b or c`."""
    return f"{', '.join(words[:-1])} {joint} {words[-1]}" if len(words) > 1 else "".join(words)


def quoted(text: str, most: int = 60) -> str:
    """The text in quotes as a message shows it: on one line, and not at any length."""
    text = _BLANKS.sub(" ", text).strip(" ")
    return f'"{crop(text, most - 1)}…"' if cells(text) > most else f'"{text}"'


def shown(problems: Sequence[Problem], most: int = SHOWN) -> str:
    """The first hundred as they are printed, and how many more there are."""
    return "\n".join([*(problem.text() for problem in problems[:most]), *more_than(problems, most)])


def more_than(problems: Sequence[Problem], most: int = SHOWN) -> list[str]:
    """A line that says how many are not shown; none where all are."""
    more = len(problems) - most
    return [f"… and {counted(more, 'more problem')}."] if more > 0 else []


def as_json(problems: Sequence[Problem]) -> list[dict[str, object]]:
    """Plain objects with the fields of `Problem`, for `--json`; of a long line only what is around the problem."""
    return [msgspec.structs.asdict(problem) | {"source": problem.excerpt} for problem in problems]


_BLANKS = re.compile("[ \t-\r\x85\u2028\u2029]+")
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")


def printable(text: str) -> str:
    """The text with a mark for each character that would do something to a terminal."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)


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
