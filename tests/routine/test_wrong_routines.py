"""The corpus of wrong routines: all that is wrong with each is told, nothing else, and where."""

import re
from pathlib import Path

import pytest

from coach.routine.library import Library
from coach.routine.problems import LoadError, shown

CORPUS = Path(__file__).with_name("wrong_routines.txt").read_text(encoding="utf-8")
CASES = {
    title: (text, wanted.strip().split("\n"))
    for title, text, wanted in re.findall(r"^=== (.+)\n((?:.*\n)*?)--->\n((?:.+\n)+)", CORPUS, re.MULTILINE)
}
SPECIAL = {
    "empty": ("", ["1:1 there is nothing in this file"]),
    "control character": ("name: a\x07b\nblocks: []\n", ["1:8 U+0007"]),
    "direction of writing": ("name: a\u202eb\nblocks: []\n", ["1:8 U+202E"]),
    "another line end": ("name: a\u2028b\nblocks: []\n", ["1:8 U+2028"]),
    "old line ends": ("name: R\rblocks: []\r", ["2:9 is an empty list"]),
    "Windows line ends": ("name: R\r\nblocks: []\r\n", ["2:9 is an empty list"]),
    "byte-order mark": ("\ufeffname: R\nblocks: []\n", ["2:9 is an empty list"]),
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("bundled")
    (folder / "exercises").mkdir()
    (folder / "exercises/plank.yaml").write_text("name: Plank\naliases: [Hover]\n")
    (folder / "exercises/side-plank.yaml").write_text("name: Side plank\naliases: [hover]\n")
    return Library([folder], [folder / "exercises"])


def test_the_corpus_is_read_whole() -> None:
    assert len(CASES) == CORPUS.count("\n=== ") >= 85


@pytest.mark.parametrize("case", [*CASES, *SPECIAL])
def test_every_problem_is_told_in_its_place(case: str, library: Library, tmp_path: Path) -> None:
    text, wanted = (CASES | SPECIAL)[case]
    path = tmp_path / "wrong.yaml"
    path.write_bytes(text.encode())
    with pytest.raises(LoadError) as caught:
        library.load(path)
    assert caught.value.exit_code == 1
    told = [f"{it.line}:{it.column} {it.message}" for it in caught.value.problems]
    assert len(told) == len(wanted), shown(caught.value.problems)
    for problem, want in zip(told, wanted, strict=True):
        place, _, core = want.partition(" ")
        assert problem.startswith(f"{place} ") and core in problem, shown(caught.value.problems)
