"""The spellings under which the library may know what somebody calls an exercise: `Pullups`, `KB swings`, `RDLs`.

Only spelling and the usual short words: no guessing of near names, for "squat jumps" are no squats. Pure.
"""

from collections.abc import Callable, Iterable, Iterator

from coach.routine.exercises import Ambiguous, Names
from coach.routine.model import Exercise

Find = Callable[[str], tuple[str, str] | None]
"""(exercise id, its measure) of an id, a name or an alias, whatever the case; None where there is none."""

SHORT = {
    "kb": "kettlebell", "kbs": "kettlebell", "bb": "barbell", "db": "dumbbell", "bw": "bodyweight", "sl": "single-leg",
    "dl": "deadlift", "pullup": "pull-up", "chinup": "chin-up", "pushup": "push-up", "pressup": "press-up",
    "stepup": "step-up", "jack": "jumping jack",
}  # fmt: skip
"""What people write for short, word by word."""

WHOLE = {"swing": "kettlebell swing", "jumping jumping jack": "jumping jack"}
"""Names that are whole by themselves in a notebook, and longer in the library."""

MOST_WORDS = 6


def look_up(name: str, find: Find) -> tuple[str, str] | None:
    """What `find` answers to the first spelling that it knows."""
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
    """A `Find` over some exercises, read once; a name with two owners is nobody's."""
    by_id = {exercise.id: exercise for exercise in exercises}
    names = Names(by_id.values())

    def find(word: str) -> tuple[str, str] | None:
        try:
            id = names.find(word)
        except Ambiguous:
            return None
        return (id, by_id[id].measure) if id else None

    return find
