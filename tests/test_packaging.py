"""What a checkout and an installation hold: the requirements by machine and Python, the chores, the top folder."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = PYPROJECT["project"]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TOP = {
    *("pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "Makefile"),
    *("coach", "routines", "sounds", "tests", "docs", ".ci", ".gitignore", ".pre-commit-config.yaml"),
}
"""What may stand in the top folder."""
TEXTS = [
    ROOT / "Makefile",
    *(ROOT / ".ci").glob("*"),
    *ROOT.glob("*.md"),
    *(path for room in sorted(TOP) if (ROOT / room).is_dir() for path in (ROOT / room).rglob("*.md")),
]
"""What names files: for people, and for the chores."""


def names(requirements: list[str], **machine: str) -> set[str]:
    """The requirements that such a machine gets, each as its name and its version."""
    found = [Requirement(it) for it in requirements]
    return {f"{it.name}{it.specifier}" for it in found if it.marker is None or it.marker.evaluate(machine)}


@pytest.mark.parametrize(
    ("platform", "machine", "implementation", "has"),
    [
        ("linux", "x86_64", "CPython", True),
        ("linux", "aarch64", "CPython", False),
        ("linux", "armv7l", "CPython", False),
        ("linux", "x86_64", "PyPy", False),
        ("darwin", "arm64", "CPython", True),
        ("darwin", "x86_64", "CPython", True),
        ("win32", "AMD64", "CPython", True),
        ("win32", "ARM64", "CPython", False),
        ("freebsd14", "amd64", "CPython", False),
    ],
)
def test_miniaudio_comes_where_it_has_wheels(platform: str, machine: str, implementation: str, has: bool) -> None:
    found = names(
        PROJECT["dependencies"],
        sys_platform=platform,
        platform_machine=machine,
        platform_python_implementation=implementation,
    )
    assert any(it.startswith("miniaudio") for it in found) is has


@pytest.mark.parametrize(
    ("python", "wanted"),
    [
        ("3.11", "simpleaudio==1.0.4"),
        ("3.12", "simpleaudio-patched>=1.0.5"),
        ("3.13", "simpleaudio-patched>=1.0.5"),
        ("3.14", "simpleaudio-patched>=1.0.5"),
    ],
)
def test_of_the_two_simpleaudios_one_comes_the_one_that_runs_there(python: str, wanted: str) -> None:
    assert names(PROJECT["optional-dependencies"]["simpleaudio"], python_version=python) == {wanted}


def test_a_set_up_for_work_has_what_tests_and_linters_need() -> None:
    extras = PROJECT["optional-dependencies"]
    [own] = [it for it in map(Requirement, extras["dev"]) if it.name == PROJECT["name"]]
    assert own.extras == {"test", "check"} <= extras.keys()


def test_types_are_given_on() -> None:
    assert (ROOT / "coach" / "py.typed").is_file()
    assert "Typing :: Typed" in PROJECT["classifiers"]


def test_there_is_no_address_where_there_is_no_project_page() -> None:
    assert "urls" not in PROJECT


def test_the_top_folder_holds_nothing_else() -> None:
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("not a checkout, or git does not run here")
    assert {path.partition("/")[0] for path in done.stdout.split("\0") if path} <= TOP


def test_a_folder_of_code_holds_at_most_fifteen_files() -> None:
    """Beyond that, rooms are made whose names say where to look."""
    folders = {path.parent for room in ("coach", "tests") for path in (ROOT / room).rglob("*.py")}
    files = {folder: [it for it in folder.iterdir() if it.is_file()] for folder in folders}
    assert not {str(folder): len(found) for folder, found in files.items() if len(found) > 15}


def test_each_chore_is_a_target() -> None:
    targets = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
    assert targets >= {"help", "setup", "hooks", "check", "fix", "test", "slow", "wheel", "bench"}
    benchmarks = re.search(r"^BENCHMARKS := (.+)$", MAKEFILE, re.MULTILINE)
    assert benchmarks is not None
    files = (ROOT / "tests" / "benchmarks").glob("bench_*.py")
    assert sorted(benchmarks[1].split()) == sorted(file.stem.removeprefix("bench_") for file in files)


def test_the_hooks_call_the_linters_of_the_makefile_and_nothing_from_elsewhere() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert [repo["repo"] for repo in hooks["repos"]] == ["local"]
    check = re.search(r"^check: (.+?) ##", MAKEFILE, re.MULTILINE)
    assert check is not None
    assert [hook["entry"] for hook in hooks["repos"][0]["hooks"]] == [f"make {name}" for name in check[1].split()]


def test_mypy_names_the_modules_of_the_tests_as_pytest_does() -> None:
    folders = PYPROJECT["tool"]["pytest"]["ini_options"]["pythonpath"]
    assert set(folders) <= set(PYPROJECT["tool"]["mypy"]["mypy_path"])
    assert all((ROOT / folder).is_dir() for folder in folders)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_each_file_that_a_text_names_is_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    named = set(re.findall(r"(?<![\w./-])(?:coach|tests|docs|routines|sounds|\.ci)/[\w./-]*\w", text))
    assert not {name for name in named if not (ROOT / name).exists()}
