"""Nodes to Structs: every value that an author can write, any Struct, and what is left when something is wrong."""

from typing import Annotated, Literal, TypeVar

import pytest
from msgspec import Meta, Struct

from coach.routine.model import Circuit, Emom, Exercise, Item, Routine, SetSpec, Straight, Tabata
from coach.routine.reading.decode import decode
from coach.routine.reading.yaml_nodes import Mapping, compose
from coach.routine.values import MINUTE, SECOND, Duration, Gap, Load, Reps, Rest, Tempo, WarmUpSet

T = TypeVar("T")

WHOLE = """\
format: 1
name: Posterior chain,
  strength
description: >
  Hips and back,
  heavy first.
tags: [strength, barbell]
defaults: {rest: 2m, get-ready: 10s, rpe: 8, warm-up-rest: none}
blocks:
  - name: Wake up
    section: warm-up
    type: circuit
    rounds: 2
    exercises:
      - {exercise: cat-camel, reps: 8}
  - exercises:
      - exercise: deadlift
        sets: [{reps: 5, load: 75%}, {reps: 1+, rest: 2m+}]
        warm-up-sets: [bar x 10, 50% x 8]
        rest: 1:30
        tempo: 0110
        rir: 2
        progress: {type: double, add: 2.5 kg}
        alternatives: [trap-bar-deadlift]
        note: Belt on [set 3]
  - {type: emom, every: 1m, rounds: 10, work: 40s, exercises: [{exercise: kb-swing}]}
  - {type: tabata, exercises: [{name: "012", get-ready: none}]}
exercises:
  towel-row: {name: Towel row, cues: [{phase: lift, text: Pull}], muscles: {primary: [lats]}}
"""


def read(kind: type[T], text: str) -> tuple[T | None, list[str]]:
    document = compose(text, "t.yaml")
    value = decode(kind, document)
    return value, [f"{it.line}:{it.column} {it.message}" for it in document.report.problems]


def test_a_whole_routine() -> None:
    routine, problems = read(Routine, WHOLE)
    assert problems == []
    assert routine is not None
    assert routine.name == "Posterior chain, strength"
    assert routine.description == "Hips and back, heavy first."
    assert routine.tags == ("strength", "barbell")
    assert (routine.defaults.rest, routine.defaults.get_ready) == (Rest(2 * MINUTE), Gap(10 * SECOND))
    assert (routine.defaults.rpe, routine.defaults.warm_up_rest) == (8.0, Rest(0))
    circuit, straight, emom, tabata = routine.blocks
    assert isinstance(circuit, Circuit)
    assert (circuit.rounds, circuit.section, circuit.exercises[0].reps) == (2, "warm-up", Reps(8, 8))
    assert isinstance(straight, Straight)
    item = straight.exercises[0]
    assert item.sets == (
        SetSpec(reps=Reps(5, 5), load=Load("percent", 75_000)),
        SetSpec(reps=Reps(1, None), rest=Rest(2 * MINUTE, True)),
    )
    assert item.warm_up_sets == (WarmUpSet(Load("bar"), 10), WarmUpSet(Load("percent", 50_000), 8))
    assert (item.rest, item.tempo, item.rir) == (Rest(90 * SECOND), Tempo(0, 1, 1, 0), 2)
    assert item.progress is not None
    assert item.progress.add == Load("mass", 2500)
    assert (item.alternatives, item.note) == (("trap-bar-deadlift",), "Belt on [set 3]")
    assert isinstance(emom, Emom)
    assert (emom.every, emom.work) == (Duration(MINUTE), Duration(40 * SECOND))
    assert isinstance(tabata, Tabata)
    assert (tabata.work, tabata.rounds) == (Duration(20 * SECOND), 8)
    assert tabata.exercises[0].name == "012"
    assert routine.exercises["towel-row"].muscles.primary == ("lats",)


def test_not_given_is_not_none() -> None:
    item, problems = read(Item, "{name: A, rest: none}")
    assert problems == []
    assert item is not None
    assert (item.rest, item.get_ready) == (Rest(0), None)


def test_what_is_wrong_holds_its_default_and_the_rest_is_read() -> None:
    exercise, problems = read(Exercise, "name: [a]\naliases: [x, {y: z}, w]\nsides: left\ntempo: 3-1-1-0\n")
    assert len(problems) == 3
    assert exercise is not None
    assert (exercise.aliases, exercise.sides) == (("x", "w"), "both")
    assert exercise.tempo == Tempo(3, 1, 1, 0)


def test_each_struct_is_found_at_its_node() -> None:
    document = compose(WHOLE, "t.yaml")
    places: dict[int, Mapping] = {}
    routine = decode(Routine, document, places)
    assert routine is not None
    assert places[id(routine)] is document.root
    spec = routine.blocks[1].exercises[0].sets
    assert isinstance(spec, tuple)
    node = places[id(spec[1])]
    assert (node.start.line + 1, node.start.column + 1) == (18, 38)


class Volumes(Struct, frozen=True, rename="kebab"):
    beep: Annotated[float, Meta(ge=0, le=1)] = 1.0
    voice_on: bool = True


class Settings(Struct, rename="kebab"):
    units: Literal["kg", "lb"] = "kg"
    volumes: Volumes = Volumes()
    keymap: dict[str, str] = {}
    flash: bool | Gap = False
    offset: Annotated[int, Meta(ge=-500, lt=500)] = 0
    plates: tuple[Load, ...] = ()


def test_any_struct_is_read_by_its_own_types() -> None:
    text = "units: lb\nvolumes: {beep: 0.5, voice-on: no}\nkeymap: {next: ctrl+n}\n"
    text += "flash: 2s\noffset: -20\nplates: [20 kg]\n"
    assert read(Settings, text) == (
        Settings("lb", Volumes(0.5, False), {"next": "ctrl+n"}, Gap(2 * SECOND), -20, (Load("mass", 20_000),)),
        [],
    )
    assert read(Settings, "flash: on") == (Settings(flash=True), [])


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("units: stone", '1:8 "units" takes kg or lb, not "stone".'),
        ("volumes: {beep: 1.5}", '1:17 "beep" goes from 0 to 1, not 1.5.'),
        ("volumes: {beep: .inf}", '1:17 "beep" takes a number, not ".inf".'),
        ("volumes: {voice-on: maybe}", '1:21 "voice-on" takes yes or no, not "maybe".'),
        ("volumes: loud", '1:10 "loud" is not volumes. Write volumes as fields, each as name: value.'),
        ("keymap: [a]", '1:9 "keymap" takes names, each with a colon and what it stands for.'),
        ("keymap: {a: }", '1:10 "a" has nothing after its colon.'),
        ("flash: soon", '1:8 "soon" is not a duration. Write 90s, 1m30s or 1:30.'),
        ("offset: 500", '1:9 "offset" must be less than 500, not 500.'),
        ("offset: 1e3", '1:9 "offset" takes a whole number, not "1e3".'),
        ("plates: 20 kg", '1:9 "plates" takes a list, not one value, "20 kg". Write [20 kg].'),
        ("voice_on: yes", '1:1 unknown field "voice_on" in the settings. It takes: units, volumes, keymap, flash'),
    ],
)
def test_a_wrong_setting_is_reported_and_its_default_stands(text: str, problem: str) -> None:
    value, problems = read(Settings, text)
    assert value == Settings()
    assert len(problems) == 1
    assert problems[0].startswith(problem)


def test_what_the_composer_refused_is_not_reported_twice() -> None:
    _, problems = read(Routine, "name: *n\ntags: *t\ndefaults: *d\nblocks: *b\nexercises: *e\n")
    assert len(problems) == 5
    assert all("is an alias" in problem for problem in problems)


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "---\n"])
def test_an_empty_file_says_what_belongs_into_it(text: str) -> None:
    value, problems = read(Routine, text)
    assert value is None
    assert len(problems) == 1
    assert "Write a routine as name: and blocks:" in problems[0]
