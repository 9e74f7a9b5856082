"""The library's routines as they are read: in what order, which of them a filter leaves, and the lines of the list.

What may live here: values and functions over what `coach.routine.library` hands out. What may not: Textual, and when
something is read. The library's screen and `coach list` both take their columns from `DETAILS`. A file that cannot be
used is a book like any other: listed with its first problem, never hidden.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from coach.counting import counted
from coach.routine.exercises import Stamp, stamp_of
from coach.routine.library import Entry, Library, Loaded
from coach.routine.problems import SHOWN, LoadError, Problem, more_than, printable
from coach.text import cells, cut, shorten
from coach.workout.paper.advice import advice
from coach.workout.paper.build import build_paper
from coach.workout.paper.lines import paper_lines
from coach.workout.paper.page import COLUMN_GAP, MIN_WIDTH, TextLine, TextRole, TextRun, paragraph
from coach.workout.paper.paper import Paper
from coach.workout.plan.expand import expand
from coach.workout.plan.known import Known


class Book(Struct, frozen=True):
    """One routine as it was read: whole, or with what is wrong with it."""

    entry: Entry
    loaded: Loaded | None = None
    paper: Paper | None = None
    problems: tuple[Problem, ...] = ()
    """Why it cannot be used."""
    warnings: tuple[Problem, ...] = ()
    """What may be wrong with it although it can."""
    seen: Stamp = ()
    """Of the files that it was read from."""

    @property
    def stem(self) -> str:
        return self.entry.stem

    @property
    def name(self) -> str:
        return self.paper.title if self.paper else printable(self.entry.path.name)


class Detail(NamedTuple):
    """A column of the list, between a routine's name and its minutes."""

    text: Callable[[Paper], str]
    list_from: int
    """Cells of the narrowest list on the screen that has room for it; `coach list` has all columns."""


DETAILS = (
    Detail(lambda page: page.equipment_line, list_from=58),
    Detail(lambda page: ", ".join(page.tags), list_from=80),
)
"""From the left; each is there only where those before it are."""


def read_book(library: Library, entry: Entry, known: Known) -> Book:
    """Reads one routine, some tens of milliseconds; never raises because of what is in a file."""
    file = stamp_of([entry.path])
    try:
        loaded = library.load(entry.path)
    except LoadError as error:
        others = {problem.file for problem in error.problems} - {str(entry.path)}
        seen = (*file, *stamp_of((*library.shelf.folders, *sorted(others))))  # a new exercise may put it right
        return Book(entry, problems=error.problems, seen=seen)
    sets = expand(loaded.routine, known)
    warnings = (*loaded.problems, *advice(loaded.routine, loaded.spots, known, sets))
    return Book(entry, loaded, build_paper(loaded.routine, sets), warnings=warnings, seen=loaded.stamp)


def still_fresh(book: Book, entry: Entry) -> bool:
    """Whether reading the routine again would give the same book."""
    return book.entry == entry and bool(book.seen) and stamp_of(path for path, *_ in book.seen) == book.seen


def ordered(books: Sequence[Book]) -> list[Book]:
    """As listed without a history: bundled, the user's, broken ones; in each nothing needed and shortest first."""

    def place(book: Book) -> tuple[object, ...]:
        page = book.paper
        if page is None:
            return (2, book.name.casefold(), book.stem)
        return (int(book.entry.yours), bool(page.equipment), page.ns, page.title.casefold(), book.stem)

    return sorted(books, key=place)


def matching(books: Sequence[Book], wanted: str) -> list[Book]:
    """Those in whose name, tags or equipment every word is found, whatever the case."""
    words = wanted.casefold().split()
    return [book for book in books if all(word in _found_by(book) for word in words)]


def _found_by(book: Book) -> str:
    page = book.paper
    if page is None:
        return f"{book.name} {book.stem}".casefold()
    return " ".join((page.title, book.stem, *page.tags, *page.equipment, page.equipment_line)).casefold()


def list_lines(books: Sequence[Book], width: int) -> list[TextLine]:
    """The list: a line a routine, `at` its stem; the user's under a heading of their own.

    Args:
        books: in order.
        width: cells, taken as at least `MIN_WIDTH`.
    """
    width = max(MIN_WIDTH, width)
    columns = _columns([book.paper for book in books if book.paper], width)
    out: list[TextLine] = []
    group = ""
    for book in books:
        before, group = group, "" if book.paper is None else "yours" if book.entry.yours else "bundled"
        if group == "yours" and before != group:
            out += [TextLine()] * bool(out) + [TextLine((TextRun(" yours", "label"),))]
        elif not group and before:
            out.append(TextLine())
        out.append(_listed(book, columns, width) if book.paper else _broken(book, width))
    return out


def list_rows(books: Sequence[Book]) -> list[tuple[str, ...]]:
    """The list as a table without styles: for each routine that can be used its stem, its minutes and its details."""
    return [
        (book.stem, ("~" if page.estimated else "") + page.short_time, *(detail.text(page) for detail in DETAILS))
        for book in books
        if (page := book.paper)
    ]


def _columns(pages: Sequence[Paper], width: int) -> list[int]:
    """Cells of the name and of as many details as a list of this width has room for."""
    room = width - 2 - COLUMN_GAP - max((len(page.short_time) for page in pages), default=0)
    if width < DETAILS[0].list_from or not pages:
        return [room]
    columns = [min(max(cells(page.title) for page in pages), room * 3 // 5)]
    for detail in DETAILS:
        room -= columns[-1] + COLUMN_GAP
        if width < detail.list_from or room < MIN_WIDTH:
            break
        columns.append(min(max(cells(detail.text(page)) for page in pages), room))
    return columns


def _listed(book: Book, columns: Sequence[int], width: int) -> TextLine:
    page = book.paper
    assert page is not None
    name, *others = columns
    said = [TextRun(shorten(page.title, name), "name")]
    said += [TextRun(cut(detail.text(page), column), "detail") for detail, column in zip(DETAILS, others, strict=False)]
    runs = [TextRun("  ", "space")]
    for run, column in zip(said, columns, strict=True):
        if column:
            runs += [run, TextRun(" " * (column - cells(run.text) + COLUMN_GAP), "space")]
    minutes = page.short_time
    free = width - sum(cells(run.text) for run in runs) - cells(minutes)
    return TextLine((*runs, TextRun(" " * free, "space"), TextRun(minutes, "time")), book.stem)


def _broken(book: Book, width: int) -> TextLine:
    """`! my-legs.yaml: line 14, unknown …`"""
    text = f"{book.name}: {_problem_words(book.problems[0])}" if book.problems else book.name
    return TextLine((TextRun("  ! ", "warning"), TextRun(cut(text, width - 4), "warning")), book.stem)


def _problem_words(problem: Problem) -> str:
    message = printable(" ".join(problem.message.split()))
    return f"line {problem.line}, {message}" if problem.line else message


def book_lines(book: Book, width: int, *, full: bool | None = None) -> list[TextLine]:
    """What stands beside the list: the routine on paper, or everything that is wrong with the file."""
    if book.paper is None:
        return problem_lines(book.name, book.entry.path, book.problems, max(MIN_WIDTH, width))
    out = paper_lines(book.paper, width, full=full)
    notes = ["Yours; a bundled routine of the same name is hidden by it."] if book.entry.hides_bundled else []
    notes += [f"! {_problem_words(problem)}" for problem in book.warnings]
    for words in notes:
        out += [TextLine(), *paragraph(words, max(MIN_WIDTH, width), "warning" if words.startswith("!") else "detail")]
    return out


def problem_lines(name: str, path: Path, problems: Sequence[Problem], width: int) -> list[TextLine]:
    """Everything that is wrong with a file, each with its place and its line."""
    count = sum(problem.severity == "error" for problem in problems)
    out = paragraph(name, width, "title")
    out += paragraph(f"This file cannot be used: {counted(count, 'problem')}.", width)
    for problem in problems[:SHOWN]:
        role: TextRole = "warning" if problem.severity == "error" else "detail"
        out.append(TextLine())
        if problem.line:
            file = "" if problem.file == str(path) else f"{printable(problem.file)}, "
            out += paragraph(f"{file}line {problem.line}, column {problem.column}", width, role)
        out += paragraph(printable(problem.message), width)
        if problem.source.strip():
            out += paragraph(printable(problem.excerpt.strip()), width, "detail", "  ")
    for words in more_than(problems):
        out += [TextLine(), *paragraph(words, width)]
    return [*out, TextLine(), *paragraph(printable(str(path)), width, "detail")]
