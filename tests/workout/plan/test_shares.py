"""Loads that are a share of another one, as the screen shows them (docs/rules.md#load)."""

from pathlib import Path

import pytest
from person import Person

from coach.routine.values import Load
from coach.workout.plan.known import Known
from coach.workout.view.view import view


@pytest.mark.parametrize(
    ("exercise", "share", "max_kg", "shown"),
    [
        ("kb-swing", "50%", 25, "12.5 kg (50 % of your max)"),
        ("kb-swing", "70%", 24, "17 kg (70 % of your max)"),
        ("kb-row", "75%", 30, "22.5 kg (75 % of your max)"),
        ("deadlift", "50%", 125, "62.5 kg (50 % of your max)"),
        ("deadlift", "50%", 122, "60 kg (50 % of your max)"),
        ("deadlift", "10%", 100, "20 kg (10 % of your max)"),
    ],
    ids=lambda value: str(value),
)
def test_a_share_is_a_weight_that_can_be_taken(
    tmp_path: Path, exercise: str, share: str, max_kg: int, shown: str
) -> None:
    """Off the barbell in steps of half a kilo; on it in pairs of plates, and never less than the bar."""
    known = Known(maxes={exercise: Load("mass", max_kg * 1000)})
    blocks = f"blocks: [{{set-up: none, exercises: [{{exercise: {exercise}, reps: 5, load: {share}}}]}}]"
    session = Person(tmp_path, blocks, known).session
    correction = view(session, 0).correction
    assert correction is not None and correction.load == shown


def test_a_warm_up_set_is_a_share_of_todays_weight(tmp_path: Path) -> None:
    item = "exercise: kb-swing, reps: 5, load: 21 kg, warm-up-sets: [50% x 5]"
    correction = view(Person(tmp_path, f"blocks: [{{set-up: none, exercises: [{{{item}}}]}}]").session, 0).correction
    assert correction is not None and correction.load == "10.5 kg (50 % of today's weight)"
