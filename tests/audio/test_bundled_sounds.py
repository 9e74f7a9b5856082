"""The files in `sounds/`: reproduced bit for bit by their script, and as loud, quick and bright as promised."""

from __future__ import annotations

import array
import itertools
import math
import subprocess
import sys
import wave
from collections.abc import Sequence
from pathlib import Path

import pytest

SOUNDS = Path(__file__).parents[2] / "sounds"
RATE = 48_000
NAMES = [
    "tick",
    "go",
    "rest",
    "rest-over",
    "halfway",
    "ten",
    "rep",
    "lower",
    "bottom",
    "lift",
    "top",
    "switch",
    "round",
    "set-done",
    "target",
    "finished",
]


def samples(name: str) -> array.array[int]:
    with wave.open(str(SOUNDS / f"{name}.wav"), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE)
        return array.array("h", file.readframes(file.getnframes()))


def filtered(values: Sequence[float], b: tuple[float, float, float], a: tuple[float, float]) -> list[float]:
    """A second-order filter; `a` without its leading 1."""
    x1 = x2 = y1 = y2 = 0.0
    out = []
    for x in values:
        y = b[0] * x + b[1] * x1 + b[2] * x2 - a[0] * y1 - a[1] * y2
        x2, x1, y2, y1 = x1, x, y1, y
        out.append(y)
    return out


def momentary_loudness(values: Sequence[int]) -> float:
    """The loudest 400 ms in LUFS, with the filters that ITU-R BS.1770 gives for 48 kHz."""
    window = RATE * 400 // 1000
    heard = [value / 32768 for value in values] + [0.0] * window
    heard = filtered(
        heard, (1.53512485958697, -2.69169618940638, 1.19839281085285), (-1.69065929318241, 0.73248077421585)
    )
    heard = filtered(heard, (1.0, -2.0, 1.0), (-1.99004745483398, 0.99007225036621))
    energy = largest = 0.0
    for i, value in enumerate(heard):
        energy += value * value
        if i >= window:
            energy -= heard[i - window] ** 2
        largest = max(largest, energy)
    return -0.691 + 10 * math.log10(largest / window)


def test_the_script_writes_these_very_files(tmp_path: Path) -> None:
    subprocess.run([sys.executable, SOUNDS / "make_sounds.py", tmp_path], check=True, timeout=60)
    made = {path.name: path.read_bytes() for path in tmp_path.glob("*.wav")}
    kept = {path.name: path.read_bytes() for path in SOUNDS.glob("*.wav")}
    assert sorted(made) == sorted(kept) == sorted(f"{name}.wav" for name in NAMES)
    assert [name for name in made if made[name] != kept[name]] == []


def test_no_two_sounds_are_the_same() -> None:
    assert len({samples(name).tobytes() for name in NAMES}) == len(NAMES)


def test_they_are_alike_in_loudness() -> None:
    loudness = {name: momentary_loudness(samples(name)) for name in NAMES}
    middle = (min(loudness.values()) + max(loudness.values())) / 2
    assert {name: value for name, value in loudness.items() if abs(value - middle) > 2} == {}


@pytest.mark.parametrize("name", NAMES)
def test_peak_attack_and_end(name: str) -> None:
    values = samples(name)
    peak = max(abs(value) for value in values)
    assert peak <= 32767 * 10 ** (-3 / 20)
    loud = next(i for i, value in enumerate(values) if abs(value) > peak / 2)
    assert loud < RATE * 5 // 1000
    assert abs(values[-1]) < 50


@pytest.mark.parametrize("name", NAMES)
def test_the_energy_is_between_one_and_four_kilohertz(name: str) -> None:
    values = [float(value) for value in samples(name)]
    total = inside = 0.0
    block = RATE // 50
    for start in range(0, len(values) - block + 1, block):
        # A transform of 20 ms, bins 50 Hz apart, up to 6 kHz: what matters below and above the band.
        for k in range(1, 121):
            turn = 2 * math.pi * k / block
            # Goertzel: one bin of the transform without the others.
            s1 = s2 = 0.0
            factor = 2 * math.cos(turn)
            for value in values[start : start + block]:
                s1, s2 = value + factor * s1 - s2, s1
            power = s1 * s1 + s2 * s2 - factor * s1 * s2
            total += power
            if 1000 <= k * 50 <= 4000:
                inside += power
    assert inside > 0.9 * total


def test_go_is_higher_and_longer_than_the_tick() -> None:
    def crossings_a_second(values: Sequence[int]) -> float:
        signs = [value >= 0 for value in values if value]
        return sum(a != b for a, b in itertools.pairwise(signs)) * RATE / len(values)

    tick, go = samples("tick"), samples("go")
    assert len(go) > 2 * len(tick)
    assert crossings_a_second(go) > 1.2 * crossings_a_second(tick)
