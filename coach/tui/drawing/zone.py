"""The zone of the biggest thing: the count in block digits, and beside it unit, word, smaller digits and plain lines.

Pure arithmetic over a `BigShape`, which knows of a view only what its room depends on: digits are all zeros there and
the words of a rep's phases all the widest one, so that a passing second moves nothing. Columns and rows are counted
from the zone's top left corner.
"""

from itertools import product

from msgspec import Struct
from msgspec.structs import replace

from coach.tui.drawing import glyphs

Box = tuple[int, int, int, int]
"""x, y, columns, rows."""

COLUMN_GAP = 3
"""The least columns between two parts side by side; a large count takes more."""


class BigShape(Struct, frozen=True):
    """What the zone's room depends on."""

    text: str = ""
    """Digits as zeros; empty where it cannot be drawn in blocks."""
    unit: str = ""
    word: str = ""
    second: str = ""
    second_unit: str = ""
    lines: tuple[int, ...] = ()
    """Columns of each plain line."""
    keep_lines: bool = False
    """The plain lines are worth a row of their own even in a small room."""
    arrow: bool = False
    even: bool = False
    """ASCII: only even scales exist."""
    equal: bool = False
    """The second number is as important as the first."""


class Zone(Struct, frozen=True):
    """Where everything of the zone stands, and at which scale."""

    scale: int
    rows: int
    boxes: dict[str, Box] = {}
    """`count`, `unit`, `word`, `second`, `lines`, `arrow`, where they are shown."""
    unit_scale: int = 0
    """0: plain."""
    word_scale: int = 0
    second_scale: int = 0
    word_lines: tuple[str, ...] = ()
    lines: int = 0
    """How many of the plain lines are shown."""
    under: bool = False
    """The plain lines stand in one row below the count, where there is no room beside it."""

    def grade(self) -> tuple[int, bool, bool]:
        """How much of it is shown: what a larger scale must not lose."""
        return self.lines, self.second_scale > 0, self.word_scale > 0


def zone(shape: BigShape, width: int, scale: int) -> Zone | None:
    """The zone at this scale of the count with the most beside it; None where the count itself is too wide."""
    if shape.even and scale % 2:
        return None
    return _switch(shape, width, scale) if shape.arrow else _count(shape, width, scale)


def _count_box(text: str, scale: int, x: int) -> dict[str, Box]:
    """The count's, where there is a text."""
    return {"count": (x, 0, glyphs.width(text, scale), glyphs.height(scale))} if text else {}


def _count(shape: BigShape, width: int, scale: int) -> Zone | None:
    """The better of the unit in blocks and in plain text: more shown beside it counts, then the blocks."""
    large = _unit_scale(shape, scale)
    scales = (large,) if shape.equal else tuple(dict.fromkeys((large, 0)))
    made = [_with_unit(shape, width, scale, unit) for unit in scales]
    found = [zone for zone in made if zone is not None]
    return max(found, key=lambda zone: (zone.grade(), zone.unit_scale), default=None)


def _with_unit(shape: BigShape, width: int, scale: int, unit_scale: int) -> Zone | None:
    rows = glyphs.height(scale)
    boxes = _count_box(shape.text, scale, 0)
    x = glyphs.width(shape.text, scale) if shape.text else 0
    if unit_scale:
        wide, high = glyphs.width(shape.unit, unit_scale), glyphs.height(unit_scale)
        gap = max(2, unit_scale)
        boxes["unit"] = (x + gap, rows - high, wide, high)
        x += gap + wide
    if x > width:
        return None
    side = x + max(COLUMN_GAP, scale - 1) if x else 0
    unit = 0 if unit_scale or shape.equal else len(shape.unit)
    best = _side(shape, width - side, rows, unit, scale)
    under = False
    if len(shape.lines) > (best.lines if best else 0) and shape.text and (scale > 2 or shape.keep_lines):
        under = True
        best = _side(replace(shape, lines=()), width - side, rows, 0, scale)
        boxes["lines"] = (0, rows, width, 1)
    if best is None:
        return Zone(scale, rows, boxes, unit_scale)
    moved = {name: (side + left, top, wide, high) for name, (left, top, wide, high) in best.boxes.items()}
    return Zone(
        scale,
        rows + under,
        boxes | moved,
        unit_scale,
        best.word_scale,
        best.second_scale,
        best.word_lines,
        len(shape.lines) if under else best.lines,
        under,
    )


def _unit_scale(shape: BigShape, scale: int) -> int:
    """The scale of a unit in blocks: a short one and `/8`; 0 for plain text."""
    if not shape.unit or not shape.text or len(shape.unit) > 4 or not glyphs.drawable(shape.unit):
        return 0
    wanted = max(1, scale // 3)
    return wanted - wanted % 2 if shape.even else wanted


def _steps(most: int, even: bool) -> list[int]:
    """Scales from the largest to 0, which is: not shown."""
    return [s for s in range(most, -1, -1) if not (even and s % 2)]


def _side(shape: BigShape, width: int, rows: int, unit: int, scale: int) -> Zone | None:
    """The column beside the count: the combination of word, second number and lines that shows most."""
    words = _steps(max(1, scale // 3, 2 if shape.even else 0), shape.even) if shape.word else [0]
    largest = max(1, scale // 2, 2 if shape.even else 0)
    seconds = [scale, 0] if shape.second and shape.equal else _steps(largest, shape.even) if shape.second else [0]
    best: Zone | None = None
    best_key: tuple[int, ...] = ()
    for count, second, word, beside in product(range(len(shape.lines), -1, -1), seconds, words, (False, True)):
        key = (count, min(second, 1), min(word, 1), second, word, not beside)
        if best is not None and key <= best_key:
            continue
        made = _arranged(shape, width, rows, unit, (word, second, count), beside)
        if made is not None:
            best, best_key = made, key
    return best


def _arranged(
    shape: BigShape, width: int, rows: int, unit: int, chosen: tuple[int, int, int], beside: bool
) -> Zone | None:
    """Word at the top, second number and lines at the foot; or the second number beside the two."""
    word, second, count = chosen
    boxes: dict[str, Box] = {}
    second_wide = second_rows = 0
    if second:
        second_wide = glyphs.width(shape.second, second) + (len(shape.second_unit) + 2 if shape.second_unit else 0)
        second_rows = glyphs.height(second)
    room = width - second_wide - COLUMN_GAP if beside else width
    lines = glyphs.wrapped_at(shape.word, word, room, 3) if word else ()
    plain = count + (unit > 0)
    plain_wide = max((unit, *shape.lines[:count]))
    if (word and not lines) or second_wide > width or plain_wide > room:
        return None
    if beside and not (second and (word or plain)):
        return None
    word_rows = len(lines) * (glyphs.height(word) + 1) - 1 if word else 0
    stacked = [h for h in (word_rows, 0 if beside else second_rows, plain) if h]
    spare = rows - sum(stacked)
    if spare < (word > 0 and len(stacked) > 1 and not plain) or second_rows > rows:
        return None
    left = 0
    if beside:
        wides = [glyphs.width(line, word) for line in lines]
        room = max([plain_wide, *wides])
        left = second_wide + COLUMN_GAP if shape.equal else 0
    foot = rows
    if plain:
        foot -= plain
        boxes["lines"] = (left, foot, room, plain)
        foot -= 1 if spare > 0 else 0
    if second:
        x = 0 if left or not beside else room + COLUMN_GAP
        boxes["second"] = (x, (rows if beside else foot) - second_rows, second_wide, second_rows)
    if word:
        boxes["word"] = (0, 0, room, word_rows)
    return Zone(0, rows, boxes, 0, word, second, lines, count)


def _switch(shape: BigShape, width: int, scale: int) -> Zone | None:
    """Arrow, the side that comes, and the seconds, which are the count here."""
    rows = glyphs.height(scale)
    side = shape.word
    arrow_wide = len(glyphs.arrow("left", rows)[0])
    count_wide = glyphs.width(shape.text, scale) if shape.text else 0
    gap = max(COLUMN_GAP, scale)
    for with_arrow in (True, False):
        lead = arrow_wide + gap if with_arrow else 0
        room = width - lead - count_wide - gap
        word = glyphs.largest_scale(side, room, rows, shape.even)
        if not word or (not with_arrow and word < scale):
            continue
        word_wide, high = glyphs.width(side, word), glyphs.height(word)
        boxes: dict[str, Box] = {"word": (lead, (rows - high) // 2, word_wide, high)}
        if with_arrow:
            boxes["arrow"] = (0, 0, arrow_wide, rows)
        boxes |= _count_box(shape.text, scale, lead + word_wide + gap)
        return Zone(scale, rows, boxes, 0, word, 0, (side,))
    if count_wide > width:
        return None
    return Zone(scale, rows, _count_box(shape.text, scale, 0))
