"""Writing routines with the installed command, in a real terminal. The editor is a script."""

import os
import select
import shlex
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from cli_calls import run
from pty_app import BOUND_S, COACH, PtyApp
from terminal import terminal

SCRIPT = """#!/bin/sh
echo "$@" >> {folder}/calls
for file; do :; done
case $(wc -l < {folder}/calls) in
{cases}
esac
"""


def editor(folder: Path, monkeypatch: pytest.MonkeyPatch, *commands: str) -> Path:
    """An editor that takes `+LINE` and runs one of these commands at each call. Returns the file with its calls."""
    program = folder / "bin" / "vim"
    program.parent.mkdir(exist_ok=True)
    cases = "\n".join(f"{number}) {command} ;;" for number, command in enumerate(commands, 1))
    program.write_text(SCRIPT.format(folder=folder, cases=cases))
    program.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(program))
    monkeypatch.delenv("TMUX", raising=False)
    return folder / "calls"


def test_new_opens_the_editor_and_the_problems_lead_back_to_their_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = editor(
        tmp_path,
        monkeypatch,
        "sed -i s/warm-up-sets:/warmup-sets:/ $file",
        "sed -i s/warmup-sets:/warm-up-sets:/ $file",
    )
    file = tmp_path / "routines" / "leg-day.yaml"
    with terminal(tmp_path, "new", "Leg day", columns=250) as it:
        it.until(
            'unknown field "warmup-sets" in an exercise item. Did you mean "warm-up-sets"?', "Edit it again at line"
        )
        assert "warmup-sets" in file.read_text(), "what was typed stays"
        it.press("\r")
        it.until("leg-day.yaml: fine", "coach start leg-day begins it.")
        assert it.ended() == 0
    first, second = calls.read_text().splitlines()
    line = next(number for number, text in enumerate(file.read_text().splitlines(), 1) if "warm-up-sets" in text)
    assert first == str(file) and second == f"+{line} {file}"
    assert (tmp_path / "routines" / "routine.schema.json").is_file()
    assert file.read_text().startswith("# yaml-language-server: $schema=routine.schema.json\n")


def test_leaving_a_wrong_file_keeps_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor(tmp_path, monkeypatch, "echo nonsense: 1 >> $file")
    with terminal(tmp_path, "new", "mine", columns=120) as it:
        it.until("Edit it again at line")
        it.press("n\r")
        assert "begins it" not in it.until("coach edit mine goes on with it")
        assert it.ended() == 1
    assert (tmp_path / "routines" / "mine.yaml").read_text().endswith("nonsense: 1\n")


def test_edit_copies_what_is_bundled_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor(tmp_path, monkeypatch, "sed -i 's/^name: .*/name: Eight minutes/' $file", "true")
    with terminal(tmp_path, "edit", "seven-minute", columns=120) as it:
        it.until("seven-minute is bundled; this is your copy", "fine")
        assert it.ended() == 0
    listed = run("list", COACH_HOME=str(tmp_path)).stdout
    assert "seven-minute" in listed and "yours" in listed
    assert "Eight minutes" in run("show", "seven-minute", COACH_HOME=str(tmp_path)).stdout
    with terminal(tmp_path, "edit", "seven-minute", columns=120) as it:
        assert "is bundled" not in it.until("fine")
        assert it.ended() == 0


@pytest.mark.parametrize("name", ["tabata", "plank"])
def test_of_what_was_left_unchanged_no_copy_is_kept(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor(tmp_path, monkeypatch, "true")
    with terminal(tmp_path, "edit", name, columns=120) as it:
        it.until("Nothing was changed, so no copy is kept.")
        assert it.ended() == 0
    assert not list(tmp_path.glob("*/*.yaml"))
    assert "yours" not in run("list", COACH_HOME=str(tmp_path)).stdout


def test_an_exercise_can_be_edited_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = editor(tmp_path, monkeypatch, "sed -i 's/^name: .*/name: My plank/' $file")
    with terminal(tmp_path, "edit", "plank", columns=120) as it:
        it.until("fine")
    assert calls.read_text().strip() == str(tmp_path / "exercises" / "plank.yaml")
    assert "My plank" in run("exercises", "plank", COACH_HOME=str(tmp_path)).stdout
    assert (tmp_path / "exercises" / "exercise.schema.json").is_file()


def test_a_file_that_no_name_finds_is_called_by_its_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor(tmp_path, monkeypatch, "echo nonsense: 1 >> $file")
    mine = tmp_path / "else where" / "mine.yaml"
    mine.parent.mkdir()
    mine.write_text("name: Mine\nblocks: [{exercises: [{name: Press, reps: 5}]}]\n")
    with terminal(tmp_path, "edit", str(mine), columns=200) as it:
        it.until("Edit it again")
        it.press("n\r")
        it.until(f"coach edit '{mine}' goes on with it")
        assert it.ended() == 1


def test_an_exercise_is_checked_as_one_by_its_path_and_by_its_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "exercises" / "towel-row.yaml"
    own.parent.mkdir()
    own.write_text("name: Towel row\n")
    editor(tmp_path, monkeypatch, "echo 'aliases: [plank]' >> $file", "sed -i s/plank/TRow/ $file")
    with terminal(tmp_path, "edit", str(own), columns=200) as it:
        it.until('"plank" stands for the exercise plank already', "Edit it again at line 2")
        it.press("\r")
        it.until("towel-row.yaml: fine")
        assert it.ended() == 0


def test_what_validate_warns_of_is_reported_when_the_editor_is_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor(tmp_path, monkeypatch, "sed -i 's/load: 60 kg/load: 70%/' $file")
    with terminal(tmp_path, "new", "mine", columns=200) as it:
        it.until('your best single of "Deadlift" is not known', "mine.yaml: fine")
        assert it.ended() == 0


@pytest.mark.parametrize(
    ("name", "said", "new"),
    [
        ("tabatta", 'Did you mean "tabata"? `coach new tabatta` makes a new one.', True),
        ("my leggs", "`coach new 'my leggs'` makes a new one.", True),
        ("nowhere/leg.yaml", "there is no such file", False),
    ],
)
def test_of_a_name_that_nothing_has_a_new_routine_can_be_made(tmp_path: Path, name: str, said: str, new: bool) -> None:
    with terminal(tmp_path, "edit", name, columns=200) as it:
        shown = it.until(said)
        assert it.ended() == 66
    assert ("coach new" in shown) is new


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("new", "tabata"), 2, "coach edit tabata opens a copy of your own"),
        (("new", "mine"), 2, "coach edit mine opens it"),
        (("new", "../x"), 2, "is a path"),
        (("new", "..."), 2, "makes no file name"),
        (("new", "x", "--from", "tabata", "--template", "emom"), 2, "one of --from"),
        (("new", "x", "--from", "tabatta"), 66, 'Did you mean "tabata"'),
        (("new", "x", "--template", "pyramid"), 2, "straight"),
        (("edit", "tabata"), 2, "an editor needs a terminal"),
        (("show", "tabata", "--bundle", "--json"), 2, "--bundle prints YAML"),
    ],
)
def test_what_cannot_be_done_is_said(tmp_path: Path, arguments: tuple[str, ...], code: int, said: str) -> None:
    mine = tmp_path / "routines" / "mine.yaml"
    mine.parent.mkdir()
    mine.write_text("# precious\n")
    done = run(*arguments, COACH_HOME=str(tmp_path))
    assert done.returncode == code and said in done.stderr and "Traceback" not in done.stderr
    assert mine.read_text() == "# precious\n"
    assert list(mine.parent.iterdir()) == [mine]


def test_without_a_terminal_new_writes_and_prints_the_path(tmp_path: Path) -> None:
    done = run("new", "My legs", "--template", "emom", COACH_HOME=str(tmp_path))
    path = tmp_path / "routines" / "my-legs.yaml"
    assert done.returncode == 0 and done.stdout == f"{path}\n" and done.stderr == "coach start my-legs begins it.\n"
    assert run("validate", "my-legs", COACH_HOME=str(tmp_path)).returncode == 0


def test_a_missing_editor_is_reported_and_the_file_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "no-such-editor -x")
    with terminal(tmp_path, "new", "mine", columns=120) as it:
        it.until("$VISUAL is no-such-editor -x, and there is no such program")
        assert it.ended() == 1
    assert (tmp_path / "routines" / "mine.yaml").is_file()


def begun(it: PtyApp) -> None:
    it.until("READY")
    it.press(" ")
    it.until("PAUSED", "edit the routine")


def test_a_paused_workout_lends_its_terminal_and_takes_up_the_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = editor(tmp_path, monkeypatch, "sed -i 's/reps: 5/reps: 5, sets: 4/' $file")
    mine = tmp_path / "mine.yaml"
    mine.write_text("name: Mine\nblocks:\n  - exercises:\n      - {name: Press, reps: 5}\n")
    with terminal(tmp_path, "start", str(mine), "--go", "--audio", "off") as it:
        begun(it)
        it.press("e")
        it.until("mine.yaml: 3 sets added", "PAUSED")
    assert calls.read_text() == f"+4 {mine}\n", "it begins where the exercise stands"


INTERRUPTS = "trap '' INT; kill -INT 0"
"""Ctrl+c in an editor that leaves it to the terminal: the signal goes to the whole foreground group."""


def test_ctrl_c_in_the_editor_is_the_editors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor(tmp_path, monkeypatch, f"{INTERRUPTS}; sed -i 's/reps: 5/reps: 5, sets: 4/' $file", INTERRUPTS)
    mine = tmp_path / "mine.yaml"
    mine.write_text("name: Mine\nblocks:\n  - exercises:\n      - {name: Press, reps: 5}\n")
    with terminal(tmp_path, "start", str(mine), "--go", "--audio", "off") as it:
        begun(it)
        it.press("e")
        it.until("mine.yaml: 3 sets added", "PAUSED")
    with terminal(tmp_path, "edit", str(mine)) as it:
        it.until("fine")
        assert it.ended() == 0


def test_a_wrong_edit_is_shown_and_the_workout_goes_on_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = editor(
        tmp_path, monkeypatch, "sed -i 's/reps: 5/sest: 4, reps: 5/' $file", "sed -i 's/sest: 4/sets: 4/' $file"
    )
    mine = tmp_path / "mine.yaml"
    mine.write_text("name: Mine\nblocks:\n  - exercises:\n      - {name: Press, reps: 5}\n")
    with terminal(tmp_path, "start", str(mine), "--go", "--audio", "off") as it:
        begun(it)
        it.press("e")
        it.until("This file cannot be used: 1 problem", 'unknown field "sest"', "edit again")
        it.press("\r")
        it.until("PAUSED", "3 sets added")
    assert calls.read_text().splitlines()[1] == f"+4 {mine}"


def test_a_bundled_routine_that_runs_is_copied_and_the_copy_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor(tmp_path, monkeypatch, "sed -i 's/rounds: .*/rounds: 16/' $file")
    with terminal(tmp_path, "start", "tabata", "--go", "--audio", "off") as it:
        begun(it)
        it.press("e")
        it.until("PAUSED", "tabata.yaml")
    assert (tmp_path / "routines" / "tabata.yaml").is_file()


def test_the_library_writes_a_new_routine_and_its_mark_goes_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor(tmp_path, monkeypatch, "sed -i 's/^description: .*/description: For the legs./' $file")
    with terminal(tmp_path, "start", columns=100) as it:
        it.until("Posterior chain", "1 of ")
        it.press("n")
        it.until("name of the new routine")
        it.press("Leg day\r")
        it.until("For the legs.", "yours")
    assert (tmp_path / "routines" / "leg-day.yaml").is_file()


class Tmux:
    """A tmux server of its own, with the command in its first pane."""

    def __init__(self, folder: Path, command: str) -> None:
        self._call = ["tmux", "-S", str(folder / "tmux"), "-f", "/dev/null"]
        self("new-session", "-d", "-x", "160", "-y", "40", command)

    def __call__(self, *arguments: str) -> str:
        return subprocess.run([*self._call, *arguments], capture_output=True, text=True, check=True, timeout=30).stdout

    def until(self, pane: str, *words: str) -> str:
        """Wait until a pane shows all of these words."""
        deadline = time.monotonic() + BOUND_S
        while True:
            text = self("capture-pane", "-p", "-t", pane)
            if all(word in text for word in words):
                return text
            assert time.monotonic() < deadline, f"{words} did not come:\n{text}"
            select.select([], [], [], 0.05)

    def close(self) -> None:
        subprocess.run([*self._call, "kill-server"], capture_output=True, check=False, timeout=30)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("tmux") is None, reason="there is no tmux")
def test_inside_tmux_the_editor_opens_beside_and_what_it_saves_is_taken_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor(tmp_path, monkeypatch, "sed -i 's/reps: 5/reps: 5, sets: 4/' \"$file\"; sleep 3000")
    mine = tmp_path / "my legs.yaml"
    mine.write_text("name: Mine\nblocks:\n  - exercises:\n      - {name: Press, reps: 5}\n")
    (tmp_path / "config.yaml").write_text("keep-awake: off\n")
    environment = [f"COACH_HOME={tmp_path}", f"VISUAL={os.environ['VISUAL']}", "LANG=C.UTF-8"]
    started = [COACH, "start", str(mine), "--go", "--audio", "off"]
    it = Tmux(tmp_path, shlex.join(["env", *environment, *started]))
    try:
        it.until("0.0", "READY")
        it("send-keys", "-t", "0.0", "Space")
        it.until("0.0", "PAUSED", "edit the routine")
        it("send-keys", "-t", "0.0", "e")
        it.until("0.0", "3 sets added", "PAUSED")
        assert len(it("list-panes").splitlines()) == 2, "the workout is still there, beside the editor"
    finally:
        it.close()


def test_notes_become_a_routine_and_no_line_is_lost(tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("Deadlift 3x5 80kg rest 3min\nPlank 3 x 45s\nSwings 10x10 emom\n\ncall mum\n")
    done = run("new", "From my phone", "--from-notes", str(notes), COACH_HOME=str(tmp_path))
    assert done.returncode == 0 and "3 lines understood, 1 marked with a ?: look at each in the file." in done.stderr
    text = (tmp_path / "routines" / "from-my-phone.yaml").read_text()
    assert all(line in text for line in notes.read_text().splitlines())
    shown = run("show", "from-my-phone", COACH_HOME=str(tmp_path)).stdout
    assert all(words in shown for words in ("Deadlift", "80 kg", "3:00", "Plank", "45 s", "Kettlebell swing"))
    piped = subprocess.run(
        [COACH, "new", "Piped", "--from-notes", "-", "--no-edit"],
        input="RDL 3x8\n",
        capture_output=True,
        text=True,
        env={**os.environ, "COACH_HOME": str(tmp_path)},
        timeout=60,
        check=True,
    )
    assert piped.stdout == f"{tmp_path / 'routines' / 'piped.yaml'}\n"


@pytest.mark.parametrize(
    ("notes", "said"),
    [
        (b"Squat 3x5\ncaf\xe9 3x5\n", "the input:2:4: the byte 0xE9 is not UTF-8"),
        (b"Squat 3x5 60kg\n" * 20_000, "is too large"),
        ("Squat 3x5".encode("utf-16"), "UTF-16"),
    ],
    ids=["bytes", "length", "UTF-16"],
)
def test_notes_from_a_pipe_are_as_whole_as_those_of_a_file(tmp_path: Path, notes: bytes, said: str) -> None:
    done = subprocess.run(
        [COACH, "new", "Piped", "--from-notes", "-", "--no-edit"],
        input=notes,
        capture_output=True,
        env={**os.environ, "COACH_HOME": str(tmp_path)},
        timeout=60,
        check=False,
    )
    assert done.returncode == 1 and said in done.stderr.decode()
    assert not (tmp_path / "routines").exists()


def test_notes_that_cannot_be_read_are_reported(tmp_path: Path) -> None:
    done = run("new", "x", "--from-notes", str(tmp_path / "nowhere"), COACH_HOME=str(tmp_path))
    assert done.returncode == 66 and "nowhere" in done.stderr
    assert not (tmp_path / "routines").exists()
