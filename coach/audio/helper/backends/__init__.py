"""The back ends: one row each, which everything that names a back end reads.

What lives here: the rows, and what follows from them without opening a device: which can be chosen, what is installed,
the order in which `auto` tries them. What does not: a device library. Settings, the command line and `coach doctor`
read the rows in the program's own process, so importing this must stay cheap; a back end's module is imported only when
it is opened.

To add a back end, write a module here with a function that takes a `SoundSource` and returns an open `Output` (or
raises `OutputError`), and add a row to `BACKENDS`.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple, cast

if TYPE_CHECKING:
    from coach.audio.helper.output import Opener


class Backend(NamedTuple):
    """A row."""

    name: str
    opener: str
    """The module in this package and its function, as `module:function`."""
    install: str
    """How to get it."""
    library: str = ""
    """The module that it imports; empty for one that runs programs."""
    programs: tuple[str, ...] = ()
    """The programs that it can run, any one of which is enough. They cannot take the helper down."""
    limits: str = ""
    """What it cannot do, for the user; empty when it can do everything."""
    unless: str = ""
    """`auto` skips it where this other back end is installed."""
    offered: bool = True
    """Whether users can choose it, and `auto` tries it."""


BACKENDS = {
    row.name: row
    for row in (
        Backend(
            name="miniaudio",
            opener="miniaudio_stream:open_miniaudio",
            install="pip install miniaudio",
            library="miniaudio",
        ),
        Backend(
            name="simpleaudio",
            opener="simpleaudio_output:open_simpleaudio",
            install="pip install '.[simpleaudio]'",  # two distributions share the name; the extra picks one
            library="simpleaudio",
            limits="sounds cannot be cut off, speech does not pause for them, and everything is some milliseconds late",
            unless="miniaudio",  # it fails where miniaudio fails, and can take the whole process down doing so
        ),
        Backend(
            name="command",
            opener="command_output:open_command",
            install="Debian: apt install pulseaudio-utils",
            programs=("afplay",) if sys.platform == "darwin" else ("paplay", "aplay"),
            limits="speech does not pause for sounds, and everything is some milliseconds late",
        ),
        Backend(
            name="null",  # paced silence, for tests
            opener="null_stream:open_null",
            install="pip install miniaudio",
            library="miniaudio",
            offered=False,
        ),
    )
}
"""By name, in the order in which `auto` tries them."""

OFFERED = tuple(row.name for row in BACKENDS.values() if row.offered)
"""The names that users can choose."""


def limits(name: str) -> str:
    """What a back end cannot do, for the user; empty when it can do everything, or is none of ours."""
    return BACKENDS[name].limits if name in BACKENDS else ""


def runs_programs(name: str) -> bool:
    """Whether a back end plays through programs, which cannot take the helper down."""
    return name in BACKENDS and bool(BACKENDS[name].programs)


def lacks(name: str) -> str:
    """Why a back end cannot play, as far as that shows without opening it; empty when it may."""
    import shutil

    row = BACKENDS[name]
    if row.library:
        return "" if _importable(row.library) else f"it is not installed ({row.install})"
    if any(map(shutil.which, row.programs)):
        return ""
    return f"no {', no '.join(row.programs)} ({row.install})"


def lacking() -> dict[str, str]:
    """What each back end that users can choose lacks; empty for one that may play."""
    return {name: lacks(name) for name in OFFERED}


def candidates(choice: str) -> list[str]:
    """The names of the back ends to try for a choice, best first."""
    if choice != "auto":
        return [choice]
    rows = [BACKENDS[name] for name in OFFERED]
    installed = {row.name for row in rows if row.programs or _importable(row.library)}
    return [row.name for row in rows if row.name in installed and row.unless not in installed]


def exclude(name: str) -> None:
    """Treat a back end's library as not installed for the rest of this process, for reading files too."""
    row = BACKENDS.get(name)
    if row is not None and row.library:
        sys.modules[row.library] = None  # type: ignore[assignment]


def opener(name: str) -> Opener:
    """The function that opens a back end. Importing it may take long or fail, as its library does."""
    import importlib

    module, _, function = BACKENDS[name].opener.partition(":")
    return cast("Opener", getattr(importlib.import_module(f"{__name__}.{module}"), function))


def _importable(library: str) -> bool:
    import importlib.util

    return importlib.util.find_spec(library) is not None
