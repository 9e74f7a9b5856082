"""PATTERN is what an editor goes by, `parse` what the program does: on texts near the border they say the same.

What a regular expression cannot tell is named here, and there PATTERN takes what `parse` refuses. Nothing else may
differ.
"""

import re
from functools import cache
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coach.routine.values import LONGEST, SECOND, BadValue, Duration, Gap, Load, Reps, Rest, Tempo, WarmUpSet, Work

KINDS: tuple[Any, ...] = (Duration, Gap, Rest, Work, Reps, Load, WarmUpSet, Tempo)

TIMES = [
    "0",
    "00",
    "1",
    "5",
    "9",
    "12",
    "24",
    "59",
    "60",
    "75",
    "100",
    "999",
    ".",
    ".5",
    ".05",
    ".001",
    ".0001",
    ":",
    ":",
]
TIMES += ["s", "m", "h", "min", "sec", "s", "m", " ", "  ", "+", "none", "-", "30s", "1:", "1m", "0s", "s+", "٣", "S"]
REPS = ["0", "1", "5", "8", "12", "99", "999", "1000", "1001", "000", "-", "–", " - ", "+", " ", "max", "x", ".5", "٣"]
LOADS = [
    "0",
    "1",
    "2",
    "4",
    "5",
    "20",
    "80",
    "149",
    "150",
    "151",
    "9999",
    ".",
    ".5",
    ".0",
    ".125",
    "kg",
    " kg",
    "lb",
    "lbs",
    "%",
]
LOADS += [
    " ",
    "  ",
    "x",
    " x ",
    "×",
    "+",
    "-",
    " + ",
    "bodyweight",
    "band ",
    "band",
    "red",
    "bar",
    "g",
    "٣",
    "2 x 20 kg",
]
WARM_UPS = [*LOADS, " x 5", "x10", "x 0", "x 000", "x 1000", "bar x 10", "50% x 8", "band red x 5"]
TEMPOS = [
    "0",
    "00",
    "1",
    "3",
    "9",
    "10",
    "59",
    "60",
    "61",
    "99",
    "100",
    "X",
    "x",
    "-",
    "-",
    "s",
    " ",
    ".",
    ".4",
    ".5",
    ".0",
    ".001",
]
TEMPOS += ["3-1-", "0-0-", "0000", "31X0", "0.", "s", "Y"]
PIECES = {
    Duration: TIMES,
    Gap: TIMES,
    Rest: TIMES,
    Work: TIMES,
    Reps: REPS,
    Load: LOADS,
    WarmUpSet: WARM_UPS,
    Tempo: TEMPOS,
}


@cache
def near_the_border(kind: Any) -> st.SearchStrategy[str]:
    """Pieces of such texts in any order, and examples with a piece put in or in the place of some characters."""
    pieces = st.sampled_from(PIECES[kind])

    @st.composite
    def changed(draw: st.DrawFn) -> str:
        text = draw(st.sampled_from(kind.EXAMPLES))
        for _ in range(draw(st.integers(0, 2))):
            at = draw(st.integers(0, len(text)))
            text = text[:at] + draw(pieces | st.just("")) + text[at + draw(st.integers(0, 3)) :]
        return str(text)

    return st.lists(pieces, max_size=7).map("".join) | changed()


def parsed(kind: Any, text: str) -> Any:
    try:
        return kind.parse(text)
    except BadValue as error:
        return error


def beyond_a_pattern(kind: Any, text: str, refusal: BadValue) -> bool:
    """What needs arithmetic: sums, and which of two numbers is more."""
    said = str(refusal)
    over_a_day = "longer than a day" in said
    short = (
        kind is Work
        and "too short to work for" in said
        and not re.fullmatch(r"\s*0*\.?[0-9.]*\s*s(ec)?\s*\+?\s*", text)
    )
    return over_a_day or short or "runs backwards" in said


@pytest.mark.parametrize("kind", KINDS)
def test_examples_are_right(kind: Any) -> None:
    assert len(kind.EXAMPLES) >= 2
    for text in kind.EXAMPLES:
        assert re.search(kind.PATTERN, text)
        assert kind.parse(text).text()


def check(kind: Any, text: str) -> None:
    """The same verdict of both, but for what is named above."""
    value, matched = parsed(kind, text), bool(re.search(kind.PATTERN, text))
    if isinstance(value, BadValue):
        assert not matched or beyond_a_pattern(kind, text, value), value
    else:
        assert matched or ("  " in text and "band" in text), value  # spaces in a band's name count once
        if getattr(kind, "ENDING", None):
            waits = value.open if isinstance(value, Work) else value.is_open
            assert bool(re.search(kind.ENDING, text)) is not waits


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_pattern_and_parse_agree(kind: Any, data: st.DataObject) -> None:
    check(kind, data.draw(near_the_border(kind)))


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [
        (Duration, ["0.001s", "999:59", "1:059:59"], ["0.0001s", "1000:00", "0:00", "1:060:00", "0.000s", "1:60"]),
        (Gap, ["none", " none ", "0s", "0:00"], ["None", "none+", "", "5"]),
        (Rest, ["none", "0s+", "2m +", "1:5"], ["none+", "+", "2m++", "2+m"]),
        (Work, ["1s", "0.5m", "60s+", "0.999s 1s"], ["0.999s", "0s", "00.5 sec +", "none"]),
        (Reps, ["1000", "0001", "1–2", "10 +", "max"], ["0", "0-5", "1001", "5-", "-5", "max+", "5+5", "1000-1001"]),
        (Load, ["150%", "150.0 %", "0.1%", "04 x 1kg", "9999.999 lbs", "band " + "x" * 30], ["150.1%", "0.0%", "band"]),
        (Load, ["bodyweight+9999kg", "bodyweight -  2.5 lb", " bar"], ["bodyweight + 2 x 5 kg", "5 x 1 kg", "bars"]),
        (Load, ["0 kg", "2×20kg"], ["10000 kg", "1.0001 kg", "0 x 5 kg", "-5 kg", "80", "band " + "x" * 31]),
        (WarmUpSet, ["bar x 999", "2 x 20 kg x 005", "band x x 5"], ["bar x 0", "bar x 000", "bar x 1000", "bar 10"]),
        (Tempo, ["0001", "X000", "00-0-0-x", "99-99-99-99"], ["0000", "00-0-0-0", "100-0-0-0", "1-1-1", "3 -1-1-0"]),
        (Tempo, ["0.5s", "60s", "60.000 s", "09.5s"], ["0.499s", "60.001s", "61s", "1.5sec", "1m"]),
    ],
)  # fmt: skip
def test_the_borders(kind: Any, right: list[str], wrong: list[str]) -> None:
    for text in right:
        assert not isinstance(parsed(kind, text), BadValue) and re.search(kind.PATTERN, text), text
    for text in wrong:
        assert isinstance(parsed(kind, text), BadValue) and not re.search(kind.PATTERN, text), text


@given(number=st.integers(-20, 11_000))
@example(0)
@example(1000)
@example(1001)
def test_a_whole_number_of_reps_is_one_that_parse_takes(number: int) -> None:
    least, most = Reps.WHOLE
    assert (least <= number <= most) is isinstance(parsed(Reps, str(number)), Reps)


@given(number=st.integers(0, 11_000))
@example(0)
@example(9999)
@example(10_000)
def test_a_whole_number_as_a_tempo_is_one_that_parse_takes_with_its_zeros(number: int) -> None:
    least, most = Tempo.WHOLE
    assert (least <= number <= most) is isinstance(parsed(Tempo, f"{number:04}"), Tempo)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Duration, "24:00:01"), (Rest, "25h"), (Work, "23h61m"), (Work, "0.01m"), (Work, "0.3s0.3s"), (Reps, "12-8"),
    ],
)  # fmt: skip
def test_what_a_pattern_cannot_tell(kind: Any, text: str) -> None:
    assert re.search(kind.PATTERN, text)
    refusal = parsed(kind, text)
    assert isinstance(refusal, BadValue) and beyond_a_pattern(kind, text, refusal)


def test_the_border_of_a_day() -> None:
    assert Duration.parse("24:00:00").ns == LONGEST == 86_400 * SECOND
