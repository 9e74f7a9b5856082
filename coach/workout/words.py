"""How values are said on the screens and on paper, in plain words and the typographic marks that people write.

What may live here: pure functions from values to short texts for a reader. What may not: which of them are shown, the
words of stages (`view`), the words of a voice (`heard`), and the spelling that a routine file has: that is `text()` of
a value in `coach.routine.values`. Lengths are in nanoseconds; there are no instants.
"""

from collections.abc import Sequence
from typing import Literal

from coach.counting import noun
from coach.routine.model import Muscle, Section
from coach.routine.values import FAST, MINUTE, PHASES, SECOND, Load, Phase, Reps, Tempo, Work, duration_text
from coach.workout.plan.sets import Set, Span

SECTION_WORDS: dict[Section, str] = {"warm-up": "Warm-up", "main": "Main", "cool-down": "Cool-down"}

MUSCLE_WORDS: dict[Muscle, str] = {
    "erectors": "lower back",
    "lats": "lats",
    "traps-upper": "upper traps",
    "traps-mid-low": "mid back",
    "rear-delts": "rear shoulders",
    "side-delts": "side shoulders",
    "front-delts": "front shoulders",
    "forearms-grip": "grip",
    "adductors": "inner thighs",
    "abductors": "outer hips",
}
"""The muscles for which a word of the gym says more to most people than the model's own."""


def clock(seconds: int) -> str:
    """`45`, `1:12`, `1:02:03`: under a minute the seconds alone."""
    return str(seconds) if seconds < 60 else clock_long(seconds)


def clock_long(seconds: int) -> str:
    """`0:45`, `1:12`, `1:02:03`."""
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def clock_words(ns: int) -> str:
    """`45 s`, `1:30`, `2:00`: as a clock shows it, but seconds alone with their unit."""
    if ns < MINUTE:
        return f"{ns / SECOND:g} s"
    return duration_text(ns, colon=True)


def length_words(ns: int) -> str:
    """`45 s`, `10 min`, `1:30`: whole minutes with their unit."""
    return clock_words(ns) if ns % MINUTE else f"{ns // MINUTE} min"


def whole_length(ns: int) -> tuple[str, str]:
    """(`16`, `min`), and below a minute (`11`, `s`): how long a workout was, and the unit."""
    return (str(ns // SECOND), "s") if ns < MINUTE else (str(minutes_of(ns)), "min")


def minutes_of(ns: int) -> int:
    """Minutes, rounded half up; at least one, unless the length is nothing."""
    return max(1, (ns + MINUTE // 2) // MINUTE) if ns else 0


def short_minutes(ns: int) -> str:
    """`52 min`, `61 min`; below a minute `13 s`."""
    return f"{minutes_of(ns)} min" if ns >= MINUTE or not ns else f"{max(1, round(ns / SECOND))} s"


def minutes_words(ns: int) -> str:
    """`52 min`, `1 h 35 min`."""
    hours, minutes = divmod(minutes_of(ns), 60)
    return f"{hours} h {minutes:02} min" if hours else f"{minutes} min"


def time_words(ns: int, *, estimated: bool) -> str:
    """How long a routine takes, to the minute: `~52 min`, `40 min`, `1 h 35 min`; below a minute `13 s`."""
    return ("~" if estimated else "") + (short_minutes(ns) if ns < MINUTE else minutes_words(ns))


def rest_words(rest: Span) -> str:
    """`2:00`, `45 s`, `2:00, then it waits`, `until you go on`, `none`."""
    if not rest.happens:
        return "none"
    if not rest.ns:
        return "until you go on"
    return clock_words(rest.ns) + (", then it waits" if rest.waits else "")


def reps_words(reps: Reps) -> str:
    """`5`, `8–12`, `10 or more`, `max`."""
    if reps.is_max:
        return "max"
    if reps.high is None:
        return f"{reps.low} or more"
    return f"{reps.low}" if reps.low == reps.high else f"{reps.low}–{reps.high}"


def reps_noun(reps: Reps) -> str:
    """`rep` behind exactly one, else `reps`."""
    return noun(1 if reps.low == reps.high == 1 else 2, "rep")


def work_words(work: Work) -> str:
    """`40 s`, `10 min`, `30 s or longer`."""
    return length_words(work.ns) + (" or longer" if work.open else "")


def target_words(target: Reps | Work) -> str:
    """Those of `reps_words` or `work_words`."""
    return reps_words(target) if isinstance(target, Reps) else work_words(target)


def load_words(load: Load | None, share: int = 0, share_of: Literal["max", "today"] = "max") -> str:
    """`80 kg`, `2 × 20 kg`, `red band`, `70 % of your max`, `50 % of today's weight`, `56 kg (70 % of your max)`.

    Args:
        load: None gives an empty text.
        share: thousandths of a per cent, where the load is a share of another one; else 0.
        share_of: which other one that is.
    """
    if load is None:
        return ""
    whole = "your max" if share_of == "max" else "today's weight"
    if load.kind == "percent":
        return f"{load.text()} of {whole}"
    match load.kind:
        case "band":
            text = f"{load.name} band"
        case "bar":
            text = "empty bar"
        case _:
            text = load.text().replace(" - ", " − ")
    return f"{text} ({share / 1000:g} % of {whole})" if share else text


def set_load_words(set_: Set) -> str:
    """The load of a set as it is planned, in the words of `load_words`."""
    return load_words(set_.load, set_.share, set_.share_of)


def tempo_words(tempo: Tempo, starts: Literal["lower", "lift"] = "lower") -> str:
    """`3 s down, 1 s hold, 1 s up`; `up fast` for a phase as fast as form allows; `a rep every 1.5 s` for a beat."""
    if tempo.every_ns:
        return f"a rep every {clock_words(tempo.every_ns)}"
    names: dict[Phase, str] = {"lower": "down", "bottom": "hold", "lift": "up", "top": "hold"}
    said = dict(zip(PHASES, (tempo.lower, tempo.bottom, tempo.lift, tempo.top), strict=True))
    return ", ".join(
        f"{names[phase]} fast" if said[phase] == FAST else f"{said[phase]} s {names[phase]}"
        for phase, _ in tempo.phases(starts)
    )


def effort_words(rir: int | None, rpe: float | None) -> str:
    """`stop while you could do 2 more`, `effort 8 of 10`; empty where neither is given."""
    if rir is not None:
        return f"stop while you could do {rir} more" if rir else "until you could do no more"
    return f"effort {rpe:g} of 10" if rpe is not None else ""


def equipment_words(pieces: Sequence[str]) -> str:
    """`barbell, pull-up bar`; `no equipment` for none."""
    return ", ".join(map(piece_words, pieces)) or "no equipment"


def piece_words(piece: str) -> str:
    """`pull-up-bar` as `pull-up bar`: the hyphens of an id become spaces, but for the one in `pull-up`."""
    return piece.replace("-", " ").replace("pull up", "pull-up")


def muscle_words(muscles: Sequence[Muscle]) -> str:
    """`hamstrings, glutes, lower back`."""
    return ", ".join(MUSCLE_WORDS.get(muscle, muscle.replace("-", " ")) for muscle in muscles)


def together(phrases: Sequence[str]) -> str:
    """`8 at 50 %, 5 at 70 % of today's weight`: an ending that neighbours share is said once, by the last of them."""
    out: list[str] = []
    for number, phrase in enumerate(phrases, 1):
        after = phrases[number] if number < len(phrases) else ""
        head, joint, tail = phrase.partition(" of ")
        if joint and after.endswith(joint + tail):
            phrase = f"{head})" if tail.endswith(")") else head
        out.append(phrase)
    return ", ".join(out)
