"""Whatever is done to a good file: it is read, or every problem of it has a place in it, and nothing else happens."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.routine.library import Library
from coach.routine.problems import LINE_BREAK, LoadError, Problem
from coach.routine.yaml_nodes import compose

BUNDLED = Path(__file__).parents[2] / "routines"
GOOD = [path.read_text(encoding="utf-8") for path in sorted(BUNDLED.glob("*.yaml"))]
CHARACTERS = st.sampled_from("\n\n  \t:-#[]{},'\"|>&*!%@`?0179axmns+×\\\x00\x1b\x85\u2028\ufeff漢e\u0301🏋")
PIECES = CHARACTERS | st.sampled_from(
    ["\n---\n", "<<: ", "&a ", "*a", "!!str ", "  - ", "reps: ", "10+", "max", "30s+", "type: emom\n", "- - - ", "\r\n"]
)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A good routine with some characters, pieces or lines changed, moved, doubled or taken out."""
    text = draw(st.sampled_from(GOOD))
    for _ in range(draw(st.integers(1, 4))):
        if draw(st.booleans()):
            at = draw(st.integers(0, len(text)))
            text = text[:at] + draw(PIECES | st.just("")) + text[at + draw(st.integers(0, 6)) :]
        else:
            lines = text.splitlines(keepends=True) or [""]
            here, there = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
            how = draw(st.sampled_from(["delete", "double", "swap", "indent", "outdent"]))
            if how == "delete":
                del lines[here]
            elif how == "double":
                lines.insert(there, lines[here])
            elif how == "swap":
                lines[here], lines[there] = lines[there], lines[here]
            else:
                lines[here] = "  " + lines[here] if how == "indent" else lines[here].removeprefix("  ")
            text = "".join(lines)
    return text


@pytest.fixture(scope="module")
def library() -> Library:
    return Library([BUNDLED], [BUNDLED / "exercises"])


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mutated") / "mutated.yaml"


def stands_in(problem: Problem, text: str) -> bool:
    lines = LINE_BREAK.split(text)
    return (
        1 <= problem.line <= len(lines)
        and problem.source == lines[problem.line - 1]
        and 1 <= problem.column <= len(problem.source) + 1
        and problem.length >= 1
    )


def check(text: str, library: Library, path: Path) -> None:
    path.write_bytes(text.encode("utf-8"))
    try:
        loaded = library.load(path)
    except LoadError as error:
        binary, read = "\0" in text, text.removeprefix("\ufeff")
        assert error.exit_code == 1 and error.problems
        assert all(stands_in(problem, read) or (binary and problem.line == 0) for problem in error.problems)
        assert str(error).replace("\n", "").isprintable()
    else:
        items = [item for block in loaded.routine.blocks for item in block.exercises]
        assert items and all(item.exercise in loaded.routine.exercises or item.name for item in items)


@given(text=mutated())
@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_damaged_routine_is_read_or_told_in_place(text: str, library: Library, path: Path) -> None:
    check(text, library, path)


@pytest.mark.slow
@given(text=mutated())
@settings(max_examples=6000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_damaged_routine_is_read_or_told_in_place_at_length(text: str, library: Library, path: Path) -> None:
    check(text, library, path)


@given(text=st.text(alphabet=CHARACTERS, max_size=60) | st.text(max_size=40))
@settings(max_examples=250, deadline=None)
def test_any_text_becomes_nodes_or_problems_in_place(text: str) -> None:
    document = compose(text, "any.yaml")
    assert all(stands_in(problem, text) for problem in document.report.problems)
