"""miniaudio's null device: paced like a real one and silent; for tests of everything but the hearing."""

from __future__ import annotations

import miniaudio

from coach.audio.helper.backends.miniaudio_stream import Stream
from coach.audio.helper.output import Stage


def open_null(stage: Stage) -> Stream:
    """Open it; it is always there."""
    return Stream(stage, [miniaudio.Backend.NULL])
