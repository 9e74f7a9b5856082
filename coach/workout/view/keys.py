"""The keys that matter now, by the action's id, in order of importance: what the footer and the menu of PAUSED offer.

`USEFUL` and `MENU` list what is useful. Of these, the keys are offered that the engine would not refuse.
What may live here: which keys are useful in a situation, and what each does there in a word. What may not: conditions
of what is allowed, and which key an action has.
"""

from coach.counting import counted
from coach.routine.values import MINUTE, SECOND
from coach.workout.engine.facts import outlasted_rest, set_number
from coach.workout.engine.situations import Situation
from coach.workout.engine.stages import resume_countdown_ns
from coach.workout.engine.state import reps_done
from coach.workout.engine.timeline import rep_at
from coach.workout.view.moment import Moment, Refusal
from coach.workout.view.presses import INPUTS, PAUSES
from coach.workout.view.shown import Offer, ScreenKind
from coach.workout.words import clock_words

_STANDS_FOR = INPUTS | PAUSES
_SET = ("done", "pause", "back", "pace", "help", "count", "skip", "restart", "about", "undo")
_TIMED = ("pause", "back", "skip", "longer", "help", "restart", "about", "undo")
_RESUMING = ("done", "pause", "back", "help", "skip", "restart", "about", "undo")

USEFUL: dict[Situation, tuple[str, ...]] = {
    Situation.SETUP: ("done", "pause", "swap", "later", "help", "back", "skip", "about", "undo"),
    Situation.READY: (
        *("done", "pause", "back", "help", "longer", "swap", "later", "skip", "restart", "about", "undo"),
    ),
    Situation.OWN_PACE: _SET,
    Situation.WARM_UP: _SET,
    Situation.COACHED: _SET,
    Situation.TIMED: _TIMED,
    Situation.HOLD: ("done", *_TIMED),
    Situation.AMRAP: ("done", "pause", "back", "count", "help", "skip", "longer", "about", "undo"),
    Situation.INTERVAL_OWN_PACE: _SET,
    Situation.INTERVAL_COACHED: _SET,
    Situation.INTERVAL_TIMED: ("done", *_TIMED),
    Situation.RESUMING_TIMED: _RESUMING,
    Situation.RESUMING_COACHED: _RESUMING,
    Situation.RESUMING_AMRAP: _RESUMING,
    Situation.RESUMING_INTERVAL: _RESUMING,
    Situation.REST: ("done", "pause", "undo", "about", "help", "longer", "back", "skip", "swap", "later"),
    Situation.SWITCH: ("done", "pause", "back", "help", "longer", "skip", "restart", "undo"),
    Situation.GRID_REST: ("pause", "undo", "about", "help", "back"),
}
"""What one may want to do in each situation, the most important first. Left out: what is in the palette, what would end
a clock that ends by itself, and during work any key that does harm when it is hit by accident. The footer shows as many
as fit."""
MENU = ("resume", "quit", "help", "restart", "skip", "back", "outline", "swap", "later", "edit")
"""What one may want to do in PAUSED and AWAY, in the stage below."""
LAST_SCREEN = (Offer("done", "correct"), Offer("rows", "row"), Offer("undo", "undo"), Offer("quit", "close"))
CORRECTING = (
    Offer("done", "done"),
    Offer("rows", "reps"),
    Offer("sets", "set"),
    Offer("undo", "undo"),
    Offer("quit", "close"),
)
"""Of the last screen, while a row of it is corrected."""
IN_OUTLINE = (Offer("done", "go on there"), Offer("rows", "move"), Offer("close-list", "back to the menu"))
"""While PAUSED shows the outline."""

ABOUT = "about"
"""What the key is called that shows everything about an exercise, on every screen."""
_WORDS = {
    "about": ABOUT,
    "back": "back",
    "count": "rep",
    "help": "keys",
    "later": "later",
    "longer": "15 s",
    "pause": "pause",
    "restart": "again",
    "skip": "skip",
    "swap": "swap",
    "undo": "undo",
}
_DONE: dict[ScreenKind, str] = {
    "setup": "ready",
    "ready": "start",
    "stations": "next",
    "switch": "start now",
    "rest": "go now",
}
"""What enter does, by the kind of the screen; elsewhere "done"."""
_MENU_WORDS = {
    "quit": "stop: asks first",
    "outline": "outline: go on at any set",
    "swap": "swap the exercise",
    "later": "do it later",
    "edit": "edit the routine",
}


def offers(m: Moment) -> tuple[Offer, ...]:
    """Of a running stage."""
    return tuple(Offer(action, _word(m, action)) for action in USEFUL[m.situation] if _allowed(m.refusal, action))


def paused_offers(m: Moment) -> tuple[Offer, ...]:
    """The menu of PAUSED and AWAY: all the rare keys; what stands before a colon is the short form."""
    return tuple(Offer(action, _sentence(m, action)) for action in MENU if _allowed(m.refusal, action))


def finished_offers(refusal: Refusal, *, correcting: bool) -> tuple[Offer, ...]:
    """Of the last screen; `correcting`: a row of it. Enter and the arrows are the screen's there."""
    useful = CORRECTING if correcting else LAST_SCREEN
    return tuple(offer for offer in useful if offer.action != "undo" or _allowed(refusal, "undo"))


def _allowed(refusal: Refusal, action: str) -> bool:
    """Whether an action is taken now; one that opens something always is."""
    input_ = _STANDS_FOR.get(action)
    return input_ is None or refusal(input_) is None


def _word(m: Moment, action: str) -> str:
    match action:
        case "done":
            ahead = m.session.ahead
            ready = m.kind == "rest" and ahead and ahead[0].setup.happens
            return "ready" if ready else _DONE.get(m.kind, "done")
        case "back" if m.kind == "switch":
            return f"{m.here.set.key.side or 'this'} side again"
        case "pace":
            return "own pace" if m.here.paced else "coach's pace"
    return _WORDS[action]


def _sentence(m: Moment, action: str) -> str:
    match action:
        case "resume":
            return _going_on(m)
        case "restart":
            return _again(m)
        case "skip":
            return _skipping(m)
    return _MENU_WORDS.get(action) or _WORDS[action]


def _going_on(m: Moment) -> str:
    here = m.here
    if not here.clocked:
        return "go on"
    lead = clock_words(resume_countdown_ns(here))
    rep = rep_at(here, m.resume_point)
    if rep is None:
        return f"go on: {lead} to get ready, then the clock from where it stood"
    return f"go on: {lead} to get ready, then rep {rep.number} from its start"


def _again(m: Moment) -> str:
    if m.here.stage != "WORK":
        return "again: this clock from its start" if m.here.stage != "SETUP" else "again: the set-up from its start"
    return "this set again: from its start" if m.here.set.timed else "this set again: from rep 1"


def _skipping(m: Moment) -> str:
    here = m.here
    if here.stage == "REST":
        return "skip: end the rest"
    if m.situation in (Situation.AMRAP, Situation.RESUMING_AMRAP):
        return "skip: the next exercise"
    count = reps_done(here, m.resume_point) // here.set.sides
    if here.stage != "WORK" or not count:
        return "skip: the next set"
    kept = "its rep is kept" if count == 1 else f"its {counted(count, 'rep')} are kept"
    return f"end the set here: {kept}"


def standing(m: Moment) -> str:
    """How far the set is, in PAUSED: `in LOWER of rep 5; 4 reps are done`."""
    here, set_ = m.here, m.here.set
    word, number, total = set_number(m.session, set_)
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
    reps = f"{counted(done, 'rep') if done else 'no rep'} {'is' if done <= 1 else 'are'} done"
    rep = rep_at(here, m.resume_point)
    if rep is None:
        return reps if done else "reps are yours to count"
    where = f"in {rep.phase.upper()} of rep" if rep.phase else "in rep"
    return f"{where} {rep.number}; {reps}"


def pause_notes(m: Moment) -> tuple[str, ...]:
    """What PAUSED and AWAY say below. The length of the pause is given in whole minutes."""
    paused_at = m.session.paused_at
    minutes = max(0, m.now - paused_at) // MINUTE if paused_at is not None else 0
    kept = "counts as paused, not as work."
    if m.session.paused_by != "away":
        return (f"The {minutes} min so far {kept}" if minutes else f"This time {kept}",)
    said = f"You were away {minutes} min" if minutes else "You were away less than a minute"
    if outlasted_rest(m.session, m.now):
        said = f"{said}; the rest is over: {m.keys.done} gets you ready, {m.keys.back} rests anew"
    return (said, f"That time {kept}")
