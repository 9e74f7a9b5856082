"""Which editor is chosen, and the command that opens it."""

from pathlib import Path

import pytest

from coach.authoring.editor import Editor, NoEditor, can_open_in_tmux, find_editor

FILE = Path("/r/my legs.yaml")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("code", "vim", "nano"):
        path = tmp_path / name
        path.write_text("#!/bin/sh\n")
        path.chmod(0o755)
    return tmp_path


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"VISUAL": "code --wait", "EDITOR": "vim"}, ("code", "--wait")),
        ({"VISUAL": "", "EDITOR": "vim -u 'my rc'"}, ("vim", "-u", "my rc")),
        ({}, ("nano",)),
    ],
)
def test_visual_comes_before_editor_and_both_may_have_arguments(
    environment: dict[str, str], words: tuple[str, ...], folder: Path
) -> None:
    assert find_editor({**environment, "PATH": str(folder)}).words == words


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"EDITOR": "emax -nw"}, "no such program"),
        ({"EDITOR": "vim 'open"}, "quote"),
        ({"PATH": "/nowhere"}, "export EDITOR"),
    ],
)
def test_an_editor_that_cannot_be_run_is_reported(environment: dict[str, str], said: str, folder: Path) -> None:
    with pytest.raises(NoEditor, match=said):
        find_editor({"PATH": str(folder), **environment})


@pytest.mark.parametrize(
    ("words", "line", "command"),
    [
        (("vim",), 14, ["vim", "+14", str(FILE)]),
        (("/usr/bin/nano", "-l"), 14, ["/usr/bin/nano", "-l", "+14", str(FILE)]),
        (("code", "--wait"), 14, ["code", "--wait", "--goto", f"{FILE}:14"]),
        (("hx",), 3, ["hx", f"{FILE}:3"]),
        (("ghostwriter",), 14, ["ghostwriter", str(FILE)]),
        (("vim",), 0, ["vim", str(FILE)]),
    ],
)
def test_the_line_is_passed_to_an_editor_that_takes_one(words: tuple[str, ...], line: int, command: list[str]) -> None:
    assert Editor(words).command(FILE, line) == command


def test_only_inside_tmux_there_is_a_pane_beside() -> None:
    assert not can_open_in_tmux({})


@pytest.mark.parametrize("name", ["-leg.yaml", "+3.yaml"])
def test_a_file_is_never_taken_for_an_option(name: str) -> None:
    assert Editor(("vim",)).command(Path(name)) == ["vim", f"./{name}"]
    assert Editor(("vim",)).command(Path("leg.yaml")) == ["vim", "leg.yaml"]
