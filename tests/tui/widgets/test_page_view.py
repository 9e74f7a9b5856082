"""A page that scrolls: what a person sees at its top and at its end after each key, with a mark and without one."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from coach.tui.themes import THEMES
from coach.tui.widgets.page_view import PageLayout, PageView
from coach.workout.paper.page import TextLine, TextRun

HEIGHT = 10


def numbered(width: int) -> Sequence[TextLine]:
    """Sixty lines, each of which names its number."""
    return [TextLine((TextRun(f"  {number}"),), number) for number in range(60)]


def sparse(width: int) -> Sequence[TextLine]:
    """Sixty lines, of which three name something."""
    return [TextLine((TextRun(f"  {number}"),), number if number in (5, 25, 45) else None) for number in range(60)]


class Page(App[None]):
    CSS = "PageView { height: 1fr; }"

    def __init__(self, layout: PageLayout, cursor: bool) -> None:
        super().__init__()
        self.register_theme(THEMES[0])
        self.theme = THEMES[0].name
        self.view = PageView(layout, cursor=cursor)

    def compose(self) -> ComposeResult:
        yield self.view


@asynccontextmanager
async def page(*, cursor: bool = False, layout: PageLayout = numbered) -> AsyncIterator[tuple[PageView, Pilot[None]]]:
    app = Page(layout, cursor)
    async with app.run_test(size=(30, HEIGHT)) as pilot:
        await pilot.pause()
        yield app.view, pilot


async def seen(pilot: Pilot[None]) -> list[str]:
    """The rows of the terminal, without the scroll bar."""
    await pilot.pause()
    return [strip.text[:20].strip() for strip in pilot.app.screen._compositor.render_strips()]


async def test_a_page_key_leaves_two_lines_of_what_was_read_in_sight() -> None:
    async with page() as (view, pilot):
        before = await seen(pilot)
        view.page(1)
        after = await seen(pilot)
        assert after[:2] == before[-2:] == ["8", "9"]
        view.page(-1)
        assert await seen(pilot) == before


@pytest.mark.parametrize("by", [1, -1])
async def test_page_keys_end_at_the_ends(by: int) -> None:
    async with page() as (view, pilot):
        for _ in range(9):
            view.page(by)
        rows = await seen(pilot)
        assert rows == [str(number) for number in (range(50, 60) if by > 0 else range(10))]


async def test_a_page_key_takes_the_mark_along_by_as_much() -> None:
    async with page(cursor=True) as (view, pilot):
        view.page(1)
        assert "▸ 8" in await seen(pilot)
        view.page(1)
        assert "▸ 16" in await seen(pilot)
        view.page(-1)
        assert "▸ 8" in await seen(pilot)
        for _ in range(9):
            view.page(1)
        assert (await seen(pilot))[-1] == "▸ 59"


async def test_page_keys_pass_lines_that_name_nothing_and_show_what_is_above_and_below_the_others() -> None:
    async with page(cursor=True, layout=sparse) as (view, pilot):
        for key, mark, first, last in (
            (-1, 5, "0", "9"),
            (1, 25, "23", "32"),
            (1, 45, "43", "52"),
            (1, 45, "50", "59"),
            (-1, 45, "43", "52"),
            (-1, 25, "23", "32"),
            (-1, 5, "0", "9"),
        ):
            view.page(key)
            rows = await seen(pilot)
            assert (view.at, rows[0], rows[-1]) == (mark, first, last)


async def test_a_mark_that_moves_leaves_its_line_as_it_was() -> None:
    async with page(cursor=True) as (view, pilot):
        assert (await seen(pilot))[:3] == ["▸ 0", "1", "2"]
        view.move(1)
        assert (await seen(pilot))[:3] == ["0", "▸ 1", "2"]
        view.move(-5)
        assert (await seen(pilot))[:3] == ["▸ 0", "1", "2"]


async def test_the_end_shows_the_last_lines_and_home_the_first() -> None:
    async with page(cursor=True) as (view, pilot):
        view.to_end(last=True)
        assert (await seen(pilot))[-1] == "▸ 59"
        view.to_end(last=False)
        assert (await seen(pilot))[0] == "▸ 0"
