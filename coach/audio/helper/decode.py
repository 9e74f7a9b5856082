"""Decodes sound files of any rate and number of channels into 16-bit mono samples at `SAMPLE_RATE`.

What lives here: reading one file, and never more of it than the allowed length. What does not: which files, and what
for. miniaudio decodes wav, flac, ogg and mp3; where it is not installed, the standard library reads wav alone.
"""

from __future__ import annotations

import array
import sys
import wave
from pathlib import Path

SAMPLE_RATE = 48_000
DECODER_LIBRARY = "miniaudio"
"""The library that decodes all the formats; also a back end of this name."""
EXTENSIONS = ("wav", "flac", "ogg", "mp3")


class DecodeError(Exception):
    """A file cannot be used. The text says why, for the user."""


def decode_file(path: Path, longest_s: float) -> array.array[int]:
    """The samples of a file; raises DecodeError when it cannot be read, is empty, or is longer than `longest_s`."""
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
    if len(samples) > longest_s * SAMPLE_RATE:
        raise DecodeError(f"it is longer than {longest_s:g} seconds")
    return samples


def _by_miniaudio(path: Path, longest_s: float) -> array.array[int] | None:
    """None where the library is not installed."""
    try:
        import miniaudio
    except ImportError:
        return None
    samples = array.array("h")
    with path.open("rb"):
        pass  # for permissions, the system's error is clearer than the library's
    try:
        for piece in miniaudio.stream_file(
            str(path), miniaudio.SampleFormat.SIGNED16, 1, SAMPLE_RATE, SAMPLE_RATE // 4
        ):
            samples.extend(piece)
            if len(samples) > longest_s * SAMPLE_RATE:
                break
    except miniaudio.DecodeError as error:
        raise DecodeError("it is not a readable sound file (wav, flac, ogg or mp3)") from error
    return samples


def _by_wave(path: Path, longest_s: float) -> array.array[int]:
    """Without the library: wav of 8 or 16 bits."""
    if path.suffix.lower() != ".wav":
        raise DecodeError(f"{path.suffix[1:]} files need miniaudio, which is not installed here; use wav")
    try:
        with wave.open(str(path), "rb") as file:
            channels, width, rate = file.getnchannels(), file.getsampwidth(), file.getframerate()
            if width not in (1, 2) or rate < 1000:
                raise DecodeError("without miniaudio, only wav files of 8 or 16 bits can be read")
            data = file.readframes(min(file.getnframes(), int(longest_s * rate) + 2))
    except (wave.Error, EOFError) as error:
        raise DecodeError(f"it is not a wav file: {error}") from error
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
    return resample(values, rate)


def resample(values: array.array[int], rate: int) -> array.array[int]:
    """The samples at `SAMPLE_RATE`, by linear interpolation."""
    if rate == SAMPLE_RATE or len(values) < 2:
        return values
    out = array.array("h")
    last = len(values) - 1
    for i in range(len(values) * SAMPLE_RATE // rate):
        at, part = divmod(i * rate, SAMPLE_RATE)
        if at >= last:
            out.append(values[last])
        else:
            out.append(values[at] + (values[at + 1] - values[at]) * part // SAMPLE_RATE)
    return out
