"""simpleaudio (or simpleaudio-patched, of the same import name): a play a sound, each ended by itself only.

With a frozen sound server its `play_buffer` holds this whole process for half a minute; whoever waits for an answer
then ends the process and starts another, which is why none of this happens in the program itself.
"""

from __future__ import annotations

import array
from pathlib import Path

import simpleaudio

from coach.audio.helper.backends.shots import Shots
from coach.audio.helper.decode import RATE
from coach.audio.helper.output import OutputError, Stage


class SimpleaudioShots(Shots):
    """Plays through the library."""

    detail = "simpleaudio"

    def shoot(self, samples: array.array[int], file: Path | None) -> None:
        simpleaudio.play_buffer(samples.tobytes(), 1, 2, RATE)


def open_simpleaudio(stage: Stage) -> SimpleaudioShots:
    """Play a moment of silence, as the only way to learn whether there is a device."""
    try:
        simpleaudio.play_buffer(bytes(RATE // 50 * 2), 1, 2, RATE)
    except Exception as error:  # the library raises its own class on one platform and others elsewhere
        raise OutputError("no device, or it is in use") from error
    shots = SimpleaudioShots(stage)
    shots.start()
    return shots
