"""Any name for a routine gives a message that says what and where, the exit code, no traceback and no hang."""

import os
from pathlib import Path

import pytest
from cli_calls import invoke, run

FINE = "name: Mine\nblocks:\n  - exercises:\n      - {exercise: deadlift, reps: 5}\n"

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)

FILES: dict[str, tuple[bytes, str]] = {
    "broken YAML": (b"name: Mine\nblocks: [\n", ":2:10: "),
    "a tab": (b"name: Mine\nblocks:\n\t- exercises: []\n", ":3:1: "),
    "a wrong field": (FINE.replace("exercise:", "exercize:").encode(), 'Did you mean "exercise"?'),
    "a missing exercise": (FINE.replace("deadlift", "deadlfit").encode(), 'Did you mean "deadlift"?'),
    "an empty file": (b"", "nothing in this file"),
    "only a comment": (b"# to do\n", "nothing in this file"),
    "a list": (b"- deadlift\n- plank\n", ":1:1: "),
    "a word": (b"deadlift\n", ":1:1: "),
    "zeros": (b"\x00" * 4096, "mine.yaml"),
    "no UTF-8": (b"name: M\xffine\n", "UTF-8"),
    "50 MB": (b"- a: b\n" * (50 * 1024 * 1024 // 7), "too large"),
    "deep nesting": (b"[" * 100_000, "deep"),
    "deep nesting of blocks": (b"\n".join(b" " * n + b"a:" for n in range(600)), "deep"),
    "an alias bomb": (BOMB.encode(), "alias"),
    "control characters": (FINE.replace("Mine", "\x1b[2JMine").encode(), ":1:7: "),
    "a direction turned": (FINE.replace("Mine", "Mi\u202ene").encode(), ":1:9: "),
    "a number for a text": (FINE.replace("reps: 5", "reps: 5, rest: 3").encode(), "3s or 3m?"),
    "two documents": (FINE.encode() + b"---\n" + FINE.encode(), "document"),
    "the same key twice": (b"name: Mine\n" + FINE.encode(), ":2:1: "),
}


@pytest.mark.parametrize("what", FILES)
def test_a_file_that_is_wrong(tmp_path: Path, what: str) -> None:
    """`start` in a process of its own, which it might crash or hang; the others read the file in the same way."""
    data, words = FILES[what]
    file = tmp_path / "mine.yaml"
    file.write_bytes(data)
    started = run("start", str(file))
    answers = [(started.returncode, started.stdout + started.stderr)]
    for command in ("show", "validate"):
        answer = invoke(command, str(file))
        answers.append((answer.exit_code, answer.output + answer.errors))
    for code, text in answers:
        assert code == 1, text
        assert text.startswith(f"{file}:")
        assert words in text
        assert "Traceback" not in text
        assert "\x1b" not in text
        assert len(text) < 50_000


def test_markup_in_a_name_is_text(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(FINE.replace("Mine", "'[red]Mine[/red] [@click=app.quit]x[/]'"))
    assert "[red]Mine[/red] [@click=app.quit]x[/]" in run("show", str(file)).stdout


@pytest.mark.parametrize(
    "name", ["\x1b[2J", "a" * 5000, "no\nsuch", "\udcff", "-", "[bold]x[/]", "..", "nosuch/file.yaml"]
)
def test_a_name_that_is_strange(name: str) -> None:
    done = run("show", "--", name)
    assert done.returncode in (66, 74)
    assert "Traceback" not in done.stderr
    assert "\x1b" not in done.stderr
    assert done.stdout == ""


def test_what_is_no_file_is_not_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    for path in (pipe, tmp_path, Path("/dev/zero")):
        done = run("show", str(path))
        assert done.returncode == 74
        assert "Traceback" not in done.stderr


def test_all_problems_at_once_and_only_the_first_hundred(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    block = "  - exercises:\n" + "      - {exercise: plank, reps: x}\n" * 75
    file.write_text(f"name: Mine\nblocks:\n{block}{block}")
    done = run("validate", str(file))
    assert done.returncode == 1
    assert done.stdout.count('"x" is not a number of reps') == 100
    assert done.stdout.endswith("… and 50 more problems.\n")
