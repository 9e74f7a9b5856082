"""Files, right and wrong, of which the schema has to say what our own reading says; and the few where it cannot."""

from pathlib import Path

BUNDLED = Path(__file__).parents[3] / "routines"


def item(*fields: str) -> str:
    return f"name: R\nblocks:\n- exercises:\n  - {{{', '.join(fields)}}}\n"


def block(fields: str, *item_fields: str) -> str:
    return f"name: R\nblocks:\n- {{{fields}, exercises: [{{{', '.join(item_fields)}}}]}}\n"


def top(fields: str) -> str:
    return f"{fields}\nblocks: [{{exercises: [{{name: A, reps: 5}}]}}]\n"


A = "name: A"
RIGHT: dict[str, str] = {
    "everything": """\
format: 1
name: 2024
description: >
  Hips,
  back.
tags: [strength, 5, no]
language: de
defaults: {rest: 2m, get-ready: none, warm-up-rest: 60s, pace: coach, rpe: 8.5, set-up: none}
blocks:
- name: Wake up
  section: warm-up
  type: circuit
  rounds: 02
  rest: 0s
  exercises: [{exercise: Hover, reps: 012, note: 5}]
- exercises:
  - exercise: row
    sets: [{reps: 5, load: 75%}, {reps: 1+, rest: 2m+}, {work: 40s}]
    warm-up-sets: [bar x 10, 50% x 8]
    rest: 1:30
    tempo: 0110
    rir: 2
    progress: {type: double, add: 2.5 kg}
    alternatives: [plank]
exercises:
  row: {id: row, name: Row, cues: [{phase: lift, text: Pull}], muscles: {primary: [lats]}, tempo: 3110, equipment: []}
""",
    "an hour": item(A, "work: 1:00:00"),
    "quoted reps": item(A, 'reps: "8-12"'),
    "spaces in quotes": item(A, 'work: " 1 m 30 s "'),
    "a set": item(A, "reps: 5", "sets: 3"),
    "reps for all sets": item(A, "reps: 5", "sets: [{load: 20 kg}, {reps: 3}]"),
    "work for all sets": item(A, "work: 30s+", "sets: [{rest: none}, {work: 40s}]"),
    "loads": "name: R\nblocks:\n- exercises:\n" + "".join(
        f"  - {{name: A, reps: max, load: {load}}}\n"
        for load in ("80 kg", "2x20kg", "4 × 2.5 lbs", "0.5%", "150%", "bar", "band red", "bodyweight - 20 kg")
    ),
    "tempos": "name: R\nblocks:\n- exercises:\n" + "".join(
        f"  - {{name: A, reps: 10+, tempo: {tempo}}}\n"
        for tempo in ("3-1-X-0", "31x0", "3110", "10-0-10-0", "1.5s", "0.5 s", "60s", "X-x-0-0", '"0001"')
    ),
    "type last": "name: R\nblocks:\n- exercises: [{name: A, reps: 5}]\n  rounds: 2\n  type: superset\n",
    "emom with targets": block("type: emom, every: 1m, rounds: 200", A, "reps: 8-12"),
    "emom with work": block("type: emom, every: 1m, rounds: 2, work: 40s", A),
    "emom with both": block("type: emom, every: 1m, rounds: 2, work: 40s", A, "work: 30s", "sides: each"),
    "amrap": block("type: amrap, for: 8m", A, "reps: 10+", "load: 20 kg"),
    "tabata": block("type: tabata", A),
    "tabata with its own": block("type: tabata, work: 30s, rest: 15s, rounds: 4", A, "set-up: wait", "note: x"),
    "open rests": block("rest: 2m+, rest-after: 1h+, warm-up-rest: none, switch: 8s", A, "reps: max"),
    "straight by name": block("type: straight, section: cool-down", A, "work: 1s"),
    "own exercise by number": top("name: R\nexercises: {5: {name: Five}}"),
    "no own exercises": top("name: R\nexercises: {}"),
    "a format of 1": top("name: R\nformat: 01"),
}  # fmt: skip

WRONG: dict[str, str] = {
    "a list": "- name: R\n",
    "rir and rpe": item("name: A", "reps: 5", "rir: 2", "rpe: 8"),
    "rir and rpe of a block": block("rir: 2, rpe: 8", "name: A", "reps: 5"),
    "rir and rpe of an emom": block("type: emom, every: 1m, rounds: 2, work: 30s, rir: 2, rpe: 8", "name: A"),
    "rir and rpe by default": top("name: R\ndefaults: {rir: 2, rpe: 8}"),
    "rir and rpe of a set": item("name: A", "sets: [{reps: 5, rir: 2, rpe: 8}]"),
    "a word": "hello\n",
    "no blocks": "name: R\n",
    "null as a name": item("name: null", "reps: 5"),
    "null as a rest": item("name: A", "reps: 5", "rest: ~"),
    "no name": top("tags: [a]"),
    "blocks empty": "name: R\nblocks: []\n",
    "blocks nothing": "name: R\nblocks:\n",
    "blocks a mapping": "name: R\nblocks: {exercises: []}\n",
    "a block that is a word": "name: R\nblocks: [warm-up]\n",
    "a block that is nothing": "name: R\nblocks:\n-\n",
    "format 2": top("name: R\nformat: 2"),
    "format in quotes": top('name: R\nformat: "1"'),
    "top field unknown": top("name: R\nrest: 2m"),
    "tags one word": top("name: R\ntags: strength"),
    "a tag that is empty": top('name: R\ntags: [""]'),
    "name too long": top(f"name: {'x' * 81}"),
    "name empty": top('name: ""'),
    "name a list": top("name: [R]"),
    "description too long": top(f"name: R\ndescription: {'x' * 2001}"),
    "defaults a word": top("name: R\ndefaults: 2m"),
    "unknown default": top("name: R\ndefaults: {rest: 2m, reps: 5}"),
    "default rest bare": top("name: R\ndefaults: {rest: 3}"),
    "own exercise without a name": top("name: R\nexercises: {row: {why: because}}"),
    "own exercise by a wrong id": top("name: R\nexercises: {Towel Row: {name: Row}}"),
    "own exercises a list": top("name: R\nexercises: [{name: Row}]"),
    "unknown block field": block("rst: 2m", A, "reps: 5"),
    "unknown type": block("type: pyramid", A, "reps: 5"),
    "type in capitals": block("type: EMOM, every: 1m, rounds: 3", A, "reps: 5"),
    "type a list": block("type: [emom]", A, "reps: 5"),
    "unknown section": block("section: warmup", A, "reps: 5"),
    "no exercises": "name: R\nblocks: [{name: B}]\n",
    "exercises empty": "name: R\nblocks: [{exercises: []}]\n",
    "rounds of a straight block": block("rounds: 3", A, "reps: 5"),
    "circuit without rounds": block("type: circuit", A, "reps: 5"),
    "circuit with no rounds": block("type: circuit, rounds: 0", A, "reps: 5"),
    "circuit with 201 rounds": block("type: circuit, rounds: 201", A, "reps: 5"),
    "rounds in quotes": block('type: circuit, rounds: "3"', A, "reps: 5"),
    "rounds in another script": block("type: circuit, rounds: ٣", A, "reps: 5"),
    "reps in another script": item(A, "reps: ٣"),
    "rounds a half": block("type: circuit, rounds: 2.5", A, "reps: 5"),
    "sets in a circuit": block("type: circuit, rounds: 3", A, "reps: 5", "sets: 3"),
    "sets in a superset": block("type: superset, rounds: 3", A, "sets: [{reps: 5}]"),
    "superset without rounds": block("type: superset", A, "reps: 5"),
    "round-rest of a straight block": block("round-rest: 2m", A, "reps: 5"),
    "emom without every": block("type: emom, rounds: 3", A, "reps: 5"),
    "emom without rounds": block("type: emom, every: 1m", A, "reps: 5"),
    "emom of no time": block("type: emom, every: 0s, rounds: 3", A, "reps: 5"),
    "emom with a bare every": block("type: emom, every: 60, rounds: 3", A, "reps: 5"),
    "emom without targets": block("type: emom, every: 1m, rounds: 3", A),
    "emom with two targets": block("type: emom, every: 1m, rounds: 3, work: 30s", A, "reps: 5", "work: 40s"),
    "emom with open reps": block("type: emom, every: 1m, rounds: 3", A, "reps: 10+"),
    "emom with all reps": block("type: emom, every: 1m, rounds: 3", A, "reps: max"),
    "emom with open work": block("type: emom, every: 1m, rounds: 3", A, "work: 30s+"),
    "emom with a rest": block("type: emom, every: 1m, rounds: 3", A, "reps: 5", "rest: 10s"),
    "emom block with a rest": block("type: emom, every: 1m, rounds: 3, rest: 10s", A, "reps: 5"),
    "emom with open work of its own": block("type: emom, every: 1m, rounds: 3, work: 30s+", A),
    "amrap without for": block("type: amrap", A, "reps: 5"),
    "amrap with a tempo": block("type: amrap, for: 8m", A, "reps: 5", "tempo: 2010"),
    "amrap with rounds": block("type: amrap, for: 8m, rounds: 3", A, "reps: 5"),
    "amrap without a target": block("type: amrap, for: 8m", A),
    "tabata with reps": block("type: tabata", A, "reps: 5"),
    "tabata with work": block("type: tabata", A, "work: 20s"),
    "tabata with no rest": block("type: tabata, rest: none", A),
    "neither exercise nor name": item("reps: 5"),
    "exercise and name": item("exercise: plank", A, "reps: 5"),
    "exercise empty": item('exercise: ""', "reps: 5"),
    "exercise a list": item("exercise: [plank]", "reps: 5"),
    "an item that is a word": "name: R\nblocks: [{exercises: [plank]}]\n",
    "an unknown field": item(A, "reps: 5", "tempp: 3-1-1-0"),
    "a field in capitals": item(A, "Reps: 5"),
    "a field with an underscore": item(A, "reps: 5", "warm_up_sets: [bar x 5]"),
    "neither reps nor work": item(A),
    "reps and work": item(A, "reps: 5", "work: 40s"),
    "sets without a target": item(A, "sets: 3"),
    "a set without a target": item(A, "sets: [{reps: 5}, {rir: 2}]"),
    "a set with two targets": item(A, "sets: [{reps: 5, work: 1m}]"),
    "two targets where the item has one": item(A, "reps: 5", "sets: [{reps: 5, work: 1m}]"),
    "a set against its item": item(A, "reps: 5", "sets: [{work: 1m}]"),
    "a set against its timed item": item(A, "work: 1m", "sets: [{reps: 5}]"),
    "sets empty": item(A, "reps: 5", "sets: []"),
    "sets zero": item(A, "reps: 5", "sets: 0"),
    "sets 100": item(A, "reps: 5", "sets: 100"),
    "sets a word": item(A, "reps: 5", "sets: many"),
    "sets in quotes": item(A, "reps: 5", 'sets: "3"'),
    "sets a mapping": item(A, "sets: {reps: 5}"),
    "a set that is a number": item(A, "sets: [5, 5]"),
    "unknown field of a set": item(A, "sets: [{reps: 5, note: hard}]"),
    "reps zero": item(A, "reps: 0"),
    "reps 1001": item(A, "reps: 1001"),
    "reps up to 1001": item(A, "reps: 5-1001"),
    "reps a half": item(A, "reps: 5.5"),
    "reps a list": item(A, "reps: [5]"),
    "reps a word": item(A, "reps: many"),
    "reps nothing": "name: R\nblocks:\n- exercises:\n  - name: A\n    reps:\n",
    "work 1:75": item(A, "work: 1:75"),
    "work 1:75:00": item(A, "work: 1:75:00"),
    "work bare": item(A, "work: 40"),
    "work no time": item(A, "work: 0s"),
    "work none": item(A, "work: none"),
    "work half a second": item(A, "work: 0.5s"),
    "work in hours and words": item(A, "work: 1 hour"),
    "rest bare": item(A, "reps: 5", "rest: 3"),
    "rest negative": item(A, "reps: 5", "rest: -3s"),
    "rest no": item(A, "reps: 5", "rest: no"),
    "rest true": item(A, "reps: 5", "rest: true"),
    "get-ready open": item(A, "reps: 5", "get-ready: 5s+"),
    "load bare": item(A, "reps: 5", "load: 24"),
    "load 5 x": item(A, "reps: 5", "load: 5 x 20 kg"),
    "load 151%": item(A, "reps: 5", "load: 151%"),
    "load 0%": item(A, "reps: 5", "load: 0%"),
    "load in stones": item(A, "reps: 5", "load: 12 stone"),
    "band without a colour": item(A, "reps: 5", "load: band"),
    "tempo of zeros": item(A, "reps: 5", 'tempo: "0000"'),
    "tempo of zeros, plain": item(A, "reps: 5", "tempo: 0000"),
    "tempo of three": item(A, "reps: 5", "tempo: 3-1-1"),
    "tempo of five digits": item(A, "reps: 5", "tempo: 31100"),
    "tempo with a Y": item(A, "reps: 5", "tempo: 3-1-Y-0"),
    "tempo too quick": item(A, "reps: 5", "tempo: 0.4s"),
    "tempo too slow": item(A, "reps: 5", "tempo: 61s"),
    "rir 11": item(A, "reps: 5", "rir: 11"),
    "rir a half": item(A, "reps: 5", "rir: 1.5"),
    "rpe 0": item(A, "reps: 5", "rpe: 0"),
    "rpe 10.5": item(A, "reps: 5", "rpe: 10.5"),
    "rpe in quotes": item(A, "reps: 5", 'rpe: "8"'),
    "pace unknown": item(A, "reps: 5", "pace: slow"),
    "set-up unknown": item(A, "reps: 5", "set-up: no"),
    "sides unknown": item(A, "reps: 5", "sides: left"),
    "note too long": item(A, "reps: 5", f"note: {'x' * 201}"),
    "warm-up sets one word": item(A, "reps: 5", "warm-up-sets: bar x 5"),
    "warm-up set without reps": item(A, "reps: 5", "warm-up-sets: [bar]"),
    "warm-up set of no reps": item(A, "reps: 5", "warm-up-sets: [bar x 0]"),
    "warm-up set of no load": item(A, "reps: 5", "warm-up-sets: [20 x 5]"),
    "progress one word": item(A, "reps: 5", "progress: double"),
    "progress without a type": item(A, "reps: 5", "progress: {add: 2.5 kg}"),
    "progress unknown": item(A, "reps: 5", "progress: {type: triple}"),
    "progress by a bare number": item(A, "reps: 5", "progress: {type: double, add: 2.5}"),
    "alternatives one word": item(A, "reps: 5", "alternatives: plank"),
}

RIGHT_EXERCISES: dict[str, str] = {
    "a name": "name: Row\n",
    "a number for a name": "name: 7\n",
    "everything": (BUNDLED / "exercises/deadlift.yaml").read_text(encoding="utf-8").replace("id: deadlift", "id: row"),
    "a tempo of digits": "name: Row\ntempo: 3011\nstarts: lift\nmeasure: time\npattern: pull\n",
}

WRONG_EXERCISES: dict[str, str] = {
    "no name": "id: row\n",
    "unknown field": "name: Row\nreps: 5\n",
    "id with capitals": "name: Row\nid: Row\n",
    "too long a cue": f"name: Row\ncues: [{{phase: lift, text: {'x' * 61}}}]\n",
    "a cue that is a text": "name: Row\ncues: [Pull]\n",
    "a cue without a phase": "name: Row\ncues: [{text: Pull}]\n",
    "a cue of another phase": "name: Row\ncues: [{phase: pull, text: Pull}]\n",
    "a cue with more": "name: Row\ncues: [{phase: lift, text: Pull, why: so}]\n",
    "an empty cue": 'name: Row\ncues: [{phase: lift, text: ""}]\n',
    "a fault without a fix": "name: Row\nfaults: [{fault: Sagging}]\n",
    "muscles a list": "name: Row\nmuscles: [lats]\n",
    "an unknown muscle": "name: Row\nmuscles: {primary: [back]}\n",
    "muscles third": "name: Row\nmuscles: {tertiary: [lats]}\n",
    "measure unknown": "name: Row\nmeasure: distance\n",
    "starts unknown": "name: Row\nstarts: top\n",
    "sides unknown": "name: Row\nsides: one\n",
    "equipment a word": "name: Row\nequipment: barbell\n",
    "tempo of two": "name: Row\ntempo: 3-1\n",
    "why too long": f"name: Row\nwhy: {'x' * 1001}\n",
    "format 0": "name: Row\nformat: 0\n",
    "aliases nothing": "name: Row\naliases:\n",
}

CANNOT_SEE: dict[str, str] = {
    "an unknown exercise": item("exercise: plonk", "reps: 5"),
    "the same key twice": "name: R\n" + top("name: R"),
    "an anchor": top("name: &a R"),
    "a tag": top("name: !!str R"),
    "a range that runs backwards": item(A, "reps: 12-8"),
    "more than a day": item(A, "work: 23h61m"),
    "less than a second, in minutes": item(A, "work: 0.01m"),
    "work longer than its interval": block("type: emom, every: 1m, rounds: 3", A, "work: 90s"),
    "more than 2,000 sets": block("type: circuit, rounds: 200", "name: A, reps: 5}, {" * 10 + "name: A, reps: 5"),
    "an alternative named twice": item("exercise: plank", "reps: 5", "alternatives: [plank]"),
    "an id that is not its key": top("name: R\nexercises: {row: {name: Row, id: rows}}"),
    "a name with two owners": top("name: R\nexercises: {row: {name: Row}, rows: {name: row}}"),
    "nothing but spaces": item('name: "  "', "reps: 5"),
    "how a number is written": item(A, "reps: 5.0"),
    "a tempo of three digits": item(A, "reps: 5", "tempo: 311"),
    "very long spellings": item(A, f"work: {'0' * 80}1s"),
}

STRICTER: dict[str, str] = {
    "true as a text": item(A, "reps: 5", "note: true"),
}
