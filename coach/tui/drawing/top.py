"""The rows above the count: routine and clock, exercise and set, the stage's bar. Pieces in, lines out."""

from coach.text import cells, cut, pad, shorten, wrap
from coach.tui.drawing import glyphs
from coach.tui.drawing.lines import Ink, InkedLine, InkedLines, apart, trim
from coach.workout.view.shown import Caption, Head, StageBadge, StageRole

GROUND: dict[StageRole, Ink] = {
    "ready": "on-ready",
    "work": "on-work",
    "rest": "on-rest",
    "still": "on-still",
    "done": "on-done",
}
"""The ink with a ground of the role's colour."""


def draw_head(head: Head, width: int) -> InkedLines:
    """The routine at the left, the place in it at the right; the clock is a part of its own."""
    place = f"{head.place} · " if head.place and head.clock else head.place
    room = width - cells(place) - 3
    if room < cells(head.routine) and room < 12:
        return (((f" {cut(head.routine, width - 3)}", "dim"),),)
    return (apart(((f" {shorten(head.routine, room, share=3)}", "dim"),), ((place, "dim"),), width, gap=1),)


def draw_clock(head: Head) -> InkedLines:
    """Where the whole workout stands."""
    return (((head.clock, "dim"),),)


def draw_name(name: Caption, width: int, rows: int, ascii_only: bool = False) -> InkedLines:
    """The exercise, in block letters where there are rows for them, and which set of it."""
    if rows >= 3 and not ascii_only and glyphs.drawable(name.exercise):
        big = glyphs.draw(name.exercise, 1)
        lines: list[InkedLine] = [((f"  {row}", "text"),) for row in big]
        room = width - 2 - len(big[0])
        if cells(name.detail) + 4 <= room:
            last: InkedLine = ((f"  {big[-1]}", "text"),)
            lines[-1] = apart(last, ((name.detail, "bold"), ("  ", "text")), width)
            return tuple(lines)
        if len(big[0]) + 2 <= width and rows > 3:
            return (*lines, trim(((f"  {name.detail}", "bold"),), width))
    exercise = name.exercise.upper()
    for detail in (name.detail, name.short):
        if detail and cells(exercise) + cells(detail) + 4 <= width:
            return (apart(((f" {exercise}", "bold"),), ((f"{detail} ", "text"),), width),)
    room = max(8, width - cells(name.short) - 4)
    return (apart(((f" {shorten(exercise, room, share=3)}", "bold"),), ((f"{name.short} ", "text"),), width),)


def draw_stage(stage: StageBadge, beside: str, width: int, rows: int, ascii_only: bool = False) -> InkedLines:
    """The full-width bar of colour with mark and word; `beside` stands after the word (a phase's seconds)."""
    ground = GROUND[stage.role]
    mark = stage.plain_mark if ascii_only else stage.mark
    word = f"{stage.word} {beside}".rstrip()
    if rows >= 5 and not ascii_only and glyphs.drawable(word):
        scale = glyphs.largest_scale(word, width - 12, rows - 2)
        if scale:
            body = glyphs.draw(word, scale)
            above = (rows - len(body)) // 2
            texts = [""] * above + [f"      {row}" for row in body] + [""] * (rows - above - len(body))
            middle = above + len(body) // 2
            texts[middle] = f"  {mark}   {texts[middle][6:]}"
            return tuple(((text.ljust(width), ground),) for text in texts)
    text = f"   {mark} {word} "
    bar = ((pad(cut(text, width), width), ground),)
    blank = ((" " * width, ground),)
    above = (rows - 1) // 2
    return (*(blank,) * above, bar, *(blank,) * (rows - 1 - above))


def draw_message(text: str, width: int, most: int) -> InkedLines:
    """One message, in as many rows as it needs, at most `most`."""
    rows = wrap(text, max(1, width - 2))
    if len(rows) > most:
        rows[most - 1 :] = [cut(" ".join(rows[most - 1 :]), width - 2)]
    return tuple(((f" {row}", "bold"),) for row in rows)
