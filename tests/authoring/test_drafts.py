"""New routines: every template runs as it is, a copy keeps its text, and no file is ever overwritten."""

import os
import stat
from pathlib import Path
from typing import IO, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

import coach
from coach import paths
from coach.authoring import TEMPLATES
from coach.authoring.drafts import retitled, stem_of, template, title_of, with_modeline
from coach.authoring.files import Taken, create_text, refresh_schemas, write_schemas
from coach.authoring.targets import BadName, line_of_item, new_path
from coach.routine.library import Library
from coach.routine.model import BLOCKS
from coach.routine.schema import schema_text
from coach.routine.values import SECOND
from coach.text import cells
from coach.workout.engine.session import begin
from coach.workout.plan.expand import expand
from coach.workout.plan.known import Known
from coach.workout.view.outline import place_of

BUNDLED = Library(paths.routine_folders()[:1], paths.exercise_folders()[:1])


@pytest.mark.parametrize("kind", TEMPLATES)
def test_a_template_is_a_routine_that_runs(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    create_text(path, template(kind, "Leg day: heavy"))
    loaded = BUNDLED.load(path)
    assert loaded.routine.name == "Leg day: heavy"
    assert not loaded.problems
    assert expand(loaded.routine, Known())
    assert kind in {block.kind for block in loaded.routine.blocks}
    assert loaded.text.startswith("# yaml-language-server: $schema=routine.schema.json\n")
    assert loaded.text.count("#") >= 5, "it explains itself"
    assert max(map(cells, loaded.text.splitlines())) <= 80
    warm_ups = [it.rest.ns or 0 for it in expand(loaded.routine, Known()) if it.block.section == "warm-up"]
    assert max(warm_ups, default=0) <= 30 * SECOND, "no two minutes of rest between two stretches"


def test_every_kind_of_block_is_in_a_template() -> None:
    assert set(TEMPLATES) == BLOCKS.keys() - {"superset"}
    assert "superset" in template("circuit", "X"), "which is a circuit, and is explained there"


@pytest.mark.parametrize("name", [path.stem for path in sorted(paths.bundled("routines").glob("*.yaml"))])
def test_a_copy_of_another_routine_changes_its_name_alone(name: str, tmp_path: Path) -> None:
    source = BUNDLED.load(name)
    path = tmp_path / "copy.yaml"
    create_text(path, retitled(source.text, "My own, at last"))
    copy = BUNDLED.load(path)
    assert copy.routine.name == "My own, at last"
    assert copy.routine.blocks == source.routine.blocks
    before, after = source.text.splitlines(), copy.text.splitlines()[1:]
    assert [new for old, new in zip(before, after, strict=True) if old != new] == ['name: "My own, at last"']


def test_the_name_is_found_behind_wide_characters() -> None:
    text = 'description: "漢字 🏋 e\u0301"   # 漢\r\nname:   "Old 漢"   # stays\nblocks: []\n'
    assert retitled(text, "New") == with_modeline(text.replace('"Old 漢"', "New"))


@pytest.mark.parametrize(
    ("name", "stem", "title"),
    [
        ("Leg day", "leg-day", "Leg day"),
        ("leg-day", "leg-day", "Leg day"),
        ("leg_day.yaml", "leg_day", "Leg day"),
        ("  5x5, A  ", "5x5-a", "5x5, A"),
        ("Übung 3", "übung-3", "Übung 3"),
        ("...", "", "..."),
        ("../../etc/passwd", "etc-passwd", "../../etc/passwd"),
    ],
)
def test_names_and_files(name: str, stem: str, title: str) -> None:
    assert stem_of(name) == stem
    assert title_of(name) == title


def test_a_schema_line_is_added_once() -> None:
    once = with_modeline("name: A\n")
    assert once == with_modeline(once) == "# yaml-language-server: $schema=routine.schema.json\nname: A\n"


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "routines" / "mine.yaml"
    create_text(path, "first\n")
    with pytest.raises(Taken):
        create_text(path, "second\n")
    assert path.read_text() == "first\n"
    assert [entry.name for entry in path.parent.iterdir()] == ["mine.yaml"], "and nothing is left beside it"


def test_a_new_file_has_the_rights_of_any_new_file(tmp_path: Path) -> None:
    create_text(tmp_path / "mine.yaml", "x\n")
    (tmp_path / "other").write_text("x\n")
    assert _mode(tmp_path / "mine.yaml") == _mode(tmp_path / "other")


def _mode(path: Path) -> int:
    return stat.S_IMODE(os.stat(path).st_mode)  # noqa: PTH116


def test_schemas_lie_beside_the_files_and_are_refreshed_after_an_upgrade(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COACH_HOME", str(tmp_path))
    refresh_schemas()
    write_schemas()
    assert not list(tmp_path.iterdir()), "where the user has no files there is nothing to write"
    (tmp_path / "routines").mkdir()
    refresh_schemas()
    file = tmp_path / "routines" / "routine.schema.json"
    assert not file.exists(), "a folder without one is let alone"
    write_schemas()
    assert file.read_text() == schema_text("routine")
    file.write_text(schema_text("routine").replace(coach.__version__, "0.0.1"))
    refresh_schemas()
    assert file.read_text() == schema_text("routine")
    before = file.stat().st_mtime_ns
    refresh_schemas()
    assert file.stat().st_mtime_ns == before


@pytest.mark.parametrize("name", [path.stem for path in sorted(paths.bundled("routines").glob("*.yaml"))])
def test_a_set_leads_to_the_line_of_its_exercise(name: str) -> None:
    loaded = BUNDLED.load(name)
    session = begin(loaded.routine, Known(), 0)
    for set_ in session.sets:
        place = place_of(session, set_)
        assert place is not None
        line = loaded.text.splitlines()[line_of_item(loaded.text, *place) - 1]
        assert set_.key.item.exercise in line or loaded.routine.exercises[set_.key.item.exercise].name in line
    assert line_of_item(loaded.text, 99, 0) == line_of_item("", 0, 0) == 0


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Leg day", "leg-day"),
        ("  v1.2, heavy!  ", "v1-2-heavy"),
        ("e\u0301t\u00e9", "\u00e9t\u00e9"),
        (
            "\u0939\u093f\u0928\u094d\u0926\u0940 \u092f\u094b\u0917",
            "\u0939\u093f\u0928\u094d\u0926\u0940-\u092f\u094b\u0917",
        ),
        ("\u0e19\u0e49\u0e33", "\u0e19\u0e49\u0e33"),
        ("5/3/1 squat", "5-3-1-squat"),
        ("Push/pull", "push-pull"),
        ("\u2764\ufe0f legs", "legs"),
        ("legs\ufe0f", "legs"),
        ("\u0301legs", "legs"),
        ("leg\u00ads", "legs"),
        ("\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u062e"),
    ],
)
def test_a_name_in_any_script_keeps_its_letters_together(name: str, stem: str) -> None:
    assert stem_of(name) == stem


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("con", "Windows"),
        ("LPT9.yaml", "Windows"),
        ("a" * 81, "too long"),
        ("\U00020000" * 70, "too long"),
        ("", "no file name"),
        ("\U0001f600", "no file name"),
        ("a\udcff", "cannot be printed"),
        ("a\x1b[31m", "cannot be printed"),
        ("./a", "is a path"),
        ("../a", "is a path"),
        ("~/a", "is a path"),
        ("/a/b", "is a path"),
        ("a/", "is a path"),
        ("a/b.yaml", "is a path"),
        ("a\\b", "is a path"),
        ("\u2764\ufe0f", "no file name"),
        ("\U0001f468\u200d\U0001f469\u200d\U0001f467", "no file name"),
        ("\ufe0f", "no file name"),
        ("\u0301", "no file name"),
        ("\u3164", "no file name"),
        ("\u200b", "no file name"),
        ("posterior-chain", "bundled"),
    ],
)
def test_a_name_that_a_file_cannot_have_is_reported(name: str, said: str) -> None:
    with pytest.raises(BadName, match=said):
        new_path(BUNDLED, name)


@given(st.text(st.sampled_from("aé5_ -/.\u0301\ufe0f\u3164\u200d\u2764\U0001f600\u0939\u093f")))
def test_a_file_name_can_be_seen(name: str) -> None:
    stem = stem_of(name)
    assert stem == "" or cells(stem.strip("-")) > 0
    assert stem_of(stem) == stem
    assert not set(stem) & set("\ufe0f\u3164\u200d /.")


def test_of_a_copy_that_found_no_room_nothing_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a full disk, with a file system without links."""
    if not Path("/dev/full").exists():
        pytest.skip("needs a disk that is always full")
    path, kept = tmp_path / "mine.yaml", Path.open

    def no_link(source: str, target: Path) -> None:
        raise OSError

    def fills_up(it: Path, mode: str, *_: int) -> IO[bytes]:
        if mode != "xb":
            return cast(IO[bytes], kept(it, "rb"))
        kept(it, mode).close()
        return kept(Path("/dev/full"), "wb", buffering=0)

    monkeypatch.setattr(os, "link", no_link)
    monkeypatch.setattr(Path, "open", fills_up)
    with pytest.raises(OSError, match="No space left"):
        create_text(path, "name: X\n")
    assert not list(tmp_path.iterdir())
