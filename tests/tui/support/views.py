"""Sample views, one a kind of screen, for snapshots and for looking at: what the core makes, written out by hand."""

from coach.workout.view.shown import (
    Big,
    Caption,
    Correction,
    CueLine,
    Cues,
    ExerciseResult,
    Head,
    Lane,
    LanePart,
    Offer,
    OutlineRow,
    ScreenKind,
    StageBadge,
    StageRole,
    Strip,
    StripSegment,
    Summary,
    UpNext,
    WorkoutView,
)

KEYS = {
    "next": "enter", "pause": "space", "back": "b", "skip": "s", "undo": "u", "swap": "x", "later": "l", "again": "r",
    "outline": "o", "stop": "q", "about": "i", "help": "?", "longer": "+ −", "pace": "t",
}  # fmt: skip

STAGES: dict[ScreenKind, tuple[str, StageRole, str, str]] = {
    "setup": ("SETUP", "ready", "◎", "o"),
    "ready": ("READY", "ready", "◔", "o"),
    "set": ("SET", "work", "▶", ">"),
    "reps": ("LOWER", "work", "▼", "v"),
    "work": ("WORK", "work", "▶", ">"),
    "interval": ("SET", "work", "▶", ">"),
    "stations": ("WORK", "work", "▶", ">"),
    "switch": ("SWITCH", "ready", "⇄", "="),
    "rest": ("REST", "rest", "■", "#"),
    "paused": ("PAUSED", "still", "‖", "="),
    "away": ("AWAY", "still", "‖", "="),
    "done": ("DONE", "done", "✓", "*"),
}

RDL = Caption("Romanian deadlift", "set 2 of 3 · 60 kg · 20 a side", "set 2/3 · 60 kg")
DEADLIFT = Caption("Deadlift", "set 1 of 3 · 6 reps", "set 1/3 · 80 kg")
STRIP = Strip(
    tuple(StripSegment(seconds, number % 2 == 0) for number, seconds in enumerate((40, 90) * 15)), done=12, within=20
)
HEAD = Head("Posterior chain", "Main", "12:40 of ~41 min")
KEEP = (
    Offer("next", "done"),
    Offer("pause", "pause"),
    Offer("back", "back"),
    Offer("pace", "own pace"),
    Offer("help", "keys"),
)
MENU = (
    Offer("pause", "go on: 10 s to the bar, then rep 5 from its start"),
    Offer("stop", "stop: save, or go on later"),
    Offer("help", "keys"),
    Offer("again", "this set again from rep 1"),
    Offer("skip", "end the set here; its 4 reps are kept"),
    Offer("back", "back"),
    Offer("outline", "outline: go on at any set"),
    Offer("swap", "swap the exercise"),
    Offer("later", "do it later"),
)


def cues(now: int, *texts: str, numbered: bool = False) -> Cues:
    """Cue lines, the one at `now` highlighted."""
    return Cues(tuple(CueLine(text, index == now) for index, text in enumerate(texts)), numbered)


SETUP_CUES = cues(
    4,
    "Bar on the floor over mid-foot",
    "Feet about as wide as your shoulders",
    "Fold at hip and knee to reach the bar",
    "Overhand grip, hands a thumb outside your shins",
    "Flat back from neck to tail; nothing rounds",
    "Brace, then take the slack out of the bar",
    numbered=True,
)
HINGE = cues(0, "Send your hips straight back", "Slide the bar down close to your legs")
PULL = cues(0, "Push the floor away with your thighs", "Drive the hips to the bar", "Stand tall, do not lean back")
WALL = cues(0, "Thighs level, back flat on the wall")


def view(
    kind: ScreenKind,
    name: Caption,
    big: Big,
    coming: UpNext,
    lines: Cues = WALL,
    lane: Lane | None = None,
    entry: Correction | None = None,
    offers: tuple[Offer, ...] = KEEP,
    notes: tuple[str, ...] = (),
    finish: Summary | None = None,
    head: Head = HEAD,
) -> WorkoutView:
    """A view of a kind, with the stage's word, role and marks."""
    word, role, mark, plain = STAGES[kind]
    return WorkoutView(
        head,
        name,
        StageBadge(kind, word, role, mark, plain),
        big,
        lane,
        lines,
        entry,
        coming,
        STRIP,
        offers,
        notes,
        finish,
        title=f"{mark} {big.text} {name.exercise}",
    )


def timed(left: int, length: int = 30) -> WorkoutView:
    """Timed work with this many seconds left; the clock of the whole workout moves with it."""
    gone = 20 + length - left
    clock = f"{gone // 60}:{gone % 60:02} of 7:50"
    return view(
        "work",
        Caption("Wall sit", "station 2 of 12", "2/12"),
        Big(str(left), unit=f"of {length} s", word="WALL SIT"),
        UpNext("10 s, then PUSH-UP: hands on the floor"),
        lane=Lane((LanePart("▶", "WORK", length, length - left),)),
        head=Head("Seven minutes", "Circuit", clock),
    )


def tempo(rep: int, second: str = "2", done: int = 1) -> WorkoutView:
    """A set at the coach's pace in the lowering phase of a rep."""
    return view(
        "reps",
        RDL,
        Big(str(rep), unit="of 8", word="LOWER", second=second),
        UpNext("rest 2:00 · last set · 60 kg", ends="ends by itself at 8"),
        HINGE,
        Lane((LanePart("▼", "LOWER", 3, done), LanePart("◆", "BOTTOM", 1, 0), LanePart("▲", "LIFT", 1, 0))),
    )


REST_NEXT = UpNext(
    "10 s to the bar",
    name="Deadlift",
    detail="set 2 of 3 · 6 reps · 80 kg",
    cues=("New breath, new brace, same start position", "Push the floor away with your thighs"),
)

VIEWS: dict[str, WorkoutView] = {
    "setup": view(
        "setup",
        DEADLIFT,
        Big("80", unit="kg", word="DEADLIFT", lines=("a side: 25 + 5", "+ 10 a side from now")),
        UpNext("10 s to the bar, 6 reps at your own pace"),
        SETUP_CUES,
        entry=Correction("load", "", None, "80 kg", None, False),
    ),
    "ready": view(
        "ready",
        DEADLIFT,
        Big("7", unit="s", word="DEADLIFT", lines=("6 reps at your own pace",)),
        UpNext("6 reps at your own pace, then rest 3:00"),
        cues(0, "Brace, then take the slack out of the bar", "Push the floor away with your thighs"),
    ),
    "set": view(
        "set",
        DEADLIFT,
        Big("8–12", unit="reps", word="DEADLIFT", lines=("80 kg", "2 more in you at the end")),
        UpNext("rest 3:00, set 2 of 3"),
        PULL,
        entry=Correction("now", "", "10 reps", "80 kg", None, False),
    ),
    "reps": tempo(5),
    "work": timed(27),
    "emom": view(
        "interval",
        Caption("Kettlebell swing", "minute 3 of 10 · 10 reps · 24 kg", "3/10 · 24 kg"),
        Big("10", unit="reps", word="SWING", second="42", second_unit="s"),
        UpNext("minute 4 of 10, 10 reps"),
        cues(0, "Snap the hips, let the arms follow", "Hinge late: the bell comes to you"),
        Lane((LanePart("▶", "minute", 60, 18),)),
    ),
    "amrap": view(
        "stations",
        Caption("Burpee", "round 3 · 8 min, as many rounds as possible", "round 3"),
        Big("5:42", word="BURPEE", lines=("5 reps", "round 3")),
        UpNext("KETTLEBELL SWING, 10 reps, 24 kg"),
        cues(0, "Chest to the floor, then jump", "Land soft"),
        Lane((LanePart("▶", "amrap", 480, 138),)),
    ),
    "switch": view(
        "switch",
        Caption("Single-leg bridge", "set 1 of 3 · side 2 of 2", "set 1/3 · side 2"),
        Big("LEFT", second="8", arrow="left"),
        UpNext("LEFT, 10 reps, as many as on the right"),
        cues(0, "Change the planted foot; feet stay hip-wide", "Level your hips before the first rep"),
        entry=Correction("done", "RIGHT", "10 reps", None, None, False),
    ),
    "rest": view(
        "rest",
        Caption("Rest after set 1 of 3", "DEADLIFT next", "DEADLIFT next"),
        Big("1:43", lines=("of 3:00", "+ − 15 s")),
        REST_NEXT,
        Cues(()),
        entry=Correction("done", "Deadlift, set 1", "6 reps", "80 kg", 2, True),
        offers=(Offer("next", "go now"), Offer("pause", "pause"), Offer("undo", "undo"), Offer("help", "keys")),
    ),
    "paused": view(
        "paused",
        RDL,
        Big("5", unit="of 8", word="PAUSED", second="4:12", lines=("in LOWER of rep 5; 4 reps are done",)),
        UpNext("rest 2:00 · last set · 60 kg"),
        Cues(()),
        offers=MENU,
        notes=("The 4:12 counts as paused, not as work.",),
    ),
    "away": view(
        "away",
        DEADLIFT,
        Big("14", unit="min", word="AWAY"),
        UpNext("6 reps, set 2 of 3 · 80 kg"),
        Cues(()),
        offers=MENU,
        notes=("You were away 14 min; the rest is over.", "The 14:03 count as paused."),
    ),
    "done": view(
        "done",
        Caption("", "", ""),
        Big("47", unit="min"),
        UpNext(""),
        Cues(()),
        offers=(Offer("stop", "close"),),
        notes=("3 sets were skipped.",),
        head=Head("Posterior chain", "", "18:02 to 18:49"),
        finish=Summary(
            "47",
            "min",
            "18",
            "sets",
            "18:20",
            "25:05",
            "3:35",
            "5176 kg",
            (
                ExerciseResult("Kettlebell swing", "5 × 10", "24 kg", ("10", "10", "10", "10", "10")),
                ExerciseResult("Deadlift", "3 × 6", "80 kg", ("6", "6", "6")),
                ExerciseResult("Reverse lunge", "3 × 8", "16 kg", ("8", "8", "7")),
                ExerciseResult("Pull-up", "3 × max", "", ("7", "6", "5")),
                ExerciseResult("Hip thrust", "3 × 10", "60 kg", ("10", "10", "10")),
                ExerciseResult("Pull-through", "1 × 12", "20 kg", ("skipped",)),
            ),
        ),
    ),
}

OUTLINE = (
    OutlineRow(None, "Warm-up", "8 min", "", "block"),
    OutlineRow("0.0.0", "Cat-camel", "8 reps", "8", "done"),
    OutlineRow("0.1.0", "Hip-flexor stretch", "40 s a side", "", "skipped"),
    OutlineRow(None, "Main", "38 min", "", "block"),
    OutlineRow("1.0.0", "Deadlift", "6 reps · 80 kg", "6", "done"),
    OutlineRow("1.0.1", "Deadlift", "6 reps · 80 kg", "", "now"),
    OutlineRow("1.0.2", "Deadlift", "6 reps · 80 kg", "", "ahead"),
    OutlineRow("1.1.0", "Romanian deadlift", "8 reps · 60 kg", "", "ahead"),
)
