"""Laws of the view over generated workouts: it never fails, changes when `next_change` says so, and fits the panel."""

from functools import partial

from generated import Script, knowns, routines, scripts, walked
from hypothesis import given
from hypothesis import strategies as st
from textual.geometry import Size

from coach.routine.model import Routine
from coach.routine.values import SECOND, Load
from coach.tui.drawing.layout import layout, shape_of
from coach.workout.engine.inputs import Input, Note
from coach.workout.engine.journal import Run
from coach.workout.engine.session import Refused, advance
from coach.workout.engine.situations import situation
from coach.workout.engine.timeline import next_change
from coach.workout.plan.known import Known
from coach.workout.view.keys import MENU, USEFUL
from coach.workout.view.presses import INPUTS, PAUSES
from coach.workout.view.shown import WorkoutView
from coach.workout.view.view import outline, set_key, view


def sane(shown: WorkoutView) -> None:
    strip = shown.strip
    assert all(piece.seconds > 0 for piece in strip.segments)
    assert strip.done <= len(strip.segments)
    assert strip.within <= (strip.segments[strip.done].seconds if strip.done < len(strip.segments) else 0)
    assert sum(cue.now for cue in shown.cues.lines) == bool(shown.cues.lines)
    for part in shown.lane.parts if shown.lane else ():
        assert 0 <= part.done <= part.seconds
    actions = [offer.action for offer in shown.offers]
    assert len(actions) == len(set(actions))
    assert (shown.summary is not None) == (shown.badge.kind == "done")
    assert not layout(Size(80, 24), shape_of(shown)).plain


@given(routines, knowns, scripts, st.integers(0, 40 * SECOND))
def test_the_view_changes_only_when_the_timeline_says(
    routine: Routine, known: Known, script: Script, later: int
) -> None:
    for run, now in walked(routine, known, script):
        now += later
        shown = view(run.session, now)
        sane(shown)
        change = next_change(run.session, now)
        if change is not None:
            assert view(run.session, change - 1) == shown


@given(routines, knowns, scripts)
def test_the_view_advances_by_itself(routine: Routine, known: Known, script: Script) -> None:
    run, now = walked(routine, known, script)[-1]
    for seconds in (0, 3, 17, 90):
        at = now + seconds * SECOND
        assert view(run.session, at) == view(advance(run.session, at), at)


@given(routines, knowns, scripts)
def test_each_row_of_the_outline_leads_to_its_set(routine: Routine, known: Known, script: Script) -> None:
    session = walked(routine, known, script)[-1][0].session
    rows = [row for row in outline(session) if row.key is not None]
    assert [set_key(session, row.key or "") for row in rows] == [set_.key for set_ in session.sets]
    assert len({row.key for row in rows}) == len(rows)
    assert sum(row.state == "now" for row in rows) == (session.here is not None)


@given(routines, knowns, scripts)
def test_what_is_offered_is_taken_and_what_is_taken_and_useful_is_offered(
    routine: Routine, known: Known, script: Script
) -> None:
    stands_for = INPUTS | PAUSES
    for run, now in walked(routine, known, script):
        session = run.session
        if session.here is None:
            continue
        shown = view(session, now, refusal=partial(run.refusal, now))
        offered = {offer.action for offer in shown.offers}
        useful = MENU if session.paused_at is not None else USEFUL[situation(session, session.active(now))]
        assert offered <= set(useful)
        for action in useful:
            assert (action in offered) == (action not in stands_for or taken(run, now, stands_for[action])), action
        if shown.correction is not None:
            key = session.here.set.key
            assert shown.correction.load is None or taken(run, now, Note(key, "load", Load("mass", 42_500)))
            assert shown.correction.reps is None or taken(run, now, Note(key, "reps", 7))
            assert not shown.correction.asks_rir or taken(run, now, Note(key, "rir", 2))


def taken(run: Run, now: int, input_: Input) -> bool:
    """Whether an input is not refused."""
    try:
        run.press(now, input_)
    except Refused:
        return False
    return True
