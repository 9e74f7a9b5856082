"""All text stands out from its ground by 4.5 : 1 (WCAG 2, AA), in each theme of ours, as it reaches the screen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from led import LIBRARY
from rich.color import Color
from textual.pilot import Pilot

from coach.settings import Settings
from coach.shell.start_options import StartOptions
from coach.state import StateStore
from coach.themes import OWN_THEMES
from coach.tui.app import CoachApp
from coach.tui.screens.library import LibraryScreen

LEAST = 4.5
DRAWN = " ░▒▁▂▃▄▅▆▇█▀▕▏▔│╭╮╰╯─▌"
"""Not text: bars, borders and big digits, which the shades' own test holds."""


def _luminance(color: Color) -> float:
    def linear(value: int) -> float:
        part = value / 255
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = color.get_truecolor()
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def _faint(pilot: Pilot[int], rows: slice) -> Iterator[tuple[str, float]]:
    """Texts of these rows and their contrast, where that is too low."""
    for strip in pilot.app.screen._compositor.render_strips()[rows]:
        for segment in strip:
            style = segment.style
            if not segment.text.strip(DRAWN) or style is None or style.color is None or style.bgcolor is None:
                continue
            light, dark = sorted((_luminance(style.color), _luminance(style.bgcolor)), reverse=True)
            contrast = (light + 0.05) / (dark + 0.05)
            if contrast < LEAST or style.dim:
                yield segment.text.strip(), round(contrast, 2)


@pytest.mark.parametrize("theme", [theme.name for theme in OWN_THEMES])
@pytest.mark.parametrize(
    ("keys", "rows"),
    [
        (("down", "down"), slice(None)),
        (("slash",), slice(None)),
        (("slash", "z", "z"), slice(None)),
        (("enter",), slice(None)),
        (("enter", "s"), slice(1, 23)),  # what lies behind a page is dimmed, and meant to be
        (("question_mark",), slice(3, 20)),
        (("ctrl+p",), slice(None)),
        (("ctrl+p", "s", "k", "down"), slice(None)),
    ],
    ids=str,
)
async def test_text_can_be_read(tmp_path: Path, theme: str, keys: tuple[str, ...], rows: slice) -> None:
    settings = Settings(keep_awake="off", theme=theme)
    app = CoachApp(LIBRARY, settings, StateStore(tmp_path / "state.json"), None, False, StartOptions(), "off")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        while isinstance(app.screen, LibraryScreen) and not app.screen.all_read:
            await pilot.pause(0.01)
        for key in keys:
            await pilot.press(key)
            await app.workers.wait_for_complete()
            await pilot.pause()
        assert not list(_faint(pilot, rows))


@pytest.mark.parametrize("theme", [theme.name for theme in OWN_THEMES])
async def test_a_workout_can_be_read_on_any_terminal(tmp_path: Path, theme: str) -> None:
    """No cell is left on the ground of the terminal itself, which may be as light as the text."""
    settings = Settings(keep_awake="off", theme=theme)
    loaded = LIBRARY.load("posterior-chain")
    app = CoachApp(LIBRARY, settings, StateStore(tmp_path / "state.json"), loaded, True, StartOptions(), "off")
    async with app.run_test(size=(80, 24)) as pilot:
        for key in ("p", "o", "o", "space", "question_mark"):
            await pilot.pause()
            grounds = {
                segment.style.bgcolor.is_default if segment.style and segment.style.bgcolor else True
                for strip in app.screen._compositor.render_strips()
                for segment in strip
            }
            assert grounds == {False}
            assert key == "question_mark" or not list(_faint(pilot, slice(None)))
            await pilot.press(key)
