"""The examples of tests/README.md run, each as the test that it is."""

import inspect
import re
from pathlib import Path
from typing import Any

import pytest

GUIDE = (Path(__file__).parent / "README.md").read_text(encoding="utf-8")
EXAMPLES = {
    section.partition("\n")[0]: example
    for section in GUIDE.split("\n### ")
    for example in re.findall(r"^```python\n(.*?)^```", section, re.MULTILINE | re.DOTALL)
}
"""Each by the heading above it."""


def test_every_example_is_found() -> None:
    assert len(EXAMPLES) == GUIDE.count("```python") > 5


@pytest.mark.parametrize("heading", EXAMPLES)
async def test_an_example_holds(heading: str, tmp_path: Path) -> None:
    names: dict[str, Any] = {}
    exec(compile(EXAMPLES[heading], f"tests/README.md, {heading}", "exec"), names)
    [test] = [value for name, value in names.items() if name.startswith("test_")]
    parameters = inspect.signature(test).parameters
    done = test(tmp_path) if "tmp_path" in parameters else test()
    if inspect.isawaitable(done):
        await done
