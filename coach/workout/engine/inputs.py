"""What the person or the shell did, as values: a screen makes them, the journal stores them.

Frozen, tagged, JSON-able. What an input does is in `table`.
"""

from typing import Literal

from msgspec import Struct

from coach.routine.model import Routine
from coach.routine.values import Load
from coach.workout.plan.sets import SetKey


class Done(Struct, frozen=True, tag=True):
    """The one next thing: set-up ready, start, set done, rest over."""


class Skip(Struct, frozen=True, tag=True):
    """This set and its rest, or all that is left of the exercise or of the block."""

    scope: Literal["set", "exercise", "block"] = "set"
    pain: bool = False
    """The exercise hurt: it ends, and the record says so."""

    @property
    def of_more(self) -> bool:
        """Whether it skips more than a set or a rest."""
        return self.scope != "set" or self.pain


class Back(Struct, frozen=True, tag=True):
    """Take back the key that ended the last stage, if it is fresh; else to READY of the set before."""


class Restart(Struct, frozen=True, tag=True):
    """This set again from READY, or this clock from its start."""


class Extend(Struct, frozen=True, tag=True):
    """More time on this clock, or less (negative)."""

    ns: int


class TogglePace(Struct, frozen=True, tag=True):
    """The coach's pace on or off."""


class Count(Struct, frozen=True, tag=True):
    """One rep, counted by hand."""


class Note(Struct, frozen=True, tag=True):
    """A correction: the reps of a set (its target while none are counted), its load, or its reps in reserve."""

    key: SetKey
    field: Literal["reps", "load", "rir"]
    value: int | Load | None


class Swap(Struct, frozen=True, tag=True):
    """The next alternative in place of the exercise."""


class Later(Struct, frozen=True, tag=True):
    """The exercise at the end of the block, or of the round."""


class More(Struct, frozen=True, tag=True):
    """One more set of this item."""


class GoTo(Struct, frozen=True, tag=True):
    """Go on with this set."""

    key: SetKey


class Finish(Struct, frozen=True, tag=True):
    """End the workout; what is done stays done."""


class Pause(Struct, frozen=True, tag=True):
    """Stop the clock."""

    why: Literal["key", "away", "undo"] = "key"


class Resume(Struct, frozen=True, tag=True):
    """Go on after a pause."""

    at_once: bool = False
    """Without the READY that comes before work: the person never stopped."""


class Replan(Struct, frozen=True, tag=True):
    """The routine as it reads now."""

    routine: Routine


class Undo(Struct, frozen=True, tag=True):
    """Back to the moment before the last move, or take back the last correction alone."""


Input = (
    Done
    | Skip
    | Back
    | Restart
    | Extend
    | TogglePace
    | Count
    | Note
    | Swap
    | Later
    | More
    | GoTo
    | Finish
    | Pause
    | Resume
    | Replan
    | Undo
)

MOVES = (Done, Skip, Back, Restart, Extend, TogglePace, Swap, Later, More, GoTo, Finish)
"""Undo gives back stage and clocks."""
CORRECTIONS = (Count, Note)
"""Undo gives back the value only."""
