"""What a new version of the routine changes in a workout, in a few words: `2 sets added, rest now 2:00`.

Compared are the set that is here and those ahead, before and after: which there are, and of what both have each aspect
that a person would see or hear. Words only: how the plan is changed is `change`'s business.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from coach.workout.engine.state import Session
from coach.workout.plan.sets import Key, Set, Span
from coach.workout.words import clock_words, load_words, target_words, tempo_words

MAX_PHRASES = 3
"""So many changes are named; more are `…`."""

SAME = "nothing ahead changes"

Effort = tuple[Set, ...]
"""A set, or both sides of it."""


def news(before: Session, after: Session) -> str:
    """What is different from here on: short phrases, commas between; `SAME` where nothing is.

    Args:
        before: the session with the routine as it read.
        after: the same session replanned.
    """
    old, new = _efforts(before), _efforts(after)
    added, gone = [key for key in new if key not in old], [key for key in old if key not in new]
    both = [key for key in old if key in new]
    said = [*_count(len(added), "added"), *_count(len(gone), "taken out")]
    if both != [key for key in new if key in old]:
        said.append("another order")
    for name, of in _ASPECTS:
        said += _differs(name, [(of(old[key]), of(new[key])) for key in both])
    said += _differs("rest", _rests(old, new, both))
    if not said:
        said += (name for name, of in _LESSER if [of(old[key]) for key in both] != [of(new[key]) for key in both])
    return ", ".join([*said[:MAX_PHRASES], *(["…"] if len(said) > MAX_PHRASES else [])]) or SAME


def _efforts(session: Session) -> dict[Key, Effort]:
    """The set that is here and those ahead, by what they are of: both sides of one are one."""
    out: dict[Key, Effort] = {}
    here = () if session.here is None else (session.here.set,)
    for set_ in (*here, *session.ahead):
        out[set_.key.effort] = (*out.get(set_.key.effort, ()), set_)
    return out


def _count(number: int, what: str) -> list[str]:
    return [f"{number} {'set' if number == 1 else 'sets'} {what}"] if number else []


def _span(span: Span) -> str:
    if not span.happens:
        return "none"
    words = clock_words(span.ns) if span.ns else ""
    return f"{words}, then it waits" if span.waits and words else words or "until you go on"


def _rests(old: Mapping[Key, Effort], new: Mapping[Key, Effort], both: Sequence[Key]) -> list[tuple[str, str]]:
    """The rests of what both have: where the block or the workout ends behind one of them only, another is no news."""
    before, after = _followed(old), _followed(new)
    return [(_span(old[key][-1].rest), _span(new[key][-1].rest)) for key in both if before[key] == after[key]]


def _followed(efforts: Mapping[Key, Effort]) -> dict[Key, tuple[bool, bool]]:
    """Whether something comes after each, and whether in the same block."""
    sets = [effort[-1] for effort in efforts.values()]
    after = [(True, it.block.key == then.block.key) for it, then in pairwise(sets)]
    return dict(zip(efforts, [*after, (False, False)], strict=False))


def _round(effort: Effort) -> str:
    return ", ".join(f"{target_words(it.target)} {it.exercise.name}" for it in effort[0].stations)


def _sides(effort: Effort) -> str:
    return "each" if effort[0].key.side else "alternate" if effort[0].alternate else "both"


_ASPECTS: tuple[tuple[str, Callable[[Effort], str]], ...] = (
    ("exercise", lambda sets: "" if sets[0].stations else sets[0].exercise.name),
    ("target", lambda sets: target_words(sets[0].target)),
    ("interval", lambda sets: clock_words(sets[0].slot) if sets[0].slot else ""),
    ("round", _round),
    ("load", lambda sets: load_words(sets[0].load, sets[0].share, sets[0].share_of) or "as you like"),
    ("tempo", lambda sets: tempo_words(sets[0].tempo, sets[0].exercise.starts)),
    ("pace", lambda sets: "the coach's" if sets[0].pace == "coach" else "your own"),
    ("sides", _sides),
    ("switch", lambda sets: _span(sets[0].rest) if sets[0].switch and len(sets) > 1 else ""),
)
"""What is said of a set, and how; nothing where it has no such thing. Its rest depends on what comes then: `_rests`."""

_LESSER: tuple[tuple[str, Callable[[Effort], object]], ...] = (
    ("cues and notes", lambda sets: [(it.note, it.exercise, it.alternatives, it.stations) for it in sets]),
    ("set-up and get-ready", lambda sets: [(it.setup, it.get_ready_ns) for it in sets]),
)
"""What is only named, and only where nothing else changed."""


def _differs(name: str, pairs: Sequence[tuple[str, str]]) -> list[str]:
    """`rest now 2:00` where all that changed are alike now, else `3 rests changed`."""
    changed = [new for old, new in pairs if old != new and new]
    if not changed:
        return []
    if len(set(changed)) == 1:
        return [f"{name} now {changed[0]}"]
    return [f"{name} changed" if name in ("pace", "sides", "switch") else f"{len(changed)} {name}s changed"]
