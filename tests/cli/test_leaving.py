"""Every way out of the program has its exit code, one message, and no traceback."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest
from cli_calls import invoke, run
from pty_app import COACH

import coach
from coach.cli import COMMANDS, leaving
from coach.cli.group import group


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """COACH_HOME, empty."""
    folder = tmp_path / "home"
    monkeypatch.setenv("COACH_HOME", str(folder))
    monkeypatch.delenv("NO_COLOR", raising=False)
    return folder


def test_version() -> None:
    done = run("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"coach {coach.__version__}\n", "")


def test_python_m_is_the_same_program() -> None:
    done = subprocess.run([sys.executable, "-m", "coach", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"coach {coach.__version__}\n"


def test_help_names_every_command() -> None:
    done = run("--help")
    assert done.returncode == 0
    for name in COMMANDS:
        assert f"\n  {name} " in done.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str) -> None:
    done = run(name, "-h")
    assert done.returncode == 0
    assert done.stdout.startswith(f"Usage: coach {name} ")
    assert invoke("help", name).output == done.stdout


def test_help_is_the_list_of_all_commands_and_cuts_off_no_text() -> None:
    said = run("--help").stdout
    assert invoke("help").output == said
    for name in COMMANDS:
        command = group.get_command(click.Context(group), name)
        assert command is not None
        first = (command.help or "").partition("\n\n")[0]
        assert " ".join(first.split()) in " ".join(said.split())
    assert "..." not in said.partition("Commands:")[2]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["strat"], 'Did you mean "start"?'),
        (["strat", "tabata"], 'There is no command and no routine "strat". Did you mean "start"?'),
        (["help", "strat"], 'Did you mean "start"?'),
        (["help", "nosuch"], "There are start, list, show,"),
        (["tabata", "--speed", "fast"], "fast"),
        (["list", "--jsn"], "--json"),
        (["show"], "ROUTINE"),
        (["validate"], "FILE"),
        (["start", "--speed", "fast"], "fast"),
        (["start", "tabata", "--speed", "nan"], "nan is not a number"),
        (["start", "--audio", "loud"], "miniaudio"),
        (["start", "--go"], "need a ROUTINE"),
        (["start", "tabata", "--from", "9"], "Its blocks are"),
        (["start", "tabata", "--from", "mountain climbr"], 'Did you mean "Mountain climber"?'),
    ],
)
def test_a_wrong_use_is_reported(arguments: list[str], words: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_without_a_terminal_start_says_what_it_needs() -> None:
    for arguments in ([], ["start"], ["start", "tabata", "--go"], ["tabata", "--mute"], ["--mute", "tabata"]):
        done = run(*arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert "needs a terminal" in done.stderr


@pytest.mark.parametrize("command", [[], ["start"], ["show"], ["validate"]])
def test_a_name_that_is_not_found_gets_suggestions(command: list[str]) -> None:
    done = run(*command, "posterior-chian")
    assert done.returncode == 66
    assert 'Did you mean "posterior-chain"' in done.stdout + done.stderr


def test_the_name_of_an_exercise_says_where_that_is_shown() -> None:
    done = run("show", "deadlift")
    assert done.returncode == 66
    assert done.stderr == (
        "deadlift: there is no routine of this name, but an exercise: `coach exercises deadlift` shows it.\n"
    )


def test_a_command_that_is_proposed_can_be_given_as_it_stands() -> None:
    for name in ("Romanian deadlift", "child's pose"):
        said = run("show", name).stderr
        assert "but an exercise" in said
        proposed = shlex.split(said.split("`")[1])
        assert proposed[0] == "coach" and run(*proposed[1:]).returncode == 0
    assert "Did you mean" not in run("nosuch").stderr


def test_names_of_several_words_need_no_quotes() -> None:
    assert run("show", "norwegian", "4x4").stdout == run("show", "norwegian-4x4").stdout != ""
    assert run("exercises", "Romanian", "deadlift").stdout == run("exercises", "rdl").stdout != ""


def test_no_name_at_all_is_quoted() -> None:
    assert run("show", "").stderr.startswith('"": there is no routine of this name.')
    assert run("exercises", "").stderr.startswith('"": there is no exercise of this name.')


def test_what_cannot_be_read_is_74(tmp_path: Path) -> None:
    done = run("show", str(tmp_path))
    assert done.returncode == 74
    assert "folder" in done.stderr


def test_what_is_wrong_is_1_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("name: Mine\nblocks:\n  - exercises:\n      - {exercise: deadlift, reps: 5, rest: 3}\n")
    for command in ("start", "show"):
        done = run(command, str(file))
        assert (done.returncode, done.stdout) == (1, "")
        assert f"{file}:4:45: " in done.stderr
        assert "3s or 3m?" in done.stderr


def test_a_reader_that_has_enough_is_no_error() -> None:
    process = subprocess.Popen([COACH, "exercises", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 0


def test_a_reader_of_both_streams_that_has_enough_is_no_error_either(home: Path) -> None:
    home.mkdir()
    (home / "config.yaml").write_text("unitz: kg\n")
    env = {key: value for key, value in os.environ.items() if key != "PYTHONUNBUFFERED"}
    process = subprocess.Popen([COACH, "list"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=env)
    assert process.stdout is not None
    process.stdout.close()
    assert process.wait() == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full disk to hand")
def test_a_full_disk_is_74() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([COACH, "list"], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 74
    assert done.stderr == "coach: cannot write: No space left on device\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full disk to hand")
def test_a_message_that_cannot_be_written_leaves_the_exit_code() -> None:
    for arguments, code in ((["lits"], 2), (["show", "no-such-routine"], 66)):
        with Path("/dev/full").open("w") as full:
            env = {key: value for key, value in os.environ.items() if key != "PYTHONUNBUFFERED"}
            done = subprocess.run([COACH, *arguments], stdout=subprocess.PIPE, stderr=full, env=env, check=False)
        assert (done.returncode, done.stdout) == (code, b"")


@pytest.mark.parametrize(
    ("command", "code"),
    [("list >&-", 0), ("list 2>&-", 0), ("list <&- >&- 2>&-", 0), ("lits 2>&-", 2), ("start <&-", 2), ("start >&-", 2)],
)
def test_a_shell_may_close_any_stream(home: Path, command: str, code: int) -> None:
    done = subprocess.run(f"{COACH} {command}", shell=True, capture_output=True, text=True, check=False)
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert not home.exists(), "no fault is logged"
    assert ("needs a terminal" in done.stderr) == command.startswith("start")
    assert ("posterior-chain" in done.stdout) == (command == "list 2>&-")


def test_a_fault_of_the_program_is_one_line_and_a_log(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("coach.routine.library.Library.entries", lambda _: 1 / 0)
    assert leaving.run_command(["list"]) == leaving.FAULT
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "ZeroDivisionError" in err
    assert str(home / "log" / "coach.log") in err
    assert "Traceback" in (home / "log" / "coach.log").read_text()


def test_an_interrupt_is_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("coach.routine.library.Library.entries", interrupted)
    assert leaving.run_command(["list"]) == 130


def test_a_terminal_without_unicode_gets_its_table() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    done = subprocess.run([COACH, "show", "posterior-chain"], capture_output=True, env=environment, check=True)
    assert done.stderr == b""
    assert b" \xd7 " in done.stdout, "latin-1 has the ×"
    assert b"?" in done.stdout, "and has no –"


def test_completion_knows_commands_routines_and_files() -> None:
    done = run(_COACH_COMPLETE="bash_complete", COMP_WORDS="coach st", COMP_CWORD="1")
    assert done.stdout.split() == ["plain,start"]
    for words, at, found in (
        ("coach tab", 1, ["plain,tabata"]),
        ("coach --mu", 1, ["plain,--mute"]),
        ("coach tabata --mu", 2, ["plain,--mute"]),
        ("coach start norwegian-4x4 tab", 3, ["plain,tabata"]),
        ("coach help sh", 2, ["plain,show"]),
    ):
        done = run(_COACH_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=str(at))
        assert done.stdout.split() == found, words
    done = run(_COACH_COMPLETE="bash_complete", COMP_WORDS="coach show posterior-chain-", COMP_CWORD="2")
    assert "plain,posterior-chain-kettlebell" in done.stdout.split()
    done = run(_COACH_COMPLETE="bash_complete", COMP_WORDS="coach show ./mi", COMP_CWORD="2")
    assert done.stdout.split() == ["file,./mi"]
    done = run(_COACH_COMPLETE="bash_complete", COMP_WORDS="coach exercises kb-s", COMP_CWORD="2")
    assert done.stdout.split() == ["plain,kb-swing"]
    done = run(_COACH_COMPLETE="bash_complete", COMP_WORDS="coach sounds go ti", COMP_CWORD="3")
    assert done.stdout.split() == ["plain,tick"]


def test_nothing_is_written_by_looking(home: Path) -> None:
    for arguments in (["list"], ["show", "tabata"], ["exercises"], ["validate", "tabata"], ["sounds", "--list"]):
        assert run(*arguments).returncode == 0
    assert not home.exists()
    assert os.environ["COACH_HOME"] == str(home)
