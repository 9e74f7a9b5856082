"""The library: the routines at the left, the one at the mark on paper at the right; a filter on `/`.

May live here: what the keys do on this screen, and when files are read. What the lines say is in `coach.shell.catalog`.
The first frame waits for no file: one thread reads them one after the other and hands each over as it comes; moving the
mark never reads anything.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.worker import get_current_worker

from coach.authoring.files import refresh_schemas
from coach.routine.library import Entry, Library
from coach.routine.problems import Problem, printable
from coach.shell.catalog import Book, book_lines, list_lines, matching, ordered, read_book, still_fresh
from coach.shell.notices import sentence
from coach.tui.actions import FILTERING, LIBRARY, Action
from coach.tui.drawing import lines
from coach.tui.messages import RoutineChosen
from coach.tui.screens.guarded import GuardedScreen
from coach.tui.widgets.page_view import PageView
from coach.tui.widgets.ribbon import Ribbon, keys_of
from coach.workout.paper.page import TextLine, paragraph
from coach.workout.plan.known import Known

if TYPE_CHECKING:
    from textual.widgets import Input

EMPTY = "There is no routine here. {new} writes one; coach start FILE opens a YAML file wherever it is."
FOLDERS_POLL_S = 0.5
"""Seconds between two checks whether a file has changed."""
SHOWN_EVERY, SHOWN_LESS = 0.05, 0.0005
"""Seconds between two drawings of the list while files come in, and seconds added for each routine listed."""
BREATH_S = 0.0005
"""Seconds that the reading thread sleeps between two files, so that a key waits for one file at most."""


class LibraryScreen(GuardedScreen[None]):
    """All routines there are.

    Args:
        library: where they are found.
        known: what the plan must know, for minutes and loads.
    """

    CSS_PATH = "library.tcss"
    AUTO_FOCUS = ""
    ACTIONS: ClassVar[tuple[Action, ...]] = LIBRARY
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (76, "-wide")]  # noqa: RUF012  # as Screen declares it
    VERTICAL_BREAKPOINTS = [(0, "-low"), (6, "-short"), (20, "-tall")]  # noqa: RUF012  # as Screen declares it

    @dataclass
    class Read(Message):
        """A routine was read."""

        book: Book

    def __init__(self, library: Library, known: Known) -> None:
        super().__init__()
        self._library, self._known = library, known
        self._books: dict[str, Book] = {}
        self._entries: dict[str, Entry] = {}
        self._wanted = ""  # the filter's words
        self._touched = False  # the person moved the mark
        self._new = ""  # the mark goes to it as soon as it is read
        self._redraw_due = False
        self._stamp: object = None
        self._field: Input | None = None  # the filter's; made when it is first opened

    def compose(self) -> ComposeResult:
        yield Ribbon(self._head, id="head")
        with Horizontal(id="body"):
            yield PageView(cursor=True, id="list")
            yield PageView(id="paper")
        yield Ribbon(keys_of(LIBRARY), id="keys")

    @property
    def listing(self) -> PageView:
        return self.query_one("#list", PageView)

    @property
    def paper(self) -> PageView:
        return self.query_one("#paper", PageView)

    @property
    def detailed(self) -> bool:
        """Whether the routine fills the whole screen."""
        return self.has_class("-details")

    @property
    def all_read(self) -> bool:
        """Whether everything that there is has been read and is listed."""
        return self._stamp is not None and not self._redraw_due and len(self._books) == len(self._entries)

    def on_mount(self) -> None:
        self._redraw()
        self.call_after_refresh(self._begin)
        self.set_interval(FOLDERS_POLL_S, self._poll)

    def on_screen_resume(self) -> None:
        self._poll()

    # Reading

    def _poll(self) -> None:
        if self._stamp is not None and self.is_current:
            self._begin()

    def _begin(self) -> None:
        """Starts to read what is new, unless nothing is."""
        stamp = self._library.stamp()
        if stamp != self._stamp:
            self._stamp = stamp
            self._entries = {entry.stem: entry for entry in self._library.entries()}
            self._books = {stem: book for stem, book in self._books.items() if stem in self._entries}
            self._read(tuple(self._entries.values()), dict(self._books))
            self._redraw()

    @work(thread=True, exclusive=True, group="reading", exit_on_error=False)
    def _read(self, entries: tuple[Entry, ...], books: dict[str, Book]) -> None:
        """Reads every file that has changed, one after the other, in a thread of its own."""
        worker = get_current_worker()
        for entry in entries:
            if worker.is_cancelled:
                return
            if (before := books.get(entry.stem)) and still_fresh(before, entry):
                continue
            try:
                book = read_book(self._library, entry, self._known)
            except Exception as error:  # one file that fails must not take the others with it
                problem = Problem(str(entry.path), 0, 0, f"coach fails at this file: {type(error).__name__}: {error}")
                book = Book(entry, problems=(problem,))
            if worker.is_cancelled:  # another thread reads the file as it is now
                return
            self.post_message(self.Read(book))  # does not wait: the app may be ending
            time.sleep(BREATH_S)
        refresh_schemas()

    def on_library_screen_read(self, message: Read) -> None:
        book = message.book
        if book.stem not in self._entries:
            return
        self._books[book.stem] = book
        if len(self._books) == 1:
            self._redraw()
        elif not self._redraw_due:
            self._redraw_due = True
            self.set_timer(SHOWN_EVERY + SHOWN_LESS * len(self._books), self._redraw)

    # Drawing

    def _visible(self) -> list[Book]:
        return matching(ordered(tuple(self._books.values())), self._wanted)

    def _redraw(self) -> None:
        self._redraw_due = False
        self.listing.show(partial(self._list_lines, self._visible()))
        if not self._touched:
            self.listing.to_end(last=False)
        if self._new in self._books:
            self.listing.go(self._new)
            self._new = ""
        self._show_paper()
        self._show_rows()

    def _show_rows(self) -> None:
        """The rows above and below: the title, and the keys that work now."""
        self.query_one("#head", Ribbon).show(self._head)
        keys: Sequence[Action] = FILTERING if self._filtering() else LIBRARY
        if self.detailed:  # the routine is on the whole screen, and there is a way back
            back = next(replace(action, label="back") for action in keys if action.id == "back")
            keys = [back if action.id == "about" else action for action in keys if action.id != "back"]
        self.query_one("#keys", Ribbon).show(keys_of(keys))

    def _list_lines(self, books: list[Book], width: int) -> list[TextLine]:
        unread = len(self._entries) - len(self._books)
        if books or self._stamp is None:
            out = list_lines(books, width)
            return [*out, TextLine(), *paragraph(f"reading {unread} more …", width, "label", "  ")] if unread else out
        if self._books and self._wanted:
            return paragraph(f"Nothing matches “{self._wanted}”. {self.sign('back')} shows all.", width, "detail", " ")
        return paragraph("reading …" if unread else EMPTY.format(new=self.sign("new")), width, "detail", " ")

    def _show_paper(self) -> None:
        book = self._marked()
        if book is None:
            self.paper.show(lambda width: [])
        else:
            self.paper.show(partial(book_lines, book, full=True if self.detailed else None), top=True)

    def _marked(self) -> Book | None:
        return self._books.get(str(self.listing.at)) if self.listing.at is not None else None

    def _head(self, width: int) -> lines.InkedLine:
        visible = self._visible()
        place = next((n for n, book in enumerate(visible, 1) if book.stem == self.listing.at), 0)
        count = f"{place} of {len(visible)}" if visible else ""
        hint = (
            f"filter: {self._wanted}" if self._wanted and not self._filtering() else f"{self.sign('filter')} to filter"
        )
        right = " · ".join(part for part in (count, "" if self._filtering() else hint) if part)
        return lines.apart(((" coach", "bold"),), ((f"{right} ", "dim"),), width)

    # What the keys do

    def on_page_view_moved(self, event: PageView.Moved) -> None:
        if event.view is self.listing:
            self._show_paper()
            self._show_rows()

    def on_page_view_picked(self, event: PageView.Picked) -> None:
        self.action_open()

    def action_open(self) -> None:
        book = self._marked()
        if book is not None and book.loaded is not None and book.paper is not None:
            self.post_message(RoutineChosen(book.loaded))
        elif book is not None:
            self._detail(True)

    def action_about(self) -> None:
        self._detail(not self.detailed)

    def action_edit(self) -> None:
        book = self._marked()
        if book is not None:
            self._edit(book.entry.path)

    def _edit(self, path: Path) -> None:
        from coach.tui.screens.editing import edit_routine

        edit_routine(self, self._library, path, self._tell, self._edited)

    def _tell(self, words: str) -> None:
        self.notify(printable(sentence(words)), markup=False)

    def _edited(self, path: Path) -> None:
        """The editor has closed, or has opened in a pane: the mark goes to its file."""
        self._touched, self._new = True, path.stem
        self._begin()

    def action_new(self) -> None:
        from coach.authoring.targets import BadName, new_path
        from coach.tui.screens.overlays.ask import AskScreen

        def wrong(name: str) -> str:
            try:
                new_path(self._library, name)
            except BadName as error:
                return str(error)
            return ""

        self.lay_over(AskScreen("name of the new routine, like Leg day", wrong), self._write)

    def _write(self, name: str | None) -> None:
        """A new routine of this name, in the editor."""
        from coach.authoring import TEMPLATES
        from coach.authoring.drafts import template, title_of
        from coach.authoring.files import Taken, create_text
        from coach.authoring.targets import BadName, new_path

        if not name:
            return
        try:
            path = new_path(self._library, name)
            create_text(path, template(TEMPLATES[0], title_of(name)))
        except (BadName, Taken) as error:
            self._tell(str(error))
        except OSError as error:
            self._tell(f"the routine cannot be written: {error.strerror or error}")
        else:
            self._edit(path)

    def _detail(self, on: bool) -> None:
        if self._marked() is None:
            return
        self.set_class(on, "-details")
        self._show_paper()
        self._show_rows()

    def action_back(self) -> None:
        if self._field is not None and self._field.display:
            self._close_filter()
        elif self.detailed:
            self._detail(False)

    def action_up(self) -> None:
        self._move(-1)

    def action_down(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        self._touched = True
        (self.paper if self.detailed else self.listing).move(by)

    def action_page_up(self) -> None:
        self._page(-1)

    def action_page_down(self) -> None:
        self._page(1)

    def _page(self, by: int) -> None:
        self._touched = True
        (self.paper if self.detailed else self.listing).page(by)

    def action_first(self) -> None:
        self._to_end(False)

    def action_last(self) -> None:
        self._to_end(True)

    def _to_end(self, last: bool) -> None:
        self._touched = True
        (self.paper if self.detailed else self.listing).to_end(last)

    def action_quit(self) -> None:
        self.app.exit()

    # The filter: the only field to type in, in sight only as long as it is open

    def _filtering(self) -> bool:
        return self._field is not None and self._field.display and self._field.has_focus

    def action_filter(self) -> None:
        from textual.widgets import Input

        self._detail(False)
        if self._field is None:
            self._field = Input(placeholder="name, tag or equipment", id="filter", compact=True)
            self.mount(self._field, after="#head")
        self._field.display = True
        self._field.focus()

    def on_input_changed(self, event: "Input.Changed") -> None:
        self._wanted = event.value
        self._redraw()

    def on_input_submitted(self, event: "Input.Submitted") -> None:
        self.set_focus(None)
        if not event.value.strip():
            self._close_filter()
        self._redraw()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        self._show_rows()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        self._show_rows()

    def _close_filter(self) -> None:
        self.set_focus(None)
        if self._field is not None:
            self._field.display = False
            self._field.value = ""
        self._wanted = ""
        self._redraw()
