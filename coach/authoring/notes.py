"""From plain notes to a new routine: lines in, commented YAML out. No line is lost; what is doubtful carries a "?".

The steps, each a module of `from_notes`: in `grammar` tokens → shapes (the phrases of a line) → reading (what they
say); lines, tables → statements → plan (blocks) → blocks, fields (values) → judge → page (text). A comment with a `?`
beside the line says what was guessed, left out, or is hard to believe. The result always loads. Pure: `find` stands for
the library.
"""

from collections.abc import Sequence

from msgspec import Struct

from coach.authoring.from_notes.blocks import NoteBlock, NoteEntry
from coach.authoring.from_notes.judge import (
    Evidence,
    implausible,
    never_written,
    numbers,
    out_of_place,
    sets_of,
    unused,
)
from coach.authoring.from_notes.lines import Statement, split_lines
from coach.authoring.from_notes.page import page
from coach.authoring.from_notes.plan import Planner
from coach.authoring.from_notes.spelling import Find, finder
from coach.authoring.from_notes.statements import Reader
from coach.routine.checks import MOST_SETS
from coach.routine.problems import one_of
from coach.routine.values import SECOND, Load, Unit, parse_ns
from coach.text import crop, wrap

__all__ = ["Draft", "Find", "TooLong", "finder", "from_notes"]

MOST_LINES, MOST_ITEMS, MOST_CHARACTERS = 300, 100, 30_000
"""Of notes. More is no plan for a workout."""

USUAL_BAR = Load("mass", 20_000)


class TooLong(ValueError):
    """The notes are longer than any plan; the message says what is too much."""


class Draft(Struct, frozen=True):
    """A new routine, and how much of the notes was understood."""

    text: str
    """YAML that loads, with every line of the notes in a comment."""
    understood: int
    """The number of lines that are in the routine without a mark."""
    comments: int
    """The number of lines that are no part of a plan: titles of nothing, sentences, dates."""
    marked: tuple[str, ...]
    """The other lines, except blank lines and rulers: each has a `?`."""


def from_notes(text: str, name: str, find: Find, unit: Unit = "kg", bar: Load = USUAL_BAR) -> Draft:
    """Make a routine from plain lines such as `Deadlift 3x5 80kg rest 3min`. Takes time in proportion to the text.

    Args:
        text: any text, with any line ends.
        name: the name of the routine.
        find: looks up an exercise of the library; see `finder`.
        unit: of loads without a unit, if the notes use neither kg nor lb.
        bar: the empty bar, for `bar + 20 kg`.

    Raises:
        TooLong: if there are more lines, exercises or sets than a routine is made for.
    """
    raw = split_lines(text)
    if sum(map(bool, raw)) > MOST_LINES or len(text) > MOST_CHARACTERS:
        raise TooLong(
            f"The notes are too long: {MOST_LINES} lines, {MOST_CHARACTERS:,} characters in all, are the most."
        )
    units = [it.unit for line in raw for it in numbers(line) if it.unit in ("kg", "lb")]
    reader = Reader(("lb" if 2 * units.count("lb") > len(units) else "kg") if units else unit, bar, find)
    lines = reader.statements(raw)
    made = Planner(lines, find)
    items = [(block, entry) for block in made.done for entry, _ in block.items]
    if len(items) > MOST_ITEMS or sum(_sets(block, entry) for block, entry in items) > MOST_SETS:
        raise TooLong(f"The notes are too long: {MOST_ITEMS} exercises, {MOST_SETS:,} sets in all, are the most.")
    _judge(made, bar, find)
    entries = made.entries()
    marked = {line.at for entry in entries if entry.missed or entry.doubts for line in entry.lines}
    comments = {line.at for entry in entries if entry.comment for line in entry.lines} - marked
    written = {line.at for line in lines if line.shape not in ("blank", "ruler")}
    understood = len(written - marked - comments)
    unknown = list(dict.fromkeys(entry.said.name for _, entry in items if entry.said and not entry.found))
    title = " ".join(split_lines(name))
    intro = _intro(understood, len(comments), len(marked), unknown)
    text = page(title, made.done, made.loose, made.defaults, intro)
    return Draft(text, understood, len(comments), tuple(raw[at] for at in sorted(marked)))


def _sets(block: NoteBlock, entry: NoteEntry) -> int:
    values = entry.values or {}
    return sets_of(values)[1] * int(block.settings.get("rounds", 1)) + len(values.get("warm-up-sets", ()))


def _judge(made: Planner, bar: Load, find: Find) -> None:
    """Tell of every line without a mark what was made of it wrongly, or not at all."""
    for block in made.done:
        entries = [*block.head, *block.entries]
        head = [_judged(line) for entry in block.head for line in entry.lines]
        for entry in entries:
            numbers = {line.at for line in entry.lines}
            shared = [other for other in entries if numbers & {line.at for line in other.lines}]
            if any(other.doubts or other.missed for other in shared):
                continue
            texts = [_judged(line) for line in entry.lines]
            evidence = _evidence(made, block, entries if entry in block.head else shared)
            entry.doubts += [doubt for text in texts for doubt in unused(text, evidence, bar)]
            if entry.values is not None and not entry.doubts:
                entry.doubts += (
                    implausible(entry.values)
                    or never_written(entry.values, [*head, *texts], bar)
                    or [*out_of_place(entry.values, find)]
                )
    for entry in made.loose:
        if not entry.missed and not entry.doubts:
            evidence = Evidence()
            evidence.add(made.defaults)
            entry.doubts += [doubt for line in entry.lines for doubt in unused(_judged(line), evidence, bar)]


def _evidence(made: Planner, block: NoteBlock, shared: Sequence[NoteEntry]) -> Evidence:
    """All that was made of some entries, which share their lines, in their block."""
    evidence = Evidence()
    evidence.add({"name": block.name} | made.defaults | block.settings)
    rounds = int(block.settings.get("rounds", 0))
    if "every" in block.settings:
        evidence.found.add((parse_ns(block.settings["every"]) / SECOND * rounds * len(block.items), "s"))
    for entry in shared:
        if entry.values is not None and entry.said is not None:
            evidence.add_item(entry.values, rounds)
            evidence.names.add(entry.said.name)
    return evidence


def _judged(line: Statement) -> str:
    """What of a line is to be found in the routine: not its number, not a date, not a heading."""
    return "" if line.shape == "aside" else line.content if line.shape == "heading" else line.text


def _intro(good: int, comments: int, marked: int, unknown: Sequence[str]) -> list[str]:
    lines = f"{good} line{'s' * (good != 1)} understood, {comments} kept as comments, {marked} marked"
    out = [
        f"From notes: {lines}. Your own lines stand above what was made of them.",
        "Look at each `?`: there something was guessed, left out or hard to believe. Check loads and rests: where none "
        "is written, a set of reps is followed by 2m. The comments can go once all is right.",
    ]
    if unknown:
        shown = [f'"{crop(name, 40)}"' for name in unknown[:8]] + (["others"] if len(unknown) > 8 else [])
        out.append(f"Not in the library, so without cues: {one_of(shown, 'and')}.")
    return [line for text in out for line in wrap(text, 116)]
