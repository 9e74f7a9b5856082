"""Whatever is done to a file: it can be used, or every problem of it has a place in it, and nothing else happens.

What can be used has a plan and a paper, and can be begun (`corpus.whole_way`). `fuzz.py` does the same for as long as
one likes; here a minute of it runs with the slow tests.
"""

from pathlib import Path

import fuzz
import pytest
from corpus import stands_in
from damaged import BUNDLED, CHARACTERS, exercises, texts, written
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.routine.exercises import Names, read_exercise
from coach.routine.library import Library
from coach.routine.problems import LoadError
from coach.routine.reading.yaml_nodes import compose

UNCHECKED = settings(suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def library() -> Library:
    return Library([BUNDLED], [BUNDLED / "exercises"], ["en", "de"])


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("damaged") / "damaged.yaml"


@given(text=texts)
@UNCHECKED
def test_a_damaged_routine_is_read_or_reported_in_place(text: str, library: Library, path: Path) -> None:
    fuzz.check(text, library, path)


@given(data=exercises)
@UNCHECKED
def test_an_exercise_is_read_or_reported_in_place(data: object, library: Library) -> None:
    text = written(data)
    names = Names(library.exercises())
    path = Path("made-up.yaml")
    try:
        exercise = read_exercise(path, compose(text, str(path), partial=True), names)
    except LoadError as error:
        assert error.problems and all(stands_in(problem, text) for problem in error.problems)
    else:
        assert exercise.id == "made-up" and exercise.name


@given(text=st.text(alphabet=CHARACTERS, max_size=60) | st.text(max_size=40))
@UNCHECKED
def test_any_text_becomes_nodes_or_problems_in_place(text: str) -> None:
    document = compose(text, "any.yaml")
    assert all(stands_in(problem, text) for problem in document.report.problems)


@pytest.mark.slow
def test_a_minute_of_fuzz() -> None:
    assert fuzz.run(1, fuzz.of_today()) > 500
