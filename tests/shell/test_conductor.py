"""The conductor: what it hands to the Player, which keys bounce, and when the person is away."""

from pathlib import Path

import pytest
from led import Led, Recorder, Time

from coach.routine.values import SECOND
from coach.shell.conductor import BOUNCE, FRESH_STAGE, LONGEST_WAIT, Conductor
from coach.workout.engine.inputs import Back, Count, Done, Extend, Note, Pause, Resume, Skip, Undo
from coach.workout.engine.session import Refused

TIMED = "blocks: [{exercises: [{name: Plank, sets: 3, work: 30s, rest: 20s}]}]\n"
REPS = "blocks: [{exercises: [{name: Press, sets: 3, reps: 5, rest: 60s}]}]\n"


@pytest.mark.parametrize("step", [0.05, 0.31, 1.0])
def test_what_is_heard_is_the_future_of_the_core_whatever_the_ticks(tmp_path: Path, step: float) -> None:
    led = Led(tmp_path, TIMED)
    expected = led.expected(0, 62)
    led.lead(62, step)
    assert [sound for sound in led.player.heard() if sound[0] < 62] == expected
    assert {name for _, name in expected} >= {"tick", "go", "rest", "halfway"}


@pytest.mark.parametrize("step", [0.05, 0.31, 1.0])
def test_a_sound_is_handed_over_once(tmp_path: Path, step: float) -> None:
    led = Led(tmp_path, TIMED, speaks=True).lead(62, step)
    assert len(led.player.placed) == len(set(led.player.placed)) != 0


def test_every_sound_is_handed_over_a_second_ahead(tmp_path: Path) -> None:
    led = Led(tmp_path, TIMED).lead(60, 1.0)
    late = [sound for sound, lead in led.player.leads.items() if lead < SECOND and sound[0] > 1_002 * SECOND]
    assert not late


def test_what_is_heard_at_the_very_beginning_is_not_lost_to_the_first_frame(tmp_path: Path) -> None:
    led = Led(tmp_path, COUNTED, speaks=True)
    led.time.move(0.06)
    led.lead(1)
    assert led.player.said() == [(0, "", "First: Press, set one of two, three reps")]


@pytest.mark.parametrize(("late_s", "sounds"), [(0.1, True), (0.2, False)])
def test_what_a_stall_made_late_sounds_only_while_it_is_young(tmp_path: Path, late_s: float, sounds: bool) -> None:
    led = Led(tmp_path, TIMED).lead(5)
    led.time.move(2 + late_s)  # the tick at 7 s was just not handed over yet
    led.conductor.poll()
    assert ((1_007 * SECOND, "tick") in led.player.leads) == sounds


def test_a_pause_silences_and_going_on_hands_over_anew(tmp_path: Path) -> None:
    led = Led(tmp_path, TIMED).lead(8.5)
    led.conductor.press(Pause())
    led.lead(5)
    assert not [sound for sound in led.player.heard() if sound[0] > 8.5]
    assert led.player.hushes == 1
    led.conductor.press(Resume())
    led.lead(3)
    assert [name for at, name in led.player.heard() if at > 13] == ["tick", "go"]


def test_more_time_changes_what_is_to_come_and_cuts_nothing_off(tmp_path: Path) -> None:
    led = Led(tmp_path, TIMED).lead(8.5)
    led.conductor.press(Extend(15 * SECOND))
    led.lead(6)
    assert led.player.hushes == 0
    assert [name for at, name in led.player.heard() if at > 8.5] == []


def test_undo_clears_what_was_handed_over(tmp_path: Path) -> None:
    led = Led(tmp_path, TIMED).lead(12)
    led.conductor.press(Skip())
    led.lead(7)
    led.conductor.press(Undo())
    led.lead(1)
    assert led.stage == "WORK"
    assert led.conductor.generation == 2


def test_a_correction_of_what_is_done_drops_no_sound(tmp_path: Path) -> None:
    led = Led(tmp_path, REPS).lead(12)
    assert led.conductor.press(Done())
    led.lead(2)
    before, here = led.conductor.generation, led.conductor.session.here
    assert here is not None
    led.conductor.press(Note(here.set.key, "reps", 4))
    assert led.conductor.generation == before


def test_a_counted_rep_sounds_at_once_unless_muted(tmp_path: Path) -> None:
    led = Led(tmp_path, REPS).lead(12)
    led.conductor.press(Count())
    led.conductor.mute(True)
    led.conductor.press(Count())
    assert led.player.answers == ["rep"]
    assert led.conductor.session.here is not None and led.conductor.session.here.count == 2


def test_mute_hands_nothing_over_and_unmute_goes_on_from_now(tmp_path: Path) -> None:
    led = Led(tmp_path, TIMED, muted=True).lead(9)
    assert led.player.calls == 0
    led.conductor.mute(False)
    expected = led.expected(9, 12)
    led.lead(3)
    assert led.player.heard() == [sound for sound in expected if sound[0] <= 12] != []


def test_a_helper_that_began_again_gets_the_future_again(tmp_path: Path) -> None:
    led = Led(tmp_path, TIMED).lead(8)
    coming = {sound for sound in led.player.leads if sound[0] >= led.time.real}
    led.player.leads.clear()
    led.conductor.hand_over_again()
    assert set(led.player.leads) == coming != set()


@pytest.mark.parametrize(("speed", "sounds"), [(1.0, True), (4.0, True), (5.0, False)])
def test_rehearsals_above_4_times_are_silent(tmp_path: Path, speed: float, sounds: bool) -> None:
    led = Led(tmp_path, TIMED, speed=speed).lead(10)
    assert bool(led.player.calls) == sounds


def test_sounds_of_a_fast_rehearsal_come_at_real_instants(tmp_path: Path) -> None:
    led = Led(tmp_path, TIMED, speed=2.0).lead(6)
    assert (5.0, "go") in led.player.heard()
    assert (3.5, "tick") in led.player.heard()


def test_the_player_goes_on_from_the_generation_of_the_workout_before(tmp_path: Path) -> None:
    led = Led(tmp_path, TIMED)
    later = Conductor(led.conductor.run, led.conductor.clock, Recorder(Time()), generation=7)
    later.press(Pause())
    assert later.generation == 8


COUNTED = "blocks: [{exercises: [{name: Press, sets: 2, reps: 3, rest: 60s, pace: coach, tempo: 2-0-1-0}]}]\n"


class TestWords:
    @pytest.mark.parametrize("step", [0.05, 0.31, 1.0])
    def test_words_come_with_the_sounds_whatever_the_ticks(self, tmp_path: Path, step: float) -> None:
        led = Led(tmp_path, COUNTED, speaks=True).lead(21, step)
        assert led.player.said() == [
            (0, "", "First: Press, set one of two, three reps"),
            (10, "go", "one"),
            (13, "rep", "two"),
            (16, "rep", "three"),
            (19, "rest", "Next: Press, last set, three reps"),
        ]

    def test_without_a_voice_there_are_none(self, tmp_path: Path) -> None:
        led = Led(tmp_path, COUNTED).lead(21)
        assert (led.player.said(), led.player.prepared, led.player.voices) == ([], [], [None])
        assert led.player.heard()[:4] == [(7, "tick"), (8, "tick"), (9, "tick"), (10, "go")]

    def test_every_phrase_was_prepared_long_before_and_once(self, tmp_path: Path) -> None:
        led = Led(tmp_path, COUNTED, speaks=True).lead(1)
        prepared = led.player.prepared
        assert {"one", "two", "three", "Next: Press, last set, three reps"} <= set(prepared)
        led.lead(19)
        assert len(prepared) == len(set(prepared))
        assert "last set" in prepared, "said if the rest is ended by a key"

    def test_the_words_of_a_sound_that_is_off_are_said_alone(self, tmp_path: Path) -> None:
        led = Led(tmp_path, COUNTED, off=("rep", "tick"), speaks=True).lead(17)
        assert led.player.said()[1:] == [(10, "go", "one"), (13, "", "two"), (16, "", "three")]
        assert "tick" not in {name for _, name in led.player.heard()}

    def test_muted_the_voice_is_silent_and_unmuted_it_says_the_rest(self, tmp_path: Path) -> None:
        led = Led(tmp_path, COUNTED, muted=True, speaks=True).lead(11)
        assert (led.player.said(), led.player.prepared) == ([], [])
        led.conductor.mute(False)
        led.lead(6)
        assert [words for _, _, words in led.player.said()] == ["two", "three"]

    def test_a_rehearsal_above_4_times_says_nothing(self, tmp_path: Path) -> None:
        led = Led(tmp_path, COUNTED, speed=5.0, speaks=True).lead(4)
        assert (led.player.said(), led.player.prepared) == ([], [])

    def test_the_voice_can_be_turned_off_and_on(self, tmp_path: Path) -> None:
        led = Led(tmp_path, COUNTED, speaks=True).lead(12)
        led.conductor.speak(None)
        assert led.player.hushes == 1, "in mid-word too"
        led.lead(3)
        led.conductor.speak(led.speech_config)
        led.lead(2)
        assert [words for _, _, words in led.player.said()] == [
            "First: Press, set one of two, three reps",
            "one",
            "three",
        ]
        assert led.player.voices == [led.speech_config.voice, None, led.speech_config.voice]
        assert led.player.hushes == 1
        assert (13.0, "rep") in led.player.heard(), "the sounds went on"

    def test_a_restarted_helper_gets_the_phrases_again(self, tmp_path: Path) -> None:
        led = Led(tmp_path, COUNTED, speaks=True).lead(11)
        led.player.prepared.clear()
        led.conductor.hand_over_again()
        assert {"two", "three"} <= set(led.player.prepared)


class TestBounce:
    def test_a_held_key_is_one_press(self, tmp_path: Path) -> None:
        led = Led(tmp_path, REPS).lead(12)
        assert led.conductor.press(Done())
        for _ in range(60):
            led.time.move(0.033)
            assert not led.conductor.press(Done())
        assert led.stage == "REST"
        assert [type(entry.input) for entry in led.conductor.run.entries] == [Done]

    def test_a_key_right_after_a_change_of_stage_was_meant_for_the_stage_before(self, tmp_path: Path) -> None:
        led = Led(tmp_path, TIMED).lead(40.5)
        assert led.stage == "REST"
        assert not led.conductor.press(Skip())
        assert led.conductor.press(Pause()), "pausing is never too early"
        led.time.move(0.7)
        assert led.conductor.press(Resume())
        led.time.move(0.5)
        assert led.conductor.press(Skip())

    @pytest.mark.parametrize(("after", "taken"), [(FRESH_STAGE - 1, False), (FRESH_STAGE, True)])
    def test_the_limit_is_on_the_sessions_clock(self, tmp_path: Path, after: int, taken: bool) -> None:
        led = Led(tmp_path, REPS, speed=2.0).lead(5)
        led.time.real += after // 2
        assert led.conductor.press(Done()) == taken

    def test_another_move_key_does_not_wait_for_the_first(self, tmp_path: Path) -> None:
        led = Led(tmp_path, REPS).lead(12)
        led.conductor.press(Done())
        led.time.move(0.8)
        assert led.conductor.press(Back())
        assert led.stage == "WORK"

    def test_a_repeat_is_measured_in_real_time(self, tmp_path: Path) -> None:
        led = Led(tmp_path, REPS, speed=100.0).lead(0.2, 0.01)
        assert led.conductor.press(Done())
        led.time.real += BOUNCE - 1
        assert not led.conductor.press(Done())
        led.time.real += BOUNCE
        assert led.conductor.press(Done())

    def test_a_held_space_pauses_once(self, tmp_path: Path) -> None:
        led = Led(tmp_path, REPS).lead(12)
        key: dict[bool, Pause | Resume] = {False: Pause(), True: Resume()}
        assert led.conductor.press(Pause())
        for gap in (0.5, 0.033, 0.033, 0.033):  # as a keyboard repeats: late at first
            led.time.move(gap)
            assert not led.conductor.press(key[led.stage.startswith("paused")])
        assert led.stage == "paused WORK"
        led.time.move(0.5)
        assert led.conductor.press(Resume())

    def test_enter_goes_on_when_paused(self, tmp_path: Path) -> None:
        led = Led(tmp_path, REPS).lead(12)
        led.conductor.press(Pause())
        led.lead(1)
        assert led.conductor.press(Done())
        assert led.stage == "WORK"

    @pytest.mark.parametrize(
        ("after", "taken"),
        [(0.699, False), (0.7, True), (10.699, False), (10.7, True)],
        ids=["ready to go on", "then", "work", "then"],
    )
    def test_a_key_right_after_going_on_was_meant_for_the_pause(
        self, tmp_path: Path, after: float, taken: bool
    ) -> None:
        led = Led(tmp_path, TIMED).lead(20)
        led.conductor.press(Pause())
        led.lead(1)
        assert led.conductor.press(Resume()), "ten seconds to get ready"
        led.lead(after // 1)
        led.time.move(after % 1)
        assert led.conductor.press(Skip()) == taken

    def test_a_held_enter_goes_on_and_does_not_end_the_set(self, tmp_path: Path) -> None:
        led = Led(tmp_path, REPS).lead(20)
        led.conductor.press(Pause())
        led.lead(1)
        assert led.conductor.press(Done())
        for gap in (0.5, *[0.033] * 60):  # as a keyboard repeats
            led.time.move(gap)
            assert not led.conductor.press(Done())
        assert led.stage == "WORK"

    def test_a_key_is_one_look_and_hands_the_future_over_once(self, tmp_path: Path) -> None:
        led = Led(tmp_path, COUNTED).lead(12)
        before = led.player.calls
        led.time.move(1.2)
        led.conductor.press(Done())
        assert led.player.calls == before + 1

    def test_a_key_that_does_nothing_is_a_look_too(self, tmp_path: Path) -> None:
        led = Led(tmp_path, TIMED).lead(8)
        led.time.move(2.1)
        assert not led.conductor.press(Skip())
        with pytest.raises(Refused):
            led.conductor.press(Undo())
        assert led.stage == "WORK" and led.conductor.now == led.conductor.clock.now()
        led.time.move(2.5)
        assert (10.0, "go") in led.player.heard()

    def test_what_is_refused_changes_nothing(self, tmp_path: Path) -> None:
        led = Led(tmp_path, REPS).lead(12)
        before = led.conductor.run
        with pytest.raises(Refused):
            led.conductor.press(Extend(15 * SECOND))
        assert led.conductor.run == before


class TestAway:
    def test_a_gap_pauses_at_the_last_look(self, tmp_path: Path) -> None:
        led = Led(tmp_path, TIMED).lead(15)
        led.time.move(100)
        led.conductor.poll()
        assert led.stage == "away WORK"
        assert led.conductor.session.paused_at == 1_015 * SECOND

    def test_a_gap_of_three_seconds_is_no_absence(self, tmp_path: Path) -> None:
        led = Led(tmp_path, TIMED).lead(15)
        led.time.move(3)
        led.conductor.poll()
        assert led.stage == "WORK"

    def test_a_suspended_machine_pauses_where_it_fell_asleep_and_counts_the_sleep(self, tmp_path: Path) -> None:
        led = Led(tmp_path, TIMED).lead(15)
        led.time.suspend(840)
        led.conductor.poll()
        session = led.conductor.session
        assert led.stage == "away WORK" and session.paused_at == 1_015 * SECOND
        assert led.conductor.clock.now() - session.paused_at == 840 * SECOND

    def test_sounds_after_a_sleep_come_at_the_steady_clocks_instants(self, tmp_path: Path) -> None:
        led = Led(tmp_path, TIMED).lead(15)
        led.time.suspend(840)
        led.conductor.poll()
        led.conductor.press(Resume())
        led.lead(11)
        assert (25.0, "go") in led.player.heard()

    def test_a_wall_clock_set_back_is_no_absence(self, tmp_path: Path) -> None:
        led = Led(tmp_path, TIMED).lead(15)
        led.time.wall -= 3600 * SECOND
        led.conductor.poll()
        assert led.stage == "WORK"

    def test_five_minutes_in_a_set_are_away_from_that_instant_before_any_later_key(self, tmp_path: Path) -> None:
        led = Led(tmp_path, REPS).lead(309, 1.0)
        assert led.stage == "WORK"
        led.time.move(2)
        led.conductor.press(Done())
        pause = next(entry for entry in led.conductor.run.entries if isinstance(entry.input, Pause))
        assert pause.at == 1_310 * SECOND
        assert led.stage == "WORK", "enter goes on"

    def test_who_went_on_has_the_whole_time_again(self, tmp_path: Path) -> None:
        led = Led(tmp_path, REPS).lead(320, 1.0)
        led.conductor.press(Resume())
        led.lead(299, 1.0)
        assert led.stage == "WORK"
        led.lead(1, 1.0)
        assert led.stage == "away WORK"

    def test_a_finished_workout_is_never_away(self, tmp_path: Path) -> None:
        led = Led(tmp_path, "blocks: [{exercises: [{name: Plank, work: 10s}]}]\n").lead(25)
        led.time.move(1000)
        led.conductor.poll()
        assert led.stage == "over"
        assert led.conductor.wait_ns() is None


def test_looks_come_with_the_flips_of_the_second_and_never_later_than_one(tmp_path: Path) -> None:
    led = Led(tmp_path, TIMED)
    led.time.move(0.25)
    led.conductor.poll()
    wait = led.conductor.wait_ns()
    assert wait is not None and 0.75 * SECOND <= wait < 0.76 * SECOND
    led.conductor.press(Pause())
    assert led.conductor.wait_ns() == LONGEST_WAIT


def test_it_tells_when_work_begins(tmp_path: Path) -> None:
    led = Led(tmp_path, TIMED).lead(4)
    assert led.conductor.work_begins(5 * SECOND) is None
    led.lead(1)
    assert led.conductor.work_begins(5 * SECOND) == 1_010 * SECOND
    led.lead(6)
    assert led.conductor.work_begins(60 * SECOND) is None, "it runs"
