"""Keys that move: back and its undo, skip where it is easily wrong, and an AMRAP's stations."""

from pathlib import Path

import pytest
from person import Person, straight

from coach.routine.values import SECOND, Load, Work
from coach.workout.engine.inputs import (
    Back,
    Count,
    Done,
    Extend,
    Later,
    More,
    Note,
    Pause,
    Replan,
    Restart,
    Resume,
    Skip,
    Swap,
    TogglePace,
    Undo,
)
from coach.workout.engine.session import Refused
from coach.workout.view.set_words import on_the_bar
from coach.workout.view.view import view


def then_deadlift(first: str) -> str:
    return f"blocks:\n  - exercises: [{first}, {{exercise: deadlift, reps: 5}}]\n"


class TestBack:
    def test_what_changed_no_stage_does_not_keep_the_key_from_being_taken_back(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: push-up, sets: 2, reps: 8")).at(30, Done())
        person.at(31, More(), Extend(15 * SECOND)).at(32, Back())
        assert person.stage == ("WORK", "push-up", 1) and person.here.began == 10 * SECOND
        assert [set_.key.number for set_ in person.sets] == [1, 2, 3]

    def test_a_clock_made_longer_does_not_make_the_one_before_longer(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: plank, work: 40s")).at(4, Done(), Extend(15 * SECOND))
        person.at(5, Back())
        assert person.stage[0] == "READY" and person.here.due == 10 * SECOND

    def test_a_swap_in_the_rest_is_not_turned_upon_the_set_before(self, tmp_path: Path) -> None:
        item = "exercise: push-up, sets: 2, reps: 8, alternatives: [burpee]"
        person = Person(tmp_path, straight(item)).at(30, Done()).at(31, Swap()).at(32, Back())
        assert person.stage == ("READY", "push-up", 1)
        assert [set_.exercise.id for set_ in person.session.ahead] == ["burpee"]

    def test_a_key_is_fresh_for_fifteen_seconds(self, tmp_path: Path) -> None:
        item = straight("exercise: push-up, sets: 2, reps: 8")
        assert Person(tmp_path, item).at(30, Done()).at(45, Back()).stage[0] == "WORK"
        assert Person(tmp_path, item).at(30, Done()).at(45.001, Back()).stage[0] == "READY"

    def test_a_stage_that_came_by_itself_is_not_taken_back(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: plank, sets: 3, work: 5s, rest: 4s")).at(9, Done())
        assert person.at(15).stage == ("REST", "plank", 1) and not person.here.by_key
        assert person.at(16, Back()).stage == ("READY", "plank", 1)
        assert person.here.due == 26 * SECOND and len(person.session.records) == 1

    def test_what_was_corrected_since_stays_corrected(self, tmp_path: Path) -> None:
        item = "exercise: deadlift, sets: 2, work: 40s, load: 60 kg, rest: 60s, set-up: none"
        person = Person(tmp_path, straight(item)).at(30, Done())
        person.at(31, Note(person.session.ahead[0].key, "load", Load("mass", 65_000)), More()).at(35, Back())
        assert person.stage == ("WORK", "deadlift", 1)
        assert [set_.load for set_ in person.session.ahead] == [Load("mass", 65_000)] * 2

    def test_a_set_begun_at_once_is_taken_back_into_its_rest(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: push-up, sets: 2, reps: 8")).at(30, Done()).at(60, Done())
        assert person.stage == ("WORK", "push-up", 2)
        assert person.at(65, Back()).stage == ("REST", "push-up", 1) and person.here.due == 150 * SECOND


class TestSwap:
    def test_both_sides_of_a_set_are_done_with_whatever_comes_after(self, tmp_path: Path) -> None:
        first = "{exercise: push-up, sides: each, sets: 2, reps: 8, alternatives: [burpee]}"
        person = Person(tmp_path, then_deadlift(first))
        person.at(12, Done()).at(30, Done()).at(32, Later()).at(60, Done())
        assert person.stage == ("READY", "deadlift", 1)
        both = Person(tmp_path, then_deadlift(first.replace("sides: each, ", ""))).routine
        person.at(61, Replan(both))
        assert [(set_.exercise.id, set_.key.number) for set_ in person.session.ahead] == [("push-up", 2)]


class TestReplan:
    """Blocks without a name keep their done sets by what is in them, wherever another block is put."""

    PRESS, ROW = "{exercises: [{name: Press, sets: 3, reps: 5}]}", "{exercises: [{name: Row, reps: 8}]}"
    OTHER = "{exercises: [{name: Carry, reps: 2}]}"

    @pytest.mark.parametrize(
        ("blocks", "ahead"),
        [
            ((OTHER, PRESS, ROW), ["Press 2", "Press 3", "Row 1"]),
            ((PRESS, OTHER, ROW), ["Press 2", "Press 3", "Carry 1", "Row 1"]),
            ((PRESS, ROW, OTHER), ["Press 2", "Press 3", "Row 1", "Carry 1"]),
            ((PRESS.replace("{exercises", "{name: Heavy, exercises"), ROW), ["Press 2", "Press 3", "Row 1"]),
            ((OTHER, PRESS.replace("[{", "[{name: Dip, reps: 9}, {"), ROW), ["Press 2", "Press 3", "Row 1"]),
        ],
    )
    def test_done_sets_stay_done_wherever_a_block_is_put(
        self, tmp_path: Path, blocks: tuple[str, ...], ahead: list[str]
    ) -> None:
        person = Person(tmp_path, f"blocks: [{self.PRESS}, {self.ROW}]\n").at(30, Done())
        assert person.stage == ("REST", "Press", 1)
        person.at(40, Replan(Person(tmp_path, f"blocks: [{', '.join(blocks)}]\n").routine))
        assert [f"{set_.exercise.name} {set_.key.number}" for set_ in person.session.ahead] == ahead

    def test_a_block_is_the_one_with_all_of_its_exercises_before_one_with_some(self, tmp_path: Path) -> None:
        both, one = self.PRESS.replace("}]", "}, {name: Row, reps: 8}]"), "{exercises: [{name: Press, reps: 2}]}"
        person = Person(tmp_path, f"blocks: [{both}, {one}]\n").at(30, Done())
        person.at(40, Replan(Person(tmp_path, f"blocks: [{one}, {both}]\n").routine))
        ahead = [(set_.exercise.name, set_.key.number, set_.expected) for set_ in person.session.ahead]
        assert ahead == [("Press", 1, 2), ("Press", 2, 5), ("Press", 3, 5), ("Row", 1, 8)]

    def test_a_rest_whose_plan_was_cut_short_leads_to_the_end(self, tmp_path: Path) -> None:
        one = Person(tmp_path, straight("exercise: push-up, reps: 8")).routine
        person = Person(tmp_path, straight("exercise: push-up, sets: 2, reps: 8")).at(30, Done()).at(31, Replan(one))
        with pytest.raises(Refused, match="nothing comes after this"):
            person.at(32, Later())
        person.at(33, Done())
        assert person.session.finished == 33 * SECOND
        assert [set_.key.number for set_ in person.session.past] == [1]


class TestUndoOfBack:
    ITEM = straight("exercise: push-up, sets: 3, reps: 8, rest: 2m")

    def test_it_leads_to_where_one_was(self, tmp_path: Path) -> None:
        person = Person(tmp_path, self.ITEM).at(30, Done()).at(60, Done()).at(80, Done()).at(85, Back())
        assert person.stage == ("WORK", "push-up", 2)
        person.at(95, Undo())
        assert person.stage == ("REST", "push-up", 2)
        assert person.session.active(95 * SECOND) == 85 * SECOND and person.here.due == 200 * SECOND

    def test_later_moves_are_undone_before_it_and_earlier_ones_after(self, tmp_path: Path) -> None:
        person = Person(tmp_path, self.ITEM).at(30, Done()).at(35, Back()).at(36, Count()).at(50, Done())
        assert person.at(52, Undo()).stage == ("WORK", "push-up", 1) and person.here.count == 1
        assert person.at(53, Undo()).here.count == 0
        assert person.at(54, Undo()).stage == ("REST", "push-up", 1)
        assert person.at(55, Undo()).stage == ("WORK", "push-up", 1)
        assert person.here.began == 10 * SECOND

    def test_a_file_that_was_read_again_since_stays_as_it_reads(self, tmp_path: Path) -> None:
        more = Person(tmp_path, self.ITEM.replace("sets: 3", "sets: 4")).routine
        person = Person(tmp_path, self.ITEM).at(30, Done()).at(35, Back()).at(36, Replan(more)).at(40, Undo())
        assert person.stage[0] == "REST" and len(person.sets) == 4

    def test_of_timed_work_and_twice(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: plank, sets: 2, work: 40s, rest: 60s"))
        person.at(4, Done()).at(12, Done()).at(14, Back()).at(15, Back())
        assert person.stage == ("READY", "plank", 1)
        assert person.at(16, Undo()).stage[0] == "WORK"
        assert person.at(17, Undo()).stage[0] == "REST"
        assert person.session.active(17 * SECOND) == 14 * SECOND

    def test_a_paused_workout_stays_paused(self, tmp_path: Path) -> None:
        person = Person(tmp_path, self.ITEM).at(30, Done()).at(33, Pause()).at(35, Back()).at(40, Undo())
        assert person.stage[0] == "REST" and person.session.paused_at is not None
        assert person.at(50, Resume()).here.due == 150 * SECOND
        assert person.session.active(50 * SECOND) == 33 * SECOND


class TestUndo:
    def test_a_file_that_was_read_again_since_stays_as_it_reads(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: push-up, sets: 2, reps: 8"))
        now = Person(tmp_path, straight("exercise: push-up, sets: 3, reps: 8")).routine
        person.at(30, Done()).at(35, Replan(now)).at(40, Undo())
        assert person.stage == ("WORK", "push-up", 1) and len(person.sets) == 3

    def test_of_a_mere_change_of_pace_the_set_goes_on_at_once(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("name: Hop, reps: 8, pace: coach, tempo: 2s"))
        person.at(15, TogglePace()).at(18, Undo())
        assert (
            person.stage == ("WORK", "Hop", 1)
            and person.here.paced
            and view(person.session, 18 * SECOND).big.text == "3"
        )
        assert person.heard(18, 24) == [(18, "rep"), (20, "rep"), (22, "rep")], "two were done, the third begins again"
        person.at(19, TogglePace(), TogglePace()).at(21, Undo())
        assert not person.here.paced and person.here.count == 2

    def test_a_target_does_not_outlive_the_reps_it_was_of(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: push-up, sets: 2, reps: 8"))
        now = Person(tmp_path, straight("exercise: push-up, sets: 2, work: 30s")).routine
        person.at(2, Note(person.sets[1].key, "reps", 6)).at(3, Replan(now))
        assert person.sets[1].target == Work(30 * SECOND)


class TestGoingOn:
    def test_enter_in_the_get_ready_of_going_on_is_heard(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: plank, work: 40s")).at(20, Pause()).at(30, Resume())
        person.at(33, Done())
        assert person.heard(33, 45) == [(33, "go"), (43, "halfway")]
        assert person.at(63).session.finished is not None

    def test_without_a_get_ready_it_takes_three_seconds(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: plank, work: 40s, get-ready: none")).at(20, Pause())
        person.at(30, Resume())
        assert person.heard(30, 34) == [(30, "tick"), (31, "tick"), (32, "tick"), (33, "go")]

    def test_a_pause_in_its_ready_begins_that_anew_and_breaks_nothing_more(self, tmp_path: Path) -> None:
        person = Person(tmp_path, self.COACHED).at(10 + 5 * 3 + 1, Pause()).at(60, Resume()).at(64, Pause())
        person.at(80, Resume())
        assert person.heard(86, 91)[-1] == (90, "go")
        assert person.at(90 + 5 * 3 - 0.1).stage[0] == "WORK" and person.at(90 + 5 * 3).stage[0] == "REST"

    COACHED = straight('exercise: push-up, reps: 10, sets: 2, pace: coach, tempo: "2-0-1-0"')

    def test_what_was_counted_before_it_is_kept_by_a_skip(self, tmp_path: Path) -> None:
        person = Person(tmp_path, self.COACHED).at(10 + 5 * 3 + 1, Pause()).at(60, Resume()).at(62, Skip())
        record = person.session.records[person.sets[0].key]
        assert (record.state, record.reps) == ("done", 5)
        assert person.session.worked_ns == 15 * SECOND
        assert person.session.paused_ns == (1 + 34 + 2) * SECOND, "the broken rep, the pause, the get-ready so far"

    def test_restart_from_it_leaves_the_books_in_order(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: plank, work: 40s")).at(30, Pause()).at(60, Resume())
        person.at(63, Restart())
        assert person.session.worked_ns == 20 * SECOND and person.session.paused_ns == 33 * SECOND
        assert person.stage[0] == "READY" and person.here.due == 40 * SECOND

    def test_work_made_shorter_in_it_keeps_three_seconds(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: plank, work: 40s")).at(40, Pause()).at(60, Resume())
        person.at(61, Extend(-15 * SECOND))
        assert person.here.due == 43 * SECOND
        assert person.at(72.9).stage[0] == "WORK" and person.at(73).session.finished is not None

    def test_a_target_below_what_is_done_is_refused_in_it_too(self, tmp_path: Path) -> None:
        person = Person(tmp_path, self.COACHED).at(10 + 5 * 3 + 1, Pause()).at(60, Resume())
        with pytest.raises(Refused):
            person.at(61, Note(person.here.set.key, "reps", 5))
        person.at(62, Note(person.here.set.key, "reps", 6))
        assert person.at(72.9).stage[0] == "WORK" and person.at(73).stage[0] == "REST"

    def test_a_target_of_alternating_sides_is_of_each(self, tmp_path: Path) -> None:
        item = 'exercise: push-up, reps: 8, sides: alternate, pace: coach, tempo: "1-0-1-0"'
        person = Person(tmp_path, straight(item)).at(10 + 5 * 2 + 1)
        with pytest.raises(Refused, match="rep 6 has begun"):
            person.at(21, Note(person.here.set.key, "reps", 2))
        assert person.at(21, Note(person.here.set.key, "reps", 3)).here.due == (10 + 6 * 2) * SECOND


class TestSkip:
    TWO = "blocks:\n  - exercises: [{exercise: push-up, reps: 5, sides: each}, {exercise: burpee, reps: 5}]\n"

    def test_the_exercise_between_its_sides(self, tmp_path: Path) -> None:
        person = Person(tmp_path, self.TWO).at(20, Done()).at(21, Skip("exercise"))
        assert person.stage == ("READY", "burpee", 1)
        states = [person.session.records[set_.key].state for set_ in person.session.past]
        assert states == ["done", "skipped"]

    def test_for_pain_between_two_sides(self, tmp_path: Path) -> None:
        person = Person(tmp_path, self.TWO).at(20, Done()).at(21, Skip("exercise", pain=True))
        assert person.stage == ("READY", "burpee", 1)
        assert person.session.records[person.sets[0].key].pain

    def test_for_pain_in_a_rest_the_exercise_just_done_ends(self, tmp_path: Path) -> None:
        exercises = "{exercise: push-up, sets: 3, reps: 5}, {exercise: burpee, sets: 2, reps: 5}"
        person = Person(tmp_path, f"blocks:\n  - exercises: [{exercises}]\n").at(20, Done())
        person.at(25, Skip("exercise", pain=True))
        assert person.stage == ("REST", "push-up", 1) and person.here.due == 140 * SECOND
        assert [set_.exercise.id for set_ in person.session.ahead] == ["burpee"] * 2
        done, *skipped = (person.session.records[set_.key] for set_ in person.sets[:3])
        assert (done.state, done.pain) == ("done", True)
        assert [(record.state, record.pain) for record in skipped] == [("skipped", False)] * 2

    def test_for_pain_in_the_rest_after_its_last_set_the_next_exercise_comes(self, tmp_path: Path) -> None:
        exercises = "{exercise: push-up, reps: 5}, {exercise: burpee, sets: 2, reps: 5}"
        person = Person(tmp_path, f"blocks:\n  - exercises: [{exercises}]\n").at(20, Done())
        person.at(25, Skip("exercise", pain=True))
        assert [set_.exercise.id for set_ in person.session.ahead] == ["burpee"] * 2
        assert person.session.records[person.sets[0].key].pain

    def test_the_exercise_is_the_item_and_comes_again_where_it_is_written_again(self, tmp_path: Path) -> None:
        exercises = "{exercise: push-up, sets: 2, reps: 5}, {exercise: burpee, reps: 5}, {exercise: push-up, reps: 3}"
        person = Person(tmp_path, f"blocks:\n  - exercises: [{exercises}]\n").at(2, Skip("exercise"))
        assert person.stage == ("READY", "burpee", 1)
        assert [set_.exercise.id for set_ in person.session.ahead] == ["push-up"]

    def test_in_a_rest_the_order_stays(self, tmp_path: Path) -> None:
        exercises = "{exercise: push-up, reps: 5}, {exercise: burpee, reps: 5}, {exercise: plank, work: 20s}"
        person = Person(tmp_path, f"blocks:\n  - exercises: [{exercises}]\n").at(20, Done())
        order = [set_.key for set_ in person.sets]
        person.at(21, Skip("exercise"))
        assert person.stage == ("REST", "push-up", 1) and [set_.key for set_ in person.sets] == order
        person.at(22, More())
        assert [set_.key.number for set_ in person.session.ahead] == [2, 1]
        person.at(60, Done())
        assert person.stage[1:] == ("push-up", 2)
        assert [set_.exercise.id for set_ in person.sets] == ["push-up", "burpee", "push-up", "plank"]

    def test_back_to_the_set_behind_it(self, tmp_path: Path) -> None:
        exercises = "{exercise: push-up, reps: 5}, {exercise: burpee, reps: 5}, {exercise: plank, work: 20s}"
        person = Person(tmp_path, f"blocks:\n  - exercises: [{exercises}]\n").at(20, Done())
        person.at(21, Skip("exercise")).at(50, Back())
        assert person.stage == ("READY", "push-up", 1)
        assert [set_.exercise.id for set_ in person.session.ahead] == ["plank"]
        assert len(person.sets) == 3

    def test_what_was_skipped_is_not_on_the_bar(self, tmp_path: Path) -> None:
        sets = "[{reps: 5, load: 60 kg}, {reps: 5, load: 80 kg}, {reps: 5, load: 100 kg}]"
        person = Person(tmp_path, straight(f"exercise: deadlift, sets: {sets}")).at(5, Done()).at(20, Done())
        person.at(90, Skip()).at(91, Skip())
        assert person.stage == ("SETUP", "deadlift", 3)
        assert on_the_bar(person.session, person.here.set) == Load("mass", 60_000)


class TestAmrap:
    BLOCK = """blocks:
  - type: amrap
    for: 2m
    exercises: [{exercise: burpee, reps: 5, sides: each}, {exercise: push-up, reps: 10}, {name: Squat, reps: 15}]
"""

    def test_what_was_skipped_does_not_count(self, tmp_path: Path) -> None:
        person = Person(tmp_path, self.BLOCK).at(20, Done(), Skip(), Done(), Done(), Count())
        (record,) = person.at(130).session.records.values()
        assert (record.rounds, record.reps) == (0, 5 + 15 + 5 + 1)

    def test_reps_of_a_station_that_is_passed_over_are_not_those_of_the_next(self, tmp_path: Path) -> None:
        person = Person(tmp_path, self.BLOCK).at(20, Done(), Count(), Count(), Skip())
        assert person.here.count == 0
        (record,) = person.at(130).session.records.values()
        assert (record.rounds, record.reps) == (0, 5)

    def test_back_takes_the_last_station_back_however_it_ended(self, tmp_path: Path) -> None:
        person = Person(tmp_path, self.BLOCK).at(20, Done(), Skip()).at(21, Back())
        assert person.here.station is not None and person.here.station.exercise.id == "push-up"
        person.at(22, Done())
        (record,) = person.at(130).session.records.values()
        assert (record.rounds, record.reps) == (0, 15)

    def test_reps_of_each_side_are_shown(self, tmp_path: Path) -> None:
        person = Person(tmp_path, self.BLOCK).at(20)
        assert view(person.session, 20 * SECOND).big.lines[0] == "5 reps each side"
        person.at(21, Done(), Done())
        assert view(person.session, 21 * SECOND).next.line == "BURPEE, 5 reps each side"

    def test_its_score_can_be_corrected(self, tmp_path: Path) -> None:
        blocks = self.BLOCK + "  - exercises: [{exercise: plank, work: 30s}]\n"
        person = Person(tmp_path, blocks).at(20, Done()).at(131)
        assert person.stage[0] == "REST"
        person.at(132, Note(person.here.set.key, "reps", 42))
        (record,) = person.session.records.values()
        assert (record.rounds, record.reps) == (1, 12)
