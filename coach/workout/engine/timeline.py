"""What will happen and when: legs. Sound, view, strip, estimate and `--timeline` all read them; nobody else computes
when something happens.

A leg is a stage placed on the clock that the shell reads. Looking ahead is walking `onward` and throwing the result
away. Also here: the rep and the phase of a moment, which the marks and the view share.
"""

from collections.abc import Iterator

from msgspec import Struct

from coach.routine.values import SECOND, Phase
from coach.workout.engine.session import advance
from coach.workout.engine.stages import onward
from coach.workout.engine.state import Active, Now, RunningStage, Session, in_resume_countdown, resume_point
from coach.workout.plan.sets import Set, planned, planned_effort, setup_planned


class ScheduledStage(Struct, frozen=True):
    """A stage placed in time. `ends` None: a key ends it. `here` None: the workout is over from `began` on."""

    here: RunningStage | None
    began: Now
    ends: Now | None
    before: Set | None = None
    """The set that is past."""
    upcoming: Set | None = None
    """The set ahead."""


def schedule(session: Session, until: Now | None = None) -> Iterator[ScheduledStage]:
    """The running stage and those to come if nobody presses a key, up to the first that begins after `until`.

    Empty while paused. The running stage comes with its real beginning, which may be long past.
    """
    return (leg for leg, _ in walk(session, until))


def walk(session: Session, until: Now | None = None) -> Iterator[tuple[ScheduledStage, Session]]:
    """The legs, each with the session as it will be while it runs."""
    if session.paused_at is not None:
        return
    shift = session.paused_ns
    while here := session.here:
        ends = None if here.due is None or here.waits else here.due + shift
        yield _leg(session, here, ends), session
        if ends is None or here.due is None or (until is not None and ends > until):
            return
        session = onward(session, here.due)
    if session.finished is not None:
        yield ScheduledStage(None, session.finished + shift, None), session


def _leg(session: Session, here: RunningStage, ends: Now | None) -> ScheduledStage:
    before = session.past[-1] if session.past else None
    upcoming = session.ahead[0] if session.ahead else None
    return ScheduledStage(here, here.began + session.paused_ns, ends, before, upcoming)


class RepNow(Struct, frozen=True):
    """Where the coach's count stands."""

    rep: int
    """The one in progress, from 1; where sides alternate each side's rep counts."""
    phase: Phase | None
    """None: a plain beat."""
    index: int
    into_ns: int
    """Since the phase began."""
    length_ns: int


def rep_at(here: RunningStage, active: Active) -> RepNow | None:
    """The rep and its phase at an instant; None where nobody counts. Before the first it is the first."""
    if here.since is None:
        return None
    tempo = here.set.tempo
    if here.due is not None:
        active = min(active, here.due - 1)
    whole, into = divmod(max(0, active - here.since), tempo.rep_ns)
    rep = here.count + whole + 1
    for index, (phase, length) in enumerate(tempo.phases(here.set.exercise.starts)):
        if into < length:
            return RepNow(rep, phase, index, into, length)
        into -= length
    return RepNow(rep, None, 0, into, tempo.rep_ns)


def left_here(session: Session, active: Active) -> int:
    """What the running stage and the rest of its set still take, ns, at their estimates; never below 0."""
    here = session.here
    if here is None:
        return 0
    set_ = here.set
    spent = max(0, active - here.began)
    effort, get_ready_ns = planned_effort(set_), set_.get_ready_ns
    match here.stage:
        case "SETUP":
            before = session.past[-1] if session.past else None
            return max(0, setup_planned(before, set_) - spent) + get_ready_ns + effort
        case "READY":
            return max(0, (here.due or 0) - active) + effort
        case "WORK":
            rest = max(set_.slot, set_.estimate) - set_.estimate + (set_.rest.ns or 0)
            if here.grid is not None:
                return max(0, here.grid - active) + (set_.rest.ns or 0)
            if here.due is not None:
                return max(0, here.due - resume_point(here, active)) + rest
            return max(0, set_.estimate - spent) + rest
        case "REST":
            return max(0, (here.due or 0) - active)


def remaining_ns(session: Session, now: Now) -> int:
    """Rest of this stage (never below 0) and the plan of the others."""
    session = advance(session, now)
    here, ahead = session.here, session.ahead
    left = left_here(session, session.active(now)) + planned(ahead, here.set if here else None)
    within = here and here.stage == "REST" and ahead and not ahead[0].setup.happens
    return left - (ahead[0].ready.ns or 0) if within else left  # the end of a rest is READY enough


def elapsed_ns(session: Session, now: Now) -> int:
    """Time of the workout without its pauses."""
    end = session.finished if session.finished is not None else session.active(now)
    return max(0, end - session.started)


def next_change(session: Session, now: Now) -> Now | None:
    """When the screen may change next by itself: the end of a stage, or the flip of a displayed second (remaining is
    the ceiling, elapsed the floor, of the stage, of the phase, and of the whole). None while nothing runs."""
    session = advance(session, now)
    here = session.here
    if here is None or session.paused_at is not None:
        return None
    active = session.active(now)
    grids = [here.began, session.started]
    if here.due is not None:
        grids.append(here.due)
    if here.grid is not None:
        grids.append(here.grid)
    if in_resume_countdown(here, active) and here.resumes_at is not None:
        grids.append(here.resumes_at)
    steps = [SECOND - (active - grid) % SECOND for grid in grids]
    ends = [here.due, here.grid, here.resumes_at, here.half]
    if (rep := rep_at(here, active)) and here.since is not None:
        ends.append(active + rep.length_ns - rep.into_ns)
        steps.append(SECOND - rep.into_ns % SECOND)
    steps += [end - active for end in ends if end is not None and end > active]
    return now + min(steps)


def rehearsed(session: Session) -> Iterator[tuple[ScheduledStage, Session]]:
    """Every stage to the end, each waiting one ended by key at its estimate: the plan as a clock goes through it."""
    while here := session.here:
        ends = here.due
        if here.stage == "SETUP":
            ends = here.began + setup_planned(session.past[-1] if session.past else None, here.set)
        elif here.waits and here.stage == "WORK":
            ends = here.began + here.set.estimate
        assert ends is not None
        yield _leg(session, here, ends + session.paused_ns), session
        session = onward(session, ends, by_key=here.waits)
