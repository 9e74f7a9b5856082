"""The rules of a workout (docs/rules.md), a fact a test: what a routine means, and what each key does."""

from pathlib import Path

import pytest
from person import Person, straight

from coach.routine.values import SECOND, Load, Reps
from coach.workout.engine.inputs import (
    Back,
    Count,
    Done,
    Extend,
    Finish,
    GoTo,
    Later,
    More,
    Note,
    Pause,
    Restart,
    Resume,
    Skip,
    Swap,
    TogglePace,
    Undo,
)
from coach.workout.engine.session import Refused
from coach.workout.plan.known import Known


class TestPlan:
    def test_a_rest_follows_every_set_and_none_the_last(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: push-up, sets: 3, reps: 5, rest: 90s"))
        assert person.rests() == [90, 90, 0]

    def test_rest_written_nowhere_is_two_minutes_after_rep_sets_of_straight_main_blocks(self, tmp_path: Path) -> None:
        assert Person(tmp_path, straight("exercise: push-up, sets: 2, reps: 5")).rests() == [120, 0]
        assert Person(tmp_path, straight("exercise: plank, sets: 2, work: 30s")).rests() == [0, 0]

    def test_levels_of_rest(self, tmp_path: Path) -> None:
        person = Person(
            tmp_path,
            """defaults: {rest: 40s}
blocks:
  - exercises: [{exercise: push-up, sets: 2, reps: 5}, {exercise: plank, sets: 2, work: 30s, rest: none}]
  - rest: 50s
    exercises: [{exercise: push-up, sets: 2, reps: 5}]
""",
        )
        assert person.rests() == [40, 40, 0, 0, 50, 0]

    def test_between_sections_there_is_no_rest(self, tmp_path: Path) -> None:
        person = Person(
            tmp_path,
            """blocks:
  - {section: warm-up, exercises: [{exercise: push-up, reps: 5}]}
  - exercises: [{exercise: push-up, reps: 5}]
  - exercises: [{exercise: push-up, reps: 5, rest: 45s}]
  - {section: cool-down, exercises: [{exercise: plank, work: 30s}]}
""",
        )
        assert person.rests() == [0, 120, 0, 0]

    def test_between_two_blocks_of_the_warm_up_there_is_a_rest_only_if_one_is_written(self, tmp_path: Path) -> None:
        warm_up = "  - {section: warm-up, exercises: [{exercise: push-up, reps: 5}]}\n"
        blocks = f"blocks:\n{warm_up}{warm_up}"
        assert Person(tmp_path, blocks).rests() == [0, 0]
        assert Person(tmp_path, blocks.replace("reps: 5", "reps: 5, rest: 20s")).rests() == [20, 0]
        assert Person(tmp_path, f"defaults: {{rest: 15s}}\n{blocks}").rests() == [15, 0]
        straight_on = Person(tmp_path, blocks.replace("reps: 5", "reps: 5, rest: none")).sets[1]
        assert not straight_on.ready.happens

    @pytest.mark.parametrize("kind", ["circuit", "superset"])
    def test_a_round_ends_with_round_rest_else_the_last_items_rest_else_the_blocks(
        self, kind: str, tmp_path: Path
    ) -> None:
        items = "[{exercise: push-up, reps: 5}, {exercise: plank, work: 20s, rest: 15s}]"
        blocks = f"defaults: {{rest: 70s}}\nblocks: [{{type: {kind}, rounds: 2, rest: 5s, exercises: {items}}}]\n"
        assert Person(tmp_path, blocks.replace("rest: 5s", "rest: 5s, round-rest: 30s")).rests() == [5, 30, 5, 0]
        assert Person(tmp_path, blocks).rests() == [5, 15, 5, 0]
        assert Person(tmp_path, blocks.replace(", rest: 15s", ", rest: none")).rests() == [5, 0, 5, 0]
        assert Person(tmp_path, blocks.replace(", rest: 15s", "")).rests() == [5, 5, 5, 0]

    def test_only_a_supersets_rounds_end_with_the_routines_rest(self, tmp_path: Path) -> None:
        items = "[{exercise: push-up, reps: 5}, {exercise: plank, work: 20s}]"
        blocks = f"defaults: {{rest: 70s}}\nblocks: [{{type: superset, rounds: 2, exercises: {items}}}]\n"
        assert Person(tmp_path, blocks).rests() == [0, 70, 0, 0]
        assert Person(tmp_path, blocks.replace("superset", "circuit")).rests() == [0, 0, 0, 0]

    def test_rounds_of_a_superset_that_end_with_reps_in_a_main_block_have_two_minutes(self, tmp_path: Path) -> None:
        items = "[{exercise: hip-thrust, reps: 10, load: 60 kg}, {exercise: pull-up, reps: max}]"
        blocks = f"blocks: [{{type: superset, rounds: 3, exercises: {items}}}]\n"
        assert Person(tmp_path, blocks).rests() == [0, 120, 0, 120, 0, 0]
        assert Person(tmp_path, blocks.replace("superset", "circuit")).rests() == [0] * 6
        assert Person(tmp_path, blocks.replace("reps: max", "work: 20s")).rests() == [0] * 6
        assert Person(tmp_path, blocks.replace("type:", "section: warm-up, type:")).rests() == [0] * 6

    def test_a_circuit_of_one_item_rests_after_each_round(self, tmp_path: Path) -> None:
        blocks = "blocks: [{type: circuit, rounds: 3, exercises: [{name: Hang, work: 8s, rest: 4s}]}]\n"
        assert Person(tmp_path, blocks).rests() == [4, 4, 0]

    def test_a_round_rest_leads_to_the_next_main_block(self, tmp_path: Path) -> None:
        blocks = """defaults: {rest: 70s}
blocks:
  - {type: circuit, rounds: 1, rest: 5s, round-rest: 30s, exercises: [{exercise: push-up, reps: 5}]}
  - exercises: [{exercise: burpee, reps: 5}]
"""
        assert Person(tmp_path, blocks).rests() == [30, 0]
        assert Person(tmp_path, blocks.replace(", round-rest: 30s", "")).rests() == [70, 0]

    def test_sides_each_are_two_sets_with_one_number_and_a_switch_between(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: push-up, sides: each, sets: 2, reps: 5, rest: 60s"))
        assert [(s.key.number, s.key.side) for s in person.sets] == [
            (1, "right"),
            (1, "left"),
            (2, "right"),
            (2, "left"),
        ]
        assert person.rests() == [8, 60, 8, 0]

    def test_warm_up_sets_are_shares_of_the_first_working_load(self, tmp_path: Path) -> None:
        person = Person(
            tmp_path, straight("exercise: deadlift, reps: 5, load: 100 kg, warm-up-sets: [bar x 10, 50% x 8]")
        )
        assert [s.load.text() if s.load else "" for s in person.sets] == ["20 kg", "50 kg", "100 kg"]
        assert person.rests() == [60, 120, 0]
        assert all(s.pace == "self" for s in person.sets)

    def test_no_share_is_lighter_than_the_bar(self, tmp_path: Path) -> None:
        item = "exercise: deadlift, reps: 5, load: 60 kg, warm-up-sets: [20% x 8]"
        assert Person(tmp_path, straight(item)).sets[0].load == Load("mass", 20_000)

    def test_a_share_of_the_max(self, tmp_path: Path) -> None:
        blocks = straight("exercise: deadlift, reps: 5, load: 70%")
        assert Person(tmp_path, blocks).sets[0].load == Load("percent", 70_000)
        known = Known(maxes={"deadlift": Load("mass", 140_000)})
        assert Person(tmp_path, blocks, known).sets[0].load == Load("mass", 97_500)

    def test_setup_comes_with_new_equipment_and_another_load_only(self, tmp_path: Path) -> None:
        person = Person(
            tmp_path,
            straight("exercise: deadlift, load: 80 kg, sets: [{reps: 5}, {reps: 5}, {reps: 3, load: 90 kg}]"),
        )
        assert [s.setup.happens for s in person.sets] == [True, False, True]
        assert not Person(tmp_path, straight("exercise: push-up, reps: 5")).sets[0].setup.happens
        assert not Person(tmp_path, straight("exercise: deadlift, reps: 5, set-up: none")).sets[0].setup.happens

    def test_get_ready_stands_alone_only_where_no_rest_comes_before(self, tmp_path: Path) -> None:
        for rest, alone in [("", False), (", rest: 20s", False), (", rest: none", False)]:
            person = Person(tmp_path, straight(f"exercise: push-up, reps: 5, sets: 2{rest}"))
            assert [s.ready.happens for s in person.sets] == [True, alone]
        person = Person(tmp_path, straight("exercise: plank, work: 20s, sets: 2"))
        assert [s.ready.happens for s in person.sets] == [True, True]

    def test_sides_alternate_where_the_block_has_its_own_clock(self, tmp_path: Path) -> None:
        person = Person(tmp_path, "blocks:\n  - {type: tabata, exercises: [{exercise: plank, sides: each}]}\n")
        assert len(person.sets) == 8 and all(s.alternate for s in person.sets)

    def test_emom_intervals_take_turns(self, tmp_path: Path) -> None:
        person = Person(
            tmp_path,
            """blocks:
  - {type: emom, every: 1m, rounds: 2, exercises: [{exercise: push-up, reps: 5}, {exercise: burpee, reps: 3}]}
""",
        )
        assert [(s.exercise.id, s.key.number) for s in person.sets] == [
            ("push-up", 1),
            ("burpee", 1),
            ("push-up", 2),
            ("burpee", 2),
        ]

    def test_remembered_pace_yields_to_a_written_one(self, tmp_path: Path) -> None:
        known = Known(paces={"push-up": "coach"})
        assert Person(tmp_path, straight("exercise: push-up, reps: 5"), known).sets[0].pace == "coach"
        assert Person(tmp_path, straight("exercise: push-up, reps: 5, pace: self"), known).sets[0].pace == "self"

    def test_a_remembered_pace_is_that_of_the_exercise_that_is_done(self, tmp_path: Path) -> None:
        item = straight("exercise: push-up, reps: 5, alternatives: [burpee]")
        person = Person(tmp_path, item, Known(paces={"burpee": "coach"}))
        assert person.here.set.pace == "self"
        assert person.at(2, Swap()).here.set.pace == "coach"


class TestKeys:
    def test_enter_walks_through_the_stages(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: deadlift, sets: 2, reps: 5, load: 80 kg"))
        assert person.stage == ("SETUP", "deadlift", 1)
        assert person.at(30, Done()).stage[0] == "READY"
        assert person.at(35, Done()).stage[0] == "WORK"
        assert person.at(60, Done()).stage[0] == "REST"
        assert person.at(70, Done()).stage == ("WORK", "deadlift", 2)
        assert person.at(99, Done()).session.finished == 99 * SECOND

    def test_enter_in_a_rest_gives_timed_work_time_to_get_ready(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: plank, sets: 2, work: 30s, rest: 60s"))
        person.at(10).at(45, Done())
        assert person.stage == ("READY", "plank", 2)
        assert person.here.due == 55 * SECOND

    def test_what_is_logged_without_a_count(self, tmp_path: Path) -> None:
        for reps, logged in [("5", 5), ("8-12", 8), ("10+", 10), ("max", None)]:
            person = Person(tmp_path, straight(f"exercise: push-up, reps: {reps}")).at(12).at(40, Done())
            (record,) = person.session.records.values()
            assert (record.state, record.reps) == ("done", logged)

    def test_counted_reps_are_logged_and_kept_by_a_skip(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: push-up, reps: 8, sets: 2")).at(12, Count(), Count(), Count())
        (record,) = person.at(20, Skip()).session.records.values()
        assert (record.state, record.reps) == ("done", 3)
        assert person.stage == ("READY", "push-up", 2)

    def test_a_skip_marks_the_set_unless_it_was_done_before(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: push-up, reps: 8, sets: 2"))
        person.at(12, Done()).at(40, Back()).at(41, Skip())
        record = person.session.records[person.sets[0].key]
        assert (record.state, record.reps) == ("done", 8)
        fresh = Person(tmp_path, straight("exercise: push-up, reps: 8, sets: 2")).at(3, Skip())
        assert fresh.session.records[fresh.sets[0].key].state == "skipped"

    def test_back_within_15_s_takes_the_key_away_and_the_set_goes_on(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: push-up, reps: 8, sets: 2")).at(12, Count()).at(30, Done())
        person.at(40, Back())
        assert person.stage == ("WORK", "push-up", 1)
        assert person.here.count == 1 and person.here.began == 10 * SECOND
        assert not person.session.records and person.session.paused_ns == 0

    def test_back_into_timed_work_counts_the_time_since_as_paused(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: plank, work: 40s, sets: 2, rest: 60s")).at(20, Done())
        person.at(26, Back())
        assert person.stage == ("WORK", "plank", 1)
        # ten seconds were done; a whole READY, then the other thirty
        assert person.here.resumes_at == 20 * SECOND and person.session.paused_ns == 16 * SECOND
        assert person.at(36 + 29).stage[0] == "WORK" and person.at(36 + 30).stage[0] == "REST"

    def test_later_back_is_ready_of_the_set_before(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: push-up, reps: 8, sets: 3, rest: 20s")).at(12, Done())
        person.at(60, Back())
        assert person.stage == ("READY", "push-up", 1)
        with pytest.raises(Refused):
            person.at(61, Back())

    def test_restart(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: push-up, reps: 8, sets: 2, rest: 60s")).at(12, Count(), Restart())
        assert person.stage[0] == "READY" and person.here.due == 22 * SECOND
        person.at(30, Done()).at(50, Restart())
        assert person.stage[0] == "REST" and person.here.due == 110 * SECOND

    def test_extend_leaves_three_seconds_at_least(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: push-up, reps: 8, sets: 2, rest: 60s")).at(12, Done())
        assert person.at(20, Extend(15 * SECOND)).here.due == 87 * SECOND
        assert person.at(80, Extend(-15 * SECOND)).here.due == 83 * SECOND
        with pytest.raises(Refused):
            person.at(80.5, Extend(-15 * SECOND))

    def test_a_pause_in_timed_work_goes_on_with_a_whole_ready(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: plank, work: 40s")).at(30, Pause()).at(100, Resume())
        assert person.heard(100, 111) == [(107, "tick"), (108, "tick"), (109, "tick"), (110, "go")]
        assert person.at(129).session.finished is None and person.at(130).session.finished is not None

    def test_a_broken_rep_begins_anew(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight('exercise: push-up, reps: 5, pace: coach, tempo: "2-1-1-0"'))
        person.at(10 + 4 * 2 + 3, Pause()).at(50, Resume())
        # two reps are whole; the third goes again from its start at 60
        assert (60, "go") in person.heard(50, 70)
        assert person.at(60 + 3 * 4 - 0.1).session.finished is None
        (record,) = person.at(60 + 3 * 4).session.records.values()
        assert record.reps == 5

    def test_away_for_longer_than_the_rest_ends_it(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: push-up, reps: 8, sets: 2, rest: 60s")).at(12, Done())
        person.at(20, Pause("away")).at(120, Resume())
        assert person.stage == ("READY", "push-up", 2)
        short = Person(tmp_path, straight("exercise: push-up, reps: 8, sets: 2, rest: 60s")).at(12, Done())
        short.at(20, Pause("away")).at(40, Resume())
        assert short.stage[0] == "REST" and short.here.due == 72 * SECOND

    def test_the_second_side_does_what_the_first_did(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: push-up, reps: 8-12, sides: each, switch: 8s"))
        person.at(12, *[Count()] * 10, Done()).at(13)
        person.at(13, Note(person.here.set.key, "reps", 9))
        assert person.at(25).here.set.target == Reps(9, 9)

    def test_reps_that_were_counted_are_corrected_and_the_target_stays(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: push-up, reps: 8, sets: 2")).at(12, Count(), Count())
        key = person.here.set.key
        person.at(13, Note(key, "reps", 3))
        assert (person.here.count, person.here.set.target) == (3, Reps(8, 8))
        assert person.at(14, Note(key, "reps", 0)).here.count == 0
        person.at(15, Undo())
        assert person.here.count == 2
        assert person.at(16, Count(), Done()).session.records[key].reps == 3

    def test_swap_keeps_the_target_and_comes_round(self, tmp_path: Path) -> None:
        item = "exercise: push-up, reps: 8, sets: 2, alternatives: [burpee, plank]"
        person = Person(tmp_path, straight(item)).at(2, Swap())
        assert person.stage == ("READY", "burpee", 1) and person.here.set.target == Reps(8, 8)
        assert person.at(3, Swap()).stage[1] == "plank"
        assert person.at(4, Swap()).stage[1] == "push-up"
        with pytest.raises(Refused):
            Person(tmp_path, straight("exercise: push-up, reps: 8")).at(2, Swap())

    def test_later_puts_the_item_at_the_end_of_its_block(self, tmp_path: Path) -> None:
        blocks = """blocks:
  - exercises: [{exercise: push-up, sets: 2, reps: 5}, {exercise: burpee, reps: 5}]
"""
        person = Person(tmp_path, blocks).at(12, Done()).at(30, Later())
        assert person.stage == ("REST", "push-up", 1)
        assert [s.exercise.id for s in person.session.ahead] == ["burpee", "push-up"]
        with pytest.raises(Refused):
            Person(tmp_path, straight("exercise: push-up, sets: 2, reps: 5")).at(2, Later())

    def test_later_leaves_the_same_exercise_where_it_is_written_again(self, tmp_path: Path) -> None:
        exercises = "{exercise: push-up, reps: 5}, {exercise: burpee, reps: 5}, {exercise: push-up, reps: 3}"
        person = Person(tmp_path, f"blocks:\n  - exercises: [{exercises}]\n").at(2, Later())
        assert person.stage == ("READY", "burpee", 1)
        assert [set_.target for set_ in person.session.ahead] == [Reps(3, 3), Reps(5, 5)]

    def test_later_is_refused_to_the_last_of_a_round(self, tmp_path: Path) -> None:
        items = "[{exercise: push-up, reps: 5}, {exercise: burpee, reps: 5}]"
        person = Person(tmp_path, f"blocks:\n  - {{type: circuit, rounds: 2, exercises: {items}}}\n").at(12, Done())
        assert person.stage == ("READY", "burpee", 1)
        with pytest.raises(Refused):
            person.at(14, Later())

    def test_later_looks_no_further_than_its_block(self, tmp_path: Path) -> None:
        block = "  - exercises: [{exercise: push-up, sets: 2, reps: 5}]\n"
        person = Person(tmp_path, f"blocks:\n{block}{block.replace('push-up', 'burpee')}")
        with pytest.raises(Refused, match="it is the last already"):
            person.at(2, Later())

    CIRCUIT = """blocks:
  - type: circuit
    rounds: 2
    exercises:
      - {exercise: deadlift, reps: 5, load: 60 kg, set-up: none, warm-up-sets: [bar x 10, 50% x 5]}
      - {exercise: push-up, reps: 8}
      - {exercise: kb-swing, reps: 8, load: 24 kg, set-up: none, warm-up-sets: [50% x 5]}
"""

    def test_later_puts_warm_up_sets_of_a_circuit_behind_the_other_warm_up_sets(self, tmp_path: Path) -> None:
        person = Person(tmp_path, self.CIRCUIT).at(2, Later())
        assert person.stage == ("READY", "kb-swing", 1) and person.here.set.key.warm_up
        coming = [(set_.exercise.id, set_.key.warm_up) for set_ in person.session.ahead[:5]]
        assert coming[:2] == [("deadlift", True)] * 2, "both of its warm-up sets"
        assert coming[2:] == [("deadlift", False), ("push-up", False), ("kb-swing", False)], "the rounds as they were"

    def test_later_is_refused_to_the_last_warm_up_sets_of_a_circuit(self, tmp_path: Path) -> None:
        person = Person(tmp_path, self.CIRCUIT).at(2, Later(), Skip())
        assert person.stage[1] == "deadlift" and person.here.set.key.warm_up
        with pytest.raises(Refused, match="it is the last already"):
            person.at(3, Later())

    def test_later_takes_warm_up_sets_along_in_a_straight_block(self, tmp_path: Path) -> None:
        item = "exercise: deadlift, reps: 5, load: 60 kg, set-up: none, warm-up-sets: [bar x 10]"
        person = Person(tmp_path, straight(item) + "      - {exercise: push-up, reps: 5}\n").at(2, Later())
        assert person.stage[1] == "push-up"
        assert [(set_.exercise.id, set_.key.warm_up) for set_ in person.session.ahead] == [
            ("deadlift", True),
            ("deadlift", False),
        ]

    def test_a_skip_of_timed_work_keeps_counted_reps(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: burpee, work: 40s, sets: 2")).at(12, Count(), Count())
        (record,) = person.at(30, Skip()).session.records.values()
        assert (record.state, record.reps, record.held_ns) == ("done", 2, 20 * SECOND)

    def test_how_many_more_is_asked_of_what_was_done_and_kept_when_it_is_done_again(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: push-up, reps: 8, sets: 2, rest: 60s")).at(12, Done())
        key = person.here.set.key
        person.at(14, Note(key, "rir", 2)).at(40, Back()).at(55, Done())
        assert person.session.records[key].rir == 2
        skipped = Person(tmp_path, straight("exercise: push-up, reps: 8, sets: 2")).at(2, Skip())
        with pytest.raises(Refused):
            skipped.at(3, Note(key, "rir", 2))

    @pytest.mark.parametrize("said", [0, 5, None])
    def test_zero_to_five_more_can_be_said(self, tmp_path: Path, said: int | None) -> None:
        person = Person(tmp_path, straight("exercise: push-up, reps: 8, sets: 2")).at(12, Done())
        key = person.here.set.key
        assert person.at(14, Note(key, "rir", 3), Note(key, "rir", said)).session.records[key].rir == said

    @pytest.mark.parametrize("said", [-1, 6])
    def test_what_lies_beyond_cannot_be_said(self, tmp_path: Path, said: int) -> None:
        person = Person(tmp_path, straight("exercise: push-up, reps: 8, sets: 2")).at(12, Done())
        with pytest.raises(Refused, match=r"^0 to 5 more$"):
            person.at(14, Note(person.here.set.key, "rir", said))

    def test_a_first_side_given_up_at_once_leaves_a_second_for_the_other(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: plank, work: 20s+, sides: each, switch: 8s")).at(10.3, Done())
        assert person.at(18.5).here.due == round(19.3 * SECOND)

    def test_the_second_side_holds_as_long_and_ends(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: plank, work: 20s+, sides: each, switch: 8s")).at(45, Done())
        assert person.at(53).here.due == 88 * SECOND and not person.here.waits
        assert person.at(88).session.finished == 88 * SECOND

    def test_a_load_carries_to_the_sets_ahead_that_had_the_same(self, tmp_path: Path) -> None:
        person = Person(
            tmp_path, straight("exercise: deadlift, load: 80 kg, sets: [{reps: 5}, {reps: 5}, {reps: 3, load: 90 kg}]")
        )
        person.at(20, Note(person.here.set.key, "load", Load("mass", 82_500)))
        assert [s.load.text() for s in person.sets if s.load] == ["82.5 kg", "82.5 kg", "90 kg"]
        person.at(30, Undo())
        assert [s.load.text() for s in person.sets if s.load] == ["80 kg", "80 kg", "90 kg"]

    def test_one_more_set(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: push-up, sets: 2, reps: 5")).at(12, Done()).at(14, More())
        assert [s.key.number for s in person.sets] == [1, 2, 3]
        assert person.rests() == [120, 120, 0]
        only = Person(tmp_path, straight("exercise: push-up, reps: 5")).at(12, More()).at(20, Done())
        assert only.stage == ("REST", "push-up", 1) and only.here.due == 140 * SECOND

    def test_going_to_a_set_keeps_the_order(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: push-up, sets: 4, reps: 5"))
        person.at(3, GoTo(person.sets[2].key))
        assert person.stage == ("READY", "push-up", 3)
        assert [s.key.number for s in person.sets] == [1, 2, 3, 4] and not person.session.records

    def test_pain_ends_the_exercise(self, tmp_path: Path) -> None:
        blocks = """blocks:
  - exercises: [{exercise: push-up, sets: 3, reps: 5}, {exercise: burpee, reps: 5}]
"""
        person = Person(tmp_path, blocks).at(12, Skip("exercise", pain=True))
        assert person.stage == ("READY", "burpee", 1)
        assert [person.session.records[s.key].state for s in person.session.past] == ["skipped"] * 3
        assert person.session.records[person.session.past[0].key].pain

    def test_skipping_the_block_leaves_the_cool_down_out(self, tmp_path: Path) -> None:
        blocks = """blocks:
  - exercises: [{exercise: push-up, reps: 5}]
  - {section: cool-down, exercises: [{exercise: plank, work: 30s}, {exercise: push-up, reps: 5}]}
"""
        person = Person(tmp_path, blocks).at(12, Done()).at(14, Skip("block"))
        assert person.session.finished == 14 * SECOND

    def test_finish_keeps_what_is_done(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: push-up, sets: 3, reps: 5")).at(12, Done()).at(20, Finish())
        assert person.session.finished == 20 * SECOND and len(person.session.records) == 1
        person.at(25, Undo())
        assert person.stage[0] == "REST"

    def test_the_pace_can_change_in_a_set(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight('exercise: push-up, reps: 5, tempo: "2-0-1-0"')).at(12, Count(), Count())
        with pytest.raises(Refused):
            Person(tmp_path, straight("exercise: push-up, reps: 5, warm-up-sets: [5 kg x 5]")).at(12, TogglePace())
        assert person.at(20, TogglePace()).here.due == 29 * SECOND
        off = person.at(24, TogglePace()).here
        assert off.count == 3 and off.due is None

    def test_the_coach_has_nothing_to_count_when_all_reps_are(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: push-up, reps: 2-3")).at(12, Count(), Count())
        assert person.at(13, TogglePace()).here.paced, "one is left"
        person.at(13, TogglePace(), Count())
        with pytest.raises(Refused, match="all reps are done"):
            person.at(14, TogglePace())
