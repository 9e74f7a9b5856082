"""What failed is tried again only if the machine stalled."""

from contextlib import closing

import pytest
from stalls import ATTEMPTS, STALL_NS, NotTheMachineError, Stalls, proved

pytestmark = pytest.mark.filterwarnings("ignore:again, as the machine stalled")


def attempts(gap_ns: int, passes_at: int, error: type[AssertionError] = AssertionError) -> tuple[int, bool]:
    """How often a test ran that passes at a turn, with such a gap in each turn, and whether it passed."""
    turns = 0
    with closing(Stalls(list)) as stalls:

        def attempt() -> None:
            nonlocal turns
            turns += 1
            stalls.gap(gap_ns)
            if turns != passes_at:
                raise error

        try:
            proved(attempt, stalls, lambda: None)
        except AssertionError:
            return turns, False
    return turns, True


def test_on_a_quiet_machine_the_first_attempt_decides() -> None:
    assert attempts(STALL_NS - 1, 2) == (1, False)


@pytest.mark.parametrize(("passes_at", "expected"), [(1, (1, True)), (3, (3, True)), (4, (ATTEMPTS, False))])
def test_on_a_machine_that_stalls_one_of_three_attempts_has_to_pass(passes_at: int, expected: tuple[int, bool]) -> None:
    assert attempts(STALL_NS, passes_at) == expected


def test_what_no_stall_explains_fails_at_once() -> None:
    assert attempts(STALL_NS, 2, NotTheMachineError) == (1, False)
