"""What to think of: the cues of the screen, and which of them is the cue of the moment.

What may live here: which cues a stage shows, in what order, and when the marked one changes. What may not: how a cue
looks.
"""

from coach.routine.values import Reps
from coach.workout.engine.facts import cue_texts, work_cues
from coach.workout.engine.timeline import rep_at
from coach.workout.plan.sets import Set
from coach.workout.view.moment import Moment
from coach.workout.view.shown import CueLine, Cues
from coach.workout.words import equipment_words

CUE_SECONDS = 8
"""How long a cue stays the cue of the moment if nothing else decides it: time to read it from three metres."""
NEXT_CUES = 6
"""How many cues of the next set a rest shows at most."""


def cues(m: Moment) -> Cues:
    """The item's note, then the cues of the stage; one of them is marked."""
    set_, here = m.set, m.here
    turn = m.since(here.began) // CUE_SECONDS
    note = [set_.note] if set_.note else []
    match m.kind:
        case "setup":
            needed = [f"Equipment: {equipment_words(set_.block.equipment)}"] if set_.block.equipment else []
            return _lines([*needed, *note, *cue_texts(set_.exercise, "setup")], turn, numbered=True)
        case "ready":
            return _lines([*note, *cue_texts(set_.exercise, "setup")], 0)
        case "switch":
            return _lines(cue_texts(set_.exercise, "reset") + cue_texts(set_.exercise, "setup"), 0)
        case "rest":
            return Cues(())
    if (at := here.station) is not None:
        timed = not isinstance(at.target, Reps)
        return _lines([*([at.note] if at.note else []), *work_cues(at.exercise, timed)], turn)
    if here.paced:
        return _paced_cues(m, note)
    return _lines([*note, *work_cues(set_.exercise, set_.timed)], turn)


def _paced_cues(m: Moment, note: list[str]) -> Cues:
    """All cues of the work, with that of the running phase marked; without phases the next one with each rep.

    The list stays the same throughout the set, so that nothing on the screen moves.
    """
    set_, rep = m.here.set, rep_at(m.here, m.active)
    texts = [*note, *work_cues(set_.exercise, set_.timed)]
    if rep is None or rep.phase is None:
        return _lines(texts, rep.rep - 1 if rep else 0)
    order = [phase for phase, _ in set_.tempo.phases(set_.exercise.starts)]
    back = order[rep.index :: -1] + order[: rep.index : -1] if rep.index < len(order) else order
    for phase in back:
        own = cue_texts(set_.exercise, phase)
        if not own and phase == order[-1]:
            own = cue_texts(set_.exercise, "reset")
        if own:
            return _lines(texts, texts.index(own[(rep.rep - 1) % len(own)]))
    return _lines(texts, rep.rep - 1)


def _lines(texts: list[str], now: int, numbered: bool = False) -> Cues:
    texts = list(dict.fromkeys(texts))
    chosen = now % len(texts) if texts else 0
    return Cues(tuple(CueLine(text, index == chosen) for index, text in enumerate(texts)), numbered)


def next_cues(m: Moment, set_: Set) -> tuple[str, ...]:
    """Of the next set: how to set up if the exercise is new, else how to begin again; then how to do it."""
    exercise = set_.exercise
    known = set_.exercise.id == m.here.set.exercise.id and not set_.setup.happens
    begin = cue_texts(exercise, "reset" if known else "setup")
    rest = [] if set_.setup.happens else [text for text in work_cues(set_.exercise, set_.timed) if text not in begin]
    return tuple([set_.note, *begin, *rest] if set_.note else [*begin, *rest])[:NEXT_CUES]
