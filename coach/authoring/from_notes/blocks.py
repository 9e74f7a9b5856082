"""The blocks found in notes, and what is decided once one is complete: its rounds, its intervals, its items' fields.

A `NoteEntry` is what the routine will show for one or more lines: an item, or only a comment. Nothing here reads lines
or writes YAML.
"""

from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from coach.authoring.from_notes.fields import fields, rest_text, seconds
from coach.authoring.from_notes.grammar.quantity import Quantity, duration
from coach.authoring.from_notes.grammar.reading import Dose, Said
from coach.authoring.from_notes.lines import NoteLine
from coach.authoring.from_notes.spelling import Found
from coach.routine.model import Section, Tabata
from coach.routine.values import HOUR, SECOND, BadValue, Rest, Work

TITLES = {"circuit": "Circuit", "superset": "Superset", "emom": "EMOM", "amrap": "AMRAP", "tabata": "Tabata"}
MOST_ROUNDS = 200
USUAL_ROUNDS, USUAL_EVERY, USUAL_AMRAP = 10, 60.0, 600.0
"""Of an emom and an amrap without a length. In seconds."""
TIMELY = ("emom", "amrap")
NO_TARGET = "no reps, no time"


class NoteEntry(Struct):
    """What the routine shows for some lines: the lines as comments, remarks about them, and an item or none."""

    lines: list[NoteLine]
    told: list[str] = []
    shared: bool = False
    """Whether an entry before it shows its first line."""
    missed: bool = False
    comment: bool = False
    """Whether it is no part of the plan: a title, a sentence, a date."""
    minute: bool = False
    """Whether the notes give it a minute of its own: `Min 2:`."""
    said: Said | None = None
    found: Found | None = None
    values: dict[str, Any] | None = None
    """The fields of a complete item."""

    def miss(self, why: str) -> None:
        """Mark as not understood after all, and drop its item."""
        self.told, self.missed, self.values, self.said = [why] if why else [], True, None, None


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
    rounds: int | None = None
    every: float = 0
    total: float = 0
    work: float = 0
    rest: Quantity | None = None
    round_rest: Quantity | None = None

    @property
    def items(self) -> list[NoteEntry]:
        """The items that were not given up."""
        return [entry for entry in self.entries if entry.said is not None]

    @property
    def sayings(self) -> list[Said]:
        return [entry.said for entry in self.entries if entry.said is not None]

    def doubt(self, text: str) -> None:
        """Tell something of the whole block, where it begins."""
        (self.title or self.items[0]).told.append(text)

    def put_rounds(self, rounds: int) -> None:
        """Say how often it goes through its exercises, so that each has one set."""
        if rounds > MOST_ROUNDS:
            self.doubt(f"{rounds} rounds taken as {MOST_ROUNDS}: there are no more")
        self.settings["rounds"] = str(min(rounds, MOST_ROUNDS))
        for said in self.sayings:
            said.doses = [replace(said.doses[0], sets=1)] if len(said.doses) == 1 else said.doses

    def take(self, said: Said, times: bool) -> None:
        """Take what a heading says of its block (`10 min`, `3 rounds`, `40s on 20s off`).

        Args:
            said: by the heading.
            times: whether its number stands behind a times sign.
        """
        self.rounds = said.rounds or said.sets or self.rounds
        self.every = said.every or self.every
        self.rest, self.round_rest = said.rest or self.rest, said.round_rest or self.round_rest
        targets = [dose.target for dose in said.doses] * (2 if said.sides == "each" else 1)
        if len(targets) == 2 and self.kind not in TIMELY:
            self.work, self.rest = targets[0].value, replace(targets[1], kind="time")
            self.rounds = said.doses[0].sets if said.doses[0].sets > 1 else self.rounds
        elif targets and targets[0].plain and (times or self.kind not in TIMELY):
            self.rounds = self.rounds or int(targets[0].value)
            if not times:
                self.doubt(f"{targets[0].value:g} taken as rounds")
        elif targets and self.kind in TIMELY:
            self.total = seconds(targets[0], least_bare=HOUR)
        elif targets:
            self.work = seconds(targets[0])


def complete(block: NoteBlock) -> None:
    """Decide everything that depends on the whole block. Items that it cannot have become missed."""
    if block.label and len(block.items) == 1:
        block.kind, block.name = "straight", ""
    for entry, said in zip(block.items, block.sayings, strict=True):
        if said.unclear:
            entry.miss(said.unclear)
        elif not said.doses and block.kind != "tabata" and block.work:
            said.doses = [Dose(1, Quantity("time", (block.work,)))]
        elif not said.doses and block.kind != "tabata":
            entry.miss(NO_TARGET)
    if block.items:
        {"emom": _emom, "amrap": _amrap, "tabata": _tabata, "straight": _straight}.get(block.kind, _rounds)(block)
    if block.kind in TIMELY and (block.rest or block.round_rest):
        block.doubt(f"left out: the rest ({block.kind} blocks go by their own clock)")
    for entry, said in zip(block.items, block.sayings, strict=True):
        _item(block, entry, said)


def _item(block: NoteBlock, entry: NoteEntry, said: Said) -> None:
    found = entry.found
    values, doubts = fields(said, found.id if found else "", found.measure if found else "", block.kind)
    targeted = {"reps", "work"} & values.keys() or isinstance(values.get("sets"), list)
    if not targeted and block.kind != "tabata":
        entry.miss("; ".join(doubts))
        return
    doubts += ["left out: the rest between rounds"] if said.round_rest is not None else []
    whole, has = (block.total, "the amrap") if block.kind == "amrap" else (block.every, "an interval")
    if block.kind in TIMELY and "work" in values and Work.parse(values["work"]).ns > whole * SECOND:
        doubts.append(f"{values['work']} taken as {duration(whole)}: {has} has no more")
        values["work"] = duration(whole)
    entry.values, entry.told = values, list(dict.fromkeys((*entry.told, *doubts)))


def _straight(block: NoteBlock) -> None:
    _put_rests(block, rest=block.rest)
    if block.round_rest is not None:
        block.doubt("left out: the rest between rounds")


def _rounds(block: NoteBlock) -> None:
    """The rounds of a circuit or superset: as written, else the number of sets of its exercises."""
    counts = [said.set_count for said in block.sayings]
    rounds = block.rounds or max(counts) or 1
    if rounds == 1:
        block.doubt("how many rounds? 1 taken")
    for entry, count in zip(block.items, counts, strict=True):
        entry.told += [f"{count} sets taken as {rounds}, like the rounds"] if count not in (1, rounds) else []
    block.put_rounds(rounds)
    last = block.sayings[-1]
    if last.rest is not None and block.round_rest is None:
        block.round_rest, last.rest = last.rest, None
    for said in block.sayings:
        block.round_rest, said.round_rest = said.round_rest or block.round_rest, None
    _put_rests(block, rest=block.rest, round_rest=block.round_rest)


def _emom(block: NoteBlock) -> None:
    items = len(block.items)
    every = block.every = min(block.every or USUAL_EVERY, HOUR / SECOND)
    rounds = block.rounds or (block.sayings[0].set_count if block.sayings[0].set_count > 1 else 0)
    if not rounds and block.total:
        rounds = max(1, int(block.total / (every * items)))
        covered = rounds * every * items
        if covered != block.total:
            whole = f"whole rounds of {duration(every * items)}"
            block.doubt(f"{duration(block.total)} taken as {duration(covered)}: {whole}")
    elif not rounds:
        rounds = USUAL_ROUNDS
        block.doubt(f"how long? {rounds} rounds taken")
    if items > 1 and not all(entry.minute for entry in block.items):
        block.doubt(f"one exercise each {duration(every)}, in turn")
    block.settings["every"] = duration(every)
    block.put_rounds(rounds)


def _amrap(block: NoteBlock) -> None:
    if not 1 <= block.total <= 24 * HOUR / SECOND:
        block.doubt(f"how long? {duration(USUAL_AMRAP)} taken")
        block.total = USUAL_AMRAP
    if block.rounds is not None:
        block.doubt(f"left out: {block.rounds} rounds")
    block.settings["for"] = duration(block.total)


def _tabata(block: NoteBlock) -> None:
    for field, time in (("work", block.work), ("rest", seconds(block.rest) if block.rest else 0)):
        if 1 <= time <= HOUR / SECOND:
            block.settings[field] = duration(time)
    rounds = block.rounds
    for entry, said in zip(block.items, block.sayings, strict=True):
        if said.doses and not rounds and len(block.items) == 1 and said.set_count > 1:
            rounds = said.set_count
        elif said.doses:
            entry.told.append("left out: how many or how long: a tabata goes by its own clock")
        said.doses = []
    usual = Tabata(exercises=()).rounds
    if (rounds or usual) < len(block.items):
        block.doubt(f"{rounds or usual} intervals taken as {len(block.items)}: one exercise an interval")
        rounds = len(block.items)
    if rounds:
        block.put_rounds(rounds)


def _put_rests(block: NoteBlock, **rests: Quantity | None) -> None:
    for field, rest in rests.items():
        if rest is not None and is_rest(rest):
            block.settings[field.replace("_", "-")] = rest_text(rest)
        elif rest is not None:
            block.doubt(f"left out: {field} {rest_text(rest)}")


def is_rest(rest: Quantity) -> bool:
    try:
        Rest.parse(rest_text(rest))
    except BadValue:
        return False
    return True
