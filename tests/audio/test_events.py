"""The events: one set of names and sentences everywhere, and a sequence that keeps the rules of a workout."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from coach.audio.events import MEANINGS, SEQUENCE
from coach.workout.heard.signals import MIN_SPACING, RANK

SOUNDS = Path(__file__).parents[2] / "sounds"


def test_the_core_the_files_and_the_sentences_have_the_same_names() -> None:
    assert set(MEANINGS) == set(RANK) == {path.stem for path in SOUNDS.glob("*.wav")}


def test_the_readme_says_the_same_of_each() -> None:
    lines = (SOUNDS / "README.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines if line.startswith("| `")]
    assert {name.strip("`"): sentence for name, sentence, _ in rows} == MEANINGS
    assert all(heard for _, _, heard in rows)


def test_the_sequence_has_every_sound_in_under_a_minute() -> None:
    assert {name for _, name in SEQUENCE} == set(MEANINGS)
    assert (SEQUENCE[0], SEQUENCE[-1][1]) == ((0, "tick"), "finished")
    assert SEQUENCE[-1][0] < 60


def test_in_the_sequence_no_two_are_so_close_that_one_of_them_would_be_left_out() -> None:
    assert all(later[0] - earlier[0] >= MIN_SPACING / 1e9 for earlier, later in pairwise(SEQUENCE))


def test_in_the_sequence_each_countdown_is_three_ticks_a_second_apart_and_ends_in_what_it_counts_to() -> None:
    at = [second for second, name in SEQUENCE if name == "tick"]
    names = dict(SEQUENCE)
    assert len(at) % 3 == 0
    for first in at[::3]:
        assert [names[first + k] for k in range(3)] == ["tick"] * 3
        assert names[first + 3] in ("go", "switch")
