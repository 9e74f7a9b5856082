"""Which set the arrows correct now, and what of it."""

from coach.counting import counted
from coach.workout.engine.facts import set_number
from coach.workout.engine.state import reps_done
from coach.workout.view.moment import Moment
from coach.workout.view.set_words import record_words, takes_load
from coach.workout.view.shown import Correction
from coach.workout.words import load_words, set_load_words


def correction(m: Moment) -> Correction | None:
    """The current set before and in a SET; the set just done in REST and SWITCH; None if nothing can be corrected."""
    here = m.here
    set_ = here.set
    load = (set_load_words(set_) or "none") if takes_load(set_) else None
    if here.stage in ("SETUP", "READY"):
        return Correction("load", "", None, load, None, False) if load else None
    if here.stage == "WORK":
        if not here.free:
            return None
        count = reps_done(here, m.active) // set_.sides or set_.expected
        return Correction("now", "", "? reps" if count is None else counted(count, "rep"), load, None, False)
    record = m.session.records.get(set_.key)
    if record is None or record.state != "done":
        return None
    if here.switching:
        return Correction("done", (set_.key.side or "").upper(), record_words(set_, record), None, None, False)
    held = set_.timed and not set_.work.waits and not set_.stations
    reps = None if held else record_words(set_, record)
    shared = record.load is not None and record.load.kind == "percent"
    done_load = (set_load_words(set_) if shared else load_words(record.load) or "none") if load else None
    asks = set_.reps is not None and set_.block.section == "main" and not set_.key.warm_up and not set_.block.own_clock
    if reps is None and done_load is None and not asks:
        return None
    word, number, total = set_number(m.session, set_)
    what = set_.exercise.name if not set_.stations else set_.block.name or "as many rounds as possible"
    what = f"{what}, {word} {number}" if total > 1 else what
    return Correction("done", what, reps, done_load, record.rir, asks)
