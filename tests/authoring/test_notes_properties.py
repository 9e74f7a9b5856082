"""Any notes give a routine that loads and has a plan. No line is lost, and the result is always the same."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from coach.authoring.from_notes.lines import LONGEST_LINE, MOST_LINES
from coach.authoring.notes import Draft, finder, from_notes
from coach.routine.library import Library
from coach.routine.reading.yaml_nodes import MOST_BYTES
from coach.workout.plan.expand import expand
from coach.workout.plan.known import Known

BUNDLED = Path(__file__).parents[2] / "routines"
LIBRARY = Library([BUNDLED], [BUNDLED / "exercises"])
FIND = finder(LIBRARY.exercises())

PIECES = """
Deadlift|Squat|bench|plank|Pull-ups|KB swings|深蹲|leg ext|3x5|3 x 45s|5/5/3|5,5,5|12-10-8|3xmax|3 sets of 8-12|
10 reps|20 burpees|x 2|x10|bar x10|40x5|100x5x3|5x5x80kg|2x20kg|2x40m|500m|5 km|45s|1:30|2 min|10m|1m30s|rest|
rest 90|90s rest|rest 2-3 min|no rest|rest 1:30 between rounds|off|on|@|@80|@8|@ 75%|75/85/95%|80kg|82,5 kg|
45 lbs|+10kg|bw|bodyweight - 5 kg|red band|each side|/leg|per|each|each hand|alternating|e|tempo 3110|
tempo 3-1-X-0|@31X0|tempo 0000|RPE 8|RPE 99|2 RIR|@RPE8|emom|EMOM 10|E2MOM|every 2 min|amrap|AMRAP 8 min|tabata|
20/10|circuit|superset|ss w/|3 rounds|0 rounds|999 rounds|A1|A2)|B1.|Day 1|Monday|warm-up|cool down|
warm-up sets:|# Legs|note:|(keep tight)|keep back flat|:|,|;| + | / | - |–|•|*|1.|- [ ]|"|'|{|}|[|]|#|!|&|%|\\|
then|and|max|to failure|0x0|99x99|1000x1000|0.5s|30h|99999kg|1e9|1000000000|٣x٥|²|½|\t|\x00|\x1b|\u2028|\ufeff|
\u202e|\u200b|e\u0301|🏋️|
"""
FRAGMENTS = st.sampled_from([piece for piece in PIECES.replace("|\n", "|").strip("|\n").split("|") if piece])
LINES = st.lists(FRAGMENTS, max_size=7).flatmap(lambda pieces: st.sampled_from([" ".join(pieces), "".join(pieces)]))
NOTES = st.lists(LINES | st.just(""), max_size=14).map("\n".join)
CONTROL = {"\x85", *map(chr, range(0x2028, 0x202F)), *map(chr, range(0x2066, 0x206A)), "\ufeff", "\ufffe", "\uffff"}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("notes") / "notes.yaml"


def visible(line: str) -> str:
    return "".join(
        it for it in line if it == "\t" or (unicodedata.category(it) not in ("Cc", "Cs") and it not in CONTROL)
    )


def check(text: str, path: Path) -> Draft:
    made = from_notes(text, "Notes", FIND)
    path.write_bytes(made.text.encode("utf-8"))
    loaded = LIBRARY.load(path)
    assert expand(loaded.routine, Known())
    assert all(it.severity == "warning" for it in loaded.problems), "a rest after which nothing comes is the writer's"
    assert made == from_notes(text, "Notes", FIND)
    comments = {line.strip() for line in made.text.splitlines() if line.lstrip().startswith("#")}
    for line in map(visible, text.splitlines()):
        words = line.rstrip()
        assert not words.strip() or any(it.endswith(f"# {words}") or it.endswith(f": {words}") for it in comments), (
            words
        )
    written = sum(any(it.isalnum() for it in visible(line)) for line in text.splitlines())
    assert made.understood + len(made.missed) == written
    return made


@given(text=NOTES)
@example(text="\n".join(["3 rounds", "", "A1 x 2"]))
@example(text="1:30 Day 1 amrap")
@example(text="warm-up 99x99 Deadlift emom")
@example(text="amrap\nDeadlift12-10-8500m")
@example(text="tabata 0x0\nDeadlift\nDeadlift")
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_notes_of_any_fragments_become_a_routine(text: str, path: Path) -> None:
    check(text, path)


@given(text=st.text(max_size=200) | st.lists(st.text(alphabet="0123456789x,./-+:@ ks\n", max_size=20)).map("x".join))
def test_any_text_becomes_a_routine(text: str, path: Path) -> None:
    check(text, path)


@pytest.mark.slow
@given(text=NOTES)
@settings(max_examples=3_000, derandomize=False, suppress_health_check=[HealthCheck.too_slow])
def test_notes_of_any_fragments_become_a_routine_at_length(text: str, path: Path) -> None:
    """Other ones each time."""
    check(text, path)


SIZE = 256 * 1024


AT_LENGTH = ["\n", "a\n", "5x5\n", "Squat 5x5\n", "# a\n", "Squat 3x5\nfoo\n\n", "3x5, " * 70 + "\n"]


@pytest.mark.parametrize(
    "line",
    ["x", "1,", "a 3x5\nss b 3x5\n", *(pytest.param(line, marks=pytest.mark.slow) for line in AT_LENGTH)],
    ids=lambda line: repr(line[:12]),
)
def test_any_amount_of_notes_becomes_a_routine(line: str, path: Path) -> None:
    """As large as a routine may be. Each step is linear; lines that are too long, or too many, are not read at all."""
    text = line * (SIZE // len(line.encode()))
    made = from_notes(text, "Notes", FIND)
    path.write_bytes(made.text.encode("utf-8"))
    assert path.stat().st_size <= MOST_BYTES
    assert expand(LIBRARY.load(path).routine, Known())
    written = [it for it in text.splitlines() if any(map(str.isalnum, it))]
    assert made.understood + len(made.missed) == len(written)
    assert set(made.missed) <= {it.rstrip() for it in written}


def test_no_line_is_lost_of_notes_for_which_there_is_room(path: Path) -> None:
    lines = [f"Exercise {number} of the year: 5x5 {number} kg" for number in range(3, 1800)]
    made = check("\n".join(lines), path)
    assert made.understood == 400 and len(made.missed) == 1397
    assert made.text.count("# ? not understood (no room): Exercise ") == 1397


def test_notes_that_are_too_long_say_how_much_is_not_there(path: Path) -> None:
    lines = [f"note number {number} " + "about nothing " * 20 for number in range(2000)]
    made = from_notes("\n".join(lines), "Notes", FIND)
    kept = made.text.count("note number")
    assert (
        f"# ? The notes are too long for one routine: {2000 - kept} lines at their end stand in the notes alone."
        in made.text
    )
    assert (made.understood, len(made.missed)) == (0, 2000)
    assert len("".join(lines)) > SIZE and kept > 600 and len(lines[0]) < LONGEST_LINE and len(lines) < MOST_LINES


@pytest.mark.parametrize(
    ("line", "blocks", "items"),
    [
        ("tabata burpees", 100, 100),
        ("a 3x5", 7, 666),  # 2,000 sets
        ("a x5 5kg tempo 31X0 RIR 3 each b", 14, 1317),  # 20,000 values
    ],
)
def test_blocks_sets_and_values_end_where_a_routine_does(line: str, blocks: int, items: int, path: Path) -> None:
    made = check("\n".join([line] * 1500), path)
    loaded = LIBRARY.load(path).routine
    assert (len(loaded.blocks), sum(len(block.exercises) for block in loaded.blocks)) == (blocks, items)
    assert made.text.count(f"# ? not understood (no room): {line}\n") == 1500 - items == len(made.missed)


def test_a_block_ends_at_a_hundred_items(path: Path) -> None:
    made = check("\n".join(["EMOM 200:", *["5 burpees"] * 150]), path)
    (emom,) = LIBRARY.load(path).routine.blocks
    assert len(emom.exercises) == 100 and len(made.missed) == 50
