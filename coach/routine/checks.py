"""What is wrong between the fields of one routine: targets, blocks and their items, sizes.

`decode` has read each field by itself. Whether a field was written is asked of its node, so that a wrong `reps` is not
also called a missing one. Nothing here looks into other files, as `library` does.
"""

import re
from collections.abc import Sequence

from coach.counting import counted
from coach.routine.model import (
    Amrap,
    BaseBlock,
    Emom,
    Exercise,
    Item,
    Routine,
    SetSpec,
    Shared,
    Tabata,
    inherit,
)
from coach.routine.problems import Report, one_of, quoted
from coach.routine.reading.struct_words import field_names, title
from coach.routine.reading.yaml_nodes import Broken, Mapping
from coach.routine.values import USUAL_TEMPO, Duration, duration_text, language_code

MOST_SETS = 2000
"""The most sets of a routine, warm-up sets included. A plan holds them all; a day of half-minutes has 2,880."""

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

Places = dict[int, Mapping]
"""The node of each Struct, by its `id()`."""


def check_routine(routine: Routine, places: Places, report: Report) -> None:
    """Reports everything that is wrong between the fields of one routine."""
    _Checks(places, report).routine(routine)


def check_language(routine: Routine, places: Places, codes: Sequence[str], report: Report) -> None:
    """Warns of a language that the voice has no phrases in.

    Args:
        routine: as it was decoded.
        places: of `decode`.
        codes: of the languages there are, the default first; empty: no warning.
        report: takes the warning.
    """
    node = places[id(routine)].get("language")
    if node is not None and codes and isinstance(routine.language, str) and not language_code(routine.language, codes):
        message = f'"language": a voice has no phrases in {quoted(routine.language)} and takes {codes[0]}.'
        report.add(node, f"{message} There are {one_of(codes, 'and')}.", "warning")


def check_counted(written: Routine, resolved: Routine, places: Places, report: Report) -> None:
    """Warns of reps in an emom that the coach cannot finish counting before the next interval.

    Args:
        written: as it was decoded, which has the places.
        resolved: the same routine with its exercises.
        places: of `decode`.
        report: takes the warnings.
    """
    for before, block in zip(written.blocks, resolved.blocks, strict=True):
        if not isinstance(block, Emom):
            continue
        for source, item in zip(before.exercises, block.exercises, strict=True):
            levels = (item, block, resolved.defaults)
            pace = inherit("pace", *levels) or ("self" if block.section == "main" else "coach")
            if item.reps is None or not item.reps.high or pace != "coach":
                continue
            exercise = resolved.exercises.get(item.exercise or "")
            tempo = inherit("tempo", *levels) or (exercise and exercise.tempo) or USUAL_TEMPO
            sides = item.sides or (exercise.sides if exercise else "both")
            ns = item.reps.high * tempo.rep_ns * (1 if sides == "both" else 2)
            if ns > block.every.ns:
                node = places[id(source)]
                message = (
                    f"the coach counts these reps for {duration_text(ns)}, and an interval has {block.every.text()}"
                )
                report.add(node.get("reps") or node, f"{message}: they never come to their end.", "warning")


def check_exercise(exercise: Exercise, node: Mapping, stem: str, report: Report) -> None:
    """Reports an id that differs from the name of the file, or from the key in the routine.

    Args:
        exercise: of a file, or of a routine's own.
        node: its mapping.
        stem: the file's stem or the key in the routine.
        report: takes the problems.
    """
    if exercise.id and exercise.id != stem:
        report.add(node.get("id") or node, f'"id" must be what it is found under, "{stem}", not "{exercise.id}".')


def bad_id(subject: str, name: str) -> str:
    """The message about a malformed id: what an id looks like, and what this one could be."""
    right = re.sub("[^a-z0-9]+", "-", name.casefold()).strip("-")
    advice = f". Write {right}." if _ID.fullmatch(right) else ", like towel-row."
    return f"{subject} small letters and digits, joined by hyphens{advice}"


class _Checks:
    def __init__(self, places: Places, report: Report) -> None:
        self.places = places
        self.report = report

    def routine(self, routine: Routine) -> None:
        sets = 0
        self.effort(routine.defaults)
        for block in routine.blocks or ():
            node = self.places[id(block)]
            self.effort(block)
            self.block(block, node)
            before, sets = sets, sets + _set_count(block)
            if before <= MOST_SETS < sets:
                self.report.add(node, f"with this block the routine has more than {MOST_SETS:,} sets.")
        root = self.places[id(routine)]
        own = root.get("exercises")
        for name, exercise in routine.exercises.items():
            key = own.key(name) if isinstance(own, Mapping) else None
            if key and not _ID.fullmatch(name):
                self.report.add(key, bad_id("an id has", name))
            check_exercise(exercise, self.places[id(exercise)], name, self.report)

    def block(self, block: BaseBlock, node: Mapping) -> None:
        for item in block.exercises or ():
            self.item(item, self.places[id(item)], block, node)
        if isinstance(block, Emom) and block.work and block.every and block.work.ns > block.every.ns:
            self._longer(node, block.work, f"an interval of {block.every.text()}")
        if isinstance(block, Tabata) and block.rounds:
            for item in (block.exercises or ())[block.rounds :]:
                times = counted(block.rounds, "interval")
                message = f"this is never reached: the tabata has {times}, and one exercise is done in each."
                self.report.add(self.places[id(item)], message, "warning")

    def effort(self, level: Shared | SetSpec) -> None:
        """At most one of `rir` and `rpe`: each can be worked out from the other."""
        node = self.places.get(id(level))  # there is none for defaults that are not written
        if node and "rir" in node and "rpe" in node:
            self._add(node, "rpe", 'either "rir" or "rpe", not both.')

    def item(self, item: Item, node: Mapping, block: BaseBlock, block_node: Mapping) -> None:
        self.effort(item)
        if "exercise" in node and "name" in node:
            self._add(node, "name", 'either "exercise" (of the library) or "name" (your own words), not both.')
        elif "exercise" not in node and "name" not in node:
            wanted = 'an exercise item needs "exercise" (of the library) or "name" (your own words, no library entry).'
            if word := _alone(node):
                self.report.add(node, f'{wanted} Write "- exercise: {word}", and the rest below it.')
                return
            self.report.add(node, wanted)
        for field in node.entries.keys() & block.refuses:
            if type(node.get(field)) is Broken:  # reported already
                continue
            takes = [name for name in field_names(Item) if name not in block.refuses]
            self._add(
                node, field, f'"{field}" does not belong into {title(type(block))}; its items take: {", ".join(takes)}.'
            )
        self.target(item, node, block, block_node)
        if not block.open_targets:
            self.ends(item, node, block)
        if isinstance(block, Emom) and item.work and block.every and item.work.ns > block.every.ns:
            self._longer(node, Duration(item.work.ns), f"an interval of {block.every.text()}")
        if isinstance(block, Amrap) and item.work and block.for_ and item.work.ns > block.for_.ns:
            self._longer(node, Duration(item.work.ns), f"the {block.for_.text()} of the amrap")

    def target(self, item: Item, node: Mapping, block: BaseBlock, block_node: Mapping) -> None:
        """Exactly one of reps and work: on the item, on each of its sets, or on the block."""
        if not block.needs_target:
            return
        both = 'either "reps" or "work", not both.'
        if "reps" in node and "work" in node:
            self._add(node, "work", both)
        has = "reps" in node or "work" in node
        if isinstance(item.sets, tuple) and "sets" not in block.refuses:
            for spec in item.sets:
                self.effort(spec)
                self._set(spec, node, both)
        elif not has and "sets" in node and not isinstance(item.sets, int):
            return  # a wrong list, reported already: its sets may have targets
        elif not has and not (block.gives_work() and "work" in block_node):
            wanted = "how many reps, or how long"
            if block.gives_work():
                wanted += '; the whole block can say "work" too'
            self.report.add(node, f'this item needs "reps" or "work": {wanted}.')

    def _set(self, spec: SetSpec, item_node: Mapping, both: str) -> None:
        node = self.places[id(spec)]
        own = [name for name in ("reps", "work") if name in node]
        if len(own) == 2:
            self._add(node, "work", both)
        elif not own and "reps" not in item_node and "work" not in item_node:
            self.report.add(node, 'this set needs "reps" or "work", as its item has neither.')
        elif own and own[0] not in item_node and ("reps" in item_node or "work" in item_node):
            other = "work" if own == ["reps"] else "reps"
            self._add(node, own[0], f'this set says "{own[0]}", its item "{other}": take the one of the item out.')

    def ends(self, item: Item, node: Mapping, block: BaseBlock) -> None:
        """In a block that goes by the clock nothing may wait for a key."""
        for field, waits in (
            ("reps", item.reps and item.reps.is_open),
            ("work", item.work and item.work.open),
        ):
            if waits and field not in block.refuses:
                what = title(type(block))
                message = f"this never ends by itself, and {what} goes on by the clock. Give it an end."
                self.report.add(node.get(field) or node, message)

    def _longer(self, node: Mapping, work: Duration, whole: str) -> None:
        message = f'"work" of {work.text()} does not fit into {whole}.'
        self.report.add(node.get("work") or node, message)

    def _add(self, node: Mapping, field: str, message: str) -> None:
        """A problem of a field that should not be there, at its name."""
        self.report.add(node.key(field) or node, message)


def _alone(node: Mapping) -> str | None:
    """The only key of an item, if that is not a field: an exercise, with its dose after the colon."""
    names = list(node.entries)
    return names[0] if len(names) == 1 and names[0] not in field_names(Item) else None


def _set_count(block: BaseBlock) -> int:
    """How many sets a block has, warm-up sets included; both sides are one set."""
    return block.set_count() + sum(len(item.warm_up_sets) for item in block.exercises or ())
