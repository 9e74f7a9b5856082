"""The judge of notes: it is given a line and wrong fields, and tells what is wrong."""

from typing import Any

import pytest

from coach.authoring.from_notes.judge import Evidence, implausible, never_written, unused
from coach.authoring.notes import USUAL_BAR


def judged(line: str, rounds: int = 0, **values: Any) -> list[str]:
    evidence = Evidence()
    evidence.add_item(values, rounds)
    return unused(line, evidence, USUAL_BAR) + never_written(values, [line], USUAL_BAR) + implausible(values)


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("Squat 3x5 - 100 kg", {"sets": "3", "reps": "5", "load": "100 kg"}),
        ("Squat 3x8-12 rest 1:30", {"sets": "3", "reps": "8-12", "rest": "90s"}),
        ("Plank 2 x 1 min 30 s", {"sets": "2", "work": "90s"}),
        ("Plank 3x45-60s", {"sets": "3", "work": "45s+"}),
        ("Squat 5/5/3", {"sets": [{"reps": "5"}, {"reps": "5"}, {"reps": "3"}]}),
        ("Row bar+20kg 4x8", {"sets": "4", "reps": "8", "load": "40 kg"}),
        ("Squat 3x5, 2 fists apart", {"sets": "3", "reps": "5", "note": "2 fists apart"}),
        ("90/90 switch x 8", {"name": "90/90 switch", "reps": "8"}),
        ("Squat 3x5 tempo 31X0", {"sets": "3", "reps": "5", "tempo": "3-1-X-0"}),
        ("Squat 40x5, 3x5 80kg", {"sets": "3", "reps": "5", "load": "80 kg", "warm-up-sets": ["40 kg x 5"]}),
    ],
)
def test_what_is_right_is_let_through(line: str, values: dict[str, Any]) -> None:
    assert judged(line, **values) == []


@pytest.mark.parametrize(
    ("line", "values", "doubt"),
    [
        ("Squat 3x5 - 100 kg", {"reps": "3", "load": "5 kg"}, "100 kg is not used"),
        ("Squat 3x5 100kg", {"sets": "3", "reps": "5"}, "100kg is not used"),
        ("Squat 3x5 100kg", {"sets": "3", "reps": "5", "load": "100 lb"}, "100kg is not used"),
        ("Squat 3x5 100kg", {"sets": "5", "reps": "3", "load": "100 kg"}, "3x5 is not what was made of it"),
        ("Squat 3x5 rest 90s", {"sets": "3", "reps": "5", "note": "rest 90s"}, "90s is not used"),
        ("Squat 3x5 rest 2 min", {"sets": "3", "reps": "5", "rest": "2s"}, "2 min is not used"),
        ("Plank 3x45s", {"sets": "3", "work": "1m"}, "45s is not used"),
        ("Squat 3x5, 12 push-ups", {"sets": "3", "reps": "5", "note": "12 push-ups"}, "12 is not used"),
        ("Squat 3x5", {"sets": "3", "reps": "5", "load": "80 kg"}, "80 was never written"),
        ("Squat 3x5", {"sets": "3", "reps": "5", "rest": "2m"}, "120 was never written"),
        ("Bench 175x5 lbs", {"reps": "175", "load": "5 lb"}, "175 reps: is that right?"),
        ("Squat x500", {"reps": "500"}, "500 reps: is that right?"),
        ("Squat 30x5", {"sets": "30", "reps": "5"}, "30 sets: is that right?"),
        ("Squat 3x5kg", {"reps": "3", "load": "5 kg"}, "5 kg: is that right?"),
        ("Squat 3x5 900kg", {"sets": "3", "reps": "5", "load": "900 kg"}, "900 kg: is that right?"),
        ("Plank 3x90min", {"sets": "3", "work": "90m"}, "90m of work: is that right?"),
        ("Squat 3x5 rest 2s", {"sets": "3", "reps": "5", "rest": "2s"}, "2s of rest: is that right?"),
        ("Walk 15% 20 min", {"work": "20m", "load": "15%"}, "15%: is that right?"),
    ],
)
def test_what_is_wrong_is_a_doubt(line: str, values: dict[str, Any], doubt: str) -> None:
    assert doubt in judged(line, **values)
