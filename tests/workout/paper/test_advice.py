"""The warnings about a routine that can be used: loads that are unknown, and more than four hours."""

from pathlib import Path

import pytest

from coach.routine.library import Library
from coach.routine.values import Load
from coach.workout.paper.advice import advice
from coach.workout.plan.expand import expand
from coach.workout.plan.known import Known

BUNDLED = Path(__file__).parents[3] / "routines"
LIBRARY = Library([BUNDLED], [BUNDLED / "exercises"], ["en"])


def warned(folder: Path, text: str, known: Known) -> list[str]:
    path = folder / "mine.yaml"
    path.write_text(text)
    loaded = LIBRARY.load(path)
    found = advice(loaded.routine, loaded.spots, known, expand(loaded.routine, known))
    assert all(problem.severity == "warning" and problem.file == str(path) for problem in found)
    return [f"{it.line}:{it.column}+{it.length} {it.message}" for it in found]


LIFTS = """\
name: Lifts
blocks:
- exercises:
  - {exercise: Romanian deadlift, sets: 3, reps: 5, load: 70%}
  - exercise: deadlift
    sets:
    - {reps: 5, load: 75 %}
    - {reps: 3, load: 85%}
  - {exercise: rdl, reps: 8, load: 60%}
"""


def test_a_per_cent_of_what_is_not_known_is_reported_once_for_each_exercise(tmp_path: Path) -> None:
    rdl = (
        'your best single of "Romanian deadlift" is not known, so 70 % of it is no weight. Write it into config.yaml, '
    )
    assert warned(tmp_path, LIFTS, Known()) == [
        f'4:59+3 {rdl}like "maxes: {{rdl: 140 kg}}".',
        '7:23+4 your best single of "Deadlift" is not known, so 75 % of it is no weight. Write it into config.yaml, '
        'like "maxes: {deadlift: 140 kg}".',
    ]
    known = Known(maxes={"deadlift": Load("mass", 180_000)}, unit="lb")
    assert warned(tmp_path, LIFTS, known) == [f'4:59+3 {rdl}like "maxes: {{rdl: 300 lb}}".']
    assert warned(tmp_path, LIFTS, Known(maxes=known.maxes | {"rdl": Load("mass", 100_000)})) == []


@pytest.mark.parametrize(("work", "warns"), [("3h59m", False), ("4h", False), ("4h1s", True), ("24h", True)])
def test_more_than_four_hours_are_reported_at_the_name(work: str, warns: bool, tmp_path: Path) -> None:
    text = f"blocks:\n- exercises: [{{name: Walk, work: {work}}}]\ndefaults: {{get-ready: none}}\nname: Far\n"
    found = warned(tmp_path, text, Known())
    assert [it.partition(" ")[0] for it in found] == ["4:7+3"] * warns


def test_the_longest_block_is_named(tmp_path: Path) -> None:
    text = "name: Long\nblocks:\n- exercises: [{name: A, work: 1h}]\n- name: Ride\n  exercises: [{name: B, work: 5h}]\n"
    (found,) = warned(tmp_path, text, Known())
    assert 'this takes about 6 h 02 min, more than four hours. The longest block is "Ride": 5 h 00 min.' in found
    (found,) = warned(tmp_path, text.replace("name: Ride", "section: main"), Known())
    assert "The longest block is number 2: 5 h 00 min." in found


@pytest.mark.parametrize("name", LIBRARY.names())
def test_a_bundled_routine_has_no_warnings(name: str) -> None:
    loaded = LIBRARY.load(name)
    maxes = {share.exercise: Load("mass", 100_000) for share in loaded.spots.shares}
    known = Known(maxes=maxes)
    assert loaded.problems == () == advice(loaded.routine, loaded.spots, known, expand(loaded.routine, known))


def test_a_per_cent_that_a_list_of_sets_takes_from_its_item_is_reported_there(tmp_path: Path) -> None:
    text = "name: Lifts\nblocks:\n- exercises: [{exercise: deadlift, load: 70%, sets: [{reps: 5}, {reps: 3}]}]\n"
    assert [it.partition(" ")[0] for it in warned(tmp_path, text, Known())] == ["3:42+3"]
