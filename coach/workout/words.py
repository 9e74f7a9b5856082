"""How values are said on the screens and on paper: plain words and the typographic marks that people write.

What may live here: pure functions from values to short texts. What may not: decisions about what is shown, the words of
stages (`view`), and anything that an author may write (`coach.routine.values`, whose `text()` can be read back; these
words cannot). No time axis: lengths only.
"""

from collections.abc import Sequence
from typing import Literal

from coach.routine.model import Muscle, Section
from coach.routine.values import FAST, MINUTE, PHASES, SECOND, Load, Phase, Reps, Rest, Tempo, Work, duration_text

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
"""Where a gym's word says more to most people than the model's; the others are said as they are written."""


def clock(seconds: int) -> str:
    """`45`, `1:12`, `1:02:03`: bare seconds under a minute."""
    return str(seconds) if seconds < 60 else clock_long(seconds)


def clock_long(seconds: int) -> str:
    """`0:45`, `1:12`, `1:02:03`."""
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def clock_words(ns: int) -> str:
    """`45 s`, `1:30`, `2:00`: how a clock would show it, seconds with their unit."""
    if ns < MINUTE:
        return f"{ns / SECOND:g} s"
    return duration_text(ns, colon=True)


def length_words(ns: int) -> str:
    """`45 s`, `10 min`, `1:30`: whole minutes by their word."""
    return clock_words(ns) if ns % MINUTE else f"{ns // MINUTE} min"


def minutes_of(ns: int) -> int:
    """Whole minutes, halves up; what takes any time takes one."""
    return max(1, (ns + MINUTE // 2) // MINUTE) if ns else 0


def minutes_words(ns: int) -> str:
    """`52 min`, `1 h 35 min`."""
    hours, minutes = divmod(minutes_of(ns), 60)
    return f"{hours} h {minutes:02} min" if hours else f"{minutes} min"


def rest_words(rest: Rest) -> str:
    """`2:00`, `45 s`, `2:00, then it waits`, `none`."""
    if rest.waits:
        return f"{clock_words(rest.ns)}, then it waits" if rest.ns else "until you go on"
    return clock_words(rest.ns) if rest.ns else "none"


def reps_words(reps: Reps) -> str:
    """`5`, `8–12`, `10 or more`, `max`."""
    if reps.is_max:
        return "max"
    if reps.high is None:
        return f"{reps.low} or more"
    return f"{reps.low}" if reps.low == reps.high else f"{reps.low}–{reps.high}"


def work_words(work: Work) -> str:
    """`40 s`, `10 min`, `30 s or longer`."""
    return length_words(work.ns) + (" or longer" if work.open else "")


def target_words(target: Reps | Work) -> str:
    return reps_words(target) if isinstance(target, Reps) else work_words(target)


def load_words(load: Load | None, share: int = 0, share_of: Literal["max", "today"] = "max") -> str:
    """`80 kg`, `2 × 20 kg`, `red band`, `70 % of your max`, `50 % of today's weight`, `56 kg (70 % of your max)`.

    Args:
        load: None: nobody has said one; empty words.
        share: thousandths of a per cent, where the load is that much of another.
        share_of: of which other.
    """
    if load is None:
        return ""
    whole = "your max" if share_of == "max" else "today's weight"
    if load.kind == "percent":
        return f"{load.text()} of {whole}"
    text = load.text().replace(" - ", " − ")
    return f"{text} ({share / 1000:g} % of {whole})" if share else text


def tempo_words(tempo: Tempo, starts: Literal["lower", "lift"] = "lower") -> str:
    """`3 s down, 1 s hold, 1 s up`; a phase as fast as form allows is `up fast`; `a rep every 1.5 s`."""
    if tempo.every_ns:
        return f"a rep every {clock_words(tempo.every_ns)}"
    names: dict[Phase, str] = {"lower": "down", "bottom": "hold", "lift": "up", "top": "hold"}
    said = dict(zip(PHASES, (tempo.lower, tempo.bottom, tempo.lift, tempo.top), strict=True))
    return ", ".join(
        f"{names[phase]} fast" if said[phase] == FAST else f"{said[phase]} s {names[phase]}"
        for phase, _ in tempo.phases(starts)
    )


def effort_words(rir: int | None, rpe: float | None) -> str:
    """`stop while you could do 2 more`, `effort 8 of 10`, or nothing."""
    if rir is not None:
        return f"stop while you could do {rir} more" if rir else "until you could do no more"
    return f"effort {rpe:g} of 10" if rpe is not None else ""


def equipment_words(pieces: Sequence[str]) -> str:
    """`barbell, pull-up bar`; nothing to fetch is said so."""
    return ", ".join(map(piece_words, pieces)) or "no equipment"


def piece_words(piece: str) -> str:
    """`pull-up-bar` as `pull-up bar`: hyphens between words are an author's, all but the first in `pull-up`."""
    return piece.replace("-", " ").replace("pull up", "pull-up")


def muscle_words(muscles: Sequence[Muscle]) -> str:
    return ", ".join(MUSCLE_WORDS.get(muscle, muscle.replace("-", " ")) for muscle in muscles)


def together(phrases: Sequence[str]) -> str:
    """`8 at 50 %, 5 at 70 % of today's weight`: an ending that a run of phrases shares is said once, at its end."""
    out: list[str] = []
    for number, phrase in enumerate(phrases, 1):
        after = phrases[number] if number < len(phrases) else ""
        head, joint, tail = phrase.partition(" of ")
        if joint and after.endswith(joint + tail):
            phrase = f"{head})" if tail.endswith(")") else head
        out.append(phrase)
    return ", ".join(out)
