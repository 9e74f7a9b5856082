"""A routine before it starts: what its screen shows, what its keys say to the app, and the pages laid over it."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path

import pytest
from program import program
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

from coach.routine.library import Library, Loaded
from coach.shell.watch import RoutineWatch
from coach.text import cells
from coach.tui.actions import LIBRARY, OVERLAY, OVERVIEW, Action, help_rows, signs
from coach.tui.messages import HearGo, StartWorkout
from coach.tui.screens.overlays.about import AboutScreen, StopRulesScreen, names
from coach.tui.screens.overlays.help import HelpScreen, help_lines
from coach.tui.screens.overlays.overlay import Overlay
from coach.tui.screens.overlays.problems import ProblemsScreen
from coach.tui.screens.overview import OverviewScreen
from coach.tui.themes import THEMES
from coach.tui.widgets.page_view import PageView
from coach.workout.paper.build import build_paper
from coach.workout.paper.exercise_page import PHASE_WORDS, exercise_lines
from coach.workout.paper.page import plain_lines
from coach.workout.paper.paper import Paper
from coach.workout.paper.safety import NOTE, STOP_RULES, stop_lines
from coach.workout.plan.expand import expand
from coach.workout.plan.known import Known

ROUTINES = Path(__file__).parents[3] / "routines"
BOOKS = Library([ROUTINES], [ROUTINES / "exercises"])


def on_paper(loaded: Loaded) -> Paper:
    return build_paper(loaded.routine, expand(loaded.routine, Known()))


class Host(App[None]):
    """An app that shows one overview and keeps the messages of its screen."""

    def __init__(self, loaded: Loaded, *, back: bool, note: bool) -> None:
        super().__init__()
        self.overview = OverviewScreen(RoutineWatch(BOOKS, loaded), on_paper, BOOKS, back=back, note=note)
        self.received: list[str] = []

    def on_mount(self) -> None:
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = "coach-light"
        self.push_screen(self.overview)

    def on_start_workout(self, message: StartWorkout) -> None:
        self.received.append(f"start {message.loaded.routine.name}")

    def on_hear_go(self, message: HearGo) -> None:
        self.received.append("go")


@asynccontextmanager
async def overview(
    stem: str | Path = "posterior-chain",
    size: tuple[int, int] = (80, 24),
    *,
    back: bool = True,
    note: bool = False,
) -> AsyncIterator[tuple[OverviewScreen, Host, Pilot[None]]]:
    app = Host(BOOKS.load(stem), back=back, note=note)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield app.overview, app, pilot


def text_of(sheet: PageView) -> str:
    return "\n".join(plain_lines(sheet.lines))


def seen(app: App[None]) -> Screen[object]:
    return app.screen


def page_of(app: App[None]) -> str:
    return text_of(app.screen.query_one("#page", PageView))


def in_sight(sheet: PageView) -> list[str]:
    first = round(sheet.scroll_y)
    return plain_lines(sheet.lines)[first : first + sheet.size.height]


async def test_minutes_and_equipment_are_in_the_first_lines_at_any_size() -> None:
    for size in ((40, 12), (80, 24), (200, 60)):
        async with overview(size=size) as (screen, _, _):
            first = "\n".join(in_sight(screen.page)[:4])
            assert "~57 min" in first
            assert "kettlebell, barbell" in " ".join(first.split())


@pytest.mark.parametrize("key", ["enter", "pagedown"])
async def test_one_key_starts_the_workout(key: str) -> None:
    async with overview() as (_, app, pilot):
        await pilot.press(key)
        await pilot.pause()
        assert app.received == ["start Posterior chain"]


async def test_h_plays_go_and_starts_nothing() -> None:
    async with overview() as (_, app, pilot):
        await pilot.press("h")
        await pilot.pause()
        assert app.received == ["go"]


async def test_the_mark_goes_through_the_exercises_and_i_tells_about_the_one_it_is_on() -> None:
    async with overview() as (screen, app, pilot):
        assert screen.item.exercise == "march"
        await pilot.press("j", "down")
        assert screen.item.exercise == "hip-flexor-reach"
        await pilot.press("i")
        await pilot.pause()
        assert isinstance(app.screen, AboutScreen)
        assert page_of(app).startswith("Half-kneeling hip-flexor reach")
        await pilot.press("i")
        await pilot.pause()
        assert seen(app) is screen


async def test_the_marked_line_is_always_in_sight() -> None:
    async with overview(size=(40, 12)) as (screen, _, pilot):
        assert in_sight(screen.page)[0].startswith("Posterior chain")
        marks = sum(line.at is not None for line in screen.page.lines)
        for by in [1] * marks + [-1] * (marks - 1):
            screen.page.move(by)
            row = next(row for row, line in enumerate(screen.page.lines) if line.at == screen.page.at)
            assert 0 <= row - screen.page.scroll_y < screen.page.size.height
        assert screen.page.at == (0, 0)
        for _ in range(len(screen.page.lines)):
            screen.page.move(-1)
        assert screen.page.scroll_y == 0
        screen.page.move(1)
        assert screen.page.at == (0, 0)  # the first press brings the mark back into sight
        await pilot.press("down")
        assert screen.page.at == (0, 1)


async def test_an_item_without_library_has_a_page_with_its_name(tmp_path: Path) -> None:
    file = tmp_path / "walk.yaml"
    file.write_text("format: 1\nname: '[b]W'\nblocks: [{exercises: [{name: '[red]Walk', work: 3m}]}]\n", "utf-8")
    async with overview(file) as (_, app, pilot):
        assert page_of(app).startswith("[b]W")
        await pilot.press("i")
        await pilot.pause()
        assert page_of(app) == "[red]Walk"


async def test_wide_screens_tell_about_the_marked_exercise_beside_the_page() -> None:
    async with overview(size=(200, 60)) as (screen, _, pilot):
        about = screen.query_one("#about", PageView)
        assert about.display
        assert text_of(about).startswith("Brisk march")
        await pilot.press("down")
        await pilot.pause()
        assert text_of(about).startswith("Cat-camel")
    async with overview(size=(80, 24)) as (screen, _, pilot):
        about = screen.query_one("#about", PageView)
        assert not about.display
        await pilot.press("down")
        await pilot.resize_terminal(200, 60)
        await pilot.pause()
        assert text_of(about).startswith("Cat-camel")


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (200, 60)])
async def test_the_safety_note_is_shown_when_it_is_asked_for(size: tuple[int, int]) -> None:
    async with overview(size=size, note=True) as (screen, _, _):
        note = screen.query_one("#note", PageView)
        text = " ".join(text_of(note).split())
        assert text.startswith("Warm up first")
        assert text.endswith("s: when to stop.")
        assert note.size.height == len(note.lines)
        assert (NOTE in text) is (size[0] > 40)
    async with overview(size=size) as (screen, _, _):
        assert not screen.query("#note")


async def test_s_shows_when_to_stop() -> None:
    async with overview() as (screen, app, pilot):
        await pilot.press("s")
        await pilot.pause()
        assert isinstance(app.screen, StopRulesScreen)
        assert page_of(app).startswith("When to stop")
        await pilot.press("s")
        await pilot.pause()
        assert seen(app) is screen


async def test_esc_goes_back_to_what_is_below() -> None:
    async with overview(back=True) as (screen, app, pilot):
        await pilot.press("escape")
        await pilot.pause()
        assert screen not in app.screen_stack
        assert not app._exit


async def test_esc_quits_where_nothing_is_below() -> None:
    async with overview(back=False) as (_, app, pilot):
        await pilot.press("escape")
        await pilot.pause()
        assert app._exit


async def test_overlays_scroll_and_close_and_let_nothing_through() -> None:
    async with overview(size=(40, 12)) as (screen, app, pilot):
        for key in ("escape", "enter", "q"):
            await pilot.press("i")
            await pilot.pause()
            sheet = app.screen.query_one("#page", PageView)
            await pilot.press("h", "s", "down", "j", "up")
            assert sheet.scroll_y == 1
            await pilot.press("pagedown")
            assert sheet.scroll_y > 5
            await pilot.press(key)
            await pilot.pause()
            assert seen(app) is screen
        assert app.received == []


async def test_an_overlay_can_leave_rows_of_the_screen_below_in_sight() -> None:
    async with overview() as (_, app, pilot):
        app.push_screen(HelpScreen(OVERVIEW, keep_top=4))
        await pilot.pause()
        assert app.screen.query_one("#frame").region.y >= 4
        assert app.screen.query_one("#frame").region.bottom <= 24


@pytest.mark.parametrize("size", [(10, 2), (1, 1), (16, 3), (40, 12), (200, 60)])
async def test_any_size_is_survived_and_growing_recovers(size: tuple[int, int]) -> None:
    async with overview(size=size, note=True) as (screen, app, pilot):
        await pilot.press("down", "end", "home", "space", "pageup")
        for key in ("i", "s", "question_mark"):
            await pilot.press(key)
            await pilot.pause()
            assert isinstance(app.screen, Overlay)
            await pilot.press("down", "escape")
            await pilot.pause()
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert screen.page.size.height > 12
        await pilot.press("home")
        assert in_sight(screen.page)[0].startswith("Posterior chain")


def test_every_exercise_has_a_page_with_all_that_is_known_of_it() -> None:
    routine = BOOKS.load("posterior-chain").routine
    for exercise in BOOKS.exercises():
        lines = plain_lines(exercise_lines(exercise, 76, names(routine, BOOKS.shelf)))
        text = " ".join(" ".join(lines).split())
        assert max(map(cells, lines)) <= 76
        for cue in exercise.cues:
            assert cue.text in text
            assert PHASE_WORDS[cue.phase] in lines
        for fault in exercise.faults:
            assert fault.fault in text
            assert fault.fix in text
        assert " ".join(exercise.why.split()) in text


def test_easier_and_harder_versions_go_by_their_names() -> None:
    routine = BOOKS.load("tabata").routine
    text = plain_lines(exercise_lines(BOOKS.exercise("rdl"), 76, names(routine, BOOKS.shelf)))
    assert "  Kettlebell Romanian deadlift" in text
    assert "  wall-tap hinge" in text


@pytest.mark.parametrize("width", [16, 34, 76])
def test_pages_of_words_keep_to_their_width(width: int) -> None:
    for lines in (stop_lines(width), help_lines(OVERVIEW, width), help_lines(LIBRARY, width)):
        assert max(map(cells, plain_lines(lines))) <= width
    text = " ".join(" ".join(plain_lines(stop_lines(76))).split())
    assert all(rule in text for _, rules in STOP_RULES for rule in rules)


@pytest.mark.parametrize("actions", [LIBRARY, OVERVIEW, OVERLAY])
def test_no_key_of_a_screen_means_two_things(actions: tuple[Action, ...]) -> None:
    keys = [key for action in actions for key in action.keys.split(",")]
    assert len(keys) == len(set(keys))
    assert len(signs(actions)) == len(actions)


def test_help_lists_the_main_actions_first() -> None:
    actions = (
        Action("swap", "x", "swap", "another exercise"),
        Action("next", "enter,pagedown", "done", "the one next thing", main=True),
        Action("quiet", "f1", "", ""),
    )
    assert help_rows(actions) == [
        ("enter, PageDown", "the one next thing"),
        ("", ""),
        ("x", "another exercise"),
    ]


async def test_what_is_saved_is_taken_up(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("name: Before\nblocks: [{exercises: [{exercise: plank, work: 40s}]}]\n")
    async with overview(path) as (screen, app, pilot):
        for number, (text, wanted) in enumerate(
            [("Before", "After"), ("exercise: plank", "exercise: planck"), ("planck", "side-plank")]
        ):
            path.write_text(path.read_text().replace(text, wanted))
            os.utime(path, (2e9 + number, 2e9 + number))
            screen.look_at_file(sure=True)
            await pilot.pause()
            assert "After" in text_of(screen.page), "the last version that can be used stays"
        assert "Side plank" in text_of(screen.page)
        (notice,) = app._notifications
        assert notice.message.startswith('mine.yaml: line 2, unknown exercise "planck".')
        assert notice.message.endswith((". The version before stays.", "? The version before stays."))
        path.write_text(path.read_text().replace("40s", "50s"))
        os.utime(path, (2.1e9, 2.1e9))
        await pilot.press("enter")
        await pilot.pause()
        assert app.received == ["start After"] and "50 s" in text_of(screen.page), "what starts is what was saved last"


async def test_a_wrong_edit_is_reported_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """By the problems that lie over the page, not by a notice too, for which a small screen has no room."""
    path = tmp_path / "mine.yaml"
    path.write_text("name: Mine\nblocks: [{exercises: [{exercise: plank, work: 40s}]}]\n")
    program = tmp_path / "breaks"
    program.write_text("#!/bin/sh\nsed -i s,work,wrok, $1\n")
    program.chmod(0o755)
    monkeypatch.setenv("COACH_HOME", str(tmp_path))
    monkeypatch.setenv("VISUAL", str(program))
    monkeypatch.delenv("TMUX", raising=False)
    monkeypatch.setattr(App, "suspend", lambda app: nullcontext())
    async with overview(path) as (_, app, pilot):
        await pilot.press("e")
        await pilot.pause()
        assert isinstance(app.screen, ProblemsScreen)
        assert not app._notifications


async def test_e_edits(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COACH_HOME", str(tmp_path))
    monkeypatch.setenv("VISUAL", "no-such-editor")
    path = tmp_path / "mine.yaml"
    path.write_text("name: Mine\nblocks: [{exercises: [{exercise: plank, work: 40s}]}]\n")
    async with overview(path) as (_, app, pilot):
        await pilot.press("e")
        await pilot.pause()
        assert any("no such program" in notice.message for notice in app._notifications)


async def test_a_workout_that_begins_elsewhere_is_marked_there_and_says_so(tmp_path: Path) -> None:
    async with program(tmp_path, begins="overview", start_at="plank") as pilot:
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, OverviewScreen)
        assert screen.page.at == (0, 1)
        rows = [strip.text for strip in screen._compositor.render_strips()]
        assert "start from Plank" in rows[-1]
