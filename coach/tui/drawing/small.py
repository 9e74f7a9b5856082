"""Everything as plain text, for rooms below 40×12, down to one row: stage, exercise and clock are never hidden."""

from coach.text import cells, cut, pad, shorten
from coach.tui.drawing import glyphs
from coach.tui.drawing.lines import InkedLine, InkedLines, trim
from coach.tui.drawing.top import GROUND
from coach.workout.view.shown import WorkoutView


def value_of(view: WorkoutView) -> str:
    """The count or the clock with its unit, in few characters."""
    if view.summary is not None:
        return f"{view.summary.length} {view.summary.unit}, {view.summary.sets} {view.summary.sets_unit}"
    big = view.big
    if view.badge.kind == "switch":
        return f"{big.text} {big.second}".strip()
    unit = f"/{big.unit.removeprefix('of ')}" if big.unit.startswith("of ") else f" {big.unit}" if big.unit else ""
    second = f"  {big.second}" if big.second else ""
    return f"{big.text}{unit}{second}"


def _name_of(view: WorkoutView) -> str:
    """What is being done, in a rest what comes; at the end the sets."""
    if view.summary is not None:
        return f"{view.summary.sets} {view.summary.sets_unit}"
    return f"next {view.next.name}" if view.next.name else view.caption.exercise


def draw_small(view: WorkoutView, width: int, rows: int, ascii_only: bool = False) -> InkedLines:
    """As many plain lines as there are rows, the most important kept; the value in block digits where they fit."""
    if width < 1 or rows < 1:
        return ()
    mark = view.badge.plain_mark if ascii_only else view.badge.mark
    value, word = value_of(view), view.badge.word
    ground = GROUND[view.badge.role]
    if rows < 3:
        value = f"{view.summary.length} {view.summary.unit}" if view.summary is not None else value
        together = f"{mark} {word} {value}"
        fits = together if cells(together) <= width else f"{mark} {value}"
        lines: list[InkedLine] = [((pad(cut(fits, width), width), ground),)]
        name: InkedLine = ((shorten(_name_of(view), width, share=3), "text"),)
        return (*lines, name)[:rows]
    cue = next((line.text for line in view.cues.lines if line.now), "") or "".join(view.next.cues[:1])
    coming = view.next.detail if view.next.name else f"then {view.next.line}"
    below: list[InkedLine] = [trim(((f"▸ {cue}", "bold"),), width)] if cue else []
    below += [((cut(note, width), "dim"),) for note in view.notes[:1]]
    below.append(((cut(coming, width), "dim"),))
    if not view.next.name:
        below.append(((cut(view.caption.short, width), "dim"),))
    if view.summary is not None:
        below = [((cut(f"{result.name}: {' '.join(result.done)}", width), "text"),) for result in view.summary.results]
    head: list[InkedLine] = [((pad(cut(f"{mark} {word}", width), width), ground),)]
    if view.caption.exercise and view.summary is None:
        head.append(((shorten(_name_of(view).upper(), width, share=3), "bold"),))
    text = view.big.text if view.summary is None else value
    beside = value.removeprefix(text).strip()
    kept = min(2 if rows < 12 else 5, len(below))
    wide = width - 1 - (cells(beside) + 2 if beside else 0)
    scale = glyphs.largest_scale(text, wide, rows - len(head) - kept, ascii_only)
    if not scale:
        return (*head, ((cut(value, width), view.badge.role),), *below)[:rows]
    drawn: list[InkedLine] = [((f" {row}", view.badge.role),) for row in glyphs.draw(text, scale, ascii_only)]
    if beside:
        drawn[-1] = (*drawn[-1], (f"  {beside}", "text"))
    return (*head, *drawn, *below)[:rows]
