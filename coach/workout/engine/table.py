"""What is allowed: one row for each situation, one column for each input, in each cell a handler or the reason for a
refusal.

`session.apply` acts by this table, and the screen offers keys by it; nothing else says what is allowed. A cell that
depends on more than the situation has a guard (`guards`). Every row has every column. The table for people is in
docs/rules.md#keys-by-stage.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from coach.workout.engine import change, guards, moves
from coach.workout.engine.inputs import (
    Back,
    Count,
    Done,
    Extend,
    Finish,
    GoTo,
    Input,
    Later,
    More,
    Note,
    Pause,
    Replan,
    Restart,
    Resume,
    Skip,
    Swap,
    TogglePace,
    Undo,
)
from coach.workout.engine.situations import Situation, situation
from coach.workout.engine.state import Now, Session

Handler = Callable[[Session, Now, Any], Session]
Guard = Callable[[Session, Now, Any], str | None]


class Rule(NamedTuple):
    """An input that is allowed, unless its guard refuses it."""

    handler: Handler
    unless: Guard | None = None


class SkipMore:
    """The column of a `Skip` of more than a set or a rest."""


Column = type[Input] | type[SkipMore]
Cell = Rule | str
Row = dict[Column, Cell]

OVER = "the workout is finished"
ON_ITS_OWN = "the next interval starts on its own"
NO_CLOCK = "there is no clock to change here"
NO_REPS = "the pace can be changed in a set of reps"
NOT_COUNTED = "reps can be counted in a set at your own pace"
BETWEEN_SIDES = "not between two sides"

_EVERYWHERE: Row = {
    Note: Rule(change.correct, unless=guards.not_correctable),
    Replan: Rule(change.replan),
    Undo: "that belongs to the journal",
}
_RUNNING: Row = _EVERYWHERE | {
    Pause: Rule(moves.pause, unless=guards.paused),
    Resume: Rule(moves.resume, unless=guards.not_paused),
    Back: Rule(moves.back_to_set_before, unless=guards.first_of_all),
    Extend: NO_CLOCK,
    TogglePace: NO_REPS,
    Count: NOT_COUNTED,
    Swap: Rule(change.swap, unless=guards.no_alternative),
    Later: Rule(change.put_off, unless=guards.last_already),
    More: Rule(change.add_set, unless=guards.not_straight),
    SkipMore: Rule(change.skip_more, unless=guards.intervals_run_out),
    GoTo: Rule(moves.go_to, unless=guards.gone),
    Finish: Rule(moves.finish),
}
_EXTEND = Rule(moves.extend, unless=guards.clock_stays)
_SETUP: Row = _RUNNING | {
    Done: Rule(moves.end_stage),
    Skip: Rule(moves.skip_set),
    Restart: Rule(moves.restart_stage),
}
_SELF_PACED: Row = _RUNNING | {
    Done: Rule(moves.end_stage),
    Skip: Rule(moves.skip_set),
    Restart: Rule(moves.restart_set),
    TogglePace: Rule(moves.pace_on, unless=guards.all_counted),
    Count: Rule(moves.count),
}
_COACHED: Row = _SELF_PACED | {
    TogglePace: Rule(moves.pace_off),
    Count: NOT_COUNTED,
    Resume: Rule(moves.resume_work, unless=guards.not_paused),
}
_TIMED: Row = _SELF_PACED | {
    Extend: _EXTEND,
    TogglePace: NO_REPS,
    Resume: Rule(moves.resume_work, unless=guards.not_paused),
}
_AMRAP: Row = _TIMED | {
    Done: Rule(moves.end_station),
    Skip: Rule(moves.skip_station),
    Back: Rule(moves.back_a_station, unless=guards.first_of_all),
}
_INTERVAL: Row = {Skip: Rule(moves.skip_interval), Extend: NO_CLOCK}
_RESUMING: Row = {Done: Rule(moves.end_countdown), TogglePace: NO_REPS, Count: NOT_COUNTED}
_REST: Row = _RUNNING | {
    Done: Rule(moves.end_rest),
    Skip: Rule(moves.skip_rest),
    SkipMore: Rule(change.skip_coming, unless=guards.intervals_run_out),
    Back: Rule(moves.back_to_set_done),
    Restart: Rule(moves.restart_stage),
    Extend: _EXTEND,
    Resume: Rule(moves.resume_rest, unless=guards.not_paused),
}
_FINISHED: Row = {**dict.fromkeys((*_RUNNING, Done, Skip, Restart), OVER), **_EVERYWHERE}

TABLE: dict[Situation, Row] = {
    Situation.SETUP: _SETUP,
    Situation.READY: _SETUP | {Extend: _EXTEND},
    Situation.OWN_PACE: _SELF_PACED,
    Situation.WARM_UP: _SELF_PACED | {TogglePace: NO_REPS},
    Situation.COACHED: _COACHED,
    Situation.TIMED: _TIMED,
    Situation.HOLD: _TIMED,
    Situation.AMRAP: _AMRAP,
    Situation.INTERVAL_OWN_PACE: _SELF_PACED | _INTERVAL,
    Situation.INTERVAL_COACHED: _COACHED | _INTERVAL,
    Situation.INTERVAL_TIMED: _TIMED | _INTERVAL,
    Situation.RESUMING_TIMED: _TIMED | _RESUMING,
    Situation.RESUMING_COACHED: _COACHED | _RESUMING,
    Situation.RESUMING_AMRAP: _AMRAP | _RESUMING,
    Situation.RESUMING_INTERVAL: _TIMED | _INTERVAL | _RESUMING,
    Situation.REST: _REST,
    Situation.SWITCH: _REST
    | {
        SkipMore: Rule(change.skip_more, unless=guards.intervals_run_out),
        Swap: BETWEEN_SIDES,
        Later: BETWEEN_SIDES,
        More: guards.STRAIGHT_ONLY,
    },
    Situation.GRID_REST: _REST
    | {
        Done: ON_ITS_OWN,
        Skip: ON_ITS_OWN,
        Restart: ON_ITS_OWN,
        Extend: NO_CLOCK,
        Resume: Rule(moves.resume, unless=guards.not_paused),
    },
    Situation.FINISHED: _FINISHED,
}


def column(input_: Input) -> Column:
    return SkipMore if isinstance(input_, Skip) and input_.of_more else type(input_)


def cell(session: Session, now: Now, input_: Input) -> Rule | str:
    """The handler of an input, or why it is refused. `session`: advanced to `now`."""
    found = TABLE[situation(session, session.active(now))][column(input_)]
    if isinstance(found, str) or found.unless is None:
        return found
    return found.unless(session, now, input_) or found
