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
from coach.workout.inputs import (
    CORRECTIONS,
    MOVES,
    Back,
    Done,
    Extend,
    Input,
    Note,
    Pause,
    Replan,
    Resume,
    Skip,
    Undo,
)
from coach.workout.known import Known
from coach.workout.session import Refused, advance, apply, begin
from coach.workout.state import Now, Session

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
            return run._folded(entry, _undone(run, now))
        if isinstance(input_, Back) and (effective := _taken_back(run, now)) is not None:
            return run._folded(entry, effective)
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


def _undone(run: Run, now: Now) -> list[Entry]:
    """The journal without its last move (the time since is a pause), or without its last correction."""
    journal = run.effective
    place = next(
        (at for at in reversed(range(len(journal))) if isinstance(journal[at].input, MOVES + CORRECTIONS)), None
    )
    if place is None:
        raise Refused("there is nothing to undo")
    if not isinstance(journal[place].input, CORRECTIONS):
        return _before(run, place, now, keep=(Replan,))
    first = _run_of_notes(journal, place)
    return [*journal[:first], *journal[place + 1 :]]


def _run_of_notes(journal: Sequence[Entry], last: int) -> int:
    """Where the run of presses on one value begins: it is undone as one."""
    note = journal[last].input
    first = last
    while first and isinstance(note, Note):
        other = journal[first - 1].input
        if not (isinstance(other, Note) and other.key == note.key and other.field == note.field):
            break
        first -= 1
    return first


def _before(run: Run, place: int, now: Now, keep: tuple[type, ...]) -> list[Entry]:
    """Stage and clocks as they stood before the input at `place`; the time since counts as paused."""
    prefix = list(run.effective[:place])
    moment = run.effective[place].at
    session, _ = _fold(run.start, prefix)
    if session.paused_at is None:
        prefix.append(Entry(moment, Pause("undo")))
    prefix += [entry for entry in run.effective[place + 1 :] if isinstance(entry.input, keep)]
    if run.session.paused_at is None:
        prefix.append(Entry(now, Resume()))
    return prefix


def _taken_back(run: Run, now: Now) -> list[Entry] | None:
    """The journal without the key that ended the last stage, if it is fresh; None: an ordinary step back."""
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
    without = [*journal[:place], *journal[place + 1 :]]
    as_if = advance(_fold(run.start, without)[0], now)
    clocked = left.stage == "WORK" and (left.set.timed or left.paced)
    ran_out = as_if.here is None or (as_if.here.set.key, as_if.here.stage) != (left.set.key, left.stage)
    if clocked or ran_out:
        return _before(run, place, now, keep=(Replan, Note))
    return without


def _moves_on(input_: Input) -> bool:
    """Whether it changes the stage."""
    return isinstance(input_, MOVES) and not isinstance(input_, Extend)
