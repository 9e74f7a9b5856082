"""Every piece as lines of text: what is said, what is cut, what is solid."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from views import KEYS, MENU, OUTLINE, SETUP_CUES, VIEWS, cues

from coach.text import cells, cut, shorten
from coach.tui.drawing.bars import draw_lane, draw_strip, shares
from coach.tui.drawing.lines import InkedLine, InkedLines, apart, in_ascii, line_cells, without_ink
from coach.tui.drawing.small import draw_small
from coach.tui.drawing.tables import draw_outline, draw_results, window
from coach.tui.drawing.texts import draw_cues, draw_entry, draw_keys, draw_menu, draw_next
from coach.tui.drawing.top import draw_head, draw_name, draw_stage
from coach.tui.widgets.painted import changed_up_to
from coach.workout.view.shown import (
    Correction,
    ExerciseResult,
    Lane,
    LanePart,
    Offer,
    OutlineRow,
    Strip,
    StripSegment,
    UpNext,
)

anything = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), max_size=40)


def solid(lines: InkedLines, row: int = 0) -> int:
    """Columns of a bar that are done."""
    return sum(len(text) for text, ink in lines[row] if ink.startswith("on-") or (set(text) <= {"█", "▄"} and text))


@given(anything, st.integers(0, 60))
def test_shortened_names_fit_and_keep_both_ends(text: str, width: int) -> None:
    short = shorten(text, width, share=3)
    assert line_cells(((short, "text"),)) <= width
    assert line_cells(((cut(text, width), "text"),)) <= width
    if width >= 8 and short != text and text.isascii() and " " not in text:
        assert short[0] == text[0] and short[-1] == text[-1] and "…" in short


def test_what_has_no_room_at_the_right_is_left_out() -> None:
    left: InkedLine = (("abc", "text"),)
    right: InkedLine = (("12:40", "dim"),)
    assert without_ink((apart(left, right, 12),)) == "abc    12:40"
    assert without_ink((apart(left, right, 9),)) == "abc"


@given(anything)
def test_ascii_is_ascii_and_as_wide(text: str) -> None:
    assert in_ascii(text).isascii() and len(in_ascii(text)) == cells(text)


def test_a_change_inside_a_joined_emoji_is_a_change_of_the_whole_of_it() -> None:
    old: InkedLine = (("now 👩‍🚒 ok", "text"),)
    new: InkedLine = (("now 👨‍🚒 ok", "text"),)
    assert changed_up_to(old, new) == 6
    assert changed_up_to(old, old) == 0


def test_ascii_keeps_the_letters_of_a_name() -> None:
    assert in_ascii("Kniebeuge über Kopf, à la René · 引体") == "Kniebeuge uber Kopf, a la Rene - ????"
    assert in_ascii("👩‍🚒 Cafe\u0301 ❤️") == "?? Cafe ??"


def test_head_and_name_are_shortened_in_the_middle() -> None:
    view = VIEWS["reps"]
    assert without_ink(draw_head(view.head, 40)) == " Posterior chain                 Main · "
    long = replace(view.caption, exercise="Single-leg Romanian deadlift to row")
    assert without_ink(draw_name(long, 40, 1)) == " SINGLE-LEG ROM…TO ROW  set 2/3 · 60 kg "
    assert without_ink(draw_name(view.caption, 80, 1)).endswith("set 2 of 3 · 60 kg · 20 a side ")
    assert without_ink(draw_name(view.caption, 44, 1)).endswith("set 2/3 · 60 kg ")
    assert not without_ink(draw_head(replace(view.head, routine="Posterior chain, all of it"), 26)).endswith("of it")


def test_a_wide_name_never_pushes_its_set_away() -> None:
    name = replace(VIEWS["reps"].caption, exercise="引体向上" * 6)
    for width, end in ((40, "60 kg "), (60, "60 kg "), (80, "60 kg "), (90, "20 a side ")):
        (line,) = draw_name(name, width, 1)
        assert without_ink((line,)).endswith(end) and line_cells(line) == width


def test_tables_keep_their_columns_under_wide_names() -> None:
    plain_name, wide_name = (
        ExerciseResult("Row", "3 × 8", "", ("8", "8", "8")),
        ExerciseResult("引体向上", "3 × 8", "", ("8", "8", "8")),
    )
    first, second = draw_results((plain_name, wide_name), None, 60, 2)
    assert [line_cells(first[:2]), line_cells(first)] == [line_cells(second[:2]), line_cells(second)]
    rows = (OutlineRow("0", "Row", "8 reps", "8", "done"), OutlineRow("1", "引体向上", "8 reps", "8", "done"))
    first, second = draw_outline(rows, 0, 60, 2)
    assert line_cells(first) == line_cells(second)


def test_sets_that_were_all_alike_leave_room_for_the_names() -> None:
    results = (
        ExerciseResult("Romanian deadlift", "1 × 8", "", ("8",)),
        ExerciseResult("Squat jump", "8 × 20 s", "", ("20 s",) * 8),
    )
    lines = without_ink(draw_results(results, None, 40, 2))
    assert "Romanian deadlift" in lines and lines.endswith("8 × 20 s")
    rows = (ExerciseResult("Row", "3 × 8", "", ("8", "8", "8")),)
    assert without_ink(draw_results(rows, None, 40, 1)).endswith("8 8 8")


def test_a_narrow_rest_keeps_load_and_plates_of_what_comes() -> None:
    coming = UpNext("", name="Deadlift", detail="last set of 2 · 6 reps · 80 kg", cues=("a side: 25 + 5",))
    assert without_ink(draw_next(coming, 80, 1)) == " next   DEADLIFT   last set of 2 · 6 reps · 80 kg"
    assert without_ink(draw_next(replace(coming, detail=f"interval 1 of 4 · {coming.detail}"), 40, 1)).startswith(
        " next   int"
    )
    assert without_ink(draw_next(coming, 40, 2)) == " next   last set of 2 · 6 reps · 80 kg\n      ▸ a side: 25 + 5"


def test_the_bar_has_mark_and_word_on_a_ground_of_the_role_over_its_whole_width() -> None:
    for view in VIEWS.values():
        ((text, ink),) = draw_stage(view.badge, "", 60, 1)[0]
        assert f"{view.badge.mark} {view.badge.word}" in text and len(text) == 60
        assert ink == f"on-{view.badge.role}"
    ascii_bar = without_ink(draw_stage(VIEWS["reps"].badge, "2", 60, 1, ascii_only=True))
    assert ascii_bar.startswith("   v LOWER 2 ")
    tall = draw_stage(VIEWS["rest"].badge, "", 60, 5)
    assert len(tall) == 5 and {len(text) for ((text, _),) in tall} == {60}


@given(st.lists(st.integers(1, 600), min_size=1, max_size=6), st.integers(20, 200))
def test_parts_of_the_lane_fill_its_width_in_proportion(lengths: list[int], width: int) -> None:
    columns = shares(tuple(lengths), width, 1)
    assert sum(columns) + len(lengths) - 1 == width
    room = width - len(lengths) + 1
    for length, wide in zip(lengths, columns, strict=True):
        assert wide >= 1
        assert abs(wide - room * length / sum(lengths)) <= len(lengths)


def test_the_lane_fills_and_names_the_part_that_runs() -> None:
    parts = (LanePart("▼", "LOWER", 3, 3), LanePart("◆", "BOTTOM", 1, 0), LanePart("▲", "LIFT", 1, 0))
    lines = draw_lane(Lane(parts), "work", 76, 2, labels=True)
    first = shares((3, 1, 1), 76, 1)[0]
    assert solid(lines) == first
    assert [text.strip() for text, ink in lines[-1] if ink == "bold"] == ["◆ BOTTOM 1"]
    half = draw_lane(Lane((LanePart("▶", "WORK", 30, 15),)), "work", 76, 1, labels=False)
    assert without_ink(half) == "▄" * 38 + "▁" * 38


def test_the_strip_shows_work_high_and_what_is_done_solid() -> None:
    strip = Strip(
        (StripSegment(60, True), StripSegment(60, False), StripSegment(60, True), StripSegment(60, False)),
        done=2,
        within=0,
    )
    assert without_ink(draw_strip(strip, "work", 24)) == " ▕█████▄▄▄▄▄▒▒▒▒▒▁▁▁▁▁▏"
    assert without_ink(draw_strip(replace(strip, done=3, within=30), "work", 24)) == " ▕█████▄▄▄▄▄█████▄▄▁▁▁▏"
    assert without_ink(draw_strip(replace(strip, done=4), "work", 24)) == " ▕█████▄▄▄▄▄█████▄▄▄▄▄▏"
    assert draw_strip(Strip((), 0, 0), "work", 24) == ()


@given(
    st.lists(st.tuples(st.integers(0, 400), st.booleans()), min_size=1, max_size=60), st.integers(10, 220), st.data()
)
def test_the_strip_never_leaves_its_width(pieces: list[tuple[int, bool]], width: int, data: st.DataObject) -> None:
    done = data.draw(st.integers(0, len(pieces)))
    strip = Strip(tuple(StripSegment(*piece) for piece in pieces), done, data.draw(st.integers(0, 500)))
    lines = draw_strip(strip, "work", width)
    assert not lines or line_cells(lines[0]) == width - 1


@pytest.mark.parametrize("rows", [1, 2, 3, 4, 6])
@pytest.mark.parametrize("now", range(6))
def test_the_cue_of_the_moment_is_always_among_those_shown(rows: int, now: int) -> None:
    shown = cues(now, *(cue.text for cue in SETUP_CUES.lines), numbered=True)
    lines = draw_cues(shown, 80, rows)
    assert len(lines) == min(rows, 6)
    current = [without_ink((line,)) for line in lines if line[0][1] == "bold"]
    assert current == [f" ▸ {now + 1} {SETUP_CUES.lines[now].text}"]


def test_a_cue_too_long_for_its_row_takes_the_second_cue_s() -> None:
    long = cues(0, "Change the planted foot; feet stay hip-wide", "Level your hips")
    assert without_ink(draw_cues(long, 40, 2)) == " ▸ Change the planted foot; feet stay\n   hip-wide"
    assert without_ink(draw_cues(long, 40, 1)) == " ▸ Change the planted foot; feet stay h…"


def test_a_large_cue_stands_in_block_letters() -> None:
    lines = draw_cues(VIEWS["set"].cues, 200, 7, large=True)
    assert len(lines) == 7 and "█" in without_ink(lines[:4])


def test_the_entry_says_most_that_its_width_takes() -> None:
    entry = Correction("done", "Deadlift, set 1", "6 reps", "80 kg", 2, True)
    assert without_ink(draw_entry(entry, 80)) == (
        " done   Deadlift, set 1   ▴▾ 6 reps   ◂▸ 80 kg   could do 0 1[2]3 4 5  more"
    )
    assert without_ink(draw_entry(entry, 60)) == " done   ▴▾ 6 reps   ◂▸ 80 kg   could do 0 1[2]3 4 5  more"
    assert without_ink(draw_entry(entry, 40)) == " done   ▴▾ 6 reps   ◂▸ 80 kg   2 more"
    unsaid = replace(entry, rir=None)
    assert "could do 0 1 2 3 4 5  more" in without_ink(draw_entry(unsaid, 80))
    assert {line_cells(draw_entry(replace(entry, rir=said), 80)[0]) for said in (None, *range(6))} == {75}


def test_next_is_a_line_and_in_a_rest_the_exercise_with_its_cues() -> None:
    assert without_ink(draw_next(VIEWS["reps"].next, 80, 1)).endswith("ends by itself at 8 ")
    coming = VIEWS["rest"].next
    assert without_ink(draw_next(coming, 80, 2)).splitlines() == [
        " next   DEADLIFT   set 2 of 3 · 6 reps · 80 kg",
        "      ▸ New breath, new brace, same start position",
    ]
    assert len(draw_next(coming, 80, 9)) == 4


def test_the_footer_takes_what_fits_and_the_short_of_a_long_label() -> None:
    assert without_ink(draw_keys(MENU, KEYS, 80, 3)) == " space go on   q stop   ? keys"
    assert without_ink(draw_keys(MENU, KEYS, 20, 3)) == " space go on"
    assert without_ink(draw_keys(MENU, {"help": "?"}, 80, 3)) == " ? keys"
    working = (Offer("done", "start"), Offer("pause", "pause"), Offer("back", "back"), Offer("help", "keys"))
    keys = {"done": "enter", "pause": "space", "back": "b", "help": "?"}
    assert without_ink(draw_keys(working, keys, 40, 5)) == " enter start   space pause   ? keys"
    assert without_ink(draw_keys(working, keys, 80, 5)) == " enter start   space pause   b back   ? keys"
    assert without_ink(draw_keys(working, keys, 15, 5)) == " enter start"


def test_the_menu_has_every_key_in_two_columns_if_it_must() -> None:
    assert len(draw_menu(MENU, KEYS, 80, 9)) == 9
    both = without_ink(draw_menu(MENU, KEYS, 80, 6))
    assert len(both.splitlines()) == 6
    for offer in MENU:
        assert offer.label.partition(":")[0][:16] in both
    assert "go on: 10 s to the bar, then rep 5 from its start" in both


def test_tables_keep_the_cursor_in_sight() -> None:
    for cursor in range(20):
        first, last = window(20, 5, cursor)
        assert first <= cursor < last and last - first == 5
    finish = VIEWS["done"].summary
    assert finish is not None
    lines = without_ink(draw_results(finish.results, 5, 80, 3))
    assert "▸ Pull-through" in lines and "skipped" in lines
    assert "10 10 10 10 10" in without_ink(draw_results(finish.results, None, 40, 9))
    assert "exercise" in without_ink(draw_results(finish.results, None, 80, 9))


def test_the_outline_marks_what_is_done_skipped_and_now() -> None:
    text = without_ink(draw_outline(OUTLINE, 5, 80, 20)).splitlines()
    assert text[1].startswith("   ✓ Cat-camel") and text[2].startswith("   – Hip-flexor")
    assert text[5].startswith(" ▸ ▶ Deadlift") and text[0].startswith(" WARM-UP")


def test_a_row_of_the_outline_that_has_room_is_whole() -> None:
    long = OutlineRow("0", "Deadlift", "warm-up 1 of 3 · 8 reps · 50 % of today's weight", "", "ahead")
    name = "Half-kneeling hip-flexor reach"
    rows = (
        long,
        OutlineRow("1", name, "5 reps · right side", "", "ahead"),
        OutlineRow("2", name, "5 reps · left side", "5 reps", "done"),
    )
    for width in (80, 70):
        _, second, third = without_ink(draw_outline(rows, 1, width, 3)).splitlines()
        assert second.split() == ["▸", *name.split(), *["5", "reps", "·", "right", "side"]]
        assert third.split() == ["✓", *name.split(), *["5", "reps", "·", "left", "side"], *["5", "reps"]]
    assert "…" not in without_ink(draw_outline(rows[1:], 0, 80, 2))
    narrow = without_ink(draw_outline(rows, 1, 40, 3)).splitlines()
    assert narrow[1].endswith("5 reps · right side") and narrow[1].count("…") == 1
    assert max(map(cells, narrow)) <= 40


@given(st.sampled_from(list(VIEWS)), st.integers(1, 60), st.integers(1, 30), st.booleans())
def test_plain_text_fits_and_always_has_the_value(kind: str, width: int, rows: int, ascii_only: bool) -> None:
    view = VIEWS[kind]
    lines = draw_small(view, width, rows, ascii_only)
    assert len(lines) <= rows and all(line_cells(line) <= width for line in lines)
    if width >= 16 and kind in ("work", "rest", "ready", "amrap") and rows < 6:
        assert view.big.text in without_ink(lines), "a running clock is never hidden"


def test_sixteen_by_three_has_stage_name_and_clock() -> None:
    assert without_ink(draw_small(VIEWS["work"], 16, 3)) == "▶ WORK          \nWALL SIT\n27/30 s"
    assert without_ink(draw_small(VIEWS["rest"], 16, 3)) == "■ REST          \nNEXT DEADLIFT\n1:43"
    assert without_ink(draw_small(VIEWS["rest"], 16, 2)) == "■ REST 1:43     \nnext Deadlift"
    assert without_ink(draw_small(VIEWS["done"], 10, 2)) == "✓ 47 min  \n18 sets"
