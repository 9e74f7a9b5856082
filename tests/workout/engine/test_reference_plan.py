"""The planner against a second one, which was written from docs/rules.md alone (`reference_plan`, `reference_run`)."""

import json

import pytest
from cli_calls import invoke
from generated import knowns, routines
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace
from person import LIBRARY
from reference_plan import Effort, Person, efforts, timeline
from reference_run import Way, play

from coach.cli.stages import stages
from coach.routine.model import Emom, Item, Routine
from coach.routine.values import SECOND, Work
from coach.workout.engine.inputs import Done
from coach.workout.engine.journal import Run
from coach.workout.engine.state import RunningStage
from coach.workout.engine.timeline import schedule
from coach.workout.heard.signals import signals
from coach.workout.plan.expand import expand
from coach.workout.plan.known import Known
from coach.workout.plan.sets import Set


def valid(routine: Routine) -> Routine:
    """The routine with no work that is longer than its interval."""

    def fits(item: Item, block: Emom) -> Item:
        return replace(item, work=Work(min(item.work.ns, block.every.ns))) if item.work else item

    blocks = (
        replace(block, exercises=tuple(fits(item, block) for item in block.exercises))
        if isinstance(block, Emom)
        else block
        for block in routine.blocks
    )
    return replace(routine, blocks=tuple(blocks))


def person(known: Known) -> Person:
    return Person(known.maxes, dict(known.paces), known.get_ready_ns)


def of_set(set_: Set, blocks: list[str]) -> tuple[object, ...]:
    coached = set_.pace == "coach" and not set_.timed
    return (
        *(blocks.index(set_.block.key), set_.exercise.id, set_.key.number, set_.key.warm_up, set_.key.side, set_.total),
        *(set_.target, set_.load, set_.tempo if set_.reps else None, coached, set_.alternate, set_.get_ready_ns),
        *((set_.rest.ns, set_.rest.waits), set_.interval_ns, set_.ends_round),
        *(
            set_.setup.happens,
            set_.ready.ns if set_.ready.happens else 0,
            set_.estimate_ns if not set_.interval_ns else 0,
        ),
    )


def of_effort(one: Effort) -> tuple[object, ...]:
    return (
        *(one.block, one.exercise.id, one.number, one.warm_up, one.side, one.of),
        *(one.target, one.load, None if one.timed else one.tempo, one.coached, one.alternate, one.get_ready),
        *((one.rest.ns, one.rest.waits), one.interval, one.ends_round),
        *(one.setup, one.ready, one.estimate if not one.interval else 0),
    )


many = settings(max_examples=1500, suppress_health_check=[HealthCheck.too_slow])
few = settings(max_examples=25)


@given(routines, knowns)
def test_both_plan_the_same_sets(routine: Routine, known: Known) -> None:
    check_sets(routine, known)


@given(routines, knowns)
def test_both_print_the_same_timeline(routine: Routine, known: Known) -> None:
    check_timeline(routine, known)


def check_sets(routine: Routine, known: Known) -> None:
    routine = valid(routine)
    sets = expand(routine, known)
    blocks = list(dict.fromkeys(set_.block.key for set_ in sets))
    assert [of_set(set_, blocks) for set_ in sets] == [of_effort(one) for one in efforts(routine, person(known))]


def check_timeline(routine: Routine, known: Known) -> None:
    routine = valid(routine)
    rows = [(row.word, row.begins_ns, row.ns, row.about, row.waits) for row in stages(expand(routine, known))]
    assert rows == [(it.word, it.begins, it.ns, it.about, it.waits) for it in timeline(efforts(routine, person(known)))]


@pytest.mark.parametrize("name", sorted(LIBRARY.names()))
def test_the_command_prints_the_timeline_of_both(name: str) -> None:
    printed = json.loads(invoke("show", name, "--timeline", "--json").output)["stages"]
    rows = [(row["stage"], row["begins"], row["seconds"], row["about"], row["waits"]) for row in printed]
    planned = timeline(efforts(LIBRARY.load(name).routine, Person()))
    assert rows == [(it.word, it.begins / SECOND, it.ns / SECOND, it.about, it.waits) for it in planned]


def soon(word: str, ns: int) -> int:
    """A key as soon as it may be pressed."""
    return 1_300_000_000


def on_time(word: str, ns: int) -> int:
    """A key when the time is over; without one after some seconds that are no whole number of reps."""
    return ns or 11_700_000_000


def late(word: str, ns: int) -> int:
    """A key some time later."""
    return ns + 47_300_000_000


@pytest.mark.parametrize("way", [soon, on_time, late])
@few
@given(routines, knowns)
def test_both_go_through_the_same_stages_and_sound_alike(way: Way, routine: Routine, known: Known) -> None:
    check_run(way, routine, known)


@pytest.mark.slow
@pytest.mark.parametrize("way", [soon, on_time, late])
@many
@given(routines, knowns)
def test_both_go_through_the_same_stages_of_many_routines(way: Way, routine: Routine, known: Known) -> None:
    check_run(way, routine, known)
    check_sets(routine, known)
    check_timeline(routine, known)


def check_run(way: Way, routine: Routine, known: Known) -> None:
    routine = valid(routine)
    sets = efforts(routine, person(known))
    theirs = play(sets, way)
    stages_, sounds = played_by_the_engine(routine, known, way)
    assert stages_ == [(it.word, it.begins, *of_effort(sets[it.effort])[:5]) for it in theirs.stages]
    assert sounds == theirs.sounds


def played_by_the_engine(
    routine: Routine, known: Known, way: Way
) -> tuple[list[tuple[object, ...]], list[tuple[int, str]]]:
    """(stages, each with its set; sounds), with enter in each stage that waits."""
    run, now = Run.begin(routine, known, 0), 0
    blocks = list(dict.fromkeys(set_.block.key for set_ in run.session.sets))
    stages_: list[tuple[object, ...]] = []
    sounds: list[tuple[int, str]] = []
    while True:
        legs = list(schedule(run.session))
        for leg in legs:
            if leg.here:
                found = (leg.here.stage, leg.began, *of_set(leg.here.set, blocks)[:5])
                stages_ += [found] if found not in stages_[-1:] else []
        here = legs[-1].here
        ends = legs[-1].began + (_after(here, way) if here else 1)
        sounds += [(signal.at, signal.name) for signal in signals(run.session, now, ends)]
        if here is None:
            return stages_, sounds
        run, now = run.press(ends, Done()), ends


def _after(here: RunningStage, way: Way) -> int:
    grid = (
        here.grid - here.began if here.stage == "REST" and here.grid is not None else 0
    )  # until then enter is refused
    word = {"WORK": "WORK" if here.set.timed else "COUNT" if here.paced else "SET"}.get(here.stage, here.stage)
    return max(grid, way(word, here.due - here.began if here.due is not None else 0))
