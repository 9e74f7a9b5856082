"""The last screen: what a workout came to."""

from pathlib import Path
from typing import Literal

import pytest
from person import Person

from coach.languages import LANGUAGES, load_language
from coach.routine.values import SECOND
from coach.workout.engine.inputs import Count, Done, Finish, GoTo, Input, Note, Pause, Resume, Skip, Undo
from coach.workout.heard.phrases import Speech
from coach.workout.heard.signals import signals
from coach.workout.view.shown import Summary
from coach.workout.view.view import view


def summary(person: Person, seconds: float, picked: str | None = None) -> Summary:
    found = view(person.session, round(seconds * SECOND), picked=picked).summary
    assert found is not None
    return found


def done(folder: Path, blocks: str) -> Person:
    """A person who has ended every set by a key, a second after it began."""
    person, now = Person(folder, blocks), 0.0
    while person.session.here is not None:
        now += 1
        person.at(now, Done())
    return person


@pytest.mark.parametrize(
    ("item", "moved"),
    [
        ("sets: 2, reps: 8, load: 16 kg", "256 kg"),
        ("sets: 2, reps: 8, load: 16 kg, sides: alternate", "512 kg"),
        ("sets: 2, reps: 8, load: 16 kg, sides: each", "512 kg"),
        ("sets: 2, reps: 8, load: 2 x 16 kg", "512 kg"),
        ("sets: 2, reps: 5, load: 45 lb", "450 lb"),
        ("sets: [{reps: 5, load: 60 kg}, {reps: 3, load: 80 kg}]", "540 kg"),
        ("sets: 2, reps: 5, load: 62.5 kg", "625 kg"),
        ("reps: 5, load: bodyweight + 10 kg", ""),
        ("reps: 5, load: band red", ""),
        ("reps: 5, load: 70%", ""),
        ("reps: 5", ""),
    ],
)
def test_what_was_moved_is_every_rep_with_its_load(tmp_path: Path, item: str, moved: str) -> None:
    person = done(tmp_path, f"blocks: [{{exercises: [{{name: Thing, rest: none, {item}}}]}}]")
    assert summary(person, 100).moved == moved


def test_warm_up_sets_skipped_sets_and_holds_move_nothing(tmp_path: Path) -> None:
    items = (
        "{exercise: deadlift, reps: 5, load: 100 kg, rest: none, warm-up-sets: [bar x 10]},"
        " {name: Row, reps: 5, load: 20 kg, rest: none}, {name: Hold, work: 10s+, load: 20 kg}"
    )
    person, now = Person(tmp_path, f"blocks: [{{set-up: none, exercises: [{items}]}}]"), 0
    while person.session.here is not None:
        now += 1
        person.at(now, Skip() if person.here.set.exercise.name == "Row" else Done())
    assert [line.done for line in summary(person, now).results] == [("5",), ("skipped",), ("1 s",)]
    assert summary(person, now).moved == "500 kg"


def test_two_units_are_summed_in_the_first(tmp_path: Path) -> None:
    sets = "{name: Press, reps: 10, load: 100 lb, rest: none}, {name: Row, reps: 10, load: 45.36 kg}"
    assert summary(done(tmp_path, f"blocks: [{{exercises: [{sets}]}}]"), 100).moved == "2000 lb"


def test_times_are_those_of_work_rest_and_pauses(tmp_path: Path) -> None:
    person = Person(tmp_path, "blocks: [{exercises: [{name: Plank, sets: 2, work: 30s, rest: 20s}]}]")
    person.at(20, Pause()).at(80, Resume()).at(200)
    found = summary(person, 200)
    assert (found.worked, found.rested) == ("1:00", "0:30"), "to get ready is rest"
    assert found.paused == "1:10", "and to get ready to go on is pause"
    assert (found.length, found.sets) == ("3", "2")


def test_what_was_not_counted_is_a_question_mark_and_what_never_came_a_dash(tmp_path: Path) -> None:
    items = "{name: Pull-up, sets: 3, reps: max, rest: none}, {name: Dip, sets: 2, reps: 5}"
    person = Person(tmp_path, f"blocks: [{{exercises: [{items}]}}]").at(15, Done())
    person.at(30, Count(), Count(), Done()).at(45, Finish())
    pull_up, dip = summary(person, 50).results
    assert (pull_up.plan, pull_up.done) == ("3 × max", ("?", "2", "–"))
    assert (dip.plan, dip.done) == ("2 × 5", ("–",)), "once for the whole item"


def test_the_set_that_is_corrected_stands_in_brackets_and_each_side_for_itself(tmp_path: Path) -> None:
    person = done(tmp_path, "blocks: [{exercises: [{name: Bridge, sets: 2, reps: 10, sides: each}]}]")
    (line,) = summary(person, 100).results
    assert (line.plan, line.done, len(line.keys)) == ("2 × 10 a side", ("10", "10"), 4)
    second_left = line.keys[3]
    assert summary(person, 100, picked=second_left).results[0].done == ("10", "10/[10]")
    key = next(set_.key for set_ in person.sets if set_.key.text() == second_left)
    person.at(100, Note(key, "reps", 8))
    assert summary(person, 100, picked=second_left).results[0].done == ("10", "10/[8]")
    assert summary(person, 100).results[0].done == ("10", "10/8")


@pytest.mark.parametrize("why", ["key", "away"])
@pytest.mark.parametrize(
    "last", [Skip(), Skip("exercise"), Skip("block"), Skip(pain=True), Finish()], ids=lambda it: type(it).__name__
)
def test_a_workout_that_ends_in_a_pause_counts_the_pause_and_says_that_it_is_over(
    last: Input, why: Literal["key", "away"], tmp_path: Path
) -> None:
    person = Person(tmp_path, "blocks: [{exercises: [{name: Hop, reps: 5}]}]").at(40, Pause(why)).at(940, last)
    assert (summary(person, 940).length, summary(person, 990).paused) == ("16", "15:00")
    assert person.heard(940, 950) == [(940, "finished")]


def test_undo_of_the_end_of_a_paused_workout_leaves_it_paused(tmp_path: Path) -> None:
    blocks = "blocks: [{exercises: [{name: Hop, reps: 5, sets: 2}]}]"
    person = Person(tmp_path, blocks).at(40, Pause()).at(60, Finish()).at(70, Undo())
    assert person.stage == ("WORK", "Hop", 1) and person.session.paused_at is not None
    person.at(80, Resume()).at(90, Done())
    assert view(person.session, 90 * SECOND).head.clock.startswith("0:50 of")


def test_a_number_and_its_noun_agree(tmp_path: Path) -> None:
    person = Person(tmp_path, "blocks: [{exercises: [{name: Hop, reps: 1}, {name: Row, reps: 5}]}]")
    assert view(person.at(10).session, 10 * SECOND).big.unit == "rep"
    shown = view(person.at(11, Done(), Finish()).session, 11 * SECOND)
    assert shown.summary is not None and shown.title == "✓ 11 s Test"
    assert (shown.summary.length, shown.summary.unit, shown.summary.sets, shown.summary.sets_unit) == (
        "11",
        "s",
        "1",
        "set",
    )
    assert shown.notes == ("1 set was not done.",)


def test_the_voice_says_the_seconds_of_a_short_workout(tmp_path: Path) -> None:
    session = Person(tmp_path, "blocks: [{exercises: [{name: Hop, reps: 1}]}]").at(11, Done()).session
    said = {
        code: signals(session, 11 * SECOND, 12 * SECOND, Speech(load_language(code)))[-1].words for code in LANGUAGES
    }
    assert said == {"en": "Done. eleven seconds, one set.", "de": "Fertig. elf Sekunden, ein Satz."}


def test_what_was_left_out_before_the_beginning_is_one_line_at_the_end(tmp_path: Path) -> None:
    person = Person(
        tmp_path,
        "blocks: [{exercises: [{name: A, reps: 1}, {name: B, reps: 1}, {name: C, reps: 1}, {name: D, reps: 1}]}]",
    )
    person.at(0, GoTo(person.sets[2].key)).at(12, Done()).at(13, Finish())
    results = summary(person, 13).results
    assert [(it.name, it.done, bool(it.keys)) for it in results] == [
        ("C", ("1",), True), ("D", ("–",), True), ("A, B", ("–",), False),
    ]  # fmt: skip
