"""The corpora of wrong files, and the whole way that every file goes: load, problems, plan, paper, the first stage."""

import re
from pathlib import Path
from typing import NamedTuple
from unicodedata import category

from coach.routine.library import Library
from coach.routine.problems import LINE_BREAK, LoadError, Problem, shown
from coach.routine.values import Load
from coach.workout.engine.session import begin
from coach.workout.paper.advice import advice
from coach.workout.paper.build import build_paper
from coach.workout.paper.lines import paper_text
from coach.workout.plan.expand import expand
from coach.workout.plan.known import Known

HERE = Path(__file__).parents[1]
DANGEROUS = {"Cc", "Cs", "Zl", "Zp"}
"""Categories of characters that do something to a terminal."""
KNOWN = Known(maxes={"plank": Load("mass", 100_000)})


class Case(NamedTuple):
    text: str
    wanted: list[str]
    """`line:column words` of every problem, `warning: ` before the words of one."""


def cases(name: str) -> dict[str, Case]:
    """Of a file in this folder: after `=== title` a text, after `--->` what is wrong with it."""
    corpus = (HERE / name).read_text(encoding="utf-8")
    found = re.findall(r"^=== (.+)\n((?:.*\n)*?)--->\n((?:.+\n)+)", corpus, re.MULTILINE)
    assert len({title for title, _, _ in found}) == corpus.count("\n=== "), (
        "a title is used twice, or a case is not read"
    )
    return {title: Case(text, wanted.strip().split("\n")) for title, text, wanted in found}


def whole_way(library: Library, path: Path, known: Known = KNOWN) -> tuple[Problem, ...]:
    """All problems of a routine; where only warnings are among them, it has a plan and a paper, and can be begun."""
    try:
        loaded = library.load(path)
    except LoadError as error:
        assert error.exit_code == 1
        assert any(problem.severity == "error" for problem in error.problems)
        assert not DANGEROUS & set(map(category, str(error).replace("\n", "")))
        return error.problems
    routine = loaded.routine
    items = [item for block in routine.blocks for item in block.exercises]
    assert items and all(item.exercise in routine.exercises or item.name for item in items)
    sets = expand(routine, known)
    problems = (*loaded.problems, *advice(routine, loaded.spots, known, sets))
    assert all(problem.severity == "warning" for problem in problems)
    for width in (84, 30):
        assert not DANGEROUS & set(map(category, "".join(paper_text(build_paper(routine, sets), width))))
    session = begin(routine, known, 0)
    assert session.here is not None and session.sets == sets
    return problems


def stands_in(problem: Problem, text: str) -> bool:
    """Whether a problem has its place in the text, and shows the line that is there."""
    lines = LINE_BREAK.split(text)
    return (
        1 <= problem.line <= len(lines)
        and problem.source == lines[problem.line - 1]
        and 1 <= problem.column <= len(problem.source) + 1
        and problem.length >= 1
    )


def check(case: Case, problems: tuple[Problem, ...]) -> None:
    """Fails unless exactly the problems of the case are reported, each in its place."""
    everything = shown(problems) or "no problem is reported"
    text = case.text.removeprefix("\ufeff")
    assert all(stands_in(problem, text) for problem in problems), everything
    reported = [f"{it.line}:{it.column} {it.printed().label}{it.message}" for it in problems]
    assert len(reported) == len(case.wanted), everything
    for problem, want in zip(reported, case.wanted, strict=True):
        place, _, core = want.partition(" ")
        assert problem.startswith(f"{place} ") and core in problem, f"wanted: {want}\n{everything}"
