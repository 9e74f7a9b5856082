"""From a sketch to the fields of an item, as the reader of routines takes them.

Each value is tried with the class that will read it. What does not fit, or has no place in that kind of block, is left
out, and a doubt says so. Nothing here knows lines, files or the quoting of YAML.
"""

from typing import Any

from msgspec import Struct

from coach.authoring.from_notes.measures import Quantity, timed
from coach.authoring.from_notes.sketch import NoteDose, Sketch, digits
from coach.routine.model import BLOCKS, MOST_SETS_OF_ITEM
from coach.routine.values import SECOND, BadValue, Load, Reps, Rest, Tempo, WarmUpSet, Work, duration_text

LONGEST_TEXT = 200
"""Characters of a name or a note: the bound of the model."""

LONGEST_IN_SETS, LONGEST_ALONE = 5, 15
"""The largest `m` that means minutes, after `3 x` and alone. More means metres."""

TO_THE_MAX = "10s+"
"""A time without an end: at least ten seconds, until a key ends it."""


class Fields(Struct):
    """An item as the reader takes it: its fields by name, and doubts to tell the author."""

    values: dict[str, Any]
    doubts: list[str]


def fields(made: Sketch, exercise: str | None, measure: str, kind: str) -> Fields:
    """The fields of an item, in the order of the reference.

    Args:
        made: what the notes say.
        exercise: its id in the library; None: the name in the notes is used.
        measure: `reps` or `time`, as the exercise has it; empty if that is not known.
        kind: the kind of its block.
    """
    return _Maker(made, measure, kind).fields(exercise)


class _Maker:
    def __init__(self, made: Sketch, measure: str, kind: str) -> None:
        self.made = made
        self.measure = measure
        self.block = BLOCKS[kind]
        self.values: dict[str, Any] = {}
        self.doubts = list(made.doubts)
        self.remarks = list(made.remarks)

    def fields(self, exercise: str | None) -> Fields:
        made = self.made
        if exercise:
            self.values["exercise"] = exercise
        else:
            self.values["name"] = self._cut(made.name, "name")
        warm_ups = self._warm_ups()
        self._sets([dose for dose in made.doses if dose not in warm_ups])
        self._put("tempo", made.tempo + {3: "0", 5: "-0"}.get(len(made.tempo), ""), Tempo)
        if made.rest is not None:
            text = rest_text(made.rest)
            if made.rest.kind == "count":
                self.doubts.append(f"rest {digits(made.rest.value)} taken as {text}")
            self._put("rest", text, Rest)
        if made.sides:
            self.values["sides"] = made.sides
        self._effort("rir", made.rir, 0)
        self._effort("rpe", made.rpe, 1)
        sets = [f"{dose.load} x {digits(dose.target.value)}" for dose in warm_ups]
        if sets and (good := [text for text in sets if self._good("warm-up-sets", text, WarmUpSet)]):
            self.values["warm-up-sets"] = good
        if note := ", ".join(self.remarks):
            self.values["note"] = self._cut(note, "note")
        for field in [name for name in self.values if name in self.block.refuses and name != "sets"]:
            value = self.values.pop(field)
            told = ", ".join(value) if isinstance(value, list) else value
            self.doubts.append(f"left out: {field} {told} ({self.block.kind} blocks go by their own clock)")
        return Fields(self.values, list(dict.fromkeys(self.doubts)))

    def _warm_ups(self) -> list[NoteDose]:
        """The sets that were written load first, if other sets follow."""
        doses = self.made.doses
        if not any(not dose.ramp for dose in doses):
            return []
        first = next(at for at, dose in enumerate(doses) if not dose.ramp)
        return doses[:first]

    def _cut(self, text: str, field: str) -> str:
        if len(text) <= LONGEST_TEXT:
            return text
        self.doubts.append(f"the {field} is cut at {LONGEST_TEXT} characters")
        return text[: LONGEST_TEXT - 1].rstrip() + "…"

    def _good(self, field: str, text: str, reads: Any) -> bool:
        try:
            reads.parse(text)
        except BadValue as error:
            self.doubts.append(f"left out: {field}: {error}")
            return False
        return True

    def _put(self, field: str, text: str, reads: Any) -> None:
        if text and self._good(field, text, reads):
            self.values[field] = reads.parse(text).text() if reads is Tempo else text

    def _effort(self, field: str, quantity: Quantity | None, least: int) -> None:
        """Put an effort; of a range, the easier end."""
        if quantity is None:
            return
        value = max(quantity.value, quantity.high or 0) if field == "rir" else quantity.value
        if quantity.high is not None:
            self.doubts.append(
                f"{field.upper()} {digits(quantity.value)}-{digits(quantity.high)}: {digits(value)} taken"
            )
        if "rir" in self.values:
            self.doubts.append(f"left out: {field} {digits(value)}: there is a rir already")
        elif not least <= value <= 10 or (field == "rir" and value % 1):
            self.doubts.append(f"left out: {field} {digits(value)}: it goes from {least} to 10")
        else:
            self.values[field] = digits(value)

    def _sets(self, doses: list[NoteDose]) -> None:
        """Put `sets`, and `reps` or `work` with `load`: on the item if all sets are alike, else on each set."""
        entries: list[dict[str, str]] = []
        for dose in doses:
            entry = self._target(dose)
            if dose.load and self._good("load", dose.load, Load):
                entry["load"] = dose.load
            if dose.sets < 1 or dose.sets > MOST_SETS_OF_ITEM:
                self.doubts.append(f"left out: {dose.sets} sets: they go from 1 to {MOST_SETS_OF_ITEM}")
            elif entry and ("reps" in entry or "work" in entry):
                entries += [entry] * dose.sets
        if not entries:
            return
        if len(entries) > MOST_SETS_OF_ITEM:
            self.doubts.append(f"left out: all sets but the first {MOST_SETS_OF_ITEM}")
            entries = entries[:MOST_SETS_OF_ITEM]
        kinds = {"reps" if "reps" in entry else "work" for entry in entries}
        alike = all(entry == entries[0] for entry in entries)
        if not alike and (len(kinds) > 1 or "sets" in self.block.refuses):
            self.remarks.insert(0, ", ".join(" at ".join(entry.values()) for entry in entries))
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

    def _target(self, dose: NoteDose) -> dict[str, str]:
        field, text = self._counted(dose) or self._timed(dose) or self._covered(dose.target)
        if not self._good(field, text, Reps if field == "reps" else Work):
            return {}
        if not self.block.open_targets and (text == "max" or text.endswith("+")):
            ended = "10" if text == "max" else text.removesuffix("+")
            self.doubts.append(f"{text} taken as {ended}: {self.block.kind} blocks go on by the clock")
            text = ended
        return {field: text}

    def _counted(self, dose: NoteDose) -> tuple[str, str] | None:
        target = dose.target
        if target.kind == "max":
            if self.measure != "time":
                return "reps", "max"
            self.doubts.append(f"max taken as {TO_THE_MAX}: it counts on until enter")
            return "work", TO_THE_MAX
        if target.kind not in ("count", "sets", "reps"):
            return None
        if target.kind == "count" and self.measure == "time":
            waits = "+" if target.open or target.high is not None else ""
            text = duration(target.value) + waits
            self.doubts.append(f"{digits(target.value)} taken as {text}")
            return "work", text
        range_ = f"-{digits(target.high)}" if target.high is not None else "+" if target.open else ""
        return "reps", f"{digits(target.value)}{range_}"

    def _timed(self, dose: NoteDose) -> tuple[str, str] | None:
        target = dose.target
        most = LONGEST_IN_SETS if dose.sets > 1 else LONGEST_ALONE
        if target.kind == "minutes or metres":
            if target.value > most:
                return None
            self.doubts.append(f"{digits(target.value)}m taken as minutes")
        time = timed(target)
        if time is None:
            return None
        waits = time.open or time.high is not None
        return "work", duration(time.value) + ("+" if waits else "")

    def _covered(self, target: Quantity) -> tuple[str, str]:
        """A distance has no field. The note says how far, and one rep is that distance once."""
        far = f"{digits(target.value)}{'' if target.unit in ('m', 'km', 'k', 'mi', 'yd', 'ft') else ' '}{target.unit}"
        if far not in self.remarks:
            self.remarks.insert(0, far)
        self.doubts.append(f"{far} is no field of a routine: it is in the note, and one rep is one such way")
        return "reps", "1"


def rest_text(quantity: Quantity) -> str:
    """`90s` or `none`. A range becomes its lower end and waits for a key: `2m+`. Bare numbers under 10 are minutes."""
    time = timed(quantity, least_bare=10) or quantity
    waits = time.high is not None or time.open
    return (duration(time.value) + ("+" if waits else "")) if time.value or waits else "none"


def duration(seconds: float) -> str:
    """As a person would write it: `90s`, `2m`, `2m30s`."""
    short = f"{digits(seconds)}s"
    return short if seconds < 120 and seconds % 60 else duration_text(round(seconds * SECOND))
