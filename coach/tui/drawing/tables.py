"""Tables: what the workout came to, and the outline of its sets. Pieces in, lines out; a cursor is a row's number."""

from collections.abc import Sequence

from coach.text import cells, cut, pad, shorten
from coach.tui.drawing.lines import Ink, InkedLine, InkedLines, InkedSpan, trim
from coach.workout.view.shown import ExerciseResult, OutlineRow

MOST_DONE = 16
"""The most cells that the sets of a row may take one by one if all were alike; beyond, they are summed up."""
SHORT_NAME = 10
"""The cells of a name in the outline that what stands beside it never takes."""
LEAST_NAME = 16
"""The cells that a name must have beside the plan and the load; with less room, these two are left out."""


def window(count: int, rows: int, cursor: int) -> tuple[int, int]:
    """First and one past the last of the rows that are shown, the cursor's kept in sight with a neighbour."""
    if count <= rows:
        return 0, count
    first = max(0, min(cursor - rows // 2, count - rows))
    return first, first + rows


def draw_results(results: Sequence[ExerciseResult], cursor: int | None, width: int, rows: int) -> InkedLines:
    """Exercise, plan and what was done; the first row names the columns where there are rows to spare."""
    if rows < 1 or not results:
        return ()
    plan_wide = max(4, *(cells(r.plan) for r in results))
    load_wide = max(cells(r.load) for r in results)
    done_wide = max(4, *(len(" ".join(_in_short(r.done))) for r in results))
    name_wide = max(8, *(cells(r.name) for r in results))
    room = width - 4
    numbers = plan_wide + load_wide + done_wide + 6
    wide = min(name_wide, LEAST_NAME) + numbers <= room
    name_wide = min(name_wide, room - numbers if wide else max(10, room - done_wide - 2))
    spread = min(4, max(2, (room - name_wide - plan_wide - load_wide - done_wide) // 3))
    lines: list[InkedLine] = []
    if rows > len(results):
        head = f"   {'exercise':<{name_wide}}{'':{spread}}"
        head += f"{'plan':<{plan_wide + 2 + load_wide if wide else 0}}{'':{spread}}done" if wide else "done"
        lines.append(((cut(head, width), "dim"),))
    first, last = window(len(results), rows - len(lines), cursor or 0)
    for index in range(first, last):
        result = results[index]
        here = index == cursor
        name = f" {'▸' if here else ' '} {pad(shorten(result.name, name_wide, share=3), name_wide)}{'':{spread}}"
        plan = f"{pad(result.plan, plan_wide)}  {pad(result.load, load_wide)}{'':{spread}}" if wide else ""
        line: list[InkedSpan] = [(name, "bold" if here else "text"), (plan, "dim")]
        for number, text in enumerate(_in_short(result.done)):
            ink: Ink = "dim" if text in ("skipped", "?") else "bold"
            line += [(" ", "text"), (text, ink)] if number else [(text, ink)]
        lines.append(trim(tuple(line), width))
    return tuple(lines)


def _in_short(done: tuple[str, ...]) -> tuple[str, ...]:
    """`8 × 20 s` in place of a long row that repeats itself for every set."""
    same = len(done) > 2 and len(set(done)) == 1 and len(" ".join(done)) > MOST_DONE
    return (f"{len(done)} × {done[0]}",) if same else done


def draw_outline(outline: Sequence[OutlineRow], cursor: int, width: int, rows: int) -> InkedLines:
    """Every set under its block: done ✓, skipped –, now ▶, to come blank."""
    marks = {"done": "✓", "skipped": "–", "now": "▶", "ahead": " ", "block": " "}
    first, last = window(len(outline), rows, cursor)
    names = max((cells(r.name) for r in outline if r.key), default=0)
    plans = max((cells(r.plan) for r in outline if r.key and r.done), default=0)
    lines: list[InkedLine] = []
    for index in range(first, last):
        row = outline[index]
        if row.key is None:
            lines.append(trim(((f" {row.name.upper()}", "bold"), (f"   {row.plan}", "dim")), width))
            continue
        pointer = "▸" if index == cursor else " "
        lead: InkedSpan = (f" {pointer} ", "bold")
        mark: InkedSpan = (f"{marks[row.state]} ", "work" if row.state in ("done", "now") else "dim")
        ink: Ink = "bold" if row.state == "now" or index == cursor else "text" if row.state == "ahead" else "dim"
        done = f"   {row.done}" if row.done else ""
        room = width - 5 - 3 - cells(done)
        name_wide = min(names, max(SHORT_NAME, room - cells(row.plan)))  # a row that has room is in the columns
        plan = pad(row.plan, min(plans, room - name_wide)) if done else row.plan
        name = f"{pad(shorten(row.name, name_wide, share=3), name_wide)}   {plan}"
        lines.append(trim((lead, mark, (name, ink), (done, "text")), width))
    return tuple(lines)
