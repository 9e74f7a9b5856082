"""A private sound server for every test that asks for one. Tests that record are never run two at a time."""

from collections.abc import Iterator
from pathlib import Path

import aloud
import pytest
import rig


@pytest.fixture
def server(tmp_path: Path) -> Iterator[rig.Server]:
    yield from aloud.a_server(tmp_path)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("slow"):
            item.add_marker(pytest.mark.xdist_group("slow"))
