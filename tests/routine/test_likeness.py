"""What may have been meant by a word that is no name: what a person reads behind "Did you mean"."""

import pytest

from coach.routine.likeness import nearest
from coach.routine.problems import did_you_mean

FIELDS = ["reps", "rest", "sets", "load", "tempo", "exercise", "warm-up-sets"]
LIFTS = ["Deadlift", "Romanian deadlift", "Squat", "Row", "Plank", "Kettlebell swing"]


def test_the_nearest_name_whatever_its_case() -> None:
    assert nearest("DEDLIFT", ["plank", "Deadlift", "deadlift"]) == ["Deadlift"]
    assert nearest("x" * 100_000, ["x"]) == nearest("", ["x"]) == []
    assert did_you_mean("rows", ["row", "rowe", "plank"], 2) == ' Did you mean "row" or "rowe"?'
    assert did_you_mean("rset", ["sets", "rest"], 2) == ' Did you mean "rest"?', "two letters changed places"
    assert did_you_mean("zzz", ["row"]) == ""


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("ab", "ba"),  # of two letters
        ("erst", "rest"),  # at the start
        ("rset", "rest"),  # in the middle
        ("rets", "rest"),  # at the end
        ("laod", "load"),
        ("laodd", "load"),  # beside another slip
        ("eDadlift", "Deadlift"),
        ("Deadlitf", "Deadlift"),
        ("oRmanain deadlift", "Romanian deadlift"),  # twice
        ("Kettlebell siwng", "Kettlebell swing"),
        ("warm-up-stes", "warm-up-sets"),
    ],
)
def test_neighbouring_letters_that_changed_places_are_one_slip_wherever_they_stand(word: str, meant: str) -> None:
    assert nearest(word, [*FIELDS, *LIFTS, "ba"], 1) == [meant]


@pytest.mark.parametrize("word", ["erst", "rset", "rets"])
def test_a_swap_is_nearer_than_a_letter_more_and_one_less(word: str) -> None:
    assert did_you_mean(word, ["rest", "sets", "reps"], 3) == ' Did you mean "rest"?'


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("DEAD LIFT", ["Deadlift"]),
        ("dead\u200blift", ["Deadlift"]),
        ("kettlebell_swing", ["Kettlebell swing"]),
        ("squ", ["Squat"]),
        ("sq", []),
        ("lift", ["Deadlift"]),
        ("lif", []),
        ("bench press", []),
    ],
)
def test_what_is_near_and_what_is_not(word: str, found: list[str]) -> None:
    assert nearest(word, LIFTS) == found


def test_a_further_suggestion_is_nearly_as_good() -> None:
    assert nearest("rows", ["row", "rowe", "prow", "brows"]) == ["brows", "row"]
