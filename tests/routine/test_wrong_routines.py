"""The corpora of wrong files: everything wrong with each is reported in its place, and nothing else."""

from pathlib import Path

import pytest
from corpus import Case, cases, check, whole_way

from coach.routine.exercises import Names, read_exercise
from coach.routine.library import Library
from coach.routine.problems import LoadError
from coach.routine.reading import yaml_nodes
from coach.routine.reading.yaml_nodes import compose, read_text

ROUTINES = cases("wrong_routines.txt")
EXERCISES = cases("wrong_exercises.txt")
FINE = "name: R\nblocks:\n- exercises: [{name: A, reps: 5}]\n"
SPECIAL = {
    "empty": Case("", ["1:1 there is nothing in this file"]),
    "spaces only": Case("  \n \n", ["1:1 there is nothing in this file"]),
    "control character": Case("name: a\x07b\nblocks: []\n", ["1:8 U+0007"]),
    "two control characters": Case("name: \x1b[31mR\nblocks: \x08[]\n", ["1:7 U+001B", "2:9 U+0008"]),
    "direction of writing": Case("name: a\u202eb\nblocks: []\n", ["1:8 U+202E"]),
    "another line end": Case("name: a\u2028b\nblocks: []\n", ["1:8 U+2028"]),
    "old line ends": Case("name: R\rblocks: []\r", ["2:9 is an empty list"]),
    "Windows line ends": Case("name: R\r\nblocks: []\r\n", ["2:9 is an empty list"]),
    "mixed line ends": Case("name: R\r\ntags: a\n\rblocks: []\r\n", ["2:7 takes a list", "4:9 is an empty list"]),
    "byte-order mark": Case("\ufeffname: R\nblocks: []\n", ["2:9 is an empty list"]),
    "byte-order mark within": Case("name: R\n\ufeffblocks: []\n", ["2:1 U+FEFF"]),
    "no line end": Case("name: R\nblocks: []", ["2:9 is an empty list"]),
    "soft hyphen in a field": Case(
        FINE.replace("reps", "re\u00adps"),
        ['3:25 unknown field "re<U+00AD>ps" in an exercise item. Did you mean "reps"?'],
    ),
    "zero-width space in a field": Case(
        FINE.replace("blocks", "blo\u200bcks"),
        ['2:1 unknown field "blo<U+200B>cks" in a routine. Did you mean "blocks"?'],
    ),
    "no-break space as indentation": Case(
        "name: R\nblocks:\n- exercises:\n  - exercise: plank\n\u00a0\u00a0work: 40s\n",
        ["5:1 a non-breaking space (U+00A0) cannot indent here. Use spaces."],
    ),
    "wide spaces as indentation": Case(
        "name: R\nblocks:\n\u2003\u2003- exercises: [{name: A, reps: 5}]\n",
        ["3:1 a space that is not an ordinary one (U+2003) cannot indent here. Use spaces."],
    ),
    "no-break space within indentation": Case(
        "name: R\nblocks:\n- exercises:\n  - exercise: plank\n \u00a0  work: 40s\n",
        ["5:2 a non-breaking space (U+00A0) cannot indent here. Use spaces."],
    ),
    "no-break space after a dash": Case(
        "name: R\nblocks:\n-\u00a0exercises:\n  - {name: A, reps: 5}\n",
        ["3:2 a non-breaking space (U+00A0) cannot indent here. Use spaces."],
    ),
    "no-break space after the first colon": Case(
        FINE.replace(" R", "\u00a0R"), ["1:6 a non-breaking space (U+00A0) cannot stand here. Use spaces."]
    ),
    "no-break space after the last colon": Case(
        "name: R\nblocks:\n- exercises:\n  - exercise: plank\n    work:\u00a040s\n",
        ["5:10 a non-breaking space (U+00A0) cannot stand here. Use spaces."],
    ),
    "no-break space after a colon, in an item": Case(
        "name: R\nblocks:\n- exercises:\n  - exercise:\u00a0plank\n",
        ['4:5 "exercise:<U+00A0>plank" is not an exercise item. A non-breaking space (U+00A0) cannot stand here.'],
    ),
    "a dash after a colon, in an item": Case(
        "name: R\nblocks:\n- exercises:\n  - exercise:-plank\n",
        ['4:5 "exercise:-plank" is not an exercise item. A space is missing after "exercise:".'],
    ),
    "no-break space before a colon": Case(
        FINE.replace("reps:", "reps\u00a0:"), ["3:29 a non-breaking space (U+00A0) cannot stand here. Use spaces."]
    ),
    "strange spaces in texts": Case(
        "name: R\ndescription: |\n  \u00a0a:\u00a0b\n  \u3000c\n# \u00a0d\nblocks: []\nlanguage: 'x:\u00a0\ny'\n",
        ["6:9 is an empty list", "7:11"],
    ),
    "no-break space before a field": Case(
        FINE.replace(" reps", "\u00a0reps"),
        ["3:24 a non-breaking space (U+00A0) cannot stand here. Use spaces."],
    ),
    "zero-width space in a value": Case(FINE.replace("5", "5\u200b"), ['3:31 "5<U+200B>" is not a number of reps']),
    "ideographic space": Case(
        FINE.replace("reps: 5", "reps:\u30005"), ["3:30 a full-width space (U+3000) cannot stand here. Use spaces."]
    ),
    "full-width digits": Case(
        FINE.replace("{name: A,", "{name: A, sets: ３,"), ['3:31 "sets" takes a whole number, not "３".']
    ),
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("bundled")
    (folder / "exercises").mkdir()
    (folder / "exercises/plank.yaml").write_text("name: Plank\naliases: [Hover]\n")
    (folder / "exercises/side-plank.yaml").write_text("name: Side plank\naliases: [hover]\n")
    return Library([folder], [folder / "exercises"], ["en", "de"])


def test_there_are_enough() -> None:
    assert len(ROUTINES) + len(SPECIAL) > 300
    assert len(EXERCISES) > 30


@pytest.mark.parametrize("title", [*ROUTINES, *SPECIAL])
def test_every_problem_is_reported_at_its_place(title: str, library: Library, tmp_path: Path) -> None:
    case = (ROUTINES | SPECIAL)[title]
    path = tmp_path / "wrong.yaml"
    path.write_bytes(case.text.encode())
    check(case, whole_way(library, path))


@pytest.mark.parametrize("title", EXERCISES)
def test_every_problem_of_an_exercise_is_reported_at_its_place(title: str, library: Library, tmp_path: Path) -> None:
    case = EXERCISES[title]
    path = tmp_path / "wrong.yaml"
    path.write_bytes(case.text.encode())
    with pytest.raises(LoadError) as caught:
        read_exercise(path, compose(read_text(path), str(path), partial=True), Names(library.exercises()))
    assert caught.value.exit_code == 1
    check(case, caught.value.problems)


def test_the_parser_in_python_refuses_the_same_files(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where libyaml is missing, its words may differ and its places too, but not the verdict."""
    monkeypatch.setattr(yaml_nodes, "_FastParser", None)
    path = tmp_path / "wrong.yaml"
    for title, case in (ROUTINES | SPECIAL).items():
        path.write_bytes(case.text.encode())
        problems = whole_way(library, path)
        assert problems or "is fine" in title, title
        errors = [want for want in case.wanted if " warning: " not in want]
        assert any(problem.severity == "error" for problem in problems) == bool(errors), title
