"""The screen that is kept awake: what is asked of the desktop, and when it is let go."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

from desk import LIFTS, TIMED, Desk, at

from coach.tui.terminal.awake import FAILED, Awake


class TestAwake:
    @staticmethod
    def made(fails: bool = False) -> tuple[Awake, list[str], list[Event], Event]:
        reported: list[str] = []
        held: list[Event] = []
        begun = Event()

        def holder(tell: Callable[[str], object], released: Event) -> None:
            held.append(released)
            if fails:
                tell(FAILED)
            begun.set()
            released.wait(10)

        return Awake(reported.append, holder), reported, held, begun

    def test_it_is_held_once_and_let_go(self) -> None:
        awake, reported, held, begun = self.made()
        awake.want(True)
        awake.want(True)
        assert begun.wait(5)
        awake.close()
        assert len(held) == 1 and held[0].is_set() and not reported

    def test_a_failure_is_reported_once(self) -> None:
        awake, reported, held, begun = self.made(fails=True)
        for _ in range(2):
            begun.clear()
            awake.want(True)
            assert begun.wait(5)
            awake.want(False)
        awake.close()
        assert reported == [FAILED] and len(held) == 2


def hold(reported: Callable[[str], object], released: Event) -> None:
    released.wait(10)


def give(desk: Desk) -> Awake:
    """The workout gets a desktop that holds the screen awake for as long as it is asked to."""
    awake = desk.app.workout._awake = Awake(lambda words: None, hold)
    return awake


async def test_a_workout_holds_the_screen_awake_through_ten_minutes_of_pause(tmp_path: Path) -> None:
    async with at(tmp_path, LIFTS, keeps_awake=True) as desk:
        awake = give(desk)
        desk.wait(1)
        assert awake.held
        await desk.press("space")
        assert desk.kind() == "paused"
        desk.wait(600)
        assert awake.held
        desk.wait(1)
        assert not awake.held
        await desk.press("space")
        assert awake.held
        await desk.press("q", "y")
        await desk.pilot.pause()
        assert not awake.held


async def test_the_screen_may_sleep_when_the_workout_is_over(tmp_path: Path) -> None:
    async with at(tmp_path, TIMED, keeps_awake=True) as desk:
        awake = give(desk)
        desk.wait(100)
        assert awake.held
        desk.wait(100)
        assert desk.kind() == "done" and not awake.held
