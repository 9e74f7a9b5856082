"""The whole program where the locale is not UTF-8: nothing but ASCII reaches the terminal."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from led import LIBRARY
from textual.pilot import Pilot
from textual.scrollbar import ScrollBar

from coach.settings import Settings
from coach.shell.start_options import StartOptions
from coach.state import StateStore
from coach.tui.app import CoachApp
from coach.tui.screens.library import LibraryScreen
from coach.tui.terminal.charset import only_ascii, speak_ascii


@pytest.mark.parametrize(
    ("environ", "ascii_only"),
    [
        ({}, False),
        ({"LANG": "C.UTF-8"}, False),
        ({"LANG": "de_DE.utf8"}, False),
        ({"LANG": "C"}, True),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, True),  # as Python leaves it behind
        ({"LC_CTYPE": "C.UTF-8"}, False),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "C"}, True),
        ({"LANG": "C", "LC_ALL": "en_US.UTF-8"}, False),
        ({"LANG": "de_DE.ISO-8859-1"}, True),
        ({"LANG": "", "LC_ALL": ""}, False),
    ],
)
def test_the_locale_decides(environ: dict[str, str], ascii_only: bool) -> None:
    assert only_ascii(environ) is ascii_only


@asynccontextmanager
async def program(folder: Path, go: bool, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Pilot[int]]:
    """The library, or a workout that has begun; both with names that are not ASCII."""
    monkeypatch.setattr(ScrollBar, "renderer", ScrollBar.renderer)
    path = folder / "übung.yaml"
    path.write_text(
        "name: Übung · 引体\nblocks: [{exercises: [{exercise: deadlift, sets: 2, reps: 6, load: 80 kg}]}]\n",
        encoding="utf-8",
    )
    loaded = LIBRARY.load(str(path)) if go else None
    settings = Settings(keep_awake="off")
    app = CoachApp(LIBRARY, settings, StateStore(folder / "state.json"), loaded, go, StartOptions(), "off")
    speak_ascii(app)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        while isinstance(app.screen, LibraryScreen) and not app.screen.all_read:
            await pilot.pause(0.01)
        yield pilot


def rows(pilot: Pilot[int]) -> str:
    return "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())


@pytest.mark.parametrize(
    "keys",
    [("down", "i"), ("question_mark",), ("slash", "z", "z"), ("down", "enter"), ("down", "enter", "i"), ("ctrl+p",)],
    ids=" ".join,
)
async def test_everything_before_a_workout_is_ascii(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]
) -> None:
    async with program(tmp_path, False, monkeypatch) as pilot:
        assert rows(pilot).isascii()
        for key in keys:
            await pilot.press(key)
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
            assert rows(pilot).isascii(), rows(pilot)


@pytest.mark.parametrize(
    "keys", [("question_mark",), ("i",), ("space", "o"), ("q",), ("right",), ("ctrl+p",)], ids=" ".join
)
async def test_everything_of_a_workout_is_ascii(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]
) -> None:
    async with program(tmp_path, True, monkeypatch) as pilot:
        assert rows(pilot).isascii()
        assert "DEADLIFT" in rows(pilot)
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
            assert rows(pilot).isascii(), rows(pilot)
