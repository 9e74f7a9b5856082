"""A routine and its exercises in one file, which needs no library."""

from pathlib import Path

import pytest

from coach import paths
from coach.authoring.exports.bundle import bundle
from coach.routine.library import Library

BUNDLED = Library(paths.routine_folders()[:1], paths.exercise_folders()[:1])
ALONE = Library((), ())
OWN = """\
name: Mine   # of my own
blocks:
  # hinge first
  - exercises: [{exercise: RDL, reps: 5, alternatives: [kb-deadlift]}, {exercise: Towel row, reps: 5}]
exercises:
    # at home
    my-row: {name: Towel row, cues: [{phase: lift, text: Pull}]}
"""
BRACES = '{name: "Mine: all", blocks: [{exercises: [{exercise: plank, work: 30s, sets: 3, rest: none}]}]}\n'
EMPTY = "name: A\nexercises: {}\nblocks: [{exercises: [{exercise: plank, work: 1:30}]}]\n"
BEFORE = (
    "exercises:\n  a-row:\n    name: A row\nname: B\n"
    "blocks: [{exercises: [{exercise: a-row, reps: 5}, {exercise: plank, work: 9s}]}]"
)


def alone(text: str, folder: Path) -> object:
    path = folder / "shared.yaml"
    path.write_text(text, encoding="utf-8")
    return ALONE.load(path).routine


@pytest.mark.parametrize("name", [path.stem for path in sorted(paths.bundled("routines").glob("*.yaml"))])
def test_a_bundled_routine_is_whole_without_a_library(name: str, tmp_path: Path) -> None:
    loaded = BUNDLED.load(name)
    text = bundle(loaded, BUNDLED.shelf)
    assert alone(text, tmp_path) == loaded.routine
    assert text.startswith(loaded.text), "the writer's text stays"


@pytest.mark.parametrize("text", [OWN, BRACES, EMPTY, BEFORE, "\ufeff" + OWN, OWN.replace("\n", "\r\n")])
def test_a_routine_of_ones_own(text: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_bytes(text.encode("utf-8"))
    loaded = BUNDLED.load(path)
    text = bundle(loaded, BUNDLED.shelf)
    assert alone(text, tmp_path) == loaded.routine
    assert "\r" not in text, "print gives each line its end, so there must be no other"


def test_comments_stay_and_nothing_is_written_anew(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(OWN)
    text = bundle(BUNDLED.load(path), BUNDLED.shelf)
    lines = text.splitlines()
    assert [line for line in lines if line in OWN.splitlines()] == OWN.splitlines()


def test_what_needs_no_library_is_the_file_itself(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("name: A  # x\nblocks: [{exercises: [{name: Walk, work: 9m}]}]\n")
    assert bundle(BUNDLED.load(path), BUNDLED.shelf) == path.read_text()
