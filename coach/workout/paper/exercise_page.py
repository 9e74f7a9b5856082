"""A page about one exercise: why to do it, what works, its cues by phase, faults and fixes, easier and harder versions.

What may live here: the order and the words of that page. What may not: the library (the caller gives a function from
ids to names), and colours.
"""

from collections.abc import Callable, Sequence
from itertools import groupby

from coach.routine.model import CuePhase, Exercise
from coach.text import cells
from coach.workout.paper.page import MIN_WIDTH, TextLine, TextRole, TextRun, labelled, paragraph
from coach.workout.words import equipment_words, muscle_words, tempo_words

PHASE_WORDS: dict[CuePhase, str] = {
    "setup": "Before you start",
    "lower": "Going down",
    "bottom": "At the bottom",
    "lift": "Going up",
    "top": "At the top",
    "reset": "Before the next rep",
    "during": "All the while",
}

NameOf = Callable[[str], str]
"""From an exercise's id to its name. Any other text comes back as it is."""


def exercise_lines(exercise: Exercise, width: int, name_of: NameOf = str) -> list[TextLine]:
    """The whole page.

    Args:
        exercise: the one that the page is about.
        width: cells of a line; at least `MIN_WIDTH` are taken.
        name_of: names the easier and harder versions, which are ids or free text.
    """
    width = max(MIN_WIDTH, width)
    out = paragraph(exercise.name, width, "title")
    if exercise.aliases:
        out += paragraph(f"also {', '.join(exercise.aliases)}", width, "detail")
    if exercise.why:
        out += [TextLine(), *paragraph(exercise.why.strip(), width)]
    out += _facts(exercise, width)
    out += _cues(exercise, width)
    if exercise.faults:
        out += _heading("What goes wrong, and what puts it right", width)
        for fault in exercise.faults:
            out += paragraph(fault.fault, width, "name", "  ")
            out += _hanging("    → ", fault.fix, width, "dose")
    for title, versions in (("Easier", exercise.easier), ("Harder", exercise.harder)):
        if versions:
            out += _heading(title, width)
            for version in versions:
                out += _hanging("  ", name_of(version), width, "name")
    return out


def _facts(exercise: Exercise, width: int) -> list[TextLine]:
    facts = [
        ("movement", exercise.pattern),
        ("works", muscle_words(exercise.muscles.primary)),
        ("helps", muscle_words(exercise.muscles.secondary)),
        ("equipment", equipment_words(exercise.equipment) if exercise.equipment else ""),
        ("tempo", tempo_words(exercise.tempo, exercise.starts) if exercise.tempo else ""),
        ("sides", {"both": "", "each": "one, then the other", "alternate": "in turn"}[exercise.sides]),
    ]
    out = [line for label, words in facts if words for line in labelled(label, words, width, column=11)]
    return [TextLine(), *out] if out else []


def _cues(exercise: Exercise, width: int) -> list[TextLine]:
    """The cues under a heading for each phase, numbered throughout as the set-up screen numbers them."""
    out: list[TextLine] = []
    number, digits = 0, len(str(len(exercise.cues)))
    for phase, cues in groupby(exercise.cues, key=lambda cue: cue.phase):
        out += _heading(PHASE_WORDS[phase], width)
        for cue in cues:
            number += 1
            out += _hanging(f"  {number:>{digits}} ", cue.text, width, "name")
    return out


def _heading(words: str, width: int) -> Sequence[TextLine]:
    return [TextLine(), *paragraph(words, width, "block")]


def _hanging(first: str, words: str, width: int, role: TextRole) -> list[TextLine]:
    """The words with a lead before their first line; the other lines are indented by its width."""
    column = cells(first)
    leads = [TextRun(first, "label"), *[TextRun(" " * column, "space")] * len(words)]
    lines = paragraph(words, width - column, role)
    return [TextLine((lead, *line.runs)) for lead, line in zip(leads, lines, strict=False)]
