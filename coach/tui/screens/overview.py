"""A routine before it starts: all of it on paper, what is needed, and the keys for what one wants to know first.

May live here: what the keys do on this screen. It starts nothing and plays nothing itself: it asks the app to.
What is laid over it is imported when it is asked for: the first frame waits for nothing that it does not show.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal

from coach.routine.library import Library, Loaded
from coach.routine.model import Exercise, Item
from coach.routine.problems import printable
from coach.shell.notices import sentence
from coach.shell.watch import FILE_POLL_S, RoutineWatch
from coach.tui.actions import OVERVIEW, Action
from coach.tui.messages import HearGo, StartWorkout
from coach.tui.screens.guarded import GuardedScreen
from coach.tui.screens.overlays.overlay import Overlay
from coach.tui.widgets.page_view import PageView
from coach.tui.widgets.ribbon import Ribbon, keys_of
from coach.workout.paper.lines import MAX_WIDTH, paper_lines
from coach.workout.paper.page import TextLine, paragraph
from coach.workout.paper.paper import Paper
from coach.workout.paper.safety import NOTE, SHORT_NOTE

BESIDE_FROM = MAX_WIDTH + 60
"""Cells of a screen that has room for the exercise at the mark beside the page."""


class OverviewScreen(GuardedScreen[None]):
    """One routine.

    Args:
        watch: of its file; changes saved meanwhile are taken up.
        page_of: puts a routine on paper.
        library: where it came from, and where names of exercises are found that it does not hold.
        back: there is a screen below to go back to; else back is out.
        note: with the safety note, which is shown once.
        begins: where the workout will begin, if not at its start: (block, item), each from 0, and the exercise's name.
    """

    CSS_PATH = "overview.tcss"
    AUTO_FOCUS = ""
    ACTIONS: ClassVar[tuple[Action, ...]] = OVERVIEW
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (BESIDE_FROM, "-wide")]  # noqa: RUF012  # as Screen declares it
    VERTICAL_BREAKPOINTS = [(0, "-low"), (6, "-short"), (20, "-tall")]  # noqa: RUF012  # as Screen declares it

    def __init__(
        self,
        watch: RoutineWatch,
        page_of: Callable[[Loaded], Paper],
        library: Library,
        *,
        back: bool = True,
        note: bool = False,
        begins: tuple[tuple[int, int], str] | None = None,
    ) -> None:
        super().__init__()
        self._begins = begins
        self._watch, self._page_of, self._library = watch, page_of, library
        self._loaded = watch.loaded
        self._paper = page_of(watch.loaded)
        self._back, self._note = back, note

    def compose(self) -> ComposeResult:
        with Horizontal(id="body"):
            at = self._begins[0] if self._begins else None
            yield PageView(partial(paper_lines, self._paper, full=True), cursor=True, at=at, id="page")
            yield PageView(id="about")
        if self._note:
            yield PageView(self._note_lines, id="note")
        actions = [action for action in OVERVIEW if self._back or action.id != "back"]
        if self._begins:
            start = f"start from {printable(self._begins[1])}"
            actions = [replace(action, label=start) if action.id == "start" else action for action in actions]
        yield Ribbon(keys_of(actions), id="keys")

    def on_mount(self) -> None:
        self.set_interval(FILE_POLL_S, self.look_at_file)

    @property
    def page(self) -> PageView:
        return self.query_one("#page", PageView)

    @property
    def item(self) -> Item:
        """The one at the mark."""
        block, row = self.page.at if isinstance(self.page.at, tuple) else (0, 0)
        return self._loaded.routine.blocks[block].exercises[row]

    def on_resize(self, event: events.Resize) -> None:
        self._tell_beside()
        if self._note:
            self.query_one("#note", PageView).show(lambda width: self._note_lines(width))

    def look_at_file(self, *, sure: bool = False) -> None:
        """Takes up what was saved. `sure`: the file is written completely."""
        if self.gone:
            return
        stack = self.app.screen_stack
        above = stack[stack.index(self) + 1 :]
        if not all(isinstance(screen, Overlay) for screen in above) or (found := self._watch.poll(sure=sure)) is None:
            return
        if found.loaded is None:
            from coach.tui.screens.overlays.problems import ProblemsScreen

            if any(isinstance(screen, ProblemsScreen) for screen in above):
                return
            self._tell(f"{found.words} The version before stays.")
            return
        self._loaded, self._paper = found.loaded, self._page_of(found.loaded)
        self.page.show(partial(paper_lines, self._paper, full=True))
        self._tell_beside()

    def _tell(self, words: str) -> None:
        self.notify(printable(sentence(words)), markup=False)

    def action_edit(self) -> None:
        from coach.tui.screens.editing import edit_routine

        edit_routine(self, self._library, self._loaded.path, self._tell, lambda _: self.look_at_file(sure=True))

    def _note_lines(self, width: int) -> list[TextLine]:
        roomy = self.app.size.height >= 20 and width >= 60
        return paragraph(f"{NOTE if roomy else SHORT_NOTE} {self.sign('stop-rules')}: when to stop.", width, "detail")

    def action_start(self) -> None:
        self.look_at_file()
        self.post_message(StartWorkout(self._loaded))

    def _exercise(self) -> Exercise:
        """That of the item at the mark; one that needs no library is its name alone."""
        item = self.item
        name = item.name or item.exercise or ""
        return self._loaded.routine.exercises.get(item.exercise or "") or Exercise(id=name, name=name)

    def on_page_view_moved(self, event: PageView.Moved) -> None:
        self._tell_beside()

    def _tell_beside(self) -> None:
        """Beside the page, where there is room: what `i` lays over it."""
        if self.app.size.width < BESIDE_FROM:
            return
        from coach.tui.screens.overlays.about import names
        from coach.workout.paper.exercise_page import exercise_lines

        exercise, name_of = self._exercise(), names(self._loaded.routine, self._library.shelf)
        self.query_one("#about", PageView).show(lambda width: exercise_lines(exercise, width, name_of), top=True)

    def action_about(self) -> None:
        from coach.tui.screens.overlays.about import AboutScreen, names

        self.lay_over(AboutScreen(self._exercise(), names(self._loaded.routine, self._library.shelf)))

    def action_hear(self) -> None:
        self.post_message(HearGo())

    def action_stop_rules(self) -> None:
        from coach.tui.screens.overlays.about import StopRulesScreen

        self.lay_over(StopRulesScreen())

    def action_back(self) -> None:
        if self._back:
            self.dismiss(None)
        else:
            self.app.exit()

    def action_quit(self) -> None:
        self.app.exit()

    def on_page_view_picked(self, event: PageView.Picked) -> None:
        self.action_about()

    def action_up(self) -> None:
        self.page.move(-1)

    def action_down(self) -> None:
        self.page.move(1)

    def action_page_up(self) -> None:
        self.page.page(-1)

    def action_page_down(self) -> None:
        self.page.page(1)

    def action_first(self) -> None:
        self.page.to_end(False)

    def action_last(self) -> None:
        self.page.to_end(True)
