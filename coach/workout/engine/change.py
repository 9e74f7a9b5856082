"""Changes of what is ahead: swap, later, one more, loads and targets, a new routine, and what is skipped whole.

The future changes in one way: `replanned`. What is past or running is a value that no edit can move; a set of the new
plan is kept if it is neither past nor here, and stood ahead before or comes after `here` in the new plan.
"""

from msgspec.structs import replace

from coach.routine.model import Pace, Routine
from coach.routine.values import SECOND, Load, Side
from coach.workout.engine.inputs import Skip
from coach.workout.engine.stages import (
    Refused,
    enter_fresh,
    finished,
    leave,
    leave_resume_countdown,
    passed,
    recorded,
    running,
    set_up_for,
    upcoming,
)
from coach.workout.engine.state import Active, Record, RunningStage, Session, reps_done, weight
from coach.workout.plan.edits import Added, Aimed, Edit, Loaded, Moved, Paced, Swapped
from coach.workout.plan.expand import aimed, block_keys, expand
from coach.workout.plan.items import share_of
from coach.workout.plan.known import Known
from coach.workout.plan.sets import Key, Set, with_transitions

__all__ = [
    "aim",
    "aimed",
    "counted",
    "later",
    "load",
    "more",
    "paced",
    "replan",
    "replanned",
    "reps",
    "rir",
    "skip_more",
    "swap",
]


def replanned(session: Session, *edits: Edit) -> Session:
    """What is ahead, from the routine with all edits; the running stage goes on."""
    edits = (*session.edits, *edits)
    full = expand(session.routine, session.known, edits, session.keys)
    here = session.here
    latest = (here.set, *reversed(session.past)) if here else tuple(reversed(session.past))
    sides: dict[Key, set[Side | None]] = {}
    for set_ in (*latest, *(here.over if here else ())):
        sides.setdefault(set_.key.effort, set()).add(set_.key.side)
    resume_point = {set_.key.effort for set_ in session.ahead}
    order = {set_.key.effort: place for place, set_ in enumerate(full)}
    place = next((order[set_.key.effort] for set_ in latest if set_.key.effort in order), -1)
    kept = [
        set_
        for at, set_ in enumerate(full)
        if not _gone(set_.key, sides.get(set_.key.effort, set())) and (set_.key.effort in resume_point or at > place)
    ]
    if here:
        twin = next((set_ for set_ in full if set_.key == here.set.key), None)
        here = replace(here, set=_taken_up(here, twin)) if twin else here
    before = here.set if here else session.past[-1] if session.past else None
    return replace(session, edits=edits, here=here, ahead=with_transitions(tuple(kept), before))


def _gone(key: Key, sides: "set[Side | None]") -> bool:
    """Whether a set is past or here, also where a swap made one set of two sides, or two sides of one set."""
    return key.side in sides or None in sides or (key.side is None and len(sides) == 2)


def _taken_up(here: RunningStage, twin: Set) -> Set:
    """What the running stage takes from its twin in the new plan: before the work all but its spans, in the work the
    rest to come, in a rest nothing; an EMOM's grid stands."""
    old = here.set
    if here.stage in ("SETUP", "READY"):
        return replace(twin, setup=old.setup, ready=old.ready)
    if here.stage == "WORK":
        return replace(old, rest=twin.rest, total=twin.total, ends_round=twin.ends_round, stations=twin.stations)
    return old


def _again(session: Session, active: Active, edit: Edit) -> Session:
    """The set that is here goes back ahead, the plan changes, and the first set of it begins."""
    here, set_up = running(session), set_up_for(session)
    session, active = leave_resume_countdown(session, active)
    session = leave(session, active)
    session = replace(session, here=None, past=(*session.past, *here.over), ahead=(here.set, *session.ahead))
    return enter_fresh(replanned(session, edit), active, set_up, by_key=True)


def _target(session: Session) -> Set:
    """The set that a key means: the one here, in a rest the next."""
    here = running(session)
    if here.switching:
        raise Refused("not between two sides")
    if here.stage == "REST":
        return upcoming(session)
    return here.set


def swap(session: Session, active: Active) -> Session:
    """The next alternative in place of the item, from here on."""
    here, set_ = running(session), _target(session)
    station = here.station if here.stage != "REST" else None
    if station is None and set_.stations:
        station = set_.stations[0]
    subject = station or set_
    others, now = subject.alternatives, subject.exercise.id
    if not others:
        raise Refused(f"{subject.exercise.name} has no alternatives in this routine")
    item = station.item if station else set_.item
    choice = others[(others.index(now) + 1) % len(others)] if now in others else others[0]
    edit = Swapped(item, choice)
    if here.stage == "REST" or station:
        return replanned(session, edit)
    return _again(session, active, edit)


def later(session: Session, active: Active) -> Session:
    """What is left of the item at the end of the block, or of this round."""
    here, set_ = running(session), _target(session)
    if set_.inner:
        raise Refused("the order is fixed here")
    in_rounds = set_.block.kind != "straight" and not set_.key.warm_up
    round_ = set_.key.number if in_rounds else None
    if not any(
        other.item != set_.item
        and other.block.key == set_.block.key
        and (not in_rounds or (other.key.number == round_ and not other.key.warm_up))
        for other in session.ahead
    ):
        raise Refused("it is the last already")
    edit = Moved(set_.item, round_)
    return replanned(session, edit) if here.stage == "REST" else _again(session, active, edit)


def more(session: Session) -> Session:
    """One more set of the item that is here, or in a rest of the one just done."""
    here = running(session)
    if here.set.block.kind != "straight" or here.switching:
        raise Refused("one more set can be had in a block of straight sets")
    return replanned(session, Added(here.set.item))


def paced(session: Session, pace: Pace) -> Session:
    """The item's sets ahead go at this pace too."""
    here = running(session)
    session = replace(session, here=replace(here, set=replace(here.set, pace=pace)))
    return replanned(session, Paced(here.set.item, pace))


def replan(session: Session, routine: Routine) -> Session:
    """The routine as it reads now; the edits of this session apply to it too."""
    before = list(zip(session.keys, session.routine.blocks, strict=True))
    return replanned(replace(session, routine=routine, keys=block_keys(routine, before)))


def rir(session: Session, key: Key, value: int | None) -> Session:
    """How many more could have been done."""
    record = session.records.get(key)
    if record is None or record.state != "done":
        raise Refused("that set is not done yet")
    if value is not None and not 0 <= value <= 10:
        raise Refused("0 to 5 more")
    return _with_record(session, key, replace(record, rir=value))


def _with_record(session: Session, key: Key, record: Record) -> Session:
    return replace(session, records={**session.records, key: record})


def _find(session: Session, key: Key) -> Set:
    set_ = next((set_ for set_ in session.sets if set_.key == key), None)
    if set_ is None:
        raise Refused("that set is not in the workout any more")
    return set_


def reps(session: Session, key: Key, value: int) -> Session:
    """What was done of a past set (seconds of timed work, all reps of an AMRAP), or the target of one ahead."""
    set_, record = _find(session, key), session.records.get(key)
    if key in {other.key for other in session.ahead} and session.finished is None:
        if set_.timed or not value:
            raise Refused("this set has no reps to set")
        return aim(session, set_, value)
    if record is None or record.state == "skipped":  # it was done after all, with the load that was planned
        pain = record.pain if record else False
        record = Record("done", load=set_.load, exercise=set_.exercise.id, pain=pain)
    if set_.stations:
        rounds, beyond = set_.score(value)
        return _with_record(session, key, replace(record, state="done", rounds=rounds, reps=beyond))
    if set_.timed:
        return _with_record(session, key, replace(record, state="done", held_ns=value * SECOND))
    return _with_record(session, key, replace(record, state="done", reps=value))


def aim(session: Session, set_: Set, value: int) -> Session:
    """Another target for a set that is here or ahead."""
    edits = tuple(edit for edit in session.edits if not (isinstance(edit, Aimed) and edit.key == set_.key))
    return replanned(replace(session, edits=edits), Aimed(set_.item, set_.key, value))


def load(session: Session, key: Key, value: Load) -> Session:
    """The load of a set, or what its load is a share of; sets ahead of the item that had the same take it too."""
    set_, here = _find(session, key), session.here
    if set_.stations:
        raise Refused("a station's load is the routine's")
    new = _loaded(set_, value, session.known)
    record = session.records.get(key)
    if record and record.state == "done" and (here is None or here.set.key != key or here.stage == "REST"):
        session = _with_record(session, key, replace(record, load=new.load))
    session = _with_set(session, new)
    return session if session.finished is not None else _carried(session, set_, value)


def _loaded(set_: Set, value: Load, known: Known) -> Set:
    if set_.share:
        return replace(set_, base=value, load=share_of(value, set_.share, set_.exercise, known))
    return replace(set_, load=value)


def _with_set(session: Session, set_: Set) -> Session:
    """With a set, past or here, in the place of the one with its key."""
    here = session.here
    if here and here.set.key == set_.key:
        return replace(session, here=replace(here, set=set_))
    return replace(session, past=tuple(set_ if other.key == set_.key else other for other in session.past))


def _carried(session: Session, set_: Set, value: Load) -> Session:
    """To the sets ahead that had the load of `set_`. All corrections of one set in a row are one: a load that the
    arrows only pass through takes no other set along."""
    old, edits = weight(set_), session.edits
    last = next((edit for edit in reversed(edits) if isinstance(edit, Loaded) and edit.item == set_.item), None)
    if last and (last.key, last.exercise) == (set_.key, set_.exercise.id):
        old, edits = last.old, tuple(edit for edit in edits if edit is not last)
    return replanned(replace(session, edits=edits), Loaded(set_.item, set_.key, set_.exercise.id, old, value))


def marked_skipped(session: Session, here: RunningStage, active: Active) -> Session:
    """Counted reps make the set done, else it is skipped, unless it was done before."""
    if here.stage == "WORK" and counted(here, active):
        return recorded(session, here, active)
    return _skipped(session, (here.set,))


def counted(here: RunningStage, active: Active) -> bool:
    """Whether anything is there to keep: reps, or stations of an AMRAP."""
    return reps_done(here, active) > 0 or here.tally > len(here.passed)


def _skipped(session: Session, sets: tuple[Set, ...]) -> Session:
    new = {set_.key: Record("skipped", exercise=set_.exercise.id) for set_ in sets}
    return replace(session, records={**new, **session.records} if sets else session.records)


def skip_more(session: Session, active: Active, skip: Skip) -> Session:
    """All that is left of an exercise or a block; in a rest of the next one, and the rest runs on."""
    here = running(session)
    session, active = leave_resume_countdown(session, active)
    resting = here.stage == "REST" and not here.switching
    subject = here.set if not resting or skip.pain else upcoming(session)
    if subject.inner and skip.scope != "block" and not skip.pain:
        raise Refused("intervals run out here; skip the block instead")
    whole = skip.scope == "block"

    def goes(set_: Set) -> bool:
        return set_.block.key == subject.block.key if whole else set_.item == subject.item

    out = tuple(set_ for set_ in session.ahead if goes(set_))
    left = tuple(set_ for set_ in session.ahead if not goes(set_))
    if not resting:
        session = marked_skipped(session, here, active)
    session = _skipped(session, out)
    if skip.pain:
        record = session.records.get(here.set.key) or Record("skipped", exercise=here.set.exercise.id)
        session = _with_record(session, here.set.key, replace(record, pain=True))
    if resting and left:
        return replace(session, here=replace(here, over=(*here.over, *out)), ahead=with_transitions(left, here.set))
    set_up = set_up_for(session)
    session = passed(leave(session, active))
    session = replace(session, past=(*session.past, *out), ahead=left)
    return enter_fresh(session, active, set_up, by_key=True) if left else finished(session, active)
