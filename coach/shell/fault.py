"""A fault of the program itself: what goes into the log, and the one sentence that a person reads.

The log gets the traceback and, where a workout ran, its journal in one line of JSON, from which `replayed` makes the
session that failed. May live here: that record and its reading. What catches a fault is not known here.
"""

import traceback
from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec

from coach import paths
from coach.routine.problems import printable
from coach.workout.engine.journal import Entry, Run, Start, fold
from coach.workout.engine.state import Now

JOURNAL: Final = "journal: "
"""Begins the log's line that has the journal."""


class WorkoutFault(Exception):
    """A fault in a workout. Its cause is what happened.

    Args:
        run: the workout with its inputs so far.
        now: the instant of the fault, on the session's clock.
        again: the command that begins again where the person was.
    """

    def __init__(self, run: Run, now: Now, again: str) -> None:
        super().__init__(again)
        self.run, self.now, self.again = run, now, again


class _Journal(msgspec.Struct, frozen=True):
    start: Start
    entries: tuple[Entry, ...]
    ended: Now


def report(error: BaseException) -> str:
    """Writes a fault into the log; the words for the person: what happened, where the log is, how to go on."""
    fault = error if isinstance(error, WorkoutFault) else None
    cause = error.__cause__ if fault is not None and error.__cause__ is not None else error
    first = f"{type(cause).__name__}: {cause}".splitlines()[0]
    said = f"something went wrong inside the program: {printable(first)}"
    log = paths.log_file()
    try:
        _write(log, cause, fault)
    except OSError as problem:
        said += f" (no log: {problem.strerror or problem})"
    else:
        said += f" (details in {printable(str(log))})"
    return f"{said}\nTo begin again there: {printable(fault.again)}" if fault else said


def draw_failed(error: Exception) -> str:
    """Writes a fault in drawing into the log; the words for a workout that goes on."""
    report(error)
    return f"the screen could not be drawn; clock and sounds go on (details in {paths.log_file().name})"


def _write(log: Path, cause: BaseException, fault: WorkoutFault | None) -> None:
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a", encoding="utf-8", errors="replace") as file:
        file.write(f"{datetime.now().astimezone().isoformat(timespec='seconds')}\n")
        traceback.print_exception(cause, file=file)
        if fault is not None:
            journal = _Journal(fault.run.start, fault.run.entries, fault.now)
            line = msgspec.json.encode(journal).decode("utf-8")
            file.write(f"{JOURNAL}{line}\n")


def replayed(line: str) -> Run:
    """The workout of a line of the log that begins with `JOURNAL`, at the instant of its fault.

    Raises:
        msgspec.DecodeError: the line has no journal.
    """
    read = msgspec.json.decode(line.removeprefix(JOURNAL).encode("utf-8"), type=_Journal)
    return fold(read.start, read.entries).at(read.ended)
