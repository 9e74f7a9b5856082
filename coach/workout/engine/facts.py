"""Facts about a session that screen and voice share: how a set is counted, what follows it, what was done.

May live here: reading a session or a set. What may not: sentences, which screen and voice make themselves, and when
something happens, which is `timeline`'s.
"""

from typing import Literal

from coach.routine.model import Exercise
from coach.routine.values import PHASES, Load
from coach.workout.engine.situations import Situation, situation
from coach.workout.engine.state import Now, Session
from coach.workout.plan.sets import BARBELLS, Set

Counted = Literal["set", "warm-up", "round", "interval"]
"""What a set is counted as."""

LOADED = BARBELLS | {"dumbbell", "dumbbells", "kettlebell"}
"""Equipment whose weight a person chooses."""


def following(session: Session, set_: Set) -> Set | None:
    """The set after this one; None at the end."""
    sets = session.sets
    place = next((at for at, other in enumerate(sets) if other.key == set_.key), len(sets))
    return sets[place + 1] if place + 1 < len(sets) else None


def counting(session: Session, set_: Set) -> tuple[Counted, int, int]:
    """(word, number, total): how a set is counted in its item or block; the total is 1 if there is nothing to count."""
    if set_.key.warm_up:
        return "warm-up", set_.key.number, set_.total
    if set_.block.own_clock:
        intervals = [other.key for other in session.sets if other.block.key == set_.block.key]
        return "interval", intervals.index(set_.key) + 1 if set_.key in intervals else 1, len(intervals)
    return "round" if set_.in_round else "set", set_.key.number, set_.total


def station(session: Session, set_: Set) -> tuple[int, int]:
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


def takes_load(set_: Set) -> bool:
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


def outlasted_rest(session: Session, now: Now) -> bool:
    """Whether the person was away for longer than the rest had left; never in the rest of an emom's interval."""
    here, paused_at = session.here, session.paused_at
    if here is None or here.due is None or paused_at is None or session.paused_by != "away":
        return False
    active = session.active(now)
    resting = situation(session, active) in (Situation.REST, Situation.SWITCH)
    return resting and now - paused_at > here.due - active


def whole_ns(session: Session) -> int:
    """From the first stage to the end of a finished workout, pauses included, ns."""
    ended = session.finished if session.finished is not None else session.started
    return max(0, ended + session.paused_ns - session.started)


def sets_done(session: Session) -> int:
    """How many sets are done, without warm-up sets; both sides count as one."""
    return len(
        {
            (key.item, key.number)
            for key, record in session.records.items()
            if record.state == "done" and not key.warm_up
        }
    )


def doing(set_: Set) -> list[str]:
    """The cues of the work itself, in the order of the file."""
    return work_cues(set_.exercise, set_.timed)


def work_cues(exercise: Exercise, timed: bool) -> list[str]:
    """The cues to show during work: of timed work those for it, else those of the phases, else those of the set-up."""
    during = cue_texts(exercise, "during") if timed else []
    return during or cue_texts(exercise, *PHASES, "reset", "during") or cue_texts(exercise, "setup")


def cue_texts(exercise: Exercise, *phases: str) -> list[str]:
    """The cues of these phases, in the order of the file."""
    return [cue.text for cue in exercise.cues if cue.phase in phases]
