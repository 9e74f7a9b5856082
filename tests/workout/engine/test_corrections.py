"""What a person corrects: loads and reps, of the current set, of the one just done and of those ahead."""

from pathlib import Path

from person import Person, straight

from coach.routine.values import Load, Reps
from coach.workout.engine.inputs import Back, Count, Done, Note, Skip, Swap, Undo
from coach.workout.plan.known import Known


def kg(weight: float) -> Load:
    return Load("mass", round(weight * 1000))


def loads(person: Person) -> list[str]:
    return [set_.load.text() if set_.load else "none" for set_ in person.sets]


def recorded(person: Person) -> list[Load | None]:
    return [record.load for record in person.session.records.values()]


def correct(person: Person, at: float, *weights: float) -> Person:
    """Presses on the load of the set that is here, one after the other."""
    for weight in weights:
        person.at(at, Note(person.here.set.key, "load", kg(weight)))
    return person


class TestLoads:
    def test_arrows_pressed_before_anything_else_are_undone_together(self, tmp_path: Path) -> None:
        person = correct(Person(tmp_path, straight("exercise: deadlift, sets: 2, reps: 5, load: 60 kg")), 2, 62.5, 65)
        assert loads(person.at(5, Undo())) == ["60 kg"] * 2
        assert not person.run.effective

    def test_the_loads_of_two_sets_are_undone_one_after_the_other(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: deadlift, sets: 2, reps: 5, load: 60 kg"))
        second = person.session.ahead[0].key
        person.at(2, Note(person.here.set.key, "load", kg(65))).at(3, Note(second, "load", kg(70)))
        assert loads(person.at(4, Undo())) == ["65 kg", "65 kg"]
        assert loads(person.at(5, Undo())) == ["60 kg", "60 kg"]

    def test_load_and_reps_of_one_set_are_undone_one_after_the_other(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: deadlift, sets: 2, reps: 5, load: 60 kg"))
        correct(person.at(2, Note(person.here.set.key, "reps", 6)), 3, 65)
        assert loads(person.at(4, Undo())) == ["60 kg"] * 2 and person.here.set.target == Reps(6, 6)
        assert person.at(5, Undo()).here.set.target == Reps(5, 5)

    def test_back_in_a_set_its_record_stands_until_it_is_done_again(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: deadlift, sets: 2, reps: 5, load: 60 kg"))
        correct(person.at(3, Done()).at(20, Done()).at(60, Back()), 61, 65)
        assert recorded(person) == [kg(60)]
        assert recorded(person.at(80).at(90, Done())) == [kg(65)]

    def test_corrections_before_and_after_a_swap_are_of_two_exercises(self, tmp_path: Path) -> None:
        item = "exercise: deadlift, sets: 2, reps: 5, load: 60 kg, alternatives: [rdl]"
        person = correct(Person(tmp_path, straight(item)), 2, 65).at(3, Swap())
        assert loads(correct(person, 4, 40, 42.5)) == ["42.5 kg"] * 2
        assert loads(person.at(5, Swap())) == ["65 kg"] * 2

    def test_a_correction_passes_through_the_loads_of_other_sets_without_taking_them_along(
        self, tmp_path: Path
    ) -> None:
        sets = "[{reps: 5, load: 60 kg}, {reps: 5, load: 60 kg}, {reps: 5, load: 62.5 kg}, {reps: 5, load: 65 kg}]"
        person = correct(Person(tmp_path, straight(f"exercise: deadlift, sets: {sets}")), 2, 62.5, 65, 67.5)
        assert loads(person) == ["67.5 kg", "67.5 kg", "62.5 kg", "65 kg"]
        assert loads(correct(person, 3, 65, 62.5, 60)) == ["60 kg", "60 kg", "62.5 kg", "65 kg"]

    def test_in_the_rest_it_goes_on_from_what_was_corrected_before(self, tmp_path: Path) -> None:
        person = correct(Person(tmp_path, straight("exercise: deadlift, sets: 3, reps: 5, load: 60 kg")), 2, 65)
        person.at(3, Done()).at(20, Done())
        assert loads(correct(person, 21, 62.5)) == ["62.5 kg"] * 3
        assert recorded(person) == [kg(62.5)]

    def test_another_set_corrects_from_the_load_that_it_has(self, tmp_path: Path) -> None:
        person = correct(Person(tmp_path, straight("exercise: deadlift, sets: 3, reps: 5, load: 60 kg")), 2, 65)
        person.at(3, Done()).at(20, Done()).at(40, Done())
        assert loads(correct(person, 41, 70)) == ["65 kg", "70 kg", "70 kg"]

    def test_a_corrected_load_asks_for_no_set_up(self, tmp_path: Path) -> None:
        item = straight("exercise: deadlift, sets: 3, reps: 5, load: 60 kg")
        in_the_set = correct(Person(tmp_path, item).at(3, Done()).at(20), 20, 65)
        assert not any(set_.setup.happens for set_ in in_the_set.session.ahead)
        in_the_rest = correct(Person(tmp_path, item).at(3, Done()).at(20, Done()), 21, 65)
        assert in_the_rest.here.stage == "REST"
        assert not any(set_.setup.happens for set_ in in_the_rest.session.ahead)

    def test_the_next_set_alone_gets_its_set_up(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: deadlift, sets: 3, reps: 5, load: 60 kg"))
        person.at(3, Done()).at(20, Done()).at(21, Note(person.session.ahead[0].key, "load", kg(65)))
        assert loads(person) == ["60 kg", "65 kg", "65 kg"] and recorded(person) == [kg(60)]
        assert [set_.setup.happens for set_ in person.session.ahead] == [True, False]

    def test_what_was_said_of_one_exercise_is_not_true_of_another(self, tmp_path: Path) -> None:
        person = Person(
            tmp_path,
            straight("exercise: deadlift, sets: 2, reps: 5, alternatives: [burpee, kb-swing]"),
        )
        correct(person, 2, 60).at(3, Swap())
        assert loads(person) == ["none", "none"]
        assert loads(correct(person.at(4, Swap()), 5, 16)) == ["16 kg", "16 kg"]
        assert loads(person.at(6, Swap())) == ["60 kg", "60 kg"]
        assert loads(person.at(7, Swap(), Swap())) == ["16 kg", "16 kg"]

    def test_warm_up_sets_of_what_is_swapped_in_keep_shares_alone(self, tmp_path: Path) -> None:
        warm_ups = "warm-up-sets: [bar x 10, 40 kg x 5, 50% x 3]"
        item = f"exercise: deadlift, reps: 5, load: 100 kg, alternatives: [kb-swing, rdl], {warm_ups}"
        person = Person(tmp_path, straight(item)).at(2, Swap())
        assert loads(person) == ["none", "none", "50 %", "none"]
        assert loads(person.at(3, Note(person.sets[-1].key, "load", kg(24))))[2:] == ["12 kg", "24 kg"]
        assert loads(person.at(4, Swap())) == ["20 kg", "none", "50 %", "none"]
        assert loads(person.at(5, Note(person.sets[-1].key, "load", kg(60))))[2:] == ["30 kg", "60 kg"]

    def test_a_share_of_the_max_moves_in_the_rest_too(self, tmp_path: Path) -> None:
        person = Person(
            tmp_path,
            straight("exercise: deadlift, sets: 3, reps: 5, load: 70%"),
            Known(maxes={"deadlift": kg(140)}),
        )
        person.at(3, Done()).at(20, Done())
        correct(person, 21, 142.5)
        assert person.here.set.base == kg(142.5)
        correct(person, 22, 147.5, 145)
        assert loads(person) == ["102.5 kg"] * 3 and recorded(person) == [kg(102.5)]
        person.at(25, Undo())
        assert loads(person) == ["97.5 kg"] * 3 and recorded(person) == [kg(97.5)]

    def test_back_in_the_set_its_corrected_load_stands(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: deadlift, sets: 2, reps: 5, load: 60 kg"))
        correct(person.at(3, Done()).at(20, Done()), 21, 65).at(60, Back())
        assert person.here.set.load == kg(65)

    def test_a_warm_up_set_can_be_corrected(self, tmp_path: Path) -> None:
        item = "exercise: deadlift, reps: 5, load: 100 kg, warm-up-sets: [bar x 10, 40 kg x 5, 50% x 3]"
        person = correct(Person(tmp_path, straight(item)), 2, 30)
        assert loads(person) == ["30 kg", "40 kg", "50 kg", "100 kg"]
        person.at(3, Skip())
        assert loads(correct(person, 4, 45)) == ["30 kg", "45 kg", "50 kg", "100 kg"]


class TestReps:
    def test_a_corrected_target_survives_a_corrected_load(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: deadlift, sets: 3, reps: 5, load: 70 kg"))
        person.at(2, Note(person.here.set.key, "reps", 6))
        correct(person, 3, 72.5)
        assert person.here.set.target == Reps(6, 6)
        assert [set_.target for set_ in person.session.ahead] == [Reps(5, 5), Reps(5, 5)]

    def test_a_target_corrected_in_the_set_stands_when_it_begins_again(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: deadlift, sets: 2, reps: 5, load: 70 kg")).at(2, Done()).at(20)
        person.at(20, Note(person.here.set.key, "reps", 6)).at(30, Done()).at(60, Back())
        assert person.here.stage == "READY"
        assert correct(person, 61, 72.5).here.set.target == Reps(6, 6)

    def test_a_target_said_for_the_second_side_wins_over_what_the_first_did(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: push-up, sides: each, reps: 8")).at(20, Done())
        person.at(21, Note(person.session.ahead[0].key, "reps", 6))
        assert person.at(40).stage[0] == "WORK" and person.here.set.target == Reps(6, 6)

    def test_reps_that_were_counted_are_corrected_not_aimed_at(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: push-up, reps: 8")).at(12, Count(), Count(), Count())
        person.at(13, Note(person.here.set.key, "reps", 4))
        assert person.here.count == 4 and person.here.set.target == Reps(8, 8)
        person.at(14, Note(person.here.set.key, "reps", 0))
        assert person.here.count == 0
        person.at(15, Note(person.here.set.key, "reps", 9))
        assert person.here.set.target == Reps(9, 9), "nothing is counted: what will be logged"
        (record,) = person.at(20, Done()).session.records.values()
        assert record.reps == 9

    def test_counted_reps_of_alternating_sides_are_of_each(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: push-up, sides: alternate, reps: 8")).at(12, *[Count()] * 6)
        person.at(13, Note(person.here.set.key, "reps", 4))
        (record,) = person.at(20, Done()).session.records.values()
        assert record.reps == 4
