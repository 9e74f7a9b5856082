"""The last screen: what a workout came to, with a line for each item.

What may live here: sums over the records, and what the lines of the screen say. What may not: correcting them.
"""

from itertools import groupby

from coach.counting import noun
from coach.routine.values import GRAMS_PER_LB, SECOND
from coach.workout.engine.facts import sets_done, whole_ns
from coach.workout.engine.state import Session
from coach.workout.plan.sets import Set
from coach.workout.view.set_words import NOT_DONE, set_name, short_record
from coach.workout.view.shown import ExerciseResult, Summary
from coach.workout.words import clock_long, load_words, set_load_words, target_words, whole_length


def summary(session: Session, picked: str | None = None) -> Summary:
    """What was done in a finished workout.

    Args:
        session: the workout.
        picked: the key, as text, of the set that is being corrected.
    """
    length, unit = whole_length(whole_ns(session))
    done = sets_done(session)
    return Summary(
        length=length,
        unit=unit,
        sets=str(done),
        sets_unit=noun(done, "set"),
        worked=clock_long(session.worked_ns // SECOND),
        rested=clock_long(session.rested_ns // SECOND),
        paused=clock_long((session.paused_ns + session.idle_ns) // SECOND),
        moved=_moved(session),
        results=_results(session, picked),
    )


def _moved(session: Session) -> str:
    """The sum of reps × load in the unit of the first load, without warm-up sets; empty if nothing was moved."""
    grams, pounds = 0, None
    for set_ in session.sets:
        record = session.records.get(set_.key)
        if set_.key.warm_up or not record or record.state != "done" or not record.reps:
            continue
        load = record.load
        if load is None or load.kind != "mass" or set_.stations:
            continue
        pounds = load.unit == "lb" if pounds is None else pounds
        grams += load.grams * record.reps * set_.sides
    if not grams:
        return ""
    return f"{grams / GRAMS_PER_LB:.0f} lb" if pounds else f"{grams / 1000:.0f} kg"


def _results(session: Session, picked: str | None) -> tuple[ExerciseResult, ...]:
    """A line for each item, in the order of the plan. An exercise that was swapped in has a line of its own. What comes
    before the first set that has a record, as after `--from`, is one line at the end."""
    lines: dict[tuple[object, str], list[Set]] = {}
    for set_ in session.sets:
        if not set_.key.warm_up:
            lines.setdefault((set_.item, set_.exercise.id), []).append(set_)
    items = list(lines.values())
    reached = [any(set_.key in session.records for set_ in sets) for sets in items]
    first = reached.index(True) if True in reached else 0
    results = tuple(_result(session, sets, picked) for sets in items[first:])
    names = ", ".join(dict.fromkeys(set_name(sets[0]) for sets in items[:first]))
    return (*results, ExerciseResult(names, "left out", "", (NOT_DONE,))) if first else results


def _result(session: Session, sets: list[Set], picked: str | None) -> ExerciseResult:
    numbers = [list(group) for _, group in groupby(sets, key=lambda set_: set_.key.number)]
    done = tuple(_done_text(session, sides, picked) for sides in numbers)
    for same in ("skipped", NOT_DONE):
        if set(done) == {same}:
            done = (same,)
    keys = tuple(set_.key.text() for set_ in sets)
    loads = dict.fromkeys(_load_text(session, set_) for set_ in sets)
    plan = _plan_words([sides[0] for sides in numbers])
    return ExerciseResult(set_name(sets[0]), plan, ", ".join(filter(None, loads)), done, keys)


def _load_text(session: Session, set_: Set) -> str:
    record = session.records.get(set_.key)
    return load_words(record.load) if record and record.load else set_load_words(set_)


def _plan_words(sets: list[Set]) -> str:
    """`3 × 6`, `5, 3, 1 or more`, `3 × 40 s a side`."""
    targets = [target_words(set_.target) for set_ in sets]
    side = " a side" if sets[0].key.side or (sets[0].alternate and sets[0].reps) else ""
    if len(set(targets)) > 1:
        return f"{', '.join(targets)}{side}"
    return f"{len(targets)} × {targets[0]}{side}" if len(targets) > 1 or sets[0].reps else f"{targets[0]}{side}"


def _done_text(session: Session, sides: list[Set], picked: str | None) -> str:
    """`8`, `8/7` where the sides differ, `skipped`, `?`, `–` for a set that never came, `[7]` for the one picked."""
    texts = [short_record(set_, session.records.get(set_.key)) for set_ in sides]
    texts = [f"[{text}]" if set_.key.text() == picked else text for text, set_ in zip(texts, sides, strict=True)]
    return texts[0] if len(set(texts)) == 1 else "/".join(texts)
