"""Hundreds of random keys, in packets and between resizes: nothing falls over, and no workout ends unasked."""

from pathlib import Path
from random import Random

import pytest
from program import packet, program
from textual import events

from coach.tui import actions
from coach.tui.actions import Action

LISTS: tuple[tuple[Action, ...], ...] = (
    actions.LIBRARY,
    actions.OVERVIEW,
    actions.OVERLAY,
    actions.PROBLEMS,
    actions.WORKOUT,
    actions.PALETTE,
    actions.ASK,
)
YES = {*actions.QUESTION[0].keys.split(","), "ctrl+c"}
"""What leaves a workout; the second by being pressed twice."""
LEAVES = {key for action in actions.LIBRARY if action.id == "quit" for key in action.keys.split(",")}
KEYS = sorted(
    {key for actions_ in LISTS for action in actions_ for key in action.keys.split(",") if key}
    | {*"abcdefghijklmnopqrstuvwxyz0123456789", "tab", "shift+tab", "delete", "ctrl+a", "ctrl+u", "f1", "é", "👩‍🚒"}
)
SIZES = [(1, 1), (2, 1), (1, 40), (80, 4), (40, 12), (80, 24), (120, 40), (300, 100)]
BEGINNINGS = [("workout", 1, 1), ("workout", 30, 2), ("library", 1, 3), ("library", 100, 4)]


@pytest.mark.parametrize("least", [150, pytest.param(500, marks=pytest.mark.slow)])
@pytest.mark.parametrize(("begins", "speed", "seed"), BEGINNINGS)
async def test_random_keys_break_nothing(tmp_path: Path, begins: str, speed: float, seed: int, least: int) -> None:
    random = Random(seed)
    unwanted = YES if begins == "workout" else LEAVES
    keys = [key for key in KEYS if key not in unwanted]
    async with program(tmp_path, begins=begins, speed=speed) as pilot:
        workout = pilot.app._workout()  # type: ignore[attr-defined]
        pressed = 0
        while pressed < least and pilot.app.return_code is None:
            many = random.choice([1, 1, 2, 3, 8, 20])
            burst = [random.choice(keys)] * many if random.random() < 0.3 else random.choices(keys, k=many)
            packet(pilot.app, *burst)
            pressed += many
            if random.random() < 0.1:
                pilot.app.post_message(events.Paste("name: x\n" * random.randint(1, 200)))
            if random.random() < 0.15:
                await pilot.resize_terminal(*random.choice(SIZES))
            elif random.random() < 0.5:
                await pilot.pause()
            if workout is not None and workout.conductor.session.here is not None:
                assert workout in pilot.app.screen_stack, burst
