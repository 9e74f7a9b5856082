"""The running program under attack: random keys, packets, pastes, reports, noise, resizes and stops, from a seed."""

import os
import random
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from attack import attacked
from random_routines import routine_text

from coach import paths
from coach.languages import LANGUAGES
from coach.routine.library import Library

SEED = 20_261_127
GENERATED = 50
KEYS = 100_000


def library(folder: Path) -> list[str]:
    """The stems of the bundled routines, and of generated ones that this home gets."""
    mine = folder / "routines"
    mine.mkdir()
    (folder / "config.yaml").write_text("keep-awake: off\n", encoding="utf-8")
    made = [f"generated-{number}" for number in range(GENERATED)]
    for name in made:
        text = routine_text(random.Random(f"{SEED} {name}"), name)
        (mine / f"{name}.yaml").write_text(text, encoding="utf-8")
    return [*sorted(path.stem for path in paths.bundled("routines").glob("*.yaml")), *made]


def test_the_generated_routines_can_be_used(tmp_path: Path) -> None:
    names = library(tmp_path)
    folders = (paths.bundled("routines"), tmp_path / "routines")
    shelf = Library(folders, [paths.bundled("routines") / "exercises"], tuple(LANGUAGES))
    kinds = {type(block).__name__ for name in names for block in shelf.load(name).routine.blocks}
    assert kinds == {"Straight", "Circuit", "Superset", "Emom", "Amrap", "Tabata"}


@pytest.mark.slow
def test_nothing_breaks_under_attack(tmp_path: Path) -> None:
    names = ["", *library(tmp_path)]
    attack = partial(attacked, tmp_path, seed=SEED, keys=KEYS // len(names))
    with ProcessPoolExecutor(max_workers=2 * (os.cpu_count() or 1)) as pool:  # each waits as much as it computes
        reports = list(filter(None, pool.map(attack, names)))
    if reports:
        pytest.fail("\n\n".join(reports))  # an assertion would cut them short
