"""The languages of the voice: every file is whole, what is wrong with one is reported, and what German says."""

from pathlib import Path

import pytest

from coach.languages import DEFAULT_LANGUAGE, LANGUAGES, load_language, matching_language
from coach.routine.problems import LoadError
from coach.routine.values import SECOND

FOLDER = Path(__file__).parents[1] / "coach" / "languages"
GERMAN = (FOLDER / "de.yaml").read_text(encoding="utf-8")


def test_the_list_has_every_file() -> None:
    assert {path.stem for path in FOLDER.glob("*.yaml")} == set(LANGUAGES)
    assert DEFAULT_LANGUAGE == "en"


def test_the_readme_has_every_language() -> None:
    readme = (FOLDER.parents[1] / "README.md").read_text(encoding="utf-8")
    assert f"so far {' or '.join(f'`{code}`' for code in LANGUAGES)}" in readme


@pytest.mark.parametrize("code", list(LANGUAGES))
def test_a_language_is_whole(code: str) -> None:
    language = load_language(code)
    assert {str(number) for number in (*range(21), *range(30, 100, 10))} <= language.numbers.keys()


@pytest.mark.parametrize(
    ("wanted", "code"),
    [("de", "de"), ("DE", "de"), ("de-AT", "de"), ("de_CH", "de"), ("en-GB", "en"), ("qaa", None), ("", None)],
)
def test_which_language_is_meant(wanted: str, code: str | None) -> None:
    assert matching_language(wanted) == code


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("halfway: Halbzeit", "", 'a language needs "halfway"'),
        ("halfway: Halbzeit", "half-way: Halbzeit", 'unknown field "half-way" in a language. Did you mean "halfway"?'),
        ('next: "Als Nächstes: {what}"', "next: Weiter", '"next" holds {what}.'),
        ("Satz {n} von {of}", "Satz {n}", '"set" holds {n} and {of}.'),
        ("Satz {n} von {of}", "Satz {n} von {of} {x}", '"set" holds {n} and {of}.'),
        ("letzter Satz", '"letzter {n}"', '"last-set" holds nothing in braces.'),
        ("halfway: Halbzeit", 'halfway: "Halb{"', '"halfway" holds nothing in braces.'),
        ('{one: ein Satz, other: "{n} Sätze"}', "{one: ein Satz, other: Sätze}", '"other" holds {n}.'),
        ('{one: ein Satz, other: "{n} Sätze"}', "Sätze", '"Sätze" is not a counted thing.'),
        ("  1: eins", "  one: eins", '"one" is not a number in digits'),
    ],
)
def test_what_is_wrong_with_a_file_is_reported_in_its_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    (tmp_path / "xx.yaml").write_text(GERMAN.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LoadError) as caught:
        load_language("xx", tmp_path)
    whole = "needs" in message  # of the file, which begins after its comment
    line = 2 if whole else next(number for number, text in enumerate(GERMAN.split("\n"), 1) if old in text)
    assert next(problem.message for problem in caught.value.problems if problem.line == line).startswith(message)


def test_numbers_and_times() -> None:
    english, german = load_language("en"), load_language("de")
    assert [english.whole(n) for n in (0, 7, 20, 47, 60)] == ["zero", "seven", "twenty", "47", "sixty"]
    assert (english.number(62_500), german.number(62_500)) == ("62.5", "62,5")
    times = [30, 1, 60, 120, 150, 61, 0]
    assert [english.time(n * SECOND) for n in times] == [
        "thirty seconds",
        "one second",
        "one minute",
        "two minutes",
        "two minutes thirty",
        "one minute one",
        "zero seconds",
    ]
    assert [german.time(n * SECOND) for n in times[:5]] == [
        "dreißig Sekunden",
        "eine Sekunde",
        "eine Minute",
        "zwei Minuten",
        "zwei Minuten dreißig",
    ]


def test_one_and_many_differ_in_both_languages() -> None:
    for language, one, many in (
        (load_language("en"), "one kilo", "sixty kilos"),
        (load_language("de"), "ein Kilo", "sechzig Kilo"),
    ):
        assert language.counted(language.kilos, 1_000) == one
        assert language.counted(language.kilos, 60_000) == many
    english, german = load_language("en"), load_language("de")
    assert english.counted(english.kilos, 1_500) == "1.5 kilos"
    assert german.counted(german.sets, 1_000) == "ein Satz"
    assert german.counted(german.sets, 18_000) == "achtzehn Sätze"
