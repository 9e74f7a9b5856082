"""The user's own sounds, as commands that list them get them; and the helper's log."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from rig import SOUNDS
from tones import write_tone

from coach.audio import helper_process
from coach.audio.helper.decode import decode_file
from coach.audio.helper_process import open_log
from coach.audio.own_sounds import OwnSounds, read_own_sounds


def test_each_sound_has_its_own_samples(tmp_path: Path) -> None:
    for name, hz, seconds in (("go", 700, 0.3), ("rest", 900, 0.2), ("tick", 1100, 0.1)):
        write_tone(tmp_path / f"{name}.wav", hz, seconds, 48_000, 1)
    write_tone(tmp_path / "hello.wav", 700, 0.1, 48_000, 1)
    found = read_own_sounds(SOUNDS, tmp_path)
    assert found.files == {name: tmp_path / f"{name}.wav" for name in ("go", "rest", "tick")}
    assert found.samples == {name: decode_file(path, 1.0) for name, path in found.files.items()}
    assert found.problems == ["your hello.wav is not used: there is no sound 'hello'"]


def test_without_own_sounds_the_result_is_empty(tmp_path: Path) -> None:
    (tmp_path / "go.txt").touch()
    assert read_own_sounds(SOUNDS, tmp_path) == read_own_sounds(SOUNDS, tmp_path / "none") == OwnSounds()


def test_a_log_grows_up_to_its_limit_and_then_starts_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(helper_process, "LOG_BYTES", 10)
    log, sizes = tmp_path / "logs" / "audio.log", []
    for _ in range(4):
        descriptor = open_log(log)
        os.write(descriptor, b"six...")
        os.close(descriptor)
        sizes.append(log.stat().st_size)
    assert sizes == [6, 12, 6, 12]
