"""Where everything stands: in the room, apart from each other, the most important kept, nothing moved by a second."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from textual.geometry import Region, Size
from views import VIEWS, tempo, timed

from coach.tui.drawing import glyphs
from coach.tui.drawing.layout import Plan, layout, shape_of, stage_beside
from coach.workout.view.shown import Big

RUNNING = ("ready", "set", "reps", "work", "emom", "amrap", "rest")
STILL = ("paused", "away", "done")


def plan(kind: str, width: int, height: int, ascii_only: bool = False) -> Plan:
    return layout(Size(width, height), shape_of(VIEWS[kind], ascii_only))


@given(st.sampled_from(list(VIEWS)), st.integers(1, 220), st.integers(1, 70), st.booleans())
def test_everything_stands_inside_and_nothing_overlaps(kind: str, width: int, height: int, ascii_only: bool) -> None:
    made = plan(kind, width, height, ascii_only)
    room = Region(0, 0, width, height)
    regions = [*made.places.values()]
    assert all(room.contains_region(region) and region.area for region in regions)
    for one, other in combinations(regions, 2):
        assert not one.overlaps(other)


@given(st.sampled_from([k for k in VIEWS if k not in STILL]), st.integers(40, 220), st.integers(12, 70))
def test_from_forty_by_twelve_on_stage_exercise_count_cue_and_next_are_there(
    kind: str, width: int, height: int
) -> None:
    made = plan(kind, width, height)
    assert {"stage", "name", "next", "keys"} <= set(made.places)
    assert "count" in made.places and made.zone is not None and made.zone.scale >= 2
    if VIEWS[kind].cues.lines:
        assert "cues" in made.places
    else:
        assert made.places["next"].height >= 2, "in a rest the cue stands under the next exercise"


@pytest.mark.parametrize("kind", RUNNING)
def test_the_count_grows_with_the_room(kind: str) -> None:
    rows = [(z := plan(kind, *size).zone) and glyphs.height(z.scale) for size in ((40, 12), (60, 15), (80, 24))]
    assert rows == [5, 5, 10]
    large = plan(kind, 200, 60).zone
    assert large is not None and glyphs.height(large.scale) >= 24


def test_setup_keeps_all_its_cues_before_the_load_grows() -> None:
    made = plan("setup", 80, 24)
    assert made.places["cues"].height == len(VIEWS["setup"].cues.lines)
    assert made.zone is not None and glyphs.height(made.zone.scale) == 8


def test_what_drops_first() -> None:
    """Second cue, then the title row, then the keys; the strip and what is next stay."""
    heights = [plan("ready", 80, height) for height in range(12, 30)]
    two_cues = [made.places["cues"].height >= 2 for made in heights]
    title = ["head" in made.places for made in heights]
    keys = ["keys" in made.places for made in heights]
    for shown in (two_cues, title, keys):
        assert shown == sorted(shown), "what a smaller room has, a larger one has too"
    assert two_cues.index(True) >= title.index(True) >= keys.index(True)


@pytest.mark.parametrize(("width", "height"), [(39, 40), (200, 11), (16, 3), (10, 2), (1, 1)])
def test_below_forty_by_twelve_it_is_plain_text(width: int, height: int) -> None:
    made = plan("reps", width, height)
    assert made.plain and made.places == {"body": Region(0, 0, width, height)}


@pytest.mark.parametrize("size", [Size(40, 12), Size(60, 15), Size(80, 24), Size(200, 60)])
def test_a_passing_second_moves_nothing(size: Size) -> None:
    first = layout(size, shape_of(timed(29)))
    assert all(layout(size, shape_of(timed(left))) is first for left in range(10, 29))
    lower = tempo(5)
    stage = replace(lower.badge, word="BOTTOM", mark="◆")
    bottom = replace(lower, badge=stage, big=replace(lower.big, word="BOTTOM", second="1"))
    assert layout(size, shape_of(bottom)) is layout(size, shape_of(lower))


def test_the_fifth_of_eight_is_drawn_as_a_fraction_beside_the_count() -> None:
    made = plan("reps", 80, 24)
    count, unit, second = made.places["count"], made.places["unit"], made.places["second"]
    assert count.right < unit.x < unit.right < second.x
    assert count.bottom == unit.bottom == second.bottom


def test_what_finds_no_room_in_blocks_is_in_the_bar() -> None:
    done = VIEWS["done"]
    assert stage_beside(done, layout(Size(40, 12), shape_of(done))) == "· 47 min · 18 sets"
    assert stage_beside(done, layout(Size(80, 24), shape_of(done))) == ""
    switch = replace(VIEWS["switch"], big=Big("RIGHT", second="12", arrow="right"))
    assert stage_beside(switch, layout(Size(40, 12), shape_of(switch))) == "RIGHT"


def test_a_count_that_is_too_wide_becomes_a_plain_line() -> None:
    away = replace(VIEWS["away"], big=Big("You were away 14 min"))
    made = layout(Size(80, 24), shape_of(away))
    assert "count" not in made.places and made.places["lines"].height == 1


def test_long_names_never_push_the_count_away() -> None:
    name = replace(VIEWS["work"].caption, exercise="Very " * 30 + "long")
    long = replace(VIEWS["work"], caption=name, big=replace(VIEWS["work"].big, word=name.exercise.upper()))
    made = layout(Size(80, 24), shape_of(long))
    assert made.zone is not None and made.zone.scale == 4
