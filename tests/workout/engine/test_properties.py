"""The laws of the core, over generated routines and key sequences, with a fake clock."""

import itertools
from collections import Counter

import msgspec
import pytest
from generated import EXERCISES, START, Script, knowns, made, played, pressed, routines, scripts
from hypothesis import assume, example, given
from hypothesis import strategies as st

from coach.languages import load_language
from coach.routine.model import Item, Routine, Superset
from coach.routine.values import SECOND, Load, Reps, Rest, WarmUpSet
from coach.workout.engine.inputs import (
    MOVES,
    Back,
    Done,
    Extend,
    Finish,
    GoTo,
    Pause,
    Replan,
    Resume,
    Skip,
    Swap,
    Undo,
)
from coach.workout.engine.journal import Entry, Run, fold
from coach.workout.engine.replanning import replanned, revalued
from coach.workout.engine.session import Refused, advance, apply, begin
from coach.workout.engine.stages import following
from coach.workout.engine.state import Session, in_resume_countdown, resume_point, weight
from coach.workout.engine.timeline import elapsed_ns, next_change, rehearsed, remaining_ns, schedule
from coach.workout.heard.phrases import Speech
from coach.workout.heard.signals import Signal, phrases_ahead, signals
from coach.workout.plan.edits import LoadCorrected, PaceChanged, TargetChanged, ValueEdit
from coach.workout.plan.expand import expand
from coach.workout.plan.known import Known
from coach.workout.plan.sets import planned_ns

SPEECH = Speech(load_language("en"))


def same_place(one: Session, other: Session) -> bool:
    """Equal but for the number of the generation."""
    return msgspec.structs.replace(one, generation=0) == msgspec.structs.replace(other, generation=0)


def booked(session: Session, now: int) -> int:
    """Time worked, rested or idle, that of the running stage included, ns."""
    here = session.here
    running = session.active(now) - here.began if here else 0
    return session.worked_ns + session.rested_ns + session.idle_ns + running


@given(routines, knowns)
def test_the_sum_of_the_plan_is_the_clock_of_a_session(routine: Routine, known: Known) -> None:
    session = Run.begin(routine, known, START).session
    *_, (last, _) = rehearsed(session)
    assert last.ends == START + planned_ns(session.sets)
    assert remaining_ns(session, START) == planned_ns(session.sets)


@given(routines, knowns, scripts, st.lists(st.integers(0, 30 * SECOND), max_size=20))
def test_polling_is_irrelevant(routine: Routine, known: Known, script: Script, polls: list[int]) -> None:
    run, now = played(routine, known, script)
    polled = run.session
    for gap in sorted(polls):
        polled = advance(polled, now + gap)
    end = now + max(polls, default=0)
    assert polled == advance(run.session, end)


@given(routines, knowns, scripts, st.integers(1, 10_000 * SECOND))
def test_a_pause_shifts_every_later_signal_by_exactly_its_length(
    routine: Routine, known: Known, script: Script, length: int
) -> None:
    run, now = played(routine, known, script)
    session = advance(run.session, now)
    here = session.here
    assume(here is not None and session.paused_at is None)
    assert here is not None
    assume(not in_resume_countdown(here, session.active(now)))
    paused = apply(apply(session, now, Pause()), now + length, Resume())
    horizon = now + 200 * SECOND
    if here.stage == "WORK" and (here.set.timed or here.paced):
        shift = paused.paused_ns - session.paused_ns
        assert shift >= length + 3 * SECOND
        resumed = paused.here
        assert resumed is not None and resumed.resumes_at is not None
        after = resumed.resumes_at + paused.paused_ns
        # `go` sounds there; what it drowns out around it is another matter than the shift
        horizon = max(horizon, after + 60 * SECOND)
        clear = after + SECOND
    else:
        shift, clear = length, now + length
    # what sounds close to the cut is judged with its neighbours: both sides look at the same stretch
    later = list(signals(paused, clear, horizon + shift))
    before = [Signal(s.at + shift, s.name) for s in signals(session, clear - shift, horizon)]
    assert later == before


@given(routines, knowns, scripts, st.integers(0, 1000))
def test_a_journal_folded_again_from_any_prefix_and_through_json_is_the_same(
    routine: Routine, known: Known, script: Script, prefix: int
) -> None:
    run, now = played(routine, known, script)
    text = msgspec.json.encode(run.entries)
    entries = msgspec.json.decode(text, type=tuple[Entry, ...])
    assert entries == run.entries
    assert same_place(fold(run.start, entries).at(now).session, run.at(now).session)
    cut = prefix % (len(entries) + 1)
    part = fold(run.start, entries[:cut])
    for entry in entries[cut:]:
        part = part.press(entry.at, entry.input)
    assert same_place(part.at(now).session, run.at(now).session)


@given(routines, knowns, scripts)
def test_the_sessions_that_a_run_keeps_are_those_of_its_journal_from_the_start(
    routine: Routine, known: Known, script: Script
) -> None:
    run, now = played(routine, known, script)
    folded = [begin(routine, known, START)]
    for entry in run.effective:
        folded.append(apply(folded[-1], entry.at, entry.input))
    assert list(run.sessions) == folded
    assert advance(folded[-1], now) == run.at(now).session


@given(routines, knowns, scripts, st.lists(st.integers(1, SECOND), min_size=1, max_size=60))
def test_signals_handed_over_in_ticks_are_those_of_the_whole(
    routine: Routine, known: Known, script: Script, ticks: list[int]
) -> None:
    run, now = played(routine, known, script)
    ahead = 2 * SECOND
    for speech in (None, SPEECH):
        handed, heard, at, session = now, [], now, run.session
        for tick in ticks:
            session = advance(session, at)
            heard += signals(session, handed, at + ahead, speech)
            handed = at + ahead
            at += tick
        assert heard == signals(run.session, now, handed, speech)
        assert [s.at for s in heard] == sorted(s.at for s in heard)
        assert all(later.at - sooner.at >= 150_000_000 for sooner, later in itertools.pairwise(heard))


@given(routines, knowns, scripts)
def test_a_voice_changes_no_sound_and_says_nothing_without_a_word(
    routine: Routine, known: Known, script: Script
) -> None:
    run, now = played(routine, known, script)
    spoken = signals(run.session, now, now + 90 * SECOND, SPEECH)
    assert [(s.at, s.name) for s in spoken if s.name] == [
        (s.at, s.name) for s in signals(run.session, now, now + 90 * SECOND)
    ]
    assert all(s.words for s in spoken if not s.name)
    assert set(phrases_ahead(run.session, now, now + 90 * SECOND, SPEECH)) >= {s.words for s in spoken if s.words}


@given(routines, knowns, scripts)
def test_no_set_is_lost_or_doubled_and_every_state_is_valid(routine: Routine, known: Known, script: Script) -> None:
    run, now = Run.begin(routine, known, START), START
    replanned = False
    planned_efforts = {set_.key.effort for set_ in run.session.sets}
    for gap, what, number in script:
        now += gap
        run = run.at(now)
        before = {set_.key for set_ in run.session.sets}
        input_ = made(what, number, run.session.sets, routine)
        run = pressed(run, now, input_)
        session = run.session
        keys = Counter(set_.key for set_ in session.sets)
        assert max(keys.values(), default=1) == 1
        replanned = replanned or what == "replan"
        if not replanned:
            assert planned_efforts <= {key.effort for key in keys}, "no set is lost, whatever is swapped or put off"
            if not isinstance(input_, Undo | Back | Swap):
                assert before <= set(keys)
        if not (session.here and in_resume_countdown(session.here, session.active(now))):
            assert booked(session, now) == elapsed_ns(session, now), "every moment is work, rest or pause, and only one"
        assert session.worked_ns >= 0 and session.rested_ns >= 0 and session.idle_ns >= 0
        assert (session.here is None) == (session.finished is not None)
        assert remaining_ns(session, now) >= 0 and elapsed_ns(session, now) >= 0
        assert set(session.records) <= set(keys), "no record loses its set"
        for set_ in (*session.past, *session.ahead):
            if (record := session.records.get(set_.key)) and record.state == "done":
                assert record.exercise == set_.exercise.id, "what is done keeps its exercise"
        if session.here:
            here = session.here
            assert here.due is None or here.due >= here.began
            assert here.due is None or here.waits or here.due > session.active(now) or session.paused_at is not None
            assert here.stage != "REST" or session.ahead or here.grid or replanned, "a rest leads somewhere"
            change = next_change(session, now)
            assert change is None or change > now


@given(routines, knowns, scripts, st.lists(st.integers(1, 30 * SECOND), max_size=8))
def test_the_time_to_finish_never_rises_by_itself(
    routine: Routine, known: Known, script: Script, polls: list[int]
) -> None:
    run, now = played(routine, known, script)
    session = run.at(now).session
    begins = [stage.began for stage in itertools.islice(schedule(session), 30)]
    moments = sorted({now, *(now + poll for poll in itertools.accumulate(polls)), *begins, *(at - 1 for at in begins)})
    left = [remaining_ns(session, moment) for moment in moments if moment >= now]
    assert left == sorted(left, reverse=True)


@given(routines, knowns, scripts)
def test_undo_of_a_move_restores_stage_and_clocks(routine: Routine, known: Known, script: Script) -> None:
    run, now = played(routine, known, script)
    moves = [Done(), Back(), *(what for _, what, _ in script if isinstance(what, MOVES))]
    for move in moves:
        before = run.at(now).session
        after = pressed(run, now, move)
        if after.entries == run.entries:
            continue
        later = now + 7 * SECOND
        back = after.press(later, Undo()).session
        assert before.here is None or (back.paused_at is None) == (before.paused_at is None)
        if before.paused_at is not None or before.here is None:
            continue
        assert back.here is not None and back.here.set == before.here.set and back.here.stage == before.here.stage
        assert back.ahead == before.ahead and back.records == before.records
        assert back.here.began == before.here.began and back.here.due == before.here.due
        work = before.here.stage == "WORK" and (before.here.set.timed or before.here.paced)
        if not work:
            assert back.active(later) == before.active(now)


SEAMLESS_SIDES = Routine(
    name="Two sides without a rest, behind one set-up",
    blocks=(
        Superset(
            exercises=(
                Item(exercise="row", reps=Reps(1, 1), switch=Rest(0), warm_up_sets=(WarmUpSet(Load("bar"), 10),)),
            ),
            rounds=1,
        ),
    ),
    exercises=EXERCISES,
)


@given(routines, knowns, scripts)
@example(SEAMLESS_SIDES, Known(), [(0, Skip(), 0)])
def test_back_then_ending_stages_by_key_reaches_the_same_place(routine: Routine, known: Known, script: Script) -> None:
    run, now = played(routine, known, script)
    now += 20 * SECOND  # no key is fresh any more
    session = run.at(now).session
    assume(session.here is not None)
    assert session.here is not None
    on_the_way = (session.here.set, *session.past[-1:])
    assume(not any(set_.interval_ns or set_.stations for set_ in on_the_way))
    assert session.here is not None
    assume(not session.here.over)  # sets that were skipped in its rest come again on the way
    place = (session.here.set.key, session.here.stage)
    try:
        moved = apply(session, now, Back())
    except Refused:
        return
    for _ in range(8):
        here = moved.here
        assert here is not None, "the place is never passed"
        if (here.set.key, here.stage) == place:
            break
        now += 1
        moved = apply(moved, now, Done())
        reached = moved.here is not None and moved.here.set.key == place[0]
        if here.stage in ("WORK", "REST") and place[1] in ("SETUP", "READY") and reached:
            break  # the set before leaves its things in place, and a key in a rest says that one is ready
    assert moved.here is not None and moved.here.set.key == place[0]
    assert [set_.key for set_ in moved.ahead] == [set_.key for set_ in session.ahead]


@given(routines, routines, knowns, scripts)
def test_a_new_routine_loses_and_doubles_no_set(routine: Routine, other: Routine, known: Known, script: Script) -> None:
    run, now = played(routine, known, script)
    before = run.at(now).session
    assume(before.here is not None)
    assert before.here is not None
    after = apply(before, now, Replan(other))
    no_more = after.past[len(before.past) :]
    assert [set_.key for set_ in after.past] == [set_.key for set_ in (*before.past, *no_more)]
    assert after.records.items() <= before.records.items()
    assert all(set_.key in before.records for set_ in no_more), "what is done and not in the new one is past"
    assert after.here is not None and (after.here.set.key, after.here.stage) == (before.here.set.key, before.here.stage)
    assert (after.here.began, after.here.due, after.here.waits) == (
        before.here.began,
        before.here.due,
        before.here.waits,
    )
    behind = {set_.key for set_ in (*after.past, after.here.set, *after.here.over)}
    ahead = [set_.key for set_ in after.ahead]
    assert len(ahead) == len(set(ahead)) and not behind & set(ahead)
    full = [set_.key for set_ in expand(other, known, after.edits, after.keys)]
    assert ahead == [key for key in full if key in set(ahead)], "in the order of the new routine"
    gone = {key.effort for key in behind}
    resume_point = {set_.key.effort for set_ in before.ahead}
    assert {key for key in full if key.effort in resume_point and key.effort not in gone} <= set(ahead)
    place = full.index(after.here.set.key) if after.here.set.key in full else len(full)
    assert {key for key in full[place:] if key.effort not in gone} <= set(ahead), "what was added behind it comes"


@given(routines, knowns, scripts)
def test_the_same_routine_again_changes_nothing(routine: Routine, known: Known, script: Script) -> None:
    run, now = played(routine, known, script)
    session = run.at(now).session
    assume(session.here is not None and not any(isinstance(entry.input, Skip | GoTo) for entry in run.effective))
    again = apply(session, now, Replan(session.routine))
    assert [set_.key for set_ in again.ahead] == [set_.key for set_ in session.ahead]
    assert [set_.rest for set_ in again.ahead] == [set_.rest for set_ in session.ahead]
    assert again.generation == session.generation or again.ahead != session.ahead or again.here != session.here


@given(routines, knowns, scripts, st.integers(1, 20))
def test_a_corrected_value_gives_the_plan_that_planning_all_sets_again_gives(
    routine: Routine, known: Known, script: Script, number: int
) -> None:
    run, now = played(routine, known, script)
    session = run.at(now).session
    # a set that a new file does not have any more stays ahead until all sets are planned again
    assume(session.here is not None and not any(isinstance(entry.input, Replan) for entry in run.entries))
    assert session.here is not None
    edits: list[ValueEdit] = []
    for set_ in (session.here.set, *session.ahead):
        if not set_.stations:
            new = Load("mass", number * 2_500)
            edits.append(LoadCorrected(set_.item, set_.key, set_.exercise.id, weight(set_), new))
        if set_.reps:
            edits += [TargetChanged(set_.item, set_.key, number), PaceChanged(set_.item, "coach")]
    for edit in edits:
        assert following(revalued(session, edit)) == following(replanned(session, edit))


@given(routines, knowns, scripts, st.lists(st.tuples(st.integers(0, 40 * SECOND), st.booleans()), max_size=12))
def test_a_clock_that_is_changed_keeps_its_time_and_tells_it_once(
    routine: Routine, known: Known, script: Script, presses: list[tuple[int, bool]]
) -> None:
    run, now = played(routine, known, script)
    sounded: Counter[tuple[object, ...]] = Counter()
    for gap, longer in presses:
        for signal in signals(run.at(now).session, now, now + gap):
            here = run.at(signal.at).session.here
            if here is not None and signal.name in ("ten", "halfway"):
                sounded[here.set.key, here.stage, here.began, signal.name] += 1
        now += gap
        run = run.at(now)
        before = run.session
        run = pressed(run, now, Extend(15 * SECOND if longer else -15 * SECOND))
        here = run.session.here
        if run.session == before or here is None:
            continue
        active = resume_point(here, run.session.active(now))
        assert here.due is not None and before.here is not None and before.here.due is not None
        left, had = here.due - active, before.here.due - active
        assert left == had + 15 * SECOND or left == max(had - 15 * SECOND, min(had, 3 * SECOND)) or had <= 0 < left
    assert max(sounded.values(), default=1) == 1


@given(routines, knowns, scripts)
def test_generation_rises_if_and_only_if_what_is_heard_may_change(
    routine: Routine, known: Known, script: Script
) -> None:
    run, now = Run.begin(routine, known, START), START
    for gap, what, number in script:
        now += gap
        run = run.at(now)
        before = run
        run = pressed(run, now, made(what, number, run.session.sets, routine))
        if run.generation == before.generation:
            ahead = now + 60 * SECOND
            assert signals(run.session, now, ahead, SPEECH) == signals(before.session, now, ahead, SPEECH)


@given(routines, knowns, scripts)
def test_stages_follow_each_other_without_a_gap(routine: Routine, known: Known, script: Script) -> None:
    run, now = played(routine, known, script)
    ends: int | None = None
    for it in schedule(advance(run.session, now)):
        assert ends is None or it.began == ends
        assert it.ends is None or it.ends >= it.began
        ends = it.ends


def test_a_refused_input_changes_nothing() -> None:
    run = Run.begin(Routine(name="x", blocks=(), exercises=EXERCISES), Known(), START)
    with pytest.raises(Refused):
        run.press(START, Done())
    with pytest.raises(Refused):
        run.press(START, Finish())
    assert run.entries == ()
