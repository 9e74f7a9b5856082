"""`coach validate`: files, folders, colours, JSON; and where else warnings appear."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from cli_calls import invoke, on_a_terminal, run

from coach.routine.reading import yaml_nodes

FINE = "name: Mine\nblocks:\n  - exercises:\n      - {exercise: deadlift, reps: 5}\n"
WRONG = FINE.replace("reps", "repps")
DOUBTFUL = FINE.replace("reps: 5", "reps: 5, load: 70%")
ROW = "name: Row it\ncues:\n  - {phase: lift, text: Pull}\n"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """COACH_HOME, empty."""
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("NO_COLOR", raising=False)
    return tmp_path / "home"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two good routines, one with warnings, one with errors, two exercises, and other files."""
    folder = tmp_path / "mine"
    (folder / "exercises").mkdir(parents=True)
    (folder / "deeper").mkdir()
    (folder / "folder.yaml").mkdir()
    files = {
        "a.yaml": FINE,
        "b.yml": FINE,
        "b.yaml": DOUBTFUL,
        "c.yaml": WRONG,
        "exercises/row-it.yaml": ROW,
        "exercises/press-it.yaml": "name: 5\nreps: 5\n",
        ".hidden.yaml": WRONG,
        "deeper/d.yaml": WRONG,
        "notes.txt": "not YAML",
    }
    for name, text in files.items():
        (folder / name).write_text(text)
    return folder


def from_json(output: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(output)
    assert data.pop("version") == 1
    return data


def test_a_folder_is_checked_with_its_exercises(folder: Path) -> None:
    done = invoke("validate", str(folder))
    assert done.exit_code == 1
    lines = done.output.splitlines()
    assert [line.partition(": ")[0] for line in lines if line.startswith(str(folder))] == [
        f"{folder}/b.yaml:4:45",
        f"{folder}/c.yaml:4:30",
        f"{folder}/exercises/press-it.yaml:2:1",
    ]
    assert lines[-1] == "6 files: 3 fine, 1 with warnings, 2 that cannot be used, for 2 problems."


def test_files_and_folders_together(folder: Path) -> None:
    lines = invoke("validate", str(folder / "a.yaml"), str(folder / "exercises"), "tabata").output.splitlines()
    assert lines[0] == f"{folder}/a.yaml: fine"
    assert lines[-2:] == ["tabata: fine", "4 files: 3 fine, 1 that cannot be used, for 1 problem."]


def test_a_file_alone_needs_no_summary(folder: Path) -> None:
    assert invoke("validate", str(folder / "a.yaml")).output == f"{folder}/a.yaml: fine\n"


def test_a_folder_with_one_file_says_what_was_checked(tmp_path: Path) -> None:
    (tmp_path / "only.yaml").write_text("name: A\nblocks: [{exercises: [{name: Walk, work: 1m}]}]\n")
    assert invoke("validate", str(tmp_path)).output == "1 file: 1 fine.\n"


def test_a_folder_without_routines_says_so(tmp_path: Path) -> None:
    (tmp_path / "empty" / "deeper").mkdir(parents=True)
    (tmp_path / "empty" / ".a.yaml").write_text(WRONG)
    done = invoke("validate", str(tmp_path / "empty"))
    assert done.exit_code == 66
    assert done.output == f"{tmp_path}/empty: there are no YAML files in this folder.\n"


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_folder_that_cannot_be_read_says_so(folder: Path) -> None:
    folder.chmod(0)
    done = invoke("validate", str(folder))
    folder.chmod(0o700)
    assert done.exit_code == 74
    assert "cannot be read" in done.output


def test_a_folder_for_a_script(folder: Path) -> None:
    data = from_json(invoke("validate", str(folder), "--json").output)
    assert (data["checked"], data["valid"]) == (6, 4)
    found = {Path(it["file"]).name: it for it in data["files"]}
    assert [name for name, it in found.items() if not it["valid"]] == ["c.yaml", "press-it.yaml"]
    (problem,) = found["c.yaml"]["problems"]
    assert problem | {"file": ""} == {
        "file": "",
        "line": 4,
        "column": 30,
        "length": 5,
        "severity": "error",
        "message": 'unknown field "repps" in an exercise item. Did you mean "reps"?',
        "source": "      - {exercise: deadlift, repps: 5}",
    }
    assert [it["severity"] for it in found["b.yaml"]["problems"]] == ["warning"]


def test_warnings_leave_a_routine_usable(folder: Path, home: Path) -> None:
    done = invoke("validate", str(folder / "b.yaml"))
    assert done.exit_code == 0
    assert done.output.splitlines()[:3] == [
        f'{folder}/b.yaml:4:45: warning: your best single of "Deadlift" is not known, so 70 % of it is no weight. '
        'Write it into config.yaml, like "maxes: {deadlift: 140 kg}".',
        "    4 |       - {exercise: deadlift, reps: 5, load: 70%}",
        "      |                                             ^^^",
    ]
    home.mkdir()
    (home / "config.yaml").write_text("maxes: {deadlift: 140 kg}\n")
    assert invoke("validate", str(folder / "b.yaml")).output == f"{folder}/b.yaml: fine\n"


def test_show_tells_warnings_beside_the_paper(folder: Path) -> None:
    done = invoke("show", str(folder / "b.yaml"))
    assert done.exit_code == 0
    assert "warning" not in done.output
    assert done.errors.startswith(f"{folder}/b.yaml:4:45: warning: your best single")
    data = from_json(invoke("show", str(folder / "b.yaml"), "--json").output)
    assert [it["severity"] for it in data["routine"]["problems"]] == ["warning"]


def test_the_settings_are_checked_as_settings(home: Path) -> None:
    home.mkdir()
    config = home / "config.yaml"
    config.write_text("units: kilo\n")
    done = invoke("validate", str(config))
    assert done.exit_code == 1
    assert '"units" takes kg or lb, not "kilo"' in done.output
    config.write_text("units: lb\n")
    assert invoke("validate", str(home)).exit_code == 0


def test_each_file_is_composed_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    parser = yaml_nodes._parser

    def counted(text: str) -> object:
        read.append(text)
        return parser(text)

    monkeypatch.setattr(yaml_nodes, "_parser", counted)
    invoke("validate", str(folder / "c.yaml"), str(folder / "exercises/row-it.yaml"))
    assert (read.count(WRONG), read.count(ROW)) == (1, 1)


@pytest.mark.parametrize("command", ["validate", "show"])
def test_a_terminal_gets_colours(command: str, folder: Path) -> None:
    text = on_a_terminal(command, str(folder / "c.yaml"))[1]
    assert f"\x1b[1m{folder}/c.yaml:4:30:\x1b[0m unknown field" in text
    assert "\x1b[31m\x1b[1m^^^^^\x1b[0m" in text
    text = on_a_terminal(command, str(folder / "b.yaml"))[1]
    assert "\x1b[33m\x1b[1mwarning: \x1b[0myour best single" in text


def test_only_a_terminal_does_and_only_where_colours_are_wanted(folder: Path) -> None:
    file = str(folder / "c.yaml")
    for text in (
        on_a_terminal("validate", file, NO_COLOR="1")[1],
        on_a_terminal("validate", file, TERM="dumb")[1],
        run("validate", file).stdout,
    ):
        assert text.startswith(f"{file}:4:30: unknown field")
        assert "\x1b" not in text
