"""The documents: the reference is made of the model, and every example in it is a routine that runs."""

import re
from pathlib import Path

import pytest

from coach import paths
from coach.routine import model
from coach.routine.library import Library
from coach.routine.problems import LoadError
from coach.routine.reference import filled
from coach.settings import Settings, read_settings
from coach.workout.plan.expand import expand
from coach.workout.plan.known import Known

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "routines" / "README.md"
BUNDLED = Library(paths.routine_folders()[:1], paths.exercise_folders()[:1])
EXAMPLES = {
    f"{path.parent.name}/{path.name} {number}": text
    for path in (ROOT / "README.md", REFERENCE)
    for number, text in enumerate(re.findall(r"^```yaml\n(.*?)^```", path.read_text(encoding="utf-8"), re.M | re.S), 1)
}


def test_the_tables_are_those_of_the_model() -> None:
    text = REFERENCE.read_text(encoding="utf-8")
    assert filled(text) == text, "run: python -m coach.routine.reference routines/README.md"


def test_every_struct_of_the_format_has_its_table() -> None:
    there = set(re.findall(r"<!-- fields: (\w+) -->", REFERENCE.read_text(encoding="utf-8")))
    kinds = {
        name for name, kind in vars(model).items() if isinstance(kind, type) and hasattr(kind, "__struct_fields__")
    }
    from_values = {name for name in kinds if getattr(model, name).__module__ != model.__name__} | {"Struct"}
    assert kinds - from_values - {"Shared", "Superset"} == there, "a superset takes what a circuit takes"
    assert model.Superset.__struct_fields__ == model.Circuit.__struct_fields__


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_is_valid(example: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = EXAMPLES[example]
    if "blocks:" in text:
        path = tmp_path / "example.yaml"
        path.write_text(text, encoding="utf-8")
        loaded = BUNDLED.load(path)
        assert not [problem for problem in loaded.problems if "max" not in problem.message]
        assert expand(loaded.routine, Known())
    else:
        monkeypatch.setenv("COACH_HOME", str(tmp_path))
        (tmp_path / "config.yaml").write_text(text, encoding="utf-8")
        settings, problems = read_settings()
        assert not problems and settings != Settings()


def test_the_problem_that_the_readme_shows_is_what_is_reported(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"^```text\n(leg-day.*?)\n```", readme, re.M | re.S)
    (example,) = (text for text in EXAMPLES.values() if "name: Leg day" in text)
    path = tmp_path / "leg-day.yaml"
    path.write_text(example.replace("        rest: 3m", "        rset: 3m"), encoding="utf-8")
    with pytest.raises(LoadError) as raised:
        BUNDLED.load(path)
    assert str(raised.value).replace(str(path), path.name) == shown


def test_the_examples_are_found() -> None:
    assert len(EXAMPLES) >= 8
