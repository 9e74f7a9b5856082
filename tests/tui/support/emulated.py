"""A terminal in the place of the app's driver: what a person sees, colours and all, after what was sent so far."""

import pyte
from rich.color import ColorSystem
from textual.app import App
from textual.drivers.headless_driver import HeadlessDriver

Cell = tuple[str, str, str, bool, bool]
"""Character, colour, ground, bold, reversed."""


class Emulated(HeadlessDriver):
    """Feeds a terminal emulator with what the app sends."""

    def __init__(self, app: App[None], size: tuple[int, int]) -> None:
        super().__init__(app, size=size)
        self._screen = pyte.Screen(*size)
        self._stream = pyte.Stream(self._screen)

    @property
    def is_headless(self) -> bool:
        return False

    def write(self, data: str) -> None:
        self._stream.feed(data)

    def row(self, y: int) -> list[Cell]:
        """The cells of a row."""
        cells = [self._screen.buffer[y][x] for x in range(self._screen.columns)]
        return [(cell.data, cell.fg, cell.bg, cell.bold, cell.reverse) for cell in cells]

    def rows(self) -> list[list[Cell]]:
        return [self.row(y) for y in range(self._screen.lines)]


def emulated(app: App[None]) -> Emulated:
    """From here on the app sends to a terminal, which shows nothing yet."""
    driver = Emulated(app, app.size)
    app._driver = driver
    app.console._color_system = ColorSystem.TRUECOLOR
    return driver
