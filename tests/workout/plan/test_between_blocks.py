"""The rest between two blocks (docs/rules.md#between-blocks), as the screen shows it."""

from pathlib import Path

import pytest
from person import Person

from coach.routine.values import SECOND
from coach.workout.engine.inputs import Done
from coach.workout.view.view import view

NEXT = "  - exercises: [{name: Next, work: 30s}]\n"
CIRCUIT = "type: circuit, rest: 5s, exercises: [{name: A, work: 20s}, {name: Z, work: 20s%s}]"


@pytest.mark.parametrize(
    ("block", "rest"),
    [
        (f"rounds: 1, {CIRCUIT % ', rest: 45s'}", "45 s"),
        (f"rounds: 2, round-rest: 30s, {CIRCUIT % ', rest: 45s'}", "45 s"),
        (f"rounds: 2, round-rest: 30s, {CIRCUIT % ''}", "30 s"),
        (f"rounds: 2, {CIRCUIT % ''}", "1:40"),
        (f"rounds: 2, round-rest: 30s, rest-after: 70s, {CIRCUIT % ', rest: 45s'}", "1:10"),
        ("exercises: [{name: Z, work: 20s, rest: 50s}]", "50 s"),
        ("rest: 55s, exercises: [{name: Z, work: 20s}]", "55 s"),
        ("type: tabata, rounds: 2, exercises: [{name: Z}]", "1:40"),
    ],
)
def test_the_rest_after_the_last_set_of_a_block(tmp_path: Path, block: str, rest: str) -> None:
    person = Person(tmp_path, f"defaults: {{rest: 100s}}\nblocks:\n  - {{{block}}}\n{NEXT}")
    last = [set_.key for set_ in person.sets if set_.exercise.name in ("A", "Z")][-1]
    now = 0
    while (person.here.set.key, person.here.stage) != (last, "REST"):
        now += 1
        person.at(now)
    shown = view(person.session, now * SECOND)
    assert (shown.badge.word, shown.big.lines[0], shown.next.name) == ("REST", f"of {rest}", "Next")


def test_before_a_block_that_is_no_main_block_there_is_no_rest(tmp_path: Path) -> None:
    block = f"rounds: 1, {CIRCUIT % ', rest: 45s'}"
    cool_down = NEXT.replace("- exercises", "- section: cool-down\n    exercises")
    person = Person(tmp_path, f"blocks:\n  - {{{block}}}\n{cool_down}")
    person.at(10 + 20 + 5 + 20)
    assert person.stage == ("READY", "Next", 1)
    person.at(60, Done())
    assert person.stage == ("WORK", "Next", 1)


def test_the_last_items_own_rest_leads_from_a_circuit_to_the_next_main_block(tmp_path: Path) -> None:
    items = "[{name: Hop, reps: 5}, {name: Row, reps: 5, rest: 35s}]"
    circuit = f"{{type: circuit, rounds: 2, round-rest: 20s, exercises: {items}}}"
    person = Person(
        tmp_path, f"defaults: {{rest: 70s}}\nblocks: [{circuit}, {{exercises: [{{name: Walk, work: 9s}}]}}]"
    )
    assert person.rests() == [0, 20, 0, 35, 0]
