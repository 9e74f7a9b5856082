"""What is to be heard, and at which instant: a pure table over legs.

One row a mark. Every mark is an instant of one leg; signals between two instants are those of the legs there, and of
two within 150 ms the more important one sounds. What a voice says at a mark is `phrases`' business; whose words are
heard where two meet is judged here. Nothing here is fired: the shell hands signals to a Player ahead of time
(docs/architecture.md#the-future-is-data).
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from coach.routine.values import SECOND
from coach.workout.engine.session import onward
from coach.workout.engine.state import Active, Now, RunningStage, Session, reps_total
from coach.workout.engine.timeline import ScheduledStage, walk
from coach.workout.heard.phrases import Speech, is_first_stage, phrase

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
SOUND_NAMES = frozenset(RANK)
_LEVEL = {name: min(level, RANK.index("lower")) for level, name in enumerate(RANK)} | {"": len(RANK)}

MIN_SPACING = 150_000_000
"""Of sounds that are closer than this one sounds (docs/rules.md#one-sound-at-a-time)."""
_AROUND = 3 * MIN_SPACING
"""What is judged needs its neighbours, theirs, and theirs: whose words go where depends on who sounds."""
SHORTEST_COUNTDOWN = 6 * SECOND
"""Stages from this length on end in 3-2-1."""


class Signal(Struct, frozen=True):
    """Something to be heard at an instant of the shell's clock."""

    at: Now
    name: str
    """Empty: words alone."""
    words: str = ""
    """What a voice says."""


def signals(session: Session, since: Now, until: Now, speech: Speech | None = None) -> list[Signal]:
    """What is to be heard from `since` on and before `until`, in order, if nobody presses a key.

    Args:
        session: as it is.
        since: the first instant.
        until: the first instant that is not meant any more.
        speech: gives them words; without it nobody speaks, and the sounds are the same.
    """
    marks = [
        mark
        for leg, then in walk(session, until + _AROUND)
        for mark in _placed(leg, then, speech, since - _AROUND, until + _AROUND)
    ]
    marks.sort(key=_order)
    near = [_near(marks, place) for place in range(len(marks))]
    sounds = [_sounds(marks, place, near[place]) for place in range(len(marks))]
    words = _words(marks, near, sounds)
    return [
        mark if mark.words == words[place] else replace(mark, words=words[place])
        for place, mark in enumerate(marks)
        if sounds[place] and since <= mark.at < until
    ]


def phrases_ahead(session: Session, since: Now, until: Now, speech: Speech) -> list[str]:
    """What may have to be said before `until`, each phrase once: by itself, and after a key that ends the running
    stage, or one that waits, as soon as it can."""
    found = signals(session, since, until, speech)
    for leg, then in walk(session, until):
        if leg.here is not None and (leg.began <= since or leg.ends is None):
            pressed = max(since, leg.began)
            after = onward(then, then.active(pressed), by_key=True)
            found += signals(after, pressed, pressed + until - since, speech)
    return list(dict.fromkeys(signal.words for signal in found if signal.words))


def _order(signal: Signal) -> tuple[int, int]:
    return signal.at, _LEVEL[signal.name]


def _near(marks: Sequence[Signal], place: int) -> list[int]:
    """The places of the others within `MIN_SPACING` of one, in order."""
    at = marks[place].at
    first, last = place, place + 1
    while first and at - marks[first - 1].at < MIN_SPACING:
        first -= 1
    while last < len(marks) and marks[last].at - at < MIN_SPACING:
        last += 1
    return [*range(first, place), *range(place + 1, last)]


def _sounds(marks: Sequence[Signal], place: int, near: Sequence[int]) -> bool:
    """Whether nothing more important sounds close by; of equals the earlier one does."""
    mark = marks[place]
    level = _LEVEL[mark.name]
    for other in (marks[at] for at in near):
        theirs = _LEVEL[other.name]
        if theirs < level or (theirs == level and other.at < mark.at):
            return False
    return True


def _words(marks: Sequence[Signal], near: Sequence[Sequence[int]], sounds: Sequence[bool]) -> list[str]:
    """The words of each: one that does not sound leaves its own to the one that does, if that has none."""
    words = [mark.words for mark in marks]

    def level(place: int) -> int:
        return _LEVEL[marks[place].name]

    for place in sorted((place for place, own in enumerate(words) if own and not sounds[place]), key=level):
        heir = min((other for other in near[place] if sounds[other]), key=level, default=None)
        if heir is not None:
            words[heir] = words[heir] or words[place]
    return words


def _placed(leg: ScheduledStage, then: Session, speech: Speech | None, since: Now, until: Now) -> Iterator[Signal]:
    """The marks of a leg in [since, until), those at its end excluded: there the next one begins."""
    here, shift = leg.here, then.paused_ns
    if here is None:
        if since <= leg.began < until:
            yield Signal(leg.began, "finished", phrase(speech, leg, then, leg.began, "finished") if speech else "")
        return
    for at, name in _marks(leg, here, since - shift, until - shift):
        placed = at + shift
        if since <= placed < until and (leg.ends is None or placed < leg.ends):
            yield Signal(placed, name, phrase(speech, leg, then, at, name) if speech else "")
    if speech and since <= leg.began < until and here.stage != "WORK" and is_first_stage(here, then):
        words = phrase(speech, leg, then, here.began, "")
        yield from [Signal(leg.began, "", words)] if words else []


def _marks(leg: ScheduledStage, here: RunningStage, since: Active, until: Active) -> Iterator[tuple[Active, str]]:
    if (name := _entry(leg, here)) is not None:
        yield here.began, name
    if here.resumes_at is None:
        yield from _inside(leg, here, since, until)
        return
    yield from ((here.resumes_at - back * SECOND, "tick") for back in (3, 2, 1))
    yield here.resumes_at, "go"
    # What begins with "go" itself does not sound; of a rep at the coach's pace it still is what a voice says.
    first = here.resumes_at if here.since is not None else here.resumes_at + 1
    yield from (mark for mark in _inside(leg, here, max(since, here.resumes_at), until) if mark[0] >= first)


def _entry(leg: ScheduledStage, here: RunningStage) -> str | None:
    """What the beginning of a stage sounds like; silence where it was gone to."""
    if here.stage == "WORK":
        return None if here.resumes_at is not None else "go"
    if here.stage == "REST" and here.after == "WORK":
        return "switch" if here.set.switch else "round" if here.set.ends_round else "rest"
    if here.stage != "REST" and here.after == "WORK":
        return "round" if leg.before is not None and leg.before.ends_round else "set-done"
    if here.stage == "SETUP" and here.after == "REST":
        return "rest-over"
    return None


def _inside(leg: ScheduledStage, here: RunningStage, since: Active, until: Active) -> Iterator[tuple[Active, str]]:
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
    elif here.due - here.began >= SHORTEST_COUNTDOWN and not to_setup:
        yield from ((here.due - back * SECOND, "tick") for back in (3, 2, 1))


def _coached(here: RunningStage, since: Active, until: Active) -> Iterator[tuple[Active, str]]:
    """Reps, their phases, and the target, as the coach counts them."""
    set_, start = here.set, here.since
    assert start is not None
    rep_ns = set_.tempo.rep_ns
    phases = set_.tempo.phases(set_.exercise.starts)
    total = reps_total(set_)
    reps = set_.reps
    goal = reps.low * set_.sides if reps and reps.low else None
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
