"""A routine on paper, as values: what a reader wants to know before they train.

What may live here: the blocks and rows of a paper, each text as it is printed. What may not: how they are made, which
is in `build`, and where they stand on a page, which is in `lines`.
"""

from msgspec import Struct

from coach.routine.model import Muscle, Section
from coach.workout.words import equipment_words, muscle_words, short_minutes, time_words

MUSCLES_SHOWN = 5
"""How many of the muscles that work most are named; more would be nearly all of them."""


class PaperRow(Struct, frozen=True, kw_only=True):
    """An item. Its texts are empty where there is nothing to say."""

    exercise: str
    """The id; empty for an item with a name of its own."""
    name: str
    dose: str
    """`3 × 8–12`, `5 × 10`, `40 s a side`, `8 × 20 s / 10 s`, `10 reps`."""
    load: str = ""
    rest: str = ""
    """After each set: `2:00`."""
    pace: str = ""
    """`the coach counts`, `your own pace`; empty for timed work and in an amrap."""
    tempo: str = ""
    """`3 s down, 1 s hold, 1 s up`, where the coach counts or the author wrote one."""
    effort: str = ""
    """`stop while you could do 2 more`."""
    warm_up: tuple[str, ...] = ()
    """A text for each warm-up set: `8 at 50 % of today's weight`."""
    note: str = ""
    equipment: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    """The names of the exercises that can be swapped in."""


class PaperBlock(Struct, frozen=True, kw_only=True):
    """A block with its items."""

    name: str
    """Its written name; empty if it has none."""
    section: Section
    type: str
    """`circuit, 3 rounds`; empty for a straight block."""
    ns: int
    """Its planned length, with the rest after it."""
    minutes: int
    estimated: bool
    """That of its paper."""
    rows: tuple[PaperRow, ...]

    @property
    def time(self) -> str:
        """`8 min`."""
        return short_minutes(self.ns)


class Paper(Struct, frozen=True, kw_only=True):
    """A routine with its blocks."""

    title: str
    description: str
    tags: tuple[str, ...]
    ns: int
    """Its planned length; what a key ends counts with its estimate."""
    minutes: int
    estimated: bool
    """Whether a key ends a stage of it. Otherwise the length is exact, without the first READY and the set-ups."""
    equipment: tuple[str, ...]
    """What is needed, in the order in which it is needed."""
    muscles: tuple[Muscle, ...]
    """The prime movers, those that work most first."""
    blocks: tuple[PaperBlock, ...]

    @property
    def time(self) -> str:
        """`~52 min`, `40 min`."""
        return time_words(self.ns, estimated=self.estimated)

    @property
    def short_time(self) -> str:
        """For a list, whose room is for the names: `52 min`, `61 min`."""
        return short_minutes(self.ns)

    @property
    def equipment_line(self) -> str:
        """`barbell, pull-up bar`, `no equipment`."""
        return equipment_words(self.equipment)

    @property
    def works(self) -> str:
        """`hamstrings, glutes, lower back`."""
        return muscle_words(self.muscles[:MUSCLES_SHOWN])
