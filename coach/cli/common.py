"""What several commands need: the user's library, settings and state, and printing of pages, tables and JSON.

It imports only click at its top. What a command says is not decided here.
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
"""Raised when a field of `--json` is renamed, removed or changes its meaning; not for new fields."""

PAGE = 84
"""Cells of a line that is comfortable to read. Also used without a terminal."""

STYLES: dict[str, dict[str, bool]] = {
    "title": {"bold": True},
    "block": {"bold": True},
    "label": {"dim": True},
    "detail": {"dim": True},
}
"""How the roles of a page are printed; the others are plain."""

json_option = click.option(
    "--json", "as_json", is_flag=True, help="For a script: versioned JSON on the standard output."
)


def complete_routines(ctx: click.Context, param: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """Completion in the shell: matching routines, else files."""
    from click.shell_completion import CompletionItem

    names = [name for name in the_library().names() if name.startswith(incomplete)]
    return [CompletionItem(name) for name in names] or [CompletionItem(incomplete, type="file")]


class Words(click.Argument):
    """A name of one or several words, which need no quotes."""

    def __init__(self, param_decls: Sequence[str], required: bool = True, **attrs: Any) -> None:
        super().__init__(param_decls, required=required, nargs=-1, **attrs)

    def make_metavar(self, ctx: click.Context) -> str:
        name = self.human_readable_name
        return name if self.required else f"[{name}]"

    def process_value(self, ctx: click.Context, value: Any) -> Any:
        words = super().process_value(ctx, value)
        return " ".join(words) if words else None


def complete_exercises(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Completion in the shell."""
    return [name for name in the_library().shelf.paths() if name.startswith(incomplete)]


def complete_sounds(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Completion in the shell."""
    from coach import paths

    return sorted(path.stem for path in paths.bundled("sounds").glob("*.wav") if path.stem.startswith(incomplete))


def the_library() -> "Library":
    from coach import paths
    from coach.languages import LANGUAGES
    from coach.routine.library import Library

    return Library(paths.routine_folders(), paths.exercise_folders(), list(LANGUAGES))


def the_settings() -> "Settings":
    """The settings. Their problems are printed on standard error."""
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
    """What the plan is given to know about the user. Problems are printed on standard error."""
    from coach.history.recall import known

    store = the_state()
    facts = known(the_settings(), store.state)
    for line in store.unread:
        message(line)
    return facts


def planned_sets(loaded: "Loaded", known: "Known") -> "tuple[Set, ...]":
    from coach.workout.plan.expand import expand

    return expand(loaded.routine, known)


def warnings(loaded: "Loaded", known: "Known", sets: "tuple[Set, ...] | None" = None) -> "tuple[Problem, ...]":
    """The warnings about a routine that can be used.

    Args:
        loaded: the routine.
        known: what is known about the user.
        sets: its plan, if it has been made already.
    """
    from coach.workout.paper.advice import advice

    if sets is None:
        sets = planned_sets(loaded, known)
    return (*loaded.problems, *advice(loaded.routine, loaded.spots, known, sets))


def problem_text(problems: "Sequence[Problem]", stream: IO[str]) -> str:
    """The first hundred problems as text, and how many more there are. In colour if the stream shows colours."""
    from coach.routine.problems import SHOWN, more_than, shown

    if not coloured(stream):
        return shown(problems)
    lines: list[str] = []
    for problem in problems[:SHOWN]:
        it = problem.printed()
        colour = "yellow" if it.severity == "warning" else "red"
        label = click.style(it.label, fg=colour, bold=True) if it.label else ""
        lines.append(f"{click.style(it.where, bold=True)} {label}{it.message}")
        if it.carets:
            lines += [it.line, it.margin + click.style(it.carets, fg=colour, bold=True)]
    return "\n".join([*lines, *more_than(problems)])


def message(text: str) -> None:
    """Print a message for the user, on standard error."""
    click.echo(text, err=True)


def print_json(**fields: Any) -> None:
    """Print an object with these fields and the version: `{"version": 1, …}`, indented."""
    import msgspec

    data = msgspec.json.encode({"version": JSON_VERSION, **fields}, enc_hook=str)
    click.echo(msgspec.json.format(data, indent=2).decode())


def json_value(value: Any) -> Any:
    """A value of the model for JSON: a Struct as an object, a value that an author writes as one scalar as its text."""
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
    """Whether standard output is a terminal, and not a dumb one."""
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def coloured(stream: IO[str]) -> bool:
    """Whether this stream is a terminal, and the user wants colours."""
    return stream.isatty() and os.environ.get("TERM") != "dumb" and not os.environ.get("NO_COLOR")


def page_width() -> int:
    """Cells of a line: as wide as the terminal, at most `PAGE`."""
    import shutil

    return min(PAGE, shutil.get_terminal_size().columns) if on_screen() else PAGE


def print_page(lines: "Iterable[TextLine]") -> None:
    """Print lines; in a terminal, with bold titles and dim details."""
    styled = coloured(sys.stdout)
    for line in lines:
        if not styled:
            click.echo(line.text)
            continue
        texts = (click.style(it.text, **STYLES[it.role]) if it.role in STYLES else it.text for it in line.runs)
        click.echo("".join(texts))


LEAST_COLUMN = 20
"""Cells below which a column that may be left out is left out."""


def table_lines(rows: Sequence[Sequence[str]], wraps: int = 1, optional: bool = False) -> list[str]:
    """The lines of `table_rows`, one after the other."""
    return [line for lines in table_rows(rows, wraps, optional) for line in lines]


def table_rows(rows: Sequence[Sequence[str]], wraps: int = 1, optional: bool = False) -> list[list[str]]:
    """The lines of each row, in aligned columns two cells apart. In a terminal they keep to its width.

    Args:
        rows: cells of text, as many in each row.
        wraps: how many columns, the last ones, share the room that the others leave. Their texts wrap; the others are
            never cut.
        optional: whether those go, from the last, where they would have fewer than `LEAST_COLUMN` cells.
    """
    from coach.routine.problems import printable
    from coach.text import cells, pad, wrap

    rows = [[printable(cell) for cell in row] for row in rows]
    natural = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    if not on_screen():
        return [["  ".join(map(pad, row, natural)).rstrip()] for row in rows]
    import shutil

    fixed = natural[: len(natural) - wraps]
    room = shutil.get_terminal_size().columns - sum(width + 2 for width in fixed)
    widths = fixed + _shared(natural[len(fixed) :], room, optional)
    out: list[list[str]] = []
    for row in rows:
        parts = [[cell] for cell in row[: len(fixed)]]
        parts += [wrap(cell, width) for cell, width in zip(row[len(fixed) :], widths[len(fixed) :], strict=False)]
        high = max(map(len, parts), default=1)
        lines = zip(*(part + [""] * (high - len(part)) for part in parts), strict=True)
        out.append(["  ".join(map(pad, line, widths)).rstrip() for line in lines])
    return out


def _shared(natural: Sequence[int], room: int, optional: bool) -> list[int]:
    """The widths of columns that share some room: each as wide as it is, or all that are wider alike."""
    columns = list(natural)
    while columns:
        free, widths = room - 2 * (len(columns) - 1), [0] * len(columns)
        for left, number in enumerate(sorted(range(len(columns)), key=lambda number: columns[number])):
            widths[number] = min(columns[number], max(free // (len(columns) - left), 1))
            free -= widths[number]
        if not optional or all(
            width >= min(LEAST_COLUMN, column) for width, column in zip(widths, columns, strict=True)
        ):
            return widths
        columns.pop()
    return columns
