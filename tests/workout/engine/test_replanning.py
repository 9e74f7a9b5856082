"""What is ahead after an edit or a new file: nothing jumps, and nothing done changes."""

from pathlib import Path

import pytest
from person import LIBRARY, Person

from coach.routine.model import Routine
from coach.routine.values import SECOND, Load
from coach.workout.engine.inputs import Back, Done, GoTo, Later, More, Note, Replan, Skip, Swap
from coach.workout.view.view import view

ITEM = "exercise: squat, sets: 2, reps: 5, rest: 60s, alternatives: [reverse-lunge]"
SQUATS = f"{{set-up: none, exercises: [{{{ITEM}}}, {{name: Row, reps: 5}}]}}"
PLANK = "{name: New, exercises: [{name: Plank, work: 30s}]}"


def file(folder: Path, blocks: str) -> Routine:
    path = folder / "saved.yaml"
    path.write_text(f"name: Test\nblocks: [{blocks}]\n")
    return LIBRARY.load(str(path)).routine


def begun(folder: Path, sets: int = 2) -> Person:
    return Person(folder, f"blocks: [{SQUATS.replace('sets: 2', f'sets: {sets}')}]\n")


def plan(person: Person) -> list[tuple[str, int]]:
    """The running set and those ahead."""
    return [(it.exercise.id, it.key.number) for it in (person.here.set, *person.session.ahead)]


class TestWhatRunsDoesNotJump:
    def test_a_swap_after_a_block_was_saved_before_it(self, tmp_path: Path) -> None:
        person = begun(tmp_path).at(2, Replan(file(tmp_path, f"{PLANK}, {SQUATS}"))).at(3, Swap())
        assert plan(person) == [("reverse-lunge", 1), ("reverse-lunge", 2), ("Row", 1)]

    def test_nor_does_later(self, tmp_path: Path) -> None:
        person = begun(tmp_path).at(2, Replan(file(tmp_path, f"{PLANK}, {SQUATS}"))).at(3, Later())
        assert plan(person) == [("Row", 1), ("squat", 1), ("squat", 2)]

    def test_a_swap_where_a_skip_left_the_sets_in_another_order(self, tmp_path: Path) -> None:
        circuit = "{type: circuit, rounds: 2, set-up: none, exercises: [ITEM, {name: Row, reps: 5}]}"
        item = "{exercise: squat, reps: 5, alternatives: [reverse-lunge]}"
        person = Person(tmp_path, f"blocks: [{circuit.replace('ITEM', item)}]\n").at(12, Skip(pain=True))
        person.at(40, Back()).at(41, Swap())
        assert plan(person) == [("reverse-lunge", 2), ("Row", 1), ("Row", 2)]
        person.at(60, Back()).at(61, Swap())
        assert plan(person) == [("reverse-lunge", 1), ("reverse-lunge", 2), ("Row", 1), ("Row", 2)]

    @pytest.mark.parametrize("second", [5, 25, 30])
    def test_a_swap_of_a_station_acts_in_a_rest_and_a_ready_as_in_the_amrap(self, second: int, tmp_path: Path) -> None:
        hang = "{rest-after: 10s, exercises: [{name: Hang, work: 10s}]}"
        stations = "{exercise: push-up, reps: 5, alternatives: [burpee]}, {exercise: squat, reps: 5}"
        amrap = f"{{type: amrap, for: 60s, set-up: none, exercises: [{stations}]}}"
        person = Person(tmp_path, f"blocks: [{hang}, {amrap}]\n" if second == 25 else f"blocks: [{amrap}]\n")
        person.at(second, Swap()).at(second + 30)
        assert person.here.stage == "WORK"
        assert [station.exercise.id for station in person.here.set.stations] == ["burpee", "squat"]


class TestWhatIsDoneStaysWhatItIs:
    @staticmethod
    def back_at_the_first_set(folder: Path) -> Person:
        """Sets 1 and 2 of 4 are done with squats, 3 and 4 are to be lunges, and set 1 is begun again."""
        person = begun(folder, sets=4).at(10).at(20, Done()).at(21, Done()).at(40, Done()).at(41, Done())
        person.at(60, Swap()).at(80, Back()).at(100, Back())
        assert plan(person)[:3] == [("squat", 1), ("squat", 2), ("reverse-lunge", 3)]
        return person

    def test_a_corrected_load(self, tmp_path: Path) -> None:
        person = self.back_at_the_first_set(tmp_path)
        person.at(101, Note(person.here.set.key, "load", Load("mass", 24_000)))
        assert plan(person)[:3] == [("squat", 1), ("squat", 2), ("reverse-lunge", 3)]
        assert [set_.load.text() if set_.load else "" for set_ in person.sets[:3]] == ["24 kg", "24 kg", ""]

    def test_later_and_one_more_set(self, tmp_path: Path) -> None:
        person = self.back_at_the_first_set(tmp_path).at(101, More()).at(102, Later())
        assert plan(person) == [("Row", 1), ("squat", 1), ("squat", 2), *(("reverse-lunge", n) for n in (3, 4, 5))]

    def test_a_swap_is_of_the_set_that_begins_again_and_of_those_that_are_not_done(self, tmp_path: Path) -> None:
        person = self.back_at_the_first_set(tmp_path).at(101, Swap())
        assert plan(person)[:3] == [("reverse-lunge", 1), ("squat", 2), ("reverse-lunge", 3)]
        person.at(102, Swap())
        assert plan(person)[:4] == [("squat", 1), ("squat", 2), ("squat", 3), ("squat", 4)]

    def test_a_target_of_a_set_that_keeps_its_exercise(self, tmp_path: Path) -> None:
        person = self.back_at_the_first_set(tmp_path)
        person.at(101, Note(person.session.ahead[0].key, "reps", 7))
        assert person.session.ahead[0].exercise.id == "squat" and person.session.ahead[0].expected == 7

    def test_a_file_without_a_done_set_leaves_it_among_the_past(self, tmp_path: Path) -> None:
        person = begun(tmp_path, sets=3).at(10).at(20, Done()).at(21, Done()).at(40, Done())
        person.at(60, GoTo(person.sets[0].key)).at(61, Replan(file(tmp_path, SQUATS.replace("sets: 2", "sets: 1"))))
        assert plan(person) == [("squat", 1), ("Row", 1)]
        assert [(it.exercise.id, it.key.number) for it in person.session.past] == [("squat", 2)]
        assert set(person.session.records) <= {set_.key for set_ in person.sets}


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(41, "Rest after the last set of 2"), (42, "Rest after set 2 of 3"), (44, "last set of 3"), (60, "set 2 of 3")],
)
def test_one_more_set_counts_for_those_before_it_too(seconds: int, said: str, tmp_path: Path) -> None:
    person = begun(tmp_path).at(10).at(20, Done()).at(21, Done()).at(40, Done())
    for at, key in ((42, More()), (44, Done()), (60, Back())):
        if at <= seconds:
            person.at(at, key)
    caption = view(person.session, seconds * SECOND).caption
    assert said in (caption.exercise, caption.detail.split(" · ")[0])


def test_a_file_with_fewer_sets_than_were_done_counts_no_fewer(tmp_path: Path) -> None:
    person = begun(tmp_path, sets=4).at(10).at(20, Done()).at(21, Done()).at(40, Done()).at(41, Done())
    person.at(42, Replan(file(tmp_path, SQUATS)))
    assert [(set_.key.number, set_.total) for set_ in person.sets][:3] == [(1, 3), (2, 3), (3, 3)]
