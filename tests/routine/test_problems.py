"""How problems are shown, ordered, counted and handed to scripts."""

import json

import pytest

from coach.routine.problems import (
    LoadError,
    Problem,
    Report,
    as_json,
    failure,
    one_of,
    quoted,
    shown,
)
from coach.routine.reading.yaml_nodes import Mapping, compose

TEXT = "name: R\nblocks:\n    - {reps: 5}\n"


def test_a_problem_shows_its_line_and_what_it_is_about() -> None:
    report = Report("my.yaml", "\n" * 13 + "        tempp: 3-1-1-0\n")
    report.add_at(13, 8, 'unknown field "tempp" in an exercise item. Did you mean "tempo"?', length=5)
    assert report.problems[0].text() == (
        'my.yaml:14:9: unknown field "tempp" in an exercise item. Did you mean "tempo"?\n'
        "   14 |         tempp: 3-1-1-0\n"
        "      |         ^^^^^"
    )


@pytest.mark.parametrize(
    ("line", "word", "caret"),
    [
        ("a: 漢字 oops", "oops", "        ^^^^"),
        ("漢: 字", "字", "    ^^"),
        ("e\u0301: oops", "oops", "   ^^^^"),
        ("\u200da: oops", "oops", "   ^^^^"),
        ("\ta: oops", "oops", "       ^^^^"),
    ],
)
def test_the_caret_stands_under_the_right_cell(line: str, word: str, caret: str) -> None:
    report = Report("t.yaml", line)
    report.add_at(0, line.index(word), "no.", length=len(word))
    assert report.problems[0].text().split("\n")[2] == f"      | {caret}"


def test_a_long_line_is_shown_around_the_problem() -> None:
    text = "x" * 5000 + " here " + "y" * 5000
    report = Report("t.yaml", text)
    report.add_at(0, 5001, "no.", length=4)
    _, source, carets = report.problems[0].text().split("\n")
    assert len(source) < 200
    assert source[carets.index("^") : carets.rindex("^") + 1] == "here"


def test_nothing_reaches_the_terminal_but_text() -> None:
    text = Problem("a\x1b[2Jb.yaml", 1, 1, "not \x07 \u202e this", source="\x1b[31m\x9b").text()
    assert text.replace("\n", "").isprintable()


def test_a_problem_without_a_place_has_no_line() -> None:
    assert str(failure("not found", "no.yaml", "there is no such file.")) == "no.yaml: there is no such file."


def test_a_warning_says_so() -> None:
    report = Report("t.yaml", "a")
    report.add_at(0, 0, "hm.", severity="warning")
    assert not report.failed
    assert report.problems[0].text().startswith("t.yaml:1:1: warning: hm.")
    report.check()


def test_a_place_behind_the_text_is_brought_into_it() -> None:
    report = Report("t.yaml", "ab\ncd\n")
    report.add_at(9, 9, "no.")
    report.add_at(0, 9, "no.", length=50)
    assert [(it.line, it.column, it.length) for it in report.problems] == [(1, 3, 1), (2, 3, 1)]


def test_problems_are_sorted_by_place_and_other_files_come_last() -> None:
    report = Report("m.yaml", TEXT)
    report.include([Problem("a.yaml", 1, 1, "other."), Problem("a.yaml", 1, 1, "other.")])
    for line, column in ((2, 4), (0, 3), (2, 1), (1, 0)):
        report.add_at(line, column, "no.")
    assert [(it.file, it.line, it.column) for it in report.problems] == [
        ("m.yaml", 1, 4), ("m.yaml", 2, 1), ("m.yaml", 3, 2), ("m.yaml", 3, 5), ("a.yaml", 1, 1),
    ]  # fmt: skip


def test_a_node_over_many_lines_is_underlined_to_the_end_of_its_first() -> None:
    document = compose("a:\n  b: 1\n  c: 2\n", "t.yaml")
    assert isinstance(document.root, Mapping)
    node = document.root.get("a")
    assert node is not None
    document.report.add(node, "no.")
    (problem,) = document.report.problems
    assert (problem.line, problem.column, problem.length) == (2, 3, 4)


@pytest.mark.parametrize(
    ("count", "tail"), [(100, None), (101, "… and 1 more problem."), (250, "… and 150 more problems.")]
)
def test_the_first_hundred_are_reported_and_the_rest_counted(count: int, tail: str | None) -> None:
    lines = shown([Problem("t.yaml", 0, 0, str(number)) for number in range(count)]).split("\n")
    assert lines[:100] == [f"t.yaml: {number}" for number in range(100)]
    assert lines[100:] == ([tail] if tail else [])


def test_scripts_get_every_field() -> None:
    report = Report("t.yaml", "ab cd")
    report.add_at(0, 3, "no.", length=2)
    assert json.loads(json.dumps(as_json(report.problems))) == [
        {
            "file": "t.yaml",
            "line": 1,
            "column": 4,
            "message": "no.",
            "severity": "error",
            "source": "ab cd",
            "length": 2,
        }
    ]


@pytest.mark.parametrize(("kind", "code"), [("invalid", 1), ("not found", 66), ("unreadable", 74)])
def test_each_kind_has_its_exit_code(kind: str, code: int) -> None:
    assert LoadError(kind, []).exit_code == code  # type: ignore[arg-type]


def test_looking_up_names_has_an_end() -> None:
    report = Report("t.yaml", "")
    answers = [report.did_you_mean("temp", ["tempo"]) for _ in range(300)]
    assert answers[0] == ' Did you mean "tempo"?'
    assert answers[-1] == ""


def test_small_words() -> None:
    assert one_of(["a", "b", "c"]) == "a, b or c"
    assert one_of(["a"]) == "a"
    assert quoted("a\n b") == '"a b"'
    assert quoted("x" * 99) == '"' + "x" * 59 + '…"'
