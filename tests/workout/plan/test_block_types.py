"""Types of block exist only in the plan: code that reads sets works with a new type without a change."""

import ast
from pathlib import Path
from typing import ClassVar

import pytest
from msgspec.structs import replace
from person import LIBRARY

import coach
from coach.routine.model import BLOCKS, BaseBlock, Item, Routine, SetSpec
from coach.routine.values import SECOND, Reps
from coach.workout.engine.facts import set_number
from coach.workout.engine.inputs import Done, Later, More
from coach.workout.engine.journal import Run
from coach.workout.engine.session import Refused
from coach.workout.engine.timeline import rehearsed
from coach.workout.heard.signals import signals
from coach.workout.paper.build import build_paper
from coach.workout.paper.lines import paper_text
from coach.workout.plan.expand import BLOCK_RULES, BlockRule, expand
from coach.workout.plan.items import Items, span_of
from coach.workout.plan.known import Known
from coach.workout.plan.sets import Set, planned_ns
from coach.workout.view.outline import outline
from coach.workout.view.view import view

ROOT = Path(coach.__file__).parent
READERS = sorted(
    path
    for room in ("workout", "shell", "tui", "languages", "history", "audio")
    for path in (ROOT / room).rglob("*.py")
    if path != ROOT / "workout/plan/expand.py"
)
TYPES = {block.__name__ for block in BLOCKS.values()}


@pytest.mark.parametrize("path", READERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_who_reads_sets_names_no_type_of_block(path: Path) -> None:
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    imported = {name.name for node in nodes if isinstance(node, ast.ImportFrom) for name in node.names}
    words = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    assert not imported & TYPES and not words & BLOCKS.keys()


def test_every_type_that_can_be_written_has_its_row() -> None:
    assert set(BLOCK_RULES) == set(BLOCKS.values())


class Ladder(BaseBlock, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True, tag="ladder"):
    """A block type that the program does not have: one rep in the first round, one more in each that follows."""

    kind: ClassVar[str] = "ladder"
    refuses: ClassVar[frozenset[str]] = frozenset({"sets", "reps"})
    needs_target: ClassVar[bool] = False
    up_to: int


def _ladder(items: Items) -> list[Set]:
    block = items.block
    assert isinstance(block, Ladder)
    out: list[Set] = []
    for rung in range(1, block.up_to + 1):
        for item in items.ordered(rung):
            dose = item.dose(SetSpec(reps=Reps(rung, rung)))
            out += item.working(rung, dose, block.up_to, span_of(item.rest))
        out[-1] = replace(out[-1], ends_round=True)
    return out


@pytest.fixture
def ladder(monkeypatch: pytest.MonkeyPatch) -> Routine:
    row = BlockRule(_ladder, "round", shows_stations=True)
    monkeypatch.setitem(BLOCK_RULES, Ladder, row)  # type: ignore[misc]  # mypy takes a class for its own kind alone
    items = (Item(exercise="push-up"), Item(exercise="kb-swing"))
    block = Ladder(name="Up", exercises=items, up_to=3)
    exercises = {id_: LIBRARY.exercise(id_) for id_ in ("push-up", "kb-swing")}
    return Routine(name="Ladder", blocks=(block,), exercises=exercises)  # type: ignore[arg-type]  # not one of ours


def test_a_new_type_is_planned_and_counted_by_what_its_row_says(ladder: Routine) -> None:
    session = Run.begin(ladder, Known(), 0).session
    assert [set_.target for set_ in session.sets] == [Reps(rung, rung) for rung in (1, 1, 2, 2, 3, 3)]
    assert [set_number(session, set_) for set_ in session.sets][::2] == [("round", rung, 3) for rung in (1, 2, 3)]
    assert session.sets[0].setup.happens and not any(set_.setup.happens for set_ in session.sets[1:])


def test_a_new_type_is_on_paper_and_on_the_screen(ladder: Routine) -> None:
    page = paper_text(build_paper(ladder, expand(ladder, Known())), 84)
    assert any(line.startswith("Up · ladder, 3 rounds") for line in page)
    assert sum(line.split()[-3:] == ["1,", "2,", "3"] for line in page) == 2
    run = Run.begin(ladder, Known(), 0).press(SECOND, Done()).press(2 * SECOND, Done())
    shown = view(run.session, 3 * SECOND)
    assert (shown.big.text, shown.caption.detail) == ("1", "round 1 of 3 · station 1 of 2")
    assert [row.plan for row in outline(run.session)][1:4] == ["round 1 · 1 rep", "round 1 · 1 rep", "round 2 · 2 reps"]


def test_a_new_type_takes_the_keys_that_its_order_allows(ladder: Routine) -> None:
    run = Run.begin(ladder, Known(), 0)
    assert "later" in {offer.action for offer in view(run.session, 0).offers}
    later = run.press(SECOND, Later()).session
    assert [set_.exercise.id for set_ in later.sets][:4] == ["kb-swing", "push-up", "push-up", "kb-swing"]
    with pytest.raises(Refused, match="straight sets"):
        run.press(SECOND, More())


def test_a_new_type_is_heard_and_its_plan_is_the_clock_of_its_session(ladder: Routine) -> None:
    run = Run.begin(ladder, Known(), 0)
    *_, (last, _) = rehearsed(run.session)
    assert last.ends == planned_ns(run.session.sets)
    for second in range(1, 6):  # set up, ready and set, ready and set
        run = run.press(second * SECOND, Done())
    assert [signal.name for signal in signals(run.session, 5 * SECOND, 6 * SECOND)] == ["round"]
