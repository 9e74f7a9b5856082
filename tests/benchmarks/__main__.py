"""Runs one benchmark by name, with the support folders of the tests: `python tests/benchmarks start --rounds 5`."""

import sys
import tomllib
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parents[2]
NAMES = sorted(path.stem.removeprefix("bench_") for path in Path(__file__).parent.glob("bench_*.py"))


def main() -> None:
    """Run the benchmark that the first argument names; it reads the others."""
    if len(sys.argv) < 2 or sys.argv[1] not in NAMES:
        sys.exit(f"usage: python tests/benchmarks {{{','.join(NAMES)}}} [--help]")
    name = sys.argv.pop(1)
    sys.argv[0] = f"bench_{name}"
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    sys.path += [str(ROOT / folder) for folder in tools["pytest"]["ini_options"]["pythonpath"]]
    import_module(f"bench_{name}").main()


if __name__ == "__main__":
    main()
