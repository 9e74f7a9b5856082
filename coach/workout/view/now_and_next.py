"""What is being done and what comes next, in plain words.

What may live here: the caption of the screen and its last line, which looks ahead. What may not: the count (`count`),
cues (`cues`), and keys (`keys`).
"""

from coach.counting import counted
from coach.workout.engine.facts import set_number
from coach.workout.engine.state import Session
from coach.workout.engine.timeline import rep_at
from coach.workout.plan.sets import BARBELLS, Set
from coach.workout.view.cues import next_cues
from coach.workout.view.moment import Moment
from coach.workout.view.set_words import (
    done_words,
    joined,
    place_words,
    set_target_words,
    set_up_lines,
    short_place,
    target_and_pace,
)
from coach.workout.view.shown import Caption, UpNext
from coach.workout.words import clock_words, load_words, rest_words, set_load_words

THE_END = "the end of the workout"


def caption(m: Moment) -> Caption:
    """What is being done; in a rest what was done, and what comes next."""
    set_, session = m.set, m.session
    place, load = place_words(session, set_), set_load_words(set_)
    short = short_place(session, set_)
    word = set_number(session, set_).word
    short = f"{word} {short}" if short else ""
    if m.kind == "rest":
        coming = f"{session.ahead[0].exercise.name.upper()} next" if session.ahead else ""
        return Caption(f"Rest after {done_words(session, set_)}", coming, coming)
    if here_station := m.here.station if m.here.stage == "WORK" else None:
        round_ = f"round {m.amrap_round}"
        detail = joined(round_, f"station {m.amrap_station} of {len(set_.stations)}", load_words(here_station.load))
        return Caption(here_station.exercise.name, detail, round_)
    if m.kind in ("setup", "ready"):
        return Caption(set_.exercise.name, joined(place, set_target_words(set_)), joined(short, load))
    return Caption(set_.exercise.name, joined(place, load), joined(short, load))


def up_next(m: Moment) -> UpNext:
    """What comes after the stage on the screen."""
    set_, session, here = m.set, m.session, m.here
    match m.kind:
        case "setup":
            return UpNext(", ".join(filter(None, (_ready_words(set_), target_and_pace(set_)))))
        case "ready":
            if rep := rep_at(here, m.resume_point):
                return UpNext(f"rep {rep.number} from its start")
            return UpNext(f"{target_and_pace(set_)}, then {_soon(session, set_)}")
        case "switch":
            first = session.records.get(set_.follows) if set_.follows else None
            as_many = ", as many as on the right" if first and first.reps and set_.reps else ""
            reps = counted(first.reps or 0, "rep") if as_many and first else set_target_words(set_)
            return UpNext(f"{(set_.key.side or '').upper()}, {reps}{as_many}")
        case "rest":
            return _after_rest(m)
        case "stations":
            stations = set_.stations
            following_ = stations[(here.tally + 1) % len(stations)]
            said = (following_.exercise.name.upper(), set_target_words(following_), load_words(following_.load))
            return UpNext(", ".join(filter(None, said)))
    ends = ""
    if here.paced and set_.reps and set_.reps.high is not None:
        ends = f"ends by itself at {set_.reps.high}"
    return UpNext(_after(session, set_), ends)


def _after_rest(m: Moment) -> UpNext:
    """The set that the rest leads to, with its cues."""
    session = m.session
    if not session.ahead:
        return UpNext(THE_END)
    set_ = session.ahead[0]
    setup = set_.setup.happens
    detail = joined(place_words(session, set_), set_target_words(set_), set_load_words(set_))
    if setup:
        line = f"{m.keys.done} when it is ready"
    else:
        seamless = set_.block.own_clock and set_.block.key == m.here.set.block.key
        lead = "" if seamless or not (set_.timed or set_.pace == "coach") else _ready_words(set_)
        line = f"waits for {m.keys.done}" if m.here.waits else lead
    plates = "  ".join(set_up_lines(m, set_)) if setup else ""
    cues = next_cues(m, set_)
    return UpNext(line, name=set_.exercise.name, detail=detail, cues=(plates, *cues) if plates else cues)


def _after(session: Session, set_: Set) -> str:
    """What comes after a set's work: `rest 2:00 · last set of 3 · 60 kg`."""
    coming = _following(session, set_)
    if coming is None:
        return THE_END
    if set_.switch:
        side = (coming.key.side or "").upper()
        switching = f"{clock_words(set_.rest.ns)} to switch" if set_.rest.ns else ""
        return joined(switching, side, set_target_words(coming))
    rest = ""
    if set_.rest.happens:
        rest = f"rest {rest_words(set_.rest)}"
    elif not coming.setup.happens and coming.ready.happens:
        rest = clock_words(coming.get_ready_ns)
    if _same(set_, coming):
        return joined(rest, place_words(session, coming) or set_target_words(coming), set_load_words(coming))
    title = coming.exercise.name.upper()
    if coming.setup.happens:
        said = f"set up {title}"
    else:
        first = next((cue.text for cue in coming.exercise.cues if cue.phase == "setup"), "")
        said = f"{title}: {first}" if first else title
    return f"{rest}, then {said}" if rest else said


def _soon(session: Session, set_: Set) -> str:
    """What comes after a set that has not begun, in a word: `rest 3:00`, `CAT-CAMEL`, `set 2 of 3`."""
    coming = _following(session, set_)
    if coming is None:
        return THE_END
    if set_.switch:
        return "switch sides"
    if set_.rest.happens:
        return f"rest {clock_words(set_.rest.ns)}" if set_.rest.ns else "a rest until you go on"
    return (place_words(session, coming) if _same(set_, coming) else "") or coming.exercise.name.upper()


def _following(session: Session, set_: Set) -> Set | None:
    """The set after this one; None at the end."""
    sets = session.sets
    place = next((at for at, other in enumerate(sets) if other.key == set_.key), len(sets))
    return sets[place + 1] if place + 1 < len(sets) else None


def _same(set_: Set, coming: Set) -> bool:
    """Whether the next set goes on with the same item and exercise."""
    return coming.item == set_.item and coming.exercise.id == set_.exercise.id


def _ready_words(set_: Set) -> str:
    """`10 s to the bar`; empty without a get-ready."""
    if not set_.get_ready_ns:
        return ""
    bar = BARBELLS.intersection(set_.exercise.equipment)
    return f"{clock_words(set_.get_ready_ns)} {'to the bar' if bar else 'to get ready'}"
