"""Any notes give a routine that loads and has a plan; no line is lost; and a routine written as notes reads back."""

import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from meanings import items_by_line

from coach.authoring.notes import MOST_CHARACTERS, MOST_ITEMS, MOST_LINES, Draft, TooLong, finder, from_notes
from coach.routine.library import Library
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
\u202e|\u200b|e\u0301|🏋️|Set 1:|Min 2:|24/16|(20/14)|90/90|8x (|Repeat 3 times:|Pause 3 min|je Seite|3 Sätze à 8|
+2.5kg each time|warmup 60x5|3x|1+1|5RM|on 1:40|Exercise,Sets,Reps|Squat,3,5,80kg|odd|12 March|-15kg|bar+20kg|
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
    comments = {line.strip() for line in made.text.splitlines() if line.lstrip().startswith("#")}
    for line in map(visible, text.splitlines()):
        words = line.rstrip()
        assert not words.strip() or any(it.endswith(f"# {words}") or it.endswith(f": {words}") for it in comments), (
            words
        )
    written = sum(any(it.isalnum() for it in visible(line)) for line in text.splitlines())
    assert made.understood + made.comments + len(made.marked) == written
    assert bool(made.marked) == ("# ? " in made.text)
    return made


@given(text=NOTES)
@example(text="\n".join(["3 rounds", "", "A1 x 2"]))
@example(text="1:30 Day 1 amrap")
@example(text="Deadlift max\n\nDeadlift 3x5 superset\n\n3x5")
@example(text="warm-up 99x99 Deadlift emom")
@example(text="amrap\nDeadlift12-10-8500m")
@example(text="tabata 0x0\nDeadlift\nDeadlift")
@example(text="warmup 60x5 odd odd\nDeadlift 3x5")
@example(text="warm-up even Day 1 and\nSquat,3,5,80kg")
@example(text="Deadlift 3x5\nss w/ 20 burpees 45 lbs warmup 60x5")
@example(text="Deadlift 3x5\n3 rounds: burpees warmup 60x5")
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_notes_of_any_fragments_become_a_routine(text: str, path: Path) -> None:
    check(text, path)


@given(text=st.text(max_size=200) | st.lists(st.text(alphabet="0123456789x,./-+:@ ks\n", max_size=20)).map("x".join))
@settings(max_examples=40)
def test_any_text_becomes_a_routine(text: str, path: Path) -> None:
    check(text, path)


@pytest.mark.slow
@given(text=NOTES)
@settings(max_examples=3_000, derandomize=False, suppress_health_check=[HealthCheck.too_slow])
def test_notes_of_any_fragments_become_a_routine_at_length(text: str, path: Path) -> None:
    """Other ones each time."""
    check(text, path)


def test_notes_as_long_as_they_may_be_become_a_routine(path: Path) -> None:
    plan = [f"Lift {chr(97 + number % 26) * 3}: 5x5 {number} kg" for number in range(20, 20 + MOST_ITEMS)]
    diary = ["about nothing " * 5] * (MOST_LINES - MOST_ITEMS)
    made = check("\n".join([*plan, *diary]), path)
    assert made.understood == MOST_ITEMS


@pytest.mark.parametrize(
    "text",
    [
        "squat\n" * (MOST_LINES + 1),
        "x" * (MOST_CHARACTERS + 1),
        "Squat 3x5 60kg\n" * (MOST_ITEMS + 1),
        "Squat 60 sets of 5\n" * 40,
        "Circuit 200 rounds\n" + "5 burpees\n" * 20,
        "1," * 200_000,
    ],
    ids=["lines", "characters", "exercises", "sets", "rounds", "one line"],
)
def test_notes_that_are_longer_than_a_plan_are_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(TooLong, match=r"^The notes are too long: [^.]*, are the most\.$"):
        from_notes(text, "Notes", FIND)


# A routine as notes in many styles, and read back.

NAMES = st.sampled_from(["Deadlift", "Hip thrust", "Goblet squat", "Push-up", "Hack press", "Zercher hold", "Y raise"])
IDS = {"Deadlift": "deadlift", "Hip thrust": "hip-thrust", "Goblet squat": "goblet-squat", "Push-up": "push-up"}


def times(seconds: int) -> st.SearchStrategy[str]:
    minutes = [f"{seconds // 60} min", f"{seconds // 60}min", f"{seconds // 60} Minuten"] if seconds % 60 == 0 else []
    clock = [f"{seconds // 60}:{seconds % 60:02}"] if seconds >= 60 else []
    return st.sampled_from([f"{seconds}s", f"{seconds} sec", f"{seconds} seconds", *minutes, *clock])


def written_time(seconds: int) -> str:
    return f"{seconds // 60}m" if seconds % 60 == 0 else f"{seconds}s"


@st.composite
def notes_of_items(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """(a line of notes, the fields of its item)."""
    name = draw(NAMES)
    sets = draw(st.integers(2, 6))
    item: dict[str, Any] = {"exercise": IDS[name]} if name in IDS else {"name": name}
    item["sets"] = str(sets)
    reps = draw(st.sampled_from(["5", "8", "8-12", "10+", "15"]))
    if draw(st.integers(0, 3)):
        item["reps"] = reps
        target = reps if "-" not in reps else draw(st.sampled_from([reps, reps.replace("-", "–"), "8 to 12"]))
        dose = draw(st.sampled_from([f"{sets}x{target}", f"{sets} x {target}", f"{sets} × {target}", f"{sets}X{target}",
                                     f"{sets} sets of {target}", f"{sets} sets x {target} reps",
                                     f"{sets} Sätze à {target} Wdh"]))  # fmt: skip
    else:
        work = draw(st.sampled_from([20, 30, 45, 60]))
        item["work"] = written_time(work)
        dose = draw(st.sampled_from([f"{sets}x", f"{sets} x ", f"{sets} sets of "])) + draw(times(work))
    after = []
    if draw(st.booleans()) and name != "Push-up":
        load = draw(st.sampled_from(["60", "82.5", "100"]))
        unit = draw(st.sampled_from(["kg", "lb"]))
        item["load"] = f"{load} {unit}"
        forms = [
            f"{load}{unit}",
            f"{load} {unit}",
            f"@ {load} {unit}",
            f"@{load}{unit}",
            f"at {load} {unit}",
            f"({load} {unit})",
        ]
        after.append(draw(st.sampled_from([*forms, f"{load.replace('.', ',')} {unit}"])))
    if draw(st.booleans()):
        item["rest"] = written_time(rest := draw(st.sampled_from([45, 60, 90, 120, 180])))
        time = draw(times(rest))
        after.append(
            draw(st.sampled_from([f"rest {time}", f"rest: {time}", f"{time} rest", f"(rest {time})", f"Pause {time}"]))
        )
    if draw(st.booleans()):
        field, form = draw(st.sampled_from([("rpe", "RPE 8"), ("rpe", "@ RPE 8"), ("rir", "2 RIR"), ("rir", "RIR 2")]))
        item[field] = form.replace("@", "").replace("RPE", "").replace("RIR", "").strip()
        after.append(form)
    gap = draw(st.sampled_from([" ", ", ", " - ", " | ", "; ", " – "]))
    first = draw(st.sampled_from([f"{name} {dose}", f"{name}: {dose}", f"{name} - {dose}", f"{dose} {name}"]))
    bullet = draw(st.sampled_from(["", "", "- ", "1. ", "• ", "[ ] "]))
    return bullet + gap.join([first, *draw(st.permutations(after))]), item


def reads_back(line: str, item: dict[str, Any]) -> None:
    made = from_notes(line, "Notes", FIND)
    ((read,),) = items_by_line(made.text).values()
    assert (read.fields, made.marked) == (item, ()), made.text


@given(notes_of_items())
@settings(max_examples=100)
def test_a_routine_written_as_notes_reads_back(written: tuple[str, dict[str, Any]]) -> None:
    reads_back(*written)


@pytest.mark.slow
@given(notes_of_items())
@settings(max_examples=3_000, derandomize=False)
def test_a_routine_written_as_notes_reads_back_at_length(written: tuple[str, dict[str, Any]]) -> None:
    reads_back(*written)
