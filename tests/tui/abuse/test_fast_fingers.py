"""Keys that come faster than screens change: each screen goes once, and a workout only when it is asked to."""

from pathlib import Path

import pytest
from program import packet, program
from textual.pilot import Pilot

from coach.tui.app import CoachApp
from coach.tui.screens.library import LibraryScreen
from coach.tui.screens.overlays.ask import AskScreen
from coach.tui.screens.overview import OverviewScreen
from coach.tui.screens.workout import WorkoutScreen


async def settle(pilot: Pilot[int]) -> None:
    for _ in range(4):
        await pilot.pause()


def stack(pilot: Pilot[int]) -> list[str]:
    """The screens, without Textual's own below them all."""
    return [type(screen).__name__ for screen in pilot.app.screen_stack[1:]]


@pytest.mark.parametrize("wanted", ["sound off", "pain", "finish", "all keys"])
async def test_the_palette_and_two_enters_in_one_packet_leave_the_workout_standing(tmp_path: Path, wanted: str) -> None:
    async with program(tmp_path, begins="workout") as pilot:
        await pilot.press("ctrl+p", *wanted)
        await settle(pilot)
        packet(pilot.app, "enter", "enter", "enter")
        await settle(pilot)
        assert stack(pilot)[0] == "WorkoutScreen" and "PaletteScreen" not in stack(pilot)


@pytest.mark.parametrize("keys", ["nn", "qq", "  ", "n n", "qnq"])
async def test_a_question_that_is_answered_twice_leaves_the_workout_standing(tmp_path: Path, keys: str) -> None:
    async with program(tmp_path, begins="workout") as pilot:
        await pilot.press("q")
        await settle(pilot)
        packet(pilot.app, *({" ": "space"}.get(key, key) for key in keys))
        await settle(pilot)
        assert stack(pilot)[0] == "WorkoutScreen"


@pytest.mark.parametrize(
    ("second", "left"),
    [
        ("q", ["WorkoutScreen", "QuestionScreen"]),
        ("ctrl+q", ["WorkoutScreen", "QuestionScreen"]),
        ("n", ["WorkoutScreen"]),
        ("ctrl+c", []),
    ],
)
async def test_of_what_asks_twice_only_ctrl_c_leaves(tmp_path: Path, second: str, left: list[str]) -> None:
    async with program(tmp_path, begins="workout") as pilot:
        for key in ("ctrl+c" if second == "ctrl+c" else "q", second):
            await pilot.press(key)
            await settle(pilot)
        assert stack(pilot) == left or (not left and pilot.app.return_code == 0)


async def test_a_question_that_is_answered_with_yes_twice_ends_one_workout(tmp_path: Path) -> None:
    async with program(tmp_path) as pilot:
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert stack(pilot) == ["LibraryScreen", "OverviewScreen", "WorkoutScreen"]
        await pilot.press("q")
        await settle(pilot)
        packet(pilot.app, "y", "y")
        await settle(pilot)
        assert stack(pilot) == ["LibraryScreen"]


async def test_a_yes_ends_the_workout_below_a_page_too(tmp_path: Path) -> None:
    async with program(tmp_path) as pilot:
        for keys in (("enter",), ("enter",), ("question_mark",), ("ctrl+c",), ("y",)):
            await pilot.press(*keys)
            await settle(pilot)
        assert stack(pilot) == ["LibraryScreen"]


async def test_a_name_that_is_entered_twice_is_taken_once(tmp_path: Path) -> None:
    async with program(tmp_path) as pilot:
        await pilot.press("n")
        await settle(pilot)
        assert isinstance(pilot.app.screen, AskScreen)
        packet(pilot.app, *"Tuesday", "enter", "enter")
        await settle(pilot)
        assert stack(pilot)[0] == "LibraryScreen" and "AskScreen" not in stack(pilot)


async def test_escape_twice_closes_the_line_and_no_more(tmp_path: Path) -> None:
    async with program(tmp_path) as pilot:
        await pilot.press("n")
        await settle(pilot)
        packet(pilot.app, "escape", "escape", "escape")
        await settle(pilot)
        assert stack(pilot) == ["LibraryScreen"]


@pytest.mark.parametrize("key", ["enter", "pagedown"])
async def test_a_held_key_starts_one_workout(tmp_path: Path, key: str) -> None:
    async with program(tmp_path, begins="overview") as pilot:
        packet(pilot.app, *[key] * 20)
        await settle(pilot)
        assert stack(pilot) == ["OverviewScreen", "WorkoutScreen"]


async def test_a_held_enter_opens_one_routine(tmp_path: Path) -> None:
    async with program(tmp_path) as pilot:
        packet(pilot.app, "enter", "enter")
        await settle(pilot)
        assert stack(pilot)[:2] == ["LibraryScreen", "OverviewScreen"] and stack(pilot).count("OverviewScreen") == 1


@pytest.mark.parametrize("key", ["question_mark", "i", "s", "e"])
async def test_pages_that_are_opened_and_closed_in_one_packet_never_close_what_is_below(
    tmp_path: Path, key: str
) -> None:
    async with program(tmp_path) as pilot:
        await pilot.press("enter")
        await settle(pilot)
        for keys in ([key] * 7, [key, "escape", "escape", "escape"], [key, "enter", "q", "question_mark", "escape"]):
            packet(pilot.app, *keys)
            await settle(pilot)
            assert stack(pilot)[0] == "LibraryScreen"


@pytest.mark.parametrize("size", [(80, 24), (80, 4)])
async def test_a_page_key_before_the_palette_is_filled_is_no_fault(tmp_path: Path, size: tuple[int, int]) -> None:
    async with program(tmp_path, begins="workout", size=size) as pilot:
        packet(pilot.app, "ctrl+p", "pagedown", "pageup", "down")
        await settle(pilot)
        packet(pilot.app, "pagedown", "pagedown", "x", "pageup", "z", "z", "pagedown", "enter", "enter")
        await settle(pilot)
        packet(pilot.app, "escape", "escape")
        await settle(pilot)
        assert isinstance(pilot.app.screen, WorkoutScreen)


async def test_back_and_back_again_leave_the_library_standing(tmp_path: Path) -> None:
    async with program(tmp_path) as pilot:
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, OverviewScreen)
        packet(pilot.app, "escape", "escape", "escape")
        await settle(pilot)
        assert isinstance(pilot.app.screen, LibraryScreen)


@pytest.mark.parametrize("begins", ["library", "overview"])
async def test_keys_behind_the_one_that_quits_are_dropped(tmp_path: Path, begins: str) -> None:
    async with program(tmp_path, begins=begins) as pilot:
        packet(pilot.app, "q", "question_mark", "enter", "q", "ctrl+c", "escape")
        for _ in range(20):
            packet(pilot.app, "question_mark", "down")
            await pilot.pause()
        assert pilot.app.return_code == 0


@pytest.mark.parametrize("begins", ["library", "overview"])
async def test_no_editor_opens_behind_the_key_that_quits(tmp_path: Path, begins: str) -> None:
    async with program(tmp_path, begins=begins) as pilot:
        packet(pilot.app, "q", "e")
        await settle(pilot)
        assert not pilot.app._notifications, "that there is no such editor would be said"


@pytest.mark.parametrize("begins", ["library", "overview"])
async def test_an_action_that_was_put_off_is_dropped_once_the_program_ends(tmp_path: Path, begins: str) -> None:
    """As what was picked in the palette: it comes without a key."""
    async with program(tmp_path, begins=begins) as pilot:
        screen = pilot.app.screen
        pilot.app.exit(0)
        await screen.run_action("screen.help")
        assert pilot.app.screen is screen


async def test_a_key_behind_a_signal_leaves_the_signals_exit_code(tmp_path: Path) -> None:
    async with program(tmp_path, begins="library") as pilot:
        assert isinstance(pilot.app, CoachApp)
        pilot.app.leave_with(143)
        packet(pilot.app, "ctrl+q")
        await settle(pilot)
        assert pilot.app.return_code == 143
