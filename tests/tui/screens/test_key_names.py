"""Keys are named by their actions alone: where an action has another key, every text on the screens says so."""

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from desk import at
from program import packet, program
from textual.pilot import Pilot

from coach.tui import actions
from coach.tui.actions import Action

OLD = re.compile(
    r"(?<![\w’'“-])(?<!\d )"
    r"(enter|space|esc|escape|backspace|PageDown|PageUp|ctrl\+\w|shift|[b-z?/↑↓←→+−])"
    r"(?![\w’'…│╭╰-])"
)
"""A key as it was written before; `a` is a word (`a side`), and so are letters in quotation marks."""


WAITS = """
exercises: {press: {name: Press, equipment: [barbell]}, row: {name: Row, equipment: [dumbbell]}}
blocks:
  - exercises:
      - {exercise: press, sets: 2, reps: 5, load: 60 kg, rest: 5s+}
      - {exercise: row, reps: 5, load: 20 kg, alternatives: [press]}
"""


STEPS = (
    "question_mark", "escape", "i", "i", "ctrl+p", "escape", "m", "v",  # in SETUP
    "enter", "enter", "x", "l", "o", "e", "n", "full_stop",  # in SET
    "enter", 10, "enter", "enter",  # a rest, overdue; the second set, and the rest before a set-up
    600, "o", "o", "space", "enter", "q", "n", "space", "space",  # away
    "s", "s", "s", 2, "enter", "up", "enter",  # the end
)  # fmt: skip
"""Keys, and seconds to wait, of which all above 30 are slept through."""


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
    async with program(tmp_path, note=True, size=(110, 30)) as pilot:
        found = await old_keys(
            pilot, "question_mark", "escape", "ctrl+p", "escape", "i", "i", "slash", "z z", "enter", "escape", "n",
            "escape", "end", "home", "enter", "question_mark", "escape", "i", "i", "s", "s", "ctrl+p", "escape",
        )  # fmt: skip
        assert "\n".join(found) == ""


@pytest.mark.usefixtures("renamed")
async def test_in_a_workout(tmp_path: Path) -> None:
    async with at(tmp_path, WAITS, (110, 44)) as desk:
        found = []
        for step in STEPS:
            if isinstance(step, str):
                await desk.press(step)
            else:
                desk.wait(min(step, 30))
                desk.led.time.suspend(step - min(step, 30))
                desk.app.workout.tick()
                await desk.pilot.pause()
            found += [f"{step}: {row}" for row in desk.text.splitlines() if OLD.search(row)]
        assert "\n".join(found) == ""
        assert desk.kind() == "done"
