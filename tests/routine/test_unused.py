"""Fields that are written and never act: what is said of each kind, and that the plan agrees."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from generated import routines
from hypothesis import given, settings
from msgspec import Struct
from msgspec.structs import replace
from person import LIBRARY

from coach.routine.model import Amrap, Item, Routine, Tabata
from coach.routine.unused import idle_fields
from coach.routine.values import SECOND, USUAL_TEMPO, Duration, Gap, Load, Reps, Rest, Tempo, Work
from coach.workout.paper.build import build_paper
from coach.workout.plan.edits import Swapped
from coach.workout.plan.expand import block_keys, expand
from coach.workout.plan.known import Known
from coach.workout.plan.sets import ItemKey, Set

RESTS = (Rest(37 * SECOND), Rest(0), Rest(41 * SECOND, waits=True))
OTHERS: dict[str, tuple[object, ...]] = {
    **dict.fromkeys(("rest", "round_rest", "rest_after", "warm_up_rest", "switch"), RESTS),
    "reps": (Reps(3, 3), Reps(4, 4)),
    "work": (Work(33 * SECOND), Work(34 * SECOND)),
    "load": (Load("mass", 11_000), Load("mass", 12_000)),
    "tempo": (Tempo(9, 0, 1, 0), Tempo(8, 0, 1, 0)),
    "pace": ("self", "coach"),
    "get_ready": (Gap(6 * SECOND), Gap(7 * SECOND)),
    "set_up": ("none", "wait"),
    "sides": ("both", "each", "alternate"),
    "rir": (4, 5),
}
"""Other values for each field. If none of them changes anything, the field does not act."""


def written(routine: Routine) -> Iterator[tuple[Struct, str]]:
    """Each field that says something, with its level; without items that a tabata never reaches."""
    levels: list[Struct] = [routine.defaults]
    for block in routine.blocks:
        items = block.exercises[: block.rounds] if isinstance(block, Tabata) else block.exercises
        specs = [spec for item in items if isinstance(item.sets, tuple) for spec in item.sets]
        levels += [block, *items, *specs]
    for level in levels:
        for field in level.__struct_fields__:
            if field in OTHERS and getattr(level, field) is not None:
                yield level, field


def with_level(routine: Routine, old: Struct, new: Struct) -> Routine:
    """The routine with another level in place of one that is part of it."""

    def item(one: Item) -> Item:
        if one is old:
            return new  # type: ignore[return-value]  # a level is replaced by one of its kind
        sets = tuple(new if spec is old else spec for spec in one.sets) if isinstance(one.sets, tuple) else one.sets
        return replace(one, sets=sets)

    blocks = (
        new if block is old else replace(block, exercises=tuple(item(one) for one in block.exercises))
        for block in routine.blocks
    )
    return replace(routine, defaults=new if routine.defaults is old else routine.defaults, blocks=tuple(blocks))


def noticed(set_: Set) -> Set:
    """The set without what no one can notice: the tempo of a time, waiting for equipment that it has not, the sides of
    a station with a time, the order of equipment."""
    stations = tuple(replace(it, alternate=it.alternate and isinstance(it.target, Reps)) for it in set_.stations)
    block = replace(set_.block, equipment=tuple(sorted(set_.block.equipment)))
    set_ = replace(set_, set_up=set_.set_up and bool(set_.exercise.equipment), stations=stations, block=block)
    return replace(set_, tempo=USUAL_TEMPO) if set_.timed else set_


def consequences(routine: Routine, known: Known = Known()) -> list[object]:  # noqa: B008  # a frozen value
    """All that follows from a routine: its plan, also after each swap, the efforts on its paper, and what is said of
    loads that nothing waits for."""
    sets = expand(routine, known)
    out: list[object] = [message for _, field, message in idle_fields(routine, routine) if field == "load"]
    out += [row.effort for block in build_paper(routine, sets).blocks for row in block.rows]
    swaps: list[tuple[Swapped, ...]] = [()]
    for block, key in zip(routine.blocks, block_keys(routine), strict=True):
        names = [item.exercise or "" for item in block.exercises]
        for place, item in enumerate(block.exercises):
            own = ItemKey(key, names[place], names[: place + 1].count(names[place]))
            swaps += [(Swapped(own, other),) for other in item.alternatives]
    return [*out, *([noticed(set_) for set_ in expand(routine, known, swap)] for swap in swaps)]


@settings(max_examples=settings().max_examples // 4)  # each makes a hundred plans
@given(routines)
def test_a_field_is_warned_of_if_and_only_if_no_other_value_of_it_would_change_anything(routine: Routine) -> None:
    idle = {(id(level), field) for level, field, message in idle_fields(routine, routine) if "changes" in message}
    before = consequences(routine)
    for level, field in written(routine):
        others = [other for other in OTHERS[field] if other != getattr(level, field)]
        if field == "rest" and isinstance(level, Tabata):
            others = [Duration(7 * SECOND), Duration(8 * SECOND)]
        if field == "work" and isinstance(level, (Tabata, Amrap)):
            others = [Duration(7 * SECOND)]
        changed = (with_level(routine, level, replace(level, **{field: other})) for other in others)
        acts = any(consequences(other) != before for other in changed)
        assert acts != ((id(level), field) in idle), f"{field} of {level}"


ONE = "blocks: [{exercises: [{name: Hang, work: 9s%s}]}]"
TWO = "blocks: [{%s, exercises: [{name: Hang, work: 9s}, {name: Row, reps: 5%s}]}]"
NEXT = "blocks: [{%s, exercises: [{name: Hang, work: 9s%s}]}, {exercises: [{name: Row, reps: 5}]}]"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (ONE % ", rest: 9s", '"rest" changes nothing: the workout ends there.'),
        (ONE % ", sets: 2, rest: 9s", ""),
        (
            ONE % ", switch: 9s",
            '"switch" changes nothing: there is no SWITCH, as nothing is done wholly on one side first',
        ),
        (ONE % ", sides: each, switch: 9s", ""),
        (ONE % ", tempo: 3110", '"tempo" changes nothing: only sets of reps have a tempo'),
        (ONE % ", pace: coach", '"pace" changes nothing: only sets of reps have a pace'),
        (ONE % ", set-up: wait", '"set-up" changes nothing: nothing needs equipment.'),
        (ONE % ", warm-up-rest: 9s", '"warm-up-rest" changes nothing: no two warm-up sets come one after the other.'),
        (
            ONE % ", load: 9 kg",
            '"load" has no SETUP to wait for it, as "Hang" has no equipment. Give it an entry under',
        ),
        (ONE % ", load: bodyweight", ""),
        (ONE % ", progress: {type: linear, add: 2 kg}", '"progress" is planned: nothing follows from it yet.'),
        (
            f"defaults: {{progress: {{type: double}}}}\n{ONE % ''}",
            '"progress" is planned: nothing follows from it yet.',
        ),
        (ONE % ", progress: {type: none}", ""),
        (ONE % "" + "\nexercises: {pike: {name: Pike}}", 'the exercise "pike" is not used in this routine.'),
        (ONE.replace("name: Hang", "exercise: pike") % "" + "\nexercises: {pike: {name: Pike}}", ""),
        (
            ONE.replace("name: Hang", "exercise: pike") % ""
            + "\nexercises: {pike: {name: Pike, easier: [Low pike]}, low: {name: Low pike}}",
            "",
        ),
        (ONE % ", load: bodyweight - 9 kg", '"load" has no SETUP to wait for it, as "Hang" has no equipment.'),
        (ONE % ", load: 9 kg, set-up: none", ""),
        (f"defaults: {{rest: 9s}}\n{ONE % ', sets: 2, rest: 8s'}", '"rest" changes nothing: everything it would'),
        (
            TWO % ("type: circuit, rounds: 1, round-rest: 9s", ""),
            '"round-rest" changes nothing: the workout ends there.',
        ),
        (TWO % ("type: circuit, rounds: 2, round-rest: 9s", ""), ""),
        (
            TWO % ("type: circuit, rounds: 2, round-rest: 9s", ", rest: 8s"),
            '"rest" changes nothing: "round-rest" of the block comes in its place.',
        ),
        (TWO % ("type: emom, every: 60s, rounds: 2, switch: 9s", ""), '"switch" changes nothing: there is no SWITCH'),
        (
            TWO % ("type: amrap, for: 60s, pace: coach", ""),
            '"pace" changes nothing: in an amrap you go at your own pace.',
        ),
        (
            ONE.replace("exercises", "rest-after: 9s, exercises") % "",
            '"rest-after" changes nothing: the workout ends there.',
        ),
        (NEXT % ("section: warm-up", ", rest: 9s"), '"rest" changes nothing: between two sections there is no rest ('),
        (NEXT % ("section: main", ", rest: 9s"), ""),
        (
            NEXT % ("rest-after: 8s", ", rest: 9s"),
            '"rest" changes nothing: "rest-after" of the block comes in its place.',
        ),
        (
            NEXT % ("type: superset, rounds: 2, round-rest: 9s", ", rest: 8s"),
            '"rest" does not act between the rounds: "round-rest" of the block comes in its place.',
        ),
    ],
)
def test_what_is_said_of_a_field_that_does_not_act(text: str, wanted: str, tmp_path: Path) -> None:
    (tmp_path / "idle.yaml").write_text(f"name: Idle\n{text}\n")
    problems = LIBRARY.load(str(tmp_path / "idle.yaml")).problems
    assert [it.message.startswith(wanted) and it.severity for it in problems] == ["warning"] * bool(wanted), problems


@pytest.mark.parametrize("name", sorted(LIBRARY.names()))
def test_no_field_of_a_bundled_routine_is_idle(name: str) -> None:
    assert not LIBRARY.load(name).problems
