"""From one stage to the next: how a stage begins, what it leaves behind, and which one follows.

May live here: transitions that clocks and keys share, on the active axis. What may not: inputs. A stage ends by itself
only through `onward`, and `timeline` walks the future with it.
"""

from msgspec.structs import replace

from coach.routine.values import SECOND, Reps, Work
from coach.workout.engine.state import Active, Now, Record, RunningStage, Session, reps_done, reps_total, resume_point
from coach.workout.plan.items import at_pace
from coach.workout.plan.sets import NO_SPAN, UNTIMED, Set, Stage, needs_setup, setup_estimate_ns, with_transitions

LONG_STAGE = 30 * SECOND
"""Stages of at least this length have the mark `ten`, work also `halfway` (docs/rules.md#inside-a-stage)."""
TEN = 10 * SECOND
LEAST_LEFT = 3 * SECOND
"""Shortening a clock leaves at least this, so that 3-2-1 still sounds; going on after a pause takes no less."""


def running(session: Session) -> RunningStage:
    """The running stage of a session that is not finished."""
    assert session.here is not None
    return session.here


def leave_resume_countdown(session: Session, active: Active) -> tuple[Session, Active]:
    """The session with the work where it stood, and that instant; for inputs that leave the READY of going on. That
    READY counts as paused so far."""
    now = resume_point(running(session), active)
    return replace(session, paused_ns=session.paused_ns + active - now), now


def resume_countdown_ns(here: RunningStage) -> int:
    """How long the READY of going on after a pause takes, ns; 0 if the stage goes on at once."""
    return max(here.set.get_ready_ns, LEAST_LEFT) if here.clocked else 0


def extended(here: RunningStage, at: Active, ns: int) -> Active:
    """When a stage with a clock is due, if it gets `ns` more at `at` (less, if negative); unchanged if it cannot."""
    due = here.due or 0
    if due <= at:
        return at + ns if ns > 0 else due
    return max(due + ns, min(due, at + LEAST_LEFT))


def begun(
    session: Session, set_: Set, stage: Stage, at: Active, *, length: int | None = None, grid: Active | None = None
) -> RunningStage:
    """A stage of a set from its beginning. `length`: of a READY not whole, ns; `grid`: the end of its interval."""
    match stage:
        case "SETUP":
            return RunningStage(set=set_, stage=stage, began=at, waits=True, setup_ns=setup_estimate_ns(set_))
        case "READY":
            return RunningStage(
                set=set_, stage=stage, began=at, due=at + (set_.get_ready_ns if length is None else length)
            )
        case "REST":
            due = (at if grid is None else grid) + (set_.rest.ns or 0)
            ten = due - TEN if due - at >= LONG_STAGE else None
            return RunningStage(set=set_, stage=stage, began=at, due=due, waits=set_.rest.waits, ten=ten, grid=grid)
        case "WORK":
            return _work(_resolved(session, set_), at)


def following(session: Session) -> Session:
    """The session with what each first side did, or will have done if no key is pressed, as the target of the second
    side, if that has not begun."""
    here = session.here
    if not any(set_.follows for set_ in session.ahead) and not (here and here.set.follows):
        return session
    if here and here.stage in ("SETUP", "READY"):
        here = replace(here, set=_resolved(session, here.set))
    ahead: list[Set] = []
    before = here.set if here else None
    for set_ in session.ahead:
        over = here is not None and here.stage == "REST" and not ahead
        if before is None or before.key != set_.follows or over:
            set_ = _resolved(session, set_)
        elif foreseen := _foreseen(before, here if here and not ahead else None):
            set_ = _as_first_side(set_, before, foreseen)
        ahead.append(set_)
        before = set_
    return replace(session, here=here, ahead=tuple(ahead))


def _foreseen(set_: Set, here: RunningStage | None) -> Record | None:
    """What will be recorded of a set if no key is pressed; None where a key ends it. `here`: if it runs."""
    if isinstance(set_.target, Work):
        work = here and here.stage == "WORK"
        due = here.due - here.began if here and here.due is not None and work else set_.target.ns
        return None if (here.waits if here and work else set_.target.open) else Record("done", held_ns=due)
    total = reps_total(set_) if set_.pace == "coach" else None
    return None if total is None else Record("done", reps=total // set_.sides)


def _resolved(session: Session, set_: Set) -> Set:
    """With what was done of the first side as its target, if it is a second side."""
    record = session.records.get(set_.follows) if set_.follows else None
    if record is None:
        return set_
    before = (*((session.here.set,) if session.here else ()), *reversed(session.past))
    return _as_first_side(set_, next((other for other in before if other.key == set_.follows), set_), record)


def _as_first_side(set_: Set, first: Set, record: Record) -> Set:
    """With what the record of the first side says as its target. At the coach's pace its lower bound still sounds."""
    if isinstance(set_.target, Reps) and record.reps:
        reps = record.reps
        low = min(first.reps.low or reps, reps) if first.reps and set_.pace == "coach" else reps
        return at_pace(replace(set_, target=Reps(low, reps), expected=reps), set_.pace)
    if isinstance(set_.target, Work) and record.held_ns:
        held = max(1, round(record.held_ns / SECOND)) * SECOND
        work = Work(held)
        return replace(set_, target=work, work=replace(set_.work, ns=held, waits=False), estimate_ns=held)
    return set_


def _work(set_: Set, at: Active) -> RunningStage:
    grid = at + set_.interval_ns if set_.interval_ns else None
    if not isinstance(set_.target, Work):
        ten = grid - TEN if grid is not None and set_.interval_ns >= LONG_STAGE else None
        here = RunningStage(set=set_, stage="WORK", began=at, due=grid, waits=grid is None, grid=grid, ten=ten)
        return at_coach_pace(here, at) if set_.pace == "coach" else here
    ns = set_.target.ns
    due = at + ns if grid is None else min(at + ns, grid)
    half = at + ns // 2 if ns >= LONG_STAGE or set_.alternate else None
    ten = due - TEN if ns >= LONG_STAGE else None
    return RunningStage(set=set_, stage="WORK", began=at, due=due, waits=set_.work.waits, half=half, ten=ten, grid=grid)


def at_coach_pace(here: RunningStage, since: Active) -> RunningStage:
    """The stage with the coach counting the reps after `here.count`, from `since` on."""
    total = reps_total(here.set)
    ends = None if total is None else since + (total - here.count) * here.set.tempo.rep_ns
    due = min((instant for instant in (ends, here.grid) if instant is not None), default=None)
    return replace(here, since=since, due=due, waits=due is None)


def enter(
    session: Session,
    set_: Set,
    stage: Stage,
    at: Active,
    *,
    after: Stage | None = None,
    by_key: bool = False,
    length: int | None = None,
    grid: Active | None = None,
) -> Session:
    """`set_` becomes the running one, in `stage`. A READY of no length is left out."""
    if stage == "READY" and not (set_.get_ready_ns if length is None else length):
        stage = "WORK"
    here, before = begun(session, set_, stage, at, length=length, grid=grid), session.here
    over = before.over if before and before.set.key == set_.key else ()
    return replace(session, here=replace(here, after=after, by_key=by_key, over=over))


def leave(session: Session, at: Active) -> Session:
    """Adds the time of the running stage to what was worked or rested; of a set at most three times its estimate."""
    here = running(session)
    spent = max(0, at - here.began)
    if here.stage != "WORK":
        return replace(session, rested_ns=session.rested_ns + spent)
    most = 3 * here.set.estimate_ns if here.free and not here.set.block.own_clock else spent
    worked = min(spent, most)
    return replace(session, worked_ns=session.worked_ns + worked, idle_ns=session.idle_ns + spent - worked)


def recorded(session: Session, here: RunningStage, at: Active) -> Session:
    """Records the set as done: with the reps counted, else those of the target, the time held, or the AMRAP's score."""
    set_ = here.set
    count = reps_done(here, at)
    old = session.records.get(set_.key)
    record = Record("done", load=set_.load, exercise=set_.exercise.id, rir=old.rir if old else None)
    if set_.stations:
        behind = (set_.stations[at % len(set_.stations)] for at in range(here.tally) if at not in here.passed)
        rounds, reps = set_.score(sum(station.worth for station in behind) + here.count)
        record = replace(record, rounds=rounds, reps=reps, held_ns=at - here.began)
    elif set_.timed:
        record = replace(record, held_ns=at - here.began, reps=count or None)
    else:
        counted = here.paced or count > 0
        reps_of_one = count // set_.sides if counted else set_.expected
        whole = here.paced and count == reps_total(set_)
        record = replace(record, reps=reps_of_one, overrun=here.grid is not None and at >= here.grid and not whole)
    session = replace(session, records={**session.records, set_.key: record})
    if session.ahead and session.ahead[0].follows:
        session = replace(session, ahead=(_resolved(session, session.ahead[0]), *session.ahead[1:]))
    return session


def onward(session: Session, at: Active, *, by_key: bool = False) -> Session:
    """The running stage ends at `at`, by its clock or by a key, and the next one begins."""
    here = running(session)
    if here.stage == "WORK":
        session = recorded(session, here, at)
    session = leave(session, at)
    match here.stage:
        case "SETUP":
            return enter(session, here.set, "READY", at, after="SETUP", by_key=by_key)
        case "READY":
            return enter(session, here.set, "WORK", at, after="READY", by_key=by_key)
        case "WORK" if here.set.rests and (session.ahead or here.set.interval_ns):
            return to_rest(session, at, by_key=by_key)
        case _:
            return next_set(session, at, by_key=by_key)


def to_rest(session: Session, at: Active, *, by_key: bool) -> Session:
    """The rest of the set that has just ended; in an EMOM what is left of the interval and the rest after the block."""
    here = running(session)
    set_ = here.set
    if here.grid is not None and here.grid + (set_.rest.ns or 0) <= at:
        return next_set(session, at, by_key=by_key)
    return enter(session, set_, "REST", at, after="WORK", by_key=by_key, grid=here.grid)


def passed(session: Session) -> Session:
    """The running set is past, and no other has begun."""
    here = running(session)
    return replace(session, past=(*session.past, here.set, *here.over), here=None)


def unpaused(session: Session, now: Now) -> Session:
    """The session with its clock running from `now` on, if it stood still."""
    if session.paused_at is None:
        return session
    return replace(session, paused_at=None, paused_ns=session.paused_ns + now - session.paused_at)


def finished(session: Session, at: Active) -> Session:
    return replace(session, here=None, finished=at)


def next_set(
    session: Session, at: Active, *, by_key: bool, stage: Stage | None = None, length: int | None = None
) -> Session:
    """The first set ahead begins, in `stage` or else in the first of its stages that happens. Without one the workout
    is over."""
    before = session.here
    after = before.stage if before else None
    if before:
        session = passed(session)
    if not session.ahead:
        return finished(session, at)
    set_, session = session.ahead[0], replace(session, ahead=session.ahead[1:])
    rested = before is not None and before.stage == "REST"
    if stage is None:
        ready = set_.ready.happens and not (rested and before and not before.waits)
        stage = "SETUP" if set_.setup.happens else "READY" if ready else "WORK"
    session = enter(session, set_, stage, at, after=after, by_key=by_key, length=length)
    if before and stage == "SETUP":
        gap = at - before.began if rested and by_key else before.set.gap_ns
        session = replace(session, here=replace(running(session), setup_ns=max(0, setup_estimate_ns(set_) - gap)))
    return session


def set_up_for(session: Session) -> Set | None:
    """The set whose equipment stands ready: the running one if its SETUP is over, else the last one done, if any."""
    here = running(session)
    if here.stage != "SETUP":
        return here.set
    done = (set_ for set_ in reversed(session.past) if set_.key in session.records)
    return next((set_ for set_ in done if session.records[set_.key].state == "done"), None)


def enter_fresh(session: Session, at: Active, set_up: Set | None, *, by_key: bool, seamless: bool = True) -> Session:
    """The first of the sets ahead, where no rest came before it: its SETUP, unless all is `set_up` for it, else a whole
    READY, but none (where it may be `seamless`) inside a block with a clock of its own or where a rest of `none` was
    written."""
    before = session.past[-1] if session.past else None
    session = replace(session, ahead=with_transitions(session.ahead, before), here=None)
    if not session.ahead:
        return finished(session, at)
    set_ = session.ahead[0]
    set_ = replace(set_, setup=UNTIMED if needs_setup(set_up, set_) else NO_SPAN)
    session = replace(session, ahead=(set_, *session.ahead[1:]))
    if set_.setup.happens:
        return next_set(session, at, by_key=by_key)
    at_once = before is not None and (
        (set_.block.own_clock and before.block.key == set_.block.key) or (before.rest.written and not before.rests)
    )
    return next_set(session, at, by_key=by_key, stage="WORK" if seamless and at_once else "READY")
