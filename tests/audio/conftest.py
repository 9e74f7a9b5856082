"""A private sound server for every test that asks for one."""

from collections.abc import Iterator
from pathlib import Path

import aloud
import pytest
import rig


@pytest.fixture
def server(tmp_path: Path) -> Iterator[rig.Server]:
    yield from aloud.a_server(tmp_path)
