"""Tables in notes: a row of columns by name, and the rows below it as lines that say the same.

A table has tabs, bars or commas between its cells. A cell is written into a line with the words that the column's name
stands for, so that the grammar of lines reads it.
"""

import csv

from msgspec import Struct

from coach.authoring.from_notes.grammar.words import words

COLUMNS = ("name", "sets", "reps", "load", "work", "rest", "note")


class Columns(Struct, frozen=True):
    separator: str
    roles: tuple[str, ...]
    """Of `COLUMNS`, one for each cell; empty for a column that says nothing."""
    unit: str
    """Of loads: `(kg)` behind the column's name."""


def columns(line: str) -> Columns | None:
    """The columns that a line names; None if it is no head of a table."""
    for separator in ("\t", "|", ","):
        cells = _cells(line, separator)
        roles = [_role(cell) for cell in cells]
        if len(cells) > 2 and "name" in roles and ("reps" in roles or "work" in roles) and all(cells):
            unit = next((it for cell in cells for it in ("kg", "lb") if f"({it}" in cell.casefold()), "")
            return Columns(separator, tuple(roles), unit)
    return None


def row(line: str, table: Columns) -> tuple[str, str] | None:
    """(the name, the other cells in a line); None if it is no row of the table."""
    cells = _cells(line, table.separator)
    if len(cells) != len(table.roles) or not any(map(str.isalnum, line)):
        return None
    cell = {role: text for role, text in zip(table.roles, cells, strict=True) if role and text.strip("-–—")}
    if "name" not in cell:
        return None
    target = cell.get("reps") or cell.get("work") or ""
    load = cell.get("load", "")
    if load.replace(".", "").isdigit():
        load = f"{load} {table.unit}" if table.unit else f"@ {load}"
    sets = f"{cell['sets']} x {target}" if "sets" in cell and target else target
    rest = f"rest {cell['rest']}" if "rest" in cell else ""
    load = f"@ {load}" if load and load[0] not in "@+-" else load
    return cell["name"], ", ".join(part for part in (sets, load, rest, cell.get("note", "")) if part)


def _cells(line: str, separator: str) -> list[str]:
    line = line.strip()
    if separator == "|":
        line = line.removeprefix("|").removesuffix("|")
    return [cell.strip() for cell in next(csv.reader([line], delimiter=separator, skipinitialspace=True), [])]


def _role(cell: str) -> str:
    word = cell.casefold().partition("(")[0].strip(" *:")
    return next((role for role in COLUMNS if word in words(f"column {role}")), "")
