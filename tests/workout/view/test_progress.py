"""How far a workout has come: the clock in the first row, and the strip."""

from pathlib import Path

import pytest
from person import Person

from coach.routine.values import SECOND
from coach.workout.engine.inputs import Done, Pause, Resume
from coach.workout.engine.timeline import next_change
from coach.workout.view.shown import Strip, StripSegment
from coach.workout.view.view import view


def clock(person: Person, seconds: float) -> str:
    return view(person.session, round(seconds * SECOND)).head.clock


def strip(person: Person, seconds: float) -> Strip:
    return view(person.session, round(seconds * SECOND)).strip


def where(person: Person, seconds: float) -> tuple[int, int]:
    """(segments that are past, seconds of the next one)."""
    shown = strip(person, seconds)
    return shown.done, shown.within


BEAT = "pace: coach, tempo: 2s"


@pytest.mark.parametrize(
    ("blocks", "whole"),
    [
        ("exercises: [{name: A, work: 30s, rest: 10s, sets: 2}]", "1:20"),
        ("exercises: [{name: A, work: 30s+}]", "~1 min"),
        ("exercises: [{name: A, work: 30s, rest: 10s+, sets: 2}]", "~2 min"),
        ("exercises: [{name: A, reps: 10}]", "~1 min"),
        (f"exercises: [{{name: A, reps: 10, {BEAT}}}]", "0:30"),
        (f"exercises: [{{name: A, reps: 10+, {BEAT}}}]", "~1 min"),
        (f"exercises: [{{name: A, reps: max, {BEAT}}}]", "~1 min"),
        (f"exercises: [{{exercise: deadlift, reps: 10, {BEAT}}}]", "~2 min"),
        (f"set-up: none, exercises: [{{exercise: deadlift, reps: 10, {BEAT}}}]", "0:30"),
        ("type: emom, every: 1m, rounds: 2, exercises: [{name: A, reps: 10}]", "2:10"),
        ("type: amrap, for: 2m, exercises: [{name: A, reps: 10}]", "2:10"),
    ],
)
def test_the_length_is_only_about_so_long_while_a_key_decides_it(tmp_path: Path, blocks: str, whole: str) -> None:
    assert clock(Person(tmp_path, f"blocks: [{{{blocks}}}]"), 5) == f"0:05 of {whole}"


def test_the_length_is_exact_as_soon_as_nothing_ahead_waits_for_a_key(tmp_path: Path) -> None:
    items = "{name: A, reps: 5, rest: 10s}, {name: B, work: 20s, rest: 10s+}, {name: C, work: 30s}"
    person = Person(tmp_path, f"blocks: [{{exercises: [{items}]}}]")
    assert clock(person, 15) == "0:15 of ~2 min", "A is at one's own pace"
    person.at(30, Done())
    assert clock(person, 35) == "0:35 of ~2 min", "the rest after B waits"
    assert clock(person, 45) == "0:45 of ~2 min", "and is still ahead during B"
    assert clock(person, 65) == "1:05 of ~2 min", "and runs now"
    person.at(70, Done())
    assert clock(person, 71) == "1:11 of 1:50", "what was about is exact now"


def test_the_length_is_about_so_long_until_the_bar_is_loaded(tmp_path: Path) -> None:
    items = f"{{name: Jump, work: 20s, rest: 10s}}, {{exercise: deadlift, reps: 10, {BEAT}}}"
    person = Person(tmp_path, f"blocks: [{{exercises: [{items}]}}]")
    assert clock(person, 15) == "0:15 of ~2 min"
    person.at(60, Done())
    assert clock(person, 61) == "1:01 of 1:30"


def test_the_strip_begins_with_the_time_to_load_the_bar_and_to_get_ready(tmp_path: Path) -> None:
    person = Person(tmp_path, "blocks: [{exercises: [{exercise: deadlift, sets: 2, reps: 6, load: 80 kg, rest: 3m}]}]")
    assert strip(person, 0).segments == (
        StripSegment(70, work=False),
        StripSegment(24, work=True),
        StripSegment(180, work=False),
        StripSegment(24, work=True),
    )
    assert [where(person, at) for at in (0, 20, 59.9, 100)] == [(0, 0), (0, 20), (0, 59), (0, 60)]
    person.at(100, Done())
    assert [where(person, at) for at in (100, 104.5, 110, 115)] == [(0, 60), (0, 64), (1, 0), (1, 5)]


def test_of_a_set_up_the_strip_has_what_the_rest_before_it_leaves(tmp_path: Path) -> None:
    sets = "[{reps: 5, load: 60 kg}, {reps: 5, load: 80 kg}, {reps: 5, load: 90 kg, rest: 2m}, {reps: 5, load: 60 kg}]"
    person = Person(tmp_path, f"blocks: [{{exercises: [{{exercise: deadlift, rest: 20s, sets: {sets}}}]}}]")
    between = [segment.seconds for segment in strip(person, 0).segments if not segment.work]
    assert between == [70, 20, 40 + 10, 20, 40 + 10, 120, 10], "the last set-up fits into its rest"
    person.at(60, Done()).at(75, Done()).at(90, Done())
    assert person.stage == ("READY", "deadlift", 2)
    assert where(person, 95) == (3, 45)


def test_an_interval_of_the_strip_is_as_long_as_its_clock(tmp_path: Path) -> None:
    person = Person(
        tmp_path, f"blocks: [{{type: emom, every: 1m, rounds: 2, exercises: [{{name: A, reps: 10, {BEAT}}}]}}]"
    )
    assert [segment.seconds for segment in strip(person, 0).segments] == [10, 20, 40, 20, 40]
    assert [where(person, at) for at in (5, 20, 30, 69)] == [(0, 5), (1, 10), (2, 0), (2, 39)]


def test_the_strip_stands_still_while_paused_and_waits_for_the_work_to_go_on(tmp_path: Path) -> None:
    person = Person(tmp_path, "blocks: [{exercises: [{name: A, work: 60s}]}]").at(25, Pause())
    assert [where(person, at) for at in (25, 90)] == [(1, 15), (1, 15)]
    person.at(100, Resume())
    assert [where(person, at) for at in (100, 105, 110, 111)] == [(1, 15), (1, 15), (1, 15), (1, 16)]


def test_all_of_the_strip_is_past_at_the_end(tmp_path: Path) -> None:
    person = Person(tmp_path, "blocks: [{exercises: [{name: A, work: 20s}]}]")
    assert where(person, 40) == (2, 0)


def test_the_minutes_flip_when_they_are_reached_and_not_with_the_next_second(tmp_path: Path) -> None:
    items = "{name: Hop, reps: 3, rest: 1m}, {name: Row, reps: 3, tempo: 2.4s}"
    session = Person(tmp_path, f"blocks: [{{exercises: [{items}]}}]").at(11).session
    now, shown = 12 * SECOND, view(session, 12 * SECOND)
    while (change := next_change(session, now)) and change < 150 * SECOND:
        assert view(session, change - 1) == shown
        now, shown = change, view(session, change)
    assert now == 149 * SECOND and shown.head.clock == "2:29 of ~4 min", "it changed twice on the way"
