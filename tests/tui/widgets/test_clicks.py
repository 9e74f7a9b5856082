"""A click on a key in the footer does what the key does, and a click anywhere else does nothing to a workout."""

from pathlib import Path

import pytest
from desk import LIFTS, at

from coach.tui.actions import key_of
from coach.tui.drawing.texts import draw_keys, sign_at
from coach.tui.screens.overlays.help import HelpScreen
from coach.tui.screens.overlays.question import QuestionScreen
from coach.workout.view.shown import Offer


@pytest.mark.parametrize("size", [(80, 24), (60, 15), (40, 12)])
async def test_a_key_in_the_footer_can_be_clicked(tmp_path: Path, size: tuple[int, int]) -> None:
    async with at(tmp_path, LIFTS, size) as desk:

        async def click(words: str, add: int = 0) -> None:
            desk.wait(1.0)
            rows = desk.text.splitlines()
            row = max(number for number, line in enumerate(rows) if words in line)
            await desk.pilot.click(offset=(rows[row].index(words) + add, row))
            await desk.pilot.pause()

        await click("enter ready")
        assert desk.kind() == "ready"
        await click("space pause", add=8)
        assert desk.kind() == "paused"
        if size != (80, 24):
            return  # the menu has the keys there
        await click("? keys")
        assert isinstance(desk.screen, HelpScreen)
        await click("esc")
        assert desk.bare()
        await click("q stop")
        assert isinstance(desk.screen, QuestionScreen)
        await click("other key stays")
        assert isinstance(desk.screen, QuestionScreen), "words are no keys"
        await desk.press("n")
        await desk.pilot.click(offset=(3, 5))
        assert desk.kind() == "paused", "nor is anything else"


def test_a_click_means_the_key_below_it_or_before_its_label() -> None:
    (line,) = draw_keys(
        [Offer("done", "start"), Offer("longer", "15 s"), Offer("help", "keys")],
        {"done": "enter", "longer": "+ −", "help": "?"},
        80,
        5,
    )
    text = "".join(part for part, _ in line)
    assert text == " enter start   + − 15 s   ? keys"
    said = [sign_at(line, column) for column in range(len(text) + 2)]
    assert said == ["", *["enter"] * 11, "", "", "", "+", "", "−", *["+"] * 5, "", "", "", *["?"] * 6, "", ""]
    assert [key_of(sign) for sign in ("enter", "+", "−", "?", "↑", "esc", "x", "coach")] == [
        *("enter", "plus", "minus", "question_mark", "up", "escape", "x", "")
    ]
