"""Values of one scalar: what each says of itself, an author can write, and it is read as the same value."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.routine.values import (
    FAST,
    LONGEST,
    MOST_REPS,
    SECOND,
    Duration,
    Gap,
    Load,
    Reps,
    Rest,
    Tempo,
    WarmUpSet,
    Work,
    duration_text,
    thousandths_text,
)

MILLISECOND = SECOND // 1000
"""Nothing finer can be written."""


def times(least: int, most: int = LONGEST) -> st.SearchStrategy[int]:
    """Lengths in ns."""
    return st.integers(least // MILLISECOND, most // MILLISECOND).map(lambda n: n * MILLISECOND)


thousandths = st.integers(0, 9_999_999)
units = st.sampled_from(["kg", "lb"])
names = st.text("abz -äX%0129kgx", min_size=1, max_size=30).filter(lambda name: name == " ".join(name.split()))
loads = st.one_of(
    st.builds(Load, st.just("mass"), thousandths, units, st.integers(1, 4)),
    st.builds(Load, st.just("percent"), st.integers(1, 1500).map(lambda tenths: tenths * 100)),
    st.builds(Load, st.just("bodyweight"), st.integers(-9_999_999, 9_999_999).filter(bool), units),
    st.builds(Load, st.just("band"), name=names),
    st.sampled_from([Load("bodyweight"), Load("bar")]),
)
phases = st.tuples(*[st.integers(FAST, 99)] * 4).filter(any)
values = st.one_of(
    loads,
    st.builds(WarmUpSet, loads, st.integers(1, 999)),
    st.builds(Duration, times(MILLISECOND)),
    st.builds(Gap, times(0)),
    st.builds(Rest, times(0), st.booleans()),
    st.builds(Work, times(SECOND), st.booleans()),
    st.tuples(st.integers(1, MOST_REPS), st.integers(1, MOST_REPS)).map(lambda pair: Reps(min(pair), max(pair))),
    st.integers(0, MOST_REPS).map(lambda low: Reps(low, None)),
    phases.map(lambda digits: Tempo(*digits)),
    st.builds(Tempo, every_ns=times(SECOND // 2, 60 * SECOND)),
)


@given(values)
def test_every_value_reads_back_what_it_says_of_itself(value: Any) -> None:
    assert type(value).parse(value.text()) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Load("band", name="red"), "band red"),
        (Load("bar"), "bar"),
        (Load("mass", 1_234_567), "1234.567 kg"),
        (Load("mass", 20_000, count=2), "2 × 20 kg"),
        (Load("bodyweight", -7_500, "lb"), "bodyweight - 7.5 lb"),
        (WarmUpSet(Load("bar"), 10), "bar x 10"),
        (Tempo(every_ns=60 * SECOND), "60s"),
    ],
)
def test_a_value_says_itself_as_an_author_writes_it(value: Any, text: str) -> None:
    assert value.text() == text


def test_a_body_with_nothing_more_is_the_body_whatever_the_unit() -> None:
    assert Load.parse("bodyweight + 0 lb") == Load.parse("bodyweight - 0 kg") == Load("bodyweight")


def test_thousandths_are_exact_and_short() -> None:
    numbers = (80_000, 2_500, 1_250, 0, 500, 9_999_999, -1_005)
    assert [thousandths_text(n) for n in numbers] == ["80", "2.5", "1.25", "0", "0.5", "9999.999", "-1.005"]


def test_a_fast_phase_of_a_tempo_takes_a_second_and_a_lift_may_come_first() -> None:
    tempo = Tempo.parse("3-1-X-2")
    assert tempo.rep_ns == 7 * SECOND
    assert [(phase, ns // SECOND) for phase, ns in tempo.phases("lift")] == [
        ("lift", 1), ("top", 2), ("lower", 3), ("bottom", 1),
    ]  # fmt: skip


def test_a_rest_that_only_waits_is_not_none() -> None:
    assert Rest.parse("0s+").text() == "0s+"


def test_a_minute_is_written_with_a_colon_on_paper() -> None:
    assert [duration_text(seconds * SECOND, colon=True) for seconds in (59, 60, 3600)] == ["59s", "1:00", "1:00:00"]
