"""The block font: even, complete, as large as it fits, and plain where it does not."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.tui.drawing import glyphs

DIGITS = "0123456789"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SIGNS = ":–-+−.,/×%'!?();"
TWINS = {frozenset("0O"), frozenset("5S"), frozenset("–−")}
"""Drawn alike on purpose, as on any display of segments: what stands beside them tells which it is."""

texts = st.text(alphabet=DIGITS + LETTERS + SIGNS + " ", min_size=1, max_size=8).filter(str.strip)
scales = st.integers(1, 14)


@given(texts, scales)
def test_a_text_is_as_wide_and_high_as_promised(text: str, scale: int) -> None:
    rows = glyphs.draw(text, scale)
    assert len(rows) == glyphs.height(scale)
    assert {len(row) for row in rows} == {glyphs.width(text, scale)}


@pytest.mark.parametrize("scale", [1, 2, 3, 4, 9])
def test_digits_have_one_width_so_that_a_clock_never_shifts(scale: int) -> None:
    assert {glyphs.width(digit, scale) for digit in DIGITS} == {3 * scale}


@pytest.mark.parametrize("scale", [1, 2, 4])
def test_no_two_glyphs_look_alike(scale: int) -> None:
    for one, other in combinations(DIGITS + LETTERS + SIGNS, 2):
        if {one, other} not in TWINS:
            assert glyphs.glyph(one, scale) != glyphs.glyph(other, scale), (one, other)


def test_sizes_of_the_screens() -> None:
    assert [glyphs.height(scale) for scale in (1, 2, 3, 4, 6, 8)] == [3, 5, 8, 10, 15, 20]
    assert [glyphs.scale_for(rows) for rows in (2, 3, 4, 5, 7, 8, 10)] == [0, 1, 1, 2, 2, 3, 4]


@given(texts, st.integers(1, 120), st.integers(1, 40))
def test_the_largest_size_that_fits(text: str, width: int, rows: int) -> None:
    scale = glyphs.largest_scale(text, width, rows)
    if scale:
        assert glyphs.width(text, scale) <= width and glyphs.height(scale) <= rows
    assert glyphs.width(text, scale + 1) > width or glyphs.height(scale + 1) > rows
    drawn = glyphs.big_text(text, width, rows)
    assert len(drawn) <= rows and max(map(len, drawn)) <= width


def test_without_room_or_without_a_glyph_it_is_plain_text() -> None:
    assert glyphs.big_text("1:12", 80, 2) == ("1:12",)
    assert glyphs.big_text("1:12", 3, 10) == ("1:1",)
    assert glyphs.big_text("東京", 80, 10) == ("東京",)
    assert not glyphs.drawable("") and not glyphs.drawable(" ")


def test_accents_and_small_letters_are_drawn_as_plain_capitals() -> None:
    assert glyphs.draw("développé", 1) == glyphs.draw("DEVELOPPE", 1)


@given(texts, st.sampled_from([2, 4, 6]))
def test_in_ascii_every_row_is_whole(text: str, scale: int) -> None:
    rows = glyphs.draw(text, scale, ascii_only=True)
    assert len(rows) == glyphs.height(scale)
    assert set("".join(rows)) <= {"#", " "}
    assert {len(row) for row in rows} == {glyphs.width(text, scale)}


def test_small_digits_are_half_blocks() -> None:
    assert glyphs.draw("27", 1) == ("▀▀█ ▀▀█", "█▀▀   █", "▀▀▀   ▀")


def test_large_corners_are_rounded_and_joints_are_not() -> None:
    top, *_, foot = glyphs.draw("0", 4)
    assert (top, foot) == ("▄██████████▄", "▀██████████▀")
    assert glyphs.draw("8", 4)[4] == "████████████"


@pytest.mark.parametrize("rows", [3, 5, 10, 20])
def test_arrows_mirror_each_other(rows: int) -> None:
    left, right = glyphs.arrow("left", rows), glyphs.arrow("right", rows)
    assert len(left) == rows
    assert left == tuple(row[::-1] for row in right)
    assert left[rows // 2].startswith(("█", "▀", "▄"))
