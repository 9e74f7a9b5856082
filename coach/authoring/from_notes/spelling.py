"""Spellings under which the library may have an exercise of the notes: `Pullups`, `KB swings`, `RDLs`.

Only spellings and common abbreviations are tried. Similar names are not: "squat jumps" are not squats. Pure.
"""

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from coach.routine.exercises import Ambiguous, Names
from coach.routine.model import Exercise


class Found(Struct, frozen=True):
    """An exercise of the library."""

    id: str
    measure: str
    """`reps` or `time`."""
    equipment: tuple[str, ...]


Find = Callable[[str], Found | None]
"""From an id, name or alias in any case to the exercise; None if there is none."""

SHORT = {
    "kb": "kettlebell", "kbs": "kettlebell", "bb": "barbell", "db": "dumbbell", "bw": "bodyweight", "sl": "single-leg",
    "dl": "deadlift", "pullup": "pull-up", "chinup": "chin-up", "pushup": "push-up", "pressup": "press-up",
    "stepup": "step-up", "jack": "jumping jack", "1-arm": "one-arm", "1-leg": "one-leg",
}  # fmt: skip
"""Common abbreviations, word by word."""

WHOLE = {"swing": "kettlebell swing", "jumping jumping jack": "jumping jack"}
"""Names that are longer in the library than in notes."""

MOST_WORDS = 6


def look_up(name: str, find: Find, barbell: bool = False) -> Found | None:
    """What `find` returns for the first spelling that it knows; None if it knows none.

    Args:
        name: in the notes.
        find: looks up a spelling.
        barbell: whether it has a load as a barbell has one. Then the exercise with a barbell comes before one of the
            same word that has no equipment: 100 kg on a squat is no air squat.
    """
    if not name or len(name.split()) > MOST_WORDS or len(name) > 80:
        return None
    found = next((it for spelling in dict.fromkeys(_spellings(name)) if (it := find(spelling))), None)
    if found and barbell and not found.equipment:
        return look_up(f"barbell {name}", find) or found
    return found


def _spellings(name: str) -> Iterator[str]:
    name = " ".join(name.replace("’", "'").split())
    ends = ("es", "s") if name[-2:].casefold() == "es" else ("s",) if name[-2:].casefold() != "ss" else ()
    bases = [name, *(name[:-1] for _ in ends[:1] if name[-1:].casefold() == "s"), *(name[:-2] for _ in ends[1:])]
    yield from bases
    for base in bases:
        expanded = " ".join(SHORT.get(word, word) for word in base.casefold().split())
        expanded = WHOLE.get(expanded, expanded)
        yield from (expanded, expanded.replace(" ", "-"), expanded.replace("-", " "))
        yield expanded.replace("'", "").replace(" ", "-")
        pieces = expanded.split(" ")
        yield from (f"{' '.join(pieces[:at])}-{' '.join(pieces[at:])}" for at in range(1, len(pieces)))


def finder(exercises: Iterable[Exercise]) -> Find:
    """A `Find` over these exercises. A name that two of them share finds nothing."""
    by_id = {exercise.id: exercise for exercise in exercises}
    names = Names(by_id.values())

    def find(word: str) -> Found | None:
        try:
            id = names.find(word)
        except Ambiguous:
            return None
        return Found(id, by_id[id].measure, by_id[id].equipment) if id else None

    return find
