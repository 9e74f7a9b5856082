"""The corpus of notes: 450 lines and 33 texts with what they mean, written by hand before the grammar was.

At least 95 % have to be right, their marks too, and none may be silently wrong.
"""

from collections import Counter
from pathlib import Path

import pytest
from meanings import Meaning, lines, outcomes, texts

from coach.authoring.from_notes.grammar.shapes import SHAPES, phrases
from coach.authoring.from_notes.grammar.tokens import tokens
from coach.authoring.notes import finder, from_notes
from coach.routine.library import Library

BUNDLED = Path(__file__).parents[2] / "routines"
FIND = finder(Library([BUNDLED], [BUNDLED / "exercises"]).exercises())
LINES = lines()
TEXTS = texts()
ENOUGH = 0.95


ONCE_WRONG = """
Squat 3x5 - 100 kg|Squat - 4 x 6 - 60kg - 2 min|Squat 3x8-12 - 100kg|Assisted dip 3x8 -15kg|Squat,5,5,100kg|
Bench 135x5, 155x5, 175x5 lbs|Strength: Front squat 5x3|Skill: handstand hold 5 x 20s|8x (60s jog, 90s walk)|
Bike 10x (30s hard / 30s easy)|Wall balls (20/14)|12 KB swings 24/16|Thrusters (95/65)|90/90 hip switch x 8|
3/4 sit-up 2x20|1-arm row 3x8|Deadlift 1x5 +2.5kg each time|Barbell row 4x8 bar+20kg|HIIT 20 minutes|Pause 3 min|
Rested about 90 seconds between sets|Curl 3 x 10/10 (each arm) 12kg|Deadlift 3x5 100kg (warmup 60x5, 80x3)|
Squat 5x5 100kg|8x50 on 1:40|Main set 4x|21-15-9 thrusters and pull-ups|EMOM 10: odd 10 swings, even 10 push-ups|
Set 1: 60 kg x 8|Min 1: 12 KB swings|Repeat 8 times:|Rest 60 sec between exercises, 2 min between rounds|
Exercise\tWeight\tSets\tReps|Swim, 1500 m
"""
"""Lines that were read wrongly before there was a grammar. They stay right, alone or in their text."""


def test_what_was_wrong_once_stays_right() -> None:
    wrong = set(ONCE_WRONG.strip().replace("|\n", "|").split("|"))
    texts = [*TEXTS.values(), *((meaning.lines[0], [meaning]) for meaning in LINES)]
    found = [result for text, meanings in texts for result in outcomes(from_notes(text, "Notes", FIND), meanings)]
    right = {line for meaning, _, outcome in found for line in meaning.lines if outcome == "right"}
    assert wrong <= right


@pytest.mark.parametrize("meaning", LINES, ids=lambda meaning: str(meaning.lines[0]))
def test_a_line_is_right_or_marked(meaning: Meaning) -> None:
    ((_, made, outcome),) = outcomes(from_notes(meaning.lines[0], "Notes", FIND), [meaning])
    assert outcome != "wrong", made


@pytest.mark.parametrize("title", TEXTS)
def test_each_line_of_a_text_is_right_or_marked(title: str) -> None:
    notes, meanings = TEXTS[title]
    for meaning, made, outcome in outcomes(from_notes(notes, "Notes", FIND), meanings):
        assert outcome != "wrong", (meaning.lines, made)


def test_nearly_all_of_the_corpus_is_right() -> None:
    texts = [(notes, meanings) for notes, meanings in TEXTS.values()]
    singles = [(meaning.lines[0], [meaning]) for meaning in LINES]
    for part in (singles, texts):
        found = [result for text, meanings in part for result in outcomes(from_notes(text, "Notes", FIND), meanings)]
        share = Counter(outcome for _, _, outcome in found)
        assert share["right"] >= ENOUGH * len(found), share
    assert len(singles) >= 450 and len(TEXTS) >= 33


@pytest.mark.parametrize(("meaning", "shape", "example"), SHAPES, ids=lambda row: str(row))
def test_the_example_of_a_shape_has_this_shape(meaning: str, shape: str, example: str) -> None:
    first = phrases(tokens(example))[0]
    assert (first.shape, first.guess) == (meaning.rstrip("?"), meaning.endswith("?"))
