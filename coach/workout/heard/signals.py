"""What will be heard, and when: the sounds of each scheduled stage as signals on the shell's clock.

What may live here: which marks a stage has and at which instants, and which of two sounds is heard where they are less
than 150 ms apart. What may not: the words of a voice, which are in `phrases`, and playing anything. The shell asks for
the signals of the next seconds and hands them to a player before they are due
(docs/architecture.md#the-future-is-data).

Two time axes: marks within a stage are `Active`, signals are `Now`.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from coach.routine.values import SECOND
from coach.workout.engine.stages import onward
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
"""All sounds, the most important first. The last four, the phases of a rep, rank alike."""
SOUND_NAMES = frozenset(RANK)
_LEVEL = {name: min(level, RANK.index("lower")) for level, name in enumerate(RANK)} | {"": len(RANK)}

MIN_SPACING = 150_000_000
"""Of two sounds that are closer than this, in ns, only the more important one is heard
(docs/rules.md#one-sound-at-a-time)."""
_AROUND = 3 * MIN_SPACING
"""How far beyond the wanted span marks are collected, ns. Whether a mark sounds depends on its neighbours. Where its
words go depends on which of those sound, and so on their neighbours in turn."""
SHORTEST_READY = 3 * SECOND
"""The shortest READY that ends with 3-2-1."""
SHORTEST_COUNTDOWN = 4 * SECOND
"""The shortest stage of another kind that ends with 3-2-1."""


class Signal(Struct, frozen=True):
    """Something to be heard at an instant of the shell's clock."""

    at: Now
    name: str
    """One of `RANK`, or empty for words without a sound."""
    words: str = ""
    """What the voice says; empty where it says nothing."""


def signals(session: Session, since: Now, until: Now, speech: Speech | None = None) -> list[Signal]:
    """What will be heard from `since` until just before `until`, in order, if no key is pressed.

    Args:
        session: as it is now.
        since: the first instant that is wanted.
        until: the first instant that is no longer wanted.
        speech: the voice. Without one there are no words; the sounds are the same.
    """
    marks = [
        mark
        for scheduled, then in walk(session, until + _AROUND)
        for mark in _placed(scheduled, then, speech, since - _AROUND, until + _AROUND)
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
    """The phrases that may be needed before `until`, each once, so that a voice can render them in advance.

    These are the phrases that come if no key is pressed, and those that follow if a key ends a stage as early as
    possible: the running stage at `since`, a waiting stage as it begins.
    """
    found = signals(session, since, until, speech)
    for scheduled, then in walk(session, until):
        if scheduled.here is not None and (scheduled.began <= since or scheduled.ends is None):
            pressed = max(since, scheduled.began)
            after = onward(then, then.active(pressed), by_key=True)
            found += signals(after, pressed, pressed + until - since, speech)
    return list(dict.fromkeys(signal.words for signal in found if signal.words))


def _order(signal: Signal) -> tuple[int, int]:
    return signal.at, _LEVEL[signal.name]


def _near(marks: Sequence[Signal], place: int) -> list[int]:
    """The places of the other marks within `MIN_SPACING` of this one, in order."""
    at = marks[place].at
    first, last = place, place + 1
    while first and at - marks[first - 1].at < MIN_SPACING:
        first -= 1
    while last < len(marks) and marks[last].at - at < MIN_SPACING:
        last += 1
    return [*range(first, place), *range(place + 1, last)]


def _sounds(marks: Sequence[Signal], place: int, near: Sequence[int]) -> bool:
    """Whether no more important mark is near. Of two equal ones, the earlier one sounds."""
    mark = marks[place]
    level = _LEVEL[mark.name]
    for other in (marks[at] for at in near):
        theirs = _LEVEL[other.name]
        if theirs < level or (theirs == level and other.at < mark.at):
            return False
    return True


def _words(marks: Sequence[Signal], near: Sequence[Sequence[int]], sounds: Sequence[bool]) -> list[str]:
    """The words of each mark. One that does not sound passes its words to the neighbour that does, if that has none."""
    words = [mark.words for mark in marks]

    def level(place: int) -> int:
        return _LEVEL[marks[place].name]

    for place in sorted((place for place, own in enumerate(words) if own and not sounds[place]), key=level):
        heir = min((other for other in near[place] if sounds[other]), key=level, default=None)
        if heir is not None:
            words[heir] = words[heir] or words[place]
    return words


def _placed(
    scheduled: ScheduledStage, then: Session, speech: Speech | None, since: Now, until: Now
) -> Iterator[Signal]:
    """The marks of a stage in [since, until). Those at its very end are left out: there the next stage begins."""
    here, shift = scheduled.here, then.paused_ns
    if here is None:
        if since <= scheduled.began < until:
            yield Signal(
                scheduled.began,
                "finished",
                phrase(speech, scheduled, then, scheduled.began, "finished") if speech else "",
            )
        return
    for at, name in _marks(scheduled, here, since - shift, until - shift):
        placed = at + shift
        if since <= placed < until and (scheduled.ends is None or placed < scheduled.ends):
            yield Signal(placed, name, phrase(speech, scheduled, then, at, name) if speech else "")
    if speech and since <= scheduled.began < until and here.stage != "WORK" and is_first_stage(here, then):
        words = phrase(speech, scheduled, then, here.began, "")
        yield from [Signal(scheduled.began, "", words)] if words else []


def _marks(scheduled: ScheduledStage, here: RunningStage, since: Active, until: Active) -> Iterator[tuple[Active, str]]:
    if (name := _entry(scheduled, here)) is not None:
        yield here.began, name
    if here.resumes_at is None:
        yield from _inside(scheduled, here, since, until)
        return
    yield from ((here.resumes_at - back * SECOND, "tick") for back in (3, 2, 1))
    yield here.resumes_at, "go"
    # At the instant of "go" nothing else sounds. At the coach's pace the rep that begins there still has its words.
    first = here.resumes_at if here.since is not None else here.resumes_at + 1
    yield from (mark for mark in _inside(scheduled, here, max(since, here.resumes_at), until) if mark[0] >= first)


def _entry(scheduled: ScheduledStage, here: RunningStage) -> str | None:
    """The sound with which a stage begins; None for a stage that the person went to."""
    if here.stage == "WORK":
        return None if here.resumes_at is not None else "go"
    if here.stage == "REST" and here.after == "WORK":
        return "switch" if here.set.switch else "round" if here.set.ends_round else "rest"
    if here.stage != "REST" and here.after == "WORK":
        return "round" if scheduled.before is not None and scheduled.before.ends_round else "set-done"
    if here.stage == "SETUP" and here.after == "REST":
        return "rest-over"
    return None


def _inside(
    scheduled: ScheduledStage, here: RunningStage, since: Active, until: Active
) -> Iterator[tuple[Active, str]]:
    """The marks within a stage, after its beginning."""
    if here.since is not None:
        yield from _coached(here, since, until)
        return
    if here.half is not None and (here.due is None or here.half < here.due):
        yield here.half, "switch" if here.set.alternate else "halfway"
    if here.due is None:
        return
    if here.ten is not None:
        yield here.ten, "ten"
    shortest = SHORTEST_READY if here.stage == "READY" else SHORTEST_COUNTDOWN
    to_setup = here.stage == "REST" and scheduled.upcoming is not None and scheduled.upcoming.setup.happens
    if here.waits:
        yield here.due, "rest-over" if here.stage == "REST" else "target"
    elif here.due - here.began >= shortest and not to_setup:
        yield from ((here.due - back * SECOND, "tick") for back in (3, 2, 1))


def _coached(here: RunningStage, since: Active, until: Active) -> Iterator[tuple[Active, str]]:
    """The reps that the coach counts, their phases, and the target."""
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
