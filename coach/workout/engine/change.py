"""Changes of what is ahead: swap, later, one more set, loads and targets, a new routine, skipping more than one set.

The future changes in one way (`replanning`). What is past or running is a value that no edit can move; a set of the new
plan is kept if it is neither past nor running, and was ahead before or comes after the running one in the new plan. May
live here: what an input that is allowed does to the plan and to records. Whether it is allowed is decided in `guards`.
"""

from msgspec.structs import replace

from coach.routine.model import Pace
from coach.routine.values import SECOND, Load
from coach.workout.engine.guards import before_its_end, counted_by_hand, found, round_of, subject, swapped_out
from coach.workout.engine.inputs import Later, More, Note, Replan, Skip, Swap
from coach.workout.engine.replanning import replanned, revalued
from coach.workout.engine.stages import (
    at_coach_pace,
    enter_fresh,
    finished,
    leave,
    leave_resume_countdown,
    passed,
    recorded,
    running,
    set_up_for,
)
from coach.workout.engine.state import Active, Now, Record, RunningStage, Session, reps_done, weight
from coach.workout.plan.edits import Added, Edit, LoadCorrected, Moved, PaceChanged, Swapped, TargetChanged
from coach.workout.plan.expand import block_keys, with_reps
from coach.workout.plan.items import at_pace, load_share
from coach.workout.plan.known import Known
from coach.workout.plan.sets import Set, SetKey, with_transitions


def _edited(session: Session, now: Now, edit: Edit) -> Session:
    """The plan changes. A rest or an AMRAP goes on; otherwise the first set of the new plan begins afresh."""
    here = running(session)
    if here.stage == "REST" or (here.stage == "WORK" and here.set.stations):
        return replanned(session, edit, anew=session.ahead[0] if session.ahead else None)
    set_up = set_up_for(session)
    session, active = leave_resume_countdown(session, session.active(now))
    session = leave(session, active)
    session = replace(session, here=None, past=(*session.past, *here.over), ahead=(here.set, *session.ahead))
    return enter_fresh(replanned(session, edit, anew=here.set), active, set_up, by_key=True)


def swap(session: Session, now: Now, _: Swap) -> Session:
    """The next alternative in place of the item, from now on."""
    out = swapped_out(session)
    assert out is not None
    others, exercise = out.alternatives, out.exercise.id
    choice = others[(others.index(exercise) + 1) % len(others)] if exercise in others else others[0]
    return _edited(session, now, Swapped(out.item, choice))


def put_off(session: Session, now: Now, _: Later) -> Session:
    """What is left of the item goes to the end of the block, or of this round."""
    set_ = subject(session)
    assert set_ is not None
    return _edited(session, now, Moved(set_.item, round_of(set_)))


def add_set(session: Session, now: Now, _: More) -> Session:
    """One more set of the running set's item; in a rest, of the item just done."""
    return replanned(session, Added(running(session).set.item))


def set_pace(session: Session, pace: Pace) -> Session:
    """The running set and the sets ahead of its item get this pace."""
    here = running(session)
    session = replace(session, here=replace(here, set=at_pace(here.set, pace)))
    return revalued(session, PaceChanged(here.set.item, pace))


def replan(session: Session, now: Now, new: Replan) -> Session:
    """The routine as it reads now; the edits of this session apply to it too."""
    before = list(zip(session.keys, session.routine.blocks, strict=True))
    return replanned(replace(session, routine=new.routine, keys=block_keys(new.routine, before)))


def correct(session: Session, now: Now, note: Note) -> Session:
    """A value of one set: its load, its reps in reserve, its reps."""
    if note.field == "load":
        assert isinstance(note.value, Load)
        return set_load(session, note.key, note.value)
    assert not isinstance(note.value, Load)
    if note.field == "rir":
        return set_rir(session, note.key, note.value)
    assert note.value is not None
    return set_reps(session, note.key, note.value)


def set_rir(session: Session, key: SetKey, value: int | None) -> Session:
    """The reps in reserve of a set that is done."""
    return _with_record(session, key, replace(session.records[key], rir=value))


def set_reps(session: Session, key: SetKey, value: int) -> Session:
    """Of the running set the count, or the target while nothing is counted; of a set ahead the target; of any other
    what was done."""
    here = before_its_end(session, key)
    if here is not None:
        return _set_reps_here(session, here, value)
    set_ = found(session, key)
    assert set_ is not None
    if session.finished is None and any(other.key == key for other in session.ahead):
        return aim(session, set_, value)
    return _set_done(session, set_, value)


def _set_reps_here(session: Session, here: RunningStage, value: int) -> Session:
    if counted_by_hand(here):
        return replace(session, here=replace(here, count=value * here.set.sides))
    here = replace(here, set=with_reps(here.set, value))
    if here.since is not None:
        here = at_coach_pace(here, here.since)
    return aim(replace(session, here=here), here.set, value)


def _set_done(session: Session, set_: Set, value: int) -> Session:
    """What was done of a set: reps, the seconds of timed work, all reps of an AMRAP."""
    key, record = set_.key, session.records.get(set_.key)
    if record is None or record.state == "skipped":  # it was done after all, with the load that was planned
        pain = record.pain if record else False
        record = Record("done", load=set_.load, exercise=set_.exercise.id, pain=pain)
    if set_.stations:
        rounds, beyond = set_.score(value)
        return _with_record(session, key, replace(record, rounds=rounds, reps=beyond))
    if set_.timed:
        return _with_record(session, key, replace(record, held_ns=value * SECOND))
    return _with_record(session, key, replace(record, reps=value))


def aim(session: Session, set_: Set, value: int) -> Session:
    """Another target for the running set, or for one ahead."""
    edits = tuple(edit for edit in session.edits if not (isinstance(edit, TargetChanged) and edit.key == set_.key))
    return revalued(replace(session, edits=edits), TargetChanged(set_.item, set_.key, value))


def set_load(session: Session, key: SetKey, value: Load) -> Session:
    """The load of a set, or what its load is a share of; the item's sets ahead that had the same load get it too."""
    set_ = found(session, key)
    assert set_ is not None
    new = _loaded(set_, value, session.known)
    record = session.records.get(key)
    if record and record.state == "done" and before_its_end(session, key) is None:
        session = _with_record(session, key, replace(record, load=new.load))
    session = _with_set(session, new)
    return session if session.finished is not None else _carried(session, set_, value)


def _with_record(session: Session, key: SetKey, record: Record) -> Session:
    return replace(session, records={**session.records, key: record})


def _loaded(set_: Set, value: Load, known: Known) -> Set:
    if set_.share:
        return replace(set_, base=value, load=load_share(value, set_.share, set_.exercise, known))
    return replace(set_, load=value)


def _with_set(session: Session, set_: Set) -> Session:
    """With this set in place of the past or running one of its key."""
    here = session.here
    if here and here.set.key == set_.key:
        return replace(session, here=replace(here, set=set_))
    return replace(session, past=tuple(set_ if other.key == set_.key else other for other in session.past))


def _carried(session: Session, set_: Set, value: Load) -> Session:
    """With the load also in the sets ahead that had that of `set_`. Corrections of one set in a row are one: a load
    that the arrows only pass through changes no other set."""
    old, edits = weight(set_), session.edits
    last = next((edit for edit in reversed(edits) if isinstance(edit, LoadCorrected) and edit.item == set_.item), None)
    if last and (last.key, last.exercise) == (set_.key, set_.exercise.id):
        old, edits = last.old, tuple(edit for edit in edits if edit is not last)
    return revalued(replace(session, edits=edits), LoadCorrected(set_.item, set_.key, set_.exercise.id, old, value))


def marked_skipped(session: Session, here: RunningStage, active: Active) -> Session:
    """With the set done if reps were counted, else skipped, unless it was done before."""
    if here.stage == "WORK" and has_counted(here, active):
        return recorded(session, here, active)
    return _skipped(session, (here.set,))


def has_counted(here: RunningStage, active: Active) -> bool:
    """Whether there is anything to keep: reps, or stations of an AMRAP."""
    return reps_done(here, active) > 0 or here.tally > len(here.passed)


def _skipped(session: Session, sets: tuple[Set, ...]) -> Session:
    new = {set_.key: Record("skipped", exercise=set_.exercise.id) for set_ in sets}
    return replace(session, records={**new, **session.records} if sets else session.records)


def skip_more(session: Session, now: Now, skip: Skip) -> Session:
    """Skips the running set and all that is left of its exercise or block; the next set begins afresh."""
    here = running(session)
    session, active = leave_resume_countdown(session, session.active(now))
    out, left = _parted(session, here.set, skip)
    session = _pained(_skipped(marked_skipped(session, here, active), out), here.set, skip)
    return _past_these(session, active, out, left)


def skip_coming(session: Session, now: Now, skip: Skip) -> Session:
    """In a rest: skips all that is left of the next set's exercise or block; for pain, of the exercise just done. The
    rest goes on, if anything is left after it."""
    here = running(session)
    set_ = here.set if skip.pain else subject(session)
    assert set_ is not None
    out, left = _parted(session, set_, skip)
    session = _pained(_skipped(session, out), here.set, skip)
    if not left:
        return _past_these(session, session.active(now), out, left)
    return replace(session, here=replace(here, over=(*here.over, *out)), ahead=with_transitions(left, here.set))


def _parted(session: Session, set_: Set, skip: Skip) -> tuple[tuple[Set, ...], tuple[Set, ...]]:
    """The sets ahead that go with `set_`, and those that are left."""

    def goes(other: Set) -> bool:
        return other.block.key == set_.block.key if skip.scope == "block" else other.item == set_.item

    ahead = session.ahead
    return tuple(other for other in ahead if goes(other)), tuple(other for other in ahead if not goes(other))


def _pained(session: Session, set_: Set, skip: Skip) -> Session:
    if not skip.pain:
        return session
    record = session.records.get(set_.key) or Record("skipped", exercise=set_.exercise.id)
    return _with_record(session, set_.key, replace(record, pain=True))


def _past_these(session: Session, active: Active, out: tuple[Set, ...], left: tuple[Set, ...]) -> Session:
    """Goes on with what is left; the running set and `out` are past."""
    set_up = set_up_for(session)
    session = passed(leave(session, active))
    session = replace(session, past=(*session.past, *out), ahead=left)
    return enter_fresh(session, active, set_up, by_key=True) if left else finished(session, active)
