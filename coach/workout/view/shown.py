"""What a workout screen shows: a small frozen value for each widget, in words and whole numbers.

What may live here: these values. What may not: how they are made, which is in the other modules of this room, and where
and how big they are drawn, which the widgets decide. Seconds are whole (left: rounded up, gone: rounded down), so two
values are equal as long as nothing on the screen changes.
"""

from typing import Literal

from msgspec import Struct

StageRole = Literal["ready", "work", "rest", "still", "done"]
"""The colour of a stage: amber, green, blue, grey, green."""

ScreenKind = Literal[
    "setup", "ready", "set", "reps", "work", "interval", "stations", "switch", "rest", "paused", "away", "done"
]
"""How the screen is laid out: `set` for reps at one's own pace, `reps` at the coach's, `work` for timed work,
`interval` for the work of an interval on a grid, `stations` for exercises in turn against the clock."""


class Head(Struct, frozen=True):
    """The first row: the routine, the block, and the clock of the workout."""

    routine: str
    place: str
    """`Main`, or the block's name."""
    clock: str
    """`12:40 of ~41 min`."""


class Caption(Struct, frozen=True):
    """What is being done, and which set it is."""

    exercise: str
    detail: str
    """`set 2 of 3 · 60 kg`, `last set of 3 · 60 kg`."""
    short: str
    """The same for forty columns: `set 2/3 · 60 kg`."""


class StageBadge(Struct, frozen=True):
    """The stage in a word, a colour and a mark: always all three."""

    kind: ScreenKind
    word: str
    role: StageRole
    mark: str
    plain_mark: str
    """The mark in ASCII, for a terminal without UTF-8."""


class Big(Struct, frozen=True):
    """The biggest thing on the screen, and what stands beside it."""

    text: str
    """In block digits: `5`, `27`, `1:12`, `8–12`, `MAX`, `+12`, `80`, `LEFT`."""
    unit: str = ""
    """In plain text beside it: `of 8`, `of 30 s`, `kg`, `reps`."""
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
    """A part of the lane: a phase of the rep, or the whole interval."""

    mark: str
    label: str
    seconds: int
    """Its length; the parts are drawn in proportion."""
    done: int
    """How many of its seconds have gone by."""


class Lane(Struct, frozen=True):
    """The progress of a rep or of the running clock, as a bar."""

    parts: tuple[LanePart, ...]


class CueLine(Struct, frozen=True):
    """One cue, or the item's note."""

    text: str
    now: bool
    """Whether it is the cue of the moment, which is marked."""


class Cues(Struct, frozen=True):
    """What to think of, from the most to the least important."""

    lines: tuple[CueLine, ...]
    numbered: bool = False


class Correction(Struct, frozen=True):
    """The set that the arrows correct now, and what of it."""

    label: str
    """`done`, `load`."""
    what: str
    """`Deadlift, set 1`; empty for the current set."""
    reps: str | None
    """`6 reps`, `42 s`, `? reps`; None: reps cannot be corrected now."""
    load: str | None
    """`80 kg`; None: the set takes no load."""
    rir: int | None
    """How many more reps the person could have done; None: not answered."""
    asks_rir: bool
    """Whether the keys 0 to 5 answer that now."""


class UpNext(Struct, frozen=True):
    """What comes next: always a line, in a rest more."""

    line: str
    """`rest 2:00 · last set · 60 kg`, `10 s, then PUSH-UP: hands on the floor`."""
    ends: str = ""
    """At the right: `ends by itself at 8`."""
    name: str = ""
    """In a rest, the next exercise."""
    detail: str = ""
    """`set 2 of 3 · 6 reps · 80 kg`."""
    cues: tuple[str, ...] = ()
    """Where a bar has to be loaded, the first says what goes on it."""


class StripSegment(Struct, frozen=True):
    """A stage in the strip."""

    seconds: int
    work: bool
    """Work is drawn at full height, everything else lower."""


class Strip(Struct, frozen=True):
    """The whole workout in proportion, by planned lengths."""

    segments: tuple[StripSegment, ...]
    done: int
    """How many segments are past."""
    within: int
    """How many seconds of the next one are past."""


class Offer(Struct, frozen=True):
    """A key that is useful now: the id of its action, and what that does here."""

    action: str
    label: str


class OutlineRow(Struct, frozen=True):
    """A line of the outline: a set or a block."""

    key: str | None
    """The set's key as text; None for a block."""
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
    """A text for each set: `6`, `skipped`, `?`; `[7]` while it is corrected."""
    keys: tuple[str, ...] = ()
    """The keys of its sets as text; each side of a set has one."""


class Summary(Struct, frozen=True):
    """The last screen: what the workout came to."""

    length: str
    unit: str
    """Of the length: `min`, below a minute `s`."""
    sets: str
    sets_unit: str
    worked: str
    rested: str
    paused: str
    moved: str
    """`5176 kg`; empty if nothing was moved."""
    results: tuple[ExerciseResult, ...]


class WorkoutView(Struct, frozen=True):
    """All that the screen of a workout shows."""

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
    """The most important first; the footer shows as many as fit."""
    notes: tuple[str, ...] = ()
    """Plain lines: in PAUSED and AWAY what counts as paused, at the end what was skipped or not done."""
    summary: Summary | None = None
    title: str = ""
    """The terminal's title: `■ 1:12 Deadlift 2/3`."""
