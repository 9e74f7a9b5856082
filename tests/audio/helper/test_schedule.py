"""The queue of sounds: place, now, clear and take."""

from __future__ import annotations

import threading
import time

from coach.audio.helper.schedule import REMEMBERED_NS, Schedule


def everything(schedule: Schedule) -> list[str]:
    return [name for _, name in schedule.take(lambda _: True)]


def test_sounds_come_in_the_order_of_their_instants() -> None:
    schedule = Schedule()
    schedule.place(1, [(30, "go"), (10, "tick")])
    schedule.place(1, [(20, "ten")])
    assert schedule.take(lambda at_ns: at_ns <= 20) == [(10, "tick"), (20, "ten")]
    assert everything(schedule) == ["go"]


def test_the_same_sound_placed_again_stays_one_even_when_it_has_begun() -> None:
    schedule = Schedule()
    schedule.place(1, [(10, "tick"), (20, "tick")])
    schedule.place(1, [(10, "tick"), (20, "go")])
    assert schedule.take(lambda at_ns: at_ns <= 10) == [(10, "tick")]
    schedule.place(1, [(10, "tick")])
    assert everything(schedule) == ["go", "tick"]


def test_clear_drops_what_has_not_begun() -> None:
    schedule = Schedule()
    schedule.place(1, [(10, "tick")])
    schedule.clear(2)
    assert everything(schedule) == []


def test_after_a_clear_only_its_generation_is_taken() -> None:
    schedule = Schedule()
    schedule.clear(7)
    schedule.place(6, [(10, "tick")])
    schedule.place(8, [(11, "ten")])
    schedule.place(7, [(12, "go")])
    assert everything(schedule) == ["go"]


def test_a_clear_of_the_same_generation_drops_sounds_and_accepts_new_ones() -> None:
    schedule = Schedule()
    schedule.clear(1)
    schedule.place(1, [(10, "tick")])
    schedule.clear(1)
    schedule.place(1, [(10, "tick")])
    assert everything(schedule) == ["tick"]


def test_what_has_begun_is_not_repeated_by_the_next_plan() -> None:
    schedule = Schedule()
    schedule.place(1, [(10, "tick")])
    assert everything(schedule) == ["tick"]
    schedule.clear(2)
    schedule.place(2, [(10, "tick")])
    assert everything(schedule) == []


def test_a_sound_that_a_hush_cut_off_may_be_placed_again() -> None:
    schedule = Schedule()
    schedule.place(1, [(10, "tick")])
    assert everything(schedule) == ["tick"]
    schedule.clear(2, hush=True)
    schedule.place(2, [(10, "tick")])
    assert everything(schedule) == ["tick"]


def test_the_answer_to_a_key_survives_a_clear_but_not_a_hush() -> None:
    schedule = Schedule()
    schedule.now(10, "rep")
    schedule.clear(2)
    assert everything(schedule) == ["rep"]
    schedule.now(20, "rep")
    schedule.clear(3, hush=True)
    assert everything(schedule) == []


def test_words_whose_sound_has_begun_survive_a_clear_but_not_a_hush() -> None:
    for hush in (False, True):
        schedule = Schedule()
        schedule.place(1, [(500, "next", 100), (900, "ten seconds", 600)])
        schedule.clear(2, now_ns=300, hush=hush)
        assert everything(schedule) == ([] if hush else ["next"])


def test_what_is_long_past_is_forgotten() -> None:
    schedule = Schedule()
    for at_ns in range(0, 10 * REMEMBERED_NS, REMEMBERED_NS // 10):
        schedule.place(1, [(at_ns, "tick")])
        everything(schedule)
    assert len(schedule._known) < 15


def test_the_head_is_taken_only_while_it_is_the_head() -> None:
    schedule = Schedule()
    assert schedule.head() is None
    schedule.place(1, [(20, "b"), (10, "a")])
    head = schedule.head()
    assert head == (10, "a")
    schedule.place(1, [(5, "first")])
    assert not schedule.take_head(head)
    assert schedule.take_head((5, "first")) and schedule.take_head(head)
    assert schedule.instants(lambda at_ns: at_ns < 30) == [20] and schedule.head() == (20, "b")


def test_waiting_ends_when_a_sound_is_due_and_when_one_is_added() -> None:
    schedule = Schedule()
    assert not schedule.wait_until_due(time.perf_counter_ns, limit_s=0.0)
    due = threading.Event()

    def wait() -> None:
        if schedule.wait_until_due(time.perf_counter_ns, limit_s=10.0):
            due.set()

    threading.Thread(target=wait, daemon=True).start()
    at_ns = time.perf_counter_ns() + 20_000_000
    schedule.place(1, [(at_ns, "tick")])
    assert due.wait(60.0)
    assert time.perf_counter_ns() >= at_ns
