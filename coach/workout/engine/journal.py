"""The journal is the truth: a session is the fold of its inputs over a routine.

Every input is kept (`entries`). Those that count are `effective`: there an undo or a fresh `Back` is replaced by what
it means, the inputs before the move and the time since as a pause. The session after each input that counts is kept
too, so an undo folds only what comes after the change. JSON-able with msgspec.
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
    Pause,
    Replan,
    Resume,
    Skip,
    TogglePace,
    Undo,
)
from coach.workout.engine.session import Refused, advance, apply, begin, refusal
from coach.workout.engine.state import Now, RunningStage, Session
from coach.workout.plan.known import Known

FRESH = 15 * SECOND
"""How long `Back` takes back the key that ended a stage."""
NOTHING_TO_UNDO = "there is nothing to undo"


class Entry(Struct, frozen=True):
    at: Now
    input: Input


class Start(Struct, frozen=True):
    """All that a journal is folded over."""

    routine: Routine
    known: Known
    at: Now


class TakenBack(Struct, frozen=True):
    """A `Back` that took a key out of the journal, for its undo."""

    at: Now
    before: tuple[Entry, ...]
    """The inputs that counted before it."""
    length: int
    """How many inputs counted right after it; moves behind them came later."""


class Run(Struct, frozen=True):
    """A workout with its journal."""

    start: Start
    entries: tuple[Entry, ...]
    """All inputs, in order."""
    effective: tuple[Entry, ...]
    """Those that count."""
    sessions: tuple[Session, ...]
    """The session at the beginning, and after each input that counts."""
    session: Session
    """The last of them, or later."""
    generation: int = 0
    """The generation of the sounds: rises with the session's, and when the journal is folded again."""
    taken: tuple[TakenBack, ...] = ()
    """In order; the last is undone first."""

    @classmethod
    def begin(cls, routine: Routine, known: Known, now: Now) -> "Run":
        session = begin(routine, known, now)
        return cls(Start(routine, known, now), (), (), (session,), session)

    def at(self, now: Now) -> "Run":
        """As it is at `now`, if no key was pressed."""
        session = advance(self.session, now)
        return self if session is self.session else replace(self, session=session)

    def refusal(self, now: Now, input_: Input) -> str | None:
        """Why `press` would refuse an input, in a line for the person; None: it would not."""
        run = self.at(now)
        if isinstance(input_, Undo):
            return None if _last_change(run) is not None or run.taken else NOTHING_TO_UNDO
        reason = refusal(run.session, now, input_)
        return None if reason and isinstance(input_, Back) and _taken_back(run, now) is not None else reason

    def press(self, now: Now, input_: Input) -> "Run":
        """The run with one more input.

        Raises:
            Refused: with the line of `refusal`; nothing has changed.
        """
        run = self.at(now)
        entry = Entry(now, input_)
        if isinstance(input_, Undo):
            effective, taken = _undone(run, now)
            return replace(run._folded(entry, effective), taken=taken)
        if isinstance(input_, Back) and (without := _taken_back(run, now)) is not None:
            folded = run._folded(entry, without)
            return replace(folded, taken=(*run.taken, TakenBack(now, run.effective, len(folded.effective))))
        session = apply(run.session, now, input_)
        risen = session.generation != run.session.generation
        return replace(
            run,
            entries=(*run.entries, entry),
            effective=(*run.effective, entry),
            sessions=(*run.sessions, session),
            session=session,
            generation=run.generation + risen,
        )

    def _folded(self, entry: Entry, effective: Sequence[Entry]) -> "Run":
        kept, sessions = _fold(self, effective)
        return replace(
            self,
            entries=(*self.entries, entry),
            effective=kept,
            sessions=sessions,
            session=advance(sessions[-1], entry.at),
            generation=self.generation + 1,
        )


def fold(start: Start, entries: Iterable[Entry]) -> Run:
    """The run of a journal."""
    run = Run.begin(start.routine, start.known, start.at)
    for entry in entries:
        run = run.press(entry.at, entry.input)
    return run


def _fold(run: Run, entries: Sequence[Entry]) -> tuple[tuple[Entry, ...], tuple[Session, ...]]:
    """Those of the inputs that are not refused, and the session after each. Where they begin like those that count in
    the run, its sessions are taken."""
    pairs = enumerate(zip(entries, run.effective, strict=False))
    same = next((at for at, (new, old) in pairs if new is not old), min(len(entries), len(run.effective)))
    kept, sessions = list(entries[:same]), list(run.sessions[: same + 1])
    for entry in entries[same:]:
        try:
            sessions.append(apply(sessions[-1], entry.at, entry.input))
        except Refused:
            continue
        kept.append(entry)
    return tuple(kept), tuple(sessions)


def _last_change(run: Run) -> int | None:
    """The place of the last move or correction that counts, since the last key that was taken back."""
    since = run.taken[-1].length if run.taken else 0
    changes = MOVES + CORRECTIONS
    places = reversed(range(since, len(run.effective)))
    return next((at for at in places if isinstance(run.effective[at].input, changes)), None)


def _undone(run: Run, now: Now) -> tuple[list[Entry], tuple[TakenBack, ...]]:
    """The inputs that count after an undo: without the last move (the time since is a pause), without the last
    correction, or with the key again that the last `Back` took back.

    Raises:
        Refused: there is nothing to undo.
    """
    journal, taken, place = run.effective, run.taken, _last_change(run)
    since = taken[-1].length if taken else 0
    if place is not None and isinstance(journal[place].input, CORRECTIONS):
        first = _run_of_notes(journal, place, since)
        return [*journal[:first], *journal[place + 1 :]], taken
    if place is not None:
        same = isinstance(journal[place].input, TogglePace)
        return _standing(run, journal[:place], journal[place].at, now, journal[place:], Replan, at_once=same), taken
    if not taken:
        raise Refused(NOTHING_TO_UNDO)
    back = taken[-1]
    return _standing(run, back.before, back.at, now, journal[since:], Replan), taken[:-1]


def _run_of_notes(journal: Sequence[Entry], last: int, least: int) -> int:
    """Where the presses on one value in a row begin, not before `least`: they are undone as one."""
    note = journal[last].input
    first = last
    while first > least and isinstance(note, Note):
        other = journal[first - 1].input
        if not (isinstance(other, Note) and other.key == note.key and other.field == note.field):
            break
        first -= 1
    return first


def _standing(
    run: Run,
    journal: Sequence[Entry],
    at: Now,
    now: Now,
    since: Sequence[Entry],
    *kept: type[Input],
    at_once: bool = False,
) -> list[Entry]:
    """Inputs that lead to stage and clocks as they stood at `at`, after `journal`; the time since counts as paused.

    Args:
        run: as it is now.
        journal: the inputs that count until `at`.
        at: the instant that is given back.
        now: the instant from which the clock runs again, unless it stood still then or stands still now.
        since: the inputs since then.
        kept: the kinds of them that count all the same.
        at_once: whether work goes on without a READY.
    """
    out = list(journal)
    _, sessions = _fold(run, out)
    stood = sessions[-1].paused_at is not None
    if not stood:
        out.append(Entry(at, Pause("undo")))
    out += [entry for entry in since if isinstance(entry.input, kept)]
    went_on = not stood or any(isinstance(entry.input, Resume) for entry in since)
    if went_on and run.session.paused_at is None:
        out.append(Entry(now, Resume(at_once)))
    return out


def _taken_back(run: Run, now: Now) -> list[Entry] | None:
    """The inputs that count without the key that ended the last stage, if it is fresh; None: `Back` steps back."""
    here, journal = run.session.here, run.effective
    if here is None or not here.by_key:
        return None
    place = next((at for at in reversed(range(len(journal))) if _moves_on(journal[at].input)), None)
    if place is None or not isinstance(journal[place].input, (Done, Skip)) or now - journal[place].at > FRESH:
        return None
    left = advance(run.sessions[place], journal[place].at).here
    if left is None or _same_stage(left, here):
        return None
    # a clock that was changed since is not the one that runs then
    since = [entry for entry in journal[place + 1 :] if not isinstance(entry.input, Extend)]
    without = [*journal[:place], *since]
    as_if = advance(_fold(run, without)[1][-1], now).here
    if left.clocked or as_if is None or not _same_stage(as_if, left):
        return _standing(run, journal[:place], journal[place].at, now, since, Replan, Note, More)
    return without


def _same_stage(one: RunningStage, other: RunningStage) -> bool:
    return (one.set.key, one.stage) == (other.set.key, other.stage)


def _moves_on(input_: Input) -> bool:
    """Whether it may change the stage, or mean something else in the stage before."""
    return isinstance(input_, MOVES) and not isinstance(input_, (Extend, TogglePace, More))
