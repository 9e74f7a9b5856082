"""What each type of block becomes: how many sets, how they are counted, what stands between them."""

from itertools import groupby
from pathlib import Path

import pytest
from generated import knowns, routines
from hypothesis import given
from person import Person

from coach.routine.model import Routine
from coach.routine.problems import LoadError
from coach.routine.values import SECOND
from coach.workout.engine.facts import set_number
from coach.workout.engine.inputs import Done
from coach.workout.plan.expand import expand
from coach.workout.plan.known import Known
from coach.workout.plan.sets import planned_ns
from coach.workout.view.view import view

FULL_EMOM = "blocks: [{type: emom, every: 40s, work: 40s, rounds: 2, exercises: [{name: Run}, {name: Row}]}]\n"
TABATA = "blocks: [{type: tabata, rounds: 3, exercises: [{name: Run}, {name: Row}]}]\n"


def words(person: Person, *seconds: float) -> list[str]:
    """What the screen says at these seconds: the stage and the biggest thing."""
    shown = [view(person.session, round(second * SECOND)) for second in seconds]
    return [f"{it.badge.word} {it.big.text}" for it in shown]


class TestAnEmomWhoseWorkFillsItsIntervals:
    def test_it_can_be_written_and_a_second_more_cannot(self, tmp_path: Path) -> None:
        assert Person(tmp_path, FULL_EMOM).routine.name == "Test"
        with pytest.raises(LoadError) as refused:
            Person(tmp_path, FULL_EMOM.replace("work: 40s", "work: 41s"))
        assert '"work" of 41s does not fit into an interval of 40s.' in str(refused.value)

    def test_an_item_may_fill_its_interval_too(self, tmp_path: Path) -> None:
        own = FULL_EMOM.replace("work: 40s, ", "").replace("{name: Run}, {name: Row}", "{name: Run, work: 40s}")
        assert planned_ns(Person(tmp_path, own).sets) == (10 + 2 * 40) * SECOND

    def test_one_interval_follows_the_other_without_rest_and_without_ready(self, tmp_path: Path) -> None:
        person = Person(tmp_path, FULL_EMOM)
        assert words(person, 10, 49.5, 50, 89.5, 90) == ["WORK 40", "WORK 1", "WORK 40", "WORK 1", "WORK 40"]
        assert [name for _, name in person.heard(49, 51)] == ["tick", "go"]
        assert planned_ns(person.sets) == (10 + 4 * 40) * SECOND

    def test_it_is_over_when_its_last_work_is(self, tmp_path: Path) -> None:
        person = Person(tmp_path, FULL_EMOM)
        assert person.at(169.9).session.finished is None
        assert person.at(170).session.finished == 170 * SECOND

    def test_enter_ends_the_work_and_the_rest_runs_to_the_next_interval(self, tmp_path: Path) -> None:
        person = Person(tmp_path, FULL_EMOM).at(20, Done())
        assert words(person, 20, 49.5, 50) == ["REST 30", "REST 1", "WORK 40"]


class TestTheIntervalsOfATabata:
    def test_its_exercises_take_turns_and_its_rounds_count_intervals(self, tmp_path: Path) -> None:
        person = Person(tmp_path, TABATA)
        assert [set_.exercise.name for set_ in person.sets] == ["Run", "Row", "Run"]
        assert [set_number(person.session, set_) for set_ in person.sets] == [("interval", n, 3) for n in (1, 2, 3)]

    def test_a_rest_stands_between_two_intervals_and_none_after_the_last(self, tmp_path: Path) -> None:
        person = Person(tmp_path, TABATA)
        assert person.rests() == [10, 10, 0]
        assert words(person, 29.5, 30, 39.5, 40, 89.5) == ["WORK 1", "REST 10", "REST 1", "WORK 20", "WORK 1"]
        assert person.at(90).session.finished == 90 * SECOND

    def test_the_screen_says_which_interval_it_is(self, tmp_path: Path) -> None:
        person = Person(tmp_path, TABATA)
        assert view(person.session, 45 * SECOND).caption.detail == "interval 2 of 3"

    def test_ten_of_200_intervals_fit_into_a_routine_and_one_more_does_not(self, tmp_path: Path) -> None:
        block = "  - {type: tabata, rounds: 200, exercises: [{name: Run}, {name: Row}]}\n"
        assert len(Person(tmp_path, "blocks:\n" + block * 10).sets) == 2000
        with pytest.raises(LoadError) as refused:
            Person(tmp_path, "blocks:\n" + block * 11)
        assert "13:5: with this block the routine has more than 2,000 sets." in str(refused.value)


@given(routine=routines, known=knowns)
def test_a_block_has_as_many_sets_as_it_says(routine: Routine, known: Known) -> None:
    efforts = dict.fromkeys((set_.block.key, set_.key.effort) for set_ in expand(routine, known))
    planned = [len(list(group)) for _, group in groupby(efforts, key=lambda pair: pair[0])]
    warm_ups = [sum(len(item.warm_up_sets) for item in block.exercises) for block in routine.blocks]
    assert planned == [block.set_count() + more for block, more in zip(routine.blocks, warm_ups, strict=True)]
