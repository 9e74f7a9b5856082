"""Facts about a session that more than one room needs: how a set is counted, its cues, what was done.

What may live here: what the screen and the voice both say, or what the engine does and the screen announces. What may
not: what only one of them needs, sentences, which each makes itself, and when something happens, which is in
`timeline`.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from coach.routine.model import Exercise
from coach.routine.values import PHASES
from coach.workout.engine.situations import Situation, situation
from coach.workout.engine.state import Now, Session
from coach.workout.plan.sets import Set


class SetNumber(NamedTuple):
    """How a set is counted in its item or its block: `set 2 of 3`, `round 1 of 2`."""

    word: Literal["set", "warm-up", "round", "interval"]
    number: int
    total: int
    """1 if there is nothing to count."""

    @property
    def is_last(self) -> bool:
        """Whether it is called the last set. An only set is not, nor is a last round or interval."""
        return self.word == "set" and self.number == self.total > 1


def set_number(session: Session, set_: Set) -> SetNumber:
    """How a set is counted."""
    return number_in_plan(session.sets, set_)


def number_in_plan(sets: Sequence[Set], set_: Set) -> SetNumber:
    """How a set is counted among the sets of a plan."""
    if set_.key.warm_up:
        return SetNumber("warm-up", set_.key.number, set_.total)
    if set_.block.own_clock:
        intervals = [other.key for other in sets if other.block.key == set_.block.key]
        number = intervals.index(set_.key) + 1 if set_.key in intervals else 1
        return SetNumber("interval", number, len(intervals))
    return SetNumber("round" if set_.in_round else "set", set_.key.number, set_.total)


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


def work_cues(exercise: Exercise, timed: bool) -> list[str]:
    """The cues to show during work: of timed work those for it, else those of the phases, else those of the set-up."""
    during = cue_texts(exercise, "during") if timed else []
    return during or cue_texts(exercise, *PHASES, "reset", "during") or cue_texts(exercise, "setup")


def cue_texts(exercise: Exercise, *phases: str) -> list[str]:
    """The cues of these phases, in the order of the file."""
    return [cue.text for cue in exercise.cues if cue.phase in phases]
