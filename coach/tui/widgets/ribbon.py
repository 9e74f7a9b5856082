"""One row of inked text that is drawn anew for every width: a screen's title row, and the row of its keys.

May live here: that row, and how actions become the keys in it. Which actions there are is known elsewhere.
"""

from collections.abc import Callable, Sequence

from textual import events

from coach.tui.actions import Action, signs
from coach.tui.drawing.lines import InkedLine, InkedLines
from coach.tui.drawing.texts import draw_keys
from coach.tui.widgets.painted import Painted
from coach.workout.view.shown import Offer

Draw = Callable[[int], InkedLine]
"""From a width to a line that keeps to it."""


def _nothing(width: int) -> InkedLine:
    return ()


class Ribbon(Painted):
    """A row that fills its width.

    Args:
        draw: what stands in it.
        id: the widget's id.
    """

    DEFAULT_CSS = """
    Ribbon { height: 1; width: 1fr; }
    """

    def __init__(self, draw: Draw = _nothing, id: str | None = None) -> None:
        super().__init__(id=id)
        self._draw = draw

    def on_resize(self, event: events.Resize) -> None:
        self._repaint()

    def on_click(self, event: events.Click) -> None:
        self.press_at(event.x, event.y)

    def show(self, draw: Draw) -> None:
        """Draw this from now on."""
        self._draw = draw
        self._repaint()

    def _repaint(self) -> None:
        if self.size.width:
            self.paint((self._draw(self.size.width),))


def keys_of(actions: Sequence[Action]) -> Draw:
    """The keys of these actions, as many as fit: help and the way out before the rest, in the order of the list."""
    named = [action for action in actions if action.label]
    keys = signs(named)

    def draw(width: int) -> InkedLine:
        for most in range(len(named), 0, -1):
            kept = sorted(named, key=lambda action: (_rank(action), named.index(action)))[:most]
            offers = [Offer(action.id, action.label) for action in named if action in kept]
            line: InkedLines = draw_keys(offers, keys, width, most)
            if len(line[0]) == 3 * most:
                return line[0]
        return ()

    return draw


def _rank(action: Action) -> int:
    """What stays longest in a narrow row."""
    return {"open": 0, "start": 0, "close": 0, "help": 1, "back": 2, "about": 2}.get(action.id, 3)
