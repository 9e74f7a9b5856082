"""The workout: keys go in as inputs, the view goes to the panel. It decides nothing about training.

May live here: when the next poll is due, what a key stands for, what is laid over, and the row of messages. Time is the
conductor's clock; what is shown is the core's `view`. Its timers run on beneath overlays, on purpose: no overlay stops
a clock. Tests call `tick` with a clock of their own.
"""

import shlex
from asyncio import TimerHandle, get_running_loop
from functools import partial
from pathlib import Path
from typing import ClassVar

from msgspec.structs import replace
from textual.app import ComposeResult

from coach.routine.values import MINUTE, SECOND
from coach.shell import corrections
from coach.shell.conductor import Conductor, Refused
from coach.shell.context import WorkoutContext
from coach.shell.fault import WorkoutFault
from coach.shell.notices import Notices
from coach.shell.reload import Reload
from coach.shell.results_cursor import ResultsCursor
from coach.shell.watch import FILE_POLL_S
from coach.tui.actions import RARE, WORKOUT, Action, signs
from coach.tui.drawing.lines import in_ascii
from coach.tui.screens.guarded import GuardedScreen
from coach.tui.screens.overlays.overlay import Overlay
from coach.tui.terminal.awake import Awake
from coach.tui.terminal.charset import speaks_ascii
from coach.tui.terminal.title import TerminalTitle
from coach.tui.widgets.workout_panel import WorkoutPanel
from coach.workout.engine.inputs import GoTo, Input, Note, Pause, Resume
from coach.workout.engine.situations import AT_WORK, situation
from coach.workout.plan.expand import start_place
from coach.workout.plan.sets import Set
from coach.workout.view.moment import KeyNames
from coach.workout.view.presses import INPUTS
from coach.workout.view.shown import ExerciseResult, OutlineRow, WorkoutView
from coach.workout.view.view import IN_OUTLINE, outline, set_key, view

CALM = {"swap": "swaps", "later": "puts off"}
"""Not taken during work, so that a key hit by accident does no harm."""

CLEARS_NS = 5 * SECOND
"""How long before work a page laid over the workout closes by itself, real ns."""
PAGE_ROWS = 5
"""The fewest rows for a page that is laid over."""
HOLDS_NS = 10 * MINUTE
"""How long the screen is kept awake in a pause."""

_SEVERAL = {
    "resume": ("pause",),
    "longer": ("longer", "shorter"),
    "rows": ("more-reps", "fewer-reps"),
    "sets": ("less-load", "more-load"),
}
"""Offers of the view whose keys are those of other actions, or of several."""


def offer_keys() -> dict[str, str]:
    """The keys of each offer of the view, as they are written."""
    keys = signs(WORKOUT)
    return keys | {offer: " ".join(keys[action] for action in actions) for offer, actions in _SEVERAL.items()}


class WorkoutScreen(GuardedScreen[None]):
    """One workout, from its first stage to its last screen. Dismissed when the person leaves it.

    Args:
        conductor: leads it.
        context: what belongs to the person and the program.
    """

    CSS_PATH = "workout.tcss"
    AUTO_FOCUS = ""
    ACTIONS: ClassVar[tuple[Action, ...]] = WORKOUT
    RARE: ClassVar[tuple[Action, ...]] = RARE

    def __init__(self, conductor: Conductor, context: WorkoutContext) -> None:
        super().__init__()
        self.conductor, self.context = conductor, context
        self._plates = corrections.plates(context.kit)
        keys = offer_keys()
        self._names = KeyNames(keys["done"], keys["back"], keys["longer"])
        self.panel = WorkoutPanel(keys)
        self._notices = Notices(self.panel.say, self.set_timer, signs(WORKOUT).values())
        self._due: TimerHandle | None = None  # the next poll
        self._outline: tuple[tuple[OutlineRow, ...], int] | None = None
        self._results_cursor = ResultsCursor()
        self._over: int | None = None  # real ns at which the last screen was first seen
        self._cleared_for: int | None = None
        self._page_left = False
        """A question lay over the pages when they had to go: they go when it has been answered."""
        self._awake = Awake(lambda words: self.call_later(self._tell_once, words)) if context.keeps_awake else None
        self._title = TerminalTitle(context.to_terminal)
        self._shown = self.seen()
        """What was drawn last: keys mean what the person sees."""
        self._undrawn = False
        """Whether a frame could not be drawn, and the person has been notified."""
        self._reload = Reload(conductor, context, self._notices.break_in)

    def compose(self) -> ComposeResult:
        self._ascii = speaks_ascii(self.app)
        yield self.panel

    def on_mount(self) -> None:
        # While the program is stopped, the terminal has its own title; the next tick writes ours again.
        self.app.app_suspend_signal.subscribe(self, lambda _: self._title.restore(), immediate=True)
        self.panel.show(self._shown)
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        """After the first frame: whatever may take a moment."""
        speech, muted = self.conductor.speech_config, self.conductor.muted
        if muted:
            self.tell(f"no sound; {self.sign('mute')} turns it on")
        for words in (*self.context.take_messages(), speech.note if speech else ""):
            self._tell_once(words)
        self.tick()
        self.set_interval(FILE_POLL_S, self.look_at_file)

    def on_unmount(self) -> None:
        self.app.app_suspend_signal.unsubscribe(self)  # the signal would keep it alive
        if self._due is not None:
            self._due.cancel()
        self._title.restore()
        if self._awake:
            self._awake.close()

    # Time

    def seen(self) -> WorkoutView:
        """The view at the conductor's last poll."""
        run, now = self.conductor.run, self.conductor.now
        picked, refusal = self._results_cursor.picked, partial(run.refusal, now)
        shown = view(run.session, now, self._plates, picked, refusal, self._names)
        return shown if self._outline is None else replace(shown, offers=IN_OUTLINE)

    def tick(self) -> None:
        """Poll the conductor, draw, and set the timer for the next poll."""
        if self.gone:
            return
        self.conductor.poll()
        self._show()

    def _show(self) -> None:
        """Draw what the last poll found, and set the timer for the next one."""
        self._draw()
        if self._due is not None:
            self._due.cancel()
        wait = self.conductor.wait_ns()
        # Not a Timer of Textual's: that is a task, made and ended with every key while the changed screen waits.
        self._due = None if wait is None else get_running_loop().call_later(wait / SECOND, self.call_later, self.tick)

    def _draw(self) -> None:
        """Draws what is to be seen now. A fault in it leaves the last frame: clock and sounds go on."""
        if not self.is_mounted:
            return
        try:
            self._draw_frame()
        except Exception as error:
            if not self._undrawn:
                self._undrawn = True
                self.tell(self.context.draw_failed(error))

    def _draw_frame(self) -> None:
        session = self.conductor.session
        if self._outline and session.paused_at is None:
            self._close_outline()
        shown = self._shown = self.seen()
        self.panel.show(shown)
        if session.here is None:
            self._over = self.conductor.clock.real() if self._over is None else self._over
            self.panel.select(self._results_cursor.row)
        else:
            self._over = None
            self._results_cursor.let_go()
        self._title.show(in_ascii(shown.title) if self._ascii else shown.title)
        if self._awake:
            still = session.paused_at is not None and self.conductor.now - session.paused_at > HOLDS_NS
            self._awake.want(session.here is not None and not still)
        self._clear_pages()
        for words in self.context.take_messages():
            self._tell_once(words)

    def _clear_pages(self) -> None:
        """Pages that are laid over go away before work begins, and one that is opened after that when it does."""
        within = round(CLEARS_NS * max(1.0, self.conductor.clock.speed))
        begins, in_front = self.conductor.work_begins(within), self.app.screen
        page = in_front if isinstance(in_front, Overlay) else None
        if page is not None:
            page.keep_top(self.rows_kept())
        if begins == self._cleared_for and not self._page_left:
            return
        self._page_left = page is None and not self.in_front
        if page is not None and page.MAKES_WAY and page.in_front:
            self._cleared_for = begins
            page.dismiss()
        elif self.in_front:
            self._cleared_for = begins

    def tell(self, words: str) -> None:
        """Show something that happened by itself, after what is being shown."""
        self._notices.tell(words)

    def _tell_once(self, words: str) -> None:
        """Show a notice about the machine, unless it was shown since the machine was started."""
        if words and self.context.once.first(words):
            self.tell(words)

    # Keys

    def press(self, input_: Input, words: str = "") -> bool:
        """Passes on one input; shows `words` if it was taken, else the refusal."""
        try:
            taken = self.conductor.press(input_)
        except Refused as refused:
            self._notices.say(str(refused))
            taken = False
        else:
            if taken:
                self._notices.answered()
            if words and taken:
                self._notices.say(words)
        self._show()
        return taken

    def action_input(self, id_: str) -> None:
        """An action that stands for an input, by its id."""
        session = self.conductor.session
        active = session.active(self.conductor.now)
        calm = session.paused_at is not None or situation(session, active) not in AT_WORK
        if session.here is None and id_ != "undo":
            return
        if id_ in CALM and not calm:
            never = self.conductor.run.refusal(self.conductor.now, INPUTS[id_])
            self._notices.say(never or f"{self.sign(id_)} {CALM[id_]} in SETUP, READY, REST and PAUSED")
        else:
            self.press(INPUTS[id_], self._after(id_))

    def _after(self, id_: str) -> str:
        """The message about an action that was taken, if the screen does not show it anyway."""
        coming = self._coming()
        if coming is None or id_ not in ("later", "more"):
            return ""
        if id_ == "more":
            return "one set more"
        ordered = coming.block.order == "item"
        place = "at the end of this block" if ordered else "at the end of this round"
        if coming.key.warm_up and not ordered:
            place = "after the other warm-up sets"
        return f"{coming.exercise.name}: later, {place}"

    def _coming(self) -> Set | None:
        """The set that is here, in a rest the next."""
        session = self.conductor.session
        if session.here is None:
            return None
        return session.ahead[0] if session.here.stage == "REST" and session.ahead else session.here.set

    def action_done(self) -> None:
        if self._outline is not None:
            self._go_there()
        elif self.conductor.session.here is not None:
            self.press(INPUTS["done"])
        elif self._over is not None and self.conductor.clock.real() - self._over >= SECOND:
            self._results_cursor.toggle(self._results)
            self.tick()

    def action_not_next(self) -> None:
        if self.conductor.session.here is not None:
            self._notices.say(f"{self.sign('done')} next, {self.sign('skip')} skip")

    def action_pause(self) -> None:
        if self.conductor.session.here is not None:
            self.press(Pause() if self.conductor.session.paused_at is None else Resume())

    def action_pace(self) -> None:
        if not self.press(INPUTS["pace"]):
            return
        here = self.conductor.session.here
        if here is not None and here.set.block.section == "main":
            self.context.store.set_pace(here.set.exercise.id, "coach" if here.paced else "self")

    def action_pain(self) -> None:
        if self.press(INPUTS["pain"]):
            self.action_stop_rules()

    def action_reps(self, by: int) -> None:
        if not self._move(-by):
            self._correct_reps(by, coming=False)

    def action_next_reps(self, by: int) -> None:
        self._correct_reps(by, coming=True)

    def _correct_reps(self, by: int, *, coming: bool) -> None:
        session = self.conductor.session
        shown = self._shown.correction
        try:
            if not (coming and session.ahead) and (shown is None or shown.reps is None):
                raise Refused("there are no reps to change here")
            note = corrections.correct_reps(session, self.conductor.now, by, coming)
        except Refused as refused:
            self._notices.say(str(refused))
        else:
            self.press(note)

    def action_load(self, by: int) -> None:
        self._correct_load(by, coming=False)

    def action_next_load(self, by: int) -> None:
        self._correct_load(by, coming=True)

    def _correct_load(self, by: int, *, coming: bool) -> None:
        """To the next load that can be put together: heavier (1) or lighter (-1)."""
        session = self.conductor.session
        if session.here is None:
            self._results_cursor.step(self._results, by)
            self.tick()
            return
        shown = self._shown.correction
        try:
            if not (coming and session.ahead) and (shown is None or shown.load is None):
                raise Refused("there is no load to change here")
            note = corrections.correct_load(session, by > 0, self.context.kit, coming)
        except Refused as refused:
            self._notices.say(str(refused))
        else:
            self.press(note)

    def action_rir(self, digit: int) -> None:
        """Notes how many more reps were possible."""
        shown, here = self._shown.correction, self.conductor.session.here
        if here is not None and shown is not None and shown.asks_rir:
            self.press(Note(here.set.key, "rir", digit))

    def action_mute(self) -> None:
        muted = not self.conductor.muted
        self.conductor.mute(muted)
        self.context.store.mute(self.context.stem, muted)
        self._notices.say("sound off" if muted else "sound on")

    def action_voice(self) -> None:
        spoken = self.conductor.speech_config is not None
        speech = None if spoken else self.context.speech_for(self.conductor.session.routine.language)
        self.conductor.speak(speech)
        self.context.store.update(voice=speech is not None)
        said = "voice on" if speech else "voice off"
        if speech and self.conductor.muted:
            said += f"; no sound, {self.sign('mute')} turns it on"
        self._notices.say(f"{said}; {speech.note}" if speech and speech.note else said)

    def action_volume(self, by: int) -> None:
        """Changes the volume by this many per cent."""
        level = self.context.turn_volume(by)
        self._notices.say(f"volume {level} %")

    def fault(self) -> WorkoutFault:
        """What a fault of the program leaves behind: the journal, and the command that begins again here."""
        run, path = self.conductor.run, self.context.watch.loaded.path
        name = path.stem if path.parent in self.context.library.routine_folders else str(path)
        place = f" --from {start_place(run.session.sets, here.set)}" if (here := run.session.here) else ""
        return WorkoutFault(run, self.conductor.clock.now(), f"coach start {shlex.quote(name)}{place}")

    # The routine's file

    def look_at_file(self, *, sure: bool = False) -> None:
        """Takes up what was saved. `sure`: the file is written completely."""
        if not self.gone and self._reload.poll(sure=sure):
            if self._outline is not None:
                self._close_outline()
            self.tick()

    def action_edit(self) -> None:
        from coach.authoring.targets import line_of_item
        from coach.tui.screens.editing import edit_routine
        from coach.workout.view.outline import place_of

        session = self.conductor.session
        if session.here is None:
            return
        if session.paused_at is None:
            self._notices.say(f"{self.sign('edit')} edits the routine when paused")
            return
        loaded = self.context.watch.loaded
        place = place_of(session, self._coming() or session.here.set)
        line = line_of_item(loaded.text, *place) if place else 0

        def closed(_: Path) -> None:
            self.look_at_file(sure=True)

        edit_routine(self, self.context.library, loaded.path, self._notices.say, closed, line)

    # Lists: the outline of PAUSED, the table of the last screen

    def _move(self, by: int) -> bool:
        """Moves the cursor of a list, if one is shown."""
        if self._outline is not None:
            rows, cursor = self._outline
            step = cursor + by
            while 0 <= step < len(rows) and rows[step].key is None:
                step += by
            if 0 <= step < len(rows):
                self._show_outline(rows, step)
            return True
        session = self.conductor.session
        if session.here is not None:
            return False
        key = set_key(session, self._results_cursor.picked or "")
        if key is None:
            self._results_cursor.move(self._results, by)
            self.tick()
        else:
            self.press(corrections.correct_result(session, key, -by))
        return True

    @property
    def _results(self) -> tuple[ExerciseResult, ...]:
        """The rows of the last screen's table."""
        finish = self.seen().summary
        return finish.results if finish else ()

    def _show_outline(self, rows: tuple[OutlineRow, ...], cursor: int) -> None:
        self._outline = (rows, cursor)
        self.panel.show(self.seen())
        self.panel.show_outline(rows, cursor)

    def _close_outline(self) -> None:
        self._outline = None
        self.panel.show_outline(None)
        self.panel.show(self.seen())

    def action_outline(self) -> None:
        if self._outline is not None:
            self._close_outline()
        elif self.conductor.session.paused_at is None:
            self._notices.say(f"{self.sign('outline')} shows every set when paused")
        else:
            rows = outline(self.conductor.session)
            cursor = next((place for place, row in enumerate(rows) if row.state == "now"), 0)
            self._show_outline(rows, cursor)

    def action_close_list(self) -> None:
        if self._outline is not None:
            self._close_outline()
        if self._results_cursor.picked is not None:
            self._results_cursor.let_go()
            self.tick()

    def _go_there(self) -> None:
        """Goes on with the set at the cursor of the outline."""
        assert self._outline is not None
        rows, cursor = self._outline
        session = self.conductor.session
        key = set_key(session, rows[cursor].key or "")
        self._close_outline()
        if key is None:
            return
        here = session.here
        if (here is not None and here.set.key == key) or self.press(GoTo(key)):
            self.press(Resume())

    # What is laid over

    def rows_kept(self) -> int:
        """Those of the clock, where that leaves some for the page."""
        count = self.panel.plan.places.get("count")
        bottom = count.bottom if count else 0
        return bottom if self.app.size.height - bottom >= PAGE_ROWS else min(3, self.app.size.height // 3)

    def action_about(self) -> None:
        from coach.tui.screens.overlays.about import AboutScreen, names

        coming, here = self._coming(), self.conductor.session.here
        if coming is None or here is None:
            return
        station = here.station if here.stage == "WORK" else None
        exercise = station.exercise if station else coming.exercise
        name_of = names(self.conductor.session.routine, self.context.library.shelf)
        self.lay_over(AboutScreen(exercise, name_of, self.rows_kept()))

    def action_stop_rules(self) -> None:
        from coach.tui.screens.overlays.about import StopRulesScreen

        self.lay_over(StopRulesScreen(self.rows_kept()))

    def action_quit(self) -> None:
        """Asks, over whatever is in front; leaves a finished workout at once."""
        from coach.tui.screens.overlays.question import QuestionScreen

        in_front = self.app.screen
        if self.conductor.session.here is None:
            self.leave()
        elif isinstance(in_front, GuardedScreen):
            in_front.lay_over(QuestionScreen("Stop this workout?", "stop"), self._answered)

    def _answered(self, sure: bool | None) -> None:
        if sure:
            self.leave()
