"""The library on the screen: what it lists, how it is filtered and moved through, and that no file stops it."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from cells import TRICKY, columns_of
from textual.app import App
from textual.pilot import Pilot

from coach.routine.exercises import Exercises
from coach.routine.library import Library, Loaded
from coach.shell.catalog import Book, book_lines, list_lines, matching, ordered, read_book, still_fresh
from coach.text import cells
from coach.tui.actions import LIBRARY
from coach.tui.messages import RoutineChosen
from coach.tui.screens.library import LibraryScreen
from coach.tui.screens.overlays.ask import AskScreen
from coach.tui.screens.overlays.help import HelpScreen
from coach.tui.themes import THEMES
from coach.tui.widgets.ribbon import Ribbon, keys_of
from coach.workout.paper.page import plain_lines
from coach.workout.plan.known import Known

ROUTINES = Path(__file__).parents[3] / "routines"
SHELF = Exercises([ROUTINES / "exercises"])
"""One for all tests: what it has read it keeps."""
BROKEN = "format: 1\nname: Legs\nblocks:\n  - exercisse: 3\n    exercises: [{exercise: deadlft, reps: 3}]\n"
MINE = "format: 1\nname: '{name}'\nblocks: [{{exercises: [{{name: Walk, work: 3m}}]}}]\n"


def library_of(*folders: Path) -> Library:
    made = Library(folders, [])
    made.shelf = SHELF
    return made


class Host(App[None]):
    """An app that shows one library and keeps the messages of its screen."""

    def __init__(self, *folders: Path) -> None:
        super().__init__()
        self.library = library_of(ROUTINES, *folders)
        self.chosen: list[str] = []

    def on_mount(self) -> None:
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = "coach-dark"
        self.push_screen(LibraryScreen(self.library, Known()))

    def on_routine_chosen(self, message: RoutineChosen) -> None:
        self.chosen.append(message.loaded.path.stem)


@asynccontextmanager
async def library(*folders: Path, size: tuple[int, int] = (80, 24)) -> AsyncIterator[tuple[LibraryScreen, Pilot[None]]]:
    """The screen when everything has been read."""
    app = Host(*folders)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, LibraryScreen)
        await app.workers.wait_for_complete()
        await all_read(screen, pilot)
        yield screen, pilot


async def all_read(screen: LibraryScreen, pilot: Pilot[None]) -> None:
    """When the list shows everything that was read."""
    async with asyncio.timeout(10):
        while not screen.all_read:
            await pilot.pause()
    await pilot.pause()


def text_shown(screen: LibraryScreen) -> str:
    return "\n".join(plain_lines(screen.listing.lines))


def beside(screen: LibraryScreen) -> str:
    return "\n".join(plain_lines(screen.paper.lines))


def books(*folders: Path) -> list[Book]:
    shelf = library_of(ROUTINES, *folders)
    return [read_book(shelf, entry, Known()) for entry in shelf.entries()]


@pytest.fixture
def yours(tmp_path: Path) -> Path:
    (tmp_path / "tuesday.yaml").write_text(MINE.format(name="Tuesday [red]x[/]"), encoding="utf-8")
    (tmp_path / "my-legs.yaml").write_text(BROKEN, encoding="utf-8")
    return tmp_path


def test_nothing_needed_and_shortest_come_first() -> None:
    pages = [book.paper for book in ordered(books()) if book.paper]
    assert [bool(page.equipment) for page in pages] == sorted(bool(page.equipment) for page in pages)
    for needs in (False, True):
        lengths = [page.ns for page in pages if bool(page.equipment) is needs]
        assert len(lengths) > 1
        assert lengths == sorted(lengths)


def test_the_users_stand_below_their_heading_and_broken_files_last(yours: Path) -> None:
    lines = plain_lines(list_lines(ordered(books(yours)), 60))
    assert lines.index(" yours") == lines.index("") + 1
    assert lines[-3].startswith("  Tuesday [red]x[/]")
    assert lines[-1].startswith("  ! my-legs.yaml: line 4, unknown field")


def test_a_broken_file_tells_all_of_its_problems_beside_the_list(yours: Path) -> None:
    broken = next(book for book in books(yours) if not book.paper)
    text = "\n".join(plain_lines(book_lines(broken, 200)))
    assert '"exercisse"' in text
    assert '"deadlft"' in text
    assert str(yours / "my-legs.yaml") in text


def test_what_may_be_wrong_stands_below_the_paper(tmp_path: Path) -> None:
    blocks = "- exercises:\n  - {exercise: deadlift, reps: 5, load: 70%}\n  - {name: Walk, work: 5h}\n"
    (tmp_path / "long.yaml").write_text(f"name: Long\nblocks:\n{blocks}", encoding="utf-8")
    book = next(book for book in books(tmp_path) if book.stem == "long")
    assert book.paper
    *_, much, _, single = plain_lines(book_lines(book, 200))
    assert much.startswith("! line 1, this takes about 5 h")
    assert single.startswith('! line 4, your best single of "Deadlift" is not known')


def test_thousands_of_problems_in_one_long_line_stay_readable(tmp_path: Path) -> None:
    items = "{name: A, reps: x, rest: 3}, " * 90
    text = "{name: R, blocks: [" + f"{{exercises: [{items}]}}, " * 28 + "]}"
    (tmp_path / "long.yaml").write_text(text, encoding="utf-8")
    book = next(book for book in books(tmp_path) if book.stem == "long")
    assert len(book.problems) == 5_041
    lines = plain_lines(book_lines(book, 60))
    assert len(lines) < 1_000
    assert max(map(cells, lines)) <= 60
    assert "… and 4,941 more problems." in lines


def test_a_routine_that_hides_a_bundled_one_says_so(tmp_path: Path) -> None:
    (tmp_path / "tabata.yaml").write_text(MINE.format(name="My tabata"), encoding="utf-8")
    mine = next(book for book in books(tmp_path) if book.stem == "tabata")
    assert "hidden by it" in "\n".join(plain_lines(book_lines(mine, 80)))


@pytest.mark.parametrize(
    ("wanted", "stem", "found"),
    [
        ("POSTERIOR strength", "posterior-chain-strength", True),
        ("kettlebell", "emom-swings", True),
        ("pull-up bar", "posterior-chain", True),
        ("posture", "office-posture", True),
        ("no equipment", "tabata", True),
        ("kettlebell", "tabata", False),
        ("posterior nothing", "posterior-chain", False),
    ],
)
def test_a_filter_looks_at_name_tags_and_equipment(wanted: str, stem: str, found: bool) -> None:
    assert (stem in [book.stem for book in matching(books(), wanted)]) is found


@pytest.mark.parametrize("width", [16, 30, 39, 60, 90, 110])
def test_the_list_keeps_to_its_width(yours: Path, width: int) -> None:
    assert max(map(cells, plain_lines(list_lines(ordered(books(yours)), width)))) <= width


def test_a_file_whose_name_could_steer_a_terminal_is_listed_harmlessly(tmp_path: Path) -> None:
    (tmp_path / "a\x1b[31mb.yaml").write_text("nonsense", encoding="utf-8")
    text = "\n".join(plain_lines(list_lines(books(tmp_path), 80)))
    assert "\x1b" not in text
    assert "[31mb.yaml" in text


def test_every_key_row_keeps_to_its_width_and_says_how_to_go_on() -> None:
    for width in range(1, 100):
        row = "".join(text for text, _ in keys_of(LIBRARY)(width))
        assert cells(row) <= width
        assert width < 11 or "enter open" in row
        assert width < 40 or "all keys" in row


async def test_all_routines_are_listed_and_the_marked_one_is_on_paper(yours: Path) -> None:
    async with library(yours) as (screen, pilot):
        assert "Posterior chain, kettlebell" in text_shown(screen)
        assert "Tuesday [red]x[/]" in text_shown(screen)
        assert beside(screen).startswith("Tabata")
        await pilot.press("j", "down", "k")
        assert beside(screen).startswith("Desk break")


def write_tricky(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number, name in enumerate(TRICKY):
        text = MINE.format(name=name).replace("blocks:", f"tags: ['{name}', last]\nblocks:")
        (folder / f"{number}.yaml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("width", [80, 120, 200])
async def test_columns_line_up_whatever_a_name_is_written_in(tmp_path: Path, width: int) -> None:
    write_tricky(tmp_path)
    async with library(tmp_path, size=(width, 48)) as (screen, _):
        strips = [screen.listing.render_line(row) for row in range(len(screen.listing.lines))]
        assert {strip.cell_length for strip in strips} == {screen.listing.size.width - 1}
        lines = [strip.text for strip in strips if strip.text.rstrip().endswith(" min")]
        tricky = [line for line in lines if any(name in line for name in TRICKY)]
        assert len(tricky) == len(TRICKY)
        assert len(columns_of(" min", lines)) == 1
        assert len(columns_of("no equipment", tricky)) == (width > 80)  # at 80 there is no room for that column


async def test_enter_opens_the_marked_routine() -> None:
    async with library() as (screen, pilot):
        await pilot.press("down", "enter")
        await pilot.pause()
        assert isinstance(screen.app, Host)
        assert screen.app.chosen == ["desk-break"]


async def test_enter_on_a_broken_file_shows_what_is_wrong_and_opens_nothing(yours: Path) -> None:
    async with library(yours, size=(40, 12)) as (screen, pilot):
        await pilot.press("end", "enter")
        assert isinstance(screen.app, Host)
        assert screen.app.chosen == []
        assert screen.paper.display
        assert "cannot be used" in beside(screen)


async def test_the_filter_leaves_what_matches_and_esc_brings_all_back() -> None:
    async with library() as (screen, pilot):
        await pilot.press("slash", *"kettle")
        assert [line.at for line in screen.listing.lines if line.at] == [
            "emom-swings",
            "posterior-chain-kettlebell",
            "posterior-chain",
        ]
        await pilot.press("down", "enter")  # enter leaves the field, and keeps what it says
        assert screen.listing.at == "posterior-chain-kettlebell"
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(screen.app, Host)
        assert screen.app.chosen == ["posterior-chain-kettlebell"]
        await pilot.press("escape")
        assert "Tabata" in text_shown(screen)
        assert not screen.query_one("#filter").display


async def test_letters_that_are_keys_are_letters_in_the_filter() -> None:
    async with library() as (screen, pilot):
        await pilot.press("slash", *"qji")
        assert "Nothing matches “qji”" in text_shown(screen)
        assert beside(screen) == ""
        await pilot.press("enter", "enter", "i", "down")  # with nothing marked, nothing happens
        assert isinstance(screen.app, Host)
        assert screen.app.chosen == []


async def test_the_key_row_has_the_keys_that_are_keys_now() -> None:
    async with library() as (screen, pilot):
        row = screen.query_one("#keys", Ribbon)

        def keys() -> str:
            return "".join(text for text, _ in row.lines[0]).strip()

        at_first = keys()
        assert at_first == "enter open   i about   e edit   n new   / filter   ? all keys   q quit"
        await pilot.press("slash", "t")
        await pilot.pause()
        assert keys() == "enter to the list   ↑ ↓ move   esc all routines"
        await pilot.press("enter")
        await pilot.pause()
        assert keys() == at_first
        await pilot.press("i")
        assert keys() == "enter open   esc back   e edit   n new   / filter   ? all keys   q quit"
        await pilot.press("escape", "escape", "slash", "escape")
        await pilot.pause()
        assert keys() == at_first


async def test_i_gives_the_routine_the_whole_screen_and_back() -> None:
    async with library(size=(40, 12)) as (screen, pilot):
        assert not screen.paper.display
        await pilot.press("i")
        await pilot.pause()
        assert screen.paper.display
        assert not screen.listing.display
        before = screen.paper.scroll_y
        await pilot.press("down", "down")
        assert screen.paper.scroll_y == before + 2
        await pilot.press("escape")
        assert screen.listing.display
        assert not screen.paper.display


async def test_an_empty_library_says_what_to_do(tmp_path: Path) -> None:
    app = Host()
    app.library = library_of(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, LibraryScreen)
        await pilot.pause()
        assert "There is no routine here." in text_shown(screen)
        await pilot.press("enter", "i", "down", "end", "pagedown")
        assert app.chosen == []


async def test_help_lists_every_key_once_and_any_of_its_keys_closes_it() -> None:
    async with library() as (screen, pilot):
        for key in ("escape", "question_mark", "enter", "q"):
            await pilot.press("question_mark")
            await pilot.pause()
            overlay = screen.app.screen
            assert isinstance(overlay, HelpScreen)
            text = "\n".join(plain_lines(overlay.query_one("#page").lines))  # type: ignore[attr-defined]
            said = " ".join(text.split())
            assert all(said.count(action.help) == 1 for action in LIBRARY if action.help not in ("quit", "all keys"))
            await pilot.press(key)
            await pilot.pause()
            assert screen.app.screen is screen


async def test_a_routine_that_appears_is_listed_when_the_screen_is_seen_again(tmp_path: Path) -> None:
    async with library(tmp_path) as (screen, pilot):
        (tmp_path / "new.yaml").write_text(MINE.format(name="Brand new"), encoding="utf-8")
        await pilot.press("question_mark")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        await screen.app.workers.wait_for_complete()
        async with asyncio.timeout(10):
            while "Brand new" not in text_shown(screen):
                await pilot.pause()


async def test_a_mark_that_was_moved_stays_on_its_routine_while_others_come_in(tmp_path: Path) -> None:
    async with library(tmp_path) as (screen, pilot):
        await pilot.press("down", "down")
        marked = screen.listing.at
        (tmp_path / "first.yaml").write_text(MINE.format(name="A"), encoding="utf-8")
        screen.on_screen_resume()
        await screen.app.workers.wait_for_complete()
        await all_read(screen, pilot)
        assert screen.listing.at == marked


@pytest.mark.parametrize("size", [(10, 2), (1, 1), (16, 3), (40, 12), (200, 60)])
async def test_any_size_is_survived_and_growing_recovers(yours: Path, size: tuple[int, int]) -> None:
    async with library(yours, size=size) as (screen, pilot):
        await pilot.press("down", "i", "down", "escape", "end", "home", "pagedown")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert screen.listing.size.height > 15
        assert "Posterior chain, kettlebell" in text_shown(screen)


async def test_q_leaves() -> None:
    async with library() as (screen, pilot):
        await pilot.press("q")
        await pilot.pause()
        assert screen.app._exit


async def test_a_click_marks_and_another_opens() -> None:
    async with library() as (screen, pilot):
        await pilot.click("#list", offset=(6, 2))
        assert screen.listing.at is not None
        marked = screen.listing.at
        await pilot.click("#list", offset=(6, 2))
        await pilot.pause()
        assert isinstance(screen.app, Host)
        assert screen.app.chosen == [marked]


class Failing(Library):
    """A library that has a bug with one file."""

    def load(self, name: str | Path) -> Loaded:
        if Path(name).stem == "tabata":
            raise ZeroDivisionError("[red]oh")
        return super().load(name)


async def test_a_file_that_coach_fails_at_takes_no_other_away() -> None:
    app = Host()
    app.library = Failing([ROUTINES], [])
    app.library.shelf = SHELF
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, LibraryScreen)
        await all_read(screen, pilot)
        assert "! tabata.yaml: coach fails at this file" in text_shown(screen)
        assert "Posterior chain, kettlebell" in text_shown(screen)
        await pilot.press("end")
        assert "ZeroDivisionError: [red]oh" in beside(screen)


async def test_leaving_while_files_are_read_waits_for_nothing() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("q")
        assert app._exit


def saved(path: Path, text: str, later: int) -> None:
    """As an editor does, `later` seconds after now."""
    path.write_text(text)
    when = path.stat().st_mtime + later
    os.utime(path, (when, when))


async def test_a_change_is_listed_while_the_library_is_open(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(MINE.format(name="First"))
    async with library(tmp_path) as (screen, pilot):
        await pilot.press("end")
        for number, (text, wanted) in enumerate(
            [
                (MINE.format(name="Second").replace("3m", "7m"), "Second"),
                (MINE.format(name="Third").replace("work", "wrok"), "! mine.yaml: line 3"),
                (MINE.format(name="Fourth"), "Fourth"),
            ]
        ):
            books = dict(screen._books)
            saved(path, text, number * 10 + 10)
            screen._poll()
            await pilot.app.workers.wait_for_complete()
            await all_read(screen, pilot)
            assert wanted in text_shown(screen)
            assert screen.listing.at == "mine", "the mark stays"
            same = [stem for stem, book in screen._books.items() if books[stem] is book]
            assert len(same) == len(books) - 1, "nothing else was read again"


async def test_a_new_exercise_puts_a_broken_routine_right(tmp_path: Path) -> None:
    exercises = tmp_path / "exercises"
    exercises.mkdir()
    (tmp_path / "mine.yaml").write_text("name: Mine\nblocks: [{exercises: [{exercise: hop, reps: 5}]}]\n")
    made = Library([ROUTINES, tmp_path], [ROUTINES / "exercises", exercises])
    entry = next(entry for entry in made.entries() if entry.stem == "mine")
    before = read_book(made, entry, Known())
    assert before.problems and still_fresh(before, entry)
    saved(exercises / "hop.yaml", "name: Hop\n", 10)
    os.utime(exercises, (2e9, 2e9))
    assert not still_fresh(before, entry)
    assert not read_book(made, entry, Known()).problems


async def test_a_name_is_asked_for_a_new_routine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_HOME", str(tmp_path))
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.delenv("VISUAL", raising=False)
    (tmp_path / "routines").mkdir()
    async with library(tmp_path / "routines") as (screen, pilot):
        await pilot.press("n")
        await pilot.press(*"tabata", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, AskScreen), "that name is taken"
        await pilot.press("escape", "n", *"Leg day", "enter")
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        await all_read(screen, pilot)
        assert (tmp_path / "routines" / "leg-day.yaml").is_file()
        assert screen.listing.at == "leg-day" or "Leg day" in text_shown(screen)
        await pilot.press("n", "escape")
        assert screen.is_current
