"""Spellings under which the library may have an exercise of the notes: `Pullups`, `KB swings`, `RDLs`.

Only spellings and common abbreviations are tried. Similar names are not: "squat jumps" are not squats. Pure.
"""

from collections.abc import Callable, Iterable, Iterator

from coach.routine.exercises import Ambiguous, Names
from coach.routine.model import Exercise

Find = Callable[[str], tuple[str, str] | None]
"""From an id, name or alias in any case to (exercise id, its measure); None if there is none."""

SHORT = {
    "kb": "kettlebell", "kbs": "kettlebell", "bb": "barbell", "db": "dumbbell", "bw": "bodyweight", "sl": "single-leg",
    "dl": "deadlift", "pullup": "pull-up", "chinup": "chin-up", "pushup": "push-up", "pressup": "press-up",
    "stepup": "step-up", "jack": "jumping jack",
}  # fmt: skip
"""Common abbreviations, word by word."""

WHOLE = {"swing": "kettlebell swing", "jumping jumping jack": "jumping jack"}
"""Names that are longer in the library than in notes."""

MOST_WORDS = 6


def look_up(name: str, find: Find) -> tuple[str, str] | None:
    """What `find` returns for the first spelling that it knows; None if it knows none."""
    if len(name.split()) > MOST_WORDS or len(name) > 80:
        return None
    return next((found for spelling in dict.fromkeys(_spellings(name)) if (found := find(spelling))), None)


def _spellings(name: str) -> Iterator[str]:
    name = " ".join(name.replace("’", "'").split())
    plain = [*_singular(name)]
    for base in (name, *plain):
        yield base
    for base in (name, *plain):
        words = base.casefold().split()
        expanded = " ".join(SHORT.get(word, word) for word in words)
        expanded = WHOLE.get(expanded, expanded)
        yield expanded
        yield expanded.replace(" ", "-")
        yield expanded.replace("-", " ")
        yield expanded.replace("'", "").replace(" ", "-")
        pieces = expanded.split(" ")
        for at in range(1, len(pieces)):
            yield f"{' '.join(pieces[:at])}-{' '.join(pieces[at:])}"


def _singular(name: str) -> Iterator[str]:
    """The name without the plural of its last word."""
    if name[-2:].casefold() == "es" and len(name) > 4:
        yield name[:-1]
        yield name[:-2]
    elif name[-1:].casefold() == "s" and name[-2:].casefold() != "ss" and len(name) > 3:
        yield name[:-1]


def finder(exercises: Iterable[Exercise]) -> Find:
    """A `Find` over these exercises. A name that two of them share finds nothing."""
    by_id = {exercise.id: exercise for exercise in exercises}
    names = Names(by_id.values())

    def find(word: str) -> tuple[str, str] | None:
        try:
            id = names.find(word)
        except Ambiguous:
            return None
        return (id, by_id[id].measure) if id else None

    return find
