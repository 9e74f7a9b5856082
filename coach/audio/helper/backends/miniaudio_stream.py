"""The miniaudio back end: one continuous stream, filled by the mixer.

What lives here: opening, watching and closing the device, and how to avoid the library's known traps:

- its own order of attempts prints dozens of ALSA lines, so try PulseAudio alone first (PipeWire answers too), then
  ALSA;
- after a server is killed there is silence and no exception; only the time of the last callback shows it;
- `close` leaks a connection to PulseAudio unless the context is released too;
- an exception in the generator ends the stream for good, so none may leave it.
"""

from __future__ import annotations

import ctypes
import os
import sys
import threading
import time
import traceback
from collections.abc import Generator

import miniaudio

from coach.audio.helper.decode import SAMPLE_RATE
from coach.audio.helper.latency import server_device, server_latency_ns
from coach.audio.helper.mixer import Mixer
from coach.audio.helper.output import OutputError, SoundSource
from coach.audio.helper.stream_clock import StreamClock

BLOCK_MS = 30
"""A sound in answer to a key waits half a block on average; sounds placed ahead are exact with any block. The cost
grows with the number of blocks: 1.2 to 1.5 % of a core at 30 ms, half as much again at 20 ms."""
DEFAULT_LATENCY_NS = {"PulseAudio": BLOCK_MS * 750_000, "Null": 0}
"""From writing a block to hearing it, until it is measured. A server with a fast device was measured to take three
quarters of a block."""
OTHER_LATENCY_NS = 2 * BLOCK_MS * 1_000_000
"""For devices that cannot be measured: of the three blocks in a plain device's buffer, two precede the one written."""
LATENCY_CHANGE_NS = 10_000_000
"""A smaller change between two measurements is noise; a larger one is another device."""
FIRST_BLOCK_S = 1.0
STALLED_NS = 600_000_000
"""Without a callback for this long the device is gone: a live one makes one every block."""

LINUX_ORDER = ([miniaudio.Backend.PULSEAUDIO], [miniaudio.Backend.ALSA])
LIBRARY_ORDER: tuple[list[miniaudio.Backend], ...] = ([],)


def open_miniaudio(source: SoundSource) -> MiniaudioStream:
    """Open the default device. Raises OutputError with the reason of the last attempt when none opens."""
    reason = "no device"
    for backends in LINUX_ORDER if sys.platform.startswith("linux") else LIBRARY_ORDER:
        if backends == [miniaudio.Backend.ALSA]:
            silence_alsa()
        try:
            return MiniaudioStream(source, backends)
        except OutputError as error:
            reason = str(error)
    raise OutputError(reason)


class MiniaudioStream:
    """A running device, and the mixer that fills it."""

    block_ms = BLOCK_MS

    def __init__(self, source: SoundSource, backends: list[miniaudio.Backend]) -> None:
        self._source = source
        self._clock = StreamClock(SAMPLE_RATE)
        self._mixer = Mixer(source.schedule, source.bank, self._clock, source.began, source.words, source.spoken)
        self._retired = False
        self._called_ns = 0
        self._first_block = threading.Event()
        self._device = open_device(backends)
        self.detail: str = self._device.backend
        self.latency_ns = DEFAULT_LATENCY_NS.get(self.detail, OTHER_LATENCY_NS)
        self.measured = False
        self.sink = ""
        self._clock.early_ns = self.latency_ns + source.offset_ns
        blocks = self._blocks()
        next(blocks)
        try:
            self._device.start(blocks)
        except miniaudio.MiniaudioError as error:
            self.close()
            raise OutputError(said(error)) from error
        if not self._first_block.wait(FIRST_BLOCK_S):
            self.retire()
            self.close()
            raise OutputError(f"{self.detail} opens, but takes no sound")

    def _blocks(self) -> Generator[bytes, int, None]:
        frames = yield b""
        while True:
            now_ns = time.perf_counter_ns()
            try:
                block = bytes(2 * frames) if self._retired else self._mixer.render(frames, now_ns)
            except Exception:
                traceback.print_exc()
                block = bytes(2 * frames)
            self._called_ns = now_ns
            self._first_block.set()
            frames = yield block

    def alive(self, now_ns: int) -> bool:
        return now_ns - self._called_ns < STALLED_NS

    def hush(self) -> None:
        self._mixer.hush()

    def measure(self) -> None:
        if self.detail != "PulseAudio":
            return
        self.sink = server_device(os.getpid())
        found_ns = server_latency_ns(os.getpid())
        if found_ns is not None and (not self.measured or abs(found_ns - self.latency_ns) > LATENCY_CHANGE_NS):
            self.latency_ns, self.measured = found_ns, True
            self._clock.early_ns = found_ns + self._source.offset_ns

    def retire(self) -> None:
        self._retired = True

    def close(self) -> None:
        release(self._device)


def open_device(backends: list[miniaudio.Backend]) -> miniaudio.PlaybackDevice:
    """A device that is not started yet. If it cannot be opened, what it had already taken is released."""
    device = miniaudio.PlaybackDevice.__new__(miniaudio.PlaybackDevice)
    try:
        device.__init__(  # in two steps, so that the context can be released when the second fails
            output_format=miniaudio.SampleFormat.SIGNED16,
            nchannels=1,
            sample_rate=SAMPLE_RATE,
            buffersize_msec=BLOCK_MS,
            backends=backends,
            app_name="coach",
        )
    except miniaudio.MiniaudioError as error:
        release(device)
        raise OutputError(said(error)) from error
    return device


def release(device: miniaudio.PlaybackDevice) -> None:
    """Close a device and its context, which the library would leave open, and a server connection with it."""
    context = getattr(device, "_context", None)
    device.close()
    if context is not None:
        miniaudio.lib.ma_context_uninit(context)
        device._context = None


def said(error: miniaudio.MiniaudioError) -> str:
    """The library's error, for the user."""
    return {
        "cannot init context": "no sound server and no device",
        "failed to init device": "no device, or it is in use",
        "failed to start audio device": "the device does not start",
    }.get(str(error.args[0]), str(error.args[0]))


ALSA_HANDLER = ctypes.CFUNCTYPE(None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p)(
    lambda *_: None
)
"""Kept alive here, because ALSA holds only its address."""


def silence_alsa() -> None:
    """Keep ALSA from filling the log, at each attempt, with dozens of lines about missing devices."""
    try:
        ctypes.CDLL("libasound.so.2").snd_lib_error_set_handler(ALSA_HANDLER)
    except (OSError, AttributeError):
        return
