"""Whether a workout is spoken, and how: the setting, what was chosen last, and the routine's language."""

from pathlib import Path

import pytest
from led import LIBRARY
from textual.app import App

from coach.audio.protocol import Voice
from coach.settings import Settings, VoiceSettings
from coach.shell.said_once import SaidOnce
from coach.shell.speech_config import speech_config
from coach.shell.start_options import StartOptions
from coach.state import StateStore
from coach.tui.opening import opened
from coach.tui.speaker import Speaker
from coach.workout.heard.phrases import EVENTS


@pytest.mark.parametrize(
    ("setting", "chosen", "speaks"),
    [("off", None, False), ("on", None, True), ("on", False, False), ("off", True, True)],
)
def test_what_was_chosen_last_beats_the_setting(
    tmp_path: Path, setting: str, chosen: bool | None, speaks: bool
) -> None:
    settings = Settings(voice=VoiceSettings(speak="on" if setting == "on" else "off"))
    store = StateStore(tmp_path / "state.json")
    store.update(voice=chosen)
    speaker = Speaker(App[int](), "off", 100)
    screen = opened(
        LIBRARY, settings, store, speaker, LIBRARY.load("tabata"), StartOptions(), lambda _: None, SaidOnce(store)
    )
    assert (screen.conductor.speech_config is not None) == speaks


def test_the_settings_make_the_voice() -> None:
    made = speech_config(Settings(voice=VoiceSettings(name="Anna", rate=120, level=80, off=("count", "cue"))), "de-AT")
    assert made.voice == Voice("de", "Anna", 120, 0.8)
    assert made.speech.language.last_set == "letzter Satz"
    assert made.speech.events == set(EVENTS) - {"count", "cue"}
    assert made.note == ""


def test_without_phrases_english_is_spoken_and_a_note_says_so() -> None:
    made = speech_config(Settings(), "qaa")
    assert (made.voice.language, made.speech.language.last_set) == ("en", "last set")
    assert made.note == 'there are no phrases in "qaa": the voice speaks English'
