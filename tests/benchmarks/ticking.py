"""The floor of the sound: a bare miniaudio stream in an idle process, a tick laid onto each second's frames.

Arguments: a wav file (48 kHz, 16 bit, mono). It plays until it is killed. Nothing of ours is in it, no clock either.
"""

import array
import sys
import threading
import wave
from collections.abc import Generator

import miniaudio

RATE, BLOCK_MS = 48_000, 20


def ticks(sound: array.array) -> Generator[bytes, int, None]:  # type: ignore[type-arg]  # not subscriptable in 3.11
    """Blocks as they are asked for."""
    second = (sound + array.array("h", bytes(2 * RATE)))[:RATE]
    frame = 0
    frames = yield b""
    while True:
        at = frame % RATE
        block = (second[at : at + frames] + second)[:frames]
        frame += frames
        frames = yield block.tobytes()


def main() -> None:
    """Play."""
    with wave.open(sys.argv[1], "rb") as file:
        blocks = ticks(array.array("h", file.readframes(file.getnframes())))
    next(blocks)
    device = miniaudio.PlaybackDevice(
        output_format=miniaudio.SampleFormat.SIGNED16,
        nchannels=1,
        sample_rate=RATE,
        buffersize_msec=BLOCK_MS,
        backends=[miniaudio.Backend.PULSEAUDIO],
    )
    device.start(blocks)
    threading.Event().wait()


if __name__ == "__main__":
    main()
