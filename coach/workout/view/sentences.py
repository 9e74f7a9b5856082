"""The plain words of the workout's screen: which set it is, what comes, what to think of, what can be corrected.

A piece a function, each of a `Moment`. What may not live here: the count and its lane (`view_count`), keys
(`view_keys`), the whole workout (`view_whole`).
"""

from coach.routine.model import Pace
from coach.routine.values import SECOND, Reps
from coach.workout.engine.facts import counting, cue_texts, doing, following, on_the_bar, station, takes_load, work_cues
from coach.workout.engine.state import Record, Session, reps_done
from coach.workout.engine.timeline import rep_at
from coach.workout.plan.sets import BARBELLS, Set, Station
from coach.workout.view.moment import Moment
from coach.workout.view.shown import Caption, Correction, CueLine, Cues, UpNext
from coach.workout.words import clock_words, equipment_words, load_words, reps_words, work_words

CUE_SECONDS = 8
"""How long a cue is the one of the moment where nothing else chooses it: long enough to read it from three metres."""
NEXT_CUES = 6
_PACES: dict[Pace, str] = {"coach": "the coach's", "self": "your own"}
NO_LOAD = "your weight: one you could lift 3 more times"


def joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def place_words(session: Session, set_: Set, sides: bool = True) -> str:
    """`set 2 of 3 · side 2 of 2`, `round 2 of 3 · station 3 of 12`, `last set of 3`; empty for the only set."""
    word, number, total = counting(session, set_)
    parts = []
    if total > 1:
        last = word == "set" and number == total
        parts.append(f"last set of {total}" if last else f"{word} {number} of {total}")
    if set_.block.shows_stations and set_.in_round:
        which, stations = station(session, set_)
        if stations > 1:
            parts.append(f"station {which} of {stations}")
    if set_.key.side and sides:
        parts.append(f"side {'1' if set_.key.side == 'right' else '2'} of 2")
    return joined(*parts)


def short_place(session: Session, set_: Set) -> str:
    """`2/3`; in a circuit of one round its station; empty for the only set."""
    _, number, total = counting(session, set_)
    if total == 1 and set_.block.shows_stations:
        number, total = station(session, set_)
    return f"{number}/{total}" if total > 1 else ""


def set_load_words(set_: Set) -> str:
    return load_words(set_.load, set_.share, set_.share_of)


def set_target_words(set_: Set | Station) -> str:
    """`6 reps`, `8–12 reps each side`, `as many reps as you can`, `30 s`."""
    target = set_.target
    if not isinstance(target, Reps):
        return work_words(target)
    each = " each side" if set_.alternate else ""
    if target.is_max:
        return f"as many reps as you can{each}"
    return f"{reps_words(target)} {'rep' if target.low == target.high == 1 else 'reps'}{each}"


def target_and_pace(set_: Set) -> str:
    """The target and the pace at which it is done."""
    if set_.timed:
        return set_target_words(set_)
    return f"{set_target_words(set_)} at {_PACES[set_.pace]} pace"


def caption(m: Moment) -> Caption:
    """What is being done; in a rest what was, and what comes."""
    set_, session = m.set, m.session
    place, load = place_words(session, set_), set_load_words(set_)
    short = short_place(session, set_)
    word = counting(session, set_)[0]
    short = f"{word} {short}" if short else ""
    if m.kind == "rest":
        coming = f"{session.ahead[0].exercise.name.upper()} next" if session.ahead else ""
        done = place_words(session, set_, sides=False)
        done = f"the {done}" if done.startswith("last") else done or set_.exercise.name
        return Caption(f"Rest after {done}", coming, coming)
    if here_station := m.here.station if m.here.stage == "WORK" else None:
        round_ = f"round {amrap_round(m)}"
        detail = joined(round_, f"{_amrap_place(m)} of {len(set_.stations)}", load_words(here_station.load))
        return Caption(here_station.exercise.name, detail, round_)
    if m.kind in ("setup", "ready"):
        return Caption(set_.exercise.name, joined(place, set_target_words(set_)), joined(short, load))
    return Caption(set_.exercise.name, joined(place, load), joined(short, load))


def amrap_round(m: Moment) -> int:
    return m.here.tally // len(m.here.set.stations) + 1


def _amrap_place(m: Moment) -> str:
    return f"station {m.here.tally % len(m.here.set.stations) + 1}"


def set_up_lines(m: Moment, set_: Set) -> tuple[str, ...]:
    """What goes on the bar, or which weight to choose; empty where no load is taken."""
    if not takes_load(set_):
        return ()
    if set_.load is None or (set_.load.kind == "percent" and set_.share_of == "today"):
        return (NO_LOAD,)
    if m.plates is None or set_.load.kind != "mass" or not BARBELLS.intersection(set_.exercise.equipment):
        return ()
    return tuple(m.plates(set_.load, set_.exercise, on_the_bar(m.session, set_)).splitlines())


def _ready_words(set_: Set) -> str:
    """`10 s to the bar`."""
    if not set_.get_ready_ns:
        return ""
    bar = BARBELLS.intersection(set_.exercise.equipment)
    return f"{clock_words(set_.get_ready_ns)} {'to the bar' if bar else 'to get ready'}"


def after_words(session: Session, set_: Set) -> str:
    """What comes after a set's work: `rest 2:00 · last set of 3 · 60 kg`."""
    coming = following(session, set_)
    if coming is None:
        return "the end of the workout"
    if set_.switch:
        side = (coming.key.side or "").upper()
        switching = f"{clock_words(set_.rest.ns)} to switch" if set_.rest.ns else ""
        return joined(switching, side, set_target_words(coming))
    rest = ""
    if set_.rest.happens:
        length = clock_words(set_.rest.ns or 0) if set_.rest.ns else "until you go on"
        rest = f"rest {length}{', then it waits' if set_.rest.waits and set_.rest.ns else ''}"
    elif not coming.setup.happens and coming.ready.happens:
        rest = clock_words(coming.get_ready_ns)
    if coming.item == set_.item and coming.exercise.id == set_.exercise.id:
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
    coming = following(session, set_)
    if coming is None:
        return "the end of the workout"
    if set_.switch:
        return "switch sides"
    if set_.rest.happens:
        return f"rest {clock_words(set_.rest.ns)}" if set_.rest.ns else "a rest until you go on"
    same = coming.item == set_.item and coming.exercise.id == set_.exercise.id
    return (place_words(session, coming) if same else "") or coming.exercise.name.upper()


def up_next(m: Moment) -> UpNext:
    """What comes after what is on the screen."""
    set_, session, here = m.set, m.session, m.here
    match m.kind:
        case "setup":
            return UpNext(", ".join(filter(None, (_ready_words(set_), target_and_pace(set_)))))
        case "ready":
            if here.paced:
                return UpNext(f"rep {reps_done(here, m.resume_point) // set_.sides + 1} from its start")
            return UpNext(f"{target_and_pace(set_)}, then {_soon(session, set_)}")
        case "switch":
            first = session.records.get(set_.follows) if set_.follows else None
            as_many = ", as many as on the right" if first and first.reps and set_.reps else ""
            reps = f"{first.reps} reps" if as_many and first else set_target_words(set_)
            return UpNext(f"{(set_.key.side or '').upper()}, {reps}{as_many}")
        case "rest":
            return _coming_in_rest(m)
        case "stations":
            stations = set_.stations
            following_ = stations[(here.tally + 1) % len(stations)]
            said = (following_.exercise.name.upper(), set_target_words(following_), load_words(following_.load))
            return UpNext(", ".join(filter(None, said)))
    ends = ""
    if here.paced and set_.reps and set_.reps.high is not None:
        ends = f"ends by itself at {set_.reps.high}"
    return UpNext(after_words(session, set_), ends)


def _coming_in_rest(m: Moment) -> UpNext:
    session = m.session
    if not session.ahead:
        return UpNext("the end of the workout")
    set_ = session.ahead[0]
    setup = set_.setup.happens
    detail = joined(place_words(session, set_), set_target_words(set_), set_load_words(set_))
    if setup:
        line = "enter when it is ready"
    else:
        seamless = set_.block.own_clock and set_.block.key == m.here.set.block.key
        lead = "" if seamless or not (set_.timed or set_.pace == "coach") else _ready_words(set_)
        line = "waits for enter" if m.here.waits else lead
    plates = "  ".join(set_up_lines(m, set_)) if setup else ""
    cues = _next_cues(m, set_)
    return UpNext(line, name=set_.exercise.name, detail=detail, cues=(plates, *cues) if plates else cues)


def _next_cues(m: Moment, set_: Set) -> tuple[str, ...]:
    """Of the set that comes: its set-up if it is new, else how to begin again and how to do it."""
    exercise = set_.exercise
    known = set_.exercise.id == m.here.set.exercise.id and not set_.setup.happens
    begin = cue_texts(exercise, "reset" if known else "setup")
    rest = [] if set_.setup.happens else [text for text in doing(set_) if text not in begin]
    return tuple([set_.note, *begin, *rest] if set_.note else [*begin, *rest])[:NEXT_CUES]


def cues(m: Moment) -> Cues:
    """The item's note first, then what this moment is about; one of them is the cue of the moment."""
    set_, here = m.set, m.here
    turn = m.since(here.began) // CUE_SECONDS
    note = [set_.note] if set_.note else []
    match m.kind:
        case "setup":
            fetch = [f"Fetch: {equipment_words(set_.block.equipment)}"] if set_.block.equipment else []
            return _lines([*fetch, *note, *cue_texts(set_.exercise, "setup")], turn, numbered=True)
        case "ready":
            return _lines([*note, *cue_texts(set_.exercise, "setup")], 0)
        case "switch":
            return _lines(cue_texts(set_.exercise, "reset") + cue_texts(set_.exercise, "setup"), 0)
        case "rest":
            return Cues(())
    if (at := here.station) is not None:
        timed = not isinstance(at.target, Reps)
        return _lines([*([at.note] if at.note else []), *work_cues(at.exercise, timed)], turn)
    if here.paced:
        return _paced_cues(m, note)
    return _lines([*note, *doing(set_)], turn)


def _paced_cues(m: Moment, note: list[str]) -> Cues:
    """All cues of the work, that of the running phase in front of the eye: their number never changes within a set,
    so that nothing moves. Without phases the cue changes with the rep."""
    set_, rep = m.here.set, rep_at(m.here, m.active)
    texts = [*note, *doing(set_)]
    if rep is None or rep.phase is None:
        return _lines(texts, rep.rep - 1 if rep else 0)
    order = [phase for phase, _ in set_.tempo.phases(set_.exercise.starts)]
    back = order[rep.index :: -1] + order[: rep.index : -1] if rep.index < len(order) else order
    for phase in back:
        own = cue_texts(set_.exercise, phase)
        if not own and phase == order[-1]:
            own = cue_texts(set_.exercise, "reset")
        if own:
            return _lines(texts, texts.index(own[(rep.rep - 1) % len(own)]))
    return _lines(texts, rep.rep - 1)


def _lines(texts: list[str], now: int, numbered: bool = False) -> Cues:
    texts = list(dict.fromkeys(texts))
    chosen = now % len(texts) if texts else 0
    return Cues(tuple(CueLine(text, index == chosen) for index, text in enumerate(texts)), numbered)


def correction(m: Moment) -> Correction | None:
    """What the arrows correct: the current set before and in a SET, the set just done in REST and SWITCH."""
    here = m.here
    set_ = here.set
    load = (set_load_words(set_) or "none") if takes_load(set_) else None
    if here.stage in ("SETUP", "READY"):
        return Correction("load", "", None, load, None, False) if load else None
    if here.stage == "WORK":
        if not here.free:
            return None
        count = reps_done(here, m.active) // set_.sides or set_.expected
        return Correction("now", "", f"{'?' if count is None else count} reps", load, None, False)
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
    place = counting(m.session, set_)
    what = set_.exercise.name if not set_.stations else set_.block.name or "as many rounds as possible"
    what = f"{what}, {place[0]} {place[1]}" if place[2] > 1 else what
    return Correction("done", what, reps, done_load, record.rir, asks)


def record_words(set_: Set, record: Record) -> str:
    """`6 reps`, `42 s`, `3 rounds + 5 reps`, `? reps`."""
    if record.rounds is not None:
        rounds = f"{record.rounds} {'round' if record.rounds == 1 else 'rounds'}"
        return f"{rounds} + {record.reps or 0} reps"
    if set_.timed:
        return clock_words((record.held_ns or 0) // SECOND * SECOND)
    if record.reps is None:
        return "? reps"
    return f"{record.reps} {'rep' if record.reps == 1 else 'reps'}"
