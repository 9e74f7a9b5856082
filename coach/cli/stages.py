"""The stages of a plan, each with the time at which it begins: what `coach show --timeline` prints.

Pure. A stage that a key ends has its estimated length; the times after the first such stage are approximate. The end of
a rest, shown as READY, is not a stage and has no row.
"""

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from coach.routine.values import SECOND, Reps
from coach.workout.engine.facts import number_in_plan
from coach.workout.plan.sets import Set, setup_left_ns
from coach.workout.words import clock_words, reps_noun, set_load_words, target_words

Word = Literal["SETUP", "READY", "SET", "WORK", "SWITCH", "REST"]


class StageRow(Struct, frozen=True, kw_only=True):
    begins_ns: int
    ns: int
    about: bool
    """Whether the time is approximate, because a key ends an earlier stage."""
    waits: bool
    """Whether a key ends it. `ns` is an estimate then."""
    word: Word
    set: Set
    number: str
    """`set 1 of 3`, `round 2 of 4`; of a station of an amrap the stations after it; empty for an only set."""

    @property
    def begins(self) -> str:
        """`0:30`, `~12:05`, `1:02:30`."""
        minutes, seconds = divmod(self.begins_ns // SECOND, 60)
        hours, minutes = divmod(minutes, 60)
        clock = f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
        return f"~{clock}" if self.about else clock

    @property
    def what(self) -> str:
        """`Deadlift, set 1 of 3, 6 reps, 80 kg`; for a stage between two sets, its length."""
        if self.word not in ("SET", "WORK"):
            return self.length
        it = self.set
        sides = {"right": "right", "left": "left", None: "a side" if it.alternate and not it.timed else ""}
        return ", ".join(
            filter(None, (it.exercise.name, self.number, _target(it), sides[it.key.side], set_load_words(it)))
        )

    @property
    def length(self) -> str:
        """`2:00`, `2:00, then until enter`, `until enter`."""
        if self.word == "SETUP":
            return "until enter"
        return clock_words(self.ns) + (", then until enter" if self.waits else "")


def stages(sets: Sequence[Set]) -> Iterator[StageRow]:
    """Every stage of these sets, in order."""
    now, about = 0, False
    before: Set | None = None
    for set_ in sets:
        number = _number(sets, set_)
        for word, ns, waits in _of(set_, before):
            # In an emom a key may end the reps, but the interval ends the rest: the next stage is on time again.
            early = set_.interval_ns > 0 and not set_.timed and set_.pace == "self" and word == "REST"
            yield StageRow(begins_ns=now, ns=ns, about=about or early, waits=waits, word=word, set=set_, number=number)
            now += ns
            about = about or waits
        before = set_


def _of(set_: Set, before: Set | None) -> Iterator[tuple[Word, int, bool]]:
    """(stage, length in ns, whether a key ends it) for each stage of a set."""
    if set_.setup.happens:
        yield "SETUP", setup_left_ns(before, set_), True
    if set_.ready.happens:
        yield "READY", set_.ready.ns or 0, False
    yield "WORK" if set_.timed else "SET", set_.work_ns, set_.ends_by_key
    if set_.gap_ns or set_.rest.waits:
        yield "SWITCH" if set_.switch else "REST", set_.gap_ns, set_.rest.waits


def _number(sets: Sequence[Set], set_: Set) -> str:
    if set_.stations:
        return ", ".join(station.exercise.name for station in set_.stations[1:])
    word, number, total = number_in_plan(sets, set_)
    return f"{word} {number} of {total}" if total > 1 else ""


def _target(set_: Set) -> str:
    words = target_words(set_.target)
    return f"{words} {reps_noun(set_.target)}" if isinstance(set_.target, Reps) else words
