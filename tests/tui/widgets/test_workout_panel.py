"""The panel in a running app: what is sent when a second passes, what a resize and a theme do, and what is imported."""

import subprocess
import sys
from typing import ClassVar

import pytest
from host import Host
from msgspec.structs import replace
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.color import Color
from textual.containers import Horizontal
from textual.drivers.headless_driver import HeadlessDriver
from textual.geometry import Region
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widget import Widget
from views import OUTLINE, VIEWS, timed

from coach.themes import OWN_THEMES
from coach.tui.drawing import glyphs

DARK, LIGHT = (next(theme for theme in OWN_THEMES if theme.dark is dark) for dark in (True, False))
SECONDS = range(29, 9, -1)


class Recorder(HeadlessDriver):
    """Keeps what would go to the terminal."""

    def __init__(self, app: App[None], size: tuple[int, int]) -> None:
        super().__init__(app, size=size)
        self.sent = 0

    @property
    def is_headless(self) -> bool:
        return False

    def write(self, data: str) -> None:
        self.sent += len(data.encode())


def record(app: App[None]) -> Recorder:
    """Put a recorder in place of the app's driver."""
    recorder = Recorder(app, (80, 24))
    app._driver = recorder
    app.console._color_system = ColorSystem.TRUECOLOR
    return recorder


class Digit(Widget):
    """The floor: one digit, repainted whole when it changes."""

    def __init__(self, char: str) -> None:
        super().__init__()
        self._char = char

    def put(self, char: str) -> None:
        if char != self._char:
            self._char = char
            self.refresh()

    def render_line(self, y: int) -> Strip:
        rows = glyphs.glyph(self._char, 4)
        style = Style(color=DARK.shades["work"])
        return Strip([Segment(rows[y] if y < len(rows) else "", style)]).adjust_cell_length(self.size.width, style)


class Floor(App[None]):
    """Two digits of ten rows, a widget each, and nothing else."""

    CSS: ClassVar[str] = "Digit { width: 12; height: 10; } Horizontal { height: 10; }"

    def __init__(self) -> None:
        super().__init__()
        self._digits = [Digit("3"), Digit("0")]

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield from self._digits

    def put(self, text: str) -> None:
        for digit, char in zip(self._digits, text, strict=True):
            digit.put(char)


def text_of(app: App[None]) -> str:
    """What stands on the screen."""
    return "\n".join(strip.text.rstrip() for strip in app.screen._compositor.render_strips())


async def settle(pilot: Pilot[None]) -> None:
    await pilot.pause()
    await pilot.pause()


async def test_a_second_of_timed_work_sends_no_more_than_its_digits_would() -> None:
    """Clock of the whole, lane and all, against a floor of bare digits: at most one and a half times as much."""
    floor, host = Floor(), Host(timed(30))
    async with floor.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        least = record(floor)
        for left in SECONDS:
            floor.put(str(left))
            await settle(pilot)
    async with host.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        ours = record(host)
        plan = host.panel.plan
        for left in SECONDS:
            host.panel.show(timed(left))
            await settle(pilot)
        assert host.panel.plan is plan, "a second lays nothing out"
    assert 0 < ours.sent <= 1.5 * least.sent


async def test_an_equal_view_sends_nothing() -> None:
    host = Host(timed(30))
    async with host.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        driver = record(host)
        host.panel.show(timed(30))
        await settle(pilot)
        assert driver.sent == 0


async def test_only_rows_that_differ_are_repainted() -> None:
    host = Host(timed(30))
    async with host.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        count = host.panel.plan.places["count"]
        assert glyphs.height(4) == count.height
        host.panel.show(timed(28))
        rows = {region.y - count.y for region in host.panel._repaint_regions}
        before, after = glyphs.draw("30", 4), glyphs.draw("28", 4)
        assert rows & {*range(count.height)} == {y for y in range(count.height) if before[y] != after[y]}
        host.panel.show(timed(30))
        await settle(pilot)
        host.panel.show(timed(20))
        rows = {region.y - count.y for region in host.panel._repaint_regions} & {*range(count.height)}
        assert 0 < len(rows) < count.height, "what is the same in a 2 and a 3 stays"


@pytest.mark.parametrize("kind", ["reps", "switch", "rest", "paused", "done"])
async def test_every_size_is_survived_and_left_again(kind: str) -> None:
    host = Host(VIEWS[kind])
    async with host.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        before = text_of(host)
        for size in ((10, 2), (1, 1), (16, 3), (40, 12), (200, 60), (39, 80)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert text_of(host).strip(), size
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert text_of(host) == before


async def test_going_from_kind_to_kind_leaves_nothing_behind() -> None:
    """Whatever was shown before, a view looks as it does in a fresh panel."""
    host = Host(VIEWS["done"])
    async with host.run_test(size=(80, 24)) as pilot:
        shown: dict[str, str] = {}
        for kind in [*VIEWS, *reversed(VIEWS)]:
            host.panel.show(VIEWS[kind])
            await settle(pilot)
            stage = VIEWS[kind].badge
            assert f"{stage.mark} {stage.word}" in text_of(host)
            assert shown.setdefault(kind, text_of(host)) == text_of(host), kind
    for kind in ("set", "rest", "done"):
        fresh = Host(VIEWS[kind])
        async with fresh.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            assert text_of(fresh) == shown[kind]


async def test_a_message_stands_above_the_keys_and_goes() -> None:
    host = Host(VIEWS["rest"])
    async with host.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        before = text_of(host)
        host.panel.say("enter next, s skip [b]")
        await settle(pilot)
        assert text_of(host).splitlines()[-2] == " enter next, s skip [b]"
        assert text_of(host).splitlines()[-1] == before.splitlines()[-1]
        host.panel.show(replace(VIEWS["rest"], big=replace(VIEWS["rest"].big, text="1:42")))
        await settle(pilot)
        assert "s skip" in text_of(host), "a passing second does not take it away"
        host.panel.show(VIEWS["rest"])
        host.panel.say("")
        await settle(pilot)
        assert text_of(host) == before


@pytest.mark.parametrize("kind", sorted(VIEWS))
@pytest.mark.parametrize("size", [(80, 24), (60, 15), (40, 12), (200, 60)])
async def test_a_message_is_whole_and_never_covers_keys_or_stage(kind: str, size: tuple[int, int]) -> None:
    host, words = Host(VIEWS[kind]), "No sound: command: no paplay, no aplay (Debian: apt install pulseaudio-utils)"
    async with host.run_test(size=size) as pilot:
        await settle(pilot)
        before, plan = text_of(host).splitlines(), host.panel.plan
        host.panel.say(words)
        await settle(pilot)
        shown = text_of(host).splitlines()
        for name in ("stage", "keys"):
            if region := plan.places.get(name):
                assert shown[region.y : region.bottom] == before[region.y : region.bottom]
        assert words in " ".join(" ".join(shown).split())


async def test_the_outline_takes_the_place_of_the_menu() -> None:
    host = Host(VIEWS["paused"])
    async with host.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        before = text_of(host)
        host.panel.show_outline(OUTLINE, 5)
        await settle(pilot)
        shown = text_of(host)
        assert "▸ ▶ Deadlift" in shown and "swap the exercise" not in shown
        host.panel.show_outline(None)
        await settle(pilot)
        assert text_of(host) == before


async def test_names_are_never_markup() -> None:
    name = replace(VIEWS["reps"].caption, exercise="[left] leg [@click=app.quit]x[/]")
    host = Host(replace(VIEWS["reps"], caption=name))
    async with host.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "[LEFT] LEG [@CLICK=APP.QUIT]X[/]" in text_of(host)


@pytest.mark.parametrize("size", [(80, 24), (200, 60), (20, 5)])
async def test_ascii_where_the_locale_is_not_utf_8(size: tuple[int, int]) -> None:
    host = Host(VIEWS["setup"], ascii_only=True)
    async with host.run_test(size=size) as pilot:
        for view in VIEWS.values():
            host.panel.show(view)
            await settle(pilot)
            assert text_of(host).isascii()
            assert f"{view.badge.plain_mark} {view.badge.word}" in text_of(host)


async def test_without_colours_the_bar_is_reversed_and_the_app_lives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    host = Host(VIEWS["setup"])
    async with host.run_test(size=(80, 24)) as pilot:
        for view in VIEWS.values():
            host.panel.show(view)
            await settle(pilot)
            said = f"{view.badge.mark} {view.badge.word}"
            bar = next(s for s in host.screen._compositor.render_strips() if said in s.text)
            style = next(segment.style for segment in bar if said in segment.text)
            assert style is not None and style.reverse


async def test_inks_follow_the_theme() -> None:
    host = Host(VIEWS["work"])
    async with host.run_test(size=(80, 24)) as pilot:
        for theme in ("coach-light", "coach-dark", "textual-light", "nord"):
            host.theme = theme
            await settle(pilot)
            shades = (DARK if host.current_theme.dark else LIGHT).shades
            count = host.panel.plan.places["count"]
            (strip,) = host.panel.render_lines(Region(count.x, count.y, 1, 1))
            (segment,) = strip
            assert segment.style is not None and segment.style.color is not None
            assert segment.style.color.get_truecolor().hex == shades["work"].lower()


def luminance(colour: str) -> float:
    """Relative luminance of `#RRGGBB` (WCAG 2.2)."""
    parts = [value / 255 for value in Color.parse(colour).rgb]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("shades", [theme.shades for theme in OWN_THEMES], ids=[theme.name for theme in OWN_THEMES])
def test_text_keeps_a_contrast_of_four_and_a_half(shades: dict[str, str]) -> None:
    assert round(contrast("#FFFFFF", "#000000")) == 21
    for role in ("ready", "work", "rest", "still"):
        assert contrast(shades["on"], shades[role]) >= 4.5, role
    for ink in ("ready", "work", "rest", "still", "text", "dim"):
        assert contrast(shades["ground"], shades[ink]) >= 4.5, ink


def test_nothing_heavy_is_imported() -> None:
    code = "import sys, textual.app; bare = set(sys.modules); import coach.tui.widgets.workout_panel\n"
    code += "print(*(name for name in set(sys.modules) - bare if not name.startswith('coach')))"
    more = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not [name for name in more if name.startswith(("textual", "rich", "markdown_it", "pygments"))]
