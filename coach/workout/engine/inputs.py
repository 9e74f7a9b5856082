"""What a person or the shell did, as values: the key table holds them, the journal stores them.

Frozen, tagged, JSON-able. An input knows nothing of what it does: that is `session.apply`.
"""

from typing import Literal

from msgspec import Struct

from coach.routine.model import Routine
from coach.routine.values import Load
from coach.workout.plan.sets import Key


class Done(Struct, frozen=True, tag=True):
    """The one next thing: set-up ready, start, set done, rest over."""


class Skip(Struct, frozen=True, tag=True):
    """This set and its rest; all that is left of the exercise, or of the block."""

    scope: Literal["set", "exercise", "block"] = "set"
    pain: bool = False
    """The exercise hurt: it ends, and the record says so."""

    @property
    def of_more(self) -> bool:
        """Whether it skips more than a set or a rest."""
        return self.scope != "set" or self.pain


class Back(Struct, frozen=True, tag=True):
    """Take the last end of a stage back if it is fresh, else to READY of the set before."""


class Restart(Struct, frozen=True, tag=True):
    """This set again from READY; this clock anew."""


class Extend(Struct, frozen=True, tag=True):
    """More time on this clock, or less."""

    ns: int


class TogglePace(Struct, frozen=True, tag=True):
    """The coach's pace on or off."""


class Count(Struct, frozen=True, tag=True):
    """One rep, counted by hand."""


class Note(Struct, frozen=True, tag=True):
    """A correction: reps of a set (its target while none is counted), its load, or how many more could be done."""

    key: Key
    field: Literal["reps", "load", "rir"]
    value: int | Load | None


class Swap(Struct, frozen=True, tag=True):
    """The next alternative, in place."""


class Later(Struct, frozen=True, tag=True):
    """At the end of the block, or of the round."""


class More(Struct, frozen=True, tag=True):
    """One more set of this item."""


class GoTo(Struct, frozen=True, tag=True):
    """On with that set."""

    key: Key


class Finish(Struct, frozen=True, tag=True):
    """Enough for today: what is done stays done."""


class Pause(Struct, frozen=True, tag=True):
    why: Literal["key", "away", "undo"] = "key"


class Resume(Struct, frozen=True, tag=True):
    pass


class Replan(Struct, frozen=True, tag=True):
    """The routine as it reads now."""

    routine: Routine


class Undo(Struct, frozen=True, tag=True):
    """Back to the moment before the last move; a correction is taken back alone."""


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
"""Undone by giving back stage and clocks."""
CORRECTIONS = (Count, Note)
"""Undone by giving back the value only."""
