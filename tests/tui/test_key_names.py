"""Keys are named by their actions alone: where an action has another key, every text on the screens says so."""

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from program import packet, program
from textual.pilot import Pilot

from coach.tui import actions
from coach.tui.actions import Action
from coach.tui.screens.workout import WorkoutScreen

OLD = re.compile(
    r"(?<![\w’'“-])(?<!\d )(enter|space|esc|escape|backspace|PageDown|PageUp|ctrl\+\w|shift|[b-z?/↑↓←→+−])(?![\w’'…│-])"
)
"""A key as it was written before; `a` is a word (`a side`), and so are letters in quotation marks."""


@pytest.fixture
def renamed() -> Iterator[None]:
    """Every action of every list is written as a number in brackets; the keys themselves stay."""
    number, before = count(1), []
    for actions_ in vars(actions).values():
        for action in actions_ if isinstance(actions_, tuple) else ():
            if isinstance(action, Action):
                before.append((action, action.sign))
                object.__setattr__(action, "sign", f"⟨{next(number)}⟩")
    yield
    for action, sign in reversed(before):
        object.__setattr__(action, "sign", sign)


def rows(pilot: Pilot[int]) -> list[str]:
    return [strip.text for strip in pilot.app.screen._compositor.render_strips()]


async def old_keys(pilot: Pilot[int], *steps: str) -> list[str]:
    """What is pressed step by step, and each row that names a key as it was written before."""
    found = []
    for step in steps:
        packet(pilot.app, *step.split())
        for _ in range(4):
            await pilot.pause()
        found += [f"{step}: {row}" for row in rows(pilot) if OLD.search(row)]
    return found


@pytest.mark.usefixtures("renamed")
async def test_before_a_workout(tmp_path: Path) -> None:
    async with program(tmp_path, size=(110, 30)) as pilot:
        found = await old_keys(
            pilot, "question_mark", "escape", "ctrl+p", "escape", "i", "i", "slash", "z z", "enter", "escape", "n",
            "escape", "end", "home", "enter", "question_mark", "escape", "i", "i", "s", "s", "ctrl+p", "escape",
        )  # fmt: skip
        assert "\n".join(found) == ""


@pytest.mark.usefixtures("renamed")
async def test_in_a_workout(tmp_path: Path) -> None:
    async with program(tmp_path, begins="workout", size=(110, 36)) as pilot:
        workout = pilot.app.screen
        assert isinstance(workout, WorkoutScreen)
        found = await old_keys(
            pilot, "question_mark", "escape", "ctrl+p", "escape", "q", "n", "n", "e", "o", "x", "l", "m", "v", "space",
            "o", "o", "m", "l",
        )  # fmt: skip
        assert "\n".join(found) == ""
