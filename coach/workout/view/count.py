"""The biggest thing on the screen, the lane below it, and the stage with its word, colour and mark.

What may live here: a small function for each kind of screen, with values as they are shown: whole seconds. What may
not: sentences (`now_and_next`) and keys (`keys`).
"""

from collections.abc import Callable

from coach.counting import noun
from coach.routine.values import SECOND, Load, Phase, Reps, thousandths_text
from coach.workout.engine.state import reps_done
from coach.workout.engine.timeline import RepNow, rep_at
from coach.workout.plan.sets import Set
from coach.workout.view.moment import Moment
from coach.workout.view.set_words import set_target_words, set_up_lines
from coach.workout.view.shown import Big, Lane, LanePart, ScreenKind, StageBadge, StageRole
from coach.workout.words import clock, clock_long, clock_words, load_words, reps_noun, reps_words, set_load_words

STAGES: dict[ScreenKind, tuple[str, StageRole, str, str]] = {
    "setup": ("SETUP", "ready", "◎", "o"),
    "ready": ("READY", "ready", "◔", "o"),
    "set": ("SET", "work", "▶", ">"),
    "reps": ("SET", "work", "▶", ">"),
    "work": ("WORK", "work", "▶", ">"),
    "interval": ("SET", "work", "▶", ">"),
    "stations": ("WORK", "work", "▶", ">"),
    "switch": ("SWITCH", "ready", "⇄", "="),
    "rest": ("REST", "rest", "■", "#"),
    "paused": ("PAUSED", "still", "‖", "="),
    "away": ("AWAY", "still", "‖", "="),
    "done": ("DONE", "done", "✓", "*"),
}
"""Word, colour, mark, and the mark in ASCII."""

MARKS: dict[Phase, tuple[str, str]] = {"lower": ("▼", "v"), "bottom": ("◆", "-"), "lift": ("▲", "^"), "top": ("◆", "-")}


def badge_of(kind: ScreenKind) -> StageBadge:
    word, role, mark, plain = STAGES[kind]
    return StageBadge(kind, word, role, mark, plain)


def badge(m: Moment) -> StageBadge:
    """Word, colour and mark of the stage; at the coach's pace those of the phase."""
    kind = m.kind
    rep = rep_at(m.here, m.active) if kind == "reps" else None
    if rep and rep.phase:
        mark, plain = MARKS[rep.phase]
        return StageBadge(kind, rep.phase.upper(), "work", mark, plain)
    if kind == "interval" and m.here.set.timed:
        return StageBadge(kind, "WORK", "work", "▶", ">")
    return badge_of(kind)


def big(m: Moment) -> Big:
    """The biggest thing on the screen, and what stands beside it."""
    return BIGS[m.kind](m)


def _title(m: Moment) -> str:
    return m.set.exercise.name.upper()


def _side(m: Moment) -> tuple[str, ...]:
    return (f"{m.beside} side",) if m.beside else ()


def _setup(m: Moment) -> Big:
    """The load and what goes on the bar; without a load the time since the set-up began."""
    set_, gone = m.set, m.since(m.here.began)
    lines = set_up_lines(m, set_)
    text, unit = _load_digits(set_)
    if not text:
        said = set_load_words(set_)
        return Big(clock(gone), word=_title(m), lines=((said,) if said else ()) + lines)
    return Big(text, unit, _title(m), lines=(*lines, f"setting up, {clock_long(gone)}"))


def _load_digits(set_: Set) -> tuple[str, str]:
    """(digits, unit) of a load; empty for one without digits."""
    load = set_.load
    number = thousandths_text(abs(load.amount)) if load else ""
    match load:
        case Load(kind="mass", count=count, unit=unit):
            return (number, f"{unit} each, {count} of them") if count > 1 else (number, unit)
        case Load(kind="percent"):
            return number, "% of your max" if set_.share_of == "max" else "% of today's weight"
        case Load(kind="bodyweight", amount=amount, unit=unit) if amount:
            return f"{'+' if amount > 0 else '−'}{number}", f"{unit} on your bodyweight"
    return "", ""


def _ready(m: Moment) -> Big:
    here = m.here
    due = here.resumes_at if here.stage == "WORK" else here.due
    set_ = m.set
    return Big(clock(m.left(due)), unit="s", word=_title(m), lines=(set_target_words(set_), *_side(m)))


def _target_text(reps: Reps) -> str:
    return "MAX" if reps.is_max else f"{reps.low}+" if reps.high is None else reps_words(reps)


def _reps_count(m: Moment, reps: Reps) -> tuple[str, str]:
    """(the target, its unit); as soon as reps are counted (those, how many there are to do)."""
    set_ = m.here.set
    each = " each" if set_.alternate else ""
    count = -(-reps_done(m.here, m.active) // set_.sides)
    if not count:
        return _target_text(reps), f"{reps_noun(reps)}{each}"
    return str(count), f"of {reps_words(reps)}{each}" if not reps.is_open else f"{noun(count, 'rep')}{each}"


def _set(m: Moment) -> Big:
    reps = m.here.set.reps
    assert reps is not None
    text, unit = _reps_count(m, reps)
    load = set_load_words(m.set)
    return Big(text, unit, _title(m), lines=((load,) if load else ()) + _side(m))


def rep_words(m: Moment, rep: RepNow) -> tuple[str, str, tuple[str, ...]]:
    """(number of the rep in progress, how many there are, its side); where sides alternate, those of one side."""
    set_ = m.here.set
    reps = set_.reps
    each = " each" if set_.alternate else ""
    unit = f"of {reps.high}{each}" if reps and reps.high is not None else f"{noun(rep.number, 'rep')}{each}"
    return str(rep.number), unit, (f"{rep.side} side",) if rep.side else _side(m)


def _reps(m: Moment) -> Big:
    rep = rep_at(m.here, m.active)
    assert rep is not None
    text, unit, side = rep_words(m, rep)
    if rep.phase is None:
        return Big(text, unit, _title(m), lines=side)
    return Big(text, unit, rep.phase.upper(), str(-((rep.into_ns - rep.length_ns) // SECOND)), lines=side)


def _work_clock(m: Moment) -> str:
    """The time left; past an open target the time since, with a +."""
    here = m.here
    if m.overdue and here.due is not None:
        return f"+{clock(m.since(here.due))}"
    return clock(m.left(here.due))


def _whole(m: Moment) -> int:
    """The length of the running clock, ns."""
    here = m.here
    return (here.due or here.began) - here.began


def _work(m: Moment) -> Big:
    return Big(_work_clock(m), f"of {clock_words(_whole(m))}", _title(m), lines=_side(m))


def _interval(m: Moment) -> Big:
    here = m.here
    interval = clock(m.left(here.grid))
    reps = here.set.reps
    if reps is None:
        text, unit = _work_clock(m), f"of {clock_words(_whole(m))}"
        return Big(text, unit, _title(m), interval, "s", _side(m))
    rep = rep_at(here, m.active)
    text, unit, side = rep_words(m, rep) if rep else (*_reps_count(m, reps), _side(m))
    load = set_load_words(here.set)
    return Big(text, unit, _title(m), interval, "s" if ":" not in interval else "", ((load,) if load else ()) + side)


def _stations(m: Moment) -> Big:
    station = m.here.station
    assert station is not None
    counted = (f"{m.here.count} done",) if m.here.count else ()
    load = load_words(station.load)
    lines = (set_target_words(station), *((load,) if load else ()), f"round {m.amrap_round}", *counted)
    return Big(clock(m.left(m.here.due)), word=station.exercise.name.upper(), lines=lines)


def _switch(m: Moment) -> Big:
    side = m.set.key.side or "left"
    return Big(side.upper(), second=_rest_clock(m), arrow=side)


def _rest_clock(m: Moment) -> str:
    here = m.here
    if m.overdue and here.due is not None:
        return f"+{clock(m.since(here.due))}"
    return clock(m.left(here.due))


def _rest(m: Moment) -> Big:
    whole = _whole(m)
    lines = [f"of {clock_words(whole // SECOND * SECOND)}"] if whole >= SECOND else []
    if m.overdue:
        lines.append(f"waits for {m.keys.done}")
    elif m.here.grid is None or m.active >= m.here.grid:
        lines.append(f"{m.keys.extend} 15 s")
    return Big(_rest_clock(m), lines=tuple(lines))


BIGS: dict[ScreenKind, Callable[[Moment], Big]] = {
    "setup": _setup,
    "ready": _ready,
    "set": _set,
    "reps": _reps,
    "work": _work,
    "interval": _interval,
    "stations": _stations,
    "switch": _switch,
    "rest": _rest,
}


def lane(m: Moment) -> Lane | None:
    """The phases of the rep, or the running clock; None if there is neither."""
    here = m.here
    if here.stage != "WORK" or m.kind == "ready":
        return None
    if m.kind == "reps":
        return _phases(here.set, rep_at(here, m.active))
    if here.grid is not None:
        return _clock_lane(m, here.set.interval_ns, "interval")
    if here.set.timed and here.due is not None:
        return _clock_lane(m, _whole(m), "WORK")
    return None


def _clock_lane(m: Moment, length: int, label: str) -> Lane:
    seconds = max(1, length // SECOND)
    return Lane((LanePart("▶", label, seconds, min(seconds, m.since(m.here.began))),))


def _phases(set_: Set, rep: RepNow | None) -> Lane | None:
    if rep is None or rep.phase is None:
        return None
    parts = []
    for index, (phase, length) in enumerate(set_.tempo.phases(set_.exercise.starts)):
        gone = length if index < rep.index else rep.into_ns if index == rep.index else 0
        parts.append(LanePart(MARKS[phase][0], phase.upper(), length // SECOND, gone // SECOND))
    return Lane(tuple(parts))
