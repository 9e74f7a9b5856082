"""From what a line says to the fields of an item, as the reader of routines takes them.

Each value is tried with the class that will read it. What does not fit, or has no place in that kind of block, is left
out, and a doubt says so. Nothing here knows lines, files or the quoting of YAML.
"""

from typing import Any

from coach.authoring.from_notes.grammar.quantity import Quantity, digits, duration, seconds
from coach.authoring.from_notes.grammar.reading import Dose, Said
from coach.routine.model import BLOCKS, MOST_SETS_OF_ITEM
from coach.routine.values import BadValue, Load, Reps, Tempo, WarmUpSet, Work

LONGEST_NOTE = 200
"""Characters: the bound of the model."""

LONGEST_IN_SETS, LONGEST_ALONE = 5, 15
"""The largest `m` that means minutes, behind `3 x` and alone. More means metres."""

TO_THE_MAX = "10s+"
"""A time without an end: at least ten seconds, until a key ends it."""

Values = dict[str, Any]


def fields(said: Said, exercise: str, measure: str, kind: str) -> tuple[Values, list[str]]:
    """(the fields of an item in the order of the reference, doubts to tell the author).

    Args:
        said: what the notes say.
        exercise: its id in the library; empty: the name in the notes is used.
        measure: `reps` or `time`, as the exercise has it; empty if that is not known.
        kind: the kind of its block.
    """
    block, doubts, notes = BLOCKS[kind], list(said.doubts), list(said.notes)

    def good(field: str, text: str, reads: Any) -> bool:
        try:
            reads.parse(text)
        except BadValue as error:
            doubts.append(f"left out: {field}: {error}")
            return False
        return True

    def entry(dose: Dose) -> dict[str, str]:
        field, text = _target(dose, measure, doubts, notes)
        if not good(field, text, Reps if field == "reps" else Work):
            return {}
        if not block.open_targets and (text == "max" or text.endswith("+")):
            ended = "10" if text == "max" else text.removesuffix("+")
            doubts.append(f"{text} taken as {ended}: {kind} blocks go on by the clock")
            text = ended
        return {field: text} | ({"load": dose.load} if dose.load and good("load", dose.load, Load) else {})

    warm_ups = _warm_ups(said.doses)
    sets = [it for dose in said.doses if dose not in warm_ups for it in [entry(dose)] * _number(dose, doubts) if it]
    values: Values = {"exercise": exercise} if exercise else {"name": said.name}
    values |= _sets(sets[:MOST_SETS_OF_ITEM], "sets" in block.refuses, doubts, notes)
    doubts += [f"left out: all sets but the first {MOST_SETS_OF_ITEM}"] if len(sets) > MOST_SETS_OF_ITEM else []
    tempo = said.tempo + {3: "0", 5: "-0"}.get(len(said.tempo), "")
    if tempo and good("tempo", tempo, Tempo):
        values["tempo"] = Tempo.parse(tempo).text()
    values |= {"rest": said.rest} if said.rest else {}
    values |= {"sides": said.sides} if said.sides else {}
    _put_effort(values, "rir", said.rir, doubts)
    _put_effort(values, "rpe", said.rpe, doubts)
    values |= {"progress": {"type": "linear", "add": said.add}} if said.add else {}
    lighter = [f"{dose.load} x {digits(dose.target.value)}" for dose in warm_ups]
    if lighter := [text for text in lighter if good("warm-up-sets", text, WarmUpSet)]:
        values["warm-up-sets"] = lighter
    if note := ", ".join(notes):
        doubts += ["the note is cut"] if len(note) > LONGEST_NOTE else []
        values["note"] = note if len(note) <= LONGEST_NOTE else f"{note[: LONGEST_NOTE - 1].rstrip()}…"
    for field in [name for name in values if name in block.refuses and name != "sets"]:
        value = values.pop(field)
        written = ", ".join(value) if isinstance(value, list) else value
        doubts.append(f"left out: {field} {written} ({kind} blocks go by their own clock)")
    return values, list(dict.fromkeys(doubts))


def _number(dose: Dose, doubts: list[str]) -> int:
    if 1 <= dose.sets <= MOST_SETS_OF_ITEM:
        return dose.sets
    doubts.append(f"left out: {dose.sets} sets: they go from 1 to {MOST_SETS_OF_ITEM}")
    return 0


def _put_effort(values: Values, field: str, effort: Quantity | None, doubts: list[str]) -> None:
    """Put an effort; of a range, the easier end."""
    if effort is None:
        return
    least = {"rir": 0, "rpe": 1}[field]
    value = digits(max(effort.value, effort.high or 0) if field == "rir" else effort.value)
    if effort.high is not None:
        doubts.append(f"{field.upper()} {digits(effort.value)}-{digits(effort.high)}: {value} taken")
    if "rir" in values:
        doubts.append(f"left out: {field} {value}: there is a rir already")
    elif not least <= float(value) <= 10 or (field == "rir" and not value.isdigit()):
        doubts.append(f"left out: {field} {value}: it goes from {least} to 10")
    else:
        values[field] = value


def _sets(sets: list[dict[str, str]], by_rounds: bool, doubts: list[str], notes: list[str]) -> Values:
    """`sets`, and `reps` or `work` with `load`: of the item if all sets are alike, else of each set."""
    alike = all(entry == sets[0] for entry in sets)
    if not alike and (by_rounds or len({"reps" in entry for entry in sets}) > 1):
        notes.insert(0, ", ".join(" at ".join(entry.values()) for entry in sets))
        doubts.append("the sets differ, which has no place here: they are in the note, all are like the first")
        alike = True
    if alike:
        return ({"sets": str(len(sets))} if len(sets) > 1 and not by_rounds else {}) | (sets[0] if sets else {})
    loads = {entry.get("load") for entry in sets}
    if len(loads) > 1 or None in loads:
        return {"sets": sets}
    return {"sets": [{k: v for k, v in it.items() if k != "load"} for it in sets], "load": loads.pop()}


def _target(dose: Dose, measure: str, doubts: list[str], notes: list[str]) -> tuple[str, str]:
    """(`reps` or `work`, its text). A distance has no field: the note says how far, and one rep is that distance."""
    target = dose.target
    value, waits = digits(target.value), "+" if target.open or target.high is not None else ""
    if target.high is not None and target.kind in ("time", "m") and target.high > 2 * target.value:
        doubts.append(f"at least {value}, or from then on?")
    match target.kind:
        case "max" if measure == "time":
            doubts.append(f"max taken as {TO_THE_MAX}: it counts on until enter")
            return "work", TO_THE_MAX
        case "max":
            return "reps", "max"
        case "number" if measure == "time":
            doubts.append(f"{value} taken as {duration(target.value)}{waits}")
            return "work", duration(target.value) + waits
        case "number" | "reps":
            return "reps", f"{value}-{digits(target.high)}" if target.high is not None else value + waits
        case "m" if target.value <= (LONGEST_IN_SETS if dose.sets > 1 else LONGEST_ALONE):
            doubts.append(f"{value}m taken as minutes")
            return "work", duration(seconds(target)) + waits
        case "time":
            return "work", duration(target.value) + waits
    unit = target.unit or "m"
    far = f"{value}{'' if unit in ('m', 'k', 'mi', 'yd', 'ft') else ' '}{unit}"
    notes[:0] = [far] if far not in notes else []
    doubts.append(f"{far} is no field of a routine: it is in the note, and one rep is one such way")
    return "reps", "1"


def _warm_ups(doses: list[Dose]) -> list[Dose]:
    """Those that were called so; and those written load first (`bar x 10, 40 kg x 5`) before heavier ones."""
    named = [dose for dose in doses if dose.warm_up]
    rest = [dose for dose in doses if not dose.warm_up]
    first = next((at for at, dose in enumerate(rest) if not dose.ramp), 0)
    return named + (rest[:first] if all(_lighter(dose.load, rest[first].load) for dose in rest[:first]) else [])


def _lighter(load: str, than: str) -> bool:
    """Whether the bar, or a weight of the same unit that is less. True if the heavier one is not known."""
    number, unit = load.rstrip("%").partition(" ")[::2]
    other, other_unit = than.rstrip("%").partition(" ")[::2]
    if load == "bar" or not than:
        return True
    return unit == other_unit and number[:1].isdigit() and other[:1].isdigit() and float(number) < float(other)
