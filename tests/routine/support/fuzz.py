"""Routines of every kind, right and wrong, for as long as one likes:

    .venv/bin/python tests/routine/support/fuzz.py --minutes 30             # a seed of the day
    .venv/bin/python tests/routine/support/fuzz.py --minutes 10 --seed 4

Each text goes the whole way (`corpus.whole_way`): read, checked, planned, laid out on paper, begun. What fails is made
as small as it can be and printed; it belongs into wrong_routines.txt, or as an example into test_reading_properties.py.
Texts come in rounds, each with a seed of its own, so that a failure comes again with the seed that is printed.
"""

import argparse
import tempfile
import time
from pathlib import Path

import hypothesis
from corpus import stands_in, whole_way
from damaged import BUNDLED, texts
from hypothesis import HealthCheck, Phase, given, settings

from coach.routine.library import Library
from coach.workout.plan.known import Known

ROUND = 200
"""Texts of one seed."""


def check(text: str, library: Library, path: Path) -> None:
    """The whole way of one text, whose problems stand in it."""
    path.write_bytes(text.encode("utf-8"))
    began = time.process_time()
    binary, read = "\0" in text, text.removeprefix("\ufeff")
    for problem in whole_way(library, path, Known()):
        assert stands_in(problem, read) or (binary and problem.line == 0), problem
    assert time.process_time() - began < 1, "too dear"


def run(minutes: float, seed: int) -> int:
    """Goes on with the next seed until the time is over; how many texts that were. Raises what fails."""
    library = Library([BUNDLED], [BUNDLED / "exercises"], ["en", "de"])
    until, done = time.monotonic() + minutes * 60, 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "fuzzed.yaml"

        def one(text: str) -> None:
            nonlocal done
            done += 1
            check(text, library, path)

        while time.monotonic() < until:
            test = hypothesis.seed(seed)(given(text=texts)(one))
            phases = (Phase.generate, Phase.shrink)
            quiet = settings(
                max_examples=ROUND, deadline=None, database=None, phases=phases, suppress_health_check=list(HealthCheck)
            )
            try:
                quiet(test)()
            except BaseException:
                print(f"seed {seed}")
                raise
            seed += 1
    return done


def of_today() -> int:
    """Another one each day, the same all day."""
    return int(time.time() // 86_400) * 1_000


def main() -> None:
    parser = argparse.ArgumentParser(description="Fuzzes the reading of routines.")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=of_today())
    wanted = parser.parse_args()
    print(f"{run(wanted.minutes, wanted.seed):,} texts, from seed {wanted.seed} on")


if __name__ == "__main__":
    main()
