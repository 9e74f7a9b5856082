"""What is to be heard, and at which instant: a pure table over legs.

One row a mark. Every mark is an instant of one leg; signals between two instants are those of the legs there, and of
two within 150 ms the more important one sounds. Nothing here is fired: the shell hands signals to a Player ahead of
time (core idea: the future is data).
"""

from collections.abc import Iterator

from msgspec import Struct

from coach.routine.values import SECOND
from coach.workout.state import Active, Here, Now, Session, reps_total
from coach.workout.timeline import Leg, legs

RANK = (
    "finished",
    "go",
    "switch",
    "round",
    "rest-over",
    "rest",
    "set-done",
    "tick",
    "ten",
    "target",
    "halfway",
    "rep",
    "lower",
    "bottom",
    "lift",
    "top",
)
"""All sounds, the most important first; the last four are the phases of a rep and stand on one level."""
NAMES = frozenset(RANK)
_LEVEL = {name: min(level, RANK.index("lower")) for level, name in enumerate(RANK)}

TOGETHER = 150_000_000
"""Of sounds that are closer than this one sounds."""
COUNTED = 6 * SECOND
"""Stages from this length on end in 3-2-1."""


class Signal(Struct, frozen=True):
    """Something to be heard at an instant of the shell's clock."""

    at: Now
    name: str
    words: str = ""
    """What a voice would say."""


def signals(session: Session, since: Now, until: Now) -> list[Signal]:
    """What is to be heard from `since` on and before `until`, in order, if nobody presses a key."""
    marks = [
        mark
        for leg in legs(session, until + TOGETHER)
        for mark in _placed(leg, session.paused_ns, since - TOGETHER, until + TOGETHER)
    ]
    return [mark for mark in sorted(marks, key=_order) if since <= mark.at < until and _sounds(mark, marks)]


def _order(signal: Signal) -> tuple[int, int]:
    return signal.at, _LEVEL[signal.name]


def _sounds(mark: Signal, marks: list[Signal]) -> bool:
    """Whether nothing more important sounds close by; of equals the earlier one does."""
    level = _LEVEL[mark.name]
    for other in marks:
        if other is mark or abs(other.at - mark.at) >= TOGETHER:
            continue
        theirs = _LEVEL[other.name]
        if theirs < level or (theirs == level and other.at < mark.at):
            return False
    return True


def _placed(leg: Leg, shift: int, since: Now, until: Now) -> Iterator[Signal]:
    """The marks of a leg in [since, until), those at its end excluded: there the next one begins."""
    if leg.here is None:
        if since <= leg.began < until:
            yield Signal(leg.began, "finished")
        return
    for at, name in _marks(leg, leg.here, since - shift, until - shift):
        placed = at + shift
        if since <= placed < until and (leg.ends is None or placed < leg.ends):
            yield Signal(placed, name)


def _marks(leg: Leg, here: Here, since: Active, until: Active) -> Iterator[tuple[Active, str]]:
    if (name := _entry(leg, here)) is not None:
        yield here.began, name
    if here.goes is None:
        yield from _inside(leg, here, since, until)
        return
    yield from ((here.goes - back * SECOND, "tick") for back in (3, 2, 1))
    yield here.goes, "go"
    yield from (mark for mark in _inside(leg, here, max(since, here.goes), until) if mark[0] > here.goes)


def _entry(leg: Leg, here: Here) -> str | None:
    """What the beginning of a stage sounds like; silence where it was gone to."""
    if here.stage == "WORK":
        return None if here.goes is not None else "go"
    if here.stage == "REST" and here.after == "WORK":
        return "switch" if here.set.switch else "round" if here.set.ends_round else "rest"
    if here.stage != "REST" and here.after == "WORK":
        return "round" if leg.before is not None and leg.before.ends_round else "set-done"
    if here.stage == "SETUP" and here.after == "REST":
        return "rest-over"
    return None


def _inside(leg: Leg, here: Here, since: Active, until: Active) -> Iterator[tuple[Active, str]]:
    """The marks after the beginning."""
    if here.since is not None:
        yield from _coached(here, since, until)
        return
    if here.half is not None and (here.due is None or here.half < here.due):
        yield here.half, "switch" if here.set.alternate else "halfway"
    if here.due is None:
        return
    if here.ten is not None:
        yield here.ten, "ten"
    to_setup = here.stage == "REST" and leg.upcoming is not None and leg.upcoming.setup.happens
    if here.waits:
        yield here.due, "rest-over" if here.stage == "REST" else "target"
    elif here.due - here.began >= COUNTED and not to_setup:
        yield from ((here.due - back * SECOND, "tick") for back in (3, 2, 1))


def _coached(here: Here, since: Active, until: Active) -> Iterator[tuple[Active, str]]:
    """Reps, their phases, and the target, as the coach counts them."""
    set_, start = here.set, here.since
    assert start is not None
    rep_ns = set_.tempo.rep_ns
    phases = set_.tempo.phases(set_.exercise.starts)
    total = reps_total(set_)
    reps = set_.reps
    goal = reps.low * set_.sides if reps and reps.low and reps.low != reps.high else None
    first = max(0, (since - start) // rep_ns)
    last = (until - start) // rep_ns
    for done in range(first, last + 1):
        at = start + done * rep_ns
        if here.due is not None and at >= here.due:
            break
        count = here.count + done
        if total is not None and count >= total:
            break
        if goal is not None and count == goal:
            yield at, "target"
        yield at, "rep"
        for phase, length in phases:
            yield at, phase
            at += length
