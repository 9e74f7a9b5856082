"""The blocks found in notes, and what is decided once one is complete: its rounds, its intervals, its items' fields.

A `NoteEntry` is what the routine will show for one or more lines: an item, or only a comment. Nothing here reads lines
or writes YAML.
"""

from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from coach.authoring.from_notes.fields import fields
from coach.authoring.from_notes.grammar.quantity import Quantity, duration, seconds
from coach.authoring.from_notes.grammar.reading import Dose, Said
from coach.authoring.from_notes.grammar.words import has
from coach.authoring.from_notes.lines import Statement
from coach.authoring.from_notes.spelling import Find, Found, look_up
from coach.routine.model import Section, Tabata
from coach.routine.values import HOUR, SECOND, Work, parse_ns

TITLES = {"circuit": "Circuit", "superset": "Superset", "emom": "EMOM", "amrap": "AMRAP", "tabata": "Tabata"}
MOST_ROUNDS = 200
USUAL_ROUNDS, USUAL_EVERY, USUAL_AMRAP = 10, 60.0, 600.0
"""Of an emom and an amrap without a length. In seconds."""
TIMELY = ("emom", "amrap")
NO_TARGET = "no reps, no time"
HANGING, BAND = "pull-up-bar", "band"
"""Equipment with which the body is the load, and equipment that has no weight."""


class NoteEntry(Struct):
    """What the routine shows for some lines: the lines as comments, remarks about them, and an item or none."""

    lines: list[Statement]
    doubts: list[str] = []
    missed: bool = False
    comment: bool = False
    """Whether it is no part of the plan: a title, a sentence, a date."""
    named: bool = False
    """Whether its name stands alone on its first line."""
    minute: bool = False
    """Whether the notes give it a minute of its own: `Min 2:`."""
    said: Said | None = None
    found: Found | None = None
    values: dict[str, Any] | None = None
    """The fields of a complete item."""

    def miss(self, why: str) -> None:
        """Mark as not understood after all, and drop its item."""
        self.doubts, self.missed, self.values, self.said = [why], True, None, None


class NoteBlock(Struct):
    kind: str = "straight"
    name: str = ""
    section: Section = "main"
    head: list[NoteEntry] = []
    """The entries above it."""
    title: NoteEntry | None = None
    """The entry of `head` that made it a block."""
    entries: list[NoteEntry] = []
    settings: dict[str, str] = {}
    """The fields of the complete block, except name and section."""
    label: str = ""
    """`A` for a superset of `A1` and `A2`."""
    short: bool = False
    """Whether a blank line ends it, as it began with a line like `circuit 3 rounds:`."""
    rounds: int | None = None
    every: float = 0
    total: float = 0
    work: float = 0
    """In seconds, as the two above."""
    rest: str = ""
    round_rest: str = ""

    @property
    def items(self) -> list[tuple[NoteEntry, Said]]:
        """Those that were not given up."""
        return [(entry, entry.said) for entry in self.entries if entry.said is not None]

    @property
    def timed(self) -> bool:
        """Whether it says how long each of its exercises is."""
        return bool(self.work) or self.kind == "tabata"

    def doubt(self, text: str) -> None:
        """Tell something of the whole block, where it begins."""
        (self.title or self.items[0][0]).doubts.append(text)

    def put_rounds(self, rounds: int) -> None:
        """Say how often it goes through its exercises, so that each has one set."""
        self.settings["rounds"] = str(min(rounds, MOST_ROUNDS))
        for _, said in self.items:
            said.doses = [replace(said.doses[0], sets=1)] if len(said.doses) == 1 else said.doses

    def take(self, said: Said, times: bool) -> None:
        """Take what a heading says of its block (`10 min`, `3 rounds`, `40s on 20s off`).

        Args:
            said: by the heading.
            times: whether its number stands behind a times sign.
        """
        self.rounds, self.every = said.rounds or said.sets, said.every
        self.rest, self.round_rest = said.rest, said.round_rest
        targets = [dose.target for dose in said.doses] * (2 if said.sides == "each" else 1)
        if len(targets) == 2 and self.kind not in TIMELY:
            self.work, self.rest = targets[0].value, duration(targets[1].value)
            self.rounds = said.doses[0].sets if said.doses[0].sets > 1 else self.rounds
        elif targets and targets[0].plain and (times or self.kind not in TIMELY):
            self.rounds = self.rounds or int(targets[0].value)
            if not times:
                self.doubt(f"{targets[0].value:g} taken as rounds")
        elif targets and self.kind in TIMELY:
            self.total = seconds(targets[0], least_bare=HOUR)
        elif targets:
            self.work = seconds(targets[0])


def complete(block: NoteBlock, find: Find) -> None:
    """Decide everything that depends on the whole block. Items that it cannot have become missed."""
    if block.label and len(block.items) == 1:
        block.kind, block.name = "straight", ""
    for entry, said in block.items:
        entry.found = look_up(said.name, find, _on_a_barbell(said))
        if entry.found and entry.found.equipment == (BAND,) and any(dose.load[:1].isdigit() for dose in said.doses):
            entry.found = None  # a lateral raise with 6 kg is not the one with a band
        if entry.found and HANGING in entry.found.equipment and _on_a_barbell(said):
            said.doubts = [*said.doubts, "a load beside the body: more than it, or less?"]
        if not said.doses and block.work and block.kind != "tabata":
            said.doses = [Dose(1, Quantity("time", (block.work,)))]
        if said.unclear or not (said.doses or block.kind == "tabata"):
            entry.miss(said.unclear or NO_TARGET)
    if block.items:
        {"emom": _emom, "amrap": _amrap, "tabata": _tabata, "straight": _straight}.get(block.kind, _rounds)(block)
    if block.kind in TIMELY and (block.rest or block.round_rest):
        block.doubt(f"left out: the rest ({block.kind} blocks go by their own clock)")
    for entry, said in block.items:
        _item(block, entry, said)


def _on_a_barbell(said: Said) -> bool:
    """Whether its load is one of a barbell: a mass, a per cent or the bar, and no pair, no bell."""
    loads = [dose.load for dose in said.doses if dose.load]
    free = has(" ".join((said.name, *said.notes)), "free")
    return not free and any(load == "bar" or (load[0].isdigit() and "x" not in load) for load in loads)


def _item(block: NoteBlock, entry: NoteEntry, said: Said) -> None:
    found = entry.found
    values, doubts = fields(said, found.id if found else "", found.measure if found else "", block.kind)
    targeted = {"reps", "work"} & values.keys() or isinstance(values.get("sets"), list)
    if not targeted and block.kind != "tabata":
        entry.miss("; ".join(doubts) or NO_TARGET)
        return
    whole, has_no_more = (block.total, "the amrap") if block.kind == "amrap" else (block.every, "an interval")
    if block.kind in TIMELY and "work" in values and Work.parse(values["work"]).ns > whole * SECOND:
        doubts.append(f"{values['work']} taken as {duration(whole)}: {has_no_more} has no more")
        values["work"] = duration(whole)
    entry.values, entry.doubts = values, list(dict.fromkeys((*entry.doubts, *doubts)))


def _straight(block: NoteBlock) -> None:
    block.settings |= {"rest": block.rest} if block.rest else {}


def _rounds(block: NoteBlock) -> None:
    """The rounds of a circuit or superset: as written, else the number of sets of its exercises."""
    counts = [said.set_count for _, said in block.items]
    rounds = block.rounds or max(counts) or 1
    if rounds == 1:
        block.doubt("how many rounds? 1 taken")
    if block.kind == "superset" and len(counts) == 1:
        block.doubt("with which exercise?")
    last = block.items[-1][1]
    if last.rest and not block.round_rest:
        block.round_rest, last.rest = last.rest, ""
    for _, said in block.items:
        block.round_rest = said.round_rest or block.round_rest
    block.put_rounds(rounds)
    block.settings |= {"rest": block.rest} if block.rest else {}
    block.settings |= {"round-rest": block.round_rest} if block.round_rest else {}


def _emom(block: NoteBlock) -> None:
    items = block.items
    every = block.every = min(block.every or USUAL_EVERY, HOUR / SECOND)
    round_of_all = every * len(items)
    rounds = block.rounds or (items[0][1].set_count if items[0][1].set_count > 1 else 0)
    if not rounds and block.total:
        rounds = max(1, int(block.total / round_of_all))
        if rounds * round_of_all != block.total:
            covered = duration(rounds * round_of_all)
            block.doubt(f"{duration(block.total)} taken as {covered}: whole rounds of {duration(round_of_all)}")
    elif not rounds:
        rounds = USUAL_ROUNDS
        block.doubt(f"how long? {rounds} rounds taken")
    if len(items) > 1 and not all(entry.minute for entry, _ in items):
        block.doubt(f"one exercise each {duration(every)}, in turn")
    block.settings["every"] = duration(every)
    block.put_rounds(rounds)


def _amrap(block: NoteBlock) -> None:
    if not 1 <= block.total <= 24 * HOUR / SECOND:
        block.doubt(f"how long? {duration(USUAL_AMRAP)} taken")
        block.total = USUAL_AMRAP
    block.settings["for"] = duration(block.total)


def _tabata(block: NoteBlock) -> None:
    for field, time in (("work", duration(block.work)), ("rest", block.rest)):
        if time[-1:] in ("s", "m") and SECOND <= parse_ns(time) <= HOUR:
            block.settings[field] = time
    items, rounds = block.items, block.rounds
    for _, said in items:
        said.doses = []
    usual = Tabata(exercises=()).rounds
    if (rounds or usual) < len(items):
        block.doubt(f"{rounds or usual} intervals taken as {len(items)}: one exercise an interval")
        rounds = len(items)
    if rounds:
        block.put_rounds(rounds)
