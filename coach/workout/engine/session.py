"""A workout in time: it begins, moves on by the clock, and takes inputs.

`advance` moves a session on by the clock alone, `apply` by an input. Both are pure. An input first advances the session
to its instant (a stage that ends at the same nanosecond ends first), acts as `table` says, and advances it again.
`generation` is derived here and nowhere else: it rises if and only if the future has changed. Undo, and `Back` soon
after a key, belong to the journal.
"""

from msgspec.structs import replace

from coach.routine.model import Routine
from coach.routine.values import MINUTE
from coach.workout.engine.inputs import Input
from coach.workout.engine.stages import following, next_set, onward, unpaused
from coach.workout.engine.state import Now, Session
from coach.workout.engine.table import Rule, cell
from coach.workout.plan.expand import block_keys, expand
from coach.workout.plan.known import Known

FREE_LIMIT = 5 * MINUTE
WAIT_LIMIT = 15 * MINUTE


class Refused(Exception):
    """An input that is not allowed, with a line for the person. Nothing has changed."""


def begin(routine: Routine, known: Known, now: Now) -> Session:
    """A session at its first stage."""
    keys = block_keys(routine)
    sets = expand(routine, known, (), keys)
    empty = Session(routine=routine, known=known, keys=keys, here=None, ahead=sets, started=now)
    return advance(next_set(empty, now, by_key=True), now)


def advance(session: Session, now: Now) -> Session:
    """The session at `now`: every stage that is due has ended at its own instant, unless it waits."""
    if session.paused_at is not None:
        return session
    active = session.active(now)
    while (here := session.here) and here.due is not None and not here.waits and here.due <= active:
        session = onward(session, here.due)
    return session


def away_at(session: Session) -> Now | None:
    """The instant from which the person counts as away if no key comes: after 5 minutes in a set at one's own pace, 15
    in a stage that waits; after a pause in it as long again. None: never."""
    here = session.here
    if here is None or session.paused_at is not None:
        return None
    seen = here.seen or here.began
    if here.free and not here.set.block.own_clock:
        return seen + FREE_LIMIT + session.paused_ns
    if here.stage == "SETUP":
        return seen + WAIT_LIMIT + session.paused_ns
    if here.stage == "REST" and here.waits and here.due is not None:
        return max(seen, here.due) + WAIT_LIMIT + session.paused_ns
    return None


def refusal(session: Session, now: Now, input_: Input) -> str | None:
    """Why `apply` would refuse an input, in a line for the person; None: it would not."""
    found = cell(advance(session, now), now, input_)
    return found if isinstance(found, str) else None


def apply(session: Session, now: Now, input_: Input) -> Session:
    """The session after an input.

    Raises:
        Refused: where it has no meaning, with the line of `refusal`.
    """
    before = advance(session, now)
    found = cell(before, now, input_)
    if not isinstance(found, Rule):
        raise Refused(found)
    after = advance(following(found.handler(before, now, input_)), now)
    if after.here is None:  # the end of a workout is the end of a pause
        after = unpaused(after, now)
    if _future(after) != _future(before):
        after = replace(after, generation=before.generation + 1)
    return after


def _future(session: Session) -> tuple[object, ...]:
    """All that the future depends on: not reps counted by hand, not records."""
    here = session.here
    if here is not None and here.since is None:
        here = replace(here, count=0, tally=0, passed=())
    return here, session.ahead, session.paused_at is None, session.paused_ns
