"""Routines of every type of block from a seed, as an author might write them, for tests that need many."""

import random
from typing import Final

EXERCISES: Final = [
    "deadlift",
    "kb-swing",
    "plank",
    "side-plank",
    "push-up",
    "rdl",
    "pull-up",
    "squat",
    "cat-camel",
    "kb-row",
]
TIMED: Final = frozenset({"plank", "side-plank"})
FIXED: Final = frozenset({"emom", "tabata"})
"""Types whose grid takes nothing without an end."""
HEADS: Final = {
    "straight": "",
    "circuit": "rounds: {rounds}, round-rest: 20s, ",
    "superset": "rounds: {rounds}, rest: 10s, ",
    "emom": "every: 45s, rounds: {rounds}, ",
    "amrap": "for: 2m, ",
    "tabata": "rounds: 4, ",
}


def routine_text(rng: random.Random, name: str) -> str:
    """The YAML of a routine with one to four blocks."""
    lines = [
        f"name: {name}",
        f"defaults: {{rest: {rng.choice(['10s', '30s', 'none', '20s+'])}, get-ready: 5s}}",
        "blocks:",
    ]
    for number in range(rng.randint(1, 4)):
        kind = rng.choice(list(HEADS))
        head = HEADS[kind].format(rounds=rng.randint(1, 3))
        section = "warm-up" if number == 0 and rng.random() < 0.3 else "main"
        items = ", ".join(_item(rng, kind) for _ in range(rng.randint(1, 3)))
        lines.append(f"  - {{type: {kind}, section: {section}, {head}exercises: [{items}]}}")
    return "\n".join(lines) + "\n"


def _item(rng: random.Random, kind: str) -> str:
    exercise = rng.choice(EXERCISES)
    fields = [f"exercise: {exercise}"]
    if kind != "tabata":
        if exercise in TIMED:
            fields.append(f"work: {rng.choice(['5s', '20s', '35s'] if kind in FIXED else ['5s', '35s', '20s+'])}")
        else:
            fields.append(f"reps: {rng.choice(['3', '8'] if kind in FIXED else ['5', '3-5', '10+', 'max'])}")
    if kind == "straight":
        fields.append(f"sets: {rng.randint(1, 3)}")
        if exercise == "deadlift":
            fields += ["load: 80 kg", "warm-up-sets: [bar x 5, 50% x 3]"]
    if kind in ("straight", "circuit", "superset") and rng.random() < 0.3:
        fields.append(f"pace: {rng.choice(['coach', 'self'])}" if exercise not in TIMED else "sides: each")
    if rng.random() < 0.2 and exercise == "rdl":
        fields.append("alternatives: [kb-rdl]")
    return "{" + ", ".join(fields) + "}"
