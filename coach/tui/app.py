"""The app, which only wires: which screen follows which, the Player, the theme, the way out.

What a screen shows and what its keys do is in that screen, and the conductor leads a workout. Screens are imported when
they are shown, so that the first frame waits for nothing that it does not show.
"""

import os
import sys
from asyncio import AbstractEventLoop, get_running_loop
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import App
from textual.binding import BindingType

from coach.collector import collector_on
from coach.history import recall
from coach.routine.library import Library, Loaded
from coach.settings import Settings
from coach.shell.clock import SILENT_ABOVE
from coach.shell.said_once import SaidOnce
from coach.shell.start_options import StartOptions
from coach.shell.watch import RoutineWatch
from coach.state import StateStore
from coach.themes import THEME_NAMES
from coach.tui.actions import APP, bindings
from coach.tui.messages import HearGo, RoutineChosen, StartWorkout, ThemeChosen
from coach.tui.speaker import SoundReported, SoundRestarted, Speaker
from coach.tui.terminal.charset import only_ascii, speak_ascii
from coach.tui.terminal.hangup import end_with_terminal
from coach.tui.terminal.termination import Termination
from coach.tui.themes import THEMES, textual_name
from coach.workout.plan.expand import expand, find_set, start_place

if sys.platform != "win32":
    from coach.tui.terminal.driver import CoachDriver

if TYPE_CHECKING:
    from coach.tui.screens.overview import OverviewScreen
    from coach.tui.screens.workout import WorkoutScreen
    from coach.workout.paper.paper import Paper

MILLISECOND = 1_000_000
FROM_TERMINAL = (events.InputEvent, events.Paste, events.AppFocus, events.AppBlur)


class CoachApp(App[int]):
    """Everything between the command line and the screens."""

    TITLE = "coach"
    ENABLE_COMMAND_PALETTE = False  # each screen has its own
    # In place of Textual's own, which quits without a question and with priority.
    BINDINGS: ClassVar[list[BindingType]] = bindings(APP, priority=True)

    def __init__(
        self,
        library: Library,
        settings: Settings,
        store: StateStore,
        loaded: Loaded | None,
        go: bool,
        options: StartOptions,
        audio: str | None,
    ) -> None:
        super().__init__(driver_class=None if sys.platform == "win32" else CoachDriver)
        self.fault: Exception | None = None
        """The error that ended the program; `run_app` raises it once the screen is left."""
        self._loop: AbstractEventLoop | None = None
        self._library, self._settings, self._store = library, settings, store
        self._loaded, self._go, self._options = loaded, go, options
        self._once = SaidOnce(store)
        self._heard = False
        """Whether the sound was there in this run: what takes it away then is news, and said each time."""
        choice = (audio or settings.audio.backend) if options.speed <= SILENT_ABOVE else "off"
        level = store.state.volume
        level = settings.audio.volume if level is None else level
        self.speaker = Speaker(self, choice, level, settings.audio.offset.ms * MILLISECOND)
        for theme in THEMES:
            self.register_theme(theme)
        chosen = store.state.theme
        self.theme = textual_name(chosen if chosen in THEME_NAMES else settings.theme)

    def on_load(self) -> None:
        self._loop = get_running_loop()

    def on_mount(self) -> None:
        self.call_after_refresh(collector_on)
        if self._loaded is None:
            from coach.tui.screens.library import LibraryScreen

            self.push_screen(LibraryScreen(self._library, recall.known(self._settings, self._store.state)))
        elif self._go:
            self.push_screen(screen := self._opened(self._loaded), lambda _: self._left(screen, None))
            return
        else:
            self.push_screen(self._overview(self._loaded))
        messages = list(self._store.unread)
        self._store.unread.clear()
        for words in messages:
            if self._once.first(words):
                self.notify(words, markup=False, timeout=10)

    async def on_event(self, event: events.Event) -> None:
        """What comes from the terminal before there is a screen, or when the program is about to end, is dropped."""
        if isinstance(event, FROM_TERMINAL) and (self._exit or not self.screen_stack):
            return
        await super().on_event(event)

    def _overview(self, loaded: Loaded) -> "OverviewScreen":
        from coach.tui.screens.overview import OverviewScreen

        first = not self._store.state.safety_note_seen
        watch = RoutineWatch(self._library, loaded)
        if first:
            self.call_after_refresh(self._store.update, safety_note_seen=True)
        back, begins = self._loaded is None, self._begins(loaded)
        return OverviewScreen(watch, self._on_paper, self._library, back=back, note=first, begins=begins)

    def _begins(self, loaded: Loaded) -> tuple[tuple[int, int], str] | None:
        """Where `--from` begins: (block, item), each from 0, and the exercise."""
        sets = expand(loaded.routine, recall.known(self._settings, self._store.state))
        wanted = self._options.start_at
        if wanted is None or (found := find_set(sets, wanted)) is None:
            return None
        block, item = map(int, start_place(sets, found).split("."))
        return (block - 1, item - 1), found.exercise.name

    def _on_paper(self, loaded: Loaded) -> "Paper":
        from coach.workout.paper.build import build_paper

        known = recall.known(self._settings, self._store.state)
        return build_paper(loaded.routine, expand(loaded.routine, known))

    def _opened(self, loaded: Loaded) -> "WorkoutScreen":
        from coach.tui.opening import opened

        return opened(
            self._library,
            self._settings,
            self._store,
            self.speaker,
            loaded,
            self._options,
            self._to_terminal,
            self._once,
        )

    def _to_terminal(self, text: str) -> None:
        if self._driver is not None and not self.is_headless:
            self._driver.write(text)

    def _left(self, workout: "WorkoutScreen", overview: "OverviewScreen | None") -> None:
        """Back to the library, if the person came from there, else out of the program."""
        self.speaker.generation = workout.conductor.generation + 1
        if overview is None or self._loaded is not None:
            self.exit(0)
            return
        self.speaker.player.clear(self.speaker.generation, hush=True)
        overview.leave()

    def on_routine_chosen(self, message: RoutineChosen) -> None:
        from coach.tui.screens.library import LibraryScreen

        if isinstance(self.screen, LibraryScreen):
            self.screen.lay_over(self._overview(message.loaded))

    def on_start_workout(self, message: StartWorkout) -> None:
        from coach.tui.screens.overview import OverviewScreen

        overview = self.screen
        if isinstance(overview, OverviewScreen) and overview.in_front:
            workout = self._opened(message.loaded)
            overview.lay_over(workout, lambda _: self._left(workout, overview))

    def on_theme_chosen(self, message: ThemeChosen) -> None:
        self.theme = textual_name(message.name)
        self._store.update(theme=message.name)

    def on_hear_go(self, _: HearGo) -> None:
        self.speaker.player.now("go")

    def on_sound_reported(self, message: SoundReported) -> None:
        status = message.status
        if status.kind == "ready":
            self._heard = True
        elif not self._heard and not self._once.first(status.words):
            return
        elif workout := self._workout():
            workout.tell(status.words)
        elif status.kind in ("trouble", "note"):
            self.notify(status.words, markup=False)

    def on_sound_restarted(self, _: SoundRestarted) -> None:
        if workout := self._workout():
            workout.conductor.hand_over_again()

    def leave_with(self, code: int) -> None:
        """Ends the program with an exit code, from a signal's handler too."""
        if self._loop is None:
            raise SystemExit(code)
        if sys.platform != "win32" and isinstance(self._driver, CoachDriver):
            self._driver.leaving = True
        self._loop.call_soon_threadsafe(partial(self.exit, return_code=code))

    def restore_terminal(self) -> None:
        """Puts the terminal back at once, from any thread: for a program that cannot leave."""
        if sys.platform != "win32" and isinstance(self._driver, CoachDriver):
            self._driver.restore_now()

    def _handle_exception(self, error: Exception) -> None:
        """Textual's way out for what no handler caught. The traceback goes into the log, not over the screen."""
        if self.fault is None:
            self.fault = error
            if (workout := self._workout()) is not None:
                self.fault = workout.fault()
                self.fault.__cause__ = error
        if self._exception is None:  # where a test drives the app, it raises this
            self._exception = error
            self._exception_event.set()
        self._return_code = 1
        self._close_messages_no_wait()

    def _workout(self) -> "WorkoutScreen | None":
        """The workout that runs, whatever is laid over it."""
        from coach.tui.screens.workout import WorkoutScreen

        return next((screen for screen in self.screen_stack if isinstance(screen, WorkoutScreen)), None)

    def action_leave(self) -> None:
        """Asks in a workout, quits at once elsewhere; a question that is asked already stays."""
        from coach.tui.screens.overlays.question import QuestionScreen

        workout = self._workout()
        if isinstance(self.screen, QuestionScreen):
            return
        if workout is not None:
            workout.action_quit()
        else:
            self.exit(0)

    def action_interrupt(self) -> None:
        """As `leave`; whoever asks for it within the question means it."""
        from coach.tui.screens.overlays.question import QuestionScreen

        if isinstance(self.screen, QuestionScreen):
            self.screen.dismiss(True)
        else:
            self.action_leave()


def run_app(
    library: Library,
    settings: Settings,
    store: StateStore,
    loaded: Loaded | None,
    go: bool,
    speed: float,
    start_at: str | None,
    mute: bool,
    audio: str | None,
) -> int:
    """Runs the program on the whole screen until the person leaves it. Returns the exit code."""
    app = CoachApp(library, settings, store, loaded, go, StartOptions(speed, start_at, mute), audio)
    if only_ascii(os.environ):
        speak_ascii(app)
    end_with_terminal(sys.__stdin__.fileno() if sys.__stdin__ else 0)
    termination = Termination(app.leave_with, app.restore_terminal)
    termination.install()
    try:
        app.run()
    finally:
        app.speaker.close()
        termination.remove()
    if app.fault is not None:
        raise app.fault
    return app.return_code or 0
