"""A routine on paper: what its rows say, that its times are the plan's, and that every line keeps to its width."""

import json
from pathlib import Path

import msgspec
import pytest

from coach.routine.library import Library
from coach.routine.values import Load, Reps, Tempo, Work
from coach.text import cells
from coach.workout.paper.build import build_paper
from coach.workout.paper.lines import paper_lines, paper_text
from coach.workout.paper.page import MIN_WIDTH
from coach.workout.paper.paper import Paper, PaperRow
from coach.workout.plan.expand import expand
from coach.workout.plan.known import Known
from coach.workout.plan.sets import Span, planned_ns
from coach.workout.words import (
    length_words,
    load_words,
    minutes_words,
    reps_words,
    rest_words,
    tempo_words,
    together,
    work_words,
)

ROUTINES = Path(__file__).parents[3] / "routines"
LIBRARY = Library([ROUTINES], [ROUTINES / "exercises"])
STEMS = LIBRARY.names()
SECOND = 1_000_000_000


def bundled(stem: str, known: Known | None = None) -> Paper:
    routine = LIBRARY.load(stem).routine
    return build_paper(routine, expand(routine, known or Known()))


def written(folder: Path, blocks: str) -> Paper:
    """The paper of a routine with these blocks."""
    path = folder / "mine.yaml"
    path.write_text(f"format: 1\nname: Mine\nblocks:\n{blocks}", encoding="utf-8")
    routine = LIBRARY.load(path).routine
    return build_paper(routine, expand(routine, Known()))


def only_row(folder: Path, item: str, block: str = "") -> PaperRow:
    sheet = written(folder, f"  - {{{block} exercises: [{{{item}}}]}}\n").blocks[0]
    assert len(sheet.rows) == 1
    return sheet.rows[0]


@pytest.mark.parametrize(
    ("item", "dose"),
    [
        ("exercise: deadlift, sets: 3, reps: 8-12", "3 × 8–12"),
        ("exercise: kb-swing, sets: 5, reps: 10", "5 × 10"),
        ("exercise: cat-camel, reps: 8", "8 reps"),
        ("exercise: pull-up, reps: 1", "1 rep"),
        ("exercise: pull-up, sets: 3, reps: max", "3 × max"),
        ("exercise: pull-up, reps: 10+", "10 or more reps"),
        ("exercise: plank, sets: 3, work: 30s+", "3 × 30 s or longer"),
        ("exercise: hip-flexor-stretch, work: 40s", "40 s a side"),
        ("exercise: single-leg-rdl, sets: 2, reps: 8", "2 × 8 a side"),
        ("exercise: bird-dog, sets: 2, reps: 6", "2 × 6 a side"),
        ("exercise: side-plank, work: 30s, sides: alternate", "30 s, 15 s a side"),
        ("name: Walk the dog, work: 10m", "10 min"),
        ("exercise: deadlift, sets: [{reps: 5}, {reps: 3}, {reps: 1+}]", "5, 3, 1 or more"),
    ],
)
def test_a_dose_is_said_as_people_write_it(tmp_path: Path, item: str, dose: str) -> None:
    assert only_row(tmp_path, item).dose == dose


@pytest.mark.parametrize(
    ("block", "item", "type_", "dose"),
    [
        ("type: circuit, rounds: 3,", "exercise: squat, reps: 10", "circuit, 3 rounds", "10 reps"),
        (
            "type: superset, rounds: 2, round-rest: 1m,",
            "exercise: squat, reps: 10",
            "superset, 2 rounds, 1:00 between",
            "10 reps",
        ),
        ("type: emom, every: 1m, rounds: 10,", "exercise: kb-swing, reps: 10", "every 1:00, 10 times", "10 reps"),
        ("type: emom, every: 50s, work: 40s, rounds: 1,", "exercise: squat", "every 50 s, once", "40 s"),
        ("type: amrap, for: 8m,", "exercise: burpee, reps: 5", "as many rounds as you can in 8 min", "5 reps"),
        ("type: tabata,", "exercise: burpee", "tabata", "8 × 20 s / 10 s"),
    ],
)
def test_a_type_of_block_says_how_it_goes(tmp_path: Path, block: str, item: str, type_: str, dose: str) -> None:
    sheet = written(tmp_path, f"  - {{{block} exercises: [{{{item}}}]}}\n").blocks[0]
    assert (sheet.type, sheet.rows[0].dose) == (type_, dose)


def test_a_tabata_of_several_says_its_intervals_once(tmp_path: Path) -> None:
    sheet = written(tmp_path, "  - {type: tabata, exercises: [{exercise: burpee}, {exercise: squat}]}\n").blocks[0]
    assert sheet.type == "tabata, 8 × 20 s / 10 s"
    assert [row.dose for row in sheet.rows] == ["20 s", "20 s"]


def test_an_amrap_names_its_stations(tmp_path: Path) -> None:
    items = (
        "[{exercise: burpee, reps: 5}, {exercise: kb-swing, reps: 10, load: 16 kg, note: Easy}, "
        "{exercise: single-leg-rdl, reps: 8}]"
    )
    rows = written(tmp_path, f"  - {{type: amrap, for: 8m, exercises: {items}}}\n").blocks[0].rows
    assert [(row.name, row.dose, row.load, row.note) for row in rows] == [
        ("Burpee", "5 reps", "", ""),
        ("Kettlebell swing", "10 reps", "16 kg", "Easy"),
        ("Single-leg Romanian deadlift", "8 reps a side", "", ""),
    ]


def test_the_strength_routine_tells_its_deadlift_whole() -> None:
    row = next(row for sheet in bundled("posterior-chain-strength").blocks for row in sheet.rows if row.load)
    assert row == PaperRow(
        exercise="deadlift",
        name="Deadlift",
        dose="4 × 3–5",
        load="80 % of your max",
        rest="3:00",
        pace="your own pace",
        tempo="up fast, 2 s down, 1 s hold",
        effort="stop while you could do 2 more",
        warm_up=(
            "10 at 20 kg",
            "8 at 50 % of today's weight",
            "5 at 70 % of today's weight",
            "2 at 85 % of today's weight",
        ),
        equipment=("barbell",),
        alternatives=("Trap-bar deadlift", "Kettlebell deadlift"),
    )


@pytest.mark.parametrize(
    ("defaults", "block", "item", "effort"),
    [
        ("{rir: 2}", "", "reps: 5", "stop while you could do 2 more"),
        ("{rir: 2}", "", "reps: 5, rpe: 9", "effort 9 of 10"),
        ("{rir: 2}", "rpe: 6.5,", "reps: 5", "effort 6.5 of 10"),
        ("{rpe: 7}", "rpe: 6,", "reps: 5, rir: 0", "until you could do no more"),
        (
            "{rpe: 7}",
            "",
            "sets: [{reps: 5}, {reps: 5, rir: 1}, {reps: 5, rir: 1}]",
            "effort 7 of 10, then stop while you could do 1 more",
        ),
    ],
)
def test_the_nearest_effort_is_meant_in_reserve_or_perceived(
    tmp_path: Path, defaults: str, block: str, item: str, effort: str
) -> None:
    path = tmp_path / "x.yaml"
    text = f"name: X\ndefaults: {defaults}\nblocks:\n- {{{block} exercises: [{{exercise: deadlift, {item}}}]}}\n"
    path.write_text(text)
    loaded = LIBRARY.load(path)
    assert build_paper(loaded.routine, expand(loaded.routine, Known())).blocks[0].rows[0].effort == effort


def test_a_known_max_gives_kilos() -> None:
    sheets = bundled("posterior-chain-strength", Known(maxes={"deadlift": Load("mass", 100_000)})).blocks
    row = next(row for sheet in sheets for row in sheet.rows if row.exercise == "deadlift")
    assert row.load == "80 kg (80 % of your max)"
    assert row.warm_up[1] == "8 at 40 kg (50 % of today's weight)"


def test_a_rest_belongs_to_its_item_only_between_its_own_sets(tmp_path: Path) -> None:
    blocks = (
        "  - {type: circuit, rounds: 2, rest: 10s, round-rest: 1m, rest-after: 3m,"
        " exercises: [{exercise: squat, work: 30s}, {exercise: plank, work: 30s}]}\n"
        "  - exercises: [{exercise: squat, sets: 2, reps: 5, rest: 90s}, {exercise: pull-up, reps: 5, rest: 2m+}]\n"
    )
    circuit, straight = written(tmp_path, blocks).blocks
    assert [row.rest for row in circuit.rows] == ["10 s", ""]
    assert circuit.type == "circuit, 2 rounds, 1:00 between"
    assert straight.rows[0].rest == "1:30"


@pytest.mark.parametrize("stem", STEMS)
def test_bundled_papers_are_whole_and_agree_with_the_plan(stem: str) -> None:
    routine = LIBRARY.load(stem).routine
    sets = expand(routine, Known())
    page = build_paper(routine, sets)
    assert [len(sheet.rows) for sheet in page.blocks] == [len(block.exercises) for block in routine.blocks]
    assert all(row.name and row.dose for sheet in page.blocks for row in sheet.rows)
    assert page.ns == sum(sheet.ns for sheet in page.blocks) <= planned_ns(sets)
    assert json.loads(msgspec.json.encode(page))["title"] == routine.name


@pytest.mark.parametrize(
    ("stem", "time"),
    [
        ("tabata", "4 min"),
        ("seven-minute", "8 min"),
        ("norwegian-4x4", "40 min"),
        ("office-posture", "5 min"),
        ("desk-break", "5 min"),
        ("emom-swings", "10 min"),
        ("30-20-10", "32 min"),
    ],
)
def test_a_protocol_is_as_long_as_it_says(stem: str, time: str) -> None:
    page = bundled(stem)
    assert (page.time, page.estimated) == (time, False)


def test_a_rest_that_waits_after_an_emom_makes_the_length_an_estimate(tmp_path: Path) -> None:
    emom = "  - {type: emom, every: 1m, rounds: 5, %s exercises: [{name: Swing, reps: 10}]}\n"
    blocks = emom + "  - exercises: [{name: Plank, work: 60s}]\n"
    assert written(tmp_path, blocks % "rest-after: 2m,").time == "8 min"
    assert written(tmp_path, blocks % "rest-after: 2m+,").time == "~8 min"


def test_ones_own_pace_is_only_estimated() -> None:
    page = bundled("posterior-chain")
    assert page.estimated
    assert page.time.startswith("~")


def test_equipment_and_muscles_are_said_once_each_and_by_importance() -> None:
    page = bundled("posterior-chain")
    assert sorted(page.equipment) == ["band", "barbell", "bench", "kettlebell", "pull-up-bar"]
    assert set(page.muscles[:2]) == {"glutes", "hamstrings"}
    assert "pull-up bar" in page.equipment_line
    assert bundled("tabata").equipment_line == "no equipment"


@pytest.mark.parametrize("width", [0, 16, 20, 38, 60, 200])
@pytest.mark.parametrize("stem", STEMS)
def test_no_line_is_wider_than_the_page(stem: str, width: int) -> None:
    assert max(map(cells, paper_text(bundled(stem), width))) <= max(MIN_WIDTH, width)


@pytest.mark.parametrize(
    ("section", "muscles"), [("warm-up", ("quads", "glutes")), ("main", ("chest", "triceps", "quads"))]
)
def test_muscles_are_those_of_the_main_blocks(tmp_path: Path, section: str, muscles: tuple[str, ...]) -> None:
    blocks = (
        f"  - {{section: {section}, exercises: [{{exercise: push-up, sets: 5, reps: 5}}]}}\n"
        "  - exercises: [{exercise: squat, sets: 2, reps: 5, warm-up-sets: [bar x 10]}]\n"
    )
    assert written(tmp_path, blocks).muscles[: len(muscles)] == muscles


def test_a_page_names_every_exercise_and_its_dose() -> None:
    page = bundled("posterior-chain")
    text = "\n".join(paper_text(page, 76))
    for sheet in page.blocks:
        for row in sheet.rows:
            assert row.name in text
            assert row.dose in text
    assert "warm-up sets: 8 at 50 %, 5 at 70 %, 2 at 85 % of today's weight" in text


def test_a_load_that_has_no_room_beside_the_rest_stands_below() -> None:
    text = paper_text(bundled("posterior-chain-strength"), 60)
    at = next(number for number, line in enumerate(text) if "4 × 3–5" in line)
    assert text[at].endswith("rest 3:00")
    assert text[at + 1].strip() == "80 % of your max"


def test_a_short_dose_leaves_the_rest_beside_it_where_a_long_one_would_not() -> None:
    text = paper_text(bundled("posterior-chain"), 56)
    assert any(line.startswith("  Kettlebell swing") and line.endswith("rest 1:00") for line in text)


def test_lines_that_name_an_item_say_which() -> None:
    page = bundled("tabata")
    assert [line.at for line in paper_lines(page, 60) if line.at] == [(0, 0)]


def test_markup_stays_text(tmp_path: Path) -> None:
    page = written(tmp_path, "  - {name: '[red]x[/]', exercises: [{name: '[b]y[/b]', reps: 5, note: '[i]z'}]}\n")
    text = paper_text(page, 60)
    assert any(line.startswith("[red]x[/]") for line in text)
    assert any("[b]y[/b]" in line for line in text)
    assert any("[i]z" in line for line in text)


def test_words_of_values() -> None:
    assert reps_words(Reps(8, 12)) == "8–12"
    assert work_words(Work(90 * SECOND)) == "1:30"
    assert length_words(600 * SECOND) == "10 min"
    assert minutes_words(95 * 60 * SECOND) == "1 h 35 min"
    assert rest_words(Span(120 * SECOND, waits=True)) == "2:00, then it waits"
    assert tempo_words(Tempo.parse("3-1-1-0")) == "3 s down, 1 s hold, 1 s up"
    assert tempo_words(Tempo.parse("2-0-X-1"), "lift") == "up fast, 1 s hold, 2 s down"
    assert tempo_words(Tempo.parse("1.5s")) == "a rep every 1.5 s"
    assert load_words(None) == ""
    assert load_words(Load.parse("2 x 20 kg")) == "2 × 20 kg"
    assert load_words(Load.parse("bodyweight - 20 kg")) == "bodyweight − 20 kg"
    assert load_words(Load.parse("50%"), 50_000, "today") == "50 % of today's weight"
    assert together([]) == ""
    assert together(["8 at 50 % of it", "5 at 70 % of it", "bar"]) == "8 at 50 %, 5 at 70 % of it, bar"
    assert (
        together(["8 at 40 kg (50 % of it)", "5 at 55 kg (70 % of it)"]) == "8 at 40 kg (50 %), 5 at 55 kg (70 % of it)"
    )


def test_a_routine_of_less_than_a_minute_has_its_seconds(tmp_path: Path) -> None:
    page = written(tmp_path, "  - exercises: [{name: Plank, work: 13s}]\n")
    assert (page.time, page.short_time, page.blocks[0].time) == ("13 s", "13 s", "13 s")
