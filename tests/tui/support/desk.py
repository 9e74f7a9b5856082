"""A workout on its screen, led by hand: keys as a person presses them, at instants that the test says."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from led import LIBRARY, Led
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

from coach.history import recall
from coach.settings import Settings
from coach.shell.context import WorkoutContext
from coach.shell.said_once import SaidOnce
from coach.shell.speech_config import speech_config
from coach.shell.watch import RoutineWatch
from coach.state import StateStore
from coach.tui.screens.workout import WorkoutScreen
from coach.tui.themes import THEMES
from coach.workout.view.shown import ScreenKind

LIFTS = """
exercises:
  press: {name: Press, equipment: [barbell], cues: [{phase: setup, text: Bar on the shoulders}], tempo: 2-0-1-0}
blocks:
  - exercises:
      - {exercise: press, sets: 2, reps: 5, load: 60 kg, rest: 60s}
      - {name: Carry, work: 40s}
"""
TIMED = "blocks: [{exercises: [{name: Plank, sets: 2, work: 30s, rest: 20s}, {name: Hang, work: 30s}]}]\n"


class Host(App[None]):
    """An app around one workout; keeps what went to the terminal."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, led: Led, folder: Path, keeps_awake: bool = False) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = "coach-dark"
        self.written: list[str] = []
        self.store = StateStore(folder / "state.json")
        self.left = False
        self.level = 100
        context = WorkoutContext(
            stem=led.loaded.path.stem,
            store=self.store,
            kit=partial(recall.kit, Settings()),
            keeps_awake=keeps_awake,
            draw_failed=self._undrawn,
            to_terminal=self.written.append,
            turn_volume=self._turn,
            speech_for=lambda language: speech_config(Settings(), language),
            watch=RoutineWatch(LIBRARY, led.loaded),
            library=LIBRARY,
            once=SaidOnce(self.store),
        )
        self.workout = WorkoutScreen(led.conductor, context)

    @staticmethod
    def _undrawn(error: Exception) -> str:
        raise error

    def _turn(self, by: int) -> int:
        self.level += by
        return self.level

    def on_mount(self) -> None:
        self.push_screen(self.workout, lambda _: setattr(self, "left", True))


class Desk:
    """A person at the screen: presses keys, waits, reads."""

    def __init__(self, led: Led, app: Host, pilot: Pilot[None]) -> None:
        self.led, self.app, self.pilot = led, app, pilot

    async def press(self, *keys: str, after: float = 1.0) -> None:
        """Each key `after` seconds after what was before it."""
        for key in keys:
            self.wait(after)
            await self.pilot.press(key)
            await self.pilot.pause()

    def wait(self, seconds: float) -> None:
        while seconds > 0:
            self.led.time.move(min(1.0, seconds))
            self.app.workout.tick()
            seconds -= 1.0

    def kind(self) -> ScreenKind:
        return self.app.workout.seen().badge.kind

    def bare(self) -> bool:
        """Nothing is laid over the workout."""
        return self.app.screen is self.app.workout

    @property
    def screen(self) -> Screen[object]:
        return self.app.screen

    @property
    def text(self) -> str:
        """Every row of the terminal."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text for strip in strips)

    @property
    def reps(self) -> list[int | None]:
        return [record.reps for record in self.led.conductor.session.records.values()]


@asynccontextmanager
async def at(
    folder: Path, blocks: str, size: tuple[int, int] = (80, 24), *, speed: float = 1.0, keeps_awake: bool = False
) -> AsyncIterator[Desk]:
    led = Led(folder, blocks, speed=speed)
    app = Host(led, folder, keeps_awake)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Desk(led, app, pilot)
