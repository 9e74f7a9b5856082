"""The transitions of a workout: a table that one screen holds. What is not in it is refused and changes nothing.

`advance` moves a session on by the clock alone, `apply` by an input. Both are pure: an input first advances to its
instant (a deadline at the same nanosecond comes first), acts, and advances again. All that a stage remembers is on the
active axis. `generation` is derived in one place, here: it rises if and only if the future changed. Undo, and `Back`
soon after a key, belong to the journal.
"""

from collections.abc import Callable
from typing import Any, cast

from msgspec.structs import replace

from coach.routine.model import Routine
from coach.routine.values import MINUTE, SECOND, Load
from coach.workout.engine import change, stages
from coach.workout.engine.inputs import (
    Back,
    Count,
    Done,
    Extend,
    Finish,
    GoTo,
    Input,
    Later,
    More,
    Note,
    Pace,
    Pause,
    Replan,
    Restart,
    Resume,
    Skip,
    Swap,
)
from coach.workout.engine.stages import Refused, enter, enter_fresh, finished, leave, onward, running
from coach.workout.engine.state import (
    Active,
    Now,
    RunningStage,
    Session,
    in_resume_countdown,
    reps_done,
    reps_total,
    resume_point,
)
from coach.workout.plan.expand import block_keys, expand
from coach.workout.plan.known import Known
from coach.workout.plan.sets import needs_setup, with_transitions

__all__ = ["Refused", "advance", "apply", "begin", "limit", "onward"]

LEAST_LEFT = 3 * SECOND
"""Shortening leaves so much, so that 3-2-1 still sounds; going on after a pause takes at least as much."""
FREE_LIMIT = 5 * MINUTE
WAIT_LIMIT = 15 * MINUTE


def begin(routine: Routine, known: Known, now: Now) -> Session:
    """A session at its first stage."""
    keys = block_keys(routine)
    sets = expand(routine, known, (), keys)
    empty = Session(routine=routine, known=known, keys=keys, here=None, ahead=sets, started=now)
    return advance(stages.next_set(empty, now, by_key=True), now)


def advance(session: Session, now: Now) -> Session:
    """Every stage whose time has come ends at that very instant; a stage that waits stays."""
    if session.paused_at is not None:
        return session
    active = session.active(now)
    while (here := session.here) and here.due is not None and not here.waits and here.due <= active:
        session = onward(session, here.due)
    return session


def limit(session: Session) -> Now | None:
    """When nobody can be there any more: 5 minutes in a set at one's own pace, 15 in a stage that waits; after a pause
    as long again."""
    here = session.here
    if here is None or session.paused_at is not None:
        return None
    seen = here.seen or here.began
    if here.free and not here.set.inner:
        return seen + FREE_LIMIT + session.paused_ns
    if here.stage == "SETUP":
        return seen + WAIT_LIMIT + session.paused_ns
    if here.stage == "REST" and here.waits and here.due is not None:
        return max(seen, here.due) + WAIT_LIMIT + session.paused_ns
    return None


def apply(session: Session, now: Now, input_: Input) -> Session:
    """The session after an input. Raises Refused, with a line for the person, where it has no meaning."""
    before = advance(session, now)
    act = ACTS.get(type(input_))
    if act is None:
        raise Refused("that belongs to the journal")
    after = advance(act(before, now, input_), now)
    if _future(after) != _future(before):
        after = replace(after, generation=before.generation + 1)
    return after


def _future(session: Session) -> tuple[object, ...]:
    """What anything to come depends on: not the hand count, not what is recorded."""
    here = session.here
    if here is not None and here.since is None:
        here = replace(here, count=0, tally=0, passed=())
    return here, session.ahead, session.paused_at is None, session.paused_ns


def _done(session: Session, now: Now, _: Done) -> Session:
    here, active = running(session), session.active(now)
    if in_resume_countdown(here, active):
        return stages.leave_resume_countdown(session, active)[0]
    if here.stage == "REST":
        return _rest_done(session, here, active)
    if here.stage == "WORK" and here.set.stations:
        return replace(session, here=replace(here, tally=here.tally + 1, count=0))
    return onward(session, active, by_key=True)


def _rest_done(session: Session, here: RunningStage, active: Active) -> Session:
    """Go now: a set at one's own pace at once, a clock only after the time to take hold."""
    if stages.on_grid(here, active):
        raise Refused("the next interval starts on its own")
    session = leave(session, active)
    if not session.ahead:  # the plan was cut short behind this rest
        return finished(stages.passed(session), active)
    coming = session.ahead[0]
    if coming.setup.happens:
        length = coming.get_ready_ns
    elif not coming.timed and coming.pace == "self":
        length = 0
    else:
        left = (here.due or 0) - active
        length = coming.get_ready_ns if left <= 0 else min(coming.get_ready_ns, left)
    return stages.next_set(session, active, by_key=True, stage="READY", length=length)


def _skip(session: Session, now: Now, skip: Skip) -> Session:
    here, active = running(session), session.active(now)
    if skip.scope != "set" or skip.pain:
        return change.skip_more(session, active, skip)
    if here.stage == "REST":
        if stages.on_grid(here, active):
            raise Refused("the next interval starts on its own")
        if session.ahead and session.ahead[0].setup.happens:
            return stages.next_set(leave(session, active), active, by_key=True)
        return _rest_done(session, here, active)
    if here.stage == "WORK" and here.set.stations:
        return replace(session, here=replace(here, tally=here.tally + 1, passed=(*here.passed, here.tally), count=0))
    session, active = stages.leave_resume_countdown(session, active)
    session, set_up = change.marked_skipped(session, here, active), stages.set_up_for(session)
    session = leave(session, active)
    if here.stage == "WORK" and here.set.slot:
        return stages.to_rest(session, active, by_key=True)
    return enter_fresh(stages.passed(session), active, set_up, by_key=True)


def _back(session: Session, now: Now, _: Back) -> Session:
    here, active = running(session), session.active(now)
    if here.stage == "WORK" and here.set.stations and here.tally:
        last = here.tally - 1
        passed = tuple(at for at in here.passed if at != last)
        return replace(session, here=replace(here, tally=last, passed=passed, count=0))
    if here.stage == "REST":
        return enter(leave(session, active), here.set, "READY", active, by_key=True)
    if not session.past:
        raise Refused("this is the first set")
    session, active = stages.leave_resume_countdown(session, active)
    previous = session.past[-1]
    session = leave(session, active)
    ahead = with_transitions((here.set, *here.over, *session.ahead), previous)
    return enter(replace(session, past=session.past[:-1], ahead=ahead), previous, "READY", active, by_key=True)


def _restart(session: Session, now: Now, _: Restart) -> Session:
    here, active = running(session), session.active(now)
    if here.stage == "REST" and stages.on_grid(here, active):
        raise Refused("the next interval starts on its own")
    stage = "READY" if here.stage == "WORK" else here.stage
    session, active = stages.leave_resume_countdown(session, active)
    return enter(leave(session, active), here.set, stage, active, by_key=True)


def _extend(session: Session, now: Now, extend: Extend) -> Session:
    here = running(session)
    active = resume_point(here, session.active(now))
    if here.due is None or here.paced or stages.on_grid(here, active):
        raise Refused("there is no clock to change here")
    if here.due <= active:
        if extend.ns <= 0:
            raise Refused("this clock has run out")
        return replace(session, here=replace(here, due=active + extend.ns))
    due = max(here.due + extend.ns, min(here.due, active + LEAST_LEFT))
    if due == here.due:
        raise Refused("3 seconds is the least")
    ten = here.ten + due - here.due if here.ten is not None and here.ten > active else here.ten
    return replace(session, here=replace(here, due=due, ten=ten))


def _pace(session: Session, now: Now, _: Pace) -> Session:
    here, active = running(session), session.active(now)
    if here.stage != "WORK" or here.set.timed or here.set.key.warm_up or in_resume_countdown(here, active):
        raise Refused("the pace can be changed in a set of reps")
    if here.paced:
        due = here.grid
        here = replace(here, count=reps_done(here, active), since=None, due=due, waits=due is None)
    else:
        total = reps_total(here.set)
        if total is not None and here.count >= total:
            raise Refused("all reps are done")
        here = stages.at_coach_pace(here, active)
    return change.paced(replace(session, here=here), "coach" if here.paced else "self")


def _count(session: Session, now: Now, _: Count) -> Session:
    here = running(session)
    if here.stage != "WORK" or here.paced or in_resume_countdown(here, session.active(now)):
        raise Refused("reps can be counted in a set at your own pace")
    return replace(session, here=replace(here, count=here.count + 1))


def _go_to(session: Session, now: Now, go: GoTo) -> Session:
    session, active = stages.leave_resume_countdown(session, session.active(now))
    sets = session.sets
    place = next((at for at, set_ in enumerate(sets) if set_.key == go.key), None)
    if place is None:
        raise Refused("that set is not in the workout any more")
    set_, waits = sets[place], needs_setup(stages.set_up_for(session), sets[place])
    session = leave(session, active)
    session = replace(session, here=None, past=sets[:place], ahead=with_transitions(sets[place + 1 :], set_))
    return enter(session, set_, "SETUP" if waits else "READY", active, by_key=True)


def _finish(session: Session, now: Now, _: Finish) -> Session:
    here = running(session)
    session, active = stages.leave_resume_countdown(session, session.active(now))
    if here.stage == "WORK" and change.counted(here, active):
        session = stages.recorded(session, here, active)
    session = leave(session, active)
    if here.stage == "REST" or here.set.key in session.records:
        session = stages.passed(session)
    else:
        session = replace(session, ahead=(here.set, *here.over, *session.ahead))
    return finished(_unpaused(session, now), active)


def _unpaused(session: Session, now: Now) -> Session:
    if session.paused_at is None:
        return session
    return replace(session, paused_at=None, paused_ns=session.paused_ns + now - session.paused_at)


def _pause(session: Session, now: Now, pause: Pause) -> Session:
    running(session)
    if session.paused_at is not None:
        raise Refused("it is paused already")
    return replace(session, paused_at=now, paused_by=pause.why)


def _resume(session: Session, now: Now, _: Resume) -> Session:
    if session.paused_at is None:
        raise Refused("it is not paused")
    here, active, gone = running(session), session.active(now), now - session.paused_at
    if here.stage == "WORK" and (here.set.timed or here.paced):
        begins = _broken(here, active)
        paused = now + max(here.set.get_ready_ns, LEAST_LEFT) - begins
        return replace(session, here=replace(here, resumes_at=begins), paused_at=None, paused_ns=paused)
    on = _unpaused(session, now)
    over = session.paused_by == "away" and here.stage == "REST" and not stages.on_grid(here, active)
    if over and here.due is not None and gone > here.due - active:
        return enter_fresh(stages.passed(leave(on, active)), active, here.set, by_key=True, seamless=False)
    return replace(on, here=replace(here, seen=active))


def _broken(here: RunningStage, active: Active) -> Active:
    """Where the work is taken up again: a broken rep from its start, else where it stood."""
    if here.resumes_at is not None and active < here.resumes_at:
        return here.resumes_at
    if here.since is None:
        return active
    return active - (active - here.since) % here.set.tempo.rep_ns


def _note(session: Session, now: Now, note: Note) -> Session:
    if note.field == "rir":
        return change.rir(session, note.key, cast("int | None", note.value))
    if note.field == "load":
        if not isinstance(note.value, Load):
            raise Refused("that is not a load")
        return change.load(session, note.key, note.value)
    if not isinstance(note.value, int) or not 0 <= note.value <= 9999:
        raise Refused("that is not a number of reps")
    here = session.here
    if here is None or here.set.key != note.key or here.stage == "REST":
        return change.reps(session, note.key, note.value)
    if here.free and here.count:  # what was counted by hand is wrong, not what is aimed at
        return replace(session, here=replace(here, count=note.value * here.set.sides))
    if here.set.timed or not note.value:
        raise Refused("this set has no reps to set")
    done = reps_done(here, session.active(now))
    if here.paced and note.value * here.set.sides <= done:
        raise Refused(f"rep {done + 1} has begun")
    set_ = change.aimed(here.set, note.value)
    here = replace(here, set=set_)
    if here.since is not None:
        here = stages.at_coach_pace(here, here.since)
    return change.aim(replace(session, here=here), here.set, note.value)


ACTS: dict[type[Input], Callable[[Session, Now, Any], Session]] = {
    Done: _done,
    Skip: _skip,
    Back: _back,
    Restart: _restart,
    Extend: _extend,
    Pace: _pace,
    Count: _count,
    Note: _note,
    Swap: lambda session, now, _: change.swap(session, session.active(now)),
    Later: lambda session, now, _: change.later(session, session.active(now)),
    More: lambda session, _now, _: change.more(session),
    GoTo: _go_to,
    Finish: _finish,
    Pause: _pause,
    Resume: _resume,
    Replan: lambda session, _, replan: change.replan(session, replan.routine),
}
