"""The whole workout: the first row, the strip, and the last screen. The outline has a file of its own.

Everything is derived from the session and its plan; the clocks are `timeline`'s.
"""

from itertools import groupby

from coach.routine.values import GRAMS_PER_LB, SECOND, Reps
from coach.workout.engine.facts import sets_done, whole_ns
from coach.workout.engine.state import Now, Record, RunningStage, Session
from coach.workout.engine.timeline import elapsed_ns, remaining_ns
from coach.workout.plan.sets import NO_SPAN, Set, setup_estimate
from coach.workout.view.sentences import set_load_words
from coach.workout.view.shown import ExerciseResult, Head, Strip, StripSegment, Summary
from coach.workout.words import (
    SECTION_WORDS,
    clock_long,
    clock_words,
    load_words,
    minutes_of,
    minutes_words,
    target_words,
)

NOT_DONE = "–"


def head(session: Session, now: Now) -> Head:
    """Routine, block, and `12:40 of ~41 min`: `~` while something ahead takes as long as the person does."""
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
    """Whether the rest of the workout has a stage that waits for a key."""
    set_ = here.set
    if here.stage == "WORK":
        now = here.waits or set_.rest.waits
    elif here.stage == "REST":
        now = here.waits
    else:
        now = here.waits or _waits(set_)
    return now or any(other.setup.happens or _waits(other) for other in session.ahead)


def _waits(set_: Set) -> bool:
    """Whether its work or its rest waits for a key."""
    own_pace = set_.reps is not None and (set_.pace == "self" or set_.reps.is_open) and not set_.slot
    return own_pace or set_.rest.waits or (set_.timed and set_.work.waits)


def strip(session: Session, now: Now) -> Strip:
    """Three pieces a set at most: what leads to it, its work, its rest; where one is in them."""
    pieces: list[StripSegment] = []
    done, within = 0, 0
    here, past, before = session.here, len(session.past), None
    for place, set_ in enumerate(session.sets):
        if place == past:
            done = len(pieces)
        setup, lead, work, rest = _lengths(set_, before)
        if place == past and here is not None:
            gone = max(0, session.active(_resume_point(session, now)) - here.began) // SECOND
            done, within = _within(here, gone, done, setup, lead)
        lengths = ((setup + lead, False), (work, True), (rest, False))
        pieces += [StripSegment(seconds, is_work) for seconds, is_work in lengths if seconds]
        before = set_
    if past == len(session.sets):
        done = len(pieces)
    return Strip(tuple(pieces), done, min(within, pieces[done].seconds) if done < len(pieces) else 0)


def _resume_point(session: Session, now: Now) -> Now:
    """In the READY of going on the instant at which the work goes on: its clock does not run backwards."""
    here, active = session.here, session.active(now)
    return now + here.resumes_at - active if here and here.resumes_at is not None and active < here.resumes_at else now


def _lengths(set_: Set, before: Set | None) -> tuple[int, int, int, int]:
    """(set-up, get-ready, work, rest) of a set, whole seconds; a work takes one at least."""
    resting = before.rest if before else NO_SPAN
    setup = max(0, setup_estimate(set_) - (resting.ns or 0)) if set_.setup.happens else 0
    lead = (set_.ready.ns or 0) if set_.ready.happens else 0
    gap = max(0, set_.slot - set_.estimate) + (set_.rest.ns or 0)
    return setup // SECOND, lead // SECOND, max(1, set_.estimate // SECOND), gap // SECOND


def _within(here: RunningStage, gone: int, first: int, setup: int, lead: int) -> tuple[int, int]:
    """(pieces done, seconds of the next) by the running stage of a set whose pieces begin at `first`."""
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


def summary(session: Session, picked: str | None = None) -> Summary:
    """The last screen: what was done, an item a line. `picked`: the key, as text, of the set that is corrected."""
    return Summary(
        minutes=str(minutes_of(whole_ns(session))),
        sets=str(sets_done(session)),
        worked=clock_long(session.worked_ns // SECOND),
        rested=clock_long(session.rested_ns // SECOND),
        paused=clock_long((session.paused_ns + session.idle_ns) // SECOND),
        moved=_moved(session),
        results=_results(session, picked),
    )


def _moved(session: Session) -> str:
    """The sum of reps × load, warm-up sets left out; in the unit of the first load."""
    grams, pounds = 0, None
    for set_ in session.sets:
        record = session.records.get(set_.key)
        if set_.key.warm_up or not record or record.state != "done" or not record.reps:
            continue
        load = record.load
        if load is None or load.kind != "mass" or set_.stations:
            continue
        pounds = load.unit == "lb" if pounds is None else pounds
        grams += load.grams * record.reps * set_.sides
    if not grams:
        return ""
    return f"{grams / GRAMS_PER_LB:.0f} lb" if pounds else f"{grams / 1000:.0f} kg"


def _results(session: Session, picked: str | None) -> tuple[ExerciseResult, ...]:
    """In the order of the plan; an exercise that was swapped in has a line of its own."""
    lines: dict[tuple[object, str], list[Set]] = {}
    for set_ in session.sets:
        if not set_.key.warm_up:
            lines.setdefault((set_.item, set_.exercise.id), []).append(set_)
    return tuple(_result(session, sets, picked) for sets in lines.values())


def _result(session: Session, sets: list[Set], picked: str | None) -> ExerciseResult:
    numbers = [list(group) for _, group in groupby(sets, key=lambda set_: set_.key.number)]
    done = tuple(_done_text(session, sides, picked) for sides in numbers)
    for same in ("skipped", NOT_DONE):
        if set(done) == {same}:
            done = (same,)
    keys = tuple(set_.key.text() for set_ in sets)
    first = sets[0]
    name = first.exercise.name if not first.stations else first.block.name or "As many rounds as possible"
    loads = dict.fromkeys(_load_text(session, set_) for set_ in sets)
    return ExerciseResult(name, plan_words([sides[0] for sides in numbers]), ", ".join(filter(None, loads)), done, keys)


def _load_text(session: Session, set_: Set) -> str:
    record = session.records.get(set_.key)
    return load_words(record.load) if record and record.load else set_load_words(set_)


def plan_words(sets: list[Set]) -> str:
    """`3 × 6`, `5, 3, 1 or more`, `3 × 40 s a side`."""
    targets = [target_words(set_.target) for set_ in sets]
    side = " a side" if sets[0].key.side or (sets[0].alternate and sets[0].reps) else ""
    if len(set(targets)) > 1:
        return f"{', '.join(targets)}{side}"
    return f"{len(targets)} × {targets[0]}{side}" if len(targets) > 1 or sets[0].reps else f"{targets[0]}{side}"


def _done_text(session: Session, sides: list[Set], picked: str | None) -> str:
    """`8`, `8/7` where the sides differ, `skipped`, `?`, `–` for a set that never came, `[7]` for the one picked."""
    texts = [short_record(set_, session.records.get(set_.key)) for set_ in sides]
    texts = [f"[{text}]" if set_.key.text() == picked else text for text, set_ in zip(texts, sides, strict=True)]
    return texts[0] if len(set(texts)) == 1 else "/".join(texts)


def short_record(set_: Set, record: Record | None) -> str:
    """What was done of a set, as short as can be."""
    if record is None:
        return NOT_DONE
    if record.state == "skipped":
        return "skipped"
    if record.rounds is not None:
        return f"{record.rounds} + {record.reps or 0}"
    if not isinstance(set_.target, Reps):
        return clock_words((record.held_ns or 0) // SECOND * SECOND)
    return "?" if record.reps is None else str(record.reps)
