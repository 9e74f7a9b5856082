"""How a workout is spoken: from the settings and the routine's language to what the conductor and the Player need.

What may live here: that one value and how it is made. Whether it is spoken at all is up to the person, at any time.
"""

from dataclasses import dataclass

from coach.audio.protocol import Voice
from coach.languages import DEFAULT_LANGUAGE, LANGUAGES, load_language, matching_language
from coach.routine.problems import quoted
from coach.settings import Settings
from coach.workout.heard.phrases import EVENTS, Speech


@dataclass(frozen=True)
class SpeechConfig:
    speech: Speech
    """What is said."""
    voice: Voice
    """Which voice says it."""
    note: str = ""
    """What the person must know: the voice speaks another language than the routine's."""


def speech_config(settings: Settings, language: str) -> SpeechConfig:
    """The voice for a routine in this language; an English one if there are no phrases in it."""
    code, said = matching_language(language), settings.voice
    note = "" if code else f"there are no phrases in {quoted(language)}: the voice speaks {LANGUAGES[DEFAULT_LANGUAGE]}"
    code = code or DEFAULT_LANGUAGE
    speech = Speech(load_language(code), frozenset(EVENTS).difference(said.off))
    return SpeechConfig(speech, Voice(code, said.name, said.rate, said.level / 100), note)
