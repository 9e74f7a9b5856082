"""Where the person is in a workout, as finely as it matters for what is allowed: the rows of `table`.

May live here: which situation a session is in. What may not: what is allowed in it (`table`) and what else that depends
on (`guards`). A pause is no situation of its own: it stops the clock of the stage, and every key except pause and
resume does in it what it does in the stage.
"""

from enum import StrEnum, auto

from coach.workout.engine.state import Active, RunningStage, Session, in_resume_countdown


class Situation(StrEnum):
    """A stage, divided by what keys do in it."""

    SETUP = auto()
    READY = auto()
    OWN_PACE = auto()
    """A set of reps that a key ends."""
    WARM_UP = auto()
    """A warm-up set: always at one's own pace."""
    COACHED = auto()
    """A set of reps at the coach's pace."""
    TIMED = auto()
    """Work that its clock ends."""
    HOLD = auto()
    """Timed work that waits for a key: `30s+`."""
    AMRAP = auto()
    INTERVAL_OWN_PACE = auto()
    """The work of an interval of an emom, here and in the next two."""
    INTERVAL_COACHED = auto()
    INTERVAL_TIMED = auto()
    RESUMING_TIMED = auto()
    """The READY of going on after a pause in timed work, here and in the next three."""
    RESUMING_COACHED = auto()
    RESUMING_AMRAP = auto()
    RESUMING_INTERVAL = auto()
    REST = auto()
    SWITCH = auto()
    """The rest between the sides of a set."""
    GRID_REST = auto()
    """The rest of an emom's interval, which runs out by itself."""
    FINISHED = auto()


AT_WORK = frozenset(
    {
        *(Situation.OWN_PACE, Situation.WARM_UP, Situation.COACHED, Situation.TIMED, Situation.HOLD, Situation.AMRAP),
        *(Situation.INTERVAL_OWN_PACE, Situation.INTERVAL_COACHED, Situation.INTERVAL_TIMED),
    }
)
"""Those in which the person works."""


def situation(session: Session, active: Active) -> Situation:
    """The situation of a session that has been advanced to `active`."""
    here = session.here
    if here is None:
        return Situation.FINISHED
    match here.stage:
        case "SETUP":
            return Situation.SETUP
        case "READY":
            return Situation.READY
        case "REST":
            if here.grid is not None and active < here.grid:
                return Situation.GRID_REST
            return Situation.SWITCH if here.switching else Situation.REST
        case "WORK" if in_resume_countdown(here, active):
            return _resuming(here)
        case "WORK":
            return _working(here)


def _working(here: RunningStage) -> Situation:
    set_ = here.set
    if set_.stations:
        return Situation.AMRAP
    if set_.interval_ns:
        if set_.timed:
            return Situation.INTERVAL_TIMED
        return Situation.INTERVAL_COACHED if here.paced else Situation.INTERVAL_OWN_PACE
    if set_.timed:
        return Situation.HOLD if here.waits else Situation.TIMED
    if here.paced:
        return Situation.COACHED
    return Situation.WARM_UP if set_.key.warm_up else Situation.OWN_PACE


def _resuming(here: RunningStage) -> Situation:
    set_ = here.set
    if set_.stations:
        return Situation.RESUMING_AMRAP
    if set_.interval_ns:
        return Situation.RESUMING_INTERVAL
    return Situation.RESUMING_COACHED if here.paced else Situation.RESUMING_TIMED
