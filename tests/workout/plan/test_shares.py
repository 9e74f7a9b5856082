"""Loads that are a share of another one, as the screen shows them (docs/rules.md#load)."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from person import Person

from coach.history.plates import per_side
from coach.routine.values import Load
from coach.workout.plan.kit import KITS
from coach.workout.plan.known import Known
from coach.workout.view.view import view


@pytest.mark.parametrize(
    ("exercise", "share", "max_kg", "shown"),
    [
        ("kb-swing", "50%", 25, "12 kg (50 % of your max)"),
        ("kb-swing", "70%", 24, "16 kg (70 % of your max)"),
        ("kb-swing", "75%", 40, "28 kg (75 % of your max)"),
        ("db-bench-press", "75%", 30, "22.5 kg (75 % of your max)"),
        ("cable-row", "50%", 45, "22.5 kg (50 % of your max)"),
        ("deadlift", "50%", 125, "62.5 kg (50 % of your max)"),
        ("deadlift", "50%", 122, "60 kg (50 % of your max)"),
        ("deadlift", "10%", 100, "20 kg (10 % of your max)"),
    ],
    ids=lambda value: str(value),
)
def test_a_share_is_a_weight_that_can_be_taken(
    tmp_path: Path, exercise: str, share: str, max_kg: int, shown: str
) -> None:
    """The nearest bell or dumbbell, on a bar the nearest pairs of plates, never less than the bar, elsewhere a step."""
    assert load_shown(tmp_path, exercise, share, Known(maxes={exercise: Load("mass", max_kg * 1000)})) == shown


def test_a_share_is_rounded_to_what_this_bar_and_these_plates_make(tmp_path: Path) -> None:
    kit = replace(KITS["kg"], bar=15_000, pairs=(20_000, 10_000, 5_000))
    known = Known(maxes={"deadlift": Load("mass", 100_000)}, kits={**KITS, "kg": kit})
    assert load_shown(tmp_path, "deadlift", "65%", known) == "65 kg (65 % of your max)"
    assert load_shown(tmp_path, "deadlift", "61%", known) == "65 kg (61 % of your max)"
    assert load_shown(tmp_path, "deadlift", "59%", known) == "55 kg (59 % of your max)"
    assert load_shown(tmp_path, "deadlift", "60%", known) == "55 kg (60 % of your max)", "the lighter of two"


def load_shown(folder: Path, exercise: str, share: str, known: Known) -> str | None:
    own = "exercises: {db-bench-press: {name: Press, equipment: [dumbbells]}, cable-row: {name: Row}}"
    blocks = f"blocks: [{{set-up: none, exercises: [{{exercise: {exercise}, reps: 5, load: {share}}}]}}]\n{own}\n"
    correction = view(Person(folder, blocks, known).session, 0).correction
    return correction.load if correction else None


SIZES = st.lists(
    st.sampled_from([1_250, 2_500, 5_000, 7_500, 10_000, 12_000, 20_000]), min_size=1, max_size=4, unique=True
)


@given(st.integers(0, 120_000), st.integers(5_000, 25_000), SIZES)
def test_nothing_that_can_be_made_is_nearer(amount: int, bar: int, pairs: list[int]) -> None:
    kit = replace(KITS["kg"], bar=bar, pairs=tuple(sorted(pairs, reverse=True)))
    made = {bar}
    for _ in range(120_000 // (2 * min(pairs)) + 2):
        made |= {weight + 2 * size for weight in made for size in pairs if weight <= amount}
    nearest = kit.nearest(amount, ["barbell"], on_a_bar=True)
    assert nearest == min(made, key=lambda weight: (abs(weight - amount), weight))
    assert per_side(nearest, bar, kit.pairs).short_by == 0


def test_a_share_in_pounds_is_never_less_than_a_bar_of_pounds(tmp_path: Path) -> None:
    known = Known(maxes={"deadlift": Load("mass", 95_000, "lb")})
    (set_,) = Person(tmp_path, "blocks: [{exercises: [{exercise: deadlift, reps: 5, load: 20%}]}]\n", known).sets
    assert set_.load == Load("mass", 45_000, "lb")


def test_a_warm_up_set_is_a_share_of_todays_weight(tmp_path: Path) -> None:
    item = "exercise: kb-swing, reps: 5, load: 21 kg, warm-up-sets: [50% x 5]"
    correction = view(Person(tmp_path, f"blocks: [{{set-up: none, exercises: [{{{item}}}]}}]").session, 0).correction
    assert correction is not None and correction.load == "10 kg (50 % of today's weight)"
