"""What a new version of the routine changes in a workout, in a few words: `2 sets added, rest now 2:00`.

What may live here: the comparison of two sessions, from the running set on. It names sets that came or went, and of the
sets that both have each aspect that a person would see or hear. What may not: how a plan is changed, which is in
`engine.change`.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from coach.counting import counted
from coach.workout.engine.state import Session
from coach.workout.plan.sets import Set, SetKey
from coach.workout.words import clock_words, rest_words, set_load_words, target_words, tempo_words

MAX_PHRASES = 3
"""How many changes are named; `…` stands for any more."""

SAME = "nothing ahead changes"

Effort = tuple[Set, ...]
"""A set, or both sides of it."""


def news(before: Session, after: Session) -> str:
    """What is different from the running set on: short phrases with commas between, or `SAME`.

    Args:
        before: the session with the old routine.
        after: the same session with the new one.
    """
    old, new = _efforts(before), _efforts(after)
    added, gone = [key for key in new if key not in old], [key for key in old if key not in new]
    both = [key for key in old if key in new]
    said = [*_count(len(added), "added"), *_count(len(gone), "taken out")]
    if both != [key for key in new if key in old]:
        said.append("another order")
    for name, words in _ASPECTS:
        said += _differs(name, [(words(old[key]), words(new[key])) for key in both])
    said += _differs("rest", _rests(old, new, both))
    if not said:
        said += (name for name, aspect in _LESSER if any(aspect(old[key]) != aspect(new[key]) for key in both))
    return ", ".join([*said[:MAX_PHRASES], *(["…"] if len(said) > MAX_PHRASES else [])]) or SAME


def _efforts(session: Session) -> dict[SetKey, Effort]:
    """The running set and those ahead, by key; both sides of a set under one key."""
    out: dict[SetKey, Effort] = {}
    here = () if session.here is None else (session.here.set,)
    for set_ in (*here, *session.ahead):
        out[set_.key.effort] = (*out.get(set_.key.effort, ()), set_)
    return out


def _count(number: int, what: str) -> list[str]:
    return [f"{counted(number, 'set')} {what}"] if number else []


def _rests(old: Mapping[SetKey, Effort], new: Mapping[SetKey, Effort], both: Sequence[SetKey]) -> list[tuple[str, str]]:
    """The old and the new rest of each set that both have.

    A set that ends its block or the workout in one of the two only is left out: its rest differs for that reason.
    """
    before, after = _followed(old), _followed(new)
    return [(rest_words(old[key][-1].rest), rest_words(new[key][-1].rest)) for key in both if before[key] == after[key]]


def _followed(efforts: Mapping[SetKey, Effort]) -> dict[SetKey, tuple[bool, bool]]:
    """Of each set, whether another comes after it, and whether that is in the same block."""
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
    ("interval", lambda sets: clock_words(sets[0].interval_ns) if sets[0].interval_ns else ""),
    ("round", _round),
    ("load", lambda sets: set_load_words(sets[0]) or "as you like"),
    ("tempo", lambda sets: tempo_words(sets[0].tempo, sets[0].exercise.starts)),
    ("pace", lambda sets: "the coach's" if sets[0].pace == "coach" else "your own"),
    ("sides", _sides),
    ("switch", lambda sets: rest_words(sets[0].rest) if sets[0].switch and len(sets) > 1 else ""),
)
"""The aspects of a set, and how each is said; empty where a set has no such thing. For its rest see `_rests`."""

_LESSER: tuple[tuple[str, Callable[[Effort], object]], ...] = (
    ("cues and notes", lambda sets: [(it.note, it.exercise, it.alternatives, it.stations) for it in sets]),
    ("set-up and get-ready", lambda sets: [(it.setup, it.get_ready_ns) for it in sets]),
)
"""Aspects that are named without their value, and only where nothing else has changed."""


def _differs(name: str, pairs: Sequence[tuple[str, str]]) -> list[str]:
    """`rest now 2:00` where all that changed have the same value now, else `3 rests changed`."""
    changed = [new for old, new in pairs if old != new and new]
    if not changed:
        return []
    if len(set(changed)) == 1:
        return [f"{name} now {changed[0]}"]
    return [f"{name} changed" if name in ("pace", "sides", "switch") else f"{counted(len(changed), name)} changed"]
