"""Sound files of any kind as samples: lengths, pitch, and what is refused."""

from __future__ import annotations

import array
import sys
import wave
from itertools import pairwise
from pathlib import Path

import pytest
from rig import SOUNDS
from tones import TONES, write_tone

from coach.audio.helper.decode import SAMPLE_RATE, DecodeError, decode_file, resample
from coach.audio.helper.sample_bank import SampleBank


@pytest.fixture(params=[True, False], ids=["miniaudio", "wave"])
def library(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the library where it is installed, and without it."""
    if request.param:
        pytest.importorskip("miniaudio")
    else:
        monkeypatch.setitem(sys.modules, "miniaudio", None)


def crossings(samples: array.array[int]) -> int:
    """How often the sign changes from below: the number of periods."""
    return sum(before < 0 <= after for before, after in pairwise(samples))


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(("rate", "channels"), [(48_000, 1), (44_100, 2), (22_050, 1), (8_000, 2), (96_000, 1)])
def test_any_rate_mono_or_stereo_keeps_length_and_pitch(tmp_path: Path, rate: int, channels: int) -> None:
    path = tmp_path / "tone.wav"
    write_tone(path, 1000, 0.5, rate, channels)
    samples = decode_file(path, 10)
    assert len(samples) == pytest.approx(SAMPLE_RATE / 2, abs=30)
    assert crossings(samples) == pytest.approx(500, abs=2)
    assert max(samples) == pytest.approx(16_000, rel=0.05)


@pytest.mark.usefixtures("library")
def test_stereo_becomes_the_mean_of_its_channels(tmp_path: Path) -> None:
    with wave.open(str(tmp_path / "left.wav"), "wb") as file:
        file.setparams((2, 2, SAMPLE_RATE, 0, "NONE", ""))
        file.writeframes(array.array("h", [16_000, 0] * 4800).tobytes())
    samples = decode_file(tmp_path / "left.wav", 10)
    assert len(samples) == 4800 and set(samples) <= {7_999, 8_000, 8_001}


@pytest.mark.parametrize("ending", ["flac", "ogg", "mp3"])
def test_flac_ogg_and_mp3(ending: str) -> None:
    pytest.importorskip("miniaudio")
    samples = decode_file(TONES / f"tone.{ending}", 10)
    assert len(samples) == pytest.approx(SAMPLE_RATE / 4, abs=SAMPLE_RATE / 10), "an mp3 has some silence around it"
    assert crossings(samples) == pytest.approx(250, abs=10)


@pytest.mark.usefixtures("library")
def test_what_cannot_be_used_is_refused_with_a_reason(tmp_path: Path) -> None:
    (tmp_path / "text.wav").write_text("no sound")
    (tmp_path / "empty.wav").write_bytes(b"")
    (tmp_path / "folder.wav").mkdir()
    write_tone(tmp_path / "hour.wav", 100, 11, 8_000, 1)
    write_tone(tmp_path / "nothing.wav", 100, 0, 8_000, 1)
    reasons = {}
    for name in ("text", "empty", "folder", "hour", "nothing", "missing"):
        with pytest.raises(DecodeError) as refused:
            decode_file(tmp_path / f"{name}.wav", 10)
        reasons[name] = str(refused.value)
    assert reasons["hour"] == "it is longer than 10 seconds"
    assert reasons["folder"] == "it is not a file"
    assert all(reasons.values())


def test_a_file_of_an_hour_is_not_read_to_its_end(tmp_path: Path) -> None:
    pytest.importorskip("miniaudio")
    path = tmp_path / "hour.wav"
    write_tone(path, 100, 12, 8_000, 1)
    data = bytearray(path.read_bytes())
    data[40:44] = (3600 * 8_000 * 2).to_bytes(4, "little")
    path.write_bytes(data)
    with pytest.raises(DecodeError):
        decode_file(path, 10)


def test_without_the_library_other_formats_say_what_they_need(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "miniaudio", None)
    with pytest.raises(DecodeError, match="ogg files need miniaudio"):
        decode_file(TONES / "tone.ogg", 10)


def test_straight_lines_between_samples() -> None:
    assert list(resample(array.array("h", [0, 1000]), 24_000)) == [0, 500, 1000, 1000]


def test_an_own_sound_takes_the_bundled_one_s_place(tmp_path: Path) -> None:
    write_tone(tmp_path / "go.wav", 700, 0.3, 44_100, 2)
    (tmp_path / "tick.mp3").write_bytes(b"broken")
    write_tone(tmp_path / "hello.wav", 700, 0.3, 44_100, 2)
    (tmp_path / "notes.txt").write_text("mine")
    bank, plain = SampleBank(), SampleBank()
    assert plain.load(SOUNDS, tmp_path / "nowhere") == []
    problems = bank.load(SOUNDS, tmp_path)
    assert bank.own == ["go"] and bank.file("go") == tmp_path / "go.wav"
    assert bank.seconds("go") == pytest.approx(0.3, abs=0.001)
    assert bank.samples("tick") == plain.samples("tick"), "a broken one leaves the bundled one"
    assert [problem.partition(":")[0] for problem in problems] == [
        "your hello.wav is not used",
        "your tick.mp3 is not used, the bundled one is",
    ]


def test_two_files_of_one_name_are_reported(tmp_path: Path) -> None:
    write_tone(tmp_path / "go.WAV", 700, 0.3, 44_100, 1)
    write_tone(tmp_path / "go.wav", 800, 0.3, 44_100, 1)
    bank = SampleBank()
    assert bank.load(SOUNDS, tmp_path) == ["your go.wav is not used: go.WAV is there too"]
