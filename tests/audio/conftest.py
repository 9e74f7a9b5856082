"""A private sound server for every test that asks for one. Tests that record are never run two at a time."""

import inspect
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import aloud
import pytest
import rig
from stalls import proved


@pytest.fixture
def server(tmp_path: Path) -> Iterator[rig.Server]:
    yield from aloud.a_server(tmp_path)


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Call a test with a server again if it failed while the machine stalled."""
    server = pyfuncitem.funcargs.get("server")
    if not isinstance(server, rig.Server):
        return None
    test = pyfuncitem.obj
    arguments = {name: pyfuncitem.funcargs[name] for name in inspect.signature(test).parameters}
    proved(partial(test, **arguments), server.stalls, server.restart)
    return True


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("slow"):
            item.add_marker(pytest.mark.xdist_group("slow"))
