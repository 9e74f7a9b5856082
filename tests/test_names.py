"""One name, one meaning: inside a room no public name is defined in two modules."""

import ast
from collections import defaultdict
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "coach"
ROOMS = ("audio", "history", "languages", "shell", "tui", "workout")


def defined(module: Path) -> set[str]:
    """The public functions, classes, constants and types that a module defines at its top level."""
    names: set[str] = set()
    for node in ast.parse(module.read_text(encoding="utf-8")).body:
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                names.add(name)
            case ast.Assign(targets=targets):
                names |= {target.id for target in targets if isinstance(target, ast.Name)}
            case ast.AnnAssign(target=ast.Name(id=name)):
                names.add(name)
    return {name for name in names if not name.startswith("_")}


def twice(room: Path) -> dict[str, list[str]]:
    """The names that several modules of a folder define, with those modules."""
    modules = defaultdict(list)
    for module in sorted(room.rglob("*.py")):
        for name in defined(module):
            modules[name].append(str(module.relative_to(room)))
    return {name: where for name, where in modules.items() if len(where) > 1}


@pytest.mark.parametrize("room", ROOMS)
def test_no_name_is_defined_twice_in_a_room(room: str) -> None:
    assert twice(PACKAGE / room) == {}


def test_names_of_every_kind_are_counted(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text("A = 1\nB: int\ndef c(): ...\nclass D: ...\n_E = 1\nimport f\n")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "two.py").write_text("A: str\nclass B: ...\nasync def c(): ...\nD = _E = 2\nimport f\n")
    assert twice(tmp_path) == {name: ["one.py", "sub/two.py"] for name in "ABcD"}
