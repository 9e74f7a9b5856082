"""A few whole screens as pictures: a change of any shows in the report and has to be meant."""

from collections.abc import Callable

import pytest
from host import Host
from views import VIEWS


@pytest.mark.parametrize(
    ("kind", "size", "theme"),
    [
        ("setup", (60, 15), "coach-dark"),
        ("reps", (80, 24), "coach-dark"),
        ("rest", (40, 12), "coach-dark"),
        ("work", (200, 60), "coach-dark"),
        ("switch", (80, 24), "coach-light"),
        ("paused", (80, 24), "coach-dark"),
        ("done", (80, 24), "coach-light"),
    ],
)
def test_screen(kind: str, size: tuple[int, int], theme: str, snap_compare: Callable[..., bool]) -> None:
    assert snap_compare(Host(VIEWS[kind], theme), terminal_size=size)
