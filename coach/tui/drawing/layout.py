"""Where everything of the workout screen stands: size and shape of a view in, regions out.

What is biggest matters most. Rows are given out in the order of `_active`, `_still` and `_done`. As the room shrinks,
the last in that order go first: the second cue, the title row, the keys. Below 40×12 everything is plain text in one
region. Pure and cached: a passing second changes no shape, so that it never moves anything.
"""

from functools import lru_cache
from re import fullmatch, sub

from msgspec import Struct
from msgspec.structs import replace
from textual.geometry import Region, Size

from coach.text import cells
from coach.tui.drawing import glyphs
from coach.tui.drawing.zone import BigShape, Box, Zone, zone
from coach.workout.view.shown import Big, ScreenKind, Summary, WorkoutView

SMALLEST = Size(40, 12)
"""Below this everything is plain text."""

TALL = 34
"""The number of rows from which the bar and the exercise are in block letters too."""

_PHASES = frozenset({"LOWER", "BOTTOM", "LIFT", "TOP", "RESET"})
_WIDEST_PHASE = "BOTTOM"

_ORDER = (
    "head", "name", "stage", "gap-top", "big", "gap-big", "lane", "gap-lane", "body", "cues", "gap-cues", "entry",
    "notes", "gap-next", "next", "gap-low", "strip", "keys",
)  # fmt: skip
"""From top to bottom."""


class ViewShape(Struct, frozen=True):
    """The properties of a view that decide how much room its parts need."""

    kind: ScreenKind
    big: BigShape
    word_repeats: bool
    """Where bar and exercise are in block letters, the word beside the count would repeat them."""
    clock: int
    name_wide: int
    """Columns of the exercise in block letters of three rows; 0: not drawable."""
    detail: int
    lane: int
    cues: int
    cue_len: int
    """Characters of the longest cue."""
    cue_wide: int
    """Columns of the widest cue in block letters of three rows; 0: not all drawable."""
    entry: bool
    next_named: bool
    next_cues: int
    offers: int
    notes: int
    results: int
    outline: bool = False
    """In place of the menu stands a list, whose keys are in no other row."""


class Plan(Struct, frozen=True):
    """Regions by name, and how the zone of the count is drawn."""

    size: Size
    places: dict[str, Region] = {}
    zone: Zone | None = None
    plain: bool = False
    airy: bool = False
    """The count has blank rows around it, so it may have the colour of the bar."""
    large_cue: bool = False


def big_of(big: Big, kind: ScreenKind, finish: Summary | None = None) -> Big:
    """The big thing as the zone draws it.

    At a switch the seconds are the count; at the end minutes and sets are; `of 8` is drawn `/8`; a text that the font
    does not have becomes a plain line.
    """
    if finish is not None:
        totals = (
            ("worked", finish.worked),
            ("rested", finish.rested),
            ("paused", finish.paused),
            ("moved", finish.moved),
        )
        wide = max(len(value) for _, value in totals)
        lines = tuple(f"{label}   {value:>{wide}}" for label, value in totals if value)
        return Big(finish.length, unit=finish.unit, second=finish.sets, second_unit=finish.sets_unit, lines=lines)
    if kind == "switch" and big.arrow:
        return Big(big.second, word=big.text, lines=big.lines, arrow=big.arrow)
    unit = sub(r"^of (\d+)$", r"/\1", big.unit) if kind in ("reps", "set", "paused") else big.unit
    if big.text and not glyphs.drawable(big.text):
        return Big("", "", big.word, big.second, big.second_unit, (f"{big.text} {big.unit}".rstrip(), *big.lines))
    word = big.word if glyphs.drawable(big.word) else ""
    second = big.second if glyphs.drawable(big.second) else ""
    return Big(big.text, unit, word, second, big.second_unit if second else "", big.lines, big.arrow)


def _zeros(text: str) -> str:
    return sub(r"\d", "0", text)


def shape_of(view: WorkoutView, ascii_only: bool = False) -> ViewShape:
    """The shape of a view: equal for any two between which only time went by."""
    kind, name = view.badge.kind, view.caption.exercise
    big = big_of(view.big, kind, view.summary)
    cue_wides = [glyphs.width(c.text, 1) if glyphs.drawable(c.text) else 0 for c in view.cues.lines]
    return ViewShape(
        kind=kind,
        big=BigShape(
            text=_zeros(big.text),
            unit=big.unit,
            word=_WIDEST_PHASE if big.word in _PHASES else big.word,
            second=_zeros(big.second),
            second_unit=big.second_unit,
            lines=tuple(map(cells, big.lines)),
            keep_lines=kind == "setup",
            arrow=bool(big.arrow),
            even=ascii_only,
            equal=view.summary is not None,
        ),
        word_repeats=big.word.upper() in (view.badge.word.upper(), name.upper()),
        clock=len(view.head.clock),
        name_wide=glyphs.width(name, 1) if glyphs.drawable(name) and not ascii_only else 0,
        detail=cells(view.caption.detail),
        lane=len(view.lane.parts) if view.lane else 0,
        cues=len(view.cues.lines),
        cue_len=max((cells(c.text) + 2 * view.cues.numbered for c in view.cues.lines), default=0),
        cue_wide=0 if ascii_only or not cue_wides or 0 in cue_wides else max(cue_wides),
        entry=view.correction is not None,
        next_named=bool(view.next.name),
        next_cues=len(view.next.cues),
        offers=len(view.offers),
        notes=len(view.notes),
        results=len(view.summary.results) if view.summary else 0,
    )


class _Rows:
    """Rows given so far, by name, and those still free."""

    def __init__(self, size: Size, shape: ViewShape) -> None:
        self.size, self.shape = size, shape
        self.given: dict[str, int] = {}
        self.free = size.height
        self.margin = 2 if size.width < 56 else 4 if size.width < 100 else size.width // 18
        self.zone: Zone | None = None

    def want(self, name: str, rows: int = 1) -> bool:
        """Give these rows, if there are as many."""
        if rows > self.free or rows < 1:
            return False
        self.given[name] = self.given.get(name, 0) + rows
        self.free -= rows
        return True

    def up_to(self, name: str, total: int) -> None:
        """Give rows until the part has this many, or none is free."""
        self.want(name, min(self.free, total - self.given.get(name, 0)))

    def grow(self, most: int, keep: int = 0) -> None:
        """Let the count grow to at most this scale, and keep this many rows free."""
        now = self.given.get("big", 0)
        for big in self._ways_to_say_it():
            found = self._largest(big, most, now + self.free - keep)
            if found is not None:
                if found is not self.zone:
                    self.zone = found
                    self.want("big", found.rows - now)
                return

    def _ways_to_say_it(self) -> tuple[BigShape, ...]:
        """The count as it is, and as a plain line where columns are short."""
        big = self.shape.big
        if self.size.height >= TALL and self.shape.word_repeats:
            big = replace(big, word="")
        if not big.text or (self.zone is not None and "count" in self.zone.boxes):
            return (big,)
        line = cells(big.text) + cells(big.unit) + 1
        return big, replace(big, text="", unit="", lines=(line, *big.lines))

    def _largest(self, big: BigShape, most: int, rows: int) -> Zone | None:
        """The zone of the largest count in these rows that is as good as the one there is."""
        room = self.size.width - self.margin - 1
        found = self.zone
        for scale in range(found.scale + 1 if found else 1, most + 1):
            if glyphs.height(scale) > rows:
                break
            made = zone(big, room, scale)
            if made is not None and made.rows <= rows and (found is None or _as_good(made, found)):
                found = made
        return found


def _as_good(larger: Zone, smaller: Zone) -> bool:
    """Whether the larger count is worth it: up to five rows always; up to ten it may cost the word, then nothing."""
    if larger.scale <= 2:
        return True
    kept = 2 if larger.scale <= 4 else 3
    return larger.grade()[:kept] >= smaller.grade()[:kept]


def _active(b: _Rows) -> None:
    """Everything in which a clock or a set runs, SETUP and REST among them."""
    shape, height = b.shape, b.size.height
    b.want("stage")
    b.want("name")
    b.grow(2)
    b.want("next")
    b.up_to("cues", min(1, shape.cues))
    b.want("strip")
    b.want("keys")
    if shape.cue_len + 3 > b.size.width:
        b.up_to("cues", 2)
    b.want("entry", int(shape.entry))
    b.want("next", int(shape.next_named and shape.next_cues > 0 and not shape.cues))
    b.want("lane", int(shape.lane > 0))
    b.want("gap-top")
    b.want("head")
    b.up_to("cues", min(2, shape.cues))
    b.want("lane", int(shape.lane > 1))
    if shape.kind == "setup":
        b.up_to("cues", shape.cues)
        b.want("gap-big")
        b.want("gap-cues")
    if shape.next_named:
        b.up_to("next", min(2, 1 + shape.next_cues))
    b.grow(4)
    if "gap-big" not in b.given:
        b.want("gap-big")
    if shape.next_named:
        b.up_to("next", min(3, 1 + shape.next_cues))
    b.up_to("cues", min(3, shape.cues))
    b.want("gap-low")
    b.want("lane", int(shape.lane > 0))
    if shape.lane or shape.cues or shape.entry:
        b.want("gap-next")
    if shape.next_named:
        b.up_to("next", 2 + shape.next_cues)
    b.up_to("cues", shape.cues)
    if shape.lane and shape.cues:
        b.want("gap-lane")
    if height >= TALL:
        b.want("stage", 4)
        if 0 < shape.name_wide + 4 <= b.size.width:
            b.want("name", 2 if shape.name_wide + shape.detail + 8 <= b.size.width else 3)
        b.want("lane", int(shape.lane > 0))
        b.want("gap-top")
    if height >= TALL + 16:
        b.want("lane", int(shape.lane > 0))
        if 0 < shape.cue_wide + 4 <= b.size.width:
            b.want("cues", 4)
    b.grow(40)


def _still(b: _Rows) -> None:
    """PAUSED and AWAY: what stands still, and every key there is."""
    shape, height = b.shape, b.size.height
    b.want("stage")
    b.want("name")
    b.grow(2, keep=5 if shape.outline else 4)
    b.up_to("body", min(3, shape.offers))
    b.up_to("keys", int(shape.outline))
    b.want("next")
    b.want("strip")
    b.up_to("notes", min(1, shape.notes))
    b.want("gap-top")
    b.up_to("body", min(4, shape.offers))
    b.want("head")
    b.up_to("body", min(5, shape.offers))
    b.want("gap-big")
    b.up_to("keys", 1)
    b.up_to("body", min(6, shape.offers))
    b.up_to("notes", shape.notes)
    b.want("gap-cues")
    b.want("gap-next")
    b.up_to("body", shape.offers)
    b.want("gap-low")
    if height >= TALL:
        b.want("stage", 4)
        if 0 < shape.name_wide + 4 <= b.size.width:
            b.want("name", 2 if shape.name_wide + shape.detail + 8 <= b.size.width else 3)
        b.want("gap-top")
    b.grow(height // 6)


def _done(b: _Rows) -> None:
    """The end: minutes and sets, and a row an exercise."""
    shape, height = b.shape, b.size.height
    b.want("stage")
    b.grow(2)
    b.up_to("body", min(4, shape.results))
    b.want("keys")
    b.want("gap-top")
    b.want("head")
    b.want("gap-big")
    b.up_to("body", shape.results + 1)
    b.up_to("notes", shape.notes)
    b.want("gap-cues")
    b.want("gap-low")
    if height >= TALL:
        b.want("stage", 4)
    b.grow(height // 8)


def _spread(b: _Rows) -> None:
    """Turns the rows that are left into blank ones, around the count first."""
    if b.given.get("next") and b.free:
        b.given["gap-top"] = b.given.get("gap-top", 0) + (b.free + 2) // 4
        b.given["gap-big"] = b.given.get("gap-big", 0) + (b.free + 1) // 4
        b.free -= (b.free + 2) // 4 + (b.free + 1) // 4
    b.given["gap-low"] = b.given.get("gap-low", 0) + b.free
    b.free = 0


@lru_cache(maxsize=64)
def layout(size: Size, shape: ViewShape) -> Plan:
    """Regions for a view of this shape in a room of this size; anything without a region is not shown."""
    if size.width < SMALLEST.width or size.height < SMALLEST.height:
        return Plan(size, {"body": Region(0, 0, size.width, size.height)}, plain=True)
    rows = _Rows(size, shape)
    if shape.kind == "done":
        _done(rows)
    else:
        (_still if shape.kind in ("paused", "away") else _active)(rows)
    _spread(rows)
    return _place(rows)


def _place(rows: _Rows) -> Plan:
    size, shape = rows.size, rows.shape
    places: dict[str, Region] = {}
    y = 0
    for name in _ORDER:
        high = rows.given.get(name, 0)
        if name == "big" and rows.zone is not None:
            at = (rows.margin, y)
            places |= {part: _region(box, at) for part, box in rows.zone.boxes.items()}
        elif name == "lane" and high:
            places[name] = Region(2, y, size.width - 4, high)
        elif name == "head" and high and 0 < shape.clock < size.width // 2:
            places[name] = Region(0, y, size.width - shape.clock - 1, high)
            places["clock"] = Region(size.width - shape.clock - 1, y, shape.clock, high)
        elif high and not name.startswith("gap"):
            places[name] = Region(0, y, size.width, high)
        y += high
    large = rows.given.get("cues", 0) >= shape.cues + 4
    return Plan(size, places, rows.zone, airy="gap-top" in rows.given, large_cue=large)


def _region(box: Box, at: tuple[int, int]) -> Region:
    x, y, wide, high = box
    return Region(at[0] + x, at[1] + y, wide, high)


def stage_beside(view: WorkoutView, plan: Plan) -> str:
    """What the bar says after its word: what found no room in blocks (a phase's seconds, the side that comes)."""
    if plan.zone is None:
        return ""
    if view.big.arrow:
        return "" if plan.zone.word_scale else view.big.text
    if plan.zone.second_scale:
        return ""
    if view.summary is not None:
        return f"· {view.summary.length} {view.summary.unit} · {view.summary.sets} {view.summary.sets_unit}"
    return view.big.second if fullmatch(r"[\d:+ ]+", view.big.second) else ""
