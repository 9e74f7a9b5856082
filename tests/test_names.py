"""One name, one meaning: no public name is defined at the top of two modules of the same room.

A room is a folder of `coach/`; the audio helper, a process of its own, is another. Names that a module must have
because a registry looks for them are exceptions, listed here with the folder that they hold for.
"""

import ast
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

COACH = Path(__file__).parents[1] / "coach"
HELPER = COACH / "audio" / "helper"
ROOMS = sorted([*(path.parent for path in COACH.glob("*/__init__.py")), HELPER])
PROTOCOLS = {"command": COACH / "cli" / "commands"}
"""`coach.cli.COMMANDS` names modules; each has its click command under this name."""


def defined(statements: Sequence[ast.stmt]) -> Iterator[str]:
    """The names that these statements of a module define, also inside a condition or a try."""
    for statement in statements:
        match statement:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.Assign(targets=targets):
                yield from (node.id for it in targets for node in ast.walk(it) if isinstance(node, ast.Name))
            case ast.AnnAssign(target=ast.Name(id=name)):
                yield name
            case ast.If() | ast.Try() | ast.With():
                for part in ("body", "orelse", "handlers", "finalbody"):
                    yield from defined(getattr(statement, part, ()))
            case ast.ExceptHandler(body=body):
                yield from defined(body)


def defined_twice(room: Path) -> dict[str, list[str]]:
    """The public names that several modules of a room define, each with its modules."""
    modules = defaultdict(list)
    for path in sorted(room.rglob("*.py")):
        if HELPER in path.parents and room != HELPER:
            continue
        for name in set(defined(ast.parse(path.read_text(encoding="utf-8")).body)):
            if not name.startswith("_") and PROTOCOLS.get(name) != path.parent:
                modules[name].append(path.relative_to(room).as_posix())
    return {name: paths for name, paths in modules.items() if len(paths) > 1}


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: ".".join(room.relative_to(COACH.parent).parts))
def test_no_public_name_means_two_things_in_a_room(room: Path) -> None:
    assert not defined_twice(room)


ONE = """\
def f(): local = 1
A, B = 1, 2
C: int = 3
_private = lone = 4
"""
TWO = """\
import one
if one:
    class A: f = 0
try:
    B = 1
except ValueError:
    C = 1
_private = local = 4
async def f(): ...
"""


def test_names_are_found_wherever_a_module_defines_them(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "one.py").write_text(ONE)
    (tmp_path / "inner" / "two.py").write_text(TWO)
    assert defined_twice(tmp_path) == {name: ["inner/two.py", "one.py"] for name in ("A", "B", "C", "f")}
