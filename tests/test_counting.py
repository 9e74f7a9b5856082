"""A number and its noun agree, wherever the program says one."""

from pathlib import Path

from person import Person, straight

from coach.counting import counted, noun
from coach.routine.values import SECOND
from coach.workout.view.view import view


def test_one_is_singular_and_all_else_is_plural() -> None:
    assert [counted(number, "set") for number in (0, 1, 2, 1200)] == ["0 sets", "1 set", "2 sets", "1,200 sets"]
    assert (noun(1, "more problem"), noun(2, "more problem")) == ("more problem", "more problems")


def test_the_first_rep_of_an_open_set_at_the_coachs_pace_is_one_rep(tmp_path: Path) -> None:
    person = Person(tmp_path, straight("exercise: push-up, reps: 10+, pace: coach"))
    shown = [view(person.at(second).session, second * SECOND).big for second in (10, 13)]
    assert [(big.text, big.unit) for big in shown] == [("1", "rep"), ("2", "reps")]
