"""What will happen and when. Sounds, screen, strip, estimates and `--timeline` all read it; nothing else computes when
something happens.

May live here: stages placed on the clock that the shell reads, found by walking `onward` and throwing the result away;
what is left; the rep and the phase of an instant. What may not: what is shown or heard of it.
"""

from collections.abc import Iterator

from msgspec import Struct

from coach.routine.values import MINUTE, SECOND, Phase, Side
from coach.workout.engine.session import advance
from coach.workout.engine.stages import onward
from coach.workout.engine.state import Active, Now, RunningStage, Session, in_resume_countdown, resume_point
from coach.workout.plan.sets import Set, effort_ns, planned_ns


class ScheduledStage(Struct, frozen=True):
    """A stage placed in time. `ends` None: a key ends it. `here` None: the workout is over from `began` on."""

    here: RunningStage | None
    began: Now
    ends: Now | None
    before: Set | None = None
    """The last set that is past."""
    upcoming: Set | None = None
    """The first set ahead."""


def schedule(session: Session, until: Now | None = None) -> Iterator[ScheduledStage]:
    """The running stage and those to come if no key is pressed, up to the first that begins after `until`.

    Empty while paused. The running stage has its real beginning, which may be long past.
    """
    return (stage for stage, _ in walk(session, until))


def walk(session: Session, until: Now | None = None) -> Iterator[tuple[ScheduledStage, Session]]:
    """As `schedule`, each stage with the session as it will be while it runs."""
    if session.paused_at is not None:
        return
    shift = session.paused_ns
    while here := session.here:
        ends = None if here.due is None or here.waits else here.due + shift
        yield _scheduled(session, here, ends), session
        if ends is None or here.due is None or (until is not None and ends > until):
            return
        session = onward(session, here.due)
    if session.finished is not None:
        yield ScheduledStage(None, session.finished + shift, None), session


def _scheduled(session: Session, here: RunningStage, ends: Now | None) -> ScheduledStage:
    before = session.past[-1] if session.past else None
    upcoming = session.ahead[0] if session.ahead else None
    return ScheduledStage(here, here.began + session.paused_ns, ends, before, upcoming)


class RepNow(Struct, frozen=True):
    """Where the coach's count stands."""

    rep: int
    """The rep in progress, from 1; where sides alternate, the reps of both sides are counted."""
    number: int
    """Its number as it is shown and said: where sides alternate, that of its side."""
    side: Side | None
    """Its side where sides alternate, else None."""
    phase: Phase | None
    """None: the tempo has no phases."""
    index: int
    into_ns: int
    """Since the phase began."""
    length_ns: int


def rep_at(here: RunningStage, active: Active) -> RepNow | None:
    """The rep and its phase at an instant; None if the coach does not count. Before the first rep it is the first."""
    if here.since is None:
        return None
    tempo = here.set.tempo
    if here.due is not None:
        active = min(active, here.due - 1)
    whole, into = divmod(max(0, active - here.since), tempo.rep_ns)
    rep = here.count + whole + 1
    number = -(-rep // here.set.sides)
    side: Side | None = ("right" if rep % 2 else "left") if here.set.alternate else None
    for index, (phase, length) in enumerate(tempo.phases(here.set.exercise.starts)):
        if into < length:
            return RepNow(rep, number, side, phase, index, into, length)
        into -= length
    return RepNow(rep, number, side, None, 0, into, tempo.rep_ns)


def left_here(session: Session, active: Active) -> int:
    """What the running stage and the stages of its set after it still take, ns, by their estimates; never below 0."""
    here = session.here
    if here is None:
        return 0
    set_ = here.set
    spent = max(0, active - here.began)
    effort, get_ready_ns = effort_ns(set_), set_.get_ready_ns
    match here.stage:
        case "SETUP":
            return max(0, here.setup_ns - spent) + get_ready_ns + effort
        case "READY":
            return max(0, (here.due or 0) - active) + effort
        case "WORK":
            rest = set_.rest.ns or 0
            if here.grid is not None:
                return max(0, here.grid - active) + rest
            if here.due is not None:
                return max(0, here.due - resume_point(here, active)) + rest
            return max(0, set_.estimate_ns - spent) + rest
        case "REST":
            return max(0, (here.due or 0) - active)


def remaining_ns(session: Session, now: Now) -> int:
    """What is left of the running stage (never below 0) and the plan of everything after it, ns."""
    session = advance(session, now)
    here, ahead = session.here, session.ahead
    left = left_here(session, session.active(now)) + planned_ns(ahead, here.set if here else None)
    within = here and here.stage == "REST" and not here.waits and ahead and not ahead[0].setup.happens
    return left - (ahead[0].ready.ns or 0) if within else left  # the end of such a rest is READY enough


def elapsed_ns(session: Session, now: Now) -> int:
    """Time since the start without pauses, ns."""
    end = session.finished if session.finished is not None else session.active(now)
    return max(0, end - session.started)


def next_change(session: Session, now: Now) -> Now | None:
    """When the screen may change next by itself: at the end of a stage, or when a displayed second flips (of the stage,
    the phase or the workout; time left is rounded up, time gone is rounded down), or the minutes that the workout takes
    (rounded half up). None while nothing runs."""
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
    if here.waits:  # once it is overdue, the whole grows
        whole = active - session.started + remaining_ns(session, now)
        steps.append(MINUTE - (whole + MINUTE // 2) % MINUTE)
    ends = [here.due, here.grid, here.resumes_at, here.half]
    if (rep := rep_at(here, active)) and here.since is not None:
        ends.append(active + rep.length_ns - rep.into_ns)
        steps.append(SECOND - rep.into_ns % SECOND)
    steps += [end - active for end in ends if end is not None and end > active]
    return now + min(steps)


def rehearsed(session: Session) -> Iterator[tuple[ScheduledStage, Session]]:
    """Every stage to the end of the plan, each with its session; a stage that waits ends by key at its estimate."""
    while here := session.here:
        ends = here.due
        if here.stage == "SETUP":
            ends = here.began + here.setup_ns
        elif here.waits and here.stage == "WORK":
            ends = here.began + here.set.estimate_ns
        assert ends is not None
        yield _scheduled(session, here, ends + session.paused_ns), session
        session = onward(session, ends, by_key=here.waits)
