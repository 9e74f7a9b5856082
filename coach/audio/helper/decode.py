"""Sound files as samples: any rate, mono or stereo, in 16-bit mono at the helper's own rate.

What lives here: reading one file, never more of it than a sound may last. What does not: which files, and what for.
miniaudio decodes wav, flac, ogg and mp3; where it is not installed, wav alone is read, by the standard library.
"""

from __future__ import annotations

import array
import sys
import wave
from pathlib import Path

RATE = 48_000
DECODER = "miniaudio"
"""The library that reads all kinds."""
ENDINGS = ("wav", "flac", "ogg", "mp3")


class DecodeError(Exception):
    """A file cannot be used; the text says why, for a person."""


def samples_of(path: Path, longest_s: float) -> array.array[int]:
    """The samples of a file; DecodeError when it cannot be read or is longer than that."""
    try:
        if not path.is_file():
            raise DecodeError("it is not a file")
        samples = _by_miniaudio(path, longest_s)
        if samples is None:
            samples = _by_wave(path, longest_s)
    except OSError as error:
        raise DecodeError(f"it cannot be read: {error.strerror or error}") from error
    if not samples:
        raise DecodeError("there is no sound in it")
    if len(samples) > longest_s * RATE:
        raise DecodeError(f"it is longer than {longest_s:g} seconds")
    return samples


def _by_miniaudio(path: Path, longest_s: float) -> array.array[int] | None:
    """None where the library is not there."""
    try:
        import miniaudio
    except ImportError:
        return None
    samples = array.array("h")
    with path.open("rb"):
        pass  # whether it may be read at all is told better by the system than by the library
    try:
        for piece in miniaudio.stream_file(str(path), miniaudio.SampleFormat.SIGNED16, 1, RATE, RATE // 4):
            samples.extend(piece)
            if len(samples) > longest_s * RATE:
                break
    except miniaudio.DecodeError as error:
        raise DecodeError("it is no sound that can be read (wav, flac, ogg or mp3)") from error
    return samples


def _by_wave(path: Path, longest_s: float) -> array.array[int]:
    """Without a library: wav, 8 or 16 bit."""
    if path.suffix.lower() != ".wav":
        raise DecodeError(f"{path.suffix[1:]} files need miniaudio, which is not installed here; use wav")
    try:
        with wave.open(str(path), "rb") as file:
            channels, width, rate = file.getnchannels(), file.getsampwidth(), file.getframerate()
            if width not in (1, 2) or rate < 1000:
                raise DecodeError("without miniaudio a wav file has 8 or 16 bits")
            data = file.readframes(min(file.getnframes(), int(longest_s * rate) + 2))
    except (wave.Error, EOFError) as error:
        raise DecodeError(f"it is no wav file: {error}") from error
    if width == 1:
        values = array.array("h", [(value - 128) << 8 for value in data])
    else:
        values = array.array("h", data[: len(data) // 2 * 2])
        if sys.byteorder == "big":
            values.byteswap()
    if channels > 1:
        values = array.array(
            "h", [sum(values[i : i + channels]) // channels for i in range(0, len(values) - channels + 1, channels)]
        )
    return resampled(values, rate)


def resampled(values: array.array[int], rate: int) -> array.array[int]:
    """At the helper's own rate, by straight lines between samples."""
    if rate == RATE or len(values) < 2:
        return values
    out = array.array("h")
    last = len(values) - 1
    for i in range(len(values) * RATE // rate):
        at, part = divmod(i * rate, RATE)
        if at >= last:
            out.append(values[last])
        else:
            out.append(values[at] + (values[at + 1] - values[at]) * part // RATE)
    return out
