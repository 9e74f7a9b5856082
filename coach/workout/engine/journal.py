"""The journal is the truth: a session is the fold of its inputs over a routine.

What is pressed is kept for ever (`entries`); what counts is `effective`, where an undo or a fresh `Back` has been
replaced by what it means: the inputs before the move, the time since as a pause. Both are folded again by one
mechanism, so resume after a crash, unlimited undo and tests are the same thing. JSON-able with msgspec.
"""

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from coach.routine.model import Routine
from coach.routine.values import SECOND
from coach.workout.engine.inputs import (
    CORRECTIONS,
    MOVES,
    Back,
    Done,
    Extend,
    Input,
    More,
    Note,
    Pace,
    Pause,
    Replan,
    Resume,
    Skip,
    Undo,
)
from coach.workout.engine.session import Refused, advance, apply, begin
from coach.workout.engine.state import Now, Session
from coach.workout.plan.known import Known

FRESH = 15 * SECOND
"""So long `Back` takes back the key that ended a stage."""


class Entry(Struct, frozen=True):
    at: Now
    input: Input


class Start(Struct, frozen=True):
    """All that a journal is folded over."""

    routine: Routine
    known: Known
    at: Now


class Taken(Struct, frozen=True):
    """A `Back` that took a key out of the journal, for its undo."""

    at: Now
    before: tuple[Entry, ...]
    """What counted until then."""
    length: int
    """Of what has counted since; moves behind it came later."""


class Run(Struct, frozen=True):
    """A workout with its journal."""

    start: Start
    entries: tuple[Entry, ...]
    """As pressed, in order."""
    effective: tuple[Entry, ...]
    """What of it counts."""
    session: Session
    generation: int = 0
    """Of the player: rises if the session's does, and when the journal was folded again."""
    taken: tuple[Taken, ...] = ()
    """In order; the last is undone first."""

    @classmethod
    def begin(cls, routine: Routine, known: Known, now: Now) -> "Run":
        return cls(Start(routine, known, now), (), (), begin(routine, known, now))

    def at(self, now: Now) -> "Run":
        """As it is now, if nobody pressed a key."""
        session = advance(self.session, now)
        return self if session is self.session else replace(self, session=session)

    def press(self, now: Now, input_: Input) -> "Run":
        """With one more input. Raises Refused; then nothing has changed."""
        run = self.at(now)
        entry = Entry(now, input_)
        if isinstance(input_, Undo):
            effective, taken = _undone(run, now)
            return replace(run._folded(entry, effective), taken=taken)
        if isinstance(input_, Back) and (without := _taken_back(run, now)) is not None:
            folded = run._folded(entry, without)
            return replace(folded, taken=(*run.taken, Taken(now, run.effective, len(folded.effective))))
        session = apply(run.session, now, input_)
        risen = session.generation != run.session.generation
        return replace(
            run,
            entries=(*run.entries, entry),
            effective=(*run.effective, entry),
            session=session,
            generation=run.generation + risen,
        )

    def _folded(self, entry: Entry, effective: Sequence[Entry]) -> "Run":
        session, kept = _fold(self.start, effective)
        return replace(
            self,
            entries=(*self.entries, entry),
            effective=kept,
            session=advance(session, entry.at),
            generation=self.generation + 1,
        )


def fold(start: Start, entries: Iterable[Entry]) -> Run:
    """A run from what was pressed."""
    run = Run.begin(start.routine, start.known, start.at)
    for entry in entries:
        run = run.press(entry.at, entry.input)
    return run


def _fold(start: Start, entries: Iterable[Entry]) -> tuple[Session, tuple[Entry, ...]]:
    """The session of plain inputs, and those that were not refused."""
    session = begin(start.routine, start.known, start.at)
    kept: list[Entry] = []
    for entry in entries:
        try:
            session = apply(session, entry.at, entry.input)
        except Refused:
            continue
        kept.append(entry)
    return session, tuple(kept)


def _undone(run: Run, now: Now) -> tuple[list[Entry], tuple[Taken, ...]]:
    """The journal without its last move (the time since is a pause), or without its last correction; or with the key
    that the last `Back` took out of it."""
    journal, taken = run.effective, run.taken
    since = taken[-1].length if taken else 0
    moves = (at for at in reversed(range(since, len(journal))) if isinstance(journal[at].input, MOVES + CORRECTIONS))
    place = next(moves, None)
    if place is not None and isinstance(journal[place].input, CORRECTIONS):
        first = _run_of_notes(journal, place, since)
        return [*journal[:first], *journal[place + 1 :]], taken
    if place is not None:
        return _standing(run, journal[:place], journal[place].at, now, _kept(journal[place:], Replan)), taken
    if not taken:
        raise Refused("there is nothing to undo")
    back = taken[-1]
    return _standing(run, back.before, back.at, now, _kept(journal[since:], Replan)), taken[:-1]


def _run_of_notes(journal: Sequence[Entry], last: int, least: int) -> int:
    """Where the run of presses on one value begins, not before `least`: it is undone as one."""
    note = journal[last].input
    first = last
    while first > least and isinstance(note, Note):
        other = journal[first - 1].input
        if not (isinstance(other, Note) and other.key == note.key and other.field == note.field):
            break
        first -= 1
    return first


def _kept(journal: Iterable[Entry], *types: type) -> list[Entry]:
    return [entry for entry in journal if isinstance(entry.input, types)]


def _standing(run: Run, journal: Iterable[Entry], at: Now, now: Now, kept: Iterable[Entry]) -> list[Entry]:
    """Stage and clocks as they stood at `at`, after `journal`; the time since counts as paused. `kept`: what holds all
    the same."""
    out = list(journal)
    session, _ = _fold(run.start, out)
    if session.paused_at is None:
        out.append(Entry(at, Pause("undo")))
    out += kept
    if run.session.paused_at is None:
        out.append(Entry(now, Resume()))
    return out


def _taken_back(run: Run, now: Now) -> list[Entry] | None:
    """The journal without a fresh key that ended a stage; None: an ordinary step back (docs/rules.md#back)."""
    here, journal = run.session.here, run.effective
    if here is None or not here.by_key:
        return None
    place = next((at for at in reversed(range(len(journal))) if _moves_on(journal[at].input)), None)
    if place is None or not isinstance(journal[place].input, (Done, Skip)) or now - journal[place].at > FRESH:
        return None
    before, _ = _fold(run.start, journal[:place])
    before = advance(before, journal[place].at)
    left = before.here
    if left is None or (left.set.key, left.stage) == (here.set.key, here.stage):
        return None
    # a clock that was changed since is not the one that runs then
    since = [entry for entry in journal[place + 1 :] if not isinstance(entry.input, Extend)]
    without = [*journal[:place], *since]
    as_if = advance(_fold(run.start, without)[0], now)
    clocked = left.stage == "WORK" and (left.set.timed or left.paced)
    ran_out = as_if.here is None or (as_if.here.set.key, as_if.here.stage) != (left.set.key, left.stage)
    if clocked or ran_out:
        return _standing(run, journal[:place], journal[place].at, now, _kept(since, Replan, Note, More))
    return without


def _moves_on(input_: Input) -> bool:
    """Whether it may change the stage, or mean something else in the stage before."""
    return isinstance(input_, MOVES) and not isinstance(input_, (Extend, Pace, More))
