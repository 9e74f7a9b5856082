"""From what a line says to the fields of an item, as the reader of routines takes them.

Each value is tried with the class that will read it. What does not fit, or has no place in that kind of block, is left
out, and a doubt says so. Nothing here knows lines, files or the quoting of YAML.
"""

from typing import Any

from coach.authoring.from_notes.grammar.quantity import Quantity, digits, duration
from coach.authoring.from_notes.grammar.reading import Dose, Said
from coach.routine.model import BLOCKS, MOST_SETS_OF_ITEM
from coach.routine.values import BadValue, Load, Reps, Rest, Tempo, WarmUpSet, Work

LONGEST_NOTE = 200
"""Characters: the bound of the model."""

LONGEST_IN_SETS, LONGEST_ALONE = 5, 15
"""The largest `m` that means minutes, behind `3 x` and alone. More means metres."""

TO_THE_MAX = "10s+"
"""A time without an end: at least ten seconds, until a key ends it."""


def fields(said: Said, exercise: str, measure: str, kind: str) -> tuple[dict[str, Any], list[str]]:
    """(the fields of an item in the order of the reference, doubts to tell the author).

    Args:
        said: what the notes say.
        exercise: its id in the library; empty: the name in the notes is used.
        measure: `reps` or `time`, as the exercise has it; empty if that is not known.
        kind: the kind of its block.
    """
    maker = _Maker(said, measure, kind)
    maker.make(exercise)
    return maker.values, list(dict.fromkeys(maker.doubts))


class _Maker:
    def __init__(self, said: Said, measure: str, kind: str) -> None:
        self.said = said
        self.measure = measure
        self.block = BLOCKS[kind]
        self.values: dict[str, Any] = {}
        self.doubts = list(said.doubts)
        self.notes = list(said.notes)

    def make(self, exercise: str) -> None:
        said = self.said
        self.values["exercise" if exercise else "name"] = exercise or said.name
        warm_ups = _warm_ups(said.doses)
        self._sets([dose for dose in said.doses if dose not in warm_ups])
        tempo = said.tempo + {3: "0", 5: "-0"}.get(len(said.tempo), "")
        if tempo and self._good("tempo", tempo, Tempo):
            self.values["tempo"] = Tempo.parse(tempo).text()
        if said.rest is not None and self._good("rest", rest_text(said.rest), Rest):
            self.values["rest"] = rest_text(said.rest)
            if said.rest.kind == "number":
                self.doubts.append(f"rest {digits(said.rest.value)} taken as {rest_text(said.rest)}")
        if said.sides:
            self.values["sides"] = said.sides
        self._effort("rir", said.rir, 0)
        self._effort("rpe", said.rpe, 1)
        if said.add:
            self.values["progress"] = {"type": "linear", "add": said.add}
        sets = [f"{dose.load} x {digits(dose.target.value)}" for dose in warm_ups]
        if good := [text for text in sets if self._good("warm-up-sets", text, WarmUpSet)]:
            self.values["warm-up-sets"] = good
        if note := ", ".join(self.notes):
            self.values["note"] = note if len(note) <= LONGEST_NOTE else f"{note[: LONGEST_NOTE - 1].rstrip()}…"
            self.doubts += ["the note is cut"] if len(note) > LONGEST_NOTE else []
        for field in [name for name in self.values if name in self.block.refuses and name != "sets"]:
            value = self.values.pop(field)
            told = ", ".join(value) if isinstance(value, list) else value
            self.doubts.append(f"left out: {field} {told} ({self.block.kind} blocks go by their own clock)")

    def _good(self, field: str, text: str, reads: Any) -> bool:
        try:
            reads.parse(text)
        except BadValue as error:
            self.doubts.append(f"left out: {field}: {error}")
            return False
        return True

    def _effort(self, field: str, effort: Quantity | None, least: int) -> None:
        """Put an effort; of a range, the easier end."""
        if effort is None:
            return
        value = digits(max(effort.value, effort.high or 0) if field == "rir" else effort.value)
        if effort.high is not None:
            self.doubts.append(f"{field.upper()} {digits(effort.value)}-{digits(effort.high)}: {value} taken")
        if "rir" in self.values:
            self.doubts.append(f"left out: {field} {value}: there is a rir already")
        elif not least <= float(value) <= 10 or (field == "rir" and not value.isdigit()):
            self.doubts.append(f"left out: {field} {value}: it goes from {least} to 10")
        else:
            self.values[field] = value

    def _sets(self, doses: list[Dose]) -> None:
        """Put `sets`, and `reps` or `work` with `load`: on the item if all sets are alike, else on each set."""
        entries: list[dict[str, str]] = []
        for dose in doses:
            entry = self._target(dose)
            if dose.load and self._good("load", dose.load, Load):
                entry["load"] = dose.load
            if dose.sets < 1 or len(entries) + dose.sets > MOST_SETS_OF_ITEM:
                self.doubts.append(f"left out: {dose.sets} sets: they go from 1 to {MOST_SETS_OF_ITEM}")
            elif "reps" in entry or "work" in entry:
                entries += [entry] * dose.sets
        if not entries:
            return
        kinds = {"reps" if "reps" in entry else "work" for entry in entries}
        alike = all(entry == entries[0] for entry in entries)
        if not alike and (len(kinds) > 1 or "sets" in self.block.refuses):
            self.notes.insert(0, ", ".join(" at ".join(entry.values()) for entry in entries))
            self.doubts.append("the sets differ, which has no place here: they are in the note, all are like the first")
            alike = True
        if alike:
            if len(entries) > 1 and "sets" not in self.block.refuses:
                self.values["sets"] = str(len(entries))
            self.values |= entries[0]
        else:
            loads = {entry.get("load") for entry in entries}
            shared = loads.pop() if len(loads) == 1 else None
            self.values["sets"] = [{k: v for k, v in it.items() if k != "load" or not shared} for it in entries]
            if shared:
                self.values["load"] = shared

    def _target(self, dose: Dose) -> dict[str, str]:
        field, text = self._counted(dose.target) or self._timed(dose) or self._covered(dose.target)
        if not self._good(field, text, Reps if field == "reps" else Work):
            return {}
        if not self.block.open_targets and (text == "max" or text.endswith("+")):
            ended = "10" if text == "max" else text.removesuffix("+")
            self.doubts.append(f"{text} taken as {ended}: {self.block.kind} blocks go on by the clock")
            text = ended
        return {field: text}

    def _counted(self, target: Quantity) -> tuple[str, str] | None:
        timed = self.measure == "time"
        waits = "+" if target.open or target.high is not None else ""
        if target.kind == "max" and timed:
            self.doubts.append(f"max taken as {TO_THE_MAX}: it counts on until enter")
            return "work", TO_THE_MAX
        if target.kind == "max":
            return "reps", "max"
        if target.kind == "number" and timed:
            text = duration(target.value) + waits
            self.doubts.append(f"{digits(target.value)} taken as {text}")
            return "work", text
        range_ = f"-{digits(target.high)}" if target.high is not None else waits
        return ("reps", f"{digits(target.value)}{range_}") if target.kind in ("number", "reps") else None

    def _timed(self, dose: Dose) -> tuple[str, str] | None:
        target = dose.target
        if target.kind == "m" and target.value <= (LONGEST_IN_SETS if dose.sets > 1 else LONGEST_ALONE):
            self.doubts.append(f"{digits(target.value)}m taken as minutes")
        elif target.kind != "time":
            return None
        return "work", duration(seconds(target)) + ("+" if target.open or target.high is not None else "")

    def _covered(self, target: Quantity) -> tuple[str, str]:
        """A distance has no field. The note says how far, and one rep is that distance once."""
        unit = target.unit or "m"
        far = f"{digits(target.value)}{'' if unit in ('m', 'k', 'mi', 'yd', 'ft') else ' '}{unit}"
        if far not in self.notes:
            self.notes.insert(0, far)
        self.doubts.append(f"{far} is no field of a routine: it is in the note, and one rep is one such way")
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


def seconds(time: Quantity, least_bare: float = 0) -> float:
    """A time in seconds; of a bare number, from `least_bare` on seconds, below it minutes."""
    return time.value * 60 if time.kind == "m" or (time.kind == "number" and time.value < least_bare) else time.value


def rest_text(rest: Quantity) -> str:
    """`90s` or `none`. A range becomes its lower end and waits for a key: `2m+`. Bare numbers under 10 are minutes."""
    waits = "+" if rest.high is not None or rest.open else ""
    time = seconds(rest, least_bare=10)
    return f"{duration(time)}{waits}" if time or waits else "none"
