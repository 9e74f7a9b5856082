"""Names to routines and exercises: who wins, what is parsed, what is reported, and how a change is noticed."""

import os
from pathlib import Path

import pytest

from coach.routine import exercises as exercises_module
from coach.routine import library as library_module
from coach.routine.exercises import stamp_of
from coach.routine.library import Library, Loaded
from coach.routine.problems import LoadError
from coach.routine.reading.yaml_nodes import read_text

BUNDLED = Path(__file__).parents[2] / "routines"
ROUTINES = sorted(BUNDLED.glob("*.yaml"))


class Shelf:
    """Bundled folders and the user's, and what was read since the last look."""

    def __init__(self, root: Path) -> None:
        self.bundled, self.yours = root / "bundled", root / "yours"
        for folder in (self.bundled, self.yours):
            (folder / "exercises").mkdir(parents=True)
        self.library = Library(
            [self.bundled, self.yours], [folder / "exercises" for folder in (self.bundled, self.yours)]
        )
        self.read: list[str] = []

    def routine(
        self, stem: str, items: str = "{name: Walk, work: 1m}", *, name: str = "R", yours: bool = False
    ) -> Path:
        path = (self.yours if yours else self.bundled) / f"{stem}.yaml"
        path.write_text(f"name: {name}\nblocks:\n- exercises: [{items}]\n", encoding="utf-8")
        return path

    def exercise(self, stem: str, text: str, *, yours: bool = False) -> Path:
        path = (self.yours if yours else self.bundled) / "exercises" / f"{stem}.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    def refused(self, name: str | Path) -> LoadError:
        with pytest.raises(LoadError) as caught:
            self.library.load(name)
        return caught.value


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    shelf = Shelf(tmp_path)

    def noted(path: Path, name: str | None = None) -> str:
        shelf.read.append(path.stem)
        return read_text(path, name)

    monkeypatch.setattr(library_module, "read_text", noted)
    monkeypatch.setattr(exercises_module, "read_text", noted)
    shelf.exercise("plank", "name: Plank\naliases: [Front hold]\nmeasure: time\n")
    shelf.exercise("rdl", "name: Romanian deadlift\naliases: [RDL]\n")
    shelf.exercise("broken", "nmae: Broken\n")
    return shelf


@pytest.mark.parametrize("path", ROUTINES, ids=lambda path: path.stem)
def test_each_bundled_routine_is_good(path: Path) -> None:
    library = Library([BUNDLED], [BUNDLED / "exercises"])
    loaded = library.load(path.stem)
    assert (loaded.problems, loaded.yours, loaded.path) == ((), False, path)
    items = [item for block in loaded.routine.blocks for item in block.exercises]
    for word in [item.exercise for item in items if item.exercise] + [it for item in items for it in item.alternatives]:
        assert loaded.routine.exercises[word].id == word


def test_every_bundled_exercise_is_good() -> None:
    library = Library([BUNDLED], [BUNDLED / "exercises"])
    assert library.exercise_problems() == ()
    found = library.exercises()
    assert [exercise.id for exercise in found] == sorted(path.stem for path in (BUNDLED / "exercises").glob("*.yaml"))
    assert found and ROUTINES
    for exercise in found:
        for word in (exercise.name, *exercise.aliases):
            assert library.exercise(word.upper()) == exercise


def test_only_what_is_used_is_parsed(shelf: Shelf) -> None:
    shelf.routine("other")
    shelf.routine("mine", "{exercise: rdl, reps: 5}")
    loaded = shelf.library.load("mine")
    assert shelf.read == ["mine", "rdl"]
    assert list(loaded.routine.exercises) == ["rdl"]
    shelf.library.load("mine")
    assert shelf.read == ["mine", "rdl", "mine"]


def test_names_and_aliases_become_ids_and_the_rest_stays(shelf: Shelf) -> None:
    shelf.routine("a", "{exercise: front HOLD, work: 30s, alternatives: [RDL]}, {name: Walk, work: 1m}")
    routine = shelf.library.load("a").routine
    hold, walk = routine.blocks[0].exercises
    assert (hold.exercise, hold.alternatives) == ("plank", ("rdl",))
    assert (walk.exercise, walk.name) == (None, "Walk")
    assert {id: exercise.name for id, exercise in routine.exercises.items()} == {
        "plank": "Plank",
        "rdl": "Romanian deadlift",
    }


def test_the_file_beats_the_user_beats_the_bundled(shelf: Shelf) -> None:
    shelf.exercise("plank", "name: My plank\n", yours=True)
    shelf.routine("a", "{exercise: plank, reps: 5}")
    assert shelf.library.load("a").routine.exercises["plank"].name == "My plank"
    path = shelf.routine("a", "{exercise: plank, reps: 5}, {exercise: row, reps: 5}")
    path.write_text(path.read_text() + "exercises:\n  plank: {name: This plank, aliases: [row]}\n")
    routine = shelf.library.load("a").routine
    assert [item.exercise for item in routine.blocks[0].exercises] == ["plank", "plank"]
    assert (routine.exercises["plank"].name, routine.exercises["plank"].id) == ("This plank", "plank")


def test_a_hidden_exercise_has_no_names_any_more(shelf: Shelf) -> None:
    shelf.exercise("rdl", "name: My deadlift\n", yours=True)
    assert shelf.library.exercise("my deadlift").id == "rdl"
    with pytest.raises(LoadError) as caught:
        shelf.library.exercise("Romanian deadlift")
    assert caught.value.exit_code == 66


def test_the_user_hides_a_bundled_routine_and_it_is_known(shelf: Shelf) -> None:
    shelf.routine("a")
    shelf.routine("b")
    mine = shelf.routine("b", name="Mine", yours=True)
    shelf.routine("c", yours=True)
    found = [(entry.stem, entry.yours, entry.hides_bundled) for entry in shelf.library.entries()]
    assert found == [("a", False, False), ("b", True, True), ("c", True, False)]
    assert shelf.library.names() == ["a", "b", "c"]
    loaded = shelf.library.load("b")
    assert (loaded.routine.name, loaded.path, loaded.yours) == ("Mine", mine, True)


def test_a_routine_is_found_by_stem_name_and_path(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = shelf.routine("legs-b", name="Legs, heavy")
    outside = tmp_path / "outside.yml"
    outside.write_text("name: Elsewhere\nblocks:\n- exercises: [{exercise: plank, work: 30s}]\n")
    monkeypatch.chdir(tmp_path)
    for name in ("legs-b", "Legs-B", "legs, HEAVY", "legs-b.yaml", str(path), "bundled/legs-b.yaml"):
        assert shelf.library.load(name).text == path.read_text(), name
    assert shelf.library.load("outside.yml").yours
    assert not shelf.library.load("bundled/legs-b.yaml").yours


def test_a_routine_is_found_by_words_that_its_name_alone_has(shelf: Shelf) -> None:
    for stem, name in (
        ("legs-b", "Legs, heavy"),
        ("norwegian-4x4", "Norwegian 4×4"),
        ("elegance", "Grace"),
        ("no-legs", "X"),
    ):
        shelf.routine(stem, name=name)
    for words, stem in (
        ("norwegian 4x4", "norwegian-4x4"),
        ("4×4", "norwegian-4x4"),
        ("Heavy legs", "legs-b"),
        ("grac", "elegance"),
        ("egan", "elegance"),
        ("no-legs", "no-legs"),
    ):
        assert shelf.library.load(words).path.stem == stem, words
    error = shelf.refused("leg")
    assert error.exit_code == 66, "a word in the middle of another counts only where no name has it at a beginning"
    assert str(error) == "leg: several routines have this in their name: legs-b and no-legs."
    with pytest.raises(LoadError):
        shelf.library.find("heavy")


@pytest.mark.parametrize(
    ("name", "exit_code", "core"),
    [
        ("lgs-b", 66, 'there is no routine of this name. Did you mean "legs-b"?'),
        ("legs heavi", 66, 'Did you mean "Legs, heavy"?'),
        ("zzz", 66, "`coach list` shows those there are"),
        ("", 66, "there is no routine of this name"),
        ("a\0b", 66, "there is no routine of this name"),
        ("x" * 9000, 66, "there is no routine of this name"),
        ("no.yaml", 66, "there is no such file"),
        ("bundled", 74, "this is a folder"),
        ("bundled/", 74, "this is a folder"),
        ("bundled/legs-b.yaml/x.yaml", 74, "cannot be read"),
    ],
)
def test_a_name_that_is_none_says_what_would_be(
    name: str, exit_code: int, core: str, shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.routine("legs-b", name="Legs, heavy")
    monkeypatch.chdir(tmp_path)
    error = shelf.refused(name)
    assert error.exit_code == exit_code
    assert core in str(error)


def test_an_exercise_that_is_wrong_is_reported_in_its_own_file_once(shelf: Shelf) -> None:
    shelf.routine("a", "{exercise: broken, reps: 5}, {exercise: broken, reps: 5, rest: 3}")
    problems = shelf.refused("a").problems
    assert [Path(it.file).stem for it in problems] == ["a", "broken"]
    assert "no unit" in problems[0].message
    assert 'Did you mean "name"?' in problems[1].message


def test_a_wrong_exercise_spoils_only_its_users(shelf: Shelf) -> None:
    shelf.routine("a", "{exercise: Romanian deadlift, reps: 5}")
    assert shelf.library.load("a").problems == ()
    assert [exercise.id for exercise in shelf.library.exercises()] == ["plank", "rdl"]
    assert {Path(it.file).stem for it in shelf.library.exercise_problems()} == {"broken"}


def test_a_name_with_two_owners_is_an_error_where_it_is_used(shelf: Shelf) -> None:
    shelf.exercise("stiff", "name: Stiff\naliases: [rdl, Romanian Deadlift]\n", yours=True)
    shelf.routine("a", "{exercise: romanian deadlift, reps: 5}")
    shelf.routine("b", "{exercise: rdl, reps: 5}")
    (problem,) = shelf.refused("a").problems
    assert problem.message == '"romanian deadlift" is the name of rdl and stiff. Write the id of one.'
    assert shelf.library.load("b").routine.blocks[0].exercises[0].exercise == "rdl"
    with pytest.raises(LoadError) as caught:
        shelf.library.exercise("Romanian deadlift")
    assert caught.value.exit_code == 1
    found = [it for it in shelf.library.exercise_problems() if "a name has one owner" in it.message]
    assert {(Path(it.file).stem, it.line, it.column) for it in found} == {
        ("rdl", 1, 7),
        ("rdl", 2, 11),
        ("stiff", 2, 11),
        ("stiff", 2, 16),
    }


@pytest.mark.parametrize("stem", ["Bad Name", "bad_name"])
def test_an_exercise_file_is_named_by_its_id(stem: str, shelf: Shelf) -> None:
    shelf.exercise(stem, "name: Bad\n")
    assert "the file's name is the id" in str([it.message for it in shelf.library.exercise_problems()])


def test_a_reference_never_leaves_the_folder(shelf: Shelf) -> None:
    shelf.routine("a", '{exercise: "../plank", reps: 5}, {exercise: ../../bundled/exercises/plank, reps: 5}')
    assert [it.message[:16] for it in shelf.refused("a").problems] == ["unknown exercise"] * 2


def test_markup_is_text(shelf: Shelf) -> None:
    shelf.routine("a", '{name: "[left] leg [@click=app.quit]x[/]", work: 1m}', name='"[red]R"')
    loaded = shelf.library.load("a").routine
    assert (loaded.name, loaded.blocks[0].exercises[0].name) == ("[red]R", "[left] leg [@click=app.quit]x[/]")


def changed(loaded: Loaded) -> bool:
    """Whether any file that the routine was made of is another one now."""
    return stamp_of(path for path, *_ in loaded.stamp) != loaded.stamp


def test_a_change_is_noticed_in_every_file_that_matters(shelf: Shelf) -> None:
    path = shelf.routine("a", "{exercise: rdl, reps: 5}")
    other = shelf.exercise("plank", "name: Plank\n")

    def touched(file: Path) -> bool:
        loaded = shelf.library.load("a")
        assert not changed(loaded)
        state = file.stat()
        os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns + 1_000_000))
        return changed(loaded)

    assert touched(path)
    assert touched(shelf.bundled / "exercises/rdl.yaml")
    assert not touched(other)
    loaded = shelf.library.load("a")
    shelf.exercise("rdl", "name: Mine\n", yours=True)
    assert changed(loaded)
    assert shelf.library.load("a").routine.exercises["rdl"].name == "Mine"
    loaded = shelf.library.load("a")
    path.unlink()
    assert changed(loaded)


def test_the_folders_have_a_stamp(shelf: Shelf) -> None:
    before = shelf.library.stamp()
    path = shelf.routine("a")
    added = shelf.library.stamp()
    path.write_text("name: Longer than before")
    assert len({before, added, shelf.library.stamp()}) == 3


def test_an_exercise_that_changed_is_read_again(shelf: Shelf) -> None:
    assert shelf.library.exercise("rdl").name == "Romanian deadlift"
    shelf.exercise("rdl", "name: Another\n")
    assert shelf.library.exercise("rdl").name == "Another"


def test_folders_that_are_not_there_are_empty(tmp_path: Path) -> None:
    library = Library([tmp_path / "none", tmp_path / "neither"], [tmp_path / "none"])
    assert (library.names(), library.exercises(), library.exercise_problems()) == ([], (), ())


def test_a_stem_has_one_file_and_other_files_are_none(shelf: Shelf) -> None:
    shelf.routine("a", name="First")
    (shelf.bundled / "a.yml").write_text("name: Second")
    (shelf.bundled / ".hidden.yaml").write_text("name: Hidden")
    (shelf.bundled / "folder.yaml").mkdir()
    (shelf.bundled / "notes.txt").write_text("notes")
    assert shelf.library.names() == ["a"]
    assert shelf.library.load("a").routine.name == "First"


def test_a_file_is_found_whatever_the_case_of_its_name(shelf: Shelf) -> None:
    path = shelf.routine("leg-day", name="Monday")
    shelf.routine("leg-day-two", name="Tuesday")
    assert shelf.library.load("Leg-Day").path == path


def test_several_names_that_are_near_are_proposed(shelf: Shelf) -> None:
    shelf.routine("leg-day-a")
    shelf.routine("leg-day-b")
    message = shelf.refused("leg-day-c").problems[0].message
    assert "leg-day-a" in message and "leg-day-b" in message


def test_the_file_s_own_exercise_is_meant_where_an_item_says_the_library_s_name_of_it(shelf: Shelf) -> None:
    path = shelf.routine("mine", "{exercise: Romanian deadlift, reps: 5}")
    path.write_text(f"{path.read_text()}exercises: {{rdl: {{name: Mine}}}}\n")
    assert shelf.library.load("mine").routine.exercises["rdl"].name == "Mine"


def test_a_change_of_any_of_its_exercises_is_noticed(shelf: Shelf) -> None:
    shelf.routine("mine", "{exercise: plank, work: 9s}, {exercise: rdl, reps: 5}")
    files = {Path(path).stem for path, *_ in shelf.library.load("mine").stamp}
    assert {"mine", "plank", "rdl"} <= files
