"""`coach schema` prints the schema, and costs other commands nothing."""

import json
import subprocess
import sys

import pytest
from cli_calls import invoke

from coach.routine.schema import KINDS, SchemaKind, schema_text


@pytest.mark.parametrize("kind", KINDS)
def test_it_prints_the_schema_and_nothing_else(kind: SchemaKind) -> None:
    done = invoke("schema", kind)
    assert (done.exit_code, done.errors) == (0, "")
    assert done.output == schema_text(kind)
    assert done.output.isascii() and done.output.startswith('{\n  "$schema"') and done.output.endswith("}\n")
    assert json.loads(done.output)["title"] == kind.capitalize()


@pytest.mark.parametrize("arguments", [[], ["workout"], ["routine", "exercise"], ["Routine"]])
def test_it_says_which_there_are(arguments: list[str]) -> None:
    done = invoke("schema", *arguments)
    assert (done.exit_code, done.output) == (2, "")
    assert "Traceback" not in done.errors
    assert "routine" in done.errors


def test_a_list_of_routines_does_not_wait_for_it() -> None:
    code = "import sys; from coach.cli import leaving; leaving.run_command(['list']); "
    code += "print('coach.routine.schema' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.endswith("False\n")
