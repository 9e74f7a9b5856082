"""The palette and the themes that it leads to."""

from pathlib import Path

import pytest
from desk import LIFTS, at
from program import program

from coach.state import StateStore
from coach.text import cells
from coach.tui.screens.overlays.theme import ThemeScreen
from coach.tui.widgets.page_view import PageView


@pytest.mark.parametrize("size", [(80, 24), (60, 15), (40, 12)])
async def test_the_palette_has_a_row_for_each_command(tmp_path: Path, size: tuple[int, int]) -> None:
    async with at(tmp_path, LIFTS, size) as desk:
        await desk.press("ctrl+p")
        lines = desk.screen.query_one("#page", PageView).lines
        assert all(line.at is not None for line in lines)
        assert len({line.at for line in lines}) == len(lines) > 20
        assert max(cells(line.text) for line in lines) <= size[0]
        for wanted, found in (("volume", {"softer", "louder"}), ("theme", {"theme"})):
            await desk.pilot.press("ctrl+p")
            await desk.press("ctrl+p", *wanted)
            assert {line.at for line in desk.screen.query_one("#page", PageView).lines} == found


async def test_a_theme_is_seen_at_once_kept_by_enter_and_taken_back_by_esc(tmp_path: Path) -> None:
    async with at(tmp_path, LIFTS) as desk:
        for key, theme in (("escape", "coach-dark"), ("enter", "coach-light")):
            await desk.press("ctrl+p", *"theme", "enter")
            await desk.pilot.pause()
            assert isinstance(desk.screen, ThemeScreen) and desk.app.theme == "coach-dark"
            await desk.press("down")
            assert desk.app.theme == "coach-light"
            await desk.press(key)
            assert desk.bare() and desk.app.theme == theme


@pytest.mark.parametrize("begins", ["library", "overview", "workout"])
async def test_a_theme_that_was_kept_is_there_the_next_time(tmp_path: Path, begins: str) -> None:
    async with program(tmp_path, begins=begins) as pilot:
        await pilot.press("ctrl+p", *"theme", "enter")
        await pilot.pause()
        await pilot.press("pagedown", "enter")
        await pilot.pause()
        chosen = pilot.app.theme
        assert chosen != "coach-dark"
    assert StateStore(tmp_path / "state.json").state.theme == chosen
    async with program(tmp_path, begins=begins) as pilot:
        assert pilot.app.theme == chosen
    StateStore(tmp_path / "state.json").update(theme="no such theme")
    async with program(tmp_path, begins=begins) as pilot:
        assert pilot.app.theme == "coach-dark"
