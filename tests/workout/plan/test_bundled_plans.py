"""The bundled routines against the protocols they name, and every warm-up played without a key."""

import pytest
from msgspec.structs import replace

from coach import paths
from coach.routine.library import Library
from coach.routine.model import Routine
from coach.routine.values import MINUTE, SECOND
from coach.workout.engine.journal import Run
from coach.workout.engine.session import advance
from coach.workout.engine.timeline import rehearsed, schedule
from coach.workout.plan.known import Known
from coach.workout.plan.sets import NO_SPAN, Set, planned_ns

LIBRARY = Library(paths.routine_folders(), paths.exercise_folders())
NAMES = sorted(LIBRARY.names())


def routine(name: str) -> Routine:
    return LIBRARY.load(name).routine


def total(sets: tuple[Set, ...]) -> int:
    """As protocols state it: without the first READY and the set-ups, ns."""
    return planned_ns(tuple(replace(set_, setup=NO_SPAN) for set_ in sets)) - (sets[0].ready.ns or 0)


@pytest.mark.parametrize(
    ("name", "minutes", "seconds"),
    [
        ("office-posture", 5, 0),
        ("desk-break", 5, 0),
        ("seven-minute", 7, 50),
        ("tabata", 3, 50),
        ("emom-swings", 10, 0),
        ("norwegian-4x4", 40, 0),
    ],
)
def test_a_protocol_takes_the_time_that_its_source_states(name: str, minutes: int, seconds: int) -> None:
    sets = Run.begin(routine(name), Known(), 0).session.sets
    assert total(sets) == minutes * MINUTE + seconds * SECOND


def test_30_20_10_takes_26_minutes_without_its_warm_up() -> None:
    sets = Run.begin(routine("30-20-10"), Known(), 0).session.sets
    main = tuple(set_ for set_ in sets if set_.block.section == "main")
    assert total(main) == 26 * MINUTE


def test_30_20_10_goes_from_its_warm_up_into_the_first_block_without_a_stop() -> None:
    assert total(Run.begin(routine("30-20-10"), Known(), 0).session.sets) == 32 * MINUTE


def test_the_posterior_chain_takes_less_than_an_hour_and_has_all_seven() -> None:
    sets = Run.begin(routine("posterior-chain"), Known(), 0).session.sets
    assert 40 * MINUTE < planned_ns(sets) < 60 * MINUTE
    main = {set_.exercise.id for set_ in sets if set_.block.section == "main"}
    assert {"rdl", "deadlift", "kb-swing", "hip-thrust", "pull-through", "kb-reverse-lunge", "pull-up"} <= main


@pytest.mark.parametrize("name", NAMES)
def test_a_warm_up_is_played_without_a_key(name: str) -> None:
    session = Run.begin(routine(name), Known(), 0).session
    warm = sum(set_.block.section == "warm-up" for set_ in session.sets)
    if not warm:
        assert session.here is not None
        return
    reached = [it.here.set for it in schedule(session) if it.here and it.here.stage == "WORK"]
    assert sum(set_.block.section == "warm-up" for set_ in reached) == warm
    done = advance(session, 3 * 60 * MINUTE)
    assert all(done.records[set_.key].state == "done" for set_ in done.past if set_.block.section == "warm-up")
    assert sum(set_.block.section == "warm-up" for set_ in done.past) == warm


@pytest.mark.parametrize("name", NAMES)
def test_the_plan_of_a_routine_is_the_clock_of_its_session(name: str) -> None:
    session = Run.begin(routine(name), Known(), 0).session
    *_, (last, _) = rehearsed(session)
    assert last.ends == planned_ns(session.sets)
