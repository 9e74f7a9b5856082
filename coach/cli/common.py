"""What several commands need: the person's library and settings, and how tables and JSON are printed.

Imports click alone at its top. Nothing here decides what a command says.
"""

import os
import sys
from collections.abc import Iterable, Sequence
from typing import IO, TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from coach.routine.library import Library, Loaded
    from coach.routine.problems import Problem
    from coach.settings import Settings
    from coach.state import StateStore
    from coach.workout.paper.page import TextLine
    from coach.workout.plan.known import Known
    from coach.workout.plan.sets import Set

JSON_VERSION = 1
"""Rises when a field of `--json` is renamed, removed or gets another meaning; new fields do not raise it."""

PAGE = 84
"""Cells of a line that is read comfortably; also where no screen says how wide it is."""

STYLES: dict[str, dict[str, bool]] = {
    "title": {"bold": True},
    "block": {"bold": True},
    "label": {"dim": True},
    "detail": {"dim": True},
}
"""Of the roles of a page; the others are plain."""

json_option = click.option(
    "--json", "as_json", is_flag=True, help="For a script: versioned JSON on the standard output."
)


def complete_routines(ctx: click.Context, param: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """For the shell's completion: the routines that begin so, else files."""
    from click.shell_completion import CompletionItem

    names = [name for name in the_library().names() if name.startswith(incomplete)]
    return [CompletionItem(name) for name in names] or [CompletionItem(incomplete, type="file")]


def complete_exercises(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """For the shell's completion."""
    return [name for name in the_library().shelf.paths() if name.startswith(incomplete)]


def complete_sounds(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """For the shell's completion."""
    from coach import paths

    return sorted(path.stem for path in paths.bundled("sounds").glob("*.wav") if path.stem.startswith(incomplete))


def the_library() -> "Library":
    from coach import paths
    from coach.languages import LANGUAGES
    from coach.routine.library import Library

    return Library(paths.routine_folders(), paths.exercise_folders(), list(LANGUAGES))


def the_settings() -> "Settings":
    """The settings; what is wrong with them is told on the standard error."""
    from coach.routine.problems import shown
    from coach.settings import read_settings

    settings, problems = read_settings()
    if problems:
        message(shown(problems))
    return settings


def the_state() -> "StateStore":
    from coach import paths
    from coach.state import StateStore

    return StateStore(paths.state_file())


def the_known() -> "Known":
    """What the plan is told of this person."""
    from coach.history.recall import known

    store = the_state()
    facts = known(the_settings(), store.state)
    for line in store.told:
        message(line)
    return facts


def planned_sets(loaded: "Loaded", known: "Known") -> "tuple[Set, ...]":
    from coach.workout.plan.expand import expand

    return expand(loaded.routine, known)


def warnings(loaded: "Loaded", known: "Known", sets: "tuple[Set, ...] | None" = None) -> "tuple[Problem, ...]":
    """What may be wrong with a routine that can be used. `sets`: its plan, if there is one already."""
    from coach.workout.paper.advice import advice

    if sets is None:
        sets = planned_sets(loaded, known)
    return (*loaded.problems, *advice(loaded.routine, loaded.spots, known, sets))


def told(problems: "Sequence[Problem]", stream: IO[str]) -> str:
    """The first hundred problems and how many more there are; in colour where a person reads the stream."""
    from coach.routine.problems import SHOWN, more_than, shown

    if not coloured(stream):
        return shown(problems)
    lines: list[str] = []
    for problem in problems[:SHOWN]:
        it = problem.told()
        colour = "yellow" if it.severity == "warning" else "red"
        label = click.style(it.label, fg=colour, bold=True) if it.label else ""
        lines.append(f"{click.style(it.where, bold=True)} {label}{it.message}")
        if it.carets:
            lines += [it.line, it.margin + click.style(it.carets, fg=colour, bold=True)]
    return "\n".join([*lines, *more_than(problems)])


def message(text: str) -> None:
    """For the person, on the standard error."""
    click.echo(text, err=True)


def print_json(**fields: Any) -> None:
    """`{"version": 1, …}`, indented."""
    import msgspec

    data = msgspec.json.encode({"version": JSON_VERSION, **fields}, enc_hook=str)
    click.echo(msgspec.json.format(data, indent=2).decode())


def json_value(value: Any) -> Any:
    """A value of the model as JSON takes it: Structs as objects, what an author writes in one scalar as its text."""
    import msgspec

    if hasattr(value, "parse") and hasattr(value, "text"):
        return value.text()
    if isinstance(value, msgspec.Struct):
        return {info.encode_name: json_value(getattr(value, info.name)) for info in msgspec.structs.fields(value)}
    if isinstance(value, (tuple, list)):
        return [json_value(item) for item in value]
    if isinstance(value, dict):
        return {key: json_value(item) for key, item in value.items()}
    return value


def on_screen() -> bool:
    """Whether a person reads the standard output, in colours if they want them."""
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def coloured(stream: IO[str]) -> bool:
    """Whether a person reads this stream, and wants colours."""
    return stream.isatty() and os.environ.get("TERM") != "dumb" and not os.environ.get("NO_COLOR")


def page_width() -> int:
    """Cells of a line: the screen's, at most `PAGE`."""
    import shutil

    return min(PAGE, shutil.get_terminal_size().columns) if on_screen() else PAGE


def print_page(lines: "Iterable[TextLine]") -> None:
    """The lines, on a screen with heavy titles and faint details."""
    styled = coloured(sys.stdout)
    for line in lines:
        if not styled:
            click.echo(line.text)
            continue
        texts = (click.style(it.text, **STYLES[it.role]) if it.role in STYLES else it.text for it in line.runs)
        click.echo("".join(texts))


def table_lines(rows: Sequence[Sequence[str]]) -> list[str]:
    """Aligned columns two cells apart; on a screen a line ends where the screen does."""
    from coach.routine.problems import printable
    from coach.text import cells, pad, shorten

    rows = [[printable(cell) for cell in row] for row in rows]
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        lines.append("  ".join(map(pad, row, widths)).rstrip())
    if not on_screen():
        return lines
    import shutil

    width = shutil.get_terminal_size().columns
    return [shorten(line, width) for line in lines]
