"""Small things that the screen says, each in the situation that shows it."""

from pathlib import Path

from person import Person

from coach.routine.model import Exercise
from coach.routine.values import SECOND, Load
from coach.workout.engine.inputs import Count, Done, Note, Pause, Resume, Skip
from coach.workout.view.shown import LanePart, WorkoutView
from coach.workout.view.view import view


def plates(load: Load, exercise: Exercise, now: Load | None) -> str:
    return f"{load.text()} (now {now.text() if now else 'nothing'})"


def seen(person: Person, seconds: float) -> WorkoutView:
    return view(person.session, round(seconds * SECOND), plates)


def test_warm_up_sets_of_a_circuit_are_no_stations(tmp_path: Path) -> None:
    items = ", ".join(
        f"{{exercise: {name}, reps: 5, load: 60 kg, warm-up-sets: [bar x 10]}}" for name in ("deadlift", "squat")
    )
    person = Person(tmp_path, f"blocks: [{{type: circuit, rounds: 2, set-up: none, exercises: [{items}]}}]")
    assert seen(person, 0).caption.detail == "10 reps"


def test_a_rep_of_one_side_counts_for_the_pair(tmp_path: Path) -> None:
    person = Person(tmp_path, "blocks: [{exercises: [{name: Lunge, reps: 8, sides: alternate}]}]").at(11)
    person.at(12, Count(), Count(), Count())
    assert (seen(person, 12).big.text, seen(person, 12).big.unit) == ("2", "of 8 each")


def test_how_many_more_is_asked_in_main_blocks_only(tmp_path: Path) -> None:
    item = "{name: A, reps: 8, sets: 2, rest: 30s, pace: self}"
    for section, asks in (("main", True), ("warm-up", False)):
        person = Person(tmp_path, f"blocks: [{{section: {section}, exercises: [{item}]}}]").at(20, Done())
        correction = seen(person, 21).correction
        assert correction is not None and correction.asks_rir == asks


def test_a_share_of_a_weight_that_is_not_known_is_said_as_it_is(tmp_path: Path) -> None:
    item = "{exercise: deadlift, reps: 5, warm-up-sets: [50% x 5], warm-up-rest: 60s}"
    set_up = seen(Person(tmp_path, f"blocks: [{{exercises: [{item}]}}]"), 1)
    assert set_up.big.lines[0] == "your weight: one you could lift 3 more times"
    person = Person(tmp_path, f"blocks: [{{set-up: none, exercises: [{item}]}}]").at(20, Done())
    correction = seen(person, 21).correction
    assert correction is not None and correction.load == "50 % of today's weight"


def test_the_second_side_does_as_many_as_the_first_did(tmp_path: Path) -> None:
    person = Person(tmp_path, "blocks: [{exercises: [{name: Bridge, reps: 10, sides: each}]}]").at(20, *[Count()] * 7)
    person.at(21, Done())
    assert seen(person, 22).next.line == "LEFT, 7 reps, as many as on the right"


def test_an_amrap_names_the_station_of_its_round(tmp_path: Path) -> None:
    items = "{name: Burpee, reps: 5}, {name: Air squat, reps: 10}"
    person = Person(tmp_path, f"blocks: [{{type: amrap, for: 8m, exercises: [{items}]}}]").at(40, *[Done()] * 3)
    shown = seen(person, 40)
    assert (shown.caption.detail, shown.title) == ("round 2 · station 2 of 2", "▶ 7:30 Air squat")


def test_away_counts_its_first_minute_as_it_is_over(tmp_path: Path) -> None:
    person = Person(tmp_path, "blocks: [{exercises: [{name: A, sets: 3, reps: 5, rest: 3m}]}]").at(30, Done())
    person.at(40, Pause("away"))
    assert [seen(person, at).big.text for at in (99.9, 100)] == ["2:50", "1"]


def test_sets_left_out_for_pain_are_skipped_sets(tmp_path: Path) -> None:
    items = "{name: A, sets: 2, reps: 5, rest: 10s}, {name: B, reps: 5, load: 20 kg}"
    person = Person(tmp_path, f"blocks: [{{exercises: [{items}]}}]").at(15, Skip("exercise", pain=True)).at(40, Done())
    shown = seen(person, 41)
    assert shown.notes == ("2 sets were skipped.",) and shown.summary is not None
    assert shown.summary.results[0].done == ("skipped",), "once for both"


def test_the_cue_of_a_ready_stays(tmp_path: Path) -> None:
    person = Person(tmp_path, "blocks: [{set-up: none, exercises: [{exercise: rdl, reps: 5}]}]")
    assert [[cue.now for cue in seen(person, at).cues.lines].index(True) for at in (1, 9)] == [0, 0]


def test_going_on_in_the_second_half_says_its_side(tmp_path: Path) -> None:
    person = Person(tmp_path, "blocks: [{exercises: [{name: Side plank, work: 30s, sides: alternate}]}]")
    person.at(30, Pause()).at(60, Resume())
    assert seen(person, 61).big.lines == ("30 s", "left side")


def test_what_was_on_a_bar_of_another_kind_is_not_on_this_one(tmp_path: Path) -> None:
    items = "{exercise: deadlift, reps: 5, load: 60 kg, rest: 1m}, {exercise: trap-bar-deadlift, reps: 5, load: 80 kg}"
    person = Person(tmp_path, f"blocks: [{{exercises: [{items}]}}]").at(60, Done(), Done()).at(90, Done())
    assert person.at(160).stage == ("SETUP", "trap-bar-deadlift", 1)
    assert seen(person, 160).big.lines[0] == "80 kg (now nothing)"


def test_an_exact_length_is_rounded(tmp_path: Path) -> None:
    item = "{exercise: deadlift, reps: 10, pace: coach, tempo: 2s}"
    person = Person(tmp_path, f"blocks: [{{exercises: [{item}]}}]").at(60.6, Done())
    assert seen(person, 61).head.clock == "1:01 of 1:31", "60.6 + 10 + 20 s"


def test_the_last_screen_has_the_load_that_was_lifted(tmp_path: Path) -> None:
    item = "{exercise: deadlift, reps: 5, load: 80 kg, rest: none, warm-up-sets: [bar x 5]}"
    person, now = Person(tmp_path, f"blocks: [{{set-up: none, exercises: [{item}]}}]"), 0
    while person.session.here is not None:
        now += 10
        person.at(now, Done())
    person.at(now, Note(person.sets[-1].key, "load", Load("mass", 82_500)))
    summary = seen(person, now).summary
    assert summary is not None and summary.results[0].load == "82.5 kg"
    assert summary.sets == "1", "without the warm-up set"


def test_the_interval_has_its_clock_and_its_lane(tmp_path: Path) -> None:
    emom = "blocks: [{type: emom, every: 90s, rounds: 2, %s}]"
    reps = Person(tmp_path, emom % "exercises: [{name: Row, reps: 10}]").at(10)
    assert [(seen(reps, at).big.second, seen(reps, at).big.second_unit) for at in (20, 60)] == [
        ("1:20", ""),
        ("40", "s"),
    ]
    lane = seen(reps, 20).lane
    assert lane is not None and lane.parts == (LanePart("▶", "interval", 90, 10),)
    timed = seen(Person(tmp_path, emom % "work: 40s, exercises: [{name: Row}]").at(10), 20)
    assert (timed.badge.word, timed.big.text, timed.big.unit) == ("WORK", "30", "of 40 s")


def test_only_a_set_that_the_coach_counts_ends_by_itself(tmp_path: Path) -> None:
    person = Person(tmp_path, "blocks: [{exercises: [{name: A, sets: 2, reps: 5}]}]").at(15)
    assert (seen(person, 16).next.line, seen(person, 16).next.ends) == ("rest 2:00 · last set of 2", "")
    person.at(20, Done())
    assert seen(person, 21).next.line == "", "nor does such a set give time to get ready by a clock"


def test_before_a_set_up_nothing_is_said_of_getting_ready(tmp_path: Path) -> None:
    blocks = (
        "blocks: [{section: warm-up, exercises: [{name: A, work: 20s}]},"
        " {exercises: [{exercise: deadlift, sets: 2, reps: 5, rest: 90s}, {name: B, work: 20s}]}]"
    )
    person = Person(tmp_path, blocks).at(15)
    assert seen(person, 16).next.line == "set up DEADLIFT"
    person.at(40, Done()).at(60, Done()).at(170).at(180, Done()).at(190)
    assert seen(person, 190).caption.exercise == "Rest after the last set of 2"


def test_a_rest_can_be_changed_as_soon_as_the_interval_is_over(tmp_path: Path) -> None:
    emom = "{type: emom, every: 60s, rounds: 1, rest-after: 30s, exercises: [{name: Row, reps: 10}]}"
    person = Person(tmp_path, f"blocks: [{emom}, {{exercises: [{{name: B, work: 20s}}]}}]").at(30, Done())
    assert [seen(person, at).big.lines for at in (69.5, 70)] == [("of 1:10",), ("of 1:10", "+ − 15 s")]


def test_a_block_that_is_called_as_the_routine_is_named_by_its_section(tmp_path: Path) -> None:
    for name, place in (("Test", "Main"), ("Legs", "Legs")):
        person = Person(tmp_path, f"blocks: [{{name: {name}, exercises: [{{name: A, reps: 5}}]}}]")
        assert (seen(person, 1).head.routine, seen(person, 1).head.place) == ("Test", place)
