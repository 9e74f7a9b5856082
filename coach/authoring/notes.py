"""From plain notes to a new routine: lines in, commented YAML out. No line is lost.

The steps, each a module of `from_notes`: lexemes → measures (the tokens of a line) → sketch (one exercise) → lines,
heads → assembly (blocks) → blocks, item (fields) → page (text). A comment with a `?` beside the line says what was
guessed or left out. The result always loads. Pure: `find` stands for the library.
"""

from collections.abc import Sequence

from msgspec import Struct

from coach.authoring.from_notes.assembly import Assembler
from coach.authoring.from_notes.lines import NoteLine, read_lines, split_lines
from coach.authoring.from_notes.page import make_room, page
from coach.authoring.from_notes.spelling import Find, finder
from coach.routine.problems import one_of
from coach.routine.values import Unit
from coach.text import crop, wrap

__all__ = ["Draft", "Find", "finder", "from_notes"]


class Draft(Struct, frozen=True):
    """A new routine, and how much of the notes was understood."""

    text: str
    """YAML that loads, with every line of the notes in a comment."""
    understood: int
    """The number of lines understood, including those with something left out."""
    missed: tuple[str, ...]
    """The other lines, except blank lines and rulers."""


def from_notes(text: str, name: str, find: Find, unit: Unit = "kg") -> Draft:
    """Make a routine from plain lines such as `Deadlift 3x5 80kg rest 3min`.

    Takes time in proportion to the text. If the comments alone exceed the size of a routine file, those at the end are
    left out: they are among `missed`, and the text says how many there are.

    Args:
        text: any text, with any line ends.
        name: the name of the routine.
        find: looks up an exercise of the library; see `finder`.
        unit: of loads without a unit, if the notes use neither kg nor lb.
    """
    raw = split_lines(text)
    lines = read_lines(raw, unit)
    if (written := _unit_of(lines)) and written != unit:
        lines = read_lines(raw, written)
    made = Assembler(lines, find, written or unit).blocks()
    entries = made.entries()
    dropped = make_room(made.done, made.loose)
    whole = [block for block in made.done if block.whole]
    loose = [entry for block in made.done if not block.whole for entry in (*block.head, *block.entries)] + made.loose
    good = {at for entry in made.entries() if not entry.missed for at in entry.lines}
    asked = {at for entry in entries for at in entry.lines}
    missed = tuple(lines[at].raw for at in sorted(asked - good))
    values = [entry.values for block in whole for entry in block.items if entry.values]
    unknown = list(dict.fromkeys(it["name"] for it in values if "name" in it))
    intro = _intro(len(good), len(missed), dropped, unknown)
    return Draft(page(" ".join(split_lines(name)), whole, loose, made.defaults, intro), len(good), missed)


def _unit_of(lines: Sequence[NoteLine]) -> Unit | None:
    """The unit that the notes use more often; None if they use none."""
    units = [it.unit for line in lines for token in line.tokens for it in token.quantities if it.kind == "mass"]
    pounds = units.count("lb")
    return None if not units else "lb" if 2 * pounds > len(units) else "kg"


def _intro(good: int, missed: int, dropped: int, unknown: Sequence[str]) -> list[str]:
    out = [
        f"From notes: {_lines(good)} understood, {missed} not. Your own lines stand above what was made of them.",
        "Look at each `?`: there something was guessed or left out. Check loads and rests: where none is written, a "
        "set of reps is followed by 2m. The comments can go once all is right.",
    ]
    if unknown:
        shown = [f'"{crop(name, 40)}"' for name in unknown[:8]] + (["others"] if len(unknown) > 8 else [])
        out.append(f"Not in the library, so without cues: {one_of(shown, 'and')}.")
    if dropped:
        out.append(
            f"? The notes are too long for one routine: {_lines(dropped)} at their end stand in the notes alone."
        )
    return [line for text in out for line in wrap(text, 116)]


def _lines(count: int) -> str:
    return f"{count} line{'s' * (count != 1)}"
