"""The outline: its rows, and where in the routine a row comes from."""

from pathlib import Path

from person import Person

from coach.workout.engine.inputs import Done, Replan, Skip
from coach.workout.view.outline import outline, place_of

TWO_BLOCKS = """
blocks:
  - name: Twice
    exercises: [{name: A, work: 20s, rest: none}, {name: B, work: 20s, rest: none}, {name: A, work: 30s}]
  - exercises: [{name: B, work: 20s}]
"""


def test_a_set_leads_to_its_block_and_item_though_the_name_comes_twice(tmp_path: Path) -> None:
    session = Person(tmp_path, TWO_BLOCKS).session
    assert [place_of(session, set_) for set_ in session.sets] == [(0, 0), (0, 1), (0, 2), (1, 0)]


def test_what_a_new_routine_no_longer_has_leads_nowhere(tmp_path: Path) -> None:
    person = Person(tmp_path, TWO_BLOCKS).at(11)
    shorter = Person(tmp_path, TWO_BLOCKS.replace(", {name: A, work: 30s}", "")).routine
    second_a = person.sets[2]
    session = person.at(12, Replan(shorter)).session
    assert place_of(session, second_a) is None
    assert place_of(session, person.sets[0]) == (0, 0)


def test_a_row_says_its_set_its_side_and_what_was_done(tmp_path: Path) -> None:
    blocks = (
        "blocks: [{exercises: [{name: Row, sets: 2, reps: 8, sides: each, load: 16 kg},"
        " {name: Plank, work: 20s}]}, {type: amrap, for: 2m, exercises: [{name: Dip, reps: 5}]}]"
    )
    person = Person(tmp_path, blocks).at(15, Done()).at(30, Skip())
    rows = outline(person.session)
    assert [(row.name, row.plan, row.done, row.state) for row in rows] == [
        ("Main", "8 min", "", "block"),
        ("Row", "set 1 · 8 reps · right side · 16 kg", "8", "done"),
        ("Row", "set 1 · 8 reps · left side · 16 kg", "", "skipped"),
        ("Row", "set 2 · 8 reps · right side · 16 kg", "", "now"),
        ("Row", "set 2 · 8 reps · left side · 16 kg", "", "ahead"),
        ("Plank", "20 s", "", "ahead"),
        ("Main", "2 min", "", "block"),
        ("As many rounds as possible", "2 min", "", "ahead"),
    ]
