"""The second planner's workout: which stages there are and what is heard, if waiting stages are ended in some way.

Written from docs/rules.md alone (From stage to stage, Enter in a rest, Sounds); see `reference_plan`. No key is pressed
but enter, and only in a stage that waits for one. Instants are in ns from the start.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from reference_plan import Effort

from coach.routine.values import SECOND, Reps, Work

Way = Callable[[str, int], int]
"""How long after its beginning a stage that waits is ended: from its word and its planned length (0 without one)."""

ORDER = (
    *("finished", "go", "switch", "round", "rest-over", "rest", "set-done", "tick", "ten", "target", "halfway", "rep"),
    "phase",
)
PHASES = ("lower", "bottom", "lift", "top")
CLOSE = 150_000_000


@dataclass(frozen=True)
class Stage:
    word: str
    """SETUP, READY, WORK or REST."""
    begins: int
    effort: int
    """The place of its set in the plan."""


@dataclass
class Played:
    stages: list[Stage] = field(default_factory=list)
    sounds: list[tuple[int, str]] = field(default_factory=list)


def play(sets: list[Effort], way: Way) -> Played:
    """A whole workout."""
    return _Playing(sets, way).all()


class _Playing:
    def __init__(self, sets: list[Effort], way: Way) -> None:
        self.sets, self.way = list(sets), way
        self.now = 0
        self.waited = False
        """Whether the last rest waited for a key."""
        self.out = Played()
        self.marks: list[tuple[int, str]] = []
        """What would sound since the last key."""

    def all(self) -> Played:
        after, led_to = "", False
        for place, one in enumerate(self.sets):
            if one.setup and not led_to:
                self.setup(place, after)
                after = "SETUP"
            if one.ready and not led_to and (after != "REST" or self.waited):
                self.ready(place, one.ready, after)
            self.work(place)
            after, led_to = self.rest(place)
        self.mark(self.now, "finished")
        self.heard(self.now + 1)
        return self.out

    # What happens in a stage

    def begin(self, word: str, place: int) -> None:
        self.out.stages.append(Stage(word, self.now, place))

    def mark(self, at: int, name: str) -> None:
        self.marks.append((at, name))

    def go_on(self, until: int, *, by_key: bool) -> None:
        """The stage ends; of its marks those before its end count. A key takes back nothing that was heard."""
        self.now = until
        if by_key:
            self.heard(until)

    def heard(self, until: int) -> None:
        """What was heard since the last key (rules: One sound at a time)."""
        marks, self.marks = sorted((mark for mark in self.marks if mark[0] < until), key=lambda it: it[0]), []
        rank = {name: ORDER.index("phase" if name in PHASES else name) for _, name in marks}
        for at, name in marks:
            near = [(other, its) for other, its in marks if abs(other - at) < CLOSE and (other, its) != (at, name)]
            if not any(rank[its] < rank[name] or (rank[its] == rank[name] and other < at) for other, its in near):
                self.out.sounds.append((at, name))

    def entry(self, place: int, after: str) -> None:
        """The sound with which a SETUP or READY begins (rules: At the beginning of a stage)."""
        if after == "WORK":
            self.mark(self.now, "round" if self.sets[place - 1].ends_round else "set-done")

    def countdown(self, begins: int, ends: int, least: int) -> None:
        if ends - begins >= least * SECOND:
            for back in (3, 2, 1):
                self.mark(ends - back * SECOND, "tick")

    # The stages

    def setup(self, place: int, after: str) -> None:
        self.begin("SETUP", place)
        if after == "REST":
            self.mark(self.now, "rest-over")
        self.entry(place, after)
        self.go_on(self.now + self.way("SETUP", 0), by_key=True)

    def ready(self, place: int, ns: int, after: str) -> None:
        if not ns:
            return
        self.begin("READY", place)
        self.entry(place, after)
        self.countdown(self.now, self.now + ns, 3)
        self.go_on(self.now + ns, by_key=False)

    def work(self, place: int) -> None:
        one = self.sets[place]
        self.begin("WORK", place)
        self.mark(self.now, "go")
        done = self.timed(one, one.target) if isinstance(one.target, Work) else self.reps(one, one.target)
        if one.side == "right" and done:
            self.sets[place + 1] = self.second_side(one, self.sets[place + 1], done)

    def timed(self, one: Effort, target: Work) -> int:
        """Gives the time that it was held, ns."""
        begins = self.now
        due = begins + (min(target.ns, one.interval) if one.interval else target.ns)
        ends = begins + self.way("WORK", target.ns) if target.open else due
        long = target.ns >= 30 * SECOND
        if (long or one.alternate) and begins + target.ns // 2 < due:
            self.inside(begins + target.ns // 2, "switch" if one.alternate else "halfway", ends)
        if long:
            self.inside(due - 10 * SECOND, "ten", ends)
        if target.open:
            self.inside(due, "target", ends)
        else:
            self.countdown(begins, due, 4)
        self.go_on(ends, by_key=target.open)
        return self.now - begins

    def reps(self, one: Effort, target: Reps) -> int:
        """The reps that are logged (rules: What is logged)."""
        begins = self.now
        if one.coached:
            return self.counted(one, target)
        if one.interval:
            self.countdown(begins, begins + one.interval, 4)
            if one.interval >= 30 * SECOND:
                self.mark(begins + one.interval - 10 * SECOND, "ten")
            self.go_on(begins + one.interval, by_key=False)
        else:
            self.go_on(begins + self.way("SET", 0), by_key=True)
        return target.low

    def counted(self, one: Effort, target: Reps) -> int:
        """Rules: Tempo, Inside a stage."""
        begins, rep = self.now, one.tempo.rep_ns
        by_key = one.by_key
        ends = begins + self.way("COUNT", 0) if one.counted_to is None else begins + one.counted_to * rep
        if one.interval:
            ends = min(ends, begins + one.interval)
        number = 0
        while (at := begins + number * rep) < ends:
            if target.low and number == target.low * one.sides:
                self.mark(at, "target")
            self.mark(at, "rep")
            for phase, length in one.tempo.phases(one.exercise.starts):
                self.inside(at, phase, ends)
                at += length
            number += 1
        self.go_on(ends, by_key=by_key)
        return (ends - begins) // rep // one.sides

    def inside(self, at: int, name: str, ends: int) -> None:
        if at < ends:
            self.mark(at, name)

    def second_side(self, first: Effort, one: Effort, done: int) -> Effort:
        """Rules: Sides."""
        if isinstance(one.target, Work):
            return replace(one, target=Work(max(1, round(done / SECOND)) * SECOND))
        assert isinstance(first.target, Reps)
        low = min(first.target.low or done, done) if one.coached else done
        return replace(one, target=Reps(low, done))

    def rest(self, place: int) -> tuple[str, bool]:
        """Gives the stage that the next set follows, and whether a key led to its work already."""
        one = self.sets[place]
        begins = self.now
        coming = self.sets[place + 1] if place + 1 < len(self.sets) else None
        grid = self.out.stages[-1].begins + one.interval if one.interval else begins
        due = grid + one.rest.ns
        self.waited = False
        if (due <= begins and not one.rest.waits) or (coming is None and not one.interval):
            return "WORK", False
        self.begin("REST", place)
        self.mark(begins, "switch" if one.side == "right" else "round" if one.ends_round else "rest")
        ends = max(grid, begins + self.way("REST", due - begins)) if one.rest.waits else due
        if due - begins >= 30 * SECOND:
            self.inside(due - 10 * SECOND, "ten", ends)
        if one.rest.waits:
            self.inside(due, "rest-over", ends)
        elif not (coming and coming.setup):
            self.countdown(begins, due, 4)
        self.go_on(ends, by_key=one.rest.waits)
        if not one.rest.waits or coming is None:
            return "REST", False
        # enter in a rest
        if coming.setup:
            length = coming.get_ready
        elif not coming.timed and not coming.coached:
            length = 0
        else:
            left = due - ends
            length = coming.get_ready if left <= 0 else min(coming.get_ready, left)
        self.ready(place + 1, length, "REST")
        return "REST", True
