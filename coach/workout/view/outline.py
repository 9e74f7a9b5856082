"""The outline: a row for each set of a workout, whether done, running or to come.

Also here: from a row back to its set, and from a set to its item in the routine.
"""

from itertools import groupby

from coach.workout.engine.facts import set_number
from coach.workout.engine.state import Session
from coach.workout.plan.sets import Set, SetKey, planned_ns
from coach.workout.view.set_words import joined, set_name, set_target_words, short_record
from coach.workout.view.shown import OutlineRow
from coach.workout.words import SECTION_WORDS, minutes_words, set_load_words


def outline(session: Session) -> tuple[OutlineRow, ...]:
    """A row for each block and one for each of its sets, in order."""
    rows: list[OutlineRow] = []
    for _, group in groupby(session.sets, key=lambda set_: set_.block.key):
        sets = tuple(group)
        block = sets[0].block
        title = block.name or SECTION_WORDS[block.section]
        rows.append(OutlineRow(None, title, minutes_words(planned_ns(sets)), "", "block"))
        rows += [_row(session, set_) for set_ in sets]
    return tuple(rows)


def _row(session: Session, set_: Set) -> OutlineRow:
    record = session.records.get(set_.key)
    side = f"{set_.key.side} side" if set_.key.side else ""
    word, number, total = set_number(session, set_)
    plan = joined(f"{word} {number}" if total > 1 else "", set_target_words(set_), side, set_load_words(set_))
    is_now = session.here is not None and session.here.set.key == set_.key
    done = short_record(set_, record) if record and record.state == "done" else ""
    state = "now" if is_now else record.state if record else "ahead"
    return OutlineRow(set_.key.text(), set_name(set_), plan, done, state)


def set_key(session: Session, text: str) -> SetKey | None:
    """The key of the set whose row has this text; None if the set is no longer in the workout."""
    return next((set_.key for set_ in session.sets if set_.key.text() == text), None)


def place_of(session: Session, set_: Set) -> tuple[int, int] | None:
    """(block, item in it), both from 0, that a set comes from; None if the routine no longer has it."""
    key = set_.key.item
    if key.block not in session.keys:
        return None
    block = session.keys.index(key.block)
    items = session.routine.blocks[block].exercises
    same = [place for place, item in enumerate(items) if (item.exercise or item.name or "") == key.exercise]
    return (block, same[key.nth - 1]) if key.nth <= len(same) else None
