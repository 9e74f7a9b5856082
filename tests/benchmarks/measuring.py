"""What the benchmarks share: how a measured program starts, the floors' commands, and the word on a limit."""

import sys
from collections.abc import Mapping
from pathlib import Path

import pty_app

HERE = Path(__file__).parent
sys.setswitchinterval(0.000_2)
"""A thread stamps each arrival; the emulator, which is slow, must not keep it from its turn for the usual 5 ms."""


def floor(call: str) -> list[str]:
    """A bare app of `floors.py`, imported so that its compiled form serves: `bare()`."""
    return [sys.executable, "-c", f"import floors; floors.{call}"]


def environment(home: Path, extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """What a measured program starts with; of the tests it finds `floors` and its neighbours, nothing else."""
    return pty_app.environment(home, {"PYTHONPATH": str(HERE), **(extra or {})})


def verdict(value: float, limit: float) -> str:
    """How a figure stands to its limit."""
    return f"limit {limit:g}: {'holds' if value <= limit else 'MISSED'}"
