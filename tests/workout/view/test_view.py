"""What the screen says in every state, from routines of a few lines and keys at given seconds."""

from functools import partial
from pathlib import Path

import pytest
from person import Person

from coach.routine.model import Exercise
from coach.routine.values import SECOND, Load
from coach.workout.engine.inputs import (
    Count,
    Done,
    Extend,
    Finish,
    Note,
    Pause,
    Restart,
    Resume,
    Skip,
    TogglePace,
    Undo,
)
from coach.workout.plan.known import Known
from coach.workout.view.shown import LanePart, WorkoutView
from coach.workout.view.view import outline, set_key, view

LIFT = """
defaults: {rest: 3m}
blocks:
  - exercises: [{exercise: deadlift, sets: 3, reps: 6, load: 80 kg, note: belt on}]
"""
TEMPO = """
blocks:
  - set-up: none
    exercises: [{exercise: rdl, sets: 3, reps: 8, load: 60 kg, tempo: 3-1-1-0, pace: coach, rest: 2m}]
"""
CIRCUIT = """
blocks:
  - type: circuit
    rounds: 2
    rest: 10s
    round-rest: 30s
    exercises: [{exercise: wall-sit, work: 30s}, {exercise: push-up, work: 30s}]
"""
EMOM = """
blocks:
  - {type: emom, every: 1m, rounds: 3, set-up: none, exercises: [{exercise: kb-swing, reps: 10, load: 24 kg}]}
"""
AMRAP = """
blocks:
  - {type: amrap, for: 8m, exercises: [{name: Burpee, reps: 5}, {name: Air squat, reps: 10}]}
"""
EACH = """
blocks:
  - exercises: [{name: Bridge, sets: 2, reps: 10, sides: each, switch: 8s, rest: 1m}]
"""


def seen(person: Person, seconds: float) -> WorkoutView:
    return view(person.session, round(seconds * SECOND), _plates)


def _plates(load: Load, exercise: Exercise, now: Load | None) -> str:
    return f"a side: {load.text()} of {exercise.id}\n(now {now.text() if now else 'nothing'})"


def keys(person: Person, seconds: float) -> list[str]:
    """The actions that are offered if the journal is known."""
    now = round(seconds * SECOND)
    return actions(view(person.session, now, refusal=partial(person.run.refusal, now)))


def actions(shown: WorkoutView) -> list[str]:
    return [offer.action for offer in shown.offers]


def test_set_up_shows_the_load_its_plates_and_numbered_cues(tmp_path: Path) -> None:
    person = Person(tmp_path, LIFT)
    shown = seen(person, 75.5)
    assert (shown.badge.kind, shown.badge.word, shown.badge.role) == ("setup", "SETUP", "ready")
    assert (shown.big.text, shown.big.unit, shown.big.word) == ("80", "kg", "DEADLIFT")
    assert shown.big.lines == ("a side: 80 kg of deadlift", "(now nothing)", "setting up, 1:15")
    assert shown.cues.numbered and shown.cues.lines[0].text == "belt on" and len(shown.cues.lines) == 7
    assert shown.correction is not None and (shown.correction.label, shown.correction.load) == ("load", "80 kg")
    assert shown.next.line == "10 s to the bar, 6 reps at your own pace"
    assert shown.offers[0].label == "ready" and "longer" not in actions(shown)
    assert shown.caption.detail == "set 1 of 3 · 6 reps"


def test_without_a_load_the_set_up_says_which_to_choose(tmp_path: Path) -> None:
    shown = seen(Person(tmp_path, LIFT.replace(", load: 80 kg", "")), 5)
    assert shown.big.text == "5"
    assert shown.big.lines == ("your weight: one you could lift 3 more times",)


def test_ready_counts_down_by_the_ceiling(tmp_path: Path) -> None:
    person = Person(tmp_path, LIFT).at(60, Done())
    assert [seen(person, at).big.text for at in (60, 60.001, 61, 69.999)] == ["10", "10", "9", "1"]
    shown = seen(person, 61)
    assert shown.badge.word == "READY" and shown.cues.lines[0].text == "belt on"
    assert seen(person, 70).badge.word == "SET"


@pytest.mark.parametrize(
    ("reps", "text"), [("6", "6"), ("8-12", "8–12"), ("max", "MAX"), ("10+", "10+")], ids=["6", "8-12", "max", "10+"]
)
def test_the_target_stands_until_a_rep_is_counted(tmp_path: Path, reps: str, text: str) -> None:
    person = Person(tmp_path, LIFT.replace("reps: 6", f"reps: {reps}")).at(60, Done(), Done())
    assert (seen(person, 61).big.text, seen(person, 61).big.unit) == (text, "reps")
    person.at(62, Count(), Count())
    shown = seen(person, 62)
    assert shown.big.text == "2"
    assert shown.big.unit == (f"of {text}" if reps in ("6", "8-12") else "reps")
    assert shown.correction is not None and shown.correction.reps == "2 reps"


def test_the_clock_is_about_as_long_as_sets_at_ones_own_pace_are_ahead(tmp_path: Path) -> None:
    assert " of ~" in seen(Person(tmp_path, LIFT), 5).head.clock
    assert seen(Person(tmp_path, CIRCUIT), 53).head.clock == "0:53 of 3:00"


def test_a_cue_lasts_eight_seconds(tmp_path: Path) -> None:
    person = Person(tmp_path, LIFT).at(60, Done(), Done())
    now = [[cue.now for cue in seen(person, at).cues.lines].index(True) for at in (60, 67.9, 68, 76)]
    assert now == [0, 0, 1, 2]
    assert len(seen(person, 61).cues.lines) > 3


def test_the_coachs_pace_shows_rep_phase_and_lane(tmp_path: Path) -> None:
    person = Person(tmp_path, TEMPO).at(10)
    shown = seen(person, 10 + 5 + 1.5)
    assert (shown.badge.kind, shown.badge.word, shown.badge.mark, shown.badge.plain_mark) == ("reps", "LOWER", "▼", "v")
    assert (shown.big.text, shown.big.unit, shown.big.word, shown.big.second) == ("2", "of 8", "LOWER", "2")
    assert shown.lane is not None
    assert shown.lane.parts == (
        LanePart("▼", "LOWER", 3, 1),
        LanePart("◆", "BOTTOM", 1, 0),
        LanePart("▲", "LIFT", 1, 0),
    )
    assert shown.next.line == "rest 2:00 · set 2 of 3 · 60 kg" and shown.next.ends == "ends by itself at 8"
    words = [seen(person, 10 + second + 0.5).badge.word for second in range(5)]
    assert words == ["LOWER", "LOWER", "LOWER", "BOTTOM", "LIFT"]
    assert ("pace", "own pace") in [(offer.action, offer.label) for offer in shown.offers]


def test_the_cue_is_the_phases_and_the_list_never_moves(tmp_path: Path) -> None:
    person = Person(tmp_path, TEMPO).at(10)
    exercise = person.here.set.exercise
    shown = [seen(person, 10.5 + second) for second in range(5)]
    assert len({tuple(cue.text for cue in one.cues.lines) for one in shown}) == 1
    for one in shown:
        now = next(cue.text for cue in one.cues.lines if cue.now)
        own = [cue.text for cue in exercise.cues if cue.phase == one.badge.word.lower()]
        assert now in own or not own


def test_a_beat_has_neither_phase_nor_lane(tmp_path: Path) -> None:
    shown = seen(Person(tmp_path, TEMPO.replace("3-1-1-0", "1.5s")).at(10), 10 + 3.1)
    assert (shown.badge.word, shown.big.text, shown.big.second, shown.lane) == ("SET", "3", "", None)


def test_alternating_sides_count_a_rep_of_each(tmp_path: Path) -> None:
    person = Person(tmp_path, TEMPO.replace("reps: 8", "reps: 8, sides: alternate")).at(10)
    sides = [(seen(person, 10 + 5 * rep + 1).big.text, seen(person, 10 + 5 * rep + 1).big.lines) for rep in range(3)]
    assert sides == [("1", ("right side",)), ("1", ("left side",)), ("2", ("right side",))]
    assert seen(person, 11).big.unit == "of 8 each"


def test_timed_work_runs_down_and_an_open_target_up_again(tmp_path: Path) -> None:
    person = Person(tmp_path, "blocks: [{exercises: [{name: Hang, work: 90s+}]}]").at(10)
    assert [seen(person, at).big.text for at in (10, 10.5, 41, 100, 112.9)] == ["1:30", "1:30", "59", "+0", "+12"]
    assert seen(person, 20).big.unit == "of 1:30"
    assert seen(person, 20).offers[0].action == "done"
    fixed = seen(Person(tmp_path, CIRCUIT), 20)
    assert "done" not in actions(fixed) and "longer" in actions(fixed)
    assert fixed.lane is not None and fixed.lane.parts == (LanePart("▶", "WORK", 30, 10),)


def test_a_circuit_says_round_and_station_and_what_comes(tmp_path: Path) -> None:
    person = Person(tmp_path, CIRCUIT)
    assert seen(person, 20).caption.detail == "round 1 of 2 · station 1 of 2"
    assert seen(person, 20).next.line.startswith("rest 10 s, then PUSH-UP: ")
    assert seen(person, 42).badge.word == "REST"
    assert seen(person, 45).badge.word == "READY"  # half of ten seconds
    assert seen(person, 45).caption.exercise == "Push-up"
    assert seen(person, 44.999).badge.word == "REST"


def test_the_end_of_a_rest_is_ready_with_the_rests_keys(tmp_path: Path) -> None:
    person = Person(tmp_path, LIFT).at(60, Done(), Done()).at(90, Done())
    rest, ready = seen(person, 91), seen(person, 261)
    assert (rest.badge.word, rest.big.text, rest.big.lines) == ("REST", "2:59", ("of 3:00", "+ − 15 s"))
    assert rest.caption.exercise == "Rest after set 1 of 3" and rest.caption.detail == "DEADLIFT next"
    assert rest.next.detail == "set 2 of 3 · 6 reps · 80 kg" and rest.next.cues[0] == "belt on"
    assert rest.title == "■ 2:59 Deadlift 2/3"
    assert (ready.badge.word, ready.big.text) == ("READY", "9")
    assert ready.correction == rest.correction and set(actions(ready)) == set(actions(rest))


def test_a_rest_before_another_load_says_first_what_goes_on_the_bar(tmp_path: Path) -> None:
    sets = "[{reps: 5, load: 60 kg}, {reps: 5, load: 80 kg}]"
    blocks = f"blocks: [{{exercises: [{{exercise: deadlift, rest: 1m, sets: {sets}}}]}}]"
    person = Person(tmp_path, blocks).at(60, Done(), Done()).at(90, Done())
    shown = seen(person, 91).next
    assert shown.detail == "last set of 2 · 5 reps · 80 kg"
    assert (
        shown.cues[0] == "a side: 80 kg of deadlift  (now 60 kg)" and shown.cues[1] == "Bar on the floor over mid-foot"
    )


@pytest.mark.parametrize("kind", ["circuit", "superset"])
def test_a_rest_comes_after_a_station_and_after_a_round_when_the_round_is_over(kind: str, tmp_path: Path) -> None:
    items = "[{name: Hang, work: 10s}, {name: Plank, work: 10s}]"
    block = f"{{type: {kind}, rounds: 2, rest: 20s, exercises: {items}}}"
    person = Person(tmp_path, f"blocks: [{block}, {{exercises: [{{name: Walk, work: 10s}}]}}]\n")
    heads = [seen(person, second).caption.exercise for second in (21, 51, 81, 111)]
    assert heads == [f"Rest after {it}" for it in ("station 1 of 2", "round 1 of 2", "station 1 of 2", "round 2 of 2")]
    assert seen(Person(tmp_path, CIRCUIT), 43).caption.exercise == "Rest after station 1 of 2"


def test_a_rest_comes_after_a_set_and_not_after_its_second_side(tmp_path: Path) -> None:
    person = Person(tmp_path, EACH).at(10).at(30, Done()).at(40, Done())
    assert seen(person, 41).caption.exercise == "Rest after set 1 of 2"


def test_inside_a_tabata_there_is_no_ready(tmp_path: Path) -> None:
    person = Person(tmp_path, "blocks: [{type: tabata, rounds: 2, exercises: [{name: Jump}]}]")
    assert seen(person, 32).badge.word == "REST" and seen(person, 32).next.line == ""


def test_the_set_just_done_can_be_corrected(tmp_path: Path) -> None:
    person = Person(tmp_path, LIFT).at(60, Done(), Done()).at(90, Done())
    key = person.here.set.key
    entry = seen(person, 91).correction
    assert entry is not None
    assert (entry.what, entry.reps, entry.load, entry.rir, entry.asks_rir) == (
        "Deadlift, set 1", "6 reps", "80 kg", None, True,
    )  # fmt: skip
    entry = seen(person.at(92, Note(key, "reps", 5), Note(key, "rir", 2)), 93).correction
    assert entry is not None and (entry.reps, entry.rir) == ("5 reps", 2)


def test_a_rest_that_waits_is_never_ready_and_counts_on(tmp_path: Path) -> None:
    person = Person(tmp_path, LIFT.replace("3m", "60s+")).at(60, Done(), Done()).at(90, Done())
    assert [seen(person, at).big.text for at in (145, 149.5, 150, 162)] == ["5", "1", "+0", "+12"]
    assert {seen(person, at).badge.word for at in (145, 149.5, 162)} == {"REST"}


def test_the_last_set_is_said_so(tmp_path: Path) -> None:
    person = Person(tmp_path, TEMPO).at(335)
    assert seen(person, 340).caption.detail == "last set of 3 · 60 kg"
    assert seen(person, 340).next.line == "the end of the workout"


def test_switch_points_to_the_side_that_comes(tmp_path: Path) -> None:
    person = Person(tmp_path, EACH).at(10).at(30, Done())
    shown = seen(person, 31)
    assert (shown.badge.kind, shown.big.text, shown.big.arrow, shown.big.second) == ("switch", "LEFT", "left", "7")
    assert shown.caption.detail == "set 1 of 2 · side 2 of 2"
    assert shown.next.line == "LEFT, 10 reps, as many as on the right"
    assert shown.correction is not None and (shown.correction.what, shown.correction.reps) == ("RIGHT", "10 reps")
    assert {seen(person, at).badge.kind for at in (30, 34, 37.9)} == {"switch"}


def test_an_emom_shows_target_and_interval_and_refuses_its_rest(tmp_path: Path) -> None:
    person = Person(tmp_path, EMOM).at(10)
    shown = seen(person, 28)
    assert (shown.badge.kind, shown.badge.word, shown.big.text, shown.big.second) == ("interval", "SET", "10", "42")
    assert shown.caption.detail == "interval 1 of 3 · 24 kg"
    assert "~" not in shown.head.clock
    rest = seen(person.at(30, Done()), 31)
    assert (rest.badge.word, rest.big.text) == ("REST", "39")
    assert not {"done", "skip", "restart", "longer", "shorter"} & set(actions(rest))
    assert seen(person, 69.5).badge.word == "REST"  # never READY within an emom


def test_an_amrap_shows_its_station_and_round(tmp_path: Path) -> None:
    person = Person(tmp_path, AMRAP).at(10).at(40, Done(), Done(), Done())
    shown = seen(person, 40)
    assert (shown.badge.kind, shown.big.text, shown.big.word) == ("stations", "7:30", "AIR SQUAT")
    assert shown.big.lines == ("10 reps", "round 2") and shown.next.line == "BURPEE, 5 reps"


def test_paused_stands_still_and_says_where(tmp_path: Path) -> None:
    person = Person(tmp_path, TEMPO).at(10 + 21.2, Pause())
    shown = seen(person, 32)
    assert (shown.badge.word, shown.big.text, shown.big.unit, shown.big.word) == ("PAUSED", "5", "of 8", "PAUSED")
    assert shown.big.lines == ("in LOWER of rep 5; 4 reps are done",)
    assert shown.offers[0].label == "go on: 10 s to get ready, then rep 5 from its start"
    assert {"resume", "quit", "help", "restart", "skip", "outline"} <= set(actions(shown))
    assert seen(person, 80) == shown
    assert "2 min" in seen(person, 160).notes[0]


def test_going_on_is_ready_and_the_whole_clock_does_not_run_backwards(tmp_path: Path) -> None:
    person = Person(tmp_path, TEMPO).at(10 + 21.2, Pause()).at(100, Resume())
    shown = seen(person, 101)
    assert (shown.badge.word, shown.big.text) == ("READY", "9")
    assert shown.next.line == "rep 5 from its start"
    assert shown.head.clock.startswith("0:30 of ")
    assert seen(person, 110).big.text == "5" and seen(person, 110).badge.word == "LOWER"


def test_away_says_how_long_and_that_the_rest_is_over(tmp_path: Path) -> None:
    person = Person(tmp_path, LIFT).at(60, Done(), Done()).at(90, Done()).at(100, Pause("away"))
    assert seen(person, 100 + 59).big.text == "2:50", "the value that stands still, for want of a whole minute"
    assert seen(person, 100 + 59).notes[0] == "You were away less than a minute"
    assert seen(person, 100 + 14 * 60 + 30).big.text == "14"
    assert seen(person, 100 + 14 * 60).notes[0].startswith("You were away 14 min; the rest is over")
    assert "over" not in seen(person, 100 + 2 * 60).notes[0]


def test_away_in_an_emom_its_rest_is_never_over(tmp_path: Path) -> None:
    person = Person(tmp_path, EMOM).at(30, Done()).at(40, Pause("away"))
    assert seen(person, 40 + 600).notes[0] == "You were away 10 min"


def test_the_last_screen_lists_an_item_a_line(tmp_path: Path) -> None:
    person = Person(tmp_path, LIFT).at(60, Done(), Done()).at(90, Done(), Done()).at(130, Skip()).at(140, Finish())
    shown = seen(person, 150)
    assert shown.badge.word == "DONE" and shown.summary is not None
    (line,) = shown.summary.results
    assert (line.name, line.plan, line.load) == ("Deadlift", "3 × 6", "80 kg")
    assert line.done == ("6", "skipped", "–")
    assert (shown.summary.sets, shown.summary.moved) == ("1", "480 kg")
    assert shown.notes == ("1 set was skipped.", "1 set was not done.")


def test_two_sides_are_one_set_on_the_last_screen(tmp_path: Path) -> None:
    person = Person(tmp_path, EACH).at(10).at(30, Done()).at(40, Count(), Count(), Done()).at(50, Finish())
    finish = seen(person, 50).summary
    assert finish is not None and finish.sets == "1"
    assert (finish.results[0].plan, finish.results[0].done) == ("2 × 10 a side", ("10/2", "–"))


def test_the_outline_has_every_set_and_its_state(tmp_path: Path) -> None:
    person = Person(tmp_path, LIFT).at(60, Done(), Done()).at(90, Done(), Done())
    rows = outline(person.session)
    assert [(row.state, row.done) for row in rows] == [("block", ""), ("done", "6"), ("now", ""), ("ahead", "")]
    assert rows[2].plan == "set 2 · 6 reps · 80 kg"
    assert set_key(person.session, rows[3].key or "") == person.sets[2].key
    assert set_key(person.session, "gone") is None


def test_extending_changes_what_the_rest_is_of(tmp_path: Path) -> None:
    person = Person(tmp_path, LIFT).at(60, Done(), Done()).at(90, Done()).at(91, Extend(15 * SECOND))
    assert (seen(person, 91).big.text, seen(person, 91).big.lines[0]) == ("3:14", "of 3:15")


def test_pace_goes_over_to_the_count(tmp_path: Path) -> None:
    person = Person(tmp_path, LIFT).at(60, Done(), Done()).at(70, Count(), Count(), TogglePace())
    assert (seen(person, 70.5).badge.kind, seen(person, 70.5).big.text) == ("reps", "3")


def test_between_two_flips_nothing_changes(tmp_path: Path) -> None:
    for blocks in (LIFT, TEMPO, CIRCUIT, EMOM, AMRAP, EACH):
        person = Person(tmp_path, blocks, Known(get_ready_ns=10 * SECOND))
        for second in range(0, 120, 3):
            assert seen(person, second + 0.2) == seen(person, second + 0.201) == seen(person, second + 0.999)


def test_the_set_up_of_a_circuit_says_what_is_needed(tmp_path: Path) -> None:
    items = "{exercise: push-up, reps: 5}, {exercise: kb-swing, reps: 5}"
    blocks = f"blocks:\n  - {{type: circuit, rounds: 1, exercises: [{items}]}}\n"
    shown = view(Person(tmp_path, blocks).session, 0)
    assert shown.badge.kind == "setup" and shown.cues.lines[0].text == "Equipment: kettlebell"


def test_undo_and_back_are_offered_while_there_is_something_to_take_back(tmp_path: Path) -> None:
    person = Person(tmp_path, LIFT)
    assert not {"undo", "back"} & set(keys(person, 5))
    person.at(6, Done())
    assert {"undo", "back"} <= set(keys(person, 7)), "enter is fresh: b leads back to the set-up"
    assert "back" not in keys(person.at(8, Restart()), 9), "the first set, and no key to take back"
    person.at(10, Undo(), Undo())
    assert not {"undo", "back"} & set(keys(person, 11))


def test_the_last_screen_offers_no_undo_to_who_pressed_nothing(tmp_path: Path) -> None:
    person = Person(tmp_path, CIRCUIT).at(600)
    assert keys(person, 600) == ["done", "rows", "quit"]
    assert keys(Person(tmp_path, CIRCUIT).at(20, Finish()), 21) == ["done", "rows", "undo", "quit"]


def test_an_amrap_offers_a_swap_only_in_a_pause(tmp_path: Path) -> None:
    person = Person(tmp_path, AMRAP.replace("reps: 5", "reps: 5, alternatives: [push-up]")).at(20)
    assert "swap" not in keys(person, 20) and "swap" in keys(person.at(21, Pause()), 21)


def test_skip_in_the_get_ready_of_an_amrap_skips_all_of_it(tmp_path: Path) -> None:
    def skip(person: Person, seconds: float) -> str:
        return next(offer.label for offer in seen(person, seconds).offers if offer.action == "skip")

    assert skip(Person(tmp_path, AMRAP).at(5, Pause()), 5) == "skip: the next set"
    assert skip(Person(tmp_path, AMRAP).at(20, Pause()), 20) == "skip: the next exercise"
