"""How a set is said on the screen: its place, target and load, what goes on the bar, and what was done.

What may live here: a set, its record or its neighbours in, a short text out. What may not: which of these a piece of
the screen shows, and the words of bare values (`coach.workout.words`).
"""

from coach.counting import counted
from coach.routine.model import Pace
from coach.routine.values import SECOND, Load, Reps
from coach.workout.engine.facts import SetNumber, set_number
from coach.workout.engine.state import Record, Session
from coach.workout.plan.sets import BARBELLS, Set, Station
from coach.workout.view.moment import Moment
from coach.workout.words import clock_words, reps_noun, reps_words, work_words

LOADED = BARBELLS | {"dumbbell", "dumbbells", "kettlebell"}
"""Equipment whose weight a person chooses."""
NO_LOAD = "your weight: one you could lift 3 more times"
NOT_DONE = "–"
"""For a set that never came."""
_PACES: dict[Pace, str] = {"coach": "the coach's", "self": "your own"}


def joined(*parts: str) -> str:
    """The parts that are not empty, with a dot between them."""
    return " · ".join(part for part in parts if part)


def place_words(session: Session, set_: Set) -> str:
    """`set 2 of 3 · side 2 of 2`, `round 2 of 3 · station 3 of 12`, `last set of 3`; empty for the only set."""
    place = set_number(session, set_)
    parts = []
    if place.total > 1:
        parts.append(_number_words(place))
    if set_.block.shows_stations and set_.in_round:
        number, stations = _station_number(session, set_)
        if stations > 1:
            parts.append(f"station {number} of {stations}")
    if set_.key.side:
        parts.append(f"side {'1' if set_.key.side == 'right' else '2'} of 2")
    return joined(*parts)


def _number_words(place: SetNumber) -> str:
    return f"last set of {place.total}" if place.is_last else f"{place.word} {place.number} of {place.total}"


def done_words(session: Session, set_: Set) -> str:
    """What is over when this set is: `set 1 of 3`, `the last set of 3`, `station 1 of 2`, `round 1 of 4`; of an only
    set the exercise."""
    place = set_number(session, set_)
    if set_.in_round:
        number, stations = _station_number(session, set_)
        if stations > 1 and (number < stations or place.total == 1):
            return f"station {number} of {stations}"
    if place.total == 1:
        return set_.exercise.name
    return f"the {_number_words(place)}" if place.is_last else _number_words(place)


def short_place(session: Session, set_: Set) -> str:
    """`2/3`; in a circuit of one round its station; empty for the only set."""
    _, number, total = set_number(session, set_)
    if total == 1 and set_.block.shows_stations:
        number, total = _station_number(session, set_)
    return f"{number}/{total}" if total > 1 else ""


def _station_number(session: Session, set_: Set) -> tuple[int, int]:
    """(number, total): the station of a circuit's round."""
    items = list(
        dict.fromkeys(
            other.item
            for other in session.sets
            if other.block.key == set_.block.key
            and other.key.number == set_.key.number
            and other.key.warm_up == set_.key.warm_up
        )
    )
    return (items.index(set_.item) + 1 if set_.item in items else 1), len(items)


def set_name(set_: Set) -> str:
    """The exercise; of an amrap the name of its block."""
    return (set_.block.name or "As many rounds as possible") if set_.stations else set_.exercise.name


def set_target_words(set_: Set | Station) -> str:
    """`6 reps`, `8–12 reps each side`, `as many reps as you can`, `30 s`."""
    target = set_.target
    if not isinstance(target, Reps):
        return work_words(target)
    each = " each side" if set_.alternate else ""
    if target.is_max:
        return f"as many reps as you can{each}"
    return f"{reps_words(target)} {reps_noun(target)}{each}"


def target_and_pace(set_: Set) -> str:
    """`8 reps at your own pace`; of timed work the time alone."""
    if set_.timed:
        return set_target_words(set_)
    return f"{set_target_words(set_)} at {_PACES[set_.pace]} pace"


def takes_load(set_: Set) -> bool:
    """Whether the arrows can move its load."""
    return not set_.stations and (set_.load is not None or bool(LOADED.intersection(set_.exercise.equipment)))


def on_the_bar(session: Session, set_: Set) -> Load | None:
    """The load on the bar: that of the last set done with a bar of the same kind."""
    bars = BARBELLS.intersection(set_.exercise.equipment)
    sets = session.sets
    place = next((at for at, other in enumerate(sets) if other.key == set_.key), 0)
    return next(
        (
            other.load
            for other in reversed(sets[:place])
            if bars.intersection(other.exercise.equipment)
            and (record := session.records.get(other.key))
            and record.state == "done"
        ),
        None,
    )


def set_up_lines(m: Moment, set_: Set) -> tuple[str, ...]:
    """What goes on the bar, or which weight to choose; empty if there is nothing to say."""
    if not takes_load(set_):
        return ()
    if set_.load is None or (set_.load.kind == "percent" and set_.share_of == "today"):
        return (NO_LOAD,)
    if m.plates is None or set_.load.kind != "mass" or not BARBELLS.intersection(set_.exercise.equipment):
        return ()
    return tuple(m.plates(set_.load, set_.exercise, on_the_bar(m.session, set_)).splitlines())


def record_words(set_: Set, record: Record) -> str:
    """`6 reps`, `42 s`, `3 rounds + 5 reps`, `? reps`."""
    if record.rounds is not None:
        return f"{counted(record.rounds, 'round')} + {counted(record.reps or 0, 'rep')}"
    if set_.timed:
        return clock_words((record.held_ns or 0) // SECOND * SECOND)
    if record.reps is None:
        return "? reps"
    return counted(record.reps, "rep")


def short_record(set_: Set, record: Record | None) -> str:
    """What was done of a set, as short as can be."""
    if record is None:
        return NOT_DONE
    if record.state == "skipped":
        return "skipped"
    if record.rounds is not None:
        return f"{record.rounds} + {record.reps or 0}"
    if not isinstance(set_.target, Reps):
        return clock_words((record.held_ns or 0) // SECOND * SECOND)
    return "?" if record.reps is None else str(record.reps)
