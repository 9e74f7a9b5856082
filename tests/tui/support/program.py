"""The whole program around a few small routines, and keys that come faster than a screen answers."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual import events
from textual.app import App
from textual.keys import key_to_character
from textual.pilot import Pilot

from coach import paths
from coach.routine.library import Library
from coach.settings import Settings
from coach.shell.start_options import StartOptions
from coach.state import StateStore
from coach.tui.app import CoachApp
from coach.tui.screens.library import LibraryScreen

ROUTINE = """
name: Small
blocks:
  - exercises:
      - {exercise: deadlift, sets: 2, reps: 5, load: 60 kg, rest: 60s, alternatives: [kb-deadlift]}
      - {name: Plank, sets: 2, work: 40s, rest: 20s}
"""


@asynccontextmanager
async def program(
    folder: Path,
    *,
    routine: str = ROUTINE,
    begins: str = "library",
    size: tuple[int, int] = (80, 24),
    speed: float = 1.0,
    note: bool = False,
    start_at: str | None = None,
) -> AsyncIterator[Pilot[int]]:
    """The program where it begins: in the `library`, in the `overview` of a routine, or in its `workout`.

    `note`: the safety note was not seen yet. `start_at`: as after `--from`.
    """
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("COACH_HOME", str(folder / "home"))
        environment.setenv("EDITOR", "no-such-editor")
        environment.delenv("VISUAL", raising=False)
        environment.delenv("TMUX", raising=False)
        async with _app(folder, routine, begins, speed, note, start_at).run_test(size=size) as pilot:
            await pilot.pause()
            while isinstance(pilot.app.screen, LibraryScreen) and not pilot.app.screen.all_read:
                await pilot.pause(0.01)
            yield pilot


def _app(folder: Path, routine: str, begins: str, speed: float, note: bool, start_at: str | None) -> CoachApp:
    routines = folder / "routines"
    routines.mkdir(exist_ok=True)
    (routines / "small.yaml").write_text(routine, encoding="utf-8")
    (routines / "broken.yaml").write_text("name: Broken\nblocks: 1\n", encoding="utf-8")
    library = Library([routines], paths.exercise_folders())
    loaded = None if begins == "library" else library.load(str(routines / "small.yaml"))
    store = StateStore(folder / "state.json")
    store.update(safety_note_seen=not note)
    options = StartOptions(speed, start_at)
    return CoachApp(library, Settings(keep_awake="off"), store, loaded, begins == "workout", options, "off")


def packet(app: App[int], *keys: str) -> None:
    """Keys that come in one go, as a held key or a paste sends them: none waits for the one before."""
    for key in keys:
        app.post_message(events.Key(key, key_to_character(key)))
