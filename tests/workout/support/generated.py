"""Hypothesis strategies for the laws of the core: any routine, any person, any keys.

A law says what holds whatever is written and pressed. It takes a routine, what is known of the person and a script, and
plays the script before it looks:

    @given(routines, knowns, scripts)
    def test_a_pause_changes_no_record(routine: Routine, known: Known, script: Script) -> None:
        run, now = played(routine, known, script)
        assert ...

Routines are small, with every block type, side, pace and target, over the six exercises of `EXERCISES`. A script is a
list of steps: how long nothing is pressed, which key, and a number from which `made` makes what the key needs (a set to
go to, a count of reps). So scripts need no session, and Hypothesis can shrink both apart. `walked` gives the run after
each step. A field of a routine that is not generated here is not covered by any law: add it.
"""

from typing import Literal

from hypothesis import strategies as st

from coach.routine.model import (
    Amrap,
    Block,
    Circuit,
    Cue,
    Defaults,
    Emom,
    Exercise,
    Item,
    Routine,
    SetSpec,
    Straight,
    Superset,
    Tabata,
)
from coach.routine.values import SECOND, Duration, Gap, Load, Reps, Rest, Tempo, WarmUpSet, Work
from coach.workout.engine.inputs import (
    Back,
    Count,
    Done,
    Extend,
    Finish,
    GoTo,
    Input,
    Later,
    More,
    Note,
    Pause,
    Replan,
    Restart,
    Resume,
    Skip,
    Swap,
    TogglePace,
    Undo,
)
from coach.workout.engine.journal import Run
from coach.workout.engine.session import Refused
from coach.workout.plan.known import Known
from coach.workout.plan.sets import Set

CUES = tuple(Cue(phase=phase, text=f"{phase} it") for phase in ("lower", "bottom", "lift", "top", "during"))
EXERCISES = {
    "rdl": Exercise(id="rdl", name="RDL", equipment=("barbell",), tempo=Tempo(3, 1, 1, 0), cues=CUES),
    "pull": Exercise(
        id="pull", name="Pull", equipment=("pull-up-bar",), starts="lift", tempo=Tempo(2, 0, -1, 1), cues=CUES[1:]
    ),
    "swing": Exercise(id="swing", name="Swing", equipment=("kettlebell",), tempo=Tempo(every_ns=SECOND * 3 // 2)),
    "lunge": Exercise(id="lunge", name="Lunge", sides="alternate"),
    "row": Exercise(id="row", name="Row", sides="each", equipment=("dumbbell",)),
    "plank": Exercise(id="plank", name="Plank", measure="time", cues=CUES),
}

seconds = st.integers(1, 75).map(lambda n: n * SECOND)
rests = st.one_of(st.none(), st.just(Rest(0)), st.builds(Rest, seconds, st.booleans()))
fixed_rests = st.one_of(st.none(), st.just(Rest(0)), st.builds(Rest, seconds))
closed_reps = st.tuples(st.integers(1, 12), st.integers(0, 4)).map(lambda pair: Reps(pair[0], pair[0] + pair[1]))
any_reps = st.one_of(closed_reps, st.integers(1, 9).map(lambda n: Reps(n, None)), st.just(Reps(0, None)))
loads = st.sampled_from([None, Load("mass", 60_000), Load("mass", 80_000), Load("percent", 70_000), Load("bodyweight")])
paces = st.sampled_from([None, "self", "coach"])
tempos = st.sampled_from([None, None, Tempo(1, 0, -1, 0), Tempo(0, 2, 3, 1), Tempo(every_ns=SECOND * 5 // 2)])
sides = st.sampled_from([None, None, None, "each", "alternate", "both"])
set_ups = st.sampled_from([None, None, "none", "wait"])
get_readys = st.sampled_from([None, Gap(0), Gap(4 * SECOND), Gap(10 * SECOND)])
efforts = st.sampled_from([None, None, 2])


@st.composite
def items(draw: st.DrawFn, kind: str) -> Item:
    name = draw(st.sampled_from(sorted(EXERCISES)))
    others = [other for other in sorted(EXERCISES) if other != name]
    open_ = kind in ("straight", "circuit", "superset")
    target: dict[str, object] = {}
    if kind != "tabata":
        timed = draw(st.booleans())
        work = st.builds(Work, seconds, st.booleans() if open_ else st.just(False))
        target = {"work": draw(work)} if timed else {"reps": draw(any_reps if open_ else closed_reps)}
    fields: dict[str, object] = {
        "exercise": name,
        "alternatives": tuple(draw(st.lists(st.sampled_from(others), max_size=2, unique=True))),
        "sides": draw(sides),
        "set_up": draw(set_ups),
        "rir": draw(efforts),
    }
    if kind not in ("amrap", "tabata"):
        fields |= {"tempo": draw(tempos), "pace": draw(paces)}
    if kind == "straight":
        if draw(st.booleans()):
            fields["sets"] = draw(st.integers(1, 3))
        elif "reps" in target:
            fields["sets"] = (
                SetSpec(reps=Reps(5, 5), tempo=draw(tempos)),
                SetSpec(rest=Rest(20 * SECOND), rir=draw(efforts)),
                SetSpec(load=Load("mass", 90_000)),
            )
    if open_:
        fields |= {"rest": draw(rests), "load": draw(loads), "switch": draw(fixed_rests)}
        fields |= {"warm_up_rest": draw(fixed_rests), "get_ready": draw(get_readys)}
        if draw(st.integers(0, 3)) == 0:
            lighter = (WarmUpSet(Load("bar"), 10), WarmUpSet(Load("percent", 50_000), 5))
            fields["warm_up_sets"] = lighter[: draw(st.integers(1, 2))]
    return Item(**(fields | target))  # type: ignore[arg-type]


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    kind = draw(st.sampled_from(["straight", "straight", "circuit", "superset", "emom", "amrap", "tabata"]))
    common: dict[str, object] = {
        "exercises": tuple(draw(st.lists(items(kind), min_size=1, max_size=3))),
        "section": draw(st.sampled_from(["main", "main", "warm-up", "cool-down"])),
        "rest_after": draw(rests),
        "name": draw(st.sampled_from([None, "One", "Two"])),
        "rir": draw(efforts),
    }
    if draw(st.integers(0, 2)) == 0:
        shared = {"pace": paces, "tempo": tempos, "get_ready": get_readys, "set_up": set_ups, "switch": fixed_rests}
        common |= {name: draw(values) for name, values in shared.items()}
        if kind in ("straight", "circuit", "superset"):
            common["warm_up_rest"] = draw(fixed_rests)
    rounds = draw(st.integers(1, 3))
    match kind:
        case "straight":
            return Straight(**common, rest=draw(rests))  # type: ignore[arg-type]
        case "circuit":
            return Circuit(**common, rounds=rounds, rest=draw(rests), round_rest=draw(rests))  # type: ignore[arg-type]
        case "superset":
            return Superset(**common, rounds=rounds, rest=draw(fixed_rests), round_rest=draw(rests))  # type: ignore[arg-type]
        case "emom":
            return Emom(**common, every=Duration(draw(st.integers(20, 60)) * SECOND), rounds=rounds)  # type: ignore[arg-type]
        case "amrap":
            return Amrap(**common, for_=Duration(draw(st.integers(30, 90)) * SECOND))  # type: ignore[arg-type]
        case _:
            pause = Duration(draw(st.integers(4, 12)) * SECOND)
            return Tabata(**common, rounds=draw(st.integers(1, 5)), rest=pause)  # type: ignore[arg-type]


routines = st.builds(
    Routine,
    name=st.just("Generated"),
    blocks=st.lists(blocks(), min_size=1, max_size=3).map(tuple),
    exercises=st.just(EXERCISES),
    defaults=st.builds(
        Defaults,
        rest=rests,
        get_ready=get_readys,
        set_up=st.sampled_from([None, "none"]),
        switch=st.sampled_from([None, None, Rest(5 * SECOND)]),
        tempo=tempos,
        pace=st.sampled_from([None, None, "self", "coach"]),
        warm_up_rest=fixed_rests,
        rir=efforts,
    ),
)
knowns = st.sampled_from([Known(), Known(maxes={"rdl": Load("mass", 140_000)}, paces={"rdl": "coach"})])

START = 1_000 * SECOND + 123_456_789
"""When each run begins: no whole second, as on a real clock."""

Special = Literal["goto", "reps", "load", "rir", "finish", "replan"]
"""Inputs that need the session; `made` makes them."""
Step = tuple[int, Input | Special, int]
"""(ns since the step before, what is pressed, the number for `made`)."""
Script = list[Step]

_plain: list[st.SearchStrategy[Input]] = [
    st.just(Done()),
    st.just(Done()),
    st.just(Done()),
    st.builds(Skip, st.sampled_from(["set", "set", "exercise", "block"]), st.booleans()),
    st.just(Restart()),
    st.sampled_from([Extend(15 * SECOND), Extend(-15 * SECOND)]),
    st.just(TogglePace()),
    st.just(Count()),
    st.just(Swap()),
    st.just(Later()),
    st.just(More()),
    st.builds(Pause, st.sampled_from(["key", "away"])),
    st.just(Resume()),
    st.just(Resume()),
    st.just(Back()),
    st.just(Undo()),
]
_special: st.SearchStrategy[Special] = st.sampled_from(["goto", "reps", "load", "rir", "finish", "replan"])
_gaps = st.one_of(
    st.integers(0, 5_000_000_000), st.integers(0, 90 * SECOND), st.integers(0, 12).map(lambda n: n * SECOND)
)
_steps: st.SearchStrategy[Step] = st.tuples(_gaps, st.one_of(*_plain, *_plain, _special), st.integers(0, 1000))
scripts = st.lists(_steps, max_size=25)


def made(what: Input | Special, number: int, sets: tuple[Set, ...], routine: Routine) -> Input:
    """The input that a step means, for a session with these sets."""
    if not isinstance(what, str):
        return what
    if what == "finish" or not sets:
        return Finish() if number % 4 == 0 else Done()
    if what == "replan":
        blocks_ = routine.blocks
        turned = blocks_[1:] + blocks_[:1] if number % 2 else blocks_[: max(1, len(blocks_) - 1)]
        return Replan(Routine(name="Edited", blocks=turned, exercises=routine.exercises, defaults=routine.defaults))
    key = sets[number % len(sets)].key
    if what == "goto":
        return GoTo(key)
    if what == "reps":
        return Note(key, "reps", number % 13)
    if what == "load":
        return Note(key, "load", Load("mass", 40_000 + number % 10 * 2_500))
    return Note(key, "rir", number % 6)


def pressed(run: Run, now: int, input_: Input) -> Run:
    """The run after a key; of one that is refused, the run at that instant."""
    try:
        return run.press(now, input_)
    except Refused:
        return run.at(now)


def walked(routine: Routine, known: Known, script: Script) -> list[tuple[Run, int]]:
    """The run as it begins and after each step of the script, each with its instant."""
    run, now = Run.begin(routine, known, START), START
    out = [(run, now)]
    for gap, what, number in script:
        now += gap
        run = run.at(now)
        run = pressed(run, now, made(what, number, run.session.sets, routine))
        out.append((run, now))
    return out


def played(routine: Routine, known: Known, script: Script) -> tuple[Run, int]:
    """The run at the end of the script, and the instant."""
    return walked(routine, known, script)[-1]
