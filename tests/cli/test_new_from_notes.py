"""`coach new --from-notes`: what is said of the notes, and of notes that are too long."""

from pathlib import Path

import pytest
from cli_calls import invoke


def test_lines_understood_kept_and_marked_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    notes = tmp_path / "notes.txt"
    notes.write_text("Leg day\nSquat 3x5 - 100 kg\nfelt strong\nBarbell row 4x8 bar+20kg\nWall balls (20/14)\n")
    answer = invoke("new", "Mine", "--from-notes", str(notes), "--no-edit")
    assert answer.exit_code == 0
    assert "3 lines understood, 1 kept as comments, 1 marked with a ?: look at each in the file." in answer.errors
    text = (tmp_path / "home" / "routines" / "mine.yaml").read_text(encoding="utf-8")
    assert "{exercise: barbell-squat, sets: 3, reps: 5, load: 100 kg}" in text
    assert "{name: Barbell row, sets: 4, reps: 8, load: 40 kg}" in text


def test_the_bar_of_the_settings_is_the_one_that_is_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "config.yaml").write_text("bar: 15 kg\n")
    notes = tmp_path / "notes.txt"
    notes.write_text("Barbell row 4x8 bar+20kg\n")
    assert invoke("new", "Mine", "--from-notes", str(notes), "--no-edit").exit_code == 0
    assert "load: 35 kg" in (tmp_path / "home" / "routines" / "mine.yaml").read_text(encoding="utf-8")


def test_notes_that_are_too_long_are_refused_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    notes = tmp_path / "notes.txt"
    notes.write_text("Squat 3x5\n" * 301)
    answer = invoke("new", "Mine", "--from-notes", str(notes), "--no-edit")
    assert answer.exit_code == 1
    assert "The notes are too long: 300 lines, 30,000 characters in all, are the most." in answer.errors
    assert not (tmp_path / "home" / "routines" / "mine.yaml").exists()
