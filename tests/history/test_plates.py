"""`history.plates` against a brute force, and against what a person expects of the arrows."""

from itertools import combinations_with_replacement

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.history.plates import Plates, next_load, per_side
from coach.routine.values import Load, Unit
from coach.workout.plan.kit import KITS, Kit

KG = KITS["kg"]
UNITS: st.SearchStrategy[Unit] = st.sampled_from(["kg", "lb"])


@pytest.mark.parametrize(
    ("total", "text"),
    [
        (20_000, "empty bar"),
        (60_000, "20"),
        (80_000, "25 + 5"),
        (82_500, "25 + 5 + 1.25"),
        (180_000, "3 × 25 + 5"),
        (81_000, "25 + 5, 1 kg cannot be loaded; 80 or 82.5 can"),
        (15_000, "empty bar, 5 kg too much"),
    ],
)
def test_a_side_reads_as_a_person_would_load_it(total: int, text: str) -> None:
    assert per_side(total, KG.bar, KG.pairs).text("kg") == text


def test_pounds() -> None:
    assert per_side(225_000, 45_000, KITS["lb"].pairs).text("lb") == "2 × 45"


def test_the_largest_plate_that_fits_is_not_always_right() -> None:
    """Taking 12 first leaves 3 with nothing to fill it; 7.5 twice is whole."""
    assert per_side(50_000, 20_000, (12_000, 7_500)) == Plates((7_500, 7_500), 0, 50_000)


def test_the_fewest_plates_are_taken() -> None:
    assert per_side(52_000, 20_000, (10_000, 8_000, 1_000)).loaded == (8_000, 8_000)


def test_what_changes_from_what_is_on_the_bar() -> None:
    now = per_side(60_000, KG.bar, KG.pairs)
    assert per_side(80_000, KG.bar, KG.pairs).since(now) == "+ 10 a side from now"
    assert per_side(57_500, KG.bar, KG.pairs).since(now) == "− 1.25 a side from now"
    assert now.since(now) == ""


@given(st.integers(0, 120), st.lists(st.integers(1, 30), min_size=1, max_size=4, unique=True))
def test_against_all_ways_there_are(side: int, sizes: list[int]) -> None:
    best: tuple[int, int] = (0, 0)
    for count in range(1, side // min(sizes) + 1):
        if count > 6:  # of more plates only the weight can be better
            break
        for plates in combinations_with_replacement(sizes, count):
            if sum(plates) <= side and (sum(plates), -count) > best:
                best = (sum(plates), -count)
    found = per_side(20 + 2 * side, 20, tuple(sizes))
    assert (found.side, -len(found.loaded)) >= best
    assert found.side <= side
    if len(found.loaded) <= 6:
        assert (found.side, -len(found.loaded)) == best


@given(st.integers(0, 2_000_000), UNITS)
def test_plates_bar_and_what_is_missing_make_the_total(total: int, unit: Unit) -> None:
    kit = KITS[unit]
    found = per_side(total, kit.bar, kit.pairs)
    assert kit.bar + 2 * found.side + found.short_by == total
    assert set(found.loaded) <= set(kit.pairs)
    assert found.short_by < kit.step
    assert (found.short_by < 0) == (total < kit.bar)


def test_the_heaviest_load_of_a_routine_is_still_quick_and_whole() -> None:
    assert per_side(9_995_000, KG.bar, KG.pairs).short_by == 0


def test_no_plates_at_all() -> None:
    assert per_side(40_000, 20_000, ()) == Plates((), 20_000, 40_000)


def test_what_cannot_be_loaded_says_what_can() -> None:
    """Bar 20 and plates of 20, 10 and 5: steps of ten."""
    said = per_side(65_000, 20_000, (20_000, 10_000, 5_000)).text("kg")
    assert said == "20, 5 kg cannot be loaded; 60 or 70 can"
    assert per_side(65_000, 15_000, (20_000, 10_000, 5_000)).text("kg") == "20 + 5"


def test_a_plate_must_weigh_something() -> None:
    with pytest.raises(ValueError, match="weigh"):
        per_side(40_000, 20_000, (10_000, 0))


@given(st.integers(KG.bar, 500_000), st.booleans(), UNITS)
def test_a_bar_steps_to_the_next_load_that_can_be_made(total: int, up: bool, unit: Unit) -> None:
    kit = KITS[unit]
    total = max(total, kit.bar)
    stepped = next_load(Load("mass", total, unit), up, kit, ["barbell"]).amount
    assert per_side(stepped, kit.bar, kit.pairs).short_by == 0
    if up:
        assert total < stepped <= total + kit.step
    else:
        assert max(kit.bar, total - kit.step) <= stepped
        assert stepped < total or total == kit.bar


@given(st.integers(1, 200_000), st.sampled_from(["kettlebell", "dumbbell"]), UNITS)
def test_bells_step_along_their_ladder(amount: int, what: str, unit: Unit) -> None:
    kit = KITS[unit]
    ladder = kit.kettlebells if what == "kettlebell" else kit.dumbbells
    up = next_load(Load("mass", amount, unit, 2), True, kit, [what])
    down = next_load(Load("mass", amount, unit, 2), False, kit, [what])
    assert up.count == down.count == 2
    assert up.amount == min((rung for rung in ladder if rung > amount), default=amount)
    assert down.amount == max((rung for rung in ladder if rung < amount), default=amount)


@given(st.integers(1, 400_000), st.sampled_from([[], ["barbell"], ["kettlebell"], ["pull-up-bar"]]))
def test_up_is_never_lighter_and_down_never_heavier(amount: int, equipment: list[str]) -> None:
    load = Load("mass", amount)
    assert next_load(load, True, KG, equipment).amount >= amount
    assert 0 < next_load(load, False, KG, equipment).amount <= amount


def test_an_empty_load_starts_at_the_bar() -> None:
    assert next_load(None, True, KG, ["barbell", "bench"]) == Load("mass", 20_000)
    assert next_load(None, False, KITS["lb"], ["barbell"]) == Load("mass", 45_000, "lb")
    assert next_load(None, True, KG, ["kettlebell"]).amount in KG.kettlebells
    assert next_load(None, True, KG, []) == Load("mass", 2_500)


def test_the_bar_of_a_warm_up_set_goes_up_only() -> None:
    assert next_load(Load("bar"), True, KG, ["barbell"]) == Load("mass", 22_500)
    assert next_load(Load("bar"), False, KG, ["barbell"]) == Load("bar")


def test_bodyweight_gains_and_loses() -> None:
    more = next_load(Load("bodyweight"), True, KG, ["pull-up-bar"])
    less = next_load(Load("bodyweight"), False, KG, ["pull-up-bar"])
    assert (more.text(), less.text()) == ("bodyweight + 2.5 kg", "bodyweight - 2.5 kg")
    assert next_load(more, False, KG, ["pull-up-bar"]).text() == "bodyweight"


@pytest.mark.parametrize("load", [Load("percent", 70_000), Load("band", name="red")])
def test_what_has_no_ladder_stays(load: Load) -> None:
    assert next_load(load, True, KG, ["barbell"]) == load


def test_a_kit_of_ones_own() -> None:
    kit = Kit(unit="kg", bar=10_000, pairs=(10_000, 5_000), dumbbells=(4_000,), kettlebells=(16_000, 24_000))
    assert next_load(Load("mass", 20_000), True, kit, ["barbell"]) == Load("mass", 30_000)
    assert next_load(Load("mass", 16_000), True, kit, ["kettlebell"]) == Load("mass", 24_000)
    assert next_load(Load("mass", 24_000), True, kit, ["kettlebell"]) == Load("mass", 24_000)
