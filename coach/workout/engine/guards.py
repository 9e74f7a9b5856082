"""Why an input is refused in a situation that allows it: conditions on the data of the workout.

Each condition is written once, as a guard of cells in `table`. A guard takes the session, advanced to `now`, and the
input. It returns a line for the person, or None if the input is allowed. Also here: which set an input is about, which
guards and handlers share.
"""

from coach.routine.values import Load
from coach.workout.engine.inputs import Extend, GoTo, Input, Note, Skip
from coach.workout.engine.stages import extended, running
from coach.workout.engine.state import Now, RunningStage, Session, reps_done, reps_total, resume_point
from coach.workout.plan.sets import Set, SetKey, Station

MOST_RIR = 5
"""The most reps in reserve that can be said; beyond that people cannot tell (docs/rules.md#corrections)."""
MOST_REPS = 9999
NOTHING_COMES = "nothing comes after this"
STRAIGHT_ONLY = "one more set can be had in a block of straight sets"
SET_IS_GONE = "that set is not in the workout any more"


def paused(session: Session, now: Now, _: Input) -> str | None:
    return "it is paused already" if session.paused_at is not None else None


def not_paused(session: Session, now: Now, _: Input) -> str | None:
    return "it is not paused" if session.paused_at is None else None


def first_of_all(session: Session, now: Now, _: Input) -> str | None:
    return None if session.past or running(session).tally else "this is the first set"


def clock_stays(session: Session, now: Now, extend: Extend) -> str | None:
    here = running(session)
    at = resume_point(here, session.active(now))
    if here.due is None or extended(here, at, extend.ns) != here.due:
        return None
    return "this clock has run out" if here.due <= at else "3 seconds is the least"


def all_counted(session: Session, now: Now, _: Input) -> str | None:
    here = running(session)
    total = reps_total(here.set)
    return "all reps are done" if total is not None and here.count >= total else None


def gone(session: Session, now: Now, go: GoTo) -> str | None:
    return None if found(session, go.key) else SET_IS_GONE


def no_alternative(session: Session, now: Now, _: Input) -> str | None:
    out = swapped_out(session)
    if out is None:
        return NOTHING_COMES
    return None if out.alternatives else f"{out.exercise.name} has no alternatives in this routine"


def last_already(session: Session, now: Now, _: Input) -> str | None:
    set_ = subject(session)
    if set_ is None:
        return NOTHING_COMES
    if set_.block.own_clock:
        return "the order is fixed here"
    others = (other for other in session.ahead if other.item != set_.item and other.block.key == set_.block.key)
    whole = set_.block.order == "item"
    after = any(whole or round_of(other) == round_of(set_) for other in others)
    return None if after else "it is the last already"


def not_straight(session: Session, now: Now, _: Input) -> str | None:
    return None if running(session).set.block.order == "item" else STRAIGHT_ONLY


def intervals_run_out(session: Session, now: Now, skip: Skip) -> str | None:
    if skip.pain:
        return None
    set_ = subject(session)
    if set_ is None:
        return NOTHING_COMES
    runs_out = set_.block.own_clock and skip.scope != "block"
    return "intervals run out here; skip the block instead" if runs_out else None


def not_correctable(session: Session, now: Now, note: Note) -> str | None:
    match note.field:
        case "rir":
            return _rir_refused(session, note)
        case "load":
            return _load_refused(session, note)
        case "reps":
            return _reps_refused(session, now, note)


def _rir_refused(session: Session, note: Note) -> str | None:
    record = session.records.get(note.key)
    if record is None or record.state != "done":
        return "that set is not done yet"
    said = note.value is None or (isinstance(note.value, int) and 0 <= note.value <= MOST_RIR)
    return None if said else f"0 to {MOST_RIR} more"


def _load_refused(session: Session, note: Note) -> str | None:
    if not isinstance(note.value, Load):
        return "that is not a load"
    set_ = found(session, note.key)
    if set_ is None:
        return SET_IS_GONE
    return "a station's load is the routine's" if set_.stations else None


def _reps_refused(session: Session, now: Now, note: Note) -> str | None:
    value = note.value
    if not isinstance(value, int) or not 0 <= value <= MOST_REPS:
        return "that is not a number of reps"
    set_ = found(session, note.key)
    if set_ is None:
        return SET_IS_GONE
    here = before_its_end(session, note.key)
    if here is not None and counted_by_hand(here):
        return None
    ahead = session.finished is None and any(other.key == note.key for other in session.ahead)
    if (here is not None or ahead) and (set_.timed or not value):
        return "this set has no reps to set"
    if here is not None and here.paced:
        done = reps_done(here, session.active(now))
        return f"rep {done + 1} has begun" if value * set_.sides <= done else None
    return None


def found(session: Session, key: SetKey) -> Set | None:
    return next((set_ for set_ in session.sets if set_.key == key), None)


def subject(session: Session) -> Set | None:
    """The set that swap, later and the wider skips are about: the running one, in a rest the next; None if there is no
    next one."""
    here = running(session)
    if here.stage != "REST" or here.switching:
        return here.set
    return session.ahead[0] if session.ahead else None


def swapped_out(session: Session) -> Set | Station | None:
    """What a swap replaces: the exercise of the subject, in an AMRAP the station; None if there is no next one."""
    here, set_ = running(session), subject(session)
    if set_ is None or not set_.stations:
        return set_
    return set_.stations[0] if here.stage == "REST" else here.station


def round_of(set_: Set) -> int | None:
    """The round within which a set is put off; None for a set of a straight block, which is put off to the end of the
    block, and for a warm-up set, which in a block of rounds is put off behind the other warm-up sets."""
    return set_.key.number if set_.in_round else None


def before_its_end(session: Session, key: SetKey) -> RunningStage | None:
    """The running stage, if it is of this set and its work is not done yet."""
    here = session.here
    return here if here is not None and here.set.key == key and here.stage != "REST" else None


def counted_by_hand(here: RunningStage) -> bool:
    """Whether a correction is of the reps that were counted, not of those that are aimed at."""
    return here.free and here.count > 0
