"""The files in `sounds/`: reproduced bit for bit by their script, and each as loud, quick, bright and unlike the others
as promised."""

from __future__ import annotations

import itertools
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hearing import RATE, likeness, likeness_in_any_key, momentary, picture, read, share_in_band

from coach.workout.heard.signals import RANK

SOUNDS = Path(__file__).parents[2] / "sounds"
NAMES = sorted(RANK)
HEARD = {name: read(SOUNDS / f"{name}.wav") for name in NAMES}
PICTURES = {name: picture(samples) for name, samples in HEARD.items()}
PAIRS = list(itertools.combinations(NAMES, 2))


def test_the_script_writes_these_very_files(tmp_path: Path) -> None:
    subprocess.run([sys.executable, SOUNDS / "make_sounds.py", tmp_path], check=True, timeout=60)
    made = {path.name: path.read_bytes() for path in tmp_path.glob("*.wav")}
    kept = {path.name: path.read_bytes() for path in SOUNDS.glob("*.wav")}
    assert sorted(made) == sorted(kept) == sorted(f"{name}.wav" for name in NAMES)
    assert [name for name in made if made[name] != kept[name]] == []


def test_they_are_alike_in_loudness() -> None:
    loudness = {name: momentary(samples) for name, samples in HEARD.items()}
    middle = (min(loudness.values()) + max(loudness.values())) / 2
    assert {name: value for name, value in loudness.items() if abs(value - middle) > 2} == {}


@pytest.mark.parametrize("name", NAMES)
def test_the_peak_leaves_room(name: str) -> None:
    assert np.max(np.abs(HEARD[name])) <= 10 ** (-3 / 20)


@pytest.mark.parametrize("name", NAMES)
def test_the_attack_is_below_five_milliseconds(name: str) -> None:
    """From silence to nine tenths of the largest sample of its first 50 ms."""
    size = np.abs(HEARD[name][: RATE // 20])
    assert np.flatnonzero(size > 0.9 * size.max())[0] < RATE * 5 // 1000


@pytest.mark.parametrize("name", NAMES)
def test_nothing_clicks(name: str) -> None:
    """Both ends are silence, and no edge spreads beyond the band: less than a millionth lies above 8 kHz."""
    samples = HEARD[name]
    assert samples[0] == samples[-1] == 0
    power = np.abs(np.fft.rfft(samples)) ** 2
    hertz = np.fft.rfftfreq(len(samples), 1 / RATE)
    assert power[hertz > 8000].sum() < 1e-6 * power.sum()


@pytest.mark.parametrize("name", NAMES)
def test_the_energy_is_between_one_and_four_kilohertz(name: str) -> None:
    assert share_in_band(HEARD[name]) > 0.95


def test_no_two_are_alike() -> None:
    """The same pitches at the same times: less than half."""
    alike = {pair: likeness(PICTURES[pair[0]], PICTURES[pair[1]]) for pair in PAIRS}
    assert {pair: value for pair, value in alike.items() if value > 0.5} == {}


def test_no_two_are_alike_even_in_another_key() -> None:
    """Rhythm and melody alone are enough to tell them apart."""
    alike = {pair: likeness_in_any_key(PICTURES[pair[0]], PICTURES[pair[1]]) for pair in PAIRS}
    assert {pair: value for pair, value in alike.items() if value > 0.75} == {}


def test_the_first_50_ms_tell_any_two_apart() -> None:
    """The recordings are matched by them (`rig.py`), wherever the two lie best on each other."""
    first = RATE // 20
    alike = {}
    for a, b in PAIRS:
        x, y = HEARD[a][:first], HEARD[b][:first]
        alike[a, b] = np.max(np.abs(np.correlate(x, y, "full"))) / np.sqrt((x @ x) * (y @ y))
    assert {pair: value for pair, value in alike.items() if value > 0.5} == {}


def test_the_measure_knows_the_same_sound_in_another_key_and_volume() -> None:
    at = np.arange(RATE // 4) / RATE
    beep, higher = (np.sin(2 * np.pi * hz * at) for hz in (1500, 2000))
    assert likeness(picture(beep), picture(beep / 3)) > 0.99
    assert likeness(picture(beep), picture(higher)) < 0.1
    assert likeness_in_any_key(picture(beep), picture(higher)) > 0.9


def test_go_is_higher_and_longer_than_the_tick() -> None:
    def pitch(name: str) -> float:
        samples = HEARD[name]
        power = np.abs(np.fft.rfft(samples)) ** 2
        return float(np.argmax(power) * RATE / len(samples))

    assert len(HEARD["go"]) > 3 * len(HEARD["tick"])
    assert pitch("go") > 1.4 * pitch("tick")
