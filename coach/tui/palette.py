"""The command palette: every action of the screen below, by what it does.

Made of the actions; nothing is named twice. What an action does is its screen's.
"""

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider

from coach.tui.actions import LIBRARY, OVERVIEW, RARE, WORKOUT, Action, palette
from coach.tui.drawing.lines import in_ascii
from coach.tui.terminal.charset import speaks_ascii

ACTIONS: dict[str, tuple[Action, ...]] = {
    "LibraryScreen": LIBRARY,
    "OverviewScreen": OVERVIEW,
    "WorkoutScreen": (*RARE, *(action for action in WORKOUT if action.id not in ("palette", "reserve-0"))),
}
"""By the name of the screen's class: naming the classes would import every screen."""


class Commands(Provider):
    """The actions of the topmost screen that has any."""

    def _commands(self) -> list[tuple[str, str, Callable[[], Any]]]:
        for screen in reversed(self.app.screen_stack):
            if actions := ACTIONS.get(type(screen).__name__):
                written = in_ascii if speaks_ascii(self.app) else str
                return [
                    (written(title), written(keys), partial(screen.run_action, method))
                    for title, keys, method in palette(actions)
                ]
        return []

    async def discover(self) -> Hits:
        for title, keys, command in self._commands():
            yield DiscoveryHit(title, command, help=keys or None)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for title, keys, command in self._commands():
            if (score := matcher.match(title)) > 0:
                yield Hit(score, matcher.highlight(title), command, help=keys or None)


class Palette(CommandPalette):
    """Textual's, in our words and in shades that can be read. What is behind is not dimmed: a clock may run there."""

    DEFAULT_CSS: ClassVar[str] = """
    Palette { background: transparent; }
    Palette SearchIcon { display: none; }
    Palette CommandInput { padding-left: 1; }
    Palette CommandInput > .input--placeholder, Palette CommandInput > .input--suggestion { color: $foreground 80%; }
    Palette > .command-palette--help-text { color: $foreground; text-style: not bold not dim; }
    Palette.-ascii #--input { border: ascii $primary; }
    Palette.-ascii CommandList { border-bottom: ascii $primary; }
    Palette.-ascii LoadingIndicator { display: none; }
    """

    def __init__(self) -> None:
        super().__init__(placeholder="what to do", id="--command-palette")

    def on_mount(self) -> None:
        self.set_class(speaks_ascii(self.app), "-ascii")
