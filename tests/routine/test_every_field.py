"""Each field of the format does something: another value is printed, seen or heard, or warned of or refused.

The fields are those of the model, so a new one fails here until it has an example.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import Struct
from person import LIBRARY

from coach.languages import load_language
from coach.routine.model import BLOCKS, Cue, Defaults, Exercise, Fault, Item, Muscles, Progress, Routine, SetSpec
from coach.routine.problems import LoadError
from coach.routine.reading.struct_words import field_names
from coach.routine.values import MINUTE, SECOND, Load
from coach.workout.engine.inputs import Swap
from coach.workout.engine.session import Refused, advance, apply, begin
from coach.workout.heard.phrases import Speech
from coach.workout.heard.signals import signals
from coach.workout.paper.build import build_paper
from coach.workout.paper.exercise_page import exercise_lines
from coach.workout.paper.lines import paper_text
from coach.workout.paper.page import plain_lines
from coach.workout.plan.expand import expand
from coach.workout.plan.known import Known
from coach.workout.view.view import view

Values = tuple[str, str]
KNOWN = Known(maxes={"deadlift": Load("mass", 140_000)})
KINDS: dict[str, type[Struct]] = {
    "routine": Routine,
    "defaults": Defaults,
    **BLOCKS,
    "item": Item,
    "set": SetSpec,
    "progress": Progress,
    "exercise": Exercise,
    "cue": Cue,
    "fault": Fault,
    "muscles": Muscles,
}

LIFT = "{exercise: deadlift, sets: 2, reps: 5, load: 80 kg"
RUN = "{exercises: [{name: Run, reps: 5}]}"
ITEM = f"blocks: [{{exercises: [{LIFT}, FIELD}}]}}]"
BARE = "blocks: [{exercises: [{sets: 2, reps: 5, FIELD}]}]"
DEFAULTS = f"defaults: {{FIELD}}\nblocks: [{{exercises: [{LIFT}}}]}}]"
STRAIGHT = f"blocks: [{{FIELD, exercises: [{LIFT}}}]}}, {RUN}]"
CIRCUIT = f"blocks: [{{type: circuit, rounds: 2, FIELD, exercises: [{{exercise: deadlift, reps: 5}}]}}, {RUN}]"
SUPERSET = CIRCUIT.replace("circuit", "superset")
EMOM = CIRCUIT.replace("type: circuit", "type: emom, every: 30s")
AMRAP = CIRCUIT.replace("type: circuit, rounds: 2", "type: amrap, for: 60s")
TABATA = CIRCUIT.replace("type: circuit, rounds: 2", "type: tabata").replace("deadlift, reps: 5", "deadlift")
SET = "blocks: [{exercises: [{exercise: deadlift, reps: 9, sets: [{FIELD}, {reps: 4}]}]}]"
OWN = "blocks: [{exercises: [{exercise: mine, reps: 5, pace: coach}]}]\nexercises: {mine: {name: Mine, FIELD}}"

DURING_WORK = {"tempo": ("3-1-1-0", "4-0-2-0"), "rir": ("1", "3"), "rpe": ("7", "9")}
BETWEEN = {"get-ready": ("5s", "9s"), "set-up": ("wait", "none")}
PLANNED = {"progress": ("{type: none}", "{type: double, add: 5 kg}")}
SHARED = {"pace": ("self", "coach"), **DURING_WORK, **BETWEEN, **PLANNED}
OF_BLOCKS = {"name": ("One", "Two"), "section": ("main", "cool-down"), "rest-after": ("30s", "40s")}
MUSCLES = ("[core]", "[lats]")
REST = {"rest": ("30s", "40s")}
WARM_UP_REST = {"warm-up-rest": ("30s", "40s")}
SWITCH = {"switch": ("5s", "9s")}
ROUNDS = {"rounds": ("2", "3")}
EXERCISES = ("[{name: Row, reps: 5}]", "[{name: Dip, reps: 5}]")


def sided(template: str) -> str:
    return template.replace("exercise: deadlift", "exercise: deadlift, sides: each")


def warmed_up(template: str) -> str:
    return template.replace("exercise: deadlift", "exercise: deadlift, warm-up-sets: [bar x 5, bar x 3]")


def of_type(kind: str, template: str, items: Values = EXERCISES) -> list[tuple[str, str, dict[str, Values]]]:
    """What every type of block has."""
    alone = f"{template[: template.index('exercises')]}}}]".replace("FIELD, ", "FIELD")
    return [(kind, template, SHARED | OF_BLOCKS), (kind, sided(template), SWITCH), (kind, alone, {"exercises": items})]


EXAMPLES: list[tuple[str, str, dict[str, Values]]] = [
    ("routine", f"FIELD\n{ITEM.replace(', FIELD', '')}", {
        "format": ("1", "2"),
        "description": ("For the back", "For the legs"),
        "tags": ("[short]", "[long]"),
        "language": ("en", "de"),
        "defaults": ("{rest: 30s}", "{rest: 40s}"),
    }),
    ("routine", ITEM.replace(", FIELD", ""), {"name": ("One", "Two")}),
    ("routine", "FIELD", {"blocks": (f"[{RUN}]", f"[{RUN}, {RUN}]")}),
    ("routine", "blocks: [{exercises: [{exercise: mine, reps: 5}]}]\nFIELD", {
        "exercises": ("{mine: {name: Mine}}", "{mine: {name: Yours}}"),
    }),
    ("defaults", DEFAULTS, SHARED | REST),
    ("defaults", warmed_up(DEFAULTS), WARM_UP_REST),
    ("defaults", sided(DEFAULTS), SWITCH),
    *of_type("straight", STRAIGHT),
    ("straight", STRAIGHT, REST),
    ("straight", warmed_up(STRAIGHT), WARM_UP_REST),
    *of_type("circuit", CIRCUIT),
    ("circuit", CIRCUIT, REST | {"round-rest": ("30s", "40s")}),
    ("circuit", CIRCUIT.replace("rounds: 2, ", ""), ROUNDS),
    ("circuit", warmed_up(CIRCUIT), WARM_UP_REST),
    *of_type("superset", SUPERSET),
    ("superset", SUPERSET, REST | {"round-rest": ("30s", "40s")}),
    ("superset", SUPERSET.replace("rounds: 2, ", ""), ROUNDS),
    ("superset", warmed_up(SUPERSET), WARM_UP_REST),
    *of_type("emom", EMOM),
    ("emom", EMOM.replace("rounds: 2, ", ""), ROUNDS),
    ("emom", EMOM.replace("every: 30s, ", ""), {"every": ("30s", "40s")}),
    ("emom", EMOM.replace("deadlift, reps: 5", "deadlift"), {"work": ("10s", "20s")}),
    *of_type("amrap", AMRAP),
    ("amrap", AMRAP.replace("for: 60s, ", ""), {"for": ("60s", "90s")}),
    *of_type("tabata", TABATA, ("[{name: Row}]", "[{name: Dip}]")),
    ("tabata", TABATA, ROUNDS | {"work": ("10s", "20s"), "rest": ("5s", "9s")}),
    ("item", ITEM, SHARED | REST | {"alternatives": ("[plank]", "[squat]"), "note": ("Belt on", "Belt off")}),
    ("item", ITEM.replace("sets: 2, ", ""), {"sets": ("2", "3")}),
    ("item", ITEM.replace("reps: 5, ", ""), {"reps": ("4", "6"), "work": ("10s", "20s")}),
    ("item", ITEM.replace("load: 80 kg, ", ""), {
        "load": ("50%", "60%"), "warm-up-sets": ("[bar x 5]", "[bar x 3]"), "sides": ("each", "alternate"),
    }),
    ("item", BARE, {"exercise": ("squat", "push-up"), "name": ("Row", "Dip")}),
    ("item", warmed_up(ITEM), WARM_UP_REST),
    ("item", sided(ITEM), SWITCH),
    ("set", SET.replace("reps: 9, ", ""), {"reps": ("5", "6")}),
    ("set", SET, {"load": ("80 kg", "90 kg"), "rest": ("30s", "40s")} | DURING_WORK),
    ("set", SET.replace("reps: 9, ", ""), {"work": ("10s", "20s")}),
    ("progress", ITEM.replace("FIELD", "progress: {FIELD}"), {"type": ("none", "linear")}),
    ("progress", ITEM.replace("FIELD", "progress: {type: linear, FIELD}"), {"add": ("2 kg", "5 kg")}),
    ("exercise", OWN, {
        "format": ("1", "2"),
        "id": ("mine", "yours"),
        "aliases": ("[My own]", "[Of mine]"),
        "why": ("For the back", "For the legs"),
        "pattern": ("hinge", "squat"),
        "sides": ("each", "both"),
        "equipment": ("[barbell]", "[kettlebell]"),
        "muscles": ("{primary: [core]}", "{primary: [lats]}"),
        "cues": ("[{phase: setup, text: Ribs down}]", "[{phase: setup, text: Chin in}]"),
        "faults": ("[{fault: Sags, fix: Squeeze}]", "[{fault: Sways, fix: Squeeze}]"),
        "easier": ("[plank]", "[squat]"),
        "harder": ("[plank]", "[squat]"),
        "tempo": ("3-1-1-0", "4-0-2-0"),
        "starts": ("lower", "lift"),
    }),
    ("exercise", OWN.replace("name: Mine, ", ""), {"name": ("Mine", "Yours")}),
    ("cue", OWN.replace("FIELD", "cues: [{phase: lower, FIELD}]"), {"text": ("Ribs down", "Chin in")}),
    ("cue", OWN.replace("FIELD", "cues: [{text: Ribs down, FIELD}]"), {"phase": ("lower", "top")}),
    ("fault", OWN.replace("FIELD", "faults: [{fault: Sags, FIELD}]"), {"fix": ("Squeeze", "Pull")}),
    ("fault", OWN.replace("FIELD", "faults: [{fix: Squeeze, FIELD}]"), {"fault": ("Sags", "Sways")}),
    ("muscles", OWN.replace("FIELD", "muscles: {FIELD}"), {"primary": MUSCLES, "secondary": MUSCLES}),
]  # fmt: skip


def consequences(folder: Path, text: str) -> Iterator[object]:
    """The paper of a routine, the pages of its exercises, and six minutes of it seen and heard, without a key and with
    one that swaps the first exercise."""
    file = folder / "example.yaml"
    file.write_text(text if "name:" in text.split("blocks")[0] else f"name: Example\n{text}\n")
    loaded = LIBRARY.load(str(file))
    routine = loaded.routine
    yield paper_text(build_paper(routine, expand(routine, KNOWN)), 100)
    yield {id: plain_lines(exercise_lines(exercise, 100)) for id, exercise in routine.exercises.items()}
    speech = Speech(load_language(routine.language))
    session = begin(routine, KNOWN, 0)
    try:
        yield view(apply(session, SECOND, Swap()), SECOND)
    except Refused as refused:
        yield str(refused)
    yield signals(session, 0, 6 * MINUTE, speech)
    yield [view(advance(session, second * SECOND), second * SECOND) for second in range(0, 6 * 60, 9)]


def objections(folder: Path, text: str) -> list[str]:
    """What is said of it when it is read."""
    try:
        list(consequences(folder, text))
        return [problem.message for problem in LIBRARY.load(str(folder / "example.yaml")).problems]
    except LoadError as error:
        return [problem.message for problem in error.problems]


ELSEWHERE = {"exercise measure": "notes take a bare number for reps or for seconds by it (tests/authoring/notes)"}


def test_each_field_has_an_example() -> None:
    named = [f"{kind} {field}" for kind, _, fields in EXAMPLES for field in fields]
    fields = {f"{kind} {field}" for kind, struct in KINDS.items() for field in field_names(struct)}
    kinds = {f"{kind} type" for kind in BLOCKS}  # a kind of block, not a field of it
    assert sorted(named) == sorted(fields - kinds - ELSEWHERE.keys())


CASES = {
    f"{kind} {field}": (template, field, *values)
    for kind, template, fields in EXAMPLES
    for field, values in fields.items()
}


@pytest.mark.parametrize("case", CASES)
def test_another_value_is_noticed_or_objected_to(case: str, tmp_path: Path) -> None:
    template, field, one, other = CASES[case]
    texts = [template.replace("FIELD", f"{field}: {value}") for value in (one, other)]
    if case == "routine name":
        texts = [f"name: {value}\n{template}" for value in (one, other)]
    said = [objections(tmp_path, text) for text in texts]
    assert all(message.startswith((f'"{field}"', '"progress"')) for message in said[0]), "the example itself is right"
    if said == [[], []]:
        assert list(consequences(tmp_path, texts[0])) != list(consequences(tmp_path, texts[1]))
