"""Speech in a recorded workout: the words are where they belong, and every beep is as it is without speech."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import numpy as np
import pytest
import rig
from aloud import aloud
from ear import RATE, Recording, templates
from planned import Plan

from coach.routine.values import SECOND

pytestmark = pytest.mark.slow

ROUTINE = """name: Spoken
defaults: {get-ready: 6s, rest: 8s}
blocks:
  - rest-after: 4s
    exercises:
      - {exercise: rdl, sets: 2, reps: 2, pace: coach, load: 60 kg, set-up: none, tempo: 3-1-1-0}
  - exercises:
      - {exercise: plank, work: 30s}
"""
LASTS_S = 60.0
NEAR = RATE // 50
LOUD = 1000
Samples = np.ndarray


def alike(samples: Samples, sound: Samples, first: int, last: int) -> tuple[float, int]:
    """How like a sound the samples are at the frame between two where they are likest, and that frame."""
    window = samples[first : last + len(sound)]
    common = np.correlate(window, sound, "valid")
    squares = np.concatenate(([0.0], np.cumsum(window**2)))
    size = squares[len(sound) :] - squares[: -len(sound)]
    likenesses = common / np.sqrt(np.maximum(size, 1.0) * (sound @ sound))
    return float(likenesses.max()), first + int(likenesses.argmax())


def heard(server: rig.Server, folder: Path) -> tuple[Recording, Plan]:
    with aloud(server, folder, ROUTINE, "--audio", "miniaudio", config="voice: {speak: on}\n") as workout:
        recording = workout.recorded_for(LASTS_S)
        plan = Plan(workout.routine)
        plan.go(round((LASTS_S - 1) * SECOND))
    return recording, plan


def test_words_are_said_and_no_beep_is_talked_over(server: rig.Server, tmp_path: Path) -> None:
    if shutil.which("espeak-ng") is None:
        assert "CI" not in os.environ, "CI installs espeak-ng"
        pytest.skip("espeak-ng is not installed")
    recording, plan = heard(server, tmp_path)
    samples = np.asarray(recording.samples, dtype=float)
    known = {name: np.asarray(each.samples, dtype=float) for name, each in templates().items()}
    begins = plan.marks[0]
    like, frame = alike(samples, known[begins.name], 0, 12 * RATE)
    assert like > 0.99, "3-2-1 before the first rep"
    origin = frame - round(begins.at / recording.frame_ns)
    words = samples.copy()
    for mark in plan.marks:
        sound, place = known[mark.name], origin + round(mark.at / recording.frame_ns)
        like, frame = alike(samples, sound, place - NEAR, place + NEAR)
        assert like > 0.99, (mark, like)
        assert abs(frame - place) < RATE * 6 // 1000, (mark, (frame - place) / RATE)
        words[frame : frame + len(sound)] = 0
    spoken = np.abs(words) > LOUD

    def said(from_s: float, until_s: float) -> bool:
        return bool(spoken[round(origin + from_s * RATE) : round(origin + until_s * RATE)].any())

    def first(name: str, after: float = 0) -> float:
        return next(mark.at / SECOND for mark in plan.marks if mark.name == name and mark.at > after * SECOND)

    go, rep, rest, halfway, ten = map(first, ("go", "rep", "rest", "halfway", "ten"))
    again = first("go", rest)
    assert said(0.3, go - 3.5), "First: Romanian deadlift, …"
    assert said(go + 0.5, go + 2.5), "the cue of the first phase"
    assert said(rep + 0.2, rep + 0.9), "two"
    assert said(rest + 0.5, rest + 3), "Next: Romanian deadlift, last set, …"
    assert not said(rest + 4.5, again), "nothing more in that rest"
    assert said(again + 0.5, again + 2), "last set"
    assert said(halfway + 0.3, halfway + 1.5), "halfway"
    assert ten > halfway
    loud = spoken[: round(origin + LASTS_S * RATE)].sum() / RATE
    assert 0.3 < loud < 20
