"""How wide a text is, held against what Textual will take it for; and that fitting texts never breaks a character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from wcwidth import wcwidth

from coach.text import _NARROW, cells, clusters, crop, cut, pad, shorten, wrap

FIREFIGHTER, FAMILY, HEART, FLAG, LIFTER = "👩‍🚒", "👨‍👩‍👧‍👦", "❤️", "🇩🇪", "🏋🏽‍♀️"

WIDTHS = {
    "Deadlift": 8,
    "Überzug – 3 × 5…": 16,
    FIREFIGHTER: 2,
    FAMILY: 2,
    HEART: 2,
    "❤": 1,
    FLAG: 2,
    FLAG * 2: 4,
    LIFTER: 2,
    "1️⃣": 2,
    "Cafe\u0301": 4,
    "あ\u3099": 2,
    "深蹲": 4,
    "ﾃﾞ": 2,
    "हिन्दी": 3,
    "दौड़": 2,
    "ที่นี่": 2,
    "각": 2,
    "\u1100\u1161\u11a8": 2,
    "a\u200bb": 2,
    "\u200da": 1,
    "": 0,
}
"""Texts and their cells, as terminals draw them."""

_awkward = st.sampled_from(
    [*WIDTHS, "\u200d", "\ufe0f", "\ufe0e", "🏽", "🇩", "\u0301", "\u200b", "\u00ad", "#", "⌚", "🏳"]
)
_any = st.characters(exclude_categories=["Cc", "Cs", "Cn"])
texts = st.lists(st.one_of(_awkward, _any, st.sampled_from(" abc")), max_size=30).map("".join)
widths = st.integers(0, 40)


@pytest.mark.parametrize(("text", "width"), WIDTHS.items())
def test_a_text_takes_the_cells_that_a_terminal_gives_it(text: str, width: int) -> None:
    assert cells(text) == width


def test_a_long_text_is_measured_too() -> None:
    assert cells("深蹲" * 1000) == 4000
    assert cells(crop("深蹲" * 1000, 1001)) == 1000


@given(texts)
def test_textual_takes_every_text_for_as_wide(text: str) -> None:
    """Behind a letter: a joiner that stands first joins nothing here, but swallows what follows in Rich."""
    assert cells(f"x{text}") == cell_len(f"x{text}")


@given(texts)
def test_clusters_are_the_whole_text_and_as_wide(text: str) -> None:
    parts = clusters(text)
    assert "".join(parts) == text
    assert sum(map(cells, parts)) == cells(text)


@pytest.mark.parametrize("cluster", [FIREFIGHTER, FAMILY, HEART, FLAG, LIFTER, "1️⃣", "e\u0301", "न्दी", "\u1100\u1161"])
def test_what_a_reader_takes_for_one_character_is_never_parted(cluster: str) -> None:
    assert list(clusters(f"a{cluster}b")) == ["a", cluster, "b"]
    assert crop(cluster * 3, cells(cluster) * 2) == cluster * 2
    assert cut(f"{cluster}bcd", cells(cluster) + 1) == f"{cluster}…"
    assert shorten(f"abcdefgh{cluster}", 2 * cells(cluster) + 1).endswith(f"…{cluster}")


def test_the_usual_characters_are_narrow_and_join_nothing() -> None:
    assert {wcwidth(character) for character in _NARROW} == {1}
    assert all(list(clusters(f"a{character}\u3042")) == ["a", character, "\u3042"] for character in _NARROW)


@given(texts, widths)
def test_a_text_that_has_to_fit_fits(text: str, width: int) -> None:
    for fitted in (crop(text, width), cut(text, width), shorten(text, width), shorten(text, width, 3)):
        assert cells(fitted) <= width
        assert (fitted == text) == (cells(text) <= width)


@given(texts, widths)
def test_padding_ends_in_the_same_column(text: str, width: int) -> None:
    assert cells(pad(text, width) + "|") == max(width, cells(text)) + 1


@given(st.text(st.characters(codec="utf-8", categories=["L", "M", "N", "P", "Zs"])), st.integers(2, 60))
def test_wrapping_loses_nothing_and_keeps_to_the_width(words: str, width: int) -> None:
    out = wrap(words, width)
    assert all(cells(line) <= width for line in out)
    assert "".join("".join(out).split()) == "".join(words.split())


def test_a_name_keeps_both_ends_and_a_sentence_its_beginning() -> None:
    assert shorten("Posterior chain, kettlebell", 20) == "Posterior…ettlebell"
    assert shorten("Single-leg Romanian deadlift to row", 21, 3) == "Single-leg Rom…to row"
    assert shorten("硬拉硬拉硬拉", 7) == "硬拉…拉"
    assert [shorten("abc", width) for width in (0, 1, 2, 3)] == ["", "…", "a…", "abc"]
    assert cut("Hips back, chest up", 11) == "Hips back,…"
    assert [cut("abc", width) for width in (0, 1, 2, 3)] == ["", "…", "a…", "abc"]
    assert crop("硬拉", 3) == "硬"


def test_a_word_too_long_for_a_line_is_broken() -> None:
    assert wrap("Push the floor away", 9) == ["Push the", "floor", "away"]
    assert wrap("a Donaudampfschiff", 6) == ["a Dona", "udampf", "schiff"]
    assert wrap(FIREFIGHTER * 3, 4) == [FIREFIGHTER * 2, FIREFIGHTER]
    assert wrap(" ", 5) == []
