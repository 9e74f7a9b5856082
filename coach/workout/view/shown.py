"""What a workout screen shows: one small frozen piece a widget, in words and whole numbers.

A piece is equal to its predecessor as long as nothing on the screen would change: seconds are whole (remaining is the
ceiling, elapsed the floor), nothing carries nanoseconds. `view.py` makes the pieces; widgets decide where they stand
and how big. Pure values: no clock, no terminal, no markup.
"""

from typing import Literal

from msgspec import Struct

StageRole = Literal["ready", "work", "rest", "still", "done"]
"""The colour of a stage: amber, green, blue, grey, green."""

ScreenKind = Literal[
    "setup", "ready", "set", "reps", "work", "interval", "stations", "switch", "rest", "paused", "away", "done"
]
"""Which drawing of the screen: a set at one's own pace is `set`, at the coach's `reps`, timed work `work`, a set of an
interval on a grid `interval`, stations gone through against the clock `stations`."""


class Head(Struct, frozen=True):
    """The first row: the routine, and where in the whole one is."""

    routine: str
    place: str
    """`Main`, or the block's name."""
    clock: str
    """`12:40 of ~41 min`."""


class Caption(Struct, frozen=True):
    """What is being done, and which set of it."""

    exercise: str
    detail: str
    """`set 2 of 3 · 60 kg · 20 a side`; a last set says so."""
    short: str
    """The same for forty columns: `set 2/3 · 60 kg`."""


class StageBadge(Struct, frozen=True):
    """Word, colour and mark, always all three."""

    kind: ScreenKind
    word: str
    role: StageRole
    mark: str
    plain_mark: str
    """Where the locale is not UTF-8."""


class Big(Struct, frozen=True):
    """The biggest thing on the screen, and what stands beside it."""

    text: str
    """In block digits: `5`, `27`, `1:12`, `8–12`, `MAX`, `+12`, `80`, `LEFT`."""
    unit: str = ""
    """Plain, beside it: `of 8`, `of 30 s`, `kg`, `reps`."""
    word: str = ""
    """In block letters beside it, where there is room: `LOWER`, an exercise's name, `PAUSED`."""
    second: str = ""
    """In smaller block digits: the seconds of the phase, or of the interval."""
    second_unit: str = ""
    lines: tuple[str, ...] = ()
    """Plain lines beside it: `a side: 25 + 5`, `of 3:00`."""
    arrow: Literal["", "left", "right"] = ""
    """A block arrow, at SWITCH."""


class LanePart(Struct, frozen=True):
    """A stretch of the lane: one phase of the rep, or the whole interval."""

    mark: str
    label: str
    seconds: int
    """Its length; lengths of parts are in proportion on the screen."""
    done: int
    """Seconds of it that have gone by; solid."""


class Lane(Struct, frozen=True):
    parts: tuple[LanePart, ...]


class CueLine(Struct, frozen=True):
    text: str
    now: bool
    """The cue of the moment."""


class Cues(Struct, frozen=True):
    lines: tuple[CueLine, ...]
    numbered: bool = False


class Correction(Struct, frozen=True):
    """The set that can be corrected now: the current one before and in a SET, the set just done in REST and SWITCH."""

    label: str
    """`done`, `load`."""
    what: str
    """`Deadlift, set 1`; empty for the current set."""
    reps: str | None
    """`6 reps`, `42 s`, `? reps`; None: not to be corrected now."""
    load: str | None
    """`80 kg`; None: no load is taken."""
    rir: int | None
    """Could do so many more; None: not said."""
    asks_rir: bool
    """Whether 0 to 5 work now."""


class UpNext(Struct, frozen=True):
    """What comes: one line always, more of it in a rest."""

    line: str
    """`rest 2:00 · last set · 60 kg`, `10 s, then PUSH-UP: hands on the floor`."""
    ends: str = ""
    """At the right: `ends by itself at 8`."""
    name: str = ""
    """In a rest: the exercise that comes."""
    detail: str = ""
    """`set 2 of 3 · 6 reps · 80 kg`."""
    cues: tuple[str, ...] = ()
    """The first is what to do now: what goes on the bar, where it has to be loaded."""


class StripSegment(Struct, frozen=True):
    """One stage of the strip."""

    seconds: int
    work: bool
    """Work is drawn full height, what lies between lower."""


class Strip(Struct, frozen=True):
    """The whole workout in proportion: planned lengths; `done` pieces are past, of the next `within` seconds are."""

    segments: tuple[StripSegment, ...]
    done: int
    within: int


class Offer(Struct, frozen=True):
    """A key that matters now: the action's id (its key is the screen's affair) and what it does here."""

    action: str
    label: str


class OutlineRow(Struct, frozen=True):
    """A line of the outline: a set, or a block's name (`key` None)."""

    key: str | None
    """The set's key as text, for going there."""
    name: str
    plan: str
    done: str
    state: Literal["block", "done", "skipped", "now", "ahead"]


class ExerciseResult(Struct, frozen=True):
    """A line of the last screen: one exercise of one block."""

    name: str
    plan: str
    load: str
    done: tuple[str, ...]
    """A text a set: `6`, `skipped`, `?`, `[7]` while it is corrected."""
    keys: tuple[str, ...] = ()
    """The keys of its sets as text, each side of a set for itself."""


class Summary(Struct, frozen=True):
    minutes: str
    sets: str
    worked: str
    rested: str
    paused: str
    moved: str
    """`5176 kg`, empty where nothing was moved."""
    results: tuple[ExerciseResult, ...]


class WorkoutView(Struct, frozen=True):
    head: Head
    caption: Caption
    badge: StageBadge
    big: Big
    lane: Lane | None
    cues: Cues
    correction: Correction | None
    next: UpNext
    strip: Strip
    offers: tuple[Offer, ...]
    """In order of importance; the footer shows as many as fit."""
    notes: tuple[str, ...] = ()
    """Plain lines of PAUSED and AWAY: where one stands, what counts as paused."""
    summary: Summary | None = None
    title: str = ""
    """Of the terminal: `■ 1:12 Deadlift 2/3`."""
