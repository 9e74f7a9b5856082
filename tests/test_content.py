"""The bundled content against the facts it was written from: cues, faults, versions, muscles, names, references.

What may live here: claims about what `routines/` says. How a file is read, and how long a routine takes, is tested with
the reader and the plan; so the files are taken here as plain YAML.
"""

import re
from collections import defaultdict
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from coach.routine.model import CuePhase, Muscle
from coach.routine.values import SECOND, Rest

ROUTINES = Path(__file__).parents[1] / "routines"
IDENT = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def _read(path: Path) -> dict[str, Any]:
    loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(loaded, dict), path
    return loaded


LIBRARY = {path.stem: _read(path) for path in sorted((ROUTINES / "exercises").glob("*.yaml"))}
BUNDLED = {path.stem: _read(path) for path in sorted(ROUTINES.glob("*.yaml"))}

Covered = list[tuple[str, dict[int, str]]]

COVERAGE: dict[str, Covered] = {
    "rdl": [
        ("overhand; bar at hips", {1: "palms toward you"}),
        ("shoulders back; straight spine; core and back on", {3: "flat spine", 4: "Brace"}),
        ("bar to feet; hips back", {5: "hips straight back", 6: "close to your legs"}),
        ("stop mid-shin; never the floor", {8: "mid-shin"}),
        ("hips press up; bar to thighs", {10: "hips forward", 11: "thighs"}),
    ],
    "deadlift": [
        ("bar on floor; shoulder-wide feet", {1: "on the floor", 2: "shoulders"}),
        ("bend hips and knees to the bar", {3: "hip and knee"}),
        ("overhand outside legs; change grip when it fails", {4: "Overhand", 13: "hook or mixed"}),
        ("flat back", {5: "Flat back"}),
        ("hips and thighs, not shoulders or back", {7: "thighs", 8: "hips through", 9: "not shoulders or back"}),
    ],
    "kb-swing": [
        ("bell ahead, between feet", {1: "between your feet"}),
        ("shoulder-wide", {2: "shoulder width"}),
        ("small knee bend, hinge to grab", {3: "hinge"}),
        ("pull bell back between legs", {5: "between your thighs"}),
        ("hips forward; shoulder height", {7: "hips forward", 9: "shoulder height"}),
        ("let it fall; repeat", {11: "Let it fall", 13: "next rep"}),
        ("not the arms; give at the knees on the downswing", {8: "the hips throw", 12: "every downswing"}),
    ],
    "hip-thrust": [
        ("load bar on floor or rack", {1: "on the floor or in a low rack"}),
        ("upper back on bench; feet hip-wide; 45°", {2: "hip-wide", 3: "45°"}),
        ("bar in hip crease; pad or towel", {4: "hip crease", 5: "pad or towel"}),
        ("grip each side", {6: "each side"}),
        ("tuck tail, flat low back", {7: "Tuck your tail"}),
        ("core, deep breath", {8: "Deep breath"}),
        ("heels; extend to level", {9: "heels", 10: "level"}),
        ("hold, then reverse", {11: "Pause", 12: "same path"}),
    ],
    "pull-through": [
        ("ankle-height anchor", {1: "ankle height"}),
        ("straddle, face away", {2: "back turned"}),
        ("grab end, walk out", {3: "between your legs", 4: "Walk out"}),
        ("straight arms, core, comfy grip, hinge, cable back", {5: "hands comfortable", 6: "behind you"}),
        ("pause at bottom or flexibility; squeeze", {8: "flexibility", 9: "Squeeze glutes"}),
        ("drive back; flat back; don't hunch or lift with the back", {7: "Flat back", 9: "drive hips", 10: "heave"}),
    ],
    "kb-reverse-lunge": [
        ("feet together, centred", {1: "Feet together"}),
        ("bell racked at shoulder", {2: "Rack the bell"}),
        ("step back", {4: "straight back"}),
        ("lower till rear knee touches", {5: "Sink", 6: "kiss the floor"}),
        ("stand back up", {7: "to stand", 8: "stand tall"}),
        ("other foot", {9: "Change legs"}),
    ],
    "pull-up": [
        ("find bar; hop", {1: "hop or step"}),
        ("shoulder-wide, palms away", {2: "palms facing away"}),
        ("arms extended; cross legs if toes drag", {3: "fully straight", 4: "cross your legs"}),
        ("shoulders back; core", {5: "brace"}),
        ("pull; back leads", {6: "your back does the pulling"}),
        ("chin over bar", {8: "Chin clears the bar"}),
        ("controlled lowering", {9: "under control"}),
    ],
}
"""Each instruction of the source, in order -> the number of the cue that carries it, and words it must contain."""

PHASES = {
    "rdl": "setup*4 lower*3 bottom*2 lift*2 top reset",
    "deadlift": "setup*6 lift*3 top lower bottom reset*2",
    "kb-swing": "setup*4 lower bottom lift*2 top*2 lower*2 reset",
    "hip-thrust": "setup*8 lift*2 top lower bottom reset",
    "pull-through": "setup*5 lower*2 bottom lift*2 top reset",
    "kb-reverse-lunge": "setup*3 lower*2 bottom lift top reset",
    "pull-up": "setup*5 lift*2 top lower bottom reset",
}

FAULTS = {
    "rdl": 6,
    "deadlift": 5 + 1,  # and the hands that give out first, with the ladder of grips
    "kb-swing": 5,
    "hip-thrust": 7,
    "pull-through": 6,
    "kb-reverse-lunge": 6,
    "pull-up": 6,
}

EASIER_HARDER = {
    "rdl": (["wall-tap", "dowel", "kb-rdl"], ["4 s", "pause", "staggered", "single-leg-rdl"]),
    "deadlift": (["kb-deadlift", "block pull", "trap-bar-deadlift"], ["pause", "deficit", "weight"]),
    "kb-swing": (["kb-deadlift", "dead-stop-swing"], ["heavier", "one-arm", "longer", "pain-free overhead reach"]),
    "hip-thrust": (["glute-bridge", "two-leg"], ["longer hold", "band above", "single-leg-hip-thrust"]),
    "pull-through": (["light band", "short range"], ["heavier", "pause of 2 s", "faster"]),
    "kb-reverse-lunge": (
        ["hold a wall", "split squat", "reverse-lunge"],
        ["heavier", "two bells", "deficit", "on-toes"],
    ),
    "pull-up": (
        ["dead-hang", "scapular-pull", "inverted-row", "lowering-pull-up", "band-assisted-pull-up"],
        ["pause", "tempo", "added load"],
    ),
}
"""In the order of the facts, each by words it must contain."""

PRIMARY = {
    "rdl": {"hamstrings", "glutes"},
    "deadlift": {"glutes", "hamstrings", "erectors", "quads"},
    "kb-swing": {"glutes", "hamstrings"},
    "hip-thrust": {"glutes"},
    "pull-through": {"glutes", "hamstrings"},
    "kb-reverse-lunge": {"glutes", "quads"},
    "pull-up": {"lats"},
}

SECONDARY = {
    "rdl": {"erectors", "adductors", "lats", "forearms-grip", "traps-upper", "traps-mid-low", "core", "calves"},
    "deadlift": {"adductors", "lats", "traps-upper", "traps-mid-low", "forearms-grip", "core", "calves"},
    "kb-swing": {"erectors", "core", "adductors", "lats", "forearms-grip", "calves"},
    "hip-thrust": {"hamstrings", "adductors", "quads", "erectors", "core"},
    "pull-through": {"erectors", "adductors", "core", "forearms-grip"},
    "kb-reverse-lunge": {"hamstrings", "adductors", "calves", "core", "traps-mid-low"},
    "pull-up": {"traps-mid-low", "rear-delts", "biceps", "forearms-grip", "core"},
}

SEVEN = list(COVERAGE)


def _unrolled(phases: str) -> list[str]:
    out: list[str] = []
    for part in phases.split():
        name, _, times = part.partition("*")
        out += [name] * int(times or 1)
    return out


@pytest.mark.parametrize("stem", SEVEN)
def test_every_instruction_of_the_source_has_its_cue(stem: str) -> None:
    cues = LIBRARY[stem]["cues"]
    for instruction, numbers in COVERAGE[stem]:
        for number, words in numbers.items():
            assert words in cues[number - 1]["text"], (instruction, number)


@pytest.mark.parametrize("stem", SEVEN)
def test_cues_stand_in_the_documented_phases_in_order(stem: str) -> None:
    assert [cue["phase"] for cue in LIBRARY[stem]["cues"]] == _unrolled(PHASES[stem])


@pytest.mark.parametrize("stem", SEVEN)
def test_faults_each_have_a_fix(stem: str) -> None:
    faults = LIBRARY[stem]["faults"]
    assert len(faults) == FAULTS[stem]
    assert len({fault["fault"] for fault in faults}) == len(faults)
    assert all(fault["fix"] for fault in faults)


@pytest.mark.parametrize("stem", SEVEN)
def test_easier_and_harder_versions_are_those_of_the_facts(stem: str) -> None:
    for key, wanted in zip(("easier", "harder"), EASIER_HARDER[stem], strict=True):
        found = LIBRARY[stem][key]
        assert len(found) == len(wanted)
        for text, words in zip(found, wanted, strict=True):
            assert words in text, (key, text)


@pytest.mark.parametrize("stem", SEVEN)
def test_muscles_are_those_of_the_facts(stem: str) -> None:
    muscles = LIBRARY[stem]["muscles"]
    assert set(muscles["primary"]) == PRIMARY[stem]
    assert set(muscles["secondary"]) == SECONDARY[stem]


def test_side_notes_of_the_source_are_kept() -> None:
    grip = LIBRARY["deadlift"]["faults"][-1]["fix"]
    assert all(word in grip for word in ("Overhand", "hook", "straps", "mixed"))
    assert any("grip" in fault["fault"] for fault in LIBRARY["pull-through"]["faults"])
    assert any("overhead" in text for text in LIBRARY["kb-swing"]["harder"])
    assert "two-leg thrust first" in LIBRARY["single-leg-hip-thrust"]["why"]
    assert LIBRARY["lowering-pull-up"]["tempo"].startswith("5-")


def test_reps_begin_where_the_lift_begins() -> None:
    assert {stem for stem in SEVEN if LIBRARY[stem]["starts"] == "lift"} == {"deadlift", "hip-thrust", "pull-up"}
    assert LIBRARY["kb-reverse-lunge"]["sides"] == "alternate"
    assert LIBRARY["kb-swing"]["tempo"] == "1.5s"


def test_the_library_is_more_than_the_seven() -> None:
    assert len(LIBRARY) >= 45


@pytest.mark.parametrize("stem", sorted(LIBRARY))
def test_an_exercise_is_whole(stem: str) -> None:
    exercise = LIBRARY[stem]
    assert exercise["format"] == 1
    assert exercise["id"] == stem
    assert IDENT.fullmatch(stem)
    assert exercise["name"] and exercise["why"]
    muscles = exercise["muscles"]
    assert muscles["primary"]
    assert set(muscles["primary"]) | set(muscles["secondary"]) <= set(get_args(Muscle))
    assert not set(muscles["primary"]) & set(muscles["secondary"])
    assert all(IDENT.fullmatch(piece) for piece in exercise["equipment"])
    assert exercise["easier"] and exercise["harder"]


@pytest.mark.parametrize("stem", sorted(LIBRARY))
def test_cues_are_short_and_in_phases_that_the_exercise_has(stem: str) -> None:
    exercise = LIBRARY[stem]
    phases = [cue["phase"] for cue in exercise["cues"]]
    assert set(phases) <= set(get_args(CuePhase))
    assert "setup" in phases
    assert all(1 <= len(cue["text"]) <= 60 for cue in exercise["cues"])
    if exercise["measure"] == "time":
        assert set(phases) == {"setup", "during"}
        assert phases.count("during") >= 2
        assert "tempo" not in exercise
    else:
        assert {"lift"} < set(phases) - {"setup", "reset"}
        assert "during" not in phases
        assert exercise["tempo"] and exercise["starts"] in ("lower", "lift")


@pytest.mark.parametrize("stem", sorted(LIBRARY))
def test_a_version_is_an_id_that_exists_or_free_text(stem: str) -> None:
    for text in LIBRARY[stem]["easier"] + LIBRARY[stem]["harder"]:
        assert text != stem
        assert text in LIBRARY or not IDENT.fullmatch(text), text


def test_no_name_has_two_owners() -> None:
    owners = defaultdict(set)
    for stem, exercise in LIBRARY.items():
        for name in (stem, exercise["name"], *exercise["aliases"]):
            owners[re.sub(r"[^a-z0-9]+", " ", name.lower())].add(stem)
    assert {name: stems for name, stems in owners.items() if len(stems) > 1} == {}


def test_hip_flexors_are_never_credited_with_extending_the_hip() -> None:
    for stem, exercise in LIBRARY.items():
        if exercise["pattern"] in ("hinge", "bridge", "lunge", "squat", "pull"):
            muscles = exercise["muscles"]
            assert "hip-flexors" not in muscles["primary"] + muscles["secondary"], stem


def test_the_promised_routines_are_there() -> None:
    assert set(BUNDLED) == {
        "posterior-chain",
        "posterior-chain-strength",
        "posterior-chain-kettlebell",
        "posterior-chain-no-equipment",
        "office-posture",
        "seven-minute",
        "tabata",
        "emom-swings",
        "norwegian-4x4",
        "30-20-10",
        "desk-break",
    }


def _items(stem: str) -> list[dict[str, Any]]:
    return [item for block in BUNDLED[stem]["blocks"] for item in block["exercises"]]


@pytest.mark.parametrize("stem", sorted(BUNDLED))
def test_a_routine_names_only_what_the_library_has(stem: str) -> None:
    assert BUNDLED[stem]["format"] == 1
    assert BUNDLED[stem]["name"] and BUNDLED[stem]["description"] and BUNDLED[stem]["tags"]
    for item in _items(stem):
        alternatives = item.get("alternatives", [])
        assert {item["exercise"], *alternatives} <= set(LIBRARY)
        assert item["exercise"] not in alternatives
        assert len(set(alternatives)) == len(alternatives)


@pytest.mark.parametrize("stem", sorted(BUNDLED))
def test_a_bundled_routine_names_no_absolute_load(stem: str) -> None:
    for item in _items(stem):
        loads = [item.get("load", ""), *item.get("warm-up-sets", [])]
        assert not any(re.search(r"\d\s*(kg|lb)", load) for load in loads)


def test_posterior_chain_goes_from_fast_over_heavy_to_light_through_all_seven() -> None:
    main = [
        item["exercise"]
        for block in BUNDLED["posterior-chain"]["blocks"]
        if block.get("section", "main") == "main"
        for item in block["exercises"]
    ]
    assert main == ["kb-swing", "deadlift", "kb-reverse-lunge", "pull-up", "hip-thrust", "rdl", "pull-through"]
    sections = [block.get("section", "main") for block in BUNDLED["posterior-chain"]["blocks"]]
    assert sections[0] == "warm-up" and sections[-1] == "cool-down"


DOSES: dict[str, dict[str, tuple[range, range, range]]] = {
    "posterior-chain": {
        "kb-swing": (range(5, 7), range(8, 11), range(60, 91)),
        "deadlift": (range(2, 4), range(6, 9), range(120, 151)),
        "kb-reverse-lunge": (range(2, 4), range(6, 9), range(60, 91)),
        "pull-up": (range(3, 5), range(6, 11), range(90, 121)),
        "hip-thrust": (range(2, 4), range(10, 13), range(60, 91)),
        "rdl": (range(2, 4), range(8, 11), range(90, 121)),
        "pull-through": (range(2, 4), range(12, 13), range(45, 61)),
    },
    "posterior-chain-strength": {
        "deadlift": (range(3, 6), range(3, 6), range(180, 301)),
        "pull-up": (range(4, 6), range(3, 6), range(150, 181)),
        "hip-thrust": (range(3, 6), range(5, 7), range(150, 181)),
        "pull-through": (range(3, 4), range(8, 9), range(90, 121)),
    },
    "posterior-chain-kettlebell": {
        "kb-deadlift": (range(3, 4), range(8, 9), range(30, 91)),
        "kb-reverse-lunge": (range(3, 4), range(8, 9), range(30, 91)),
        "kb-row": (range(3, 4), range(8, 9), range(30, 91)),
        "kb-bridge": (range(3, 4), range(12, 13), range(30, 91)),
        "single-leg-rdl": (range(2, 3), range(8, 9), range(30, 91)),
    },
    "posterior-chain-no-equipment": {
        "single-leg-bridge": (range(3, 4), range(10, 11), range(30, 91)),
        "single-leg-rdl": (range(3, 4), range(8, 9), range(30, 91)),
        "reverse-lunge": (range(3, 4), range(10, 11), range(30, 91)),
        "air-swing": (range(4, 5), range(15, 16), range(30, 91)),
        "prone-ytw": (range(2, 3), range(8, 9), range(30, 91)),
        "towel-row": (range(3, 4), range(8, 9), range(30, 91)),
        "wall-slide": (range(2, 3), range(10, 11), range(30, 91)),
    },
}
"""Sets, reps and seconds of rest that the facts allow, by routine and exercise."""


@pytest.mark.parametrize("stem", DOSES)
def test_doses_are_those_of_the_facts(stem: str) -> None:
    for exercise, (sets, reps, rest) in DOSES[stem].items():
        block, item = next(
            (block, item)
            for block in BUNDLED[stem]["blocks"]
            for item in block["exercises"]
            if item["exercise"] == exercise and "section" not in block
        )
        assert item["sets"] in sets, exercise
        assert {int(number) for number in str(item["reps"]).split("-")} <= set(reps), exercise
        assert int(Rest.parse(item.get("rest", block.get("rest"))).ns / SECOND) in rest, exercise


def test_the_warm_up_and_the_cool_down_are_those_of_the_facts() -> None:
    blocks = BUNDLED["posterior-chain"]["blocks"]
    warm = {
        item["exercise"]: item.get("reps", item.get("work"))
        for block in blocks
        if block.get("section") == "warm-up"
        for item in block["exercises"]
    }
    assert warm == {
        "march": "3m",
        "cat-camel": 8,
        "hip-flexor-reach": 5,
        "leg-swing": 10,
        "thoracic-rotation": 6,
        "ankle-rock": 8,
        "glute-bridge": 10,
        "bird-dog": 6,
        "band-pull-apart": 15,
        "scapular-pull": 6,
    }
    assert LIBRARY["glute-bridge"]["tempo"] == "2-0-1-2"
    heavy = next(item for item in _items("posterior-chain") if item["exercise"] == "deadlift")
    assert heavy["warm-up-sets"] == ["50% x 8", "70% x 5", "85% x 2"]
    assert {item["exercise"] for item in blocks[-1]["exercises"]} == {
        "easy-walk",
        "hamstring-stretch",
        "hip-flexor-stretch",
        "figure-four-stretch",
        "calf-stretch",
        "childs-pose",
    }


BENEFITS = {
    "posture and desk": ("rdl", "may help"),
    "an even body, and getting older": ("kb-reverse-lunge", "balance and everyday function"),
    "running": ("deadlift", "improved running economy"),
    "a strong middle": ("pull-through", "middle"),
    "heavier lifts": ("rdl", "heavier pull"),
    "body fat": ("kb-swing", "only a little"),
    "early gains": ("hip-thrust", "often gain strength fast at first"),
    "at home": ("kb-swing", "at home"),
    "pulse": ("kb-reverse-lunge", "heart"),
    "the chest opens": ("pull-up", "may help"),
}
"""What the source claims for the seven, and the words in which an exercise says as much of it as is true."""


@pytest.mark.parametrize("claim", BENEFITS)
def test_a_benefit_is_named_with_its_evidence(claim: str) -> None:
    stem, words = BENEFITS[claim]
    assert words in LIBRARY[stem]["why"]


def test_the_towel_row_hangs_on_a_door_that_is_pulled_shut() -> None:
    cues = [cue["text"] for cue in LIBRARY["towel-row"]["cues"]]
    assert "opens away from you" in cues[0]
    assert "tested" in cues[0]


def test_seven_minute_has_its_twelve_in_order() -> None:
    assert [item["exercise"] for item in _items("seven-minute")] == [
        "jumping-jack",
        "wall-sit",
        "push-up",
        "crunch",
        "step-up",
        "squat",
        "triceps-dip",
        "plank",
        "high-knees",
        "lunge",
        "rotation-push-up",
        "side-plank",
    ]


@pytest.mark.parametrize("stem", ["wall-sit", "plank", "side-plank", "jumping-jack", "high-knees"])
def test_seven_minute_has_a_moving_or_soft_swap_where_pressure_or_joints_ask_for_it(stem: str) -> None:
    item = next(item for item in _items("seven-minute") if item["exercise"] == stem)
    assert set(item["alternatives"]) & {"squat", "bird-dog", "side-leg-raise", "march", "step-jack"}


def test_warm_ups_hold_nothing_that_waits_for_a_key() -> None:
    for stem, routine in BUNDLED.items():
        for block in routine["blocks"]:
            if block.get("section") == "warm-up":
                for item in block["exercises"]:
                    written = f"{item.get('reps', '')} {item.get('work', '')} {item.get('rest', '')}"
                    assert "+" not in written and "max" not in written, stem
                    assert item.get("pace", block.get("pace", "coach")) == "coach", stem


def test_accessory_lifts_go_at_the_coachs_pace_and_heavy_and_ballistic_ones_at_ones_own() -> None:
    coached = {"rdl", "pull-through", "kb-reverse-lunge", "kb-row", "kb-bridge", "single-leg-rdl", "single-leg-bridge"}
    own = {"deadlift", "kb-deadlift", "kb-swing", "hip-thrust", "pull-up", "air-swing"}
    for stem, routine in BUNDLED.items():
        default = routine.get("defaults", {}).get("pace", "self")
        for block in routine["blocks"]:
            if block.get("section", "main") == "main":
                for item in block["exercises"]:
                    pace = item.get("pace", block.get("pace", default))
                    if item["exercise"] in coached:
                        assert pace == "coach", (stem, item)
                    if item["exercise"] in own:
                        assert pace == "self", (stem, item)
