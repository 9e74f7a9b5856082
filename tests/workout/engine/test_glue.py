"""What stands between two sets, planned and as it comes: set-up, get ready, rest."""

from pathlib import Path

import pytest
from person import Person, straight

from coach.routine.values import SECOND
from coach.workout.engine.inputs import Done, Extend, GoTo, Later, Note, Pause, Resume, Skip
from coach.workout.engine.session import Refused
from coach.workout.engine.timeline import rehearsed, remaining_ns
from coach.workout.plan.sets import planned_ns
from coach.workout.view.view import view

EMOM_THEN_STRETCH = """blocks:
  - {type: emom, every: 60s, rounds: 2, exercises: [{exercise: push-up, reps: 5}]}
  - {section: cool-down, exercises: [{exercise: plank, work: 30s}]}
"""
TO_THE_BAR = """blocks:
  - exercises: [{exercise: push-up, reps: 5, rest: 20s}, {exercise: deadlift, sets: 3, reps: 5, load: 80 kg}]
"""


class TestAfterAnEmom:
    def test_an_interval_that_ran_out_is_followed_by_get_ready(self, tmp_path: Path) -> None:
        person = Person(tmp_path, EMOM_THEN_STRETCH).at(130)
        assert person.stage == ("READY", "plank", 1)
        assert person.at(140).stage == ("WORK", "plank", 1)
        *_, (last, _) = rehearsed(Person(tmp_path, EMOM_THEN_STRETCH).session)
        assert last.ends == planned_ns(person.sets) == 170 * SECOND

    def test_a_rest_to_the_grid_is_get_ready_enough(self, tmp_path: Path) -> None:
        person = Person(tmp_path, EMOM_THEN_STRETCH).at(90, Done())
        assert remaining_ns(person.session, 90 * SECOND) == 70 * SECOND
        assert view(person.session, 125 * SECOND).badge.word == "READY"
        assert person.at(130).stage == ("WORK", "plank", 1)

    def test_work_that_leaves_a_rest_needs_no_other(self, tmp_path: Path) -> None:
        blocks = EMOM_THEN_STRETCH.replace("reps: 5", "work: 40s")
        assert Person(tmp_path, blocks).at(130).stage == ("WORK", "plank", 1)
        filled = EMOM_THEN_STRETCH.replace("reps: 5", "work: 60s")
        assert Person(tmp_path, filled).at(130).stage == ("READY", "plank", 1)

    def test_its_rest_after_is_one(self, tmp_path: Path) -> None:
        blocks = EMOM_THEN_STRETCH.replace("rounds: 2", "rounds: 2, rest-after: 45s")
        person = Person(tmp_path, blocks).at(130)
        assert person.stage[0] == "REST" and person.here.due == 175 * SECOND
        assert person.at(175).stage == ("WORK", "plank", 1)

    def test_its_clock_is_changed_outside_of_the_grid_alone(self, tmp_path: Path) -> None:
        blocks = EMOM_THEN_STRETCH.replace("rounds: 2", "rounds: 2, rest-after: 45s")
        person = Person(tmp_path, blocks).at(5, Extend(15 * SECOND))
        assert person.here.due == 25 * SECOND, "in the get-ready before it"
        for at in (30, 100):
            with pytest.raises(Refused):
                person.at(at, Extend(15 * SECOND))
        person.at(110, Done())
        with pytest.raises(Refused):
            person.at(120, Extend(15 * SECOND))
        assert person.at(150, Extend(15 * SECOND)).here.due == (145 + 45 + 15) * SECOND


class TestSetUp:
    def test_who_skips_the_set_up_has_not_set_up(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: deadlift, sets: 4, reps: 5, load: 70 kg"))
        assert person.at(2, Skip()).stage == ("SETUP", "deadlift", 2)
        assert person.at(4, Skip()).stage == ("SETUP", "deadlift", 3)
        assert person.at(9, Done()).at(10, Skip()).stage == ("READY", "deadlift", 4)

    def test_and_still_waits_for_it_when_the_plan_changes(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: deadlift, sets: 4, reps: 5, load: 70 kg")).at(2, Skip())
        person.at(3, Note(person.here.set.key, "reps", 6))
        assert person.stage[0] == "SETUP" and person.here.set.setup.happens

    def test_skipping_what_lies_between_leaves_the_bar_as_it_is(self, tmp_path: Path) -> None:
        lift = "{exercise: deadlift, reps: 5, load: 60 kg}"
        person = Person(tmp_path, f"blocks:\n  - exercises: [{lift}, {{exercise: push-up, reps: 5}}, {lift}]\n")
        person.at(2, Done()).at(20, Done()).at(22, Skip("exercise"))
        assert [set_.setup.happens for set_ in person.session.ahead] == [False]

    def test_nor_who_skips_that_of_a_circuit(self, tmp_path: Path) -> None:
        person = Person(
            tmp_path,
            """blocks:
  - {type: circuit, rounds: 1, exercises: [{exercise: deadlift, reps: 5}, {exercise: push-up, reps: 5}]}
""",
        )
        assert person.stage[0] == "SETUP" and person.at(2, Skip()).stage == ("SETUP", "push-up", 1)

    def test_a_set_gone_to_is_set_up_unless_its_bar_stands_there(self, tmp_path: Path) -> None:
        person = Person(tmp_path, TO_THE_BAR)
        assert person.at(2, GoTo(person.sets[2].key)).stage == ("SETUP", "deadlift", 2)
        assert person.at(9, Done(), GoTo(person.sets[3].key)).stage == ("READY", "deadlift", 3)
        assert person.at(12, GoTo(person.sets[0].key)).stage == ("READY", "push-up", 1)

    def test_what_is_left_of_its_time_counts_the_rest_before_it(self, tmp_path: Path) -> None:
        person = Person(tmp_path, TO_THE_BAR).at(20, Done())
        before = remaining_ns(person.session, 40 * SECOND - 1)
        assert person.at(40).stage == ("SETUP", "deadlift", 1)
        assert remaining_ns(person.session, 40 * SECOND) == before - 1
        assert remaining_ns(person.session, 50 * SECOND) == before - 1 - 10 * SECOND

    def test_put_off_in_the_set_up_the_other_exercise_begins_with_its_own(self, tmp_path: Path) -> None:
        blocks = straight("exercise: deadlift, reps: 5") + "      - {exercise: kb-swing, reps: 5}\n"
        person = Person(tmp_path, blocks).at(2, Later())
        assert person.stage == ("SETUP", "kb-swing", 1)
        assert [set_.setup.happens for set_ in person.session.ahead] == [True]


class TestGoNow:
    """Enter in a rest."""

    PLANKS = straight("exercise: plank, sets: 2, work: 20s, rest: 40s+")

    @pytest.mark.parametrize(("at", "due"), [(45, 55), (50, 60), (66, 70), (70, 80), (95, 105)])
    def test_a_clock_gives_the_time_to_take_hold_that_was_left(self, tmp_path: Path, at: float, due: float) -> None:
        person = Person(tmp_path, self.PLANKS).at(at, Done())
        assert person.stage == ("READY", "plank", 2) and person.here.due == due * SECOND

    def test_so_does_an_amrap(self, tmp_path: Path) -> None:
        blocks = """blocks:
  - exercises: [{exercise: push-up, reps: 5}]
  - {type: amrap, for: 2m, exercises: [{exercise: burpee, reps: 5}]}
"""
        person = Person(tmp_path, blocks).at(20, Done()).at(30, Done())
        assert person.stage[0] == "READY" and person.here.due == 40 * SECOND


class TestAfresh:
    """After a skip."""

    @pytest.mark.parametrize(("rest", "stage"), [("", "READY"), (", rest: none", "WORK"), (", rest: 40s", "READY")])
    def test_work_comes_at_once_only_where_none_was_written_for_a_rest(
        self, tmp_path: Path, rest: str, stage: str
    ) -> None:
        person = Person(tmp_path, straight(f"exercise: plank, sets: 2, work: 20s{rest}")).at(15, Skip())
        assert person.stage == (stage, "plank", 2)


class TestRest:
    def test_a_rest_written_for_the_last_set_ends_its_block(self, tmp_path: Path) -> None:
        person = Person(
            tmp_path,
            """blocks:
  - exercises: [{exercise: push-up, rest: 50s, sets: [{reps: 5}, {reps: 3, rest: 3m}]}]
  - exercises: [{exercise: burpee, reps: 5}]
""",
        )
        assert person.rests() == [50, 180, 0]

    @pytest.mark.parametrize(("rest", "last"), [("rest: none, ", 0), ("", 120), ("rest: 50s, ", 50)])
    def test_the_items_own_rest_follows_the_last_warm_up_set(self, tmp_path: Path, rest: str, last: float) -> None:
        item = f"exercise: push-up, reps: 5, {rest}load: 10 kg, warm-up-sets: [5 kg x 10, 50% x 8]"
        assert Person(tmp_path, straight(item)).rests() == [60, last, 0]

    def test_away_beyond_a_tabatas_rest_there_is_time_to_get_ready(self, tmp_path: Path) -> None:
        person = Person(tmp_path, "blocks:\n  - {type: tabata, exercises: [{exercise: burpee}]}\n")
        person.at(31, Pause("away")).at(100, Resume())
        assert person.stage == ("READY", "burpee", 2)
        assert person.at(110).stage == ("WORK", "burpee", 2)

    def test_ten_seconds_before_the_grid_are_announced(self, tmp_path: Path) -> None:
        person = Person(tmp_path, EMOM_THEN_STRETCH)
        assert (60, "ten") in person.heard(10, 70)
        short = Person(tmp_path, EMOM_THEN_STRETCH.replace("60s", "20s"))
        assert "ten" not in [name for _, name in short.heard(10, 50)]
        coached = Person(tmp_path, EMOM_THEN_STRETCH.replace("reps: 5", "reps: 40, pace: coach"))
        assert "ten" not in [name for _, name in coached.heard(10, 130)]

    def test_a_corrected_load_on_the_way_sets_up_the_next(self, tmp_path: Path) -> None:
        person = Person(tmp_path, TO_THE_BAR).at(20, Done())
        person.at(22, Note(person.session.ahead[0].key, "load", person.sets[1].load))
        assert person.at(40).stage == ("SETUP", "deadlift", 1)


class TestSetUpOfACircuit:
    BLOCK = """blocks:
  - type: circuit
    rounds: 2
    exercises: [{exercise: push-up, reps: 5, FIRST}, {exercise: deadlift, reps: 5, SECOND}]
"""

    @pytest.mark.parametrize(
        ("first", "second", "waits"),
        [
            ("note: x", "note: x", True),
            ("set-up: none", "note: x", True),
            ("note: x", "set-up: none", False),
        ],
    )
    def test_an_item_leaves_out_what_it_needs_itself(
        self, tmp_path: Path, first: str, second: str, waits: bool
    ) -> None:
        blocks = self.BLOCK.replace("FIRST", first).replace("SECOND", second)
        assert [set_.setup.happens for set_ in Person(tmp_path, blocks).sets] == [waits, False, False, False]

    @pytest.mark.parametrize("section", ["warm-up", "cool-down"])
    def test_there_is_none_in_a_warm_up_or_cool_down(self, tmp_path: Path, section: str) -> None:
        blocks = self.BLOCK.replace("FIRST", "note: x").replace("SECOND", "note: x")
        blocks = blocks.replace("type: circuit", f"type: circuit\n    section: {section}")
        assert not Person(tmp_path, blocks).sets[0].setup.happens
