"""How far the workout is: the first row with its clock, and the strip.

What may live here: elapsed, remaining and planned lengths as they are shown. What may not: how they are found, which is
in `timeline` and the plan.
"""

from coach.routine.values import SECOND
from coach.workout.engine.state import Now, RunningStage, Session
from coach.workout.engine.timeline import elapsed_ns, remaining_ns
from coach.workout.plan.sets import Set, setup_left_ns
from coach.workout.view.shown import Head, Strip, StripSegment
from coach.workout.words import SECTION_WORDS, clock_long, minutes_words


def head(session: Session, now: Now) -> Head:
    """Routine, block and clock: `12:40 of ~41 min` while a key decides how long it takes, else `2:00 of 7:50`."""
    here = session.here
    name = session.routine.name
    now = _resume_point(session, now)
    elapsed = elapsed_ns(session, now)
    if here is None:
        return Head(name, "", clock_long(elapsed // SECOND))
    block = here.set.block
    place = block.name if block.name and block.name != name else SECTION_WORDS[block.section]
    total = session.active(now) - session.started + remaining_ns(session, now)
    whole = f"~{minutes_words(total)}" if _open(session, here) else clock_long(round(total / SECOND))
    return Head(name, place, f"{clock_long(elapsed // SECOND)} of {whole}")


def _open(session: Session, here: RunningStage) -> bool:
    """Whether a stage that waits for a key runs or lies ahead."""
    set_ = here.set
    if here.stage == "WORK":
        running = here.waits or set_.rest.waits
    elif here.stage == "REST":
        running = here.waits
    else:
        running = here.waits or set_.waits
    return running or any(other.setup.happens or other.waits for other in session.ahead)


def strip(session: Session, now: Now) -> Strip:
    """At most three segments a set: what leads to it, its work, its rest; and where the person is in them."""
    segments: list[StripSegment] = []
    done, within = 0, 0
    here, past, before = session.here, len(session.past), None
    for place, set_ in enumerate(session.sets):
        if place == past:
            done = len(segments)
        setup, lead, work, rest = _lengths(set_, before)
        if place == past and here is not None:
            gone = max(0, session.active(_resume_point(session, now)) - here.began) // SECOND
            done, within = _within(here, gone, done, setup, lead)
        lengths = ((setup + lead, False), (work, True), (rest, False))
        segments += [StripSegment(seconds, is_work) for seconds, is_work in lengths if seconds]
        before = set_
    if past == len(session.sets):
        done = len(segments)
    return Strip(tuple(segments), done, min(within, segments[done].seconds) if done < len(segments) else 0)


def _resume_point(session: Session, now: Now) -> Now:
    """`now`; in the READY of going on, the instant at which the work goes on, because all clocks stand still until
    then."""
    here, active = session.here, session.active(now)
    return now + here.resumes_at - active if here and here.resumes_at is not None and active < here.resumes_at else now


def _lengths(set_: Set, before: Set | None) -> tuple[int, int, int, int]:
    """(set-up, get-ready, work, rest) of a set in whole seconds; work takes at least one."""
    setup = setup_left_ns(before, set_) if set_.setup.happens else 0
    lead = (set_.ready.ns or 0) if set_.ready.happens else 0
    return setup // SECOND, lead // SECOND, max(1, set_.work_ns // SECOND), set_.gap_ns // SECOND


def _within(here: RunningStage, gone: int, first: int, setup: int, lead: int) -> tuple[int, int]:
    """(segments that are past, seconds of the next one) in a running stage; `first` is the first segment of its set."""
    led = 1 if setup + lead else 0
    match here.stage:
        case "SETUP":
            return first, min(gone, setup)
        case "READY":
            return (first, min(setup + gone, setup + lead)) if led else (first, 0)
        case "WORK":
            return first + led, gone
        case "REST":
            return first + led + 1, gone
