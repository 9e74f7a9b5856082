"""Nothing of a screen outlives it: each can be opened and closed all day long."""

import gc
from collections.abc import Callable
from pathlib import Path
from typing import Any
from weakref import ref

import pytest
from program import program
from textual.pilot import Pilot


async def opened_and_closed(pilot: Pilot[int], opens: str, closes: str, times: int) -> list[Callable[[], Any]]:
    """References to each screen that a key opened, after another key closed it."""
    seen: list[Callable[[], Any]] = []
    for _ in range(times):
        below = pilot.app.screen
        await pilot.press(opens)
        while pilot.app.screen is below or not pilot.app.screen.is_mounted:
            await pilot.pause()
        seen.append(ref(pilot.app.screen))
        seen += [ref(widget) for widget in pilot.app.screen.query("*")]
        await pilot.press(closes)
        while pilot.app.screen is not below:
            await pilot.pause()
        del below
    await pilot.pause()
    gc.collect()
    return seen


@pytest.mark.parametrize("times", [3, pytest.param(20, marks=pytest.mark.slow)])
@pytest.mark.parametrize(
    ("begins", "opens", "closes"),
    [
        ("library", "enter", "escape"),
        ("library", "n", "escape"),
        ("library", "question_mark", "escape"),
        ("library", "ctrl+p", "escape"),
        ("overview", "s", "s"),
        ("workout", "i", "i"),
        ("workout", "q", "n"),
    ],
)
async def test_a_closed_screen_is_forgotten(tmp_path: Path, begins: str, opens: str, closes: str, times: int) -> None:
    async with program(tmp_path, begins=begins) as pilot:
        await opened_and_closed(pilot, opens, closes, 2)  # what is made once and kept
        seen = await opened_and_closed(pilot, opens, closes, times)
        alive = [thing for each in seen if (thing := each()) is not None]
        assert len(alive) <= len(seen) / times, alive


async def test_a_workout_that_was_left_is_forgotten(tmp_path: Path) -> None:
    async with program(tmp_path) as pilot:
        seen = []
        for _ in range(3):
            await pilot.press("enter")
            await pilot.pause()
            await pilot.press("enter")
            while pilot.app._workout() is None:  # type: ignore[attr-defined]
                await pilot.pause()
            seen.append(ref(pilot.app.screen))
            await pilot.press("question_mark", "escape", "q", "y")
            while len(pilot.app.screen_stack) > 2:
                await pilot.pause()
        await pilot.pause()
        gc.collect()
        assert sum(each() is not None for each in seen) <= 1
