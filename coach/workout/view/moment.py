"""A moment of a workout: the kind of its screen, its clocks, which set and side it is about.

What may live here: what more than one piece of the view needs. What may not: the pieces themselves, and when something
happens, which is in `timeline`. Seconds are whole: those left are rounded up, those gone are rounded down.
"""

from collections.abc import Callable

from msgspec import Struct

from coach.routine.model import Exercise
from coach.routine.values import SECOND, Load, Side
from coach.workout.engine.inputs import Input
from coach.workout.engine.situations import Situation, situation
from coach.workout.engine.state import Active, Now, RunningStage, Session, in_resume_countdown, resume_point
from coach.workout.plan.sets import Set
from coach.workout.view.shown import ScreenKind

DescribePlates = Callable[[Load, Exercise, Load | None], str]
"""Says what goes on each side of a bar. Takes the load, its exercise, and the load that is on the bar now."""
Refusal = Callable[[Input], str | None]
"""Why an input would be refused at this moment; None: it would not."""


class KeyNames(Struct, frozen=True):
    """Keys that a sentence names, as they are written."""

    done: str = "enter"
    back: str = "b"
    extend: str = "+ −"


class Moment(Struct, frozen=True):
    """A running stage at an instant; while paused, the instant of the pause."""

    session: Session
    here: RunningStage
    active: Active
    now: Now
    refusal: Refusal
    plates: DescribePlates | None = None
    keys: KeyNames = KeyNames()

    @property
    def set(self) -> Set:
        """The set that the screen is about: in a SWITCH and in the READY at the end of a rest the next one."""
        if self.here.stage == "REST" and self.kind in ("ready", "switch"):
            return self.session.ahead[0]
        return self.here.set

    @property
    def situation(self) -> Situation:
        return situation(self.session, self.active)

    @property
    def resume_point(self) -> Active:
        """Where the work stands; in the READY of going on, where it will be taken up again."""
        return resume_point(self.here, self.active)

    @property
    def kind(self) -> ScreenKind:
        here = self.here
        if in_resume_countdown(here, self.active):
            return "ready"
        match here.stage:
            case "SETUP":
                return "setup"
            case "READY":
                return "ready"
            case "REST":
                return "switch" if self._switching() else "ready" if self._closing() else "rest"
            case "WORK":
                set_ = here.set
                if set_.stations:
                    return "stations"
                return "interval" if set_.interval_ns else "reps" if here.paced else "work" if set_.timed else "set"

    def _switching(self) -> bool:
        """Whether the other side comes next; a new routine may have taken it out."""
        here, ahead = self.here, self.session.ahead
        return here.switching and bool(ahead) and ahead[0].key.effort == here.set.key.effort

    def _closing(self) -> bool:
        """Whether this is the end of a rest that is shown as READY: its last seconds, at most half of it."""
        here, ahead = self.here, self.session.ahead
        if not ahead or here.waits or here.due is None:
            return False
        coming = ahead[0]
        if coming.setup.happens or (coming.block.own_clock and coming.block.key == here.set.block.key):
            return False
        begins = here.began if here.grid in (None, here.due) else max(here.began, here.grid or 0)
        half = (here.due - begins) // 2 // SECOND * SECOND  # whole, so that it begins as the digit flips
        return coming.get_ready_ns > 0 and self.active >= here.due - min(coming.get_ready_ns, half)

    def left(self, due: Active | None) -> int:
        """Whole seconds until an instant, at least 0; 0 for None."""
        return 0 if due is None else max(0, -((self.active - due) // SECOND))

    def since(self, instant: Active) -> int:
        """Whole seconds since an instant, at least 0."""
        return max(0, self.active - instant) // SECOND

    @property
    def amrap_round(self) -> int:
        """The round of an amrap, from 1."""
        return self.here.tally // len(self.here.set.stations) + 1

    @property
    def amrap_station(self) -> int:
        """The station of an amrap's round, from 1."""
        return self.here.tally % len(self.here.set.stations) + 1

    @property
    def overdue(self) -> bool:
        """Whether the stage waits for a key and its clock has run out."""
        here = self.here
        return here.waits and here.due is not None and self.active >= here.due

    @property
    def beside(self) -> Side | None:
        """The side that works now; None where there is none, and while a rep says it."""
        here = self.here
        if here.set.alternate and here.stage == "WORK":
            if here.set.timed:
                return "right" if here.half is None or self.resume_point < here.half else "left"
            return None
        return self.set.key.side
