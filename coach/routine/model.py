"""What an author may write: a frozen Struct for each mapping, with a field for each key. Nothing about running it.

The YAML name of a field is its name in kebab case. `None` means "not given", which is not the same as `none`;
`inherit` joins the levels. Every field has its description and its bounds (`Meta`), from which the reader, the schema
and the reference of the format are made. A type of block is a tagged Struct: its fields are what the block takes,
`refuses` what its items do not take. After `library.resolve`, `Routine.exercises` has every exercise that the routine
names, by id.
"""

from typing import Annotated, Any, ClassVar, Literal, get_args

from msgspec import Meta, Struct, field

from coach.routine.values import Duration, Gap, Load, Reps, Rest, Tempo, WarmUpSet, Work

Section = Literal["warm-up", "main", "cool-down"]
Pace = Literal["self", "coach"]
Sides = Literal["both", "each", "alternate"]
CuePhase = Literal["setup", "lower", "bottom", "lift", "top", "reset", "during"]
Muscle = Literal[
    "hamstrings",
    "glutes",
    "adductors",
    "abductors",
    "calves",
    "quads",
    "erectors",
    "lats",
    "traps-upper",
    "traps-mid-low",
    "rear-delts",
    "side-delts",
    "front-delts",
    "forearms-grip",
    "biceps",
    "triceps",
    "chest",
    "core",
    "obliques",
    "neck",
    "hip-flexors",
]


def says(description: str) -> Meta:
    return Meta(description=description)


REPS = "how many: 5, 8-12, 10+ (or more, until enter) or max"
WORK = "how long: 40s, or 30s+ to go on until enter"
LOAD = "what is moved: 80 kg, 175 lb, 2 x 20 kg, 70% (of your max), bodyweight + 10 kg, band red or bar"
TEMPO = "seconds down-bottom-up-top: 3-1-X-0 (X: as fast as form allows); or 1.5s: a rep every 1.5 seconds"
REST = "90s, 1:30, none, or 2m+ to wait for enter after the two minutes"
RIR = "reps in reserve, 0 to 10: stop when you could do this many more"
RPE = "rate of perceived exertion, 1 (easy) to 10 (nothing left): how hard a set should feel"
"""Descriptions that several fields share."""

MOST_SETS_OF_ITEM = 99

Line = Annotated[str, Meta(min_length=1, max_length=200)]
Ident = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Rir = Annotated[int, Meta(ge=0, le=10)]
Rpe = Annotated[float, Meta(ge=1, le=10)]


def inherit(name: str, *levels: object) -> Any:
    """The value of a field on the innermost level that gives it; None if none does.

    Args:
        name: of the attribute.
        levels: from the innermost outwards.
    """
    for level in levels:
        if (value := getattr(level, name, None)) is not None:
            return value
    return None


class Progress(Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    """How the next session grows out of this one. Planned: it is read, and nothing follows from it yet."""

    type: Annotated[
        Literal["none", "double", "linear"],
        says("double: more reps first, then more load; linear: more load each time; none: stays as it is"),
    ]
    add: Annotated[Load | None, says("how much load one step adds: 2.5 kg")] = None


class Cue(Struct, frozen=True, kw_only=True):
    """One thing to think of, and when."""

    phase: Annotated[
        CuePhase,
        says("the moment it is for: setup, lower, bottom, lift, top or reset of a rep; during: all of timed work"),
    ]
    text: Annotated[
        str, Meta(min_length=1, max_length=60, description="what to think of, at most 60 characters: Ribs down")
    ]


class Fault(Struct, frozen=True, kw_only=True):
    """A common fault and its fix."""

    fault: Annotated[Line, says("what goes wrong: The hips sag")]
    fix: Annotated[Line, says("what puts it right: Squeeze the glutes")]


class Muscles(Struct, frozen=True, kw_only=True):
    """Which muscles work."""

    primary: Annotated[tuple[Muscle, ...], says("the muscles that do most of the work")] = ()
    secondary: Annotated[tuple[Muscle, ...], says("those that help, or hold still")] = ()


class Exercise(Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    """A movement: how it is done, what it is for, and what can take its place."""

    format: Annotated[int, Meta(ge=1, le=1, description="the version of this format: 1")] = 1
    id: Annotated[
        Ident, says("what routines call it: its file's name without .yaml (in a routine: its key); may be left out")
    ] = ""
    name: Annotated[Line, says("what it is called on the screen: Romanian deadlift")]
    aliases: Annotated[tuple[Line, ...], says("other names that find it: [RDL]; no other exercise may have them")] = ()
    why: Annotated[str, Meta(max_length=1000, description="what it is for, in a sentence or two")] = ""
    pattern: Annotated[str, Meta(max_length=40, description="the kind of movement: hinge, squat, pull, core")] = ""
    measure: Annotated[Literal["reps", "time"], says("what is counted in it, reps or time")] = "reps"
    sides: Annotated[Sides, says("both: both at once; each: right wholly, then left; alternate: from side to side")] = (
        "both"
    )
    equipment: Annotated[tuple[Line, ...], says("what has to be fetched or set up: [barbell]; [] for nothing")] = ()
    muscles: Annotated[Muscles, says("which muscles work")] = Muscles()
    cues: Annotated[tuple[Cue, ...], says("what to think of, in order, each in the phase it belongs to")] = ()
    faults: Annotated[tuple[Fault, ...], says("common faults and their fixes")] = ()
    easier: Annotated[
        tuple[Line, ...], says("easier versions: ids of exercises, which can be swapped to, or your own words")
    ] = ()
    harder: Annotated[
        tuple[Line, ...], says("harder versions: ids of exercises, which can be swapped to, or your own words")
    ] = ()
    tempo: Annotated[Tempo | None, says(f"at the coach's pace: {TEMPO}; not given: 2-0-1-0")] = None
    starts: Annotated[
        Literal["lower", "lift"], says("lower: a rep begins by going down (a squat); lift: by going up (a deadlift)")
    ] = "lower"


class SetSpec(Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    """What one set of a list has of its own; what is not given comes from the item."""

    reps: Annotated[Reps | None, says(REPS)] = None
    work: Annotated[Work | None, says(WORK)] = None
    load: Annotated[Load | None, says(LOAD)] = None
    tempo: Annotated[Tempo | None, says(TEMPO)] = None
    rest: Annotated[Rest | None, says(f"after this set: {REST}")] = None
    rir: Annotated[Rir | None, says(RIR)] = None
    rpe: Annotated[Rpe | None, says(RPE)] = None


class Shared(Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    """What may be said for a routine (in `defaults`), for a block or for an item; the innermost wins."""

    pace: Annotated[
        Pace | None,
        says("self: enter ends a set; coach: the tempo is counted, and a set ends by itself (as in a warm-up)"),
    ] = None
    tempo: Annotated[Tempo | None, says(TEMPO)] = None
    get_ready: Annotated[Gap | None, says("the time to get into place before work: 10s, none")] = None
    set_up: Annotated[
        Literal["wait", "none"] | None,
        says("wait: equipment is set up first, until enter; none: no waiting for it (as in a warm-up)"),
    ] = None
    switch: Annotated[Rest | None, says("the time to change sides, where each is done wholly: 8s, none")] = None
    progress: Annotated[
        Progress | None, says("how the next session grows out of this one (planned: nothing follows from it yet)")
    ] = None
    rir: Annotated[Rir | None, says(RIR)] = None
    rpe: Annotated[Rpe | None, says(RPE)] = None


class Defaults(Shared, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    """What holds in the whole routine, wherever a block or an item says nothing else."""

    rest: Annotated[Rest | None, says(f"after each set of straight blocks and each round of supersets: {REST}")] = None
    warm_up_rest: Annotated[Rest | None, says("between warm-up sets: 60s")] = None


class Item(Shared, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    """One exercise with its dose."""

    exercise: Annotated[Line | None, says("an exercise, by its id, name or alias: deadlift")] = None
    name: Annotated[
        Line | None, says("instead of exercise: your own words for what needs no library entry, like Walk the dog")
    ] = None
    sets: Annotated[
        Annotated[int, Meta(ge=1, le=MOST_SETS_OF_ITEM)]
        | Annotated[tuple[SetSpec, ...], Meta(min_length=1, max_length=MOST_SETS_OF_ITEM)]
        | None,
        says("how many, or a list of what differs by set: [{reps: 5, load: 75%}, {reps: 3}]; not given: 1"),
    ] = None
    reps: Annotated[Reps | None, says(REPS)] = None
    work: Annotated[Work | None, says(WORK)] = None
    load: Annotated[Load | None, says(LOAD)] = None
    warm_up_sets: Annotated[
        tuple[WarmUpSet, ...],
        says("lighter sets before the first: [bar x 10, 50% x 8, 20 kg x 5]; per cents are of its working load"),
    ] = ()
    warm_up_rest: Annotated[Rest | None, says("between warm-up sets: 60s")] = None
    rest: Annotated[Rest | None, says(f"after each set: {REST}")] = None
    sides: Annotated[
        Sides | None,
        says("other than the exercise's own. both: at once; each: right wholly, then left; alternate: in turn"),
    ] = None
    alternatives: Annotated[
        tuple[Line, ...], says("what x swaps it for, in order: ids, names or aliases of exercises")
    ] = ()
    note: Annotated[str, Meta(max_length=200, description="shown as its first cue: Belt on from set 3")] = ""


class BaseBlock(Shared, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True, tag_field="type"):
    """What every type of block has. Its class variables and methods say how one type is read differently."""

    kind: ClassVar[str]
    """The word after `type:`."""
    refuses: ClassVar[frozenset[str]] = frozenset()
    """Fields (their YAML names) that the items of such a block do not take."""
    open_targets: ClassVar[bool] = True
    """Whether what has no end of its own (`30s+`, `10+`, `max`) may be in it."""
    needs_target: ClassVar[bool] = True
    """Whether each item must say `reps` or `work`."""

    name: Annotated[Line | None, says("what it is called on the screen: Heavy")] = None
    section: Annotated[
        Section,
        says("warm-up, main or cool-down; outside main the coach sets the pace, and nothing waits for set-up"),
    ] = "main"
    rest_after: Annotated[Rest | None, says(f"between this block and the next: {REST}")] = None
    exercises: Annotated[
        tuple[Item, ...],
        Meta(min_length=1, max_length=100, description="what is done, in order: - {exercise: deadlift, reps: 5}"),
    ]

    @classmethod
    def gives_work(cls) -> bool:
        """Whether an item that says neither `reps` nor `work` takes the block's `work`, if that is written."""
        return cls.needs_target and "work" in cls.__struct_fields__

    def set_count(self) -> int:
        """How many sets it has, without warm-up sets; both sides are one set. What could not be read adds nothing."""
        items = self.exercises or ()
        if "rounds" in self.__struct_fields__:
            return (getattr(self, "rounds", None) or 0) * len(items)
        return sum(item.sets if isinstance(item.sets, int) else len(item.sets or "1") for item in items)


class Straight(BaseBlock, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True, tag="straight"):
    """All sets of one exercise, then the next."""

    kind: ClassVar[str] = "straight"
    rest: Annotated[Rest | None, says(f"after each set: {REST}")] = None
    warm_up_rest: Annotated[Rest | None, says("between warm-up sets: 60s")] = None


Rounds = Annotated[int, Meta(ge=1, le=200, description="how often it goes through its exercises")]


class Circuit(BaseBlock, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True, tag="circuit"):
    """One set of each exercise in turn, as many rounds as it says."""

    kind: ClassVar[str] = "circuit"
    refuses: ClassVar[frozenset[str]] = frozenset({"sets"})
    rounds: Rounds
    rest: Annotated[Rest | None, says(f"between one exercise and the next: {REST}")] = None
    round_rest: Annotated[
        Rest | None, says("between rounds: 2m; not given: the rest of its last exercise, else of the block")
    ] = None
    warm_up_rest: Annotated[Rest | None, says("between warm-up sets: 60s")] = None


class Superset(BaseBlock, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True, tag="superset"):
    """A circuit with a rest between its rounds even if none is written: the routine's, else two minutes after reps."""

    kind: ClassVar[str] = "superset"
    refuses: ClassVar[frozenset[str]] = frozenset({"sets"})
    rounds: Rounds
    rest: Annotated[Rest | None, says(f"between one exercise and the next: {REST}")] = None
    round_rest: Annotated[
        Rest | None,
        says(
            "between rounds: 2m; not given: the rest of its last exercise, else of the block, else of the routine,"
            " else two minutes after reps in a main block"
        ),
    ] = None
    warm_up_rest: Annotated[Rest | None, says("between warm-up sets: 60s")] = None


class Emom(BaseBlock, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True, tag="emom"):
    """Every minute on the minute: one exercise an interval, in turn; the rest of the interval is rest."""

    kind: ClassVar[str] = "emom"
    refuses: ClassVar[frozenset[str]] = frozenset(
        {"sets", "rest", "warm-up-sets", "warm-up-rest", "switch", "get-ready"}
    )
    open_targets: ClassVar[bool] = False
    every: Annotated[Duration, says("the length of an interval: 1m")]
    rounds: Rounds
    work: Annotated[
        Duration | None, says("how long to work in each interval, where an item says neither reps nor work: 40s")
    ] = None


class Amrap(BaseBlock, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True, tag="amrap"):
    """As many rounds as possible in the time given."""

    kind: ClassVar[str] = "amrap"
    refuses: ClassVar[frozenset[str]] = frozenset(
        {"sets", "rest", "warm-up-sets", "warm-up-rest", "switch", "get-ready", "pace", "tempo"}
    )
    for_: Annotated[Duration, says("the whole time: 8m")] = field(name="for")

    def set_count(self) -> int:
        return 1


class Tabata(BaseBlock, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True, tag="tabata"):
    """Short and hard: 8 times 20 s with 10 s between, its exercises in turn."""

    kind: ClassVar[str] = "tabata"
    refuses: ClassVar[frozenset[str]] = frozenset(
        {"sets", "reps", "work", "rest", "warm-up-sets", "warm-up-rest", "switch", "get-ready", "pace", "tempo"}
    )
    open_targets: ClassVar[bool] = False
    needs_target: ClassVar[bool] = False
    work: Annotated[Duration, says("how long to work in each interval")] = Duration(20_000_000_000)
    rest: Annotated[Duration, says("the pause between two intervals")] = Duration(10_000_000_000)
    rounds: Annotated[int, Meta(ge=1, le=200, description="how many intervals")] = 8

    def set_count(self) -> int:
        return self.rounds or 0


Block = Straight | Circuit | Superset | Emom | Amrap | Tabata
BLOCKS: dict[str, type[BaseBlock]] = {block.kind: block for block in get_args(Block)}
"""The types by their words. The first is meant if there is no `type`."""


class Routine(Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    """A workout: blocks of exercises, done in order."""

    format: Annotated[int, Meta(ge=1, le=1, description="the version of this format: 1")] = 1
    name: Annotated[Annotated[str, Meta(min_length=1, max_length=80)], says("what it is called: Heavy Tuesday")]
    description: Annotated[str, Meta(max_length=2000, description="what it is for, in a sentence or two")] = ""
    tags: Annotated[tuple[Line, ...], says("words to find it by: [strength, barbell]")] = ()
    language: Annotated[str, Meta(max_length=12, description="the language of the voice, by its code: de")] = "en"
    defaults: Annotated[Defaults, says("what holds where blocks and items say nothing else: {rest: 2m}")] = Defaults()
    blocks: Annotated[tuple[Block, ...], Meta(min_length=1, max_length=100, description="its parts, in order")]
    exercises: Annotated[
        dict[Ident, Exercise], says("exercises of its own, by id, so that one file can be shared whole")
    ] = {}
