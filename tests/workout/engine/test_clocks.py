"""The clocks of a workout: blocks that run by one, what is heard and when, what counts as work, and who is away."""

from pathlib import Path

import pytest
from person import Person, straight

from coach.routine.values import SECOND
from coach.workout.engine.inputs import (
    Back,
    Count,
    Done,
    Extend,
    Finish,
    Note,
    Pause,
    Replan,
    Restart,
    Resume,
    Skip,
    TogglePace,
)
from coach.workout.engine.session import Refused, away_at
from coach.workout.engine.timeline import next_change, remaining_ns
from coach.workout.view.view import view


class TestBlocksWithAClock:
    EMOM = """blocks:
  - {type: emom, every: 60s, rounds: 3, exercises: [{exercise: push-up, reps: 5}]}
"""

    def test_an_emom_starts_on_its_grid_whatever_happens(self, tmp_path: Path) -> None:
        person = Person(tmp_path, self.EMOM).at(30, Done())
        assert person.stage == ("REST", "push-up", 1) and person.here.due == 70 * SECOND
        for refused in (Done(), Skip(), Restart(), Extend(15 * SECOND)):
            with pytest.raises(Refused):
                person.at(31, refused)
        assert person.at(70).stage == ("WORK", "push-up", 2)
        assert person.at(131).stage == ("WORK", "push-up", 3)
        assert person.session.records[person.sets[1].key].overrun

    def test_the_coach_gives_an_emom_back_with_its_grid(self, tmp_path: Path) -> None:
        person = Person(tmp_path, self.EMOM).at(12, TogglePace())
        assert person.here.paced and person.here.due == 27 * SECOND
        person.at(15, TogglePace())
        assert not person.here.paced and person.here.due == 70 * SECOND and not person.here.waits

    def test_the_coach_overruns_only_what_he_did_not_end(self, tmp_path: Path) -> None:
        blocks = self.EMOM.replace("reps: 5", 'reps: REPS, pace: coach, tempo: "2-0-1-0"')
        for reps, done, overrun in [(5, 5, False), (20, 20, False), (30, 20, True)]:
            person = Person(tmp_path, blocks.replace("REPS", str(reps))).at(71)
            record = person.session.records[person.sets[0].key]
            assert (record.reps, record.overrun) == (done, overrun)

    def test_a_routine_that_changes_under_its_work_changes_the_rest_behind_it(self, tmp_path: Path) -> None:
        blocks = (
            self.EMOM.replace("rounds: 3", "rounds: 1, rest-after: 45s") + "  - exercises: [{name: A, work: 30s}]\n"
        )
        longer = Person(tmp_path, blocks.replace("rounds: 1", "rounds: 2")).routine
        person = Person(tmp_path, blocks).at(20).at(20, Replan(longer))
        assert person.at(71).stage == ("WORK", "push-up", 2)
        assert person.at(131).stage[0] == "REST" and person.here.due == 175 * SECOND

    def test_what_is_left_is_its_interval_and_the_others(self, tmp_path: Path) -> None:
        assert remaining_ns(Person(tmp_path, self.EMOM).at(30).session, 30 * SECOND) == 160 * SECOND

    def test_its_work_is_never_idle(self, tmp_path: Path) -> None:
        session = Person(tmp_path, self.EMOM).at(70).session
        assert (session.worked_ns, session.idle_ns) == (60 * SECOND, 0)

    def test_an_amrap_that_is_left_keeps_its_score(self, tmp_path: Path) -> None:
        blocks = "blocks:\n  - {type: amrap, for: 2m, exercises: [{exercise: burpee, reps: 5}]}\n"
        for leaves in (Finish(), Skip("block"), Skip("exercise", pain=True)):
            person = Person(tmp_path, blocks).at(20, Done(), Done()).at(30, leaves)
            (record,) = person.session.records.values()
            assert (record.state, record.rounds, record.reps) == ("done", 2, 0)
        person = Person(tmp_path, blocks).at(20, Skip()).at(30, Skip("block"))
        assert [record.state for record in person.session.records.values()] == ["skipped"]

    def test_ten_is_called_in_an_interval_of_thirty_seconds(self, tmp_path: Path) -> None:
        half = Person(tmp_path, self.EMOM.replace("60s", "30s"))
        assert [at for at, name in half.heard(10, 40) if name == "ten"] == [30]
        shorter = Person(tmp_path, self.EMOM.replace("60s", "29s"))
        assert "ten" not in [name for _, name in shorter.heard(10, 39)]

    def test_an_absence_shifts_the_grid_however_long_it_was(self, tmp_path: Path) -> None:
        person = Person(tmp_path, self.EMOM).at(30, Done()).at(40, Pause("away")).at(500, Resume())
        assert person.stage == ("REST", "push-up", 1) and person.at(530).stage == ("WORK", "push-up", 2)

    def test_the_rest_behind_the_last_interval_begins_at_its_end(self, tmp_path: Path) -> None:
        blocks = self.EMOM.replace("rounds: 3", "rounds: 1, rest-after: 45s")
        person = Person(tmp_path, blocks + "  - exercises: [{name: A, work: 30s}]\n").at(30, Done())
        with pytest.raises(Refused, match="there is no clock to change here"):
            person.at(69.999, Extend(15 * SECOND))
        assert person.at(70, Extend(15 * SECOND)).here.due == 130 * SECOND

    def test_a_pause_shifts_the_grid(self, tmp_path: Path) -> None:
        person = Person(tmp_path, self.EMOM).at(30, Done()).at(40, Pause()).at(50, Resume())
        assert person.at(79).stage[0] == "REST" and person.at(80).stage[0] == "WORK"

    def test_an_amrap_scores_rounds_and_reps(self, tmp_path: Path) -> None:
        person = Person(
            tmp_path,
            """blocks:
  - {type: amrap, for: 2m, exercises: [{exercise: burpee, reps: 5}, {exercise: push-up, reps: 10}]}
""",
        )
        person.at(20, Done(), Done(), Done()).at(30, Count(), Count())
        assert person.here.station is not None and person.here.station.exercise.id == "push-up"
        (record,) = person.at(130).session.records.values()
        assert (record.rounds, record.reps) == (1, 7)

    def test_a_tabata_has_no_last_rest(self, tmp_path: Path) -> None:
        person = Person(tmp_path, "blocks:\n  - {type: tabata, exercises: [{exercise: burpee}]}\n")
        assert person.rests() == [10] * 7 + [0]
        assert person.at(240).session.finished == 240 * SECOND


class TestHeard:
    def test_one_instant_one_sound(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: plank, work: 40s, sets: 2, rest: 35s"))
        assert person.heard(0, 90) == [
            (7, "tick"),
            (8, "tick"),
            (9, "tick"),
            (10, "go"),
            (30, "halfway"),
            (40, "ten"),
            (47, "tick"),
            (48, "tick"),
            (49, "tick"),
            (50, "rest"),
            (75, "ten"),
            (82, "tick"),
            (83, "tick"),
            (84, "tick"),
            (85, "go"),
        ]

    def test_at_the_coachs_pace_each_phase_is_heard(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight('exercise: push-up, reps: 2, pace: coach, tempo: "2-1-1-0"'))
        assert person.heard(10, 19) == [
            (10, "go"),
            (12, "bottom"),
            (13, "lift"),
            (14, "rep"),
            (16, "bottom"),
            (17, "lift"),
            (18, "finished"),
        ]

    def test_before_a_set_up_there_is_no_countdown(self, tmp_path: Path) -> None:
        person = Person(
            tmp_path,
            """blocks:
  - exercises: [{exercise: push-up, reps: 5, rest: 20s}, {exercise: deadlift, reps: 5, load: 80 kg}]
""",
        ).at(12, Done())
        assert person.heard(12, 60) == [(12, "rest"), (32, "rest-over")]

    def test_a_rest_that_waits(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: push-up, sets: 2, reps: 5, rest: 20s+")).at(12, Done())
        assert person.heard(12, 60) == [(12, "rest"), (32, "rest-over")]
        assert person.at(600).stage[0] == "REST"
        assert away_at(person.session) == (32 + 900) * SECOND

    def test_an_open_target_is_announced_and_the_set_goes_on(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: plank, work: 20s+"))
        assert person.heard(10, 60) == [(10, "go"), (30, "target")]
        (record,) = person.at(50, Done()).session.records.values()
        assert record.held_ns == 40 * SECOND

    def test_ten_left_is_announced_once_however_the_clock_is_changed(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: plank, work: 40s, sets: 2, rest: none"))
        assert (40, "ten") in person.heard(10, 41)
        assert "ten" not in [name for _, name in person.at(41, Extend(15 * SECOND)).heard(41, 65)]
        sooner = Person(tmp_path, straight("exercise: plank, work: 60s")).at(20, Extend(-15 * SECOND))
        assert (45, "ten") in sooner.heard(20, 60)

    def test_halfway_is_not_announced_after_the_target(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: plank, work: 40s+"))
        person.at(11, Extend(-15 * SECOND)).at(12, Extend(-15 * SECOND))
        assert person.heard(12, 80) == [(20, "target")]

    def test_what_ends_just_behind_the_horizon_is_heard_alone(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: plank, work: 40s, sets: 2, rest: 30s"))
        for at in (26, 27.05):
            person.at(at, Extend(-15 * SECOND))
        assert person.here.due == round(30.05 * SECOND) and person.here.half == 30 * SECOND
        assert person.heard(29.5, 30.02) == [], "half, and the end of the set 50 ms later"

    def test_sides_switch_at_half_of_alternate_work(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: plank, sides: alternate, work: 20s"))
        assert (20, "switch") in person.heard(10, 40)

    def test_what_is_150_ms_apart_is_heard_and_what_is_closer_is_not(self, tmp_path: Path) -> None:
        for at, half in ((27.15, [30.0]), (27.149, [])):
            person = Person(tmp_path, straight("exercise: plank, work: 40s, sets: 2, rest: 30s"))
            person.at(26, Extend(-15 * SECOND)).at(at, Extend(-15 * SECOND))
            assert [when for when, name in person.heard(29.5, 30.1) if name == "halfway"] == half

    def test_what_sounded_just_before_one_began_to_listen_counts(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: plank, work: 40s, sets: 2, rest: 30s"))
        person.at(26, Extend(-15 * SECOND)).at(29.95, Extend(-15 * SECOND))
        assert person.heard(29.9, 30.1) == [(29.95, "tick")] and person.here.half == 30 * SECOND
        assert person.heard(29.97, 30.1) == []

    def test_the_target_of_alternating_sides_is_of_both(self, tmp_path: Path) -> None:
        item = 'exercise: push-up, reps: 3-5, sides: alternate, pace: coach, tempo: "1-0-1-0"'
        assert [x for x in Person(tmp_path, straight(item)).heard(10, 40) if x[1] in ("target", "finished")] == [
            (22, "target"),
            (30, "finished"),
        ]


class TestBooks:
    def test_who_finishes_in_a_pause_has_paused_until_then(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: push-up, reps: 10")).at(20, Pause()).at(50, Finish())
        assert person.session.paused_ns == 30 * SECOND and person.session.paused_at is None

    def test_who_finishes_back_in_a_set_that_is_done_has_done_it(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: push-up, sets: 3, reps: 10, rest: 60s")).at(20, Done())
        person.at(40, Back()).at(41, Finish())
        assert [set_.key.number for set_ in person.session.past] == [1]
        strip = view(person.session, 41 * SECOND).strip
        assert sum(segment.seconds for segment in strip.segments[: strip.done]) == 10 + 30 + 60, "all of the first set"

    def test_a_set_counts_as_work_for_three_times_its_estimate_at_most(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight('exercise: push-up, reps: 10, sets: 2, tempo: "2-0-1-0"')).at(10)
        person.at(10 + 200, Done())
        assert person.session.worked_ns == 90 * SECOND
        assert person.session.idle_ns == 110 * SECOND
        assert person.session.rested_ns == 10 * SECOND


class TestChanges:
    @pytest.mark.parametrize("item", ["exercise: plank, work: 40s", "exercise: push-up, reps: 9, pace: coach"])
    def test_going_on_shows_each_second_as_it_comes(self, tmp_path: Path, item: str) -> None:
        person = Person(tmp_path, straight(item)).at(20.34, Pause()).at(50.78, Resume())
        now, flips = round(50.78 * SECOND), 0
        while now < 70 * SECOND:
            shown, change = view(person.session, now), next_change(person.session, now)
            assert change is not None and view(person.session, change - 1) == shown
            flips += view(person.session, change) != shown
            now = change
        assert flips >= 19

    def test_sides_that_alternate_change_at_half_a_second_too(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: plank, sides: alternate, work: 45s")).at(32.2)
        change = next_change(person.session, round(32.2 * SECOND))
        assert change == 32.5 * SECOND
        assert view(person.session, change - 1) != view(person.session, change)

    def test_what_changes_no_sound_to_come_clears_none(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: push-up, reps: 8, sets: 2")).at(12)
        generation = person.run.generation
        assert person.at(13, Count(), Count()).run.generation == generation
        generation = person.at(20, Done()).run.generation
        key = person.here.set.key
        assert person.at(21, Note(key, "reps", 7), Note(key, "rir", 2)).run.generation == generation
        amrap = "blocks:\n  - {type: amrap, for: 2m, exercises: [{exercise: push-up, reps: 5}]}\n"
        person = Person(tmp_path, amrap).at(20)
        assert person.at(21, Done(), Skip(), Back()).run.generation == 0


class TestAway:
    def test_after_an_absence_the_time_begins_again(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: push-up, reps: 5")).at(10)
        assert away_at(person.session) == 310 * SECOND
        person.at(310, Pause("away")).at(900, Resume())
        assert person.stage[0] == "WORK" and away_at(person.session) == 1200 * SECOND

    def test_so_it_does_after_a_pause_in_a_rest_that_waits(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: push-up, reps: 5, sets: 2, rest: 20s+")).at(12, Done())
        assert away_at(person.session) == (32 + 900) * SECOND
        person.at(14, Pause()).at(15, Resume())
        assert away_at(person.session) == (33 + 900) * SECOND, "from its end, not from the pause before it"
        person.at(100, Pause()).at(200, Resume())
        assert away_at(person.session) == (200 + 900) * SECOND

    def test_a_set_up_has_a_quarter_of_an_hour_after_each_pause(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: deadlift, reps: 5"))
        assert away_at(person.session) == 900 * SECOND
        person.at(600, Pause()).at(700, Resume())
        assert away_at(person.session) == (700 + 900) * SECOND, "fetching a bar again is no absence"
        person.at(800, Pause()).at(1000, Resume())
        assert away_at(person.session) == (1000 + 900) * SECOND

    def test_there_is_no_away_while_an_emom_runs(self, tmp_path: Path) -> None:
        blocks = "blocks:\n  - {type: emom, every: 10m, rounds: 1, exercises: [{exercise: push-up, reps: 5}]}\n"
        assert away_at(Person(tmp_path, blocks).at(20).session) is None

    def test_away_for_as_long_as_the_rest_had_left_it_goes_on(self, tmp_path: Path) -> None:
        person = Person(tmp_path, straight("exercise: push-up, reps: 8, sets: 2, rest: 60s")).at(12, Done())
        assert person.at(20, Pause("away")).at(72, Resume()).stage[0] == "REST"


@pytest.mark.parametrize(("rest", "tens"), [("29s", []), ("30s", [40.0])])
def test_ten_sounds_from_a_rest_of_30_seconds_on(rest: str, tens: list[float], tmp_path: Path) -> None:
    person = Person(tmp_path, straight(f"name: Plank, sets: 2, work: 10s, rest: {rest}")).at(20)
    assert [at for at, sound in person.heard(20, 49) if sound == "ten"] == tens
