"""The workout's screen: keys as a person presses them, at instants that the test says."""

import os
from inspect import signature
from pathlib import Path

import pytest
from desk import LIFTS, TIMED, Desk, at
from textual.actions import parse

from coach.tui.actions import RARE, WORKOUT
from coach.tui.screens.overlays.overlay import Overlay
from coach.tui.screens.overlays.question import QuestionScreen
from coach.tui.screens.workout import WorkoutScreen
from coach.workout.view.presses import INPUTS


async def test_a_lift_from_its_set_up_to_its_rest(tmp_path: Path) -> None:
    async with at(tmp_path, LIFTS) as desk:
        assert desk.kind() == "setup" and "a side: 20" in desk.text
        await desk.press("enter")
        assert desk.kind() == "ready"
        await desk.press("pagedown")
        assert desk.kind() == "set"
        await desk.press("full_stop", "c")
        assert "▶ SET" in desk.text
        await desk.press("enter")
        assert desk.kind() == "rest"
        assert desk.reps == [2]


async def test_arrows_correct_the_set_just_done_and_shift_the_next(tmp_path: Path) -> None:
    async with at(tmp_path, LIFTS) as desk:
        await desk.press("enter", "enter", "enter")
        await desk.press("down", "down", "right", "3")
        record = next(iter(desk.led.conductor.session.records.values()))
        assert (record.reps, record.rir) == (3, 3)
        assert record.load is not None and record.load.text() == "62.5 kg"
        assert [set_.load.text() for set_ in desk.led.conductor.session.ahead if set_.load] == ["62.5 kg"]
        await desk.press("shift+up", "shift+left")
        coming = desk.led.conductor.session.ahead[0]
        assert coming.load is not None and coming.load.text() == "60 kg"
        assert coming.reps is not None and coming.reps.high == 6
        await desk.press("u", "u")
        coming = desk.led.conductor.session.ahead[0]
        assert coming.load is not None and coming.load.text() == "62.5 kg"
        assert coming.reps is not None and coming.reps.high == 5


async def test_keys_out_of_place_say_one_line_and_change_nothing(tmp_path: Path) -> None:
    async with at(tmp_path, LIFTS) as desk:
        await desk.press("enter", "enter")
        before = desk.led.conductor.run.entries
        for key, words in (
            ("x", "Press has no alternatives in this routine"),
            ("l", "l puts off in SETUP, READY, REST and PAUSED"),
            ("o", "o shows every set when paused"),
            ("n", "enter next, s skip"),
            ("plus", "There is no clock to change here"),
        ):
            await desk.press(key)
            assert words in desk.text
        await desk.press("escape", "f5", "tab", "4")
        assert desk.led.conductor.run.entries == before


async def test_x_swaps_wherever_the_screen_says_ready(tmp_path: Path) -> None:
    blocks = "blocks: [{exercises: [{exercise: plank, work: 30s, alternatives: [burpee]}]}]\n"
    async with at(tmp_path, blocks) as desk:
        desk.wait(15)
        await desk.press("x")
        assert "x swaps in SETUP, READY, REST and PAUSED" in desk.text
        await desk.press("space", "space", "x")
        assert desk.kind() == "ready" and "BURPEE" in desk.text.upper()


async def test_x_and_l_say_why_where_they_never_work(tmp_path: Path) -> None:
    blocks = "blocks: [{type: emom, every: 60s, rounds: 2, exercises: [{exercise: plank, work: 30s}]}]\n"
    async with at(tmp_path, blocks) as desk:
        desk.wait(15)
        await desk.press("x")
        assert "Plank has no alternatives in this routine" in desk.text
        await desk.press("l")
        assert "The order is fixed here" in desk.text


async def test_an_answer_goes_with_the_next_key_and_the_keys_stay(tmp_path: Path) -> None:
    async with at(tmp_path, LIFTS) as desk:
        await desk.press("enter", "enter", "n")
        assert "enter next, s skip" in desk.text and "enter done" in desk.text
        desk.app.workout.tell("the device is gone")  # by itself: waits for its turn, and stays it
        await desk.press("full_stop")
        assert "enter next" not in desk.text and "The device is gone" in desk.text
        await desk.press("full_stop")
        assert "The device is gone" in desk.text


async def test_arrows_correct_a_count_of_each_side_as_it_is_shown(tmp_path: Path) -> None:
    async with at(tmp_path, LIFTS.replace("reps: 5", "reps: 5, sides: alternate")) as desk:
        await desk.press("enter", "enter", *["full_stop"] * 4)
        assert "▴▾ 2 reps" in desk.text
        await desk.press("up")
        assert "▴▾ 3 reps" in desk.text


async def test_arrows_move_todays_weight_after_a_set_that_is_a_share_of_it(tmp_path: Path) -> None:
    blocks = LIFTS.replace("sets: 2, reps: 5", "reps: 5, warm-up-sets: [50% x 5]")
    async with at(tmp_path, blocks) as desk:
        await desk.press("enter", "enter", "enter")
        assert desk.kind() == "rest"
        await desk.press("right", "right", "right", "right")
        assert [set_.load.text() for set_ in desk.led.conductor.session.ahead if set_.load] == ["70 kg"]


async def test_arrows_correct_the_count_of_a_set(tmp_path: Path) -> None:
    async with at(tmp_path, LIFTS) as desk:
        await desk.press("enter", "enter", "up")
        assert "6 reps" in desk.text, "the target, as long as nothing is counted"
        await desk.press("full_stop", "full_stop", "up")
        assert "▴▾ 3 reps" in desk.text
        await desk.press("down", "down", "enter")
        assert desk.reps == [1]


@pytest.mark.parametrize(("key", "overlay"), [("question_mark", "HelpScreen"), ("i", "AboutScreen")])
async def test_pages_stop_no_clock_keep_it_in_sight_and_go_before_work(tmp_path: Path, key: str, overlay: str) -> None:
    async with at(tmp_path, TIMED) as desk:
        desk.wait(2)
        await desk.press(key)
        assert type(desk.screen).__name__ == overlay and "READY" in desk.text
        first = desk.text
        desk.wait(1)
        await desk.pilot.pause()
        assert desk.text != first, "the clock goes on to be seen"
        desk.wait(2)
        await desk.pilot.pause()
        assert desk.bare()
        await desk.press(key)
        assert isinstance(desk.screen, Overlay), "who opens it again wants it"
        desk.wait(4)
        await desk.pilot.pause()
        assert desk.bare() and desk.kind() == "work"


async def test_a_page_below_a_question_goes_once_that_is_answered(tmp_path: Path) -> None:
    async with at(tmp_path, TIMED) as desk:
        await desk.press("question_mark")
        desk.app.workout.action_quit()  # as ctrl+c does, which is the app's
        await desk.pilot.pause()
        assert [type(screen).__name__ for screen in desk.app.screen_stack[-2:]] == ["HelpScreen", "QuestionScreen"]
        for _ in range(11):
            desk.wait(1)
            await desk.pilot.pause()
        assert desk.kind() == "work" and type(desk.screen).__name__ == "QuestionScreen"
        await desk.press("x")
        desk.wait(0.1)
        await desk.pilot.pause()
        assert desk.bare() and desk.kind() == "work"


@pytest.mark.parametrize("speed", [0.5, 1.0, 2.0, 10.0])
async def test_a_page_goes_five_seconds_of_the_person_before_work(tmp_path: Path, speed: float) -> None:
    """At half the speed five seconds of the session, so that 3-2-1 is seen."""
    blocks = TIMED.replace("rest: 20s", "rest: 100s")
    async with at(tmp_path, blocks, speed=speed) as desk:
        await desk.press("enter", after=2)
        desk.wait(31 / speed)
        assert desk.kind() == "rest"
        await desk.press("question_mark", after=0)
        work = desk.led.conductor.work_begins(100_000_000_000)
        assert work is not None

        def left_s() -> float:
            return (work - desk.led.conductor.now) / 1e9 / max(1.0, speed)

        while left_s() > 8:
            desk.wait(2)
            await desk.pilot.pause()
        while left_s() > 5:
            assert not desk.bare()
            desk.wait(0.5)
            await desk.pilot.pause()
        assert left_s() > 5 - 0.5 and desk.bare()


async def test_what_is_typed_into_the_palette_never_becomes_a_key_of_the_work(tmp_path: Path) -> None:
    async with at(tmp_path, TIMED) as desk:
        await desk.press("ctrl+p", *"so", after=2)
        desk.wait(5)
        await desk.pilot.pause()
        await desk.press("s")
        assert desk.kind() == "work" and not desk.bare()


async def test_a_page_says_that_there_is_more_of_it_wherever_it_was_opened_from(tmp_path: Path) -> None:
    async with at(tmp_path, LIFTS) as desk:
        await desk.press("ctrl+p", *"stop for", "down", "enter")
        await desk.pilot.pause()
        assert "When to stop" in desk.text and "↓ more" in desk.text
        await desk.pilot.resize_terminal(80, 110)
        await desk.pilot.pause()
        assert "When to stop" in desk.text and "↓ more" not in desk.text


async def test_a_page_makes_way_for_a_clock_that_grows(tmp_path: Path) -> None:
    async with at(tmp_path, LIFTS, (40, 12)) as desk:
        await desk.press("question_mark")
        await desk.pilot.resize_terminal(120, 50)
        await desk.pilot.pause()
        desk.wait(1)
        await desk.pilot.pause()
        clock = desk.app.workout.panel.plan.places["count"].bottom
        assert clock > 12 and desk.screen.query_one("#frame").region.y >= clock


async def test_enter_closes_a_page_and_does_nothing_else(tmp_path: Path) -> None:
    async with at(tmp_path, LIFTS) as desk:
        await desk.press("question_mark", "enter")
        assert desk.bare() and desk.kind() == "setup"


@pytest.mark.parametrize("key", ["q", "Q"])
async def test_leaving_asks_and_any_other_key_stays(tmp_path: Path, key: str) -> None:
    async with at(tmp_path, TIMED) as desk:
        for other in ("n", "enter", "escape", "space", "tab"):
            await desk.press(key)
            assert isinstance(desk.screen, QuestionScreen) and "y stop, any other key stays" in desk.text
            await desk.press(other)
            assert desk.bare() and not desk.app.left
        await desk.press(key, "q", "Q")
        assert isinstance(desk.screen, QuestionScreen) and not desk.app.left, "asked a second time, it asks still"
        assert desk.kind() == "work", "the clock went on"
        await desk.press("y")
        assert desk.app.left


async def test_the_outline_goes_to_a_set_and_goes_on(tmp_path: Path) -> None:
    async with at(tmp_path, LIFTS) as desk:
        await desk.press("enter", "enter", "space", "o")
        assert desk.kind() == "paused" and "Carry" in desk.text
        await desk.press("j", "down", "k", "j", "enter")
        here = desk.led.conductor.session.here
        assert here is not None and here.set.exercise.name == "Carry"
        assert desk.led.conductor.session.paused_at is None


@pytest.mark.parametrize("size", [(80, 24), (60, 15), (40, 12), (100, 40)])
async def test_the_outline_has_its_keys_at_any_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with at(tmp_path, LIFTS, size) as desk:
        await desk.press("enter", "enter", "space", "o")
        assert desk.kind() == "paused"
        assert desk.text.splitlines()[-1].startswith(" enter go on there   ↑ ↓ move")
        assert "▸ ▶ Press" in desk.text


async def test_the_outline_closes_without_a_trace(tmp_path: Path) -> None:
    async with at(tmp_path, LIFTS) as desk:
        await desk.press("space", "o", "down")
        assert "enter go on there   ↑ ↓ move   esc back to the menu" in desk.text
        await desk.press("escape")
        assert "space go on   q stop   ? keys" in desk.text and desk.kind() == "paused"
        await desk.press("o", "o", "space")
        assert desk.kind() == "setup"


async def test_the_outline_goes_on_with_the_set_that_is_here_as_it_stands(tmp_path: Path) -> None:
    async with at(tmp_path, LIFTS) as desk:
        await desk.press("enter", "enter", "full_stop", "full_stop", "space", "o", "enter")
        assert desk.kind() == "set" and "2 reps" in desk.text


async def test_the_outline_goes_with_the_pause(tmp_path: Path) -> None:
    async with at(tmp_path, LIFTS) as desk:
        await desk.press("space", "o", "space", "space")
        assert desk.kind() == "paused" and "esc back to the menu" not in desk.text


async def test_a_saved_routine_closes_the_outline_of_the_old_one(tmp_path: Path) -> None:
    async with at(tmp_path, LIFTS) as desk:
        await desk.press("space", "o")
        save(desk, "sets: 2", "sets: 4")
        await desk.pilot.pause()
        assert desk.kind() == "paused" and "esc back to the menu" not in desk.text


async def test_the_end_is_not_closed_by_enter_and_q_asks_nothing(tmp_path: Path) -> None:
    async with at(tmp_path, TIMED.replace("sets: 2, ", "")) as desk:
        for _ in range(3):
            await desk.press("s")
        assert desk.kind() == "done"
        await desk.press("enter", "enter", "down", "down", "up", "space", "s")
        assert desk.kind() == "done" and desk.bare()
        await desk.press("u")
        assert desk.kind() != "done", "undo works here too"
        await desk.press("s", "s", "q")
        assert desk.app.left


async def test_enter_corrects_a_row_of_the_last_screen(tmp_path: Path) -> None:
    async with at(tmp_path, LIFTS) as desk:
        await desk.press("enter", "enter", "enter", "enter", "s")  # five reps; the second set is skipped
        while desk.kind() != "done":
            desk.wait(0.5)
        await desk.pilot.press("enter")
        assert "[" not in desk.text, "an enter within a second of the end was meant for the work"
        await desk.press("enter")
        assert "[5] skipped" in desk.text and "↑ ↓ reps   ← → set" in desk.text
        await desk.press("up", "right", "up", "down", "left")
        assert "[6] 4" in desk.text
        assert sorted(reps for reps in desk.reps if reps) == [4, 6] and "600 kg" in desk.text
        await desk.press("u")
        assert "[6] skipped" in desk.text
        await desk.press("enter", "down", "enter")
        assert "▸ Carry" in desk.text and "[40 s]" in desk.text and "6 skipped" in desk.text
        await desk.press("escape", "down", "up", "left")
        assert "[" not in desk.text and "▸ Press" in desk.text


async def test_an_enter_right_after_the_end_is_for_the_work_the_second_time_too(tmp_path: Path) -> None:
    async with at(tmp_path, TIMED.replace("sets: 2, ", "")) as desk:
        await desk.press("s", "s")
        assert desk.kind() == "done"
        await desk.press("u", "s")
        assert desk.kind() == "done"
        await desk.press("enter", after=0.5)
        assert "[" not in desk.text
        await desk.press("enter")
        assert "[" in desk.text


async def test_the_pace_of_a_warm_up_is_not_remembered(tmp_path: Path) -> None:
    async with at(tmp_path, LIFTS.replace("- exercises", "- section: warm-up\n    exercises")) as desk:
        await desk.press("enter", "t")
        assert desk.kind() == "set"
        assert not desk.app.store.state.pace


async def test_pace_and_sound_are_remembered(tmp_path: Path) -> None:
    async with at(tmp_path, LIFTS) as desk:
        await desk.press("enter", "enter", "t")
        assert desk.kind() == "reps"
        assert desk.app.store.state.pace == {"press": "coach"}
        await desk.press("t", "m", "greater_than_sign", "less_than_sign", "less_than_sign")
        assert desk.app.store.state.pace == {"press": "self"}
        assert desk.app.store.state.muted == {"led": True} and desk.led.conductor.muted
        assert desk.app.level == 90


async def test_v_turns_the_voice_on_and_off_and_that_is_remembered(tmp_path: Path) -> None:
    async with at(tmp_path, TIMED) as desk:
        assert desk.led.conductor.speech_config is None
        await desk.press("v")
        assert "Voice on" in desk.text
        assert desk.led.conductor.speech_config is not None and desk.app.store.state.voice is True
        await desk.press("m", "V")
        assert "Voice off" in desk.text
        assert desk.led.conductor.speech_config is None and desk.app.store.state.voice is False
        await desk.press("v")
        assert "Voice on; no sound, m turns it on" in desk.text


async def test_a_language_without_phrases_is_reported_with_the_voice(tmp_path: Path) -> None:
    async with at(tmp_path, "language: qaa\n" + TIMED) as desk:
        assert "phrases" not in desk.text
        await desk.press("v")
        assert 'there are no phrases in "qaa": the voice speaks English' in desk.text


async def test_what_the_store_has_to_tell_is_said_one_after_the_other(tmp_path: Path) -> None:
    async with at(tmp_path, LIFTS) as desk:
        desk.app.store.unread += ["the first [b]thing", "the second\x1b thing"]
        desk.wait(1)
        assert "The first [b]thing" in desk.text
        assert not desk.app.store.unread


async def test_away_is_seen_when_the_person_comes_back(tmp_path: Path) -> None:
    async with at(tmp_path, TIMED) as desk:
        desk.wait(15)
        desk.led.time.suspend(840)
        desk.app.workout.tick()
        await desk.pilot.pause()
        assert desk.kind() == "away" and "14" in desk.app.workout.seen().big.text


async def test_a_tiny_terminal_and_back(tmp_path: Path) -> None:
    async with at(tmp_path, LIFTS, (10, 2)) as desk:
        await desk.press("enter", "question_mark", "escape", "q", "n", "space", "o", "o")
        await desk.pilot.resize_terminal(80, 24)
        await desk.pilot.pause()
        assert "PAUSED" in desk.text


async def test_the_palette_lists_every_action_and_runs_one(tmp_path: Path) -> None:
    async with at(tmp_path, LIFTS) as desk:
        await desk.press("ctrl+p")
        await desk.pilot.press(*"skip the exercise", "enter")
        await desk.pilot.pause()
        here = desk.led.conductor.session.here
        assert here is not None and here.set.exercise.name == "Carry"


def test_every_action_has_its_method_and_every_input_its_action() -> None:
    ids = {action.id for action in (*WORKOUT, *RARE)}
    assert set(INPUTS) <= ids
    for action in (*WORKOUT, *RARE):
        _, name, arguments = parse(action.method)
        assert signature(getattr(WorkoutScreen, f"action_{name}")).bind(None, *arguments), action.id
        assert name != "input" or ((action.id,) == arguments and action.id in INPUTS)
    keys = [key for action in WORKOUT for key in action.keys.split(",") if key]
    assert len(keys) == len(set(keys))


def save(desk: Desk, old: str, new: str) -> None:
    """As an editor does, a while later."""
    path = desk.led.loaded.path
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    later = path.stat().st_mtime + 5
    os.utime(path, (later, later))
    desk.app.workout.look_at_file()


async def test_what_is_saved_is_taken_up_and_reported(tmp_path: Path) -> None:
    async with at(tmp_path, LIFTS) as desk:
        await desk.press("enter", "enter")
        assert desk.kind() == "set"
        save(desk, "sets: 2, reps: 5, load: 60 kg, rest: 60s", "sets: 4, reps: 5, load: 60 kg, rest: 2m")
        await desk.pilot.pause()
        assert "led.yaml: 2 sets added, rest now 2:00" in desk.text
        assert desk.kind() == "set" and "of 4" in desk.text, "the set that runs goes on"
        await desk.press("enter")
        assert desk.kind() == "rest" and "2:00" in desk.text


async def test_a_broken_save_changes_nothing_and_shows_its_first_problem(tmp_path: Path) -> None:
    async with at(tmp_path, LIFTS, size=(120, 40)) as desk:
        before = desk.led.conductor.session
        save(desk, "sets: 2", "sest: 9")
        desk.app.workout.look_at_file()
        await desk.pilot.pause()
        assert 'led.yaml: line 7, unknown field "sest"' in desk.text
        assert desk.led.conductor.session.ahead == before.ahead


async def test_a_saved_language_is_spoken(tmp_path: Path) -> None:
    async with at(tmp_path, LIFTS) as desk:
        await desk.press("v")
        save(desk, "name: Led", "name: Led\nlanguage: de")
        voice = desk.led.player.voices[-1]
        assert voice is not None and voice.language == "de"


async def test_a_saved_language_does_not_turn_the_voice_on(tmp_path: Path) -> None:
    async with at(tmp_path, LIFTS) as desk:
        save(desk, "name: Led", "name: Led\nlanguage: de")
        assert desk.led.conductor.speech_config is None and not any(desk.led.player.voices)


async def test_what_is_saved_after_the_end_changes_nothing(tmp_path: Path) -> None:
    async with at(tmp_path, TIMED) as desk:
        desk.wait(200)
        assert desk.led.stage == "over"
        save(desk, "sets: 2", "sets: 3")
        await desk.pilot.pause()
        assert desk.led.stage == "over" and "led.yaml" not in desk.text


async def test_e_edits_when_paused_and_says_so_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_HOME", str(tmp_path))
    monkeypatch.setenv("EDITOR", "no-such-editor")
    monkeypatch.delenv("VISUAL", raising=False)
    async with at(tmp_path, TIMED) as desk:
        await desk.press("e")
        assert "e edits the routine when paused" in desk.text
        await desk.press("space")
        assert "edit the routine" in desk.text
        await desk.press("e")
        assert "no such program" in desk.text
        monkeypatch.setenv("EDITOR", "true")
        await desk.press("e")
        desk.app.workout._notices.say("")
        assert desk.led.stage == "paused READY"
