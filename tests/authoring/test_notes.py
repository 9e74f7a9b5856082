"""Notes as people write them: the item of each line, lines that belong together, and remarks about the others."""

from pathlib import Path

import pytest

from coach.authoring.notes import Draft, finder, from_notes
from coach.routine.library import Library, Loaded
from coach.routine.model import Amrap, Circuit, Emom, Straight, Superset, Tabata
from coach.routine.values import SECOND, Work

BUNDLED = Path(__file__).parents[2] / "routines"
LIBRARY = Library([BUNDLED], [BUNDLED / "exercises"])
FIND = finder(LIBRARY.exercises())


def draft(text: str) -> Draft:
    return from_notes(text, "Notes", FIND)


def routine(made: Draft, folder: Path) -> Loaded:
    path = folder / "notes.yaml"
    path.write_bytes(made.text.encode("utf-8"))
    return LIBRARY.load(path)


def items(made: Draft) -> list[str]:
    """The fields of each item on one line, even if the text has them on several."""
    out: list[list[str]] = []
    for line in made.text.splitlines():
        if line.startswith("      - "):
            out.append([line[8:]])
        elif line.startswith("          - "):
            out[-1][-1] += ("" if out[-1][-1].endswith(":") else ",") + " " + line[12:]
        elif line.startswith("        ") and not line.lstrip().startswith("#"):
            out[-1].append(line.strip())
    return [", ".join(map(_listed, fields)).removeprefix("{").removesuffix("}") for fields in out]


def _listed(field: str) -> str:
    """A list as it is written on one line."""
    return f"sets: [{field[6:]}]" if field.startswith("sets: {") else field


def doubts(made: Draft) -> list[str]:
    """The remarks after question marks, without the introduction."""
    body = made.text.partition("format: 1")[2]
    return [line.strip().removeprefix("# ? ") for line in body.splitlines() if line.strip().startswith("# ? ")]


TABLE = [
    [cell.strip() for cell in row.split(" | ")]
    for row in (Path(__file__).parent / "notes_lines.txt").read_text(encoding="utf-8").splitlines()[1:]
]
"""(a line, the fields of its item, the remark about it or nothing)."""


@pytest.mark.parametrize(("line", "expected", "why"), [(*row, *[""] * (3 - len(row))) for row in TABLE])
def test_a_line_becomes_its_item_and_what_was_guessed_is_reported(
    line: str, expected: str, why: str, tmp_path: Path
) -> None:
    made = draft(line)
    loaded = routine(made, tmp_path)
    assert len(loaded.routine.blocks) == len(loaded.routine.blocks[0].exercises) == 1
    assert (items(made), doubts(made)) == ([expected], [why] if why else [])
    assert (made.understood, made.marked) == ((0, (line,)) if why else (1, ()))


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Lunges", "no reps, no time"),
        ("Squat 80kg", "no reps, no time"),
        ("slept 6h, 2 coffees", "no reps, no time"),
        ("3x5 80kg", "which exercise?"),
        ("Squat 3x2000", 'left out: reps: "2000" is out of range: reps go from 1 to 1000.'),
        ("Squat 0x5", "left out: 0 sets: they go from 1 to 99"),
        ("Squat 3x0", 'left out: reps: "0" is out of range: reps go from 1 to 1000.'),
        ("Squat 3x5 " + "very " * 100, "too long for a line of a plan"),
    ],
)
def test_what_is_not_understood_is_marked_and_kept(line: str, why: str, tmp_path: Path) -> None:
    made = draft(f"March 2 min\nPlank 3x45s\n\n{line}")
    loaded = routine(made, tmp_path)
    assert (made.understood, made.marked) == (2, (line.strip(),))
    assert f"# ? not understood ({why}): {line.strip()}\n" in made.text
    assert [item.exercise for block in loaded.routine.blocks for item in block.exercises] == ["march", "plank"]


def test_titles_of_nothing_sentences_and_dates_are_comments(tmp_path: Path) -> None:
    made = draft("gym thursday\nremember shoes\n12 March 2026\nLegs\nSquat 3x5\nfelt good today")
    (block,) = routine(made, tmp_path).routine.blocks
    assert (block.name, made.understood, made.comments, made.marked) == ("Legs", 2, 4, ())


def test_words_that_are_no_sentence_and_head_nothing_are_marked(tmp_path: Path) -> None:
    made = draft("Squat 3x5\nlateral raises")
    routine(made, tmp_path)
    assert made.marked == ("lateral raises",)
    assert "# ? not understood (no reps, no time): lateral raises\n" in made.text


def test_a_heading_of_nothing_that_can_be_done_is_not_understood(tmp_path: Path) -> None:
    made = draft("Squat 3x5\n\nEMOM 5: swings\n\ncircuit 3 rounds:\nlunges")
    routine(made, tmp_path)
    assert made.marked == ("EMOM 5: swings", "circuit 3 rounds:", "lunges")
    assert doubts(made) == [
        "not understood (no reps, no time): EMOM 5: swings",
        "not understood (nothing stands beneath it): circuit 3 rounds:",
        "not understood (no reps, no time): lunges",
    ]


@pytest.mark.parametrize("text", ["", "\n \n", "remember shoes", "# Legs\n# Push", "---"])
def test_where_nothing_is_understood_an_example_makes_it_a_routine(text: str, tmp_path: Path) -> None:
    made = draft(text)
    loaded = routine(made, tmp_path)
    assert [item.name for item in loaded.routine.blocks[0].exercises] == ["Example"]
    assert "No exercise was understood in the notes." in made.text


def test_an_emom_by_its_minutes_by_its_sets_or_around_an_exercise(tmp_path: Path) -> None:
    for text, rounds, every in [
        ("Swings 10x10 emom", 10, 60),
        ("EMOM 10: 10 swings", 10, 60),
        ("10 min EMOM: 10 swings, 5 burpees", 5, 60),
        ("E2MOM 10 min: 5 deadlifts", 5, 120),
        ("every 2 min x 5: 3 power cleans 60kg", 5, 120),
        ("Squat 5x3 every 90s", 5, 90),
        ("20 burpees emom 5", 5, 60),
        ("EMOM 8\n- 10 swings\n- 5 burpees", 4, 60),
    ]:
        made = draft(text)
        (block,) = routine(made, tmp_path).routine.blocks
        assert isinstance(block, Emom), text
        assert (block.rounds, block.every.ns // SECOND) == (rounds, every), text
        assert doubts(made) == (["one exercise each 1m, in turn"] if len(block.exercises) > 1 else [])


def test_an_emom_takes_no_rest_and_nothing_without_an_end(tmp_path: Path) -> None:
    made = draft("EMOM 9 min: 10+ swings rest 20s, plank 90s")
    (block,) = routine(made, tmp_path).routine.blocks
    assert isinstance(block, Emom) and block.rounds == 4
    assert doubts(made) == [
        "9m taken as 8m: whole rounds of 2m",
        "one exercise each 1m, in turn",
        "10+ taken as 10: emom blocks go on by the clock",
        "left out: rest 20s (emom blocks go by their own clock)",
        "90s taken as 1m: an interval has no more",
    ]


def test_every_exercise_of_a_tabata_has_its_turn(tmp_path: Path) -> None:
    for text, rounds in (("tabata 2 rounds: burpees, swings, squats", 3), ("tabata\n" + "burpees\nswings\n" * 5, 10)):
        made = draft(text)
        loaded = routine(made, tmp_path)
        assert not loaded.problems
        (block,) = loaded.routine.blocks
        assert isinstance(block, Tabata) and block.rounds == rounds
        assert any(f"taken as {rounds}: one exercise an interval" in line for line in doubts(made))


def test_nothing_in_an_amrap_is_longer_than_all_of_it(tmp_path: Path) -> None:
    made = draft("AMRAP 1 min: 5 burpees, plank 90s")
    (block,) = routine(made, tmp_path).routine.blocks
    assert isinstance(block, Amrap) and block.exercises[1].work == Work(60 * SECOND)
    assert doubts(made) == ["90s taken as 1m: the amrap has no more"]


def test_amrap_and_tabata(tmp_path: Path) -> None:
    made = draft("AMRAP 8 min: 5 burpees, 10 swings\ntabata mountain climbers\ntabata 30/15 x 6: burpees, air swings")
    amrap, plain, other = routine(made, tmp_path).routine.blocks
    assert isinstance(amrap, Amrap) and amrap.for_.ns == 480 * SECOND
    assert [(item.exercise, item.reps and item.reps.low) for item in amrap.exercises] == [
        ("burpee", 5),
        ("kb-swing", 10),
    ]
    assert isinstance(plain, Tabata) and plain.exercises[0].exercise == "mountain-climber" and plain.rounds == 8
    assert isinstance(other, Tabata)
    assert (other.work.ns // SECOND, other.rest.ns // SECOND, other.rounds, len(other.exercises)) == (30, 15, 6, 2)
    assert doubts(made) == []


def test_a_circuit_takes_the_lines_beneath_it_until_a_blank_one(tmp_path: Path) -> None:
    made = draft("circuit 3 rounds, 40s on / 20s off:\nplank\n- dead bugs\n2 min rest between rounds\n\nSquat 3x5")
    circuit, straight = routine(made, tmp_path).routine.blocks
    assert isinstance(circuit, Circuit) and circuit.rounds == 3 and isinstance(straight, Straight)
    assert (
        circuit.rest and circuit.rest.ns == 20 * SECOND and circuit.round_rest and circuit.round_rest.ns == 120 * SECOND
    )
    assert [item.work and item.work.ns // SECOND for item in circuit.exercises] == [40, 40]
    assert made.marked == () and doubts(made) == []


def test_rounds_alone_are_a_circuit_too(tmp_path: Path) -> None:
    for text in (
        "3 rounds:\n10 squats\n5 push-ups",
        "3 rounds of 10 squats, 5 push-ups",
        "10 squats, 5 push-ups x 3 rounds",
        "Circuit x3\n10 squats\n5 push-ups",
    ):
        (block,) = routine(draft(text), tmp_path).routine.blocks
        assert isinstance(block, Circuit) and block.rounds == 3 and len(block.exercises) == 2, text


def test_supersets_by_word_and_by_label(tmp_path: Path) -> None:
    for text in (
        "A1 Bench 3x8\nA2) Row 3x8 rest 90s",
        "1a. Bench 3x8\n1b. Row 3x8 rest 90s",
        "superset:\nbench 3x8\nrow 3x8, 90s rest",
        "superset 3 rounds: 8 bench + 8 row, rest 90s",
        "bench 3x8\nss w/ row 3x8 rest 90s",
    ):
        (block,) = routine(draft(text), tmp_path).routine.blocks
        assert isinstance(block, Superset) and block.rounds == 3 and len(block.exercises) == 2, text
        assert block.round_rest and block.round_rest.ns == 90 * SECOND, text
    (alone,) = routine(draft("A1 Plank 3x45s"), tmp_path).routine.blocks
    assert isinstance(alone, Straight) and alone.exercises[0].sets == 3


def test_sets_that_differ_have_no_place_in_a_superset_and_are_kept_in_the_note(tmp_path: Path) -> None:
    made = draft("A1 Bench 60kgx5, 70kgx5\nA2 Row 2x8")
    (block,) = routine(made, tmp_path).routine.blocks
    assert block.exercises[0].note == "5 at 60 kg, 5 at 70 kg"
    assert doubts(made) == ["the sets differ, which has no place here: they are in the note, all are like the first"]


def test_headings_name_blocks_and_tell_their_section(tmp_path: Path) -> None:
    text = """# Week 3
Day 1 – Legs
Squat 3x5

warm-up: 5 min bike, 10 cat-cow
Push
bench 3x5
Arms: curl 3x10, dips 3x8
Finisher: 20 burpees
Cool down
child's pose 1 min

hamstring stretch 30s per side"""
    made = draft(text)
    blocks = routine(made, tmp_path).routine.blocks
    assert [(block.name, block.section, len(block.exercises)) for block in blocks] == [
        ("Day 1 – Legs", "main", 1),
        ("warm-up", "warm-up", 2),
        ("Push", "main", 1),
        ("Arms", "main", 2),
        ("Finisher", "main", 1),
        ("Cool down", "cool-down", 2),
    ]
    assert (made.understood, made.comments, doubts(made)) == (10, 1, [])


def test_a_warm_up_ends_at_a_blank_line_but_not_in_notes_with_a_blank_behind_every_line(tmp_path: Path) -> None:
    lines = ["Warm-up", "march 2 min", "10 cat-cow", "", "Squat 3x5"]
    first = routine(draft("\n".join(lines)), tmp_path).routine
    assert [block.section for block in first.blocks] == ["warm-up", "main"]
    spaced = routine(draft("\n\n".join(filter(None, lines))), tmp_path).routine
    assert [(block.section, len(block.exercises)) for block in spaced.blocks] == [("warm-up", 3)]


def test_a_name_may_stand_above_its_sets(tmp_path: Path) -> None:
    made = draft(
        "Bench\n60kg x 5\n70kg x 5\n80kg x 3+\nrest 3 min\n(elbows in)\n\nSquat\nwarm-up sets: 40kgx5\n3x5 80kg belt on"
    )
    routine(made, tmp_path)
    assert items(made) == [
        "name: Bench, sets: [{reps: 5, load: 60 kg}, {reps: 5, load: 70 kg}, {reps: 3+, load: 80 kg}], "
        "rest: 3m, note: elbows in",
        "exercise: barbell-squat, sets: 3, reps: 5, load: 80 kg, warm-up-sets: [40 kg x 5], note: belt on",
    ]
    assert (made.understood, made.marked) == (9, ())


def test_a_rest_on_a_line_of_its_own(tmp_path: Path) -> None:
    made = draft(
        "Rest 2 min between sets\n\nSquat 3x5\nrest 3 min\nRow 3x8\n\nEMOM 5: 10 swings\nrest 90s\nLunges 3x10"
    )
    loaded = routine(made, tmp_path).routine
    assert loaded.defaults.rest and loaded.defaults.rest.ns == 120 * SECOND
    first, emom, _ = loaded.blocks
    assert [item.rest and item.rest.ns // SECOND for item in first.exercises] == [180, None]
    assert emom.rest_after and emom.rest_after.ns == 90 * SECOND
    assert (made.understood, doubts(made)) == (7, [])


def test_several_exercises_on_a_line(tmp_path: Path) -> None:
    made = draft("10 squats, 10 push-ups and 20 burpees\nBench 3x8 + Row 3x8\nSquat 3x5, 2 fists apart")
    assert items(made)[:5] == [
        "exercise: squat, reps: 10",
        "exercise: push-up, reps: 10",
        "exercise: burpee, reps: 20",
        "name: Bench, sets: 3, reps: 8",
        "name: Row, sets: 3, reps: 8",
    ]
    assert items(made)[5:] == ["exercise: squat, sets: 3, reps: 5, note: 2 fists apart"]


def test_a_second_load_is_a_remark() -> None:
    assert items(draft("Squat 3x5 80kg 90kg rest 2 min")) == [
        "exercise: barbell-squat, sets: 3, reps: 5, load: 80 kg, rest: 2m, note: 90 kg"
    ]
    assert doubts(draft("Squat 3x5 80kg 90kg rest 2 min")) == ["90kg is not used"]


def test_loads_without_a_unit_take_the_one_of_the_notes() -> None:
    assert "load: 185 lb" in draft("Squat 3x5 @ 185\nBench 3x5 135 lbs").text
    assert "load: 185 lb" in from_notes("Squat 3x5 @ 185", "Notes", FIND, unit="lb").text
    assert "load: 80 kg" in from_notes("Squat 3x5 @ 80\nBench 3x5 60kg", "Notes", FIND, unit="lb").text


def test_any_characters_are_quoted_and_long_texts_cut(tmp_path: Path) -> None:
    name = 'Weird: [x] {y} #z & * ! | > % @ ` \\ "q"'
    made = from_notes(
        "!odd 'name' {a} 3x5 - with: #stuff \"q\" \\ [b]\nSquat 3x5\n" + f"({'long ' * 30})\n" * 2, name, FIND
    )
    loaded = routine(made, tmp_path).routine
    first, second = loaded.blocks[0].exercises
    assert loaded.name == name
    assert first.name and first.note and '#stuff "q"' in first.note.replace(",", "")
    assert second.note and len(second.note) == 200 and second.note.endswith("…")
    assert doubts(made) == ["the note is cut"]
    assert len(routine(from_notes("Squat 3x5", "n" * 500, FIND), tmp_path).routine.name) == 80
    assert routine(from_notes("Squat 3x5", "\x1b \n", FIND), tmp_path).routine.name == "Notes"


def test_control_characters_end_in_no_comment(tmp_path: Path) -> None:
    made = draft("\ufeffSquat\x07 3x5\x1b[31m\r\nPlank\t3x45s\u2028Row 3x8\u202e")
    routine(made, tmp_path)
    assert "# Squat 3x5[31m\n" in made.text and "# Plank\t3x45s\n" in made.text and "# Row 3x8\n" in made.text
    assert (made.understood, made.marked) == (2, ("Squat 3x5[31m",))


@pytest.mark.parametrize("name", ["five-by-five", "kettlebell-evening", "messy-phone"])
def test_whole_notes_read_like_a_routine_somebody_wrote(name: str, tmp_path: Path) -> None:
    """These texts were reviewed. Review them again if they change."""
    folder = Path(__file__).parent / "notes"
    made = draft((folder / f"{name}.txt").read_text(encoding="utf-8"))
    routine(made, tmp_path)
    assert made.text == (folder / f"{name}.yaml").read_text(encoding="utf-8")
