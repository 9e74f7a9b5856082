"""The ear that judges recordings: it finds every sound, and takes none for another."""

from __future__ import annotations

import array
import random

import pytest
from ear import RATE, Recording, templates

LENGTH = 4 * RATE
NAMES = sorted(templates())


def recording(*pieces: tuple[int, array.array[int]]) -> Recording:
    """Silence, with samples at some frames added up."""
    samples = array.array("h", bytes(2 * LENGTH))
    for start, piece in pieces:
        for i, value in enumerate(piece, start):
            samples[i] += value
    return Recording(samples, 0, 1e9 / RATE)


def sound(name: str) -> array.array[int]:
    return templates()[name].samples


def heard(*pieces: tuple[int, array.array[int]]) -> list[tuple[str, int]]:
    return [(each.name, round(each.at_ns * RATE / 1e9)) for each in recording(*pieces).heard()]


def halved(samples: array.array[int]) -> array.array[int]:
    return array.array("h", [value // 2 for value in samples])


@pytest.mark.parametrize("name", NAMES)
def test_each_sound_is_found_at_its_frame_at_any_volume(name: str) -> None:
    assert heard((1234, sound(name)), (90_001, halved(sound(name)))) == [(name, 1234), (name, 90_001)]


def test_a_sound_within_another_is_found_too() -> None:
    assert heard((500, halved(sound("finished"))), (20_003, halved(sound("tick")))) == [
        ("finished", 500),
        ("tick", 20_003),
    ]


def test_a_sound_that_is_cut_off_with_a_fade_is_one_sound_that_ends_there() -> None:
    faded = sound("go")[:9000]
    for i in range(192):
        faded[9000 - 192 + i] = faded[9000 - 192 + i] * (192 - i) // 192
    [found] = recording((700, faded)).heard()
    assert found.name == "go"
    assert abs(found.ends_ns * RATE / 1e9 - 9700) < 500


@pytest.mark.parametrize("gap", [300, 2000, 6000, 11_000])
def test_a_sound_that_a_stall_tore_in_two_is_one_sound(gap: int) -> None:
    torn = sound("go")[:4111] + array.array("h", bytes(2 * gap)) + sound("go")[4111:]
    assert heard((700, torn)) == [("go", 700)]


def test_what_comes_after_a_sound_that_was_cut_off_is_not_its_rest() -> None:
    assert heard((700, sound("go")[:4000]), (6000, sound("tick"))) == [("go", 700), ("tick", 6000)]
    noise = array.array("h", [random.Random(1).randrange(-8000, 8000) for _ in range(4000)])
    assert [name for name, _ in heard((700, sound("go")[:4000]), (6000, noise))][:2] == ["go", "?"]


def test_what_is_none_of_the_sounds_is_unknown() -> None:
    noise = array.array("h", [random.Random(2).randrange(-8000, 8000) for _ in range(3000)])
    assert {name for name, _ in heard((5000, noise))} == {"?"}


def test_the_last_audible_sample_of_any_part_is_found() -> None:
    made = recording((1000, sound("tick")), (100_000, sound("rest")))
    assert 1000 < made.last_loud_ns(2 * 10**9) * RATE / 1e9 <= 1000 + len(sound("tick"))
    assert made.last_loud_ns() * RATE / 1e9 > 100_000
