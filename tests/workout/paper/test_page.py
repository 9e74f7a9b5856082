"""How texts share a line of a page, and what a narrow page leaves out."""

from pathlib import Path

import pytest

from coach.routine.library import Library
from coach.workout.paper.build import build_paper
from coach.workout.paper.lines import paper_text
from coach.workout.paper.page import TextLine, TextRun, justified, labelled, paragraph, plain_lines
from coach.workout.plan.expand import expand
from coach.workout.plan.known import Known

ROUTINES = Path(__file__).parents[3] / "routines"
LIBRARY = Library([ROUTINES], [ROUTINES / "exercises"])


@pytest.mark.parametrize(
    ("width", "line"),
    [
        (24, "Posterior chain  ~52 min"),
        (23, "Posterio…chain  ~52 min"),
        (13, "Po…n  ~52 min"),
        (12, "Poster…chain"),
        (4, "Po…n"),
    ],
)
def test_the_left_gives_way_and_keeps_four_cells_or_has_the_line_to_itself(width: int, line: str) -> None:
    shown = justified(TextRun("Posterior chain", "title"), TextRun("~52 min", "time"), width)
    assert shown.text == line


def test_a_label_stands_once_and_what_does_not_fit_below_its_words() -> None:
    assert plain_lines(labelled("equipment", "barbell, bench, pull-up bar", 27)) == [
        "equipment  barbell, bench,",
        "           pull-up bar",
    ]
    assert plain_lines(paragraph("one two three", 9, indent="  ")) == ["  one two", "  three"]


def test_a_line_has_no_blanks_at_its_end() -> None:
    assert TextLine((TextRun("a"), TextRun("  ", "space"))).text == "a"


@pytest.mark.parametrize(("width", "detailed"), [(43, False), (44, True)])
def test_a_narrow_page_has_names_and_doses_only(width: int, detailed: bool, tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    items = "{exercise: squat, sets: 3, reps: 5, rest: 90s, note: slow}"
    file.write_text(f"name: Mine\nblocks:\n  - exercises: [{items}]\n")
    routine = LIBRARY.load(file).routine
    text = "\n".join(paper_text(build_paper(routine, expand(routine, Known())), width))
    assert "Squat" in text and "3 × 5" in text
    assert ("rest 1:30" in text, "slow" in text) == (detailed, detailed)
