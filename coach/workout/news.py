"""What a new version of the routine changes in a workout, in a few words: `2 sets added, rest now 2:00`.

Compared are the sets ahead, before and after; of what both have, target, load, rest, tempo, pace, exercise. Words only:
how the plan is changed is `change`'s business.
"""

from collections.abc import Callable, Iterable, Sequence

from coach.workout.sets import Key, Set
from coach.workout.state import Session
from coach.workout.words import clock_words, load_words, target_words, tempo_words

MOST = 3
"""So many changes are named; more are `…`."""

SAME = "nothing ahead changes"


def news(before: Session, after: Session) -> str:
    """What is different ahead of a session: short phrases, commas between; `SAME` where nothing is.

    Args:
        before: the session with the routine as it read.
        after: the same session replanned.
    """
    old, new = _efforts(before.ahead), _efforts(after.ahead)
    added, gone = [key for key in new if key not in old], [key for key in old if key not in new]
    both = [(old[key], new[key]) for key in old if key in new]
    said = [*_count(len(added), "added"), *_count(len(gone), "taken out")]
    if [key for key in old if key in new] != [key for key in new if key in old]:
        said.append("another order")
    said += (words for name, of in _ASPECTS if (words := _differs(name, of, both)))
    if (resting := _rest_here(before, after)) and "rest" not in " ".join(said):
        said.append(resting)
    if not said and before.routine != after.routine and _told(before.ahead) != _told(after.ahead):
        said.append("cues and notes")
    return ", ".join([*said[:MOST], *(["…"] if len(said) > MOST else [])]) or SAME


def _efforts(sets: Iterable[Set]) -> dict[Key, Set]:
    """The sets by what they are of: both sides of one are one."""
    out: dict[Key, Set] = {}
    for set_ in sets:
        out.setdefault(set_.key.effort, set_)
    return out


def _count(number: int, what: str) -> list[str]:
    return [f"{number} {'set' if number == 1 else 'sets'} {what}"] if number else []


def _rest(set_: Set) -> str:
    span = set_.rest
    if not span.happens:
        return "none"
    words = clock_words(span.ns) if span.ns else ""
    return f"{words}, then it waits" if span.waits and words else words or "until you go on"


def _load(set_: Set) -> str:
    return load_words(set_.load, set_.share, set_.share_of) or "as you like"


_ASPECTS: tuple[tuple[str, Callable[[Set], str]], ...] = (
    ("exercise", lambda set_: set_.exercise.name),
    ("target", lambda set_: target_words(set_.target)),
    ("load", _load),
    ("rest", _rest),
    ("tempo", lambda set_: tempo_words(set_.tempo, set_.exercise.starts)),
    ("pace", lambda set_: "the coach's" if set_.pace == "coach" else "your own"),
)


def _differs(name: str, of: Callable[[Set], str], both: Sequence[tuple[Set, Set]]) -> str:
    """`rest now 2:00` where all that changed are alike now, else `3 rests changed`."""
    changed = [of(new) for old, new in both if of(old) != of(new)]
    if name == "rest":  # the last set before another block, or of all, rests otherwise whatever one writes
        changed = [words for words in changed if words != "none"] or changed
    if not changed:
        return ""
    if len(set(changed)) == 1:
        return f"{name} now {changed[0]}"
    return f"{len(changed)} {name}s changed" if name != "pace" else "pace changed"


def _rest_here(before: Session, after: Session) -> str:
    """The rest after the set that runs is ahead too."""
    old, new = before.here, after.here
    if old is None or new is None or old.stage == "REST" or _rest(old.set) == _rest(new.set):
        return ""
    return f"rest now {_rest(new.set)}"


def _told(sets: Iterable[Set]) -> list[tuple[object, ...]]:
    return [(set_.note, set_.exercise, set_.alternatives) for set_ in sets]
