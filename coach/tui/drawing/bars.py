"""Bars: the lane of the rep or the interval, and the strip of the whole workout. Solid means done in both.

The lane's solid part is a ground of colour under blanks: a blank costs one byte and a block three, and the lane is sent
every second.
"""

from functools import lru_cache

from coach.text import cut, pad
from coach.tui.drawing.lines import InkedLine, InkedLines, InkedSpan
from coach.tui.drawing.top import GROUND
from coach.workout.view.shown import Lane, StageRole, Strip, StripSegment


def shares(lengths: tuple[int, ...], width: int, gap: int) -> tuple[int, ...]:
    """Columns for parts in proportion to their lengths, at least one each, with gaps between; they fill the width."""
    room = max(len(lengths), width - gap * (len(lengths) - 1))
    total = sum(lengths) or 1
    columns = [max(1, room * length // total) for length in lengths]
    by_need = sorted(range(len(lengths)), key=lambda i: columns[i] * total - room * lengths[i])
    while sum(columns) != room:
        short = sum(columns) < room
        index = by_need[0] if short else max(range(len(columns)), key=columns.__getitem__)
        columns[index] += 1 if short else -1
        by_need.append(by_need.pop(0))
    return tuple(columns)


def draw_lane(lane: Lane, role: StageRole, width: int, rows: int, labels: bool) -> InkedLines:
    """Parts in proportion, `rows` high, solid as far as they are done; below them their labels, if there is a row left.

    A single row is drawn half as high, to keep it apart from the digits above.
    """
    gap = 1
    columns = shares(tuple(part.seconds for part in lane.parts), width, gap)
    now = next((part for part in lane.parts if part.done < part.seconds), None)
    bar: list[InkedSpan] = []
    names: list[InkedSpan] = []
    for part, wide in zip(lane.parts, columns, strict=True):
        solid = min(wide, wide * part.done // part.seconds) if part.seconds else wide
        if rows == 1:
            bar += [("▄" * solid, role), ("▁" * (wide - solid), "dim")]
        else:
            bar += [(" " * solid, GROUND[role]), ("░" * (wide - solid), "track")]
        bar.append((" " * gap, "text"))
        label = cut(f"{part.mark} {part.label} {part.seconds}", wide + gap - 1) if wide > 2 else ""
        names.append((pad(label, wide + gap), "bold" if part is now else "dim"))
    line: InkedLine = tuple(span for span in bar[:-1] if span[0])
    return (*(line,) * rows, tuple(names)) if labels else (line,) * rows


@lru_cache(maxsize=8)
def _kinds(pieces: tuple[StripSegment, ...], width: int) -> tuple[bool, ...]:
    """For each column, whether it is mostly work. Cached: a workout usually has one plan and one width."""
    total = sum(piece.seconds for piece in pieces)
    edges, gone = [], 0
    for piece in pieces:
        edges.append((gone, gone + piece.seconds, piece.work))
        gone += piece.seconds
    first, kinds = 0, []
    for column in range(width):
        start, end = column * total / width, (column + 1) * total / width
        while first < len(edges) - 1 and edges[first][1] <= start:
            first += 1
        work, index = 0.0, first
        while index < len(edges) and edges[index][0] < end:
            if edges[index][2]:
                work += min(end, edges[index][1]) - max(start, edges[index][0])
            index += 1
        kinds.append(2 * work >= end - start)
    return tuple(kinds)


def draw_strip(strip: Strip, role: StageRole, width: int, ascii_only: bool = False) -> InkedLines:
    """The whole workout: work at full height, the rest lower; what is done is solid and in the stage's colour."""
    room = width - 4
    total = sum(piece.seconds for piece in strip.segments)
    if room < 4 or not total:
        return ()
    gone = sum(piece.seconds for piece in strip.segments[: strip.done]) + strip.within
    solid = min(room, gone * room // total)
    done_work, done_low, work, low = ("#", "=", "+", "_") if ascii_only else ("█", "▄", "▒", "▁")
    kinds = _kinds(strip.segments, room)
    done = "".join(done_work if kind else done_low for kind in kinds[:solid])
    ahead = "".join(work if kind else low for kind in kinds[solid:])
    return (((" ▕", "dim"), (done, role), (ahead, "dim"), ("▏", "dim")),)
