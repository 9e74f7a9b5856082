"""Which of two sounds is heard where they are close together (docs/rules.md#one-sound-at-a-time)."""

from pathlib import Path

import pytest
from person import Person, straight

from coach.routine.model import Item, Routine, Straight
from coach.routine.values import SECOND, Reps, Tempo
from coach.workout.engine.journal import Run
from coach.workout.heard.signals import signals
from coach.workout.plan.known import Known


def test_of_equal_sounds_the_earlier_one_is_heard_and_what_is_dropped_still_drops() -> None:
    """A tenth of a second is quicker than a file may ask for: there two sounds of one kind are never that close."""
    item = Item(name="Hop", reps=Reps(30, 30), pace="coach", tempo=Tempo(every_ns=SECOND // 10))
    routine = Routine(name="Quick", blocks=(Straight(exercises=(item,)),))
    session = Run.begin(routine, Known(get_ready_ns=0), 0).session
    heard = [(signal.at / SECOND, signal.name) for signal in signals(session, 0, 4 * SECOND)]
    assert heard == [(0, "go"), (3, "finished")]


@pytest.mark.parametrize(("get_ready", "ticks"), [(2, 0), (3, 2), (4, 3), (5, 3), (10, 3)])
def test_ready_counts_down_from_three_seconds_up(get_ready: int, ticks: int, tmp_path: Path) -> None:
    """Of three seconds the first tick would be at the very beginning: there the end of the set before is heard."""
    person = Person(tmp_path, straight(f"name: Hop, sets: 2, work: 9s, get-ready: {get_ready}s"))
    heard = [name for _, name in person.heard(get_ready + 9, get_ready * 2 + 9)]
    assert heard == ["set-done", *["tick"] * ticks]


def test_the_first_ready_of_three_seconds_counts_all_of_them(tmp_path: Path) -> None:
    person = Person(tmp_path, straight("name: Hop, work: 9s, get-ready: 3s"))
    assert person.heard(0, 3.1) == [(0, "tick"), (1, "tick"), (2, "tick"), (3, "go")]


@pytest.mark.parametrize(("seconds", "ticks"), [(3, 0), (4, 3), (5, 3), (6, 3)])
def test_work_and_rest_count_down_from_four_seconds_up(seconds: int, ticks: int, tmp_path: Path) -> None:
    person = Person(tmp_path, straight(f"name: Hop, sets: 2, work: {seconds}s, rest: {seconds}s"))
    down = ["tick"] * ticks
    assert [name for _, name in person.heard(10, 10.1 + 2 * seconds)] == ["go", *down, "rest", *down, "go"]


@pytest.mark.parametrize(("seconds", "heard"), [(29, []), (30, [30.0]), (31, [31.0])])
def test_ten_is_heard_in_intervals_from_thirty_seconds_up(seconds: int, heard: list[float], tmp_path: Path) -> None:
    emom = f"blocks: [{{type: emom, every: {seconds}s, rounds: 2, exercises: [{{name: Hop, reps: 5}}]}}]"
    person = Person(tmp_path, emom)
    assert [at for at, name in person.heard(10, 10 + seconds) if name == "ten"] == heard
