"""How long the workout still takes, by its estimates: only a key makes it longer (docs/rules.md#estimates)."""

from pathlib import Path

from person import Person, straight

from coach.routine.values import SECOND
from coach.workout.engine.inputs import Done, Extend, Note, Restart, Skip, TogglePace
from coach.workout.engine.timeline import remaining_ns
from coach.workout.view.view import view


def left(person: Person, seconds: float) -> float:
    return remaining_ns(person.session, round(seconds * SECOND)) / SECOND


def test_the_second_side_of_open_work_takes_what_the_first_one_was_held(tmp_path: Path) -> None:
    person = Person(tmp_path, straight("name: Hang, work: 20s+, sides: each")).at(70, Done())
    assert view(person.session, 71 * SECOND).next.line == "LEFT, 1 min"
    assert (left(person, 70), left(person, 77.5), left(person, 78)) == (68, 60.5, 60)


def test_a_first_side_that_was_made_longer_makes_the_second_longer_at_once(tmp_path: Path) -> None:
    person = Person(tmp_path, straight("name: Hang, work: 20s, sides: each"))
    assert left(person, 10) == 20 + 8 + 20
    person.at(10, Extend(15 * SECOND))
    assert (left(person, 10), left(person, 44), left(person, 53)) == (35 + 8 + 35, 1 + 8 + 35, 35)


def test_so_does_a_corrected_target_at_the_coachs_pace(tmp_path: Path) -> None:
    person = Person(tmp_path, straight("name: Hop, reps: 5, pace: coach, tempo: 2s, sides: each"))
    person.at(11, Note(person.sets[0].key, "reps", 8))
    assert (left(person, 11), left(person, 26), left(person, 34)) == (15 + 8 + 16, 8 + 16, 16)


def test_a_second_side_at_the_coachs_pace_has_the_target_of_its_range(tmp_path: Path) -> None:
    person = Person(tmp_path, straight("name: Hop, reps: 4-6, pace: coach, tempo: 2s, sides: each"))
    assert [at for at, name in person.heard(10, 22) if name == "target"] == [18]
    assert [at for at, name in person.heard(30, 42) if name == "target"] == [38]


def test_a_skip_in_a_rest_leaves_the_time_to_set_up_to_the_rest(tmp_path: Path) -> None:
    items = "{name: Hop, reps: 5, rest: 40s}, {name: Row, reps: 5, rest: none}, {exercise: deadlift, reps: 5}"
    person = Person(tmp_path, f"blocks: [{{exercises: [{items}]}}]").at(30, Done()).at(44, Skip("exercise"))
    assert left(person, 44) == 26 + 20 + 10 + 20
    assert (left(person, 69), left(person, 70), left(person, 75)) == (1 + 50, 50, 45)


def test_a_rest_that_is_cut_short_leaves_its_time_to_the_set_up(tmp_path: Path) -> None:
    items = "{name: Hop, reps: 5, rest: 2m}, {exercise: deadlift, reps: 5}"
    person = Person(tmp_path, f"blocks: [{{exercises: [{items}]}}]").at(30, Done())
    assert left(person, 45) == 105 + 10 + 20
    assert left(person.at(45, Skip()), 45) == 45 + 10 + 20


def test_the_rest_of_an_interval_is_time_to_set_up_too(tmp_path: Path) -> None:
    emom = "{type: emom, every: 60s, rounds: 1, exercises: [{name: Hop, work: 20s}]}"
    lift = "{exercises: [{exercise: deadlift, reps: 5}]}"
    person = Person(tmp_path, f"blocks: [{emom[:-1]}, rest-after: none}}, {lift}]")
    assert (left(person, 10), left(person, 69), left(person, 70)) == (60 + 20 + 10 + 20, 51, 50)


def test_the_coachs_pace_is_counted_to_its_end_after_a_restart(tmp_path: Path) -> None:
    person = Person(tmp_path, straight("name: Hop, reps: 8-12, tempo: 2s, sides: each"))
    person.at(30, Done()).at(40, TogglePace()).at(41, Restart())
    assert left(person, 41) == 10 + 16, "the right side had eight"
    person = Person(tmp_path, straight("name: Hop, reps: 8-12, tempo: 2s")).at(12, TogglePace()).at(14, Restart())
    assert (left(person, 14), left(person, 24)) == (10 + 24, 24)


def test_get_ready_after_a_rest_that_waits_is_part_of_the_plan(tmp_path: Path) -> None:
    person = Person(tmp_path, straight("name: Hang, work: 20s, sets: 2, rest: 30s+"))
    assert left(person, 0) == 10 + 20 + 30 + 10 + 20
    assert left(person.at(65), 65) == 30
    assert left(person.at(70, Done()), 70) == 30
    assert person.stage == ("READY", "Hang", 2)
    own = Person(tmp_path, straight("name: Hop, reps: 5, sets: 2, rest: 30s+"))
    assert left(own, 0) == 10 + 15 + 30 + 15, "a set at one's own pace begins at once"


def test_a_correction_of_the_first_side_places_the_sounds_of_the_second_anew(tmp_path: Path) -> None:
    person = Person(tmp_path, straight("name: Hop, reps: 4, pace: coach, tempo: 2s, sides: each")).at(19)
    assert person.stage[0] == "REST" and person.heard(25, 40)[-1] == (34, "finished")
    generation = person.run.generation
    person.at(20, Note(person.sets[0].key, "reps", 3))
    assert person.heard(25, 40)[-1] == (32, "finished") and person.run.generation > generation
