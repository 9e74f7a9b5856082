"""What an arrow key corrects: from an arrow and a session to the input that says so. Pure.

The set is the one whose line shows: the current one before and in a set, the one just done in a rest, with shift the
next one. What may not live here: whether the line shows, which the view decides, and what a correction changes, which
the core does.
"""

from collections.abc import Callable

from coach.history.plates import next_load, per_side
from coach.routine.model import Exercise
from coach.routine.values import SECOND, Load, Reps, Unit
from coach.workout.engine.inputs import Note
from coach.workout.engine.session import Refused
from coach.workout.engine.state import Session, reps_done, weight
from coach.workout.plan.kit import Kit
from coach.workout.plan.sets import BARBELLS, Set, SetKey

Kits = Callable[[Unit | None], Kit]
"""What there is to lift with, in a unit; None: the person's own."""

FIRST_GUESS = 10
"""Reps assumed where the number is not known."""


def subject(session: Session, coming: bool) -> Set:
    """The set that arrows correct. `coming`: the next one."""
    if coming and session.ahead:
        return session.ahead[0]
    if session.here is None or coming:
        raise Refused("there is no set to change here")
    return session.here.set


def correct_reps(session: Session, now: int, by: int, coming: bool = False) -> Note:
    """One rep (one second of work that was held) more or less."""
    set_ = subject(session, coming)
    value = _reps_now(session, now, set_, coming)
    return Note(set_.key, "reps", FIRST_GUESS if value is None else max(0, value + by))


def _reps_now(session: Session, now: int, set_: Set, coming: bool) -> int | None:
    """What the line shows, as a number."""
    here, record = session.here, session.records.get(set_.key)
    if here is not None and not coming and here.stage == "WORK":
        return reps_done(here, session.active(now)) // set_.sides or set_.expected
    if record is None or coming:
        return set_.expected if set_.expected is not None else set_.reps.low if set_.reps else None
    if record.rounds is not None:
        lows = (it.target.low if isinstance(it.target, Reps) else 1 for it in set_.stations)
        return record.rounds * sum(lows) + (record.reps or 0)
    return (record.held_ns or 0) // SECOND if set_.timed else record.reps


def correct_result(session: Session, key: SetKey, by: int) -> Note:
    """One rep (one second) more or less of a set of the last screen; one that was not done gets what was planned."""
    set_ = next(set_ for set_ in session.sets if set_.key == key)
    record = session.records.get(key)
    if record is not None and record.state == "done":
        value = _reps_now(session, 0, set_, coming=False)
        return Note(key, "reps", FIRST_GUESS if value is None else max(0, value + by))
    if set_.timed:
        return Note(key, "reps", set_.estimate_ns // SECOND)
    planned = set_.expected if set_.expected is not None else set_.reps.low if set_.reps else None
    return Note(key, "reps", planned or FIRST_GUESS)


def correct_load(session: Session, up: bool, kits: Kits, coming: bool = False) -> Note:
    """The next load there is: by the smallest plates, or the next bell."""
    set_ = subject(session, coming)
    record = session.records.get(set_.key)
    resting = session.here is not None and session.here.stage == "REST" and not coming
    now = record.load if record and resting and not set_.share and record.load else weight(set_)
    unit = now.unit if now is not None and now.kind == "mass" else None
    after = next_load(now, up, kits(unit), set_.exercise.equipment)
    if after == now:
        raise Refused("this is the " + ("heaviest" if up else "lightest") + " there is")
    return Note(set_.key, "load", after)


def plates(kits: Kits) -> Callable[[Load, Exercise, Load | None], str]:
    """What goes on each side of a bar, in lines; empty for anything but a bar."""

    def text(load: Load, exercise: Exercise, on_it: Load | None) -> str:
        if load.kind != "mass" or load.count != 1 or not BARBELLS.intersection(exercise.equipment):
            return ""
        kit = kits(load.unit)
        wanted = per_side(load.amount, kit.bar, kit.pairs)
        said = wanted.text(load.unit)
        words = said if not wanted.loaded and not wanted.short_by else f"a side: {said}"
        if on_it is None or on_it.kind != "mass" or on_it.unit != load.unit:
            return words
        change = wanted.since(per_side(on_it.amount, kit.bar, kit.pairs))
        return f"{words}\n({change})" if change else words

    return text
