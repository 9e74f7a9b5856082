"""Which of two sounds is heard where they are close together (docs/rules.md#one-sound-at-a-time)."""

from coach.routine.model import Item, Routine, Straight
from coach.routine.values import SECOND, Reps, Tempo
from coach.workout.engine.journal import Run
from coach.workout.heard.signals import signals
from coach.workout.plan.known import Known


def test_of_equal_sounds_the_earlier_one_is_heard_and_what_is_dropped_still_drops() -> None:
    """A tenth of a second is quicker than a file may ask for: there two sounds of one kind are never that close."""
    item = Item(name="Hop", reps=Reps(30, 30), pace="coach", tempo=Tempo(every_ns=SECOND // 10))
    routine = Routine(name="Quick", blocks=(Straight(exercises=(item,)),))
    session = Run.begin(routine, Known(get_ready_ns=0), 0).session
    heard = [(signal.at / SECOND, signal.name) for signal in signals(session, 0, 4 * SECOND)]
    assert heard == [(0, "go"), (3, "finished")]
