"""Handlers of `table` for the keys that move on, move back, or stop the clock: one for each thing that a key can do.

A handler takes the session, advanced to `now`, and an input that `table` and its guard allow; it returns the session
after it. What changes the plan is in `change`, how stages follow each other in `stages`.
"""

from msgspec.structs import replace

from coach.workout.engine.change import has_counted, marked_skipped, set_pace
from coach.workout.engine.facts import outlasted_rest
from coach.workout.engine.inputs import (
    Back,
    Count,
    Done,
    Extend,
    Finish,
    GoTo,
    Pause,
    Restart,
    Resume,
    Skip,
    TogglePace,
)
from coach.workout.engine.stages import (
    at_coach_pace,
    enter,
    enter_fresh,
    extended,
    finished,
    leave,
    leave_resume_countdown,
    next_set,
    onward,
    passed,
    recorded,
    resume_countdown_ns,
    running,
    set_up_for,
    to_rest,
    unpaused,
)
from coach.workout.engine.state import Active, Now, RunningStage, Session, reps_done, resume_point
from coach.workout.plan.sets import needs_setup, with_transitions


def end_stage(session: Session, now: Now, _: Done) -> Session:
    """SETUP is ready, READY starts, the set is done."""
    return onward(session, session.active(now), by_key=True)


def end_countdown(session: Session, now: Now, _: Done) -> Session:
    """The work goes on at once."""
    return leave_resume_countdown(session, session.active(now))[0]


def end_station(session: Session, now: Now, _: Done) -> Session:
    here = running(session)
    return replace(session, here=replace(here, tally=here.tally + 1, count=0))


def end_rest(session: Session, now: Now, _: Done | Skip) -> Session:
    """Go now: a set at one's own pace begins at once, anything else after a READY (docs/rules.md#enter-in-a-rest)."""
    here, active = running(session), session.active(now)
    session = leave(session, active)
    if not session.ahead:  # the plan was cut short behind this rest
        return finished(passed(session), active)
    coming = session.ahead[0]
    if coming.setup.happens:
        length = coming.get_ready_ns
    elif not coming.timed and coming.pace == "self":
        length = 0
    else:
        left = (here.due or 0) - active
        length = coming.get_ready_ns if left <= 0 else min(coming.get_ready_ns, left)
    return next_set(session, active, by_key=True, stage="READY", length=length)


def skip_set(session: Session, now: Now, _: Skip) -> Session:
    """The set is skipped, or done if reps were counted; the next one begins afresh."""
    here = running(session)
    session, active = leave_resume_countdown(session, session.active(now))
    session = marked_skipped(session, here, active)
    set_up = set_up_for(session)
    return enter_fresh(passed(leave(session, active)), active, set_up, by_key=True)


def skip_interval(session: Session, now: Now, _: Skip) -> Session:
    """The same in an emom, into the rest of the interval."""
    here = running(session)
    session, active = leave_resume_countdown(session, session.active(now))
    return to_rest(leave(marked_skipped(session, here, active), active), active, by_key=True)


def skip_station(session: Session, now: Now, _: Skip) -> Session:
    here = running(session)
    return replace(session, here=replace(here, tally=here.tally + 1, passed=(*here.passed, here.tally), count=0))


def skip_rest(session: Session, now: Now, skip: Skip) -> Session:
    """As `end_rest`, but a SETUP is not left out."""
    active = session.active(now)
    if session.ahead and session.ahead[0].setup.happens:
        return next_set(leave(session, active), active, by_key=True)
    return end_rest(session, now, skip)


def back_to_set_before(session: Session, now: Now, _: Back) -> Session:
    here = running(session)
    session, active = leave_resume_countdown(session, session.active(now))
    previous = session.past[-1]
    session = leave(session, active)
    ahead = with_transitions((here.set, *here.over, *session.ahead), previous)
    return enter(replace(session, past=session.past[:-1], ahead=ahead), previous, "READY", active, by_key=True)


def back_to_set_done(session: Session, now: Now, _: Back) -> Session:
    """From the rest of a set to its READY."""
    active = session.active(now)
    return enter(leave(session, active), running(session).set, "READY", active, by_key=True)


def back_a_station(session: Session, now: Now, back: Back) -> Session:
    """To the station before; from the first one, to the set before."""
    here = running(session)
    if not here.tally:
        return back_to_set_before(session, now, back)
    last = here.tally - 1
    kept = tuple(at for at in here.passed if at != last)
    return replace(session, here=replace(here, tally=last, passed=kept, count=0))


def restart_stage(session: Session, now: Now, _: Restart) -> Session:
    """This clock from its start."""
    here, active = running(session), session.active(now)
    return enter(leave(session, active), here.set, here.stage, active, by_key=True)


def restart_set(session: Session, now: Now, _: Restart) -> Session:
    """This set from its READY, with nothing counted."""
    here = running(session)
    session, active = leave_resume_countdown(session, session.active(now))
    return enter(leave(session, active), here.set, "READY", active, by_key=True)


def extend(session: Session, now: Now, change: Extend) -> Session:
    here, before = running(session), running(session).due or 0
    active = resume_point(here, session.active(now))
    due = extended(here, active, change.ns)
    ten = here.ten
    if ten is not None and active < ten and active < before:
        ten += due - before
    return replace(session, here=replace(here, due=due, ten=ten))


def pace_on(session: Session, now: Now, _: TogglePace) -> Session:
    """The coach counts the reps that are left, from now on."""
    here = at_coach_pace(running(session), session.active(now))
    return set_pace(replace(session, here=here), "coach")


def pace_off(session: Session, now: Now, _: TogglePace) -> Session:
    """Back to one's own pace, with the whole reps that the coach counted."""
    here, active = running(session), session.active(now)
    due = here.grid
    here = replace(here, count=reps_done(here, active), since=None, due=due, waits=due is None)
    return set_pace(replace(session, here=here), "self")


def count(session: Session, now: Now, _: Count) -> Session:
    here = running(session)
    return replace(session, here=replace(here, count=here.count + 1))


def go_to(session: Session, now: Now, go: GoTo) -> Session:
    session, active = leave_resume_countdown(session, session.active(now))
    sets = session.sets
    place = next(at for at, set_ in enumerate(sets) if set_.key == go.key)
    set_, waits = sets[place], needs_setup(set_up_for(session), sets[place])
    session = leave(session, active)
    session = replace(session, here=None, past=sets[:place], ahead=with_transitions(sets[place + 1 :], set_))
    return enter(session, set_, "SETUP" if waits else "READY", active, by_key=True)


def finish(session: Session, now: Now, _: Finish) -> Session:
    here = running(session)
    session, active = leave_resume_countdown(session, session.active(now))
    if here.stage == "WORK" and has_counted(here, active):
        session = recorded(session, here, active)
    session = leave(session, active)
    if here.stage == "REST" or here.set.key in session.records:
        session = passed(session)
    else:
        session = replace(session, ahead=(here.set, *here.over, *session.ahead))
    return finished(session, active)


def pause(session: Session, now: Now, change: Pause) -> Session:
    return replace(session, paused_at=now, paused_by=change.why)


def resume(session: Session, now: Now, _: Resume) -> Session:
    """The stage goes on at once."""
    here = running(session)
    return replace(unpaused(session, now), here=replace(here, seen=session.active(now)))


def resume_rest(session: Session, now: Now, resumed: Resume) -> Session:
    """The rest goes on; if the absence outlasted it, the next set begins with a whole READY."""
    if not outlasted_rest(session, now):
        return resume(session, now, resumed)
    here, active = running(session), session.active(now)
    session = passed(leave(unpaused(session, now), active))
    return enter_fresh(session, active, here.set, by_key=True, seamless=False)


def resume_work(session: Session, now: Now, resumed: Resume) -> Session:
    """The work goes on after a READY, which counts as paused, or at once."""
    here = running(session)
    begins, countdown_ns = _broken(here, session.active(now)), resume_countdown_ns(here)
    if resumed.at_once:
        return replace(session, here=replace(here, seen=begins), paused_at=None, paused_ns=now - begins)
    here = replace(here, resumes_at=begins, seen=begins - countdown_ns)
    return replace(session, here=here, paused_at=None, paused_ns=now + countdown_ns - begins)


def _broken(here: RunningStage, active: Active) -> Active:
    """Where the work goes on: a broken rep from its start, else where it stood."""
    if here.resumes_at is not None and active < here.resumes_at:
        return here.resumes_at
    if here.since is None:
        return active
    return active - (active - here.since) % here.set.tempo.rep_ns
