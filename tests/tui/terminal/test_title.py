"""The terminal's title: what it says, when it is written, and that a workout leaves none behind."""

from pathlib import Path

from desk import TIMED, Desk, at

GIVEN_BACK = "\x1b]0;\x07\x1b[23;0t"
"""Empty, for a terminal without a stack of titles; then the one on top of the stack."""


def title(desk: Desk) -> str:
    """What a terminal's window is called after all that was written to it; `before` is what it was called at first."""
    stack, now = [], "before"
    for sequence in desk.app.written:
        for part in sequence.replace("\x1b", "\n\x1b").split("\n")[1:]:
            if part == "\x1b[22;0t":
                stack.append(now)
            elif part == "\x1b[23;0t":
                now = stack.pop()
            else:
                assert part.startswith("\x1b]0;") and part.endswith("\x07")
                now = part[4:-1]
    return now


async def test_the_title_shows_the_state_and_is_written_when_it_changes(tmp_path: Path) -> None:
    async with at(tmp_path, TIMED) as desk:
        desk.wait(1)
        assert title(desk) == "◔ 9 Plank 1/2"
        written = list(desk.app.written)
        desk.app.workout.tick()
        assert desk.app.written == written
        desk.wait(1)
        assert title(desk) == "◔ 8 Plank 1/2" and len(desk.app.written) == len(written) + 1


async def test_a_workout_that_is_left_gives_the_title_back(tmp_path: Path) -> None:
    async with at(tmp_path, TIMED) as desk:
        desk.wait(1)
        await desk.press("q", "y")
        await desk.pilot.pause()
        assert desk.app.left and title(desk) == "before"
        assert desk.app.written[-1] == GIVEN_BACK


async def test_a_program_that_ends_in_mid_workout_gives_the_title_back(tmp_path: Path) -> None:
    async with at(tmp_path, TIMED) as desk:
        desk.wait(1)
        desk.app.exit()
    assert title(desk) == "before"


async def test_whoever_has_the_terminal_meanwhile_finds_their_title(tmp_path: Path) -> None:
    async with at(tmp_path, TIMED) as desk:
        desk.wait(1)
        desk.app.app_suspend_signal.publish(desk.app)
        assert title(desk) == "before"
        desk.app.workout.tick()
        assert title(desk) == "◔ 9 Plank 1/2", "at once, not only when it changes"
        desk.app.exit()
    assert title(desk) == "before"
