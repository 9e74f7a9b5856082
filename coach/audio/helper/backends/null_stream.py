"""The null back end: miniaudio's null device, paced like a real one but silent. For tests."""

from __future__ import annotations

import miniaudio

from coach.audio.helper.backends.miniaudio_stream import MiniaudioStream
from coach.audio.helper.output import SoundSource


def open_null(source: SoundSource) -> MiniaudioStream:
    """Open it, which always succeeds."""
    return MiniaudioStream(source, [miniaudio.Backend.NULL])
