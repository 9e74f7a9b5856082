"""A number with its noun: `1 set`, `3 sets`.

May live here: functions that put an English noun behind a number that may be one. What may not: how values
with units of their own are said (`coach.workout.words`), and the nouns of a voice, which are in its language's file
(`coach.workout.heard.language.Language.counted`). Pure.
"""


def noun(number: int, word: str) -> str:
    """`set` for one, `sets` for any other number."""
    return word if number == 1 else f"{word}s"


def counted(number: int, word: str) -> str:
    """`1 set`, `3 sets`, `1,200 sets`."""
    return f"{number:,} {noun(number, word)}"
