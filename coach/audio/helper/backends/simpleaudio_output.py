"""The simpleaudio back end (or simpleaudio-patched, which has the same import name): plays each sound on its own.

With a frozen sound server its `play_buffer` blocks the whole process for half a minute. The program then gets no answer
and replaces the helper; this is one reason why the helper is a process of its own.
"""

from __future__ import annotations

import array
from pathlib import Path

import simpleaudio

from coach.audio.helper.backends.one_shot import OneShotOutput
from coach.audio.helper.decode import SAMPLE_RATE
from coach.audio.helper.output import OutputError, SoundSource


class SimpleaudioOutput(OneShotOutput):
    """Plays each sound with one call of the library."""

    detail = "simpleaudio"

    def play(self, samples: array.array[int], file: Path | None) -> None:
        simpleaudio.play_buffer(samples.tobytes(), 1, 2, SAMPLE_RATE)


def open_simpleaudio(source: SoundSource) -> SimpleaudioOutput:
    """Play a moment of silence, which is the only way to find out whether there is a device."""
    try:
        simpleaudio.play_buffer(bytes(SAMPLE_RATE // 50 * 2), 1, 2, SAMPLE_RATE)
    except Exception as error:  # the library raises its own class on one platform and others elsewhere
        raise OutputError("no device, or it is in use") from error
    output = SimpleaudioOutput(source)
    output.start()
    return output
