"""The blocks found in notes, and what is decided once one is complete: its rounds, its intervals, its items' fields.

A `NoteEntry` is what the routine will show for one or more lines: an item, or only a comment. Nothing here reads lines
or writes YAML.
"""

from typing import Any

from msgspec import Struct

from coach.authoring.from_notes.item import duration, fields, rest_text
from coach.authoring.from_notes.measures import Quantity, Token, timed
from coach.authoring.from_notes.sketch import NoteDose, Sketch
from coach.routine.model import BLOCKS, Section, Tabata
from coach.routine.values import HOUR, SECOND, BadValue, Rest, Work

TITLES = {"circuit": "Circuit", "superset": "Superset", "emom": "EMOM", "amrap": "AMRAP", "tabata": "Tabata"}
MOST_ROUNDS = 200
USUAL_ROUNDS = 10
"""Rounds of an emom without a length."""
USUAL_AMRAP = 600.0
"""Seconds of an amrap without a length."""
MINUTE_S = 60.0


class NoteEntry(Struct):
    """What the routine shows for some lines: the lines as comments, remarks about them, and an item or none."""

    lines: list[int] = []
    """Their numbers. An item that shares a line with the items before it has its number, but not its text in `own`."""
    own: list[str] = []
    told: list[str] = []
    missed: bool = False
    sketch: Sketch | None = None
    exercise: str | None = None
    measure: str = ""
    values: dict[str, Any] | None = None
    """The fields of a complete item."""

    def take(self, line: int, words: str) -> None:
        """Add a line."""
        self.lines.append(line)
        self.own.append(words)

    def miss(self, why: str) -> None:
        """Mark as not understood after all, and drop its item."""
        self.told, self.missed, self.values, self.sketch = [why] if why else [], True, None, None


class NoteBlock(Struct):
    kind: str = "straight"
    name: str = ""
    section: Section = "main"
    head: list[NoteEntry] = []
    """The entries above it."""
    title: NoteEntry | None = None
    """The entry of `head` that was taken for its heading, perhaps wrongly."""
    entries: list[NoteEntry] = []
    added: list[NoteEntry] = []
    """The entries that are items."""
    settings: dict[str, str] = {}
    """The fields of the complete block, except name and section."""
    label: str = ""
    """`A` for a superset of `A1` and `A2`."""
    rounds: int | None = None
    every: float | None = None
    total: float | None = None
    work: float | None = None
    rest: Quantity | None = None
    round_rest: Quantity | None = None
    doubts: list[str] = []

    @property
    def items(self) -> list[NoteEntry]:
        """The items that were not given up."""
        return [entry for entry in self.added if entry.sketch is not None]

    @property
    def whole(self) -> bool:
        """Whether any item can be written."""
        return any(entry.values is not None for entry in self.added)

    def give_up(self, why: str) -> None:
        """Mark the heading as not understood, as no item can be written."""
        if self.title is None:
            return
        self.title.miss(next((" ".join(it.told) for it in self.added if it.told and not it.own), why))
        for entry in self.added:
            if not entry.own:
                entry.told = []

    def put(self, entry: NoteEntry) -> None:
        """Add an item."""
        self.entries.append(entry)
        self.added.append(entry)

    def doubt(self, text: str) -> None:
        self.doubts.append(text)

    def said(self, token: Token, text: str) -> bool:
        """Take what a heading says of its block (`10 min`, `3 rounds`, `40s on 20s off`). False if it says nothing."""
        if token.what in ("rest", "round rest"):
            if token.what == "rest":
                self.rest = token.quantity
            else:
                self.round_rest = token.quantity
        elif token.what in ("kind", "every"):
            self.every = token.quantity.value if token.quantities else self.every
        elif token.what == "times" and token.quantity.plain:
            self.rounds = int(token.quantity.value)
        elif token.what == "quantity":
            return self._measured(token.quantity)
        elif token.what == "product" and len(token.quantities) == 2:
            return all(it.plain or len(it.values) == 2 for it in token.quantities) and all(
                self._measured(it) for it in token.quantities
            )
        else:
            return token.what == "gap"
        return True

    def _measured(self, quantity: Quantity) -> bool:
        timely = self.kind in ("emom", "amrap")
        time = timed(quantity, least_bare=HOUR if timely else None)
        if quantity.kind in ("rounds", "sets") or (quantity.plain and not timely):
            self.rounds = int(quantity.value)
        elif len(quantity.values) == 2 and not timely and quantity.kind in ("count", "time"):
            self.work, self.rest = quantity.values[0], Quantity("time", quantity.values[1:])
        elif time is None or len(time.values) > 1:
            return False
        elif timely:
            self.total = time.value
        elif self.work is None:
            self.work = time.value
        else:
            return False
        return True


def complete(block: NoteBlock) -> None:
    """Decide everything that depends on the whole block. Items that it cannot have become missed."""
    if block.label and len(block.items) == 1:
        block.kind, block.name = "straight", ""
    for entry in block.items:
        _give_target(block, entry)
    if block.items:
        settle = {"emom": _emom, "amrap": _amrap, "tabata": _tabata, "straight": _straight}
        settle.get(block.kind, _rounds)(block)
    for entry in block.items:
        _item(block, entry)


def _give_target(block: NoteBlock, entry: NoteEntry) -> None:
    made = entry.sketch
    assert made is not None
    if made.doses or not BLOCKS[block.kind].needs_target or (block.kind == "emom" and block.work):
        return
    if block.work:
        made.doses = [NoteDose(1, Quantity("time", (block.work,)))]
    else:
        entry.miss("no reps, no time")


def _item(block: NoteBlock, entry: NoteEntry) -> None:
    made = entry.sketch
    assert made is not None
    result = fields(made, entry.exercise, entry.measure, block.kind)
    has_target = not BLOCKS[block.kind].needs_target or {"reps", "work"} & result.values.keys()
    listed = isinstance(result.values.get("sets"), list)
    if not has_target and not listed and not (block.kind == "emom" and block.work):
        entry.miss("; ".join(result.doubts))
        return
    entry.values = result.values
    entry.told = list(dict.fromkeys((*entry.told, *result.doubts)))
    if made.round_rest is not None:
        entry.told.append("left out: the rest between rounds")
    whole, has = (block.total, "the amrap") if block.kind == "amrap" else (block.every, "an interval")
    if block.kind in ("emom", "amrap") and whole and "work" in entry.values:
        work = Work.parse(entry.values["work"])
        if work.ns > whole * SECOND:
            entry.told.append(f"{entry.values['work']} taken as {duration(whole)}: {has} has no more")
            entry.values["work"] = duration(whole)


def _straight(block: NoteBlock) -> None:
    _put_rest(block, "rest", block.rest)
    if block.round_rest is not None:
        block.doubt("left out: the rest between rounds")


def _rounds(block: NoteBlock) -> None:
    """The rounds of a circuit or superset: as written, else the number of sets of its exercises."""
    items = [(entry, entry.sketch) for entry in block.items if entry.sketch]
    counts = [made.set_count for _, made in items]
    rounds = block.rounds or max([1, *counts])
    if block.rounds is None and rounds == 1:
        block.doubt("how many rounds? 1 taken")
    for (entry, made), count in zip(items, counts, strict=True):
        if count not in (1, rounds):
            entry.told.append(f"{count} sets taken as {rounds}, like the rounds")
        if count > 1 and len(made.doses) == 1:
            made.doses = [NoteDose(1, made.doses[0].target, made.doses[0].load)]
    last = items[-1][1]
    if last.rest is not None and block.round_rest is None:
        block.round_rest, last.rest = last.rest, None
    for _, made in items:
        if made.round_rest is not None:
            block.round_rest, made.round_rest = made.round_rest, None
    block.settings["rounds"] = str(_limited(block, rounds))
    _put_rest(block, "rest", block.rest)
    _put_rest(block, "round-rest", block.round_rest)


def _emom(block: NoteBlock) -> None:
    items = block.items
    made = items[0].sketch
    every = block.every = min(block.every or MINUTE_S, HOUR / SECOND)
    if every < 1:
        every = block.every = MINUTE_S
    rounds = block.rounds
    if rounds is None and block.total is not None:
        rounds = max(1, int(block.total / (every * len(items))))
        covered = rounds * every * len(items)
        if covered != block.total:
            block.doubt(
                f"{duration(block.total)} taken as {duration(covered)}: whole rounds of {duration(every * len(items))}"
            )
    if rounds is None and made and made.set_count > 1:
        rounds = made.set_count
    if rounds is None:
        rounds = USUAL_ROUNDS
        block.doubt(f"how long? {rounds} rounds taken")
    for entry in items:
        if entry.sketch and len(entry.sketch.doses) == 1:
            entry.sketch.doses = [NoteDose(1, entry.sketch.doses[0].target, entry.sketch.doses[0].load)]
    if len(items) > 1:
        block.doubt(f"one exercise each {duration(every)}, in turn")
    block.settings |= {"every": duration(every), "rounds": str(_limited(block, rounds))}
    _no_rest(block)


def _amrap(block: NoteBlock) -> None:
    total = block.total
    if total is None or not 1 <= total <= 24 * HOUR / SECOND:
        block.doubt(f"how long? {duration(USUAL_AMRAP)} taken")
        total = USUAL_AMRAP
    block.total = total
    if block.rounds is not None:
        block.doubt(f"left out: {block.rounds} rounds")
    block.settings["for"] = duration(total)
    _no_rest(block)


def _tabata(block: NoteBlock) -> None:
    if block.work and 1 <= block.work <= HOUR / SECOND:
        block.settings["work"] = duration(block.work)
    if block.rest and (rest := timed(block.rest, least_bare=0)) and 1 <= rest.value <= HOUR / SECOND:
        block.settings["rest"] = duration(rest.value)
    if block.rounds is not None:
        block.settings["rounds"] = str(_limited(block, block.rounds))
    for entry in block.items:
        made = entry.sketch
        if made and made.doses:
            if block.rounds is None and len(block.items) == 1 and made.set_count > 1:
                block.settings["rounds"] = str(_limited(block, made.set_count))
            else:
                entry.told.append("left out: how many or how long: a tabata goes by its own clock")
            made.doses = []
    rounds = int(block.settings.get("rounds", Tabata(exercises=()).rounds))
    if rounds < len(block.items) <= MOST_ROUNDS:
        block.doubt(f"{rounds} intervals taken as {len(block.items)}: one exercise an interval")
        block.settings["rounds"] = str(len(block.items))


def _no_rest(block: NoteBlock) -> None:
    if block.rest or block.round_rest:
        block.doubt(f"left out: the rest ({block.kind} blocks go by their own clock)")


def _limited(block: NoteBlock, rounds: int) -> int:
    if 1 <= rounds <= MOST_ROUNDS:
        return rounds
    best = max(1, min(rounds, MOST_ROUNDS))
    block.doubt(f"{rounds} rounds taken as {best}: they go from 1 to {MOST_ROUNDS}")
    return best


def _put_rest(block: NoteBlock, field: str, rest: Quantity | None) -> None:
    if rest is None:
        return
    try:
        Rest.parse(text := rest_text(rest))
        block.settings[field] = text
    except BadValue as error:
        block.doubt(f"left out: {field}: {error}")
