"""What is repainted: after every change the terminal shows what it would show if all of it were sent anew."""

from itertools import combinations

from emulated import emulated
from host import Host
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from views import VIEWS

from coach.tui.drawing.lines import InkedLine
from coach.tui.themes import THEMES
from coach.tui.widgets.painted import Painted

LINES: tuple[InkedLine, ...] = (
    (),
    (("▶ WORK", "work"),),
    (("▶ WORK", "rest"),),
    (("▶ WORK", "on-work"),),
    (("▶ ", "work"), ("WORK", "bold")),
    (("▶ WO", "bold"), ("RK", "work")),
    (("▶ WORM", "work"),),
    (("▶ WORK 12", "work"), (" 力", "text")),
    (("▶ WORK 12", "work"), (" 刀", "dim")),
)
"""The same words in other colours, other words in the same ones, and lines that are shorter or wider."""


class Rows(App[None]):
    """One row above, the one that is painted, and one below."""

    def __init__(self) -> None:
        super().__init__()
        self.register_theme(THEMES[0])
        self.theme = THEMES[0].name
        self.painted = Painted()

    def compose(self) -> ComposeResult:
        yield self.painted

    def show(self, line: InkedLine) -> None:
        self.painted.paint(((("above", "text"),), line, (("below", "text"),), (("the last", "dim"),)))


async def settle(pilot: Pilot[None]) -> None:
    await pilot.pause()
    await pilot.pause()


async def test_a_line_looks_the_same_whatever_stood_there_before() -> None:
    app = Rows()
    async with app.run_test(size=(20, 4)) as pilot:
        await settle(pilot)
        looks = {}
        for line in LINES:
            app.show(line)
            await settle(pilot)
            terminal = emulated(app)
            app.screen.refresh()
            await settle(pilot)
            looks[line] = terminal.rows()
        assert len({str(rows) for rows in looks.values()}) == len(LINES)
        before = LINES[-1]
        for one, other in combinations(LINES, 2):  # from each line to each other one
            for line in (one, other, one):
                if line is not before:
                    app.show(line)
                    await settle(pilot)
                    assert terminal.rows() == looks[line], (before, line)
                    before = line


async def test_a_view_looks_the_same_whatever_view_was_there_before() -> None:
    host = Host(VIEWS["setup"])
    async with host.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        terminal = emulated(host)
        host.screen.refresh()
        for kind in [*VIEWS, *reversed(VIEWS)]:
            host.panel.show(VIEWS[kind])
            await settle(pilot)
            shown = terminal.rows()
            host.screen.refresh()
            await settle(pilot)
            assert shown == terminal.rows(), kind
