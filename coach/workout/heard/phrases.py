"""What a voice says at each mark of a scheduled stage, in the words of a language.

What may live here: which phrase belongs to which mark, and how much of it fits. What may not: when marks are, which is
in `signals`, and the words themselves, which are in the files of `coach/languages/`. The screen says the same things in
its own words (`coach.workout.view`). Instants are `Active`.
"""

from collections.abc import Callable, Iterable

from msgspec import Struct

from coach.routine.values import MINUTE, PHASES, SECOND, Load, Reps
from coach.workout.engine.facts import cue_texts, set_number, sets_done, whole_ns, work_cues
from coach.workout.engine.state import Active, RunningStage, Session
from coach.workout.engine.timeline import ScheduledStage, rep_at
from coach.workout.heard.language import Language
from coach.workout.plan.sets import Set
from coach.workout.words import minutes_of

EVENTS = ("next", "last-set", "halfway", "ten", "count", "cue", "side", "finished")
"""What can be said, by the names with which a person switches it off."""

CHARACTERS = 14
"""Roughly how many characters are spoken in a second."""


class Speech(Struct, frozen=True):
    """A voice's language, and the events that it speaks at."""

    language: Language
    events: frozenset[str] = frozenset(EVENTS)


def fits(text: str, ns: int | None) -> bool:
    """Whether a voice can say the text within `ns`; None: there is no limit."""
    return ns is None or len(text) * SECOND <= ns * CHARACTERS


class Spoken(Struct, frozen=True):
    """An instant of a scheduled stage at which something may be said."""

    speech: Speech
    scheduled: ScheduledStage
    session: Session
    at: Active

    @property
    def words(self) -> Language:
        return self.speech.language

    @property
    def here(self) -> RunningStage:
        assert self.scheduled.here is not None
        return self.scheduled.here

    @property
    def room(self) -> int | None:
        """How long the stage has for words, ns, without its last second; None: a key ends it."""
        return None if self.scheduled.ends is None else self.scheduled.ends - self.scheduled.began - SECOND


def phrase(speech: Speech, scheduled: ScheduledStage, session: Session, at: Active, mark: str) -> str:
    """What is said at a mark: the phrase of its first event that is not switched off and has one; else empty."""
    if mark == "go" and scheduled.here is not None and scheduled.here.resumes_at is not None:
        return ""  # it goes on after a pause: all of this was said when the work began
    spoken = Spoken(speech, scheduled, session, at)
    for event, said in _SAID.get(mark, ()):
        if event in speech.events and (words := said(spoken)):
            return words
    return ""


def is_first_stage(here: RunningStage, session: Session) -> bool:
    """Whether this is the stage that the workout began with."""
    return here.after is None and here.began == session.started


def _first(s: Spoken) -> str:
    return _coming(s, s.words.first, s.here.set) if is_first_stage(s.here, s.session) else ""


def _next(s: Spoken) -> str:
    """As a rest begins, the set after it; where there is no rest, the set that begins."""
    set_ = s.scheduled.upcoming if s.here.stage == "REST" else s.here.set
    return "" if set_ is None else _coming(s, s.words.next, set_)


def _station(s: Spoken) -> str:
    """Where work follows work without a rest: the name of the new exercise."""
    before, set_ = s.scheduled.before, s.here.set
    if s.here.after != "WORK" or before is None or before.exercise.id == set_.exercise.id:
        return ""
    return _named(s.words, set_)


def _coming(s: Spoken, template: str, set_: Set) -> str:
    """What comes next, as much of it as can be said in time; empty if not even the name can."""
    name = _named(s.words, set_)
    side = _side_of(s.words, set_.key.side)
    place = _place(s.words, s.session, set_)
    for parts in ((name, side, place, _dose(s.words, set_)), (name, side), (name,)):
        words = template.format(what=_joined(parts))
        if fits(words, s.room):
            return words
    return ""


def _last_set(s: Spoken) -> str:
    set_ = s.here.set
    return s.words.last_set if set_number(s.session, set_).is_last and set_.key.side != "left" else ""


def _halfway(s: Spoken) -> str:
    return s.words.halfway


def _ten(s: Spoken) -> str:
    return s.words.ten


def _side(s: Spoken) -> str:
    """The side that comes next: in a SWITCH that of the next set, within a set the left one."""
    if s.here.stage == "WORK":
        return s.words.left_side
    return _side_of(s.words, s.scheduled.upcoming.key.side) if s.scheduled.upcoming else ""


def _count(s: Spoken) -> str:
    """The number of the rep that begins, unless a cue is said. Where sides alternate, once for both sides."""
    rep, set_ = rep_at(s.here, s.at), s.here.set
    if rep is None or rep.side == "left" or set_.tempo.rep_ns < SECOND or _phase_cue(s):
        return ""
    return s.words.whole(rep.number)


def _phase_cue(s: Spoken) -> str:
    """In the first rep at the coach's pace: the first cue of the phase that begins."""
    rep = rep_at(s.here, s.at)
    if rep is None or rep.rep > 1 or "cue" not in s.speech.events:
        return ""
    text = next(iter(cue_texts(s.here.set.exercise, rep.phase)), "") if rep.phase else ""
    return text if fits(text, rep.length_ns) else ""


def _timed_cue(s: Spoken) -> str:
    """As timed work begins: the item's note, else the exercise's first cue."""
    set_ = s.here.set
    if not set_.timed or set_.stations:
        return ""
    text = set_.note or next(iter(work_cues(set_.exercise, timed=True)), "")
    return text if fits(text, s.room) else ""


def _finished(s: Spoken) -> str:
    words = s.words
    whole = whole_ns(s.session)
    length = words.time(whole) if whole < MINUTE else words.counted(words.minutes, minutes_of(whole) * 1000)
    return words.finished.format(minutes=length, sets=words.counted(words.sets, sets_done(s.session) * 1000))


Said = Callable[[Spoken], str]
_COMES: tuple[tuple[str, Said], ...] = (("next", _next),)
_SAID: dict[str, tuple[tuple[str, Said], ...]] = {
    "": (("next", _first),),
    "go": (("next", _first), ("next", _station), ("last-set", _last_set), ("cue", _timed_cue)),
    "rest": _COMES,
    "round": _COMES,
    "set-done": _COMES,
    "switch": (("side", _side),),
    "halfway": (("halfway", _halfway),),
    "ten": (("ten", _ten),),
    "rep": (("count", _count),),
    "finished": (("finished", _finished),),
    **dict.fromkeys(PHASES, (("cue", _phase_cue),)),
}
"""The events that may speak at each mark, the most important first."""


def _named(words: Language, set_: Set) -> str:
    return (set_.block.name or words.as_many_rounds) if set_.stations else set_.exercise.name


def _side_of(words: Language, side: str | None) -> str:
    return words.right_side if side == "right" else words.left_side if side == "left" else ""


def _place(words: Language, session: Session, set_: Set) -> str:
    """`set two of three`, `last set`; empty for the only set."""
    place = set_number(session, set_)
    if place.total == 1:
        return ""
    if place.is_last:
        return words.last_set
    templates = {"set": words.set, "warm-up": words.warm_up, "round": words.round, "interval": words.interval}
    return templates[place.word].format(n=words.whole(place.number), of=words.whole(place.total))


def _dose(words: Language, set_: Set) -> str:
    """The time and the load; of reps the load, or their number where there is no load."""
    load = _load(words, set_)
    if not isinstance(set_.target, Reps):
        time = words.time(set_.target.ns)
        return _joined((words.or_longer.format(time=time) if set_.target.open else time, load))
    return load or _reps(words, set_.target, set_.alternate)


def _joined(parts: Iterable[str]) -> str:
    return ", ".join(filter(None, parts))


def _reps(words: Language, reps: Reps, alternate: bool) -> str:
    """`ten reps`, `eight to twelve reps`, `ten reps or more`, `eight reps each side`."""
    said = words.counted(words.reps, (reps.high or reps.low) * 1000)
    if reps.is_max:
        said = words.as_many_as_you_can
    elif reps.high is None:
        said = words.or_more.format(reps=said)
    elif reps.low != reps.high:
        said = words.from_to.format(low=words.whole(reps.low), reps=said)
    return words.each_side.format(reps=said) if alternate else said


def _load(words: Language, set_: Set) -> str:
    load = set_.load
    if load is None:
        return ""
    match load.kind:
        case "mass":
            mass = _mass(words, load)
            return words.times.format(n=words.whole(load.count), load=mass) if load.count > 1 else mass
        case "percent":
            share = words.of_your_max if set_.share_of == "max" else words.of_today
            return share.format(n=words.number(load.amount))
        case "bodyweight" if load.amount:
            template = words.bodyweight_plus if load.amount > 0 else words.bodyweight_minus
            return template.format(load=_mass(words, load))
        case "bodyweight":
            return words.bodyweight
        case "band":
            return words.band.format(name=load.name)
        case "bar":
            return words.bar


def _mass(words: Language, load: Load) -> str:
    return words.counted(words.kilos if load.unit == "kg" else words.pounds, abs(load.amount))
