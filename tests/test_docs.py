"""The documents of the project: what cites them finds its place, what they show and count is what the program does."""

import pkgutil
import re
import tomllib
from pathlib import Path

import pytest
from cli_calls import invoke

from coach.routine.values import MINUTE, SECOND, USUAL_TEMPO
from coach.shell import clock, conductor
from coach.tui.screens import workout
from coach.workout.engine import journal, session, stages
from coach.workout.engine.inputs import Back, Count, Done, Extend, Later, Restart, Skip, Swap, TogglePace
from coach.workout.engine.situations import Situation
from coach.workout.engine.table import TABLE, Column
from coach.workout.heard import signals
from coach.workout.plan import expand, items
from coach.workout.plan.kit import KITS
from coach.workout.plan.known import Known
from coach.workout.view import presses

ROOT = Path(__file__).parents[1]
RULES = ROOT / "docs" / "rules.md"
ARCHITECTURE = ROOT / "docs" / "architecture.md"
ROOMS_WITH_TEXTS = ("coach", "docs", "routines", "sounds", "tests")
DOCUMENTS = sorted((ROOT / "docs").glob("*.md"))
TEXTS = sorted({*ROOT.glob("*.md"), *(path for room in ROOMS_WITH_TEXTS for path in (ROOT / room).rglob("*.md"))})
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```\n\n```text\n(.*?)^```", RULES.read_text(encoding="utf-8"), re.M | re.S)
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
ROOMS = re.findall(r"coach\.(\w+)", " ".join(CONTRACTS[0]["layers"]))
ROOM_COLUMNS = 51
"""The columns of the picture that have the rooms; what they are for stands behind them."""
NAMES = sorted(
    {
        name
        for name in re.findall(r"`([a-z_]+(?:\.\w+)*)`", ARCHITECTURE.read_text(encoding="utf-8"))
        if name.partition(".")[0] in ROOMS
    }
)


def anchors(document: Path) -> set[str]:
    """The anchors of a document's headings, as the usual viewers make them."""
    headings = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def missing(path: Path, target: str, near: Path) -> str:
    """What of `other.md#heading` is not there; empty if all is."""
    name, _, anchor = target.partition("#")
    document = near / name if name else path
    if not document.exists():
        return f"{path}: there is no {name}"
    return f"{path}: {name} has no #{anchor}" if anchor and anchor not in anchors(document) else ""


def test_every_place_that_the_code_cites_is_there() -> None:
    cited = [
        (path, target)
        for folder in ("coach", "tests")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for target in re.findall(r"\bdocs/[\w-]+\.md(?:#[\w-]+)?", path.read_text(encoding="utf-8"))
    ]
    assert cited
    assert not [problem for path, target in cited if (problem := missing(path, target, ROOT))]


def test_every_link_of_the_documents_leads_somewhere() -> None:
    linked = [
        (path, target)
        for path in TEXTS
        for target in re.findall(r"\]\((?!https?:)([^)\s]+)\)", path.read_text(encoding="utf-8"))
    ]
    assert linked
    assert not [problem for path, target in linked if (problem := missing(path, target, path.parent))]


@pytest.mark.parametrize("name", NAMES)
def test_every_name_of_the_architecture_is_there(name: str) -> None:
    assert pkgutil.resolve_name(f"coach.{name}")


def test_the_picture_of_the_architecture_has_the_rooms_of_the_contracts_in_their_order() -> None:
    (picture,) = re.findall(r"^```text\n(.*?)^```", ARCHITECTURE.read_text(encoding="utf-8"), re.M | re.S)
    rooms, core = [contract["layers"] for contract in CONTRACTS[:2]]
    place = rooms.index("coach.workout") + 1
    layers = [re.findall(r"\w+", layer.replace("coach.", "")) for layer in (*rooms[:place], *core, *rooms[place:])]
    drawn = [re.findall(r"\w+", line[:ROOM_COLUMNS]) for line in picture.splitlines()]
    assert [names for names in drawn if names] == layers


@pytest.mark.parametrize(("routine", "timeline"), EXAMPLES)
def test_an_example_of_the_rules_has_the_timeline_that_stands_below_it(
    routine: str, timeline: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COACH_HOME", str(tmp_path))
    path = tmp_path / "example.yaml"
    path.write_text(routine, encoding="utf-8")
    assert invoke("show", str(path), "--timeline").output == timeline


def test_the_numbers_of_the_rules_are_those_of_the_program() -> None:
    assert len(EXAMPLES) == 2
    table = dict(re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", RULES.read_text(encoding="utf-8"), re.M))
    numbers = {
        "rest after a set of reps": expand.USUAL_REST.ns,
        "rest between warm-up sets": items.USUAL_WARM_UP_REST.ns,
        "switch of sides": items.USUAL_SWITCH.ns,
        "get-ready, if neither": Known().get_ready_ns,
        "reps that `max`": items.MANY_REPS,
        "how long `b` takes back": journal.FRESH,
        "how long a key that moves on": conductor.FRESH_STAGE,
        "how long a key is ignored": conductor.BOUNCE,
        "one press of `+`": presses.INPUTS["longer"].ns,  # type: ignore[union-attr]
        "the least that `-` leaves": stages.LEAST_LEFT,
        "the shortest READY when": stages.LEAST_LEFT,
        "the shortest READY that ends": signals.SHORTEST_READY,
        "the shortest stage of another kind that ends": signals.SHORTEST_COUNTDOWN,
        "the shortest stage with *ten*": stages.LONG_STAGE,
        "how close two sounds": signals.MIN_SPACING,
        "away: the program": conductor.AWAY,
        "away: in a set": session.FREE_LIMIT,
        "away: in a SETUP": session.WAIT_LIMIT,
        "how long a pause": workout.HOLDS_NS,
        "the speed above": clock.SILENT_ABOVE,
    }
    for words, value in numbers.items():
        (written,) = (cell for row, cell in table.items() if row.startswith(words))
        assert measured(written) == value, words
    assert table["tempo, if neither the routine nor the exercise gives one"] == USUAL_TEMPO.text()
    assert (KITS["kg"].step, KITS["lb"].step) == (2_500, 5_000)


KEYS: dict[str, Column] = {
    "enter": Done, "`b`": Back, "`s`": Skip, "`r`": Restart, "`+` `-`": Extend, "`.`": Count, "`t`": TogglePace,
    "`x`": Swap, "`l`": Later,
}  # fmt: skip
STAGES = (
    *(Situation.SETUP, Situation.READY, Situation.OWN_PACE, Situation.COACHED, Situation.TIMED, Situation.AMRAP),
    *(Situation.REST, Situation.SWITCH, Situation.GRID_REST),
)
"""The columns of the rules' table of keys, in its order."""


def test_the_table_of_keys_refuses_what_the_engine_refuses_and_for_the_same_reason() -> None:
    rows = re.findall(r"^\| (.+) \|$", RULES.read_text(encoding="utf-8").partition("### Keys by stage")[2], re.M)
    cells = {key: texts for key, *texts in (row.split(" | ") for row in rows)}
    for key, input_ in KEYS.items():
        for stage, text in zip(STAGES, cells[key], strict=True):
            cell, letter = TABLE[stage][input_], text.strip("()") if text.startswith("(") else ""
            if isinstance(cell, str):
                assert letter and cells[letter][0].startswith(cell), (key, stage)
            else:
                assert letter in ("", "e", "g"), "what the screen refuses, and what a guard does"


def measured(text: str) -> float:
    """`2 min`, `0.7 s` and `150 ms` in nanoseconds; a number alone as it is."""
    number, _, unit = text.partition(" ")
    return float(number) * {"min": MINUTE, "s": SECOND, "ms": SECOND // 1000, "": 1}[unit]
