"""What an author may write: one frozen Struct a mapping, one field a key, and nothing about running it.

The YAML name of a field is its name in kebab case. `None` means "not given", which is not the same as `none`: levels
are joined by `inherit`. Every field carries its description and its bounds (`Meta`), which the reader, the schema and
the reference of the format use. A block type is one tagged Struct: its fields are what the block takes, `refuses` what
its items do not take. After `library.resolve`, `Routine.exercises` holds every exercise that the routine names, by id.
"""

from typing import Annotated, Any, ClassVar, Literal, TypeVar

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

T = TypeVar("T")


def says(description: str) -> Meta:
    return Meta(description=description)


Line = Annotated[str, Meta(min_length=1, max_length=200)]
Ident = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]


def inherit(name: str, *levels: object) -> Any:
    """The first value of the field `name` that is given, from the innermost level outwards; None where none is."""
    for level in levels:
        if (value := getattr(level, name, None)) is not None:
            return value
    return None


class Progress(Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    """How the next session grows out of this one."""

    type: Annotated[Literal["none", "double", "linear"], says("double: reps first, then load; linear: load each time")]
    add: Annotated[Load | None, says("the step of the load")] = None


class Cue(Struct, frozen=True, kw_only=True):
    phase: Annotated[CuePhase, says("the moment it belongs to; `during` for timed work")]
    text: Annotated[str, Meta(min_length=1, max_length=60, description="one thing to think of, at most 60 characters")]


class Fault(Struct, frozen=True, kw_only=True):
    fault: Annotated[Line, says("what goes wrong")]
    fix: Annotated[Line, says("what puts it right")]


class Muscles(Struct, frozen=True, kw_only=True):
    primary: Annotated[tuple[Muscle, ...], says("prime movers")] = ()
    secondary: Annotated[tuple[Muscle, ...], says("helpers and what holds still")] = ()


class Exercise(Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    format: Annotated[int, Meta(ge=1, le=1, description="the version of this format")] = 1
    id: Annotated[Ident, says("the file's stem, or the key inside a routine")] = ""
    name: Annotated[Line, says("what people call it")]
    aliases: Annotated[tuple[Line, ...], says("other names that find it")] = ()
    why: Annotated[str, Meta(max_length=1000, description="what it is for, in a sentence or two")] = ""
    pattern: Annotated[str, Meta(max_length=40, description="hinge, squat, pull, core …")] = ""
    measure: Annotated[Literal["reps", "time"], says("what is counted")] = "reps"
    sides: Annotated[Sides, says("both at once, each side wholly, or alternating")] = "both"
    equipment: Annotated[tuple[Line, ...], says("what has to be fetched or set up")] = ()
    muscles: Annotated[Muscles, says("what works")] = Muscles()
    cues: Annotated[tuple[Cue, ...], says("in order, each in the phase it belongs to")] = ()
    faults: Annotated[tuple[Fault, ...], says("common faults and their fixes")] = ()
    easier: Annotated[tuple[Line, ...], says("easier versions: ids or free text")] = ()
    harder: Annotated[tuple[Line, ...], says("harder versions: ids or free text")] = ()
    tempo: Annotated[Tempo | None, says("the default at the coach's pace")] = None
    starts: Annotated[Literal["lower", "lift"], says("where a rep begins")] = "lower"


class SetSpec(Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    """What one set of a list has of its own; what is not given comes from the item."""

    reps: Annotated[Reps | None, says("5, 8-12, 10+ or max")] = None
    work: Annotated[Work | None, says("40s, or 30s+ to go on until a key ends it")] = None
    load: Annotated[Load | None, says("80 kg, 2 x 20 kg, 70%, bodyweight + 10 kg, band red")] = None
    tempo: Annotated[Tempo | None, says("down-bottom-up-top in seconds, or 1.5s a rep")] = None
    rest: Annotated[Rest | None, says("after this set")] = None
    rir: Annotated[Annotated[int, Meta(ge=0, le=10)] | None, says("reps in reserve to stop at")] = None
    rpe: Annotated[Annotated[float, Meta(ge=1, le=10)] | None, says("rate of perceived exertion, 1 to 10")] = None


class Shared(Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    """What may be said for a routine (in `defaults`), for a block or for an item; the innermost wins."""

    pace: Annotated[Pace | None, says("self: enter ends the set; coach: the tempo is counted and ends it")] = None
    tempo: Annotated[Tempo | None, says("down-bottom-up-top in seconds (3-1-X-0), or 1.5s a rep")] = None
    get_ready: Annotated[Gap | None, says("the seconds before work: 10s, none")] = None
    set_up: Annotated[Literal["wait", "none"] | None, says("none: no waiting for equipment")] = None
    switch: Annotated[Rest | None, says("between the sides: 8s")] = None
    progress: Annotated[Progress | None, says("how the next session grows")] = None
    rir: Annotated[Annotated[int, Meta(ge=0, le=10)] | None, says("reps in reserve to stop at")] = None
    rpe: Annotated[Annotated[float, Meta(ge=1, le=10)] | None, says("rate of perceived exertion, 1 to 10")] = None


class Defaults(Shared, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    rest: Annotated[Rest | None, says("after each set of straight blocks")] = None
    warm_up_rest: Annotated[Rest | None, says("between warm-up sets")] = None


class Item(Shared, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    exercise: Annotated[Line | None, says("an id, a name or an alias of the library")] = None
    name: Annotated[Line | None, says("instead of `exercise`: something that needs no library entry")] = None
    sets: Annotated[
        Annotated[int, Meta(ge=1, le=99)] | tuple[SetSpec, ...] | None,
        says("a number, or a list of what differs by set"),
    ] = None
    reps: Annotated[Reps | None, says("5, 8-12, 10+ or max")] = None
    work: Annotated[Work | None, says("40s, or 30s+ to go on until a key ends it")] = None
    load: Annotated[Load | None, says("80 kg, 2 x 20 kg, 70%, bodyweight + 10 kg, band red")] = None
    warm_up_sets: Annotated[tuple[WarmUpSet, ...], says("bar x 10, 50% x 8 of the first working load")] = ()
    warm_up_rest: Annotated[Rest | None, says("between warm-up sets")] = None
    rest: Annotated[Rest | None, says("after each set: 90s, 1:30, none, 2m+")] = None
    sides: Annotated[Sides | None, says("other than the exercise's own")] = None
    alternatives: Annotated[tuple[Line, ...], says("what x swaps to, in order")] = ()
    note: Annotated[str, Meta(max_length=200, description="its first cue")] = ""


class BaseBlock(Shared, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True, tag_field="type"):
    kind: ClassVar[str]
    """The word after `type:`."""
    refuses: ClassVar[frozenset[str]] = frozenset()
    """Fields (YAML names) that items of this type of block do not take."""
    open_targets: ClassVar[bool] = True
    """Whether `30s+`, `10+`, `max` and `rest: 2m+` may stand in it."""
    needs_target: ClassVar[bool] = True
    """Whether each item must say `reps` or `work`."""

    name: Annotated[Line | None, says("what it is called on the screen")] = None
    section: Annotated[Section, says("warm-up, main or cool-down")] = "main"
    rest_after: Annotated[Rest | None, says("between this block and the next")] = None
    exercises: Annotated[tuple[Item, ...], Meta(min_length=1, max_length=100, description="its items, in order")]


class Straight(BaseBlock, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True, tag="straight"):
    """All sets of one item, then the next."""

    kind: ClassVar[str] = "straight"
    rest: Annotated[Rest | None, says("after each set")] = None
    warm_up_rest: Annotated[Rest | None, says("between warm-up sets")] = None


Rounds = Annotated[int, Meta(ge=1, le=200, description="how often")]


class Circuit(BaseBlock, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True, tag="circuit"):
    """One set of each item in turn, `rounds` times."""

    kind: ClassVar[str] = "circuit"
    refuses: ClassVar[frozenset[str]] = frozenset({"sets"})
    rounds: Rounds
    rest: Annotated[Rest | None, says("between stations")] = None
    round_rest: Annotated[Rest | None, says("between rounds; not given: none")] = None
    warm_up_rest: Annotated[Rest | None, says("between warm-up sets")] = None


class Superset(BaseBlock, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True, tag="superset"):
    """A circuit whose round ends with the routine's rest."""

    kind: ClassVar[str] = "superset"
    refuses: ClassVar[frozenset[str]] = frozenset({"sets"})
    rounds: Rounds
    rest: Annotated[Rest | None, says("between the exercises")] = None
    round_rest: Annotated[Rest | None, says("between rounds; not given: the routine's rest")] = None
    warm_up_rest: Annotated[Rest | None, says("between warm-up sets")] = None


class Emom(BaseBlock, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True, tag="emom"):
    """Every minute on the minute: one item an interval, in turn; intervals = rounds × items."""

    kind: ClassVar[str] = "emom"
    refuses: ClassVar[frozenset[str]] = frozenset(
        {"sets", "rest", "warm-up-sets", "warm-up-rest", "switch", "get-ready"}
    )
    open_targets: ClassVar[bool] = False
    every: Annotated[Duration, says("the length of an interval")]
    rounds: Rounds
    work: Annotated[Duration | None, says("the working time of items that have no target")] = None


class Amrap(BaseBlock, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True, tag="amrap"):
    """As many rounds as possible of its items, in the time given."""

    kind: ClassVar[str] = "amrap"
    refuses: ClassVar[frozenset[str]] = frozenset(
        {"sets", "rest", "warm-up-sets", "warm-up-rest", "switch", "get-ready", "pace", "tempo"}
    )
    for_: Annotated[Duration, says("the whole time")] = field(name="for")


class Tabata(BaseBlock, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True, tag="tabata"):
    """Short and hard: 8 × 20 s with 10 s between, items in turn."""

    kind: ClassVar[str] = "tabata"
    refuses: ClassVar[frozenset[str]] = frozenset(
        {"sets", "reps", "work", "rest", "warm-up-sets", "warm-up-rest", "switch", "get-ready", "pace", "tempo"}
    )
    open_targets: ClassVar[bool] = False
    needs_target: ClassVar[bool] = False
    work: Annotated[Duration, says("the working time")] = Duration(20_000_000_000)
    rest: Annotated[Duration, says("between two intervals")] = Duration(10_000_000_000)
    rounds: Annotated[int, Meta(ge=1, le=200, description="how many intervals")] = 8


Block = Straight | Circuit | Superset | Emom | Amrap | Tabata
BLOCKS: dict[str, type[BaseBlock]] = {block.kind: block for block in (Straight, Circuit, Superset, Emom, Amrap, Tabata)}


class Routine(Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    format: Annotated[int, Meta(ge=1, le=1, description="the version of this format")] = 1
    name: Annotated[Annotated[str, Meta(min_length=1, max_length=80)], says("what it is called")]
    description: Annotated[str, Meta(max_length=2000, description="what it is for, in a sentence or two")] = ""
    tags: Annotated[tuple[Line, ...], says("words to find it by")] = ()
    language: Annotated[str, Meta(max_length=12, description="of the spoken phrases")] = "en"
    defaults: Annotated[Defaults, says("what holds where nothing else is said")] = Defaults()
    blocks: Annotated[tuple[Block, ...], Meta(min_length=1, max_length=100, description="in order")]
    exercises: Annotated[dict[str, Exercise], says("exercises of this routine's own, by id")] = {}
