"""What is ahead, planned again: after an edit of the routine, or with a new one (docs/rules.md#changes-of-the-plan).

The future changes in this one way: `replanned`, and `revalued` for an edit of a value, which leaves the sets and their
order alone. What is past or running is a value that no edit can move. May live here: which sets of the new plan are
ahead, in which order, and what a set keeps of the old plan. What may not: which edit a key makes.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property

from msgspec.structs import replace

from coach.routine.values import Side
from coach.workout.engine.state import RunningStage, Session
from coach.workout.plan.edits import Edit, Moved, Swapped, ValueEdit
from coach.workout.plan.expand import expand, sets_of_block
from coach.workout.plan.sets import ItemKey, Set, SetKey, with_transitions


def replanned(session: Session, *edits: Edit, anew: Set | None = None) -> Session:
    """What is ahead, from the routine with all edits; the running stage goes on.

    Args:
        session: without an edit, its routine is a new one.
        edits: made now.
        anew: the first set ahead, which may get another exercise even if it was done: it begins anew. If nothing runs,
            the others follow it.
    """
    every = (*session.edits, *edits)
    plan = _Plan(session, every)
    full, here = plan.sets, session.here
    behind = (*session.past, *((here.set, *here.over) if here else ()))
    old = _by_effort(session.ahead)
    kept = _ahead(session, full, _by_effort(behind), old, here.set if here else anew)
    if edits and not isinstance(edits[-1], Moved):
        kept = _in_their_order(kept, session.ahead)
    swapped = {edit.item for edit in edits if isinstance(edit, Swapped)}
    kept = _keeping_exercises(session, plan, kept, old, anew, swapped if edits else None)
    if here:
        here = replace(here, set=_taken_up(session, plan, here, any_exercise=not edits))
    gone = () if edits else _done_but_gone(session, full)
    session = replace(session, edits=every, here=here, past=(*session.past, *gone), ahead=kept)
    session = _counted(_with_records_of_sets(session, old), full)
    before = session.here.set if session.here else session.past[-1] if session.past else None
    return replace(session, ahead=with_transitions(session.ahead, before))


def revalued(session: Session, edit: ValueEdit) -> Session:
    """What is ahead, with another value in the sets of one item. It gives what `replanned` gives for such an edit, and
    plans one block instead of all: arrows are pressed many times in a row.

    Args:
        session: one that runs.
        edit: made now.
    """
    assert session.here is not None
    edits = (*session.edits, edit)
    plan = _Plan(session, edits)

    def one(set_: Set) -> Set:
        return replace(plan.keeping(set_), total=set_.total) if set_.item == edit.item else set_

    here = session.here
    if here.set.item == edit.item:
        taken_up = _taken_up(session, plan, here, any_exercise=False)
        here = replace(here, set=replace(taken_up, total=here.set.total))
    ahead = with_transitions(tuple(map(one, session.ahead)), here.over[-1] if here.over else here.set)
    return replace(session, edits=edits, here=here, ahead=ahead)


class _Plan:
    """The new plan, and what becomes of a set in it that keeps its exercise."""

    def __init__(self, session: Session, edits: tuple[Edit, ...]) -> None:
        self._session, self._edits = session, edits
        self._blocks: dict[tuple[str, Swapped | None], dict[SetKey, Set]] = {}

    @cached_property
    def sets(self) -> tuple[Set, ...]:
        """All of them, in order."""
        session = self._session
        return expand(session.routine, session.known, self._edits, session.keys)

    def _of_block(self, block: str, swap: Swapped | None = None) -> dict[SetKey, Set]:
        if (block, swap) not in self._blocks:
            session, edits = self._session, (*self._edits, swap) if swap else self._edits
            sets = sets_of_block(session.routine, session.known, edits, session.keys, block)
            self._blocks[block, swap] = {set_.key: set_ for set_ in sets}
        return self._blocks[block, swap]

    def twin(self, set_: Set) -> Set | None:
        """The set of the new plan with the same key."""
        return self._of_block(set_.block.key).get(set_.key)

    def keeping(self, set_: Set) -> Set:
        """The set as the new plan has it with its own exercise; itself, if the routine no longer knows that."""
        twin = self.twin(set_)
        if twin is None or twin.exercise.id != set_.exercise.id:
            twin = self._of_block(set_.block.key, Swapped(set_.item, set_.exercise.id)).get(set_.key)
        return twin if twin and twin.exercise.id == set_.exercise.id else set_


def _by_effort(sets: Iterable[Set]) -> dict[SetKey, list[Set]]:
    """The sets by their key without the side: one for each side that there is."""
    out: dict[SetKey, list[Set]] = {}
    for set_ in sets:
        out.setdefault(set_.key.effort, []).append(set_)
    return out


def _ahead(
    session: Session,
    full: Sequence[Set],
    behind: dict[SetKey, list[Set]],
    old: dict[SetKey, list[Set]],
    latest: Set | None,
) -> tuple[Set, ...]:
    """Those of the new plan that are neither past nor running, and were ahead before or come after the running one."""
    order = {set_.key.effort: place for place, set_ in enumerate(full)}
    recent = (*([latest] if latest else ()), *reversed(session.past))
    place = next((order[set_.key.effort] for set_ in recent if set_.key.effort in order), -1)
    return tuple(
        set_
        for at, set_ in enumerate(full)
        if not _gone(set_.key, {other.key.side for other in behind.get(set_.key.effort, ())})
        and (set_.key.effort in old or at > place)
    )


def _gone(key: SetKey, sides: "set[Side | None]") -> bool:
    """Whether a set is past or running, also if a swap made one set of two sides, or two sides of one set."""
    return key.side in sides or None in sides or (key.side is None and len(sides) == 2)


def _in_their_order(sets: Sequence[Set], before: Sequence[Set]) -> tuple[Set, ...]:
    """The sets in the order that they had before; a new one behind the one that precedes it in the new plan."""
    order = {set_.key.effort: place for place, set_ in reversed(list(enumerate(before)))}
    places: list[tuple[int, int]] = []
    latest = -1
    for at, set_ in enumerate(sets):
        latest = order.get(set_.key.effort, latest)
        places.append((latest, at))
    return tuple(set_ for _, set_ in sorted(zip(places, sets, strict=True), key=lambda pair: pair[0]))


def _keeping_exercises(
    session: Session,
    plan: _Plan,
    sets: Sequence[Set],
    old: dict[SetKey, list[Set]],
    anew: Set | None,
    swapped: "set[ItemKey] | None",
) -> tuple[Set, ...]:
    """Those of the sets that would have another exercise keep theirs, unless another one was asked for. A set that is
    done keeps it whatever was asked, except for the one that begins anew.

    Args:
        session: as it was.
        plan: the new one.
        sets: of the new plan, in order.
        old: the sets that were ahead, by their efforts.
        anew: as in `replanned`.
        swapped: the items that get another exercise; None: all may.
    """
    out: list[Set] = []
    for effort, planned in _by_effort(sets).items():
        before = old.get(effort)
        again = anew is not None and anew.key.effort == effort
        items = {effort.item, *(station.item for station in planned[0].stations)}
        may = swapped is None or bool(items & swapped)
        if before and not (may and (again or not any(_is_done(session, set_) for set_ in before))):
            out += planned if before[0].exercise.id == planned[0].exercise.id else map(plan.keeping, before)
        else:
            out += planned
    return tuple(out)


def _is_done(session: Session, set_: Set) -> bool:
    record = session.records.get(set_.key)
    return record is not None and record.state == "done"


def _taken_up(session: Session, plan: _Plan, here: RunningStage, *, any_exercise: bool) -> Set:
    """The running set with what it takes over from the new plan: before its work all but the spans of SETUP and READY,
    and its exercise only with a new routine if it was not done before; in its work the rest to come, in its rest
    nothing. The end of an emom's interval stays."""
    old = here.set
    twin = plan.twin(old)
    if twin is None or here.stage == "REST":
        return old
    if here.stage == "WORK":
        return replace(old, rest=twin.rest, ends_round=twin.ends_round, stations=twin.stations)
    if old.exercise.id != twin.exercise.id and not (any_exercise and not _is_done(session, old)):
        twin = plan.keeping(old)
    return replace(twin, setup=old.setup, ready=old.ready)


def _done_but_gone(session: Session, full: Sequence[Set]) -> tuple[Set, ...]:
    """Sets ahead with a record that a new routine does not have any more: they are past."""
    there = {set_.key.effort for set_ in full}
    return tuple(set_ for set_ in session.ahead if set_.key in session.records and set_.key.effort not in there)


def _with_records_of_sets(session: Session, old: dict[SetKey, list[Set]]) -> Session:
    """Without the records of sets that were ahead and are none any more, as another exercise has other sides."""
    there = {set_.key for set_ in session.sets}
    lost = {set_.key for sets in old.values() for set_ in sets} & session.records.keys() - there
    if not lost:
        return session
    return replace(session, records={key: record for key, record in session.records.items() if key not in lost})


def _counted(session: Session, full: Sequence[Set]) -> Session:
    """All sets with the number of sets that their item has now: those of the plan, but not fewer than were begun."""
    totals: dict[tuple[ItemKey, bool], int] = {(set_.item, set_.key.warm_up): set_.total for set_ in full}
    here = session.here
    for set_ in (*session.past, *((here.set, *here.over) if here else ())):
        of = set_.item, set_.key.warm_up
        if of in totals:
            totals[of] = max(totals[of], set_.key.number)

    def of_all(sets: Sequence[Set]) -> tuple[Set, ...]:
        return tuple(map(one, sets))

    def one(set_: Set) -> Set:
        total = totals.get((set_.item, set_.key.warm_up), set_.total)
        return set_ if total == set_.total else replace(set_, total=total)

    if here:
        here = replace(here, set=one(here.set), over=of_all(here.over))
    return replace(session, past=of_all(session.past), here=here, ahead=of_all(session.ahead))
