"""miniaudio: one stream that never stops, sounds laid onto its frames by the mixer.

What lives here: opening, watching and closing the device, and every trap of the library that was met:

- its own order of trial prints dozens of ALSA lines; so PulseAudio alone first (PipeWire answers to it), then ALSA;
- a server that was killed is silence without an exception: the time of the last callback tells;
- `close` leaks a connection to PulseAudio unless the context is given back too;
- an exception in the generator ends the stream for good; so none leaves it.
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

from coach.audio.helper.decode import RATE
from coach.audio.helper.grid import Grid
from coach.audio.helper.latency import server_device, server_latency_ns
from coach.audio.helper.mixer import Mixer
from coach.audio.helper.output import OutputError, Stage

BLOCK_MS = 30
"""A sound that answers a key waits for half of it on average; what is placed ahead is exact whatever the block. The
processor's share goes with their number: 1.2 to 1.5 % of a core at 30, half as much more at 20."""
USUAL_NS = {"PulseAudio": BLOCK_MS * 750_000, "Null": 0}
"""Between writing a block and hearing it, until it is measured: a server with nothing slow behind it was measured to
take three quarters of a block."""
OTHERS_USUAL_NS = 2 * BLOCK_MS * 1_000_000
"""Where it cannot be: of the three blocks of a plain device's buffer two lie before the one that is written."""
SHIFT_NS = 10_000_000
"""A measure that differs less from the last is chance; one that differs more is another device."""
FIRST_BLOCK_S = 1.0
STALLED_NS = 600_000_000
"""Without a callback for this long the device is gone: a live one asks every block."""

LINUX_ORDER = ([miniaudio.Backend.PULSEAUDIO], [miniaudio.Backend.ALSA])
ITS_OWN_ORDER: tuple[list[miniaudio.Backend], ...] = ([],)


def open_miniaudio(stage: Stage) -> Stream:
    """Open the default device; raises OutputError with the last reason when there is none."""
    reason = "no device"
    for backends in LINUX_ORDER if sys.platform.startswith("linux") else ITS_OWN_ORDER:
        if backends == [miniaudio.Backend.ALSA]:
            silence_alsa()
        try:
            return Stream(stage, backends)
        except OutputError as error:
            reason = str(error)
    raise OutputError(reason)


class Stream:
    """A running device."""

    block_ms = BLOCK_MS

    def __init__(self, stage: Stage, backends: list[miniaudio.Backend]) -> None:
        self._stage = stage
        self._grid = Grid(RATE)
        self._mixer = Mixer(stage.schedule, stage.bank, self._grid, stage.began, stage.words, stage.spoken)
        self._retired = False
        self._asked_ns = 0
        self._first_block = threading.Event()
        self._device = open_device(backends)
        self.detail: str = self._device.backend
        self.latency_ns = USUAL_NS.get(self.detail, OTHERS_USUAL_NS)
        self.measured = False
        self.sink = ""
        self._grid.early_ns = self.latency_ns + stage.offset_ns
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
            self._asked_ns = now_ns
            self._first_block.set()
            frames = yield block

    def alive(self, now_ns: int) -> bool:
        return now_ns - self._asked_ns < STALLED_NS

    def hush(self) -> None:
        self._mixer.hush()

    def measure(self) -> None:
        if self.detail != "PulseAudio":
            return
        self.sink = server_device(os.getpid())
        found_ns = server_latency_ns(os.getpid())
        if found_ns is not None and (not self.measured or abs(found_ns - self.latency_ns) > SHIFT_NS):
            self.latency_ns, self.measured = found_ns, True
            self._grid.early_ns = found_ns + self._stage.offset_ns

    def retire(self) -> None:
        self._retired = True

    def close(self) -> None:
        give_back(self._device)


def open_device(backends: list[miniaudio.Backend]) -> miniaudio.PlaybackDevice:
    """A device that is not started yet. One that cannot be opened gives back what it had already taken."""
    device = miniaudio.PlaybackDevice.__new__(miniaudio.PlaybackDevice)
    try:
        device.__init__(  # in two steps, to have the context in hand when the second fails
            output_format=miniaudio.SampleFormat.SIGNED16,
            nchannels=1,
            sample_rate=RATE,
            buffersize_msec=BLOCK_MS,
            backends=backends,
            app_name="coach",
        )
    except miniaudio.MiniaudioError as error:
        give_back(device)
        raise OutputError(said(error)) from error
    return device


def give_back(device: miniaudio.PlaybackDevice) -> None:
    """Close a device and its context; the library itself leaves the context, and with it a connection, open."""
    context = getattr(device, "_context", None)
    device.close()
    if context is not None:
        miniaudio.lib.ma_context_uninit(context)
        device._context = None


def said(error: miniaudio.MiniaudioError) -> str:
    """The library's words for a person: without its number."""
    return {
        "cannot init context": "no sound server and no device",
        "failed to init device": "no device, or it is in use",
        "failed to start audio device": "the device does not start",
    }.get(str(error.args[0]), str(error.args[0]))


ALSA_HANDLER = ctypes.CFUNCTYPE(None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p)(
    lambda *_: None
)
"""Kept here, as ALSA holds only its address."""


def silence_alsa() -> None:
    """Keep ALSA from writing its dozens of lines about devices that are not there, at each probe, into the log."""
    try:
        ctypes.CDLL("libasound.so.2").snd_lib_error_set_handler(ALSA_HANDLER)
    except (OSError, AttributeError):
        return
