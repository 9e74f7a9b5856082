"""list, show, validate and exercises: what they print, for people and for scripts."""

import json
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from cells import TRICKY, columns_of, drawn
from cli_calls import invoke, on_a_terminal, run

from coach.authoring.exports import EXPORT_FORMATS
from coach.languages import LANGUAGES
from coach.routine.problems import one_of

Write = Callable[[str, str], Path]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """COACH_HOME, empty."""
    folder = tmp_path / "home"
    monkeypatch.setenv("COACH_HOME", str(folder))
    monkeypatch.delenv("NO_COLOR", raising=False)
    return folder


@pytest.fixture
def yours(home: Path) -> Write:
    """Writes a file of the user's: `routines/legs.yaml`."""

    def write(name: str, text: str) -> Path:
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write


LEGS = """\
name: Legs
tags: [short]
blocks:
  - exercises:
      - {exercise: deadlift, sets: 3, reps: 5, load: 70%, rest: 3m}
"""


def from_json(output: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(output)
    assert data.pop("version") == 1
    return data


def test_list_has_every_bundled_routine() -> None:
    names = {path.stem for path in Path("routines").glob("*.yaml")}
    done = invoke("list")
    assert {line.split()[0] for line in done.output.splitlines()} == names
    assert all(re.search(r" ~?\d+( min|:\d\d) ", line) for line in done.output.splitlines())
    assert "\x1b" not in done.output


def test_list_columns_are_aligned() -> None:
    lines = invoke("list").output.splitlines()
    column = lines[0].index("no equipment")
    assert all(line[column - 2 : column] == "  " and line[column] != " " for line in lines)


def test_list_columns_are_aligned_whatever_a_name_is_written_in(yours: Write) -> None:
    for name in TRICKY:
        yours(f"routines/{name}.yaml", f"name: Legs\ntags: ['{name}']\n{LEGS[LEGS.index('blocks') :]}")
    lines = invoke("list").output.partition("\nyours\n")[2].splitlines()
    assert sum(any(line.startswith(name) for name in TRICKY) for line in lines) == len(TRICKY)
    assert len(columns_of("barbell", lines)) == 1
    assert len({drawn(line).index("barbell") for line in lines}) == 1


def test_list_shows_yours_and_what_is_broken(yours: Write) -> None:
    yours("routines/legs.yaml", LEGS)
    yours("routines/tabata.yaml", LEGS)
    broken = yours("routines/broken.yaml", "name: Broken\nblokcs: []\n")
    lines = invoke("list").output.splitlines()
    assert [line.partition(" ")[0] for line in lines[-6:]] == ["", "yours", "legs", "tabata", "", "!"]
    assert lines[-1].startswith(f'! {broken}:2:1: unknown field "blokcs" in a routine. Did you mean "blocks"?')
    assert sum(line.startswith("tabata ") for line in lines) == 1


@pytest.mark.parametrize("columns", [40, 60, 80, 100, 200])
def test_list_fits_its_terminal_and_cuts_no_name(columns: int) -> None:
    lines = printed("list", COLUMNS=str(columns)).splitlines()
    assert max(map(len, lines)) <= columns
    assert {path.stem for path in Path("routines").glob("*.yaml")} == {
        line.split()[0] for line in lines if line[0] != " "
    }
    assert "…" not in "".join(lines)


def test_list_wraps_the_equipment_and_leaves_out_the_tags_where_there_is_little_room() -> None:
    at_80 = printed("list", COLUMNS="80").splitlines()
    at = next(number for number, line in enumerate(at_80) if line.startswith("posterior-chain  "))
    column = at_80[at].index("band, ")
    words = " ".join(line[column:] for line in at_80[at : at + 2])
    assert words == "band, pull-up bar, kettlebell, barbell, bench"
    assert at_80[at + 1][:column].isspace()
    assert "cardio" not in "".join(at_80) and "cardio" in printed("list", COLUMNS="100")


def test_list_filters_by_name_tag_and_equipment_as_the_library_does(yours: Write) -> None:
    yours("routines/legs.yaml", LEGS)

    def names(*words: str) -> list[str]:
        return [line.split()[0] for line in invoke("list", *words).output.splitlines() if line]

    assert names("strength", "band") == ["posterior-chain", "posterior-chain-strength"]
    assert names("BELL", "emom") == ["emom-swings"]
    assert names("short", "barbell") == ["yours", "legs"]
    found = from_json(invoke("list", "tabata", "--json").output)["routines"]
    assert [it["name"] for it in found] == ["tabata"]
    none = invoke("list", "no such")
    assert (none.exit_code, none.output) == (66, "") and "no such" in none.errors


@pytest.mark.parametrize("arguments", [("exercises",), ("show", "tabata", "--timeline"), ("sounds", "--list")])
def test_a_table_wraps_the_last_of_its_columns(arguments: tuple[str, ...]) -> None:
    lines = printed(*arguments, COLUMNS="60").splitlines()
    assert max(map(len, lines)) <= 60 and "…" not in "".join(lines)


def test_list_for_a_script(yours: Write) -> None:
    yours("routines/tabata.yaml", LEGS)
    yours("routines/broken.yaml", "name: Broken\n")
    found = {it["name"]: it for it in from_json(invoke("list", "--json").output)["routines"]}
    assert found["seven-minute"]["seconds"] >= 470
    assert found["seven-minute"]["problems"] == []
    assert (found["tabata"]["yours"], found["tabata"]["hides_bundled"]) == (True, True)
    assert found["broken"]["problems"][0]["line"] == 1
    assert found["emom-swings"]["equipment"] == ["kettlebell"]


def test_show_is_the_routine_on_paper() -> None:
    done = invoke("show", "posterior-chain")
    assert done.exit_code == 0
    for words in ("Posterior chain", "Warm-up", "Deadlift", "barbell", "hamstrings"):
        assert words.casefold() in done.output.casefold()
    assert max(map(len, done.output.splitlines())) <= 84


def test_show_takes_a_path_and_a_max_of_yours(yours: Write) -> None:
    path = yours("elsewhere/legs.yaml", LEGS)
    assert "70 % of your max" in invoke("show", str(path)).output
    yours("config.yaml", "maxes: {deadlift: 100 kg}\n")
    assert "70 kg" in invoke("show", str(path)).output


@pytest.mark.parametrize("name", [path.stem for path in sorted(Path("routines").glob("*.yaml"))])
def test_the_timeline_takes_as_long_as_the_paper_says(name: str) -> None:
    stages = from_json(invoke("show", name, "--timeline", "--json").output)["stages"]
    now = 0.0
    for stage in stages:
        assert stage["begins"] == pytest.approx(now)
        now += stage["seconds"]
    paper = from_json(invoke("show", name, "--json").output)["routine"]
    if not paper["estimated"]:  # the totals of a protocol leave out the first READY and all SETUP
        before = next(number for number, stage in enumerate(stages) if stage["stage"] in ("SET", "WORK"))
        now -= sum(stage["seconds"] for stage in stages[:before])
        now -= sum(stage["seconds"] for stage in stages[before:] if stage["stage"] == "SETUP")
    assert now == pytest.approx(paper["ns"] / 1e9)


def test_the_timeline_of_a_tabata() -> None:
    lines = invoke("show", "tabata", "--timeline").output.splitlines()
    assert [line.split()[:2] for line in lines if " WORK " in line] == [
        [begins, "WORK"] for begins in ("0:10", "0:40", "1:10", "1:40", "2:10", "2:40", "3:10", "3:40")
    ]
    assert lines[0] == "Eight rounds"
    assert lines[-1].endswith("Mountain climber, interval 8 of 8, 20 s"), "no rest at the end"


def test_in_an_emom_the_grid_is_exact_and_the_rest_about() -> None:
    stages = from_json(invoke("show", "emom-swings", "--timeline", "--json").output)["stages"]
    begins = [stage["begins"] for stage in stages if stage["stage"] == "SET"]
    assert {after - before for before, after in pairwise(begins)} == {60.0}
    assert all(stage["about"] for stage in stages if stage["stage"] == "REST")


@pytest.mark.parametrize(
    ("reps", "rows"),
    [
        ("reps: 20", ["0:10 SET", "0:40 SET", "~1:10 REST", "1:15 WORK"]),
        ("reps: 20, pace: coach", ["0:10 SET", "0:40 SET", "1:10 REST", "1:15 WORK"]),
        ("reps: 5", ["0:10 SET", "~0:25 REST", "0:40 SET", "~0:55 REST", "1:15 WORK"]),
        ("reps: 5, pace: coach", ["0:10 SET", "0:25 REST", "0:40 SET", "0:55 REST", "1:15 WORK"]),
    ],
)
def test_the_work_of_an_interval_ends_with_it_and_only_a_key_makes_a_time_approximate(
    reps: str, rows: list[str], yours: Write
) -> None:
    emom = f"{{type: emom, every: 30s, rounds: 2, rest-after: 5s, exercises: [{{name: Squats, {reps}}}]}}"
    routine = f"name: On the half\nblocks: [{emom}, {{exercises: [{{name: Hang, work: 10s}}]}}]\n"
    printed = invoke("show", str(yours("squats.yaml", routine)), "--timeline").output.splitlines()
    assert [" ".join(line.split()[:2]) for line in printed if line.startswith(" ")] == ["0:00 READY", *rows]


def test_the_timeline_says_sides_warm_up_sets_and_what_waits() -> None:
    output = invoke("show", "posterior-chain", "--timeline").output
    for words in (
        "SWITCH",
        "SETUP",
        "until enter",
        "warm-up 1 of 3, 8 reps, 50 % of",
        "right",
        "left",
        "\nCool down\n",
    ):
        assert words in output


def test_show_for_a_script() -> None:
    found = from_json(invoke("show", "tabata", "--json").output)["routine"]
    assert (found["name"], found["yours"], found["estimated"]) == ("tabata", False, False)
    assert found["blocks"][0]["rows"][0]["name"]


def test_settings_that_are_wrong_are_reported_beside_the_answer(yours: Write) -> None:
    file = yours("config.yaml", "unitz: lb\n")
    done = run("list")
    assert done.returncode == 0
    assert f'{file}:1:1: unknown field "unitz"' in done.stderr
    assert "posterior-chain" in done.stdout


def test_validate_tells_every_problem_of_every_file(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    items = "      - {exercise: nosuch, reps: many}\n      - {work: 5}\n"
    wrong.write_text(f"name: Wrong\nblocks:\n  - exercises:\n{items}")
    fine = tmp_path / "fine.yaml"
    fine.write_text(LEGS)
    done = invoke("validate", str(wrong), str(fine), str(tmp_path / "none.yaml"), "tabata")
    assert done.exit_code == 66
    for words in ("wrong.yaml:4:20:", "wrong.yaml:4:34:", "wrong.yaml:5:16:", "fine.yaml: fine", "tabata: fine"):
        assert words in done.output
    assert invoke("validate", str(wrong), str(fine)).exit_code == 1
    assert invoke("validate", str(fine)).exit_code == 0
    assert invoke("validate", str(tmp_path), str(fine)).exit_code == 1


def test_validate_knows_an_exercise_from_a_routine(tmp_path: Path) -> None:
    done = invoke("validate", *map(str, sorted(Path("routines/exercises").glob("*.yaml"))))
    assert done.exit_code == 0
    wrong = tmp_path / "hop.yaml"
    wrong.write_text("name: Hop\ncues:\n  - {phase: setup, txt: Stand tall}\n")
    done = invoke("validate", str(wrong))
    assert done.exit_code == 1
    assert "hop.yaml:3:20:" in done.output


def test_validate_for_a_script(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("name: [\n")
    files = from_json(invoke("validate", "tabata", str(wrong), "--json").output)["files"]
    assert [file["valid"] for file in files] == [True, False]
    assert files[1]["problems"][0]["line"] > 0


def test_exercises_lists_all() -> None:
    ids = {path.stem for path in Path("routines/exercises").glob("*.yaml")}
    assert {line.split()[0] for line in invoke("exercises").output.splitlines()} == ids
    assert {it["id"] for it in from_json(invoke("exercises", "--json").output)["exercises"]} == ids


@pytest.mark.parametrize("name", ["rdl", "RDL", "Romanian deadlift"])
def test_exercises_shows_all_about_one(name: str) -> None:
    output = invoke("exercises", name).output
    for words in ("Romanian deadlift", "3 s down, 1 s hold, 1 s up", "Send your hips straight back", "Easier"):
        assert words in output


def test_an_exercise_for_a_script() -> None:
    found = from_json(invoke("exercises", "rdl", "--json").output)["exercise"]
    assert (found["id"], found["tempo"], found["cues"][0]["phase"]) == ("rdl", "3-1-1-0", "setup")


def test_an_exercise_that_is_not_there_gets_suggestions() -> None:
    done = run("exercises", "deadlfit")
    assert (done.returncode, done.stdout) == (66, "")
    assert 'Did you mean "deadlift"' in done.stderr
    assert "`coach exercises` shows those there are." in run("exercises", "zzzzzz").stderr


def printed(*arguments: str, **environment: str) -> str:
    """What a terminal receives from a call that succeeds."""
    code, text = on_a_terminal(*arguments, **environment)
    assert code == 0
    return text


def test_a_terminal_gets_weights_and_lines_that_fit() -> None:
    assert "\x1b[1mTabata\x1b[0m" in printed("show", "tabata")
    narrow = printed("list", COLUMNS="50").splitlines()
    assert max(map(len, narrow)) <= 50


def test_no_color_is_respected() -> None:
    assert "\x1b" not in printed("show", "tabata", NO_COLOR="1")
    assert "\x1b" not in printed("show", "tabata", TERM="dumb")


def test_validate_warns_of_a_language_that_no_voice_speaks(tmp_path: Path) -> None:
    def validated(language: str) -> str:
        routine = tmp_path / "mine.yaml"
        routine.write_text(f"name: Mijn\nlanguage: {language}\nblocks: [{{exercises: [{{name: Loop, work: 1m}}]}}]\n")
        done = invoke("validate", str(routine))
        assert done.exit_code == 0
        return done.output.replace(str(tmp_path), "")

    warned = validated("qaa").splitlines()  # a code for private use: never one of ours
    assert warned[0] == (
        '/mine.yaml:2:11: warning: "language": a voice has no phrases in "qaa" and takes en. '
        f"There are {one_of(list(LANGUAGES), 'and')}."
    )
    assert warned[-1] == "/mine.yaml: fine"
    assert validated("de") == validated("en-GB") == "/mine.yaml: fine\n"


def test_every_export_format_is_a_choice_that_the_help_explains() -> None:
    said = " ".join(invoke("show", "--help").output.split())
    for name, row in EXPORT_FORMATS.items():
        assert f"{name}: {row.does}." in said
        done = invoke("show", "tabata", "--export", name)
        assert done.exit_code == 0 and done.output and not done.errors
        assert f"--export {name} prints {row.language}" in invoke("show", "tabata", "--export", name, "--json").errors
    assert invoke("show", "tabata", "--bundle") == invoke("show", "tabata", "--export", "bundle")
    refused = invoke("show", "tabata", "--export", "pdf")
    assert refused.exit_code == 2 and "bundle" in refused.errors
