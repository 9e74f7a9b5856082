"""The base of every screen: it has a list of actions, and it changes the stack of screens in one guarded way.

Keys come faster than screens change: the second enter of a packet arrives when the first one has closed the screen that
both were meant for. So a screen takes an action, lays another screen over itself and closes itself only while it is in
front; whatever comes at another time is dropped. Every screen is of this class, and nothing else in the program pushes
or pops one, except that the app pushes the first. May live here: that guard, and the actions that are the same on every
screen.
"""

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import Screen, ScreenResultType

from coach.tui.actions import THEME, Action, bindings, signs
from coach.tui.messages import ThemeChosen

Answer = TypeVar("Answer")


class GuardedScreen(Screen[ScreenResultType]):
    """A screen whose keys are its `ACTIONS`."""

    ACTIONS: ClassVar[tuple[Action, ...]] = ()
    """What a person can do here; a subclass has its parent's keys too."""
    RARE: ClassVar[tuple[Action, ...]] = ()
    """More actions, in the palette alone."""

    def __init_subclass__(cls, **options: Any) -> None:
        cls.BINDINGS = bindings(cls.__dict__.get("ACTIONS", ()))
        super().__init_subclass__(**options)

    @property
    def in_front(self) -> bool:
        """Whether it is mounted, nothing lies over it and the program is not about to end: it may act on a key."""
        return self.is_mounted and self.is_active and not self.app._exit

    @property
    def gone(self) -> bool:
        """Whether it was closed: its timers may fire once more, and must do nothing then."""
        return self not in self.app.screen_stack

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self.in_front

    def lay_over(self, screen: "GuardedScreen[Answer]", then: Callable[[Answer | None], None] | None = None) -> None:
        """Puts a screen over this one, if this one is in front.

        Args:
            screen: a new one.
            then: gets the answer of that screen when it is dismissed.
        """
        if self.in_front:
            self.app.push_screen(screen, then)

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Closes this screen, if it is in front: never another one, and never twice."""
        return super().dismiss(result) if self.in_front else AwaitComplete()

    def leave(self, result: ScreenResultType | None = None) -> None:
        """Closes what lies over this screen, which gets no answer, and then this screen."""
        while self in self.app.screen_stack and not self.is_active:
            self.app.pop_screen()
        self.dismiss(result)

    def sign(self, action: str) -> str:
        """The key of one of the actions, as it is written."""
        return signs(self.ACTIONS)[action]

    def rows_kept(self) -> int:
        """Rows at the top that stay in sight when a page is laid over this screen."""
        return 0

    def action_help(self) -> None:
        from coach.tui.screens.overlays.help import HelpScreen

        self.lay_over(HelpScreen(self.ACTIONS, self.rows_kept()))

    def action_palette(self) -> None:
        from coach.tui.screens.overlays.palette import PaletteScreen

        self.lay_over(PaletteScreen((*self.RARE, *self.ACTIONS, THEME), self.rows_kept()), self._run)

    def action_theme(self) -> None:
        from coach.tui.screens.overlays.theme import ThemeScreen

        self.lay_over(ThemeScreen(self.rows_kept()), self._themed)

    def _themed(self, name: str | None) -> None:
        if name is not None:
            self.post_message(ThemeChosen(name))

    def _run(self, action: Action | None) -> None:
        """Does what was picked in the palette."""
        if action is not None:
            self.call_later(self.run_action, action.method)
