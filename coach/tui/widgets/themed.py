"""The base of widgets that take their colours from the theme while they are mounted."""

from textual.widget import Widget

from coach.tui import themes


class Themed(Widget):
    """Is handed the shades when it is mounted, and again when the theme changes."""

    def on_mount(self) -> None:
        self._hand_shades()
        self.app.theme_changed_signal.subscribe(self, lambda _: self._hand_shades())

    def on_unmount(self) -> None:
        self.app.theme_changed_signal.unsubscribe(self)  # the signal would keep it alive

    def _hand_shades(self) -> None:
        self.take_shades(themes.shades(self.app.theme_variables, self.app.current_theme.dark))

    def take_shades(self, shades: dict[str, str]) -> None:
        """Draw in these shades from now on (`themes.shades`)."""
        raise NotImplementedError
