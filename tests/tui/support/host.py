"""A bare app around the panel: what the tests of the widgets and the gallery show it in."""

from typing import ClassVar

from textual.app import App, ComposeResult
from views import KEYS

from coach.tui.themes import THEMES
from coach.tui.widgets.workout_panel import WorkoutPanel
from coach.workout.view.shown import WorkoutView


class Host(App[None]):
    """Shows one view; `panel.show` another."""

    CSS_PATH: ClassVar[str] = "../../../coach/tui/screens/workout.tcss"

    def __init__(self, view: WorkoutView, theme: str = "coach-dark", ascii_only: bool = False) -> None:
        super().__init__()
        for known in THEMES:
            self.register_theme(known)
        self.theme = theme
        self.panel = WorkoutPanel(KEYS, ascii_only)
        self._first = view

    def compose(self) -> ComposeResult:
        yield self.panel

    def on_mount(self) -> None:
        self.panel.show(self._first)
