"""The keys that matter now, by the action's id, in order of importance: what the footer and the menu of PAUSED offer.

Only what would not be refused is offered. What a key is called and what it does are not known here.
"""

from coach.routine.values import MINUTE, SECOND
from coach.workout.engine.facts import counting
from coach.workout.engine.session import LEAST_LEFT
from coach.workout.engine.stages import on_grid
from coach.workout.engine.state import reps_done, reps_total
from coach.workout.engine.timeline import rep_at
from coach.workout.view.moment import Moment
from coach.workout.view.shown import Offer
from coach.workout.words import clock_words

HELP = Offer("help", "keys")
PAUSE = Offer("pause", "pause")
BACK = Offer("back", "back")
SKIP = Offer("skip", "skip")
ABOUT = Offer("about", "about")
UNDO = Offer("undo", "undo")
LONGER = Offer("longer", "15 s")
AGAIN = Offer("restart", "again")
FINISHED = (Offer("done", "correct"), Offer("rows", "row"), UNDO, Offer("quit", "close"))
CORRECTING = (Offer("done", "done"), Offer("rows", "reps"), Offer("sets", "set"), UNDO, Offer("quit", "close"))
"""Of the last screen, while a row of it is corrected."""
IN_OUTLINE = (Offer("done", "go on there"), Offer("rows", "move"), Offer("close-list", "back to the menu"))
"""While PAUSED shows the outline."""


def offers(m: Moment) -> tuple[Offer, ...]:
    """Of a running stage."""
    here = m.here
    if here.stage == "REST":
        return _resting(m)
    back = [BACK] if m.session.past or (here.stage == "WORK" and here.tally) else []
    if here.stage == "SETUP":
        return (Offer("done", "ready"), PAUSE, *_order(m), HELP, *back, SKIP, ABOUT, UNDO)
    if m.kind == "ready":
        longer = [LONGER, *_order(m)] if here.stage == "READY" else []
        return (Offer("done", "start"), PAUSE, *back, HELP, *longer, SKIP, AGAIN, ABOUT, UNDO)
    if m.kind == "amrap":
        return (Offer("done", "next"), PAUSE, *back, Offer("count", "rep"), HELP, SKIP, LONGER, *_swap(m), ABOUT)
    if here.set.timed:
        done = [Offer("done", "done")] if here.waits or here.set.slot else []
        longer = [] if here.set.slot else [LONGER]
        return (*done, PAUSE, *back, SKIP, *longer, HELP, AGAIN, ABOUT, UNDO)
    return (Offer("done", "done"), PAUSE, *back, *_pace(m), HELP, *_count(m), SKIP, AGAIN, ABOUT, UNDO)


def _resting(m: Moment) -> tuple[Offer, ...]:
    here, ahead = m.here, m.session.ahead
    if on_grid(here, m.active):
        return (PAUSE, UNDO, ABOUT, HELP, BACK)
    if m.kind == "switch":
        side = here.set.key.side or "this"
        return (Offer("done", "start now"), PAUSE, Offer("back", f"{side} side again"), HELP, LONGER, SKIP, AGAIN, UNDO)
    label = "ready" if ahead and ahead[0].setup.happens else "start" if m.kind == "ready" else "go now"
    return (Offer("done", label), PAUSE, UNDO, ABOUT, HELP, LONGER, BACK, SKIP, *_order(m))


def _pace(m: Moment) -> list[Offer]:
    here = m.here
    if here.set.key.warm_up:
        return []
    if here.paced:
        return [Offer("pace", "own pace")]
    total = reps_total(here.set)
    return [] if total is not None and here.count >= total else [Offer("pace", "coach's pace")]


def _count(m: Moment) -> list[Offer]:
    return [] if m.here.paced else [Offer("count", "rep")]


def _swap(m: Moment) -> list[Offer]:
    here = m.here
    set_ = m.session.ahead[0] if here.stage == "REST" and m.session.ahead else here.set
    subject = (here.station if here.stage != "REST" else None) or (set_.stations[0] if set_.stations else set_)
    return [Offer("swap", "swap")] if subject.alternatives and not here.switching else []


def _order(m: Moment) -> list[Offer]:
    """Swap and later, where they are not refused: the same conditions as in `change`."""
    here, ahead = m.here, m.session.ahead
    if here.switching or (here.stage == "REST" and not ahead):
        return []
    set_ = ahead[0] if here.stage == "REST" else here.set
    out = _swap(m)
    in_rounds = set_.block.kind != "straight" and not set_.key.warm_up
    if not set_.inner and any(
        other.item != set_.item
        and other.block.key == set_.block.key
        and (not in_rounds or (other.key.number == set_.key.number and not other.key.warm_up))
        for other in ahead
    ):
        out.append(Offer("later", "later"))
    return out


def paused_offers(m: Moment) -> tuple[Offer, ...]:
    """The menu of PAUSED and AWAY: all the rare keys; what stands before a colon is the short form."""
    here = m.here
    grid = here.stage == "REST" and on_grid(here, m.active)
    out = [Offer("resume", _going_on(m)), Offer("quit", "stop: asks first"), HELP]
    if not grid:
        out += [Offer("restart", _again(m)), Offer("skip", _skipping(m))]
    if m.session.past or here.stage == "REST":
        out.append(BACK)
    out.append(Offer("outline", "outline: go on at any set"))
    words = {"swap": "swap the exercise", "later": "do it later"}
    out += [Offer(offer.action, words[offer.action]) for offer in _order(m)]
    return (*out, Offer("edit", "edit the routine"))


def _going_on(m: Moment) -> str:
    here = m.here
    if here.stage != "WORK" or not (here.set.timed or here.paced):
        return "go on"
    lead = clock_words(max(here.set.get_ready_ns, LEAST_LEFT))
    rep = rep_at(here, m.resume_point)
    if rep is None:
        return f"go on: {lead} to get ready, then the clock from where it stood"
    return f"go on: {lead} to get ready, then rep {-(-rep.rep // here.set.sides)} from its start"


def _again(m: Moment) -> str:
    if m.here.stage != "WORK":
        return "again: this clock from its start" if m.here.stage != "SETUP" else "again: the set-up from its start"
    return "this set again: from its start" if m.here.set.timed else "this set again: from rep 1"


def _skipping(m: Moment) -> str:
    here = m.here
    if here.stage == "REST":
        return "skip: end the rest"
    if here.station is not None:
        return "skip: the next exercise"
    count = reps_done(here, m.resume_point) // here.set.sides
    if here.stage != "WORK" or not count:
        return "skip: the next set"
    kept = "its rep is kept" if count == 1 else f"its {count} reps are kept"
    return f"end the set here: {kept}"


def standing(m: Moment) -> str:
    """Where one stands, in PAUSED: `in LOWER of rep 5; 4 reps are done`."""
    here, set_ = m.here, m.here.set
    word, number, total = counting(m.session, set_)
    place = f"{word} {number}" if total > 1 else set_.exercise.name
    match here.stage:
        case "SETUP":
            return f"setting up for {place}"
        case "READY":
            return f"before {place}"
        case "REST":
            return "between two sides" if here.switching else f"in the rest after {place}"
    if set_.timed:
        return f"{clock_words((m.resume_point - here.began) // SECOND * SECOND)} are done"
    done = reps_done(here, m.resume_point) // set_.sides
    reps = "no rep is done" if not done else "1 rep is done" if done == 1 else f"{done} reps are done"
    rep = rep_at(here, m.resume_point)
    if rep is None:
        return reps if done else "reps are yours to count"
    where = f"in {rep.phase.upper()} of rep" if rep.phase else "in rep"
    return f"{where} {-(-rep.rep // set_.sides)}; {reps}"


def pause_notes(m: Moment, gone: int) -> tuple[str, ...]:
    """What PAUSED and AWAY say below. `gone`: ns since the pause began; only its whole minutes are said."""
    here = m.here
    minutes = gone // MINUTE
    counted = "counts as paused, not as work."
    if m.session.paused_by != "away":
        return (f"The {minutes} min so far {counted}" if minutes else f"This time {counted}",)
    said = f"You were away {minutes} min" if minutes else "You were away less than a minute"
    resting = here.stage == "REST" and not on_grid(here, m.active)
    if resting and here.due is not None and gone > here.due - m.active:
        said = f"{said}; the rest is over: enter gets you ready, b rests anew"
    return (said, f"That time {counted}")
