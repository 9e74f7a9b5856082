"""What stands between two sets because of both: the rest after warm-up sets, SETUP and READY (docs/rules.md#rest)."""

from pathlib import Path

import pytest
from person import Person, straight

from coach.routine.values import SECOND
from coach.workout.plan.sets import planned_ns

WARM_UP_SETS = "warm-up-sets: [50% x 5, 70% x 3]"


def setups(person: Person) -> list[bool]:
    return [set_.setup.happens for set_ in person.sets]


class TestTheLastWarmUpSet:
    def test_the_rest_before_the_first_entry_of_a_list_is_that_entrys(self, tmp_path: Path) -> None:
        sets = "[{reps: 5, rest: 90s}, {reps: 1, rest: 200s}]"
        item = f"exercise: deadlift, load: 80 kg, {WARM_UP_SETS}, sets: {sets}"
        assert Person(tmp_path, straight(item)).rests() == [60, 90, 90, 0]

    @pytest.mark.parametrize("kind", ["circuit", "superset"])
    def test_the_routines_rest_is_not_taken_in_a_block_of_rounds(self, tmp_path: Path, kind: str) -> None:
        item = f"{{exercise: deadlift, reps: 5, load: 80 kg, {WARM_UP_SETS}}}"
        blocks = f"blocks: [{{type: {kind}, rounds: 1, exercises: [{item}, {{exercise: push-up, reps: 5}}]}}]\n"
        assert Person(tmp_path, f"defaults: {{rest: 100s}}\n{blocks}").rests()[:2] == [60, 60]

    def test_none_leads_straight_on(self, tmp_path: Path) -> None:
        item = f"exercise: push-up, reps: 5, rest: none, {WARM_UP_SETS.replace('%', ' kg')}"
        person = Person(tmp_path, straight(item))
        assert person.rests() == [60, 0, 0] and not person.sets[2].ready.happens


class TestSetUp:
    def test_a_bar_is_unloaded_for_a_set_without_a_load(self, tmp_path: Path) -> None:
        loaded, free = "{exercise: deadlift, reps: 5, load: 80 kg}", "{exercise: deadlift, reps: 10}"
        assert setups(Person(tmp_path, f"blocks: [{{exercises: [{loaded}, {free}]}}]\n")) == [True, True]
        assert setups(Person(tmp_path, f"blocks: [{{exercises: [{free}, {free}]}}]\n")) == [True, False]

    def test_it_is_begun_in_a_rest_and_in_what_an_emom_leaves_of_its_interval(self, tmp_path: Path) -> None:
        emom = "type: emom, every: 60s, rounds: 1, rest-after: 20s, exercises: [{name: Run, work: 30s}]"
        lift = "exercises: [{exercise: deadlift, work: 10s, load: 80 kg}]"
        person = Person(tmp_path, f"blocks: [{{{emom}}}, {{{lift}}}]\n")
        assert planned_ns(person.sets) == (10 + 60 + 20 + (60 - 30 - 20) + 10 + 10) * SECOND


class TestReady:
    def test_two_clocks_of_their_own_do_not_run_into_each_other(self, tmp_path: Path) -> None:
        tabata = "{section: warm-up, type: tabata, rounds: 2, exercises: [{name: Run}]}"
        person = Person(tmp_path, f"blocks: [{tabata}, {tabata}]\n")
        assert person.at(10 + 50).stage == ("READY", "Run", 1)
        assert person.at(10 + 50 + 10).stage == ("WORK", "Run", 1)

    def test_an_emom_that_ends_in_a_rest_leads_straight_to_the_next_work(self, tmp_path: Path) -> None:
        emom = "section: warm-up, type: emom, every: 60s, rounds: 1, exercises: [{name: Run, work: 30s}]"
        person = Person(tmp_path, f"blocks: [{{{emom}}}, {{exercises: [{{name: Hang, work: 20s}}]}}]\n")
        assert planned_ns(person.sets) == (10 + 60 + 20) * SECOND
        assert person.at(10 + 60).stage == ("WORK", "Hang", 1)
