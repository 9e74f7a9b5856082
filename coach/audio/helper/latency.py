"""Measures the latency of our own stream, as the sound server reports it.

What lives here: asking PulseAudio, or PipeWire in its place. What does not: what is done with the answer. miniaudio
does not pass on the server's figures, so this runs `pactl` where it is installed. Two figures add up: the time that
samples wait in our stream's buffer, and what the device behind it adds (a null sink almost nothing, wireless headphones
200 ms). The device's name is reported too, so that users can see when sound goes to the wrong one.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time

MEASUREMENTS = 5
MEASUREMENT_GAP_S = 0.03
"""The buffer is fullest right after a block and emptiest before the next: the maximum of several counts."""
PACTL_TIMEOUT_S = 1.0


def server_latency_ns(pid: int) -> int | None:
    """The latency of a process's stream, in ns; None when it cannot be measured."""
    measured = []
    for _ in range(MEASUREMENTS):
        found = stream_latency_ns(pactl_list("sink-inputs"), pid)
        if found is None:
            return None
        measured.append(found)
        time.sleep(MEASUREMENT_GAP_S)
    return max(measured)


def server_device(pid: int) -> str:
    """The device that plays a process's stream, and whether it is muted; empty when unknown."""
    stream = find_stream(pactl_list("sink-inputs"), pid)
    number = re.search(r"^\s*Sink: (\d+)$", stream, re.MULTILINE)
    return device_name(pactl_list("sinks"), int(number[1])) if number else ""


def pactl_list(what: str) -> str:
    """The output of `pactl list`; empty when it fails or is not installed."""
    pactl = shutil.which("pactl")
    if pactl is None:
        return ""
    try:
        done = subprocess.run(
            [pactl, "list", what],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PACTL_TIMEOUT_S,
            check=False,
            env={**os.environ, "LC_ALL": "C"},
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode(errors="replace")


def find_stream(listing: str, pid: int) -> str:
    """The part of a list of streams that belongs to a process; empty if there is none."""
    streams = re.split(r"^Sink Input #", listing, flags=re.MULTILINE)[1:]
    ours = re.compile(rf'^\s*application\.process\.id = "{pid}"$', re.MULTILINE)
    return next((stream for stream in streams if ours.search(stream)), "")


def stream_latency_ns(listing: str, pid: int) -> int | None:
    """From a list of streams, the latency of a process's stream: buffer and sink; None if either is missing."""
    parts = re.findall(r"^\s*(?:Buffer|Sink) Latency: (\d+) usec$", find_stream(listing, pid), re.MULTILINE)
    return sum(map(int, parts)) * 1000 if len(parts) == 2 else None


def device_name(listing: str, number: int) -> str:
    """From a list of sinks, the human-readable name of the one with a number, and whether it is muted."""
    for sink in re.split(r"^Sink #", listing, flags=re.MULTILINE)[1:]:
        name = re.search(r"^\s*Description: (.+)$", sink, re.MULTILINE)
        if sink.startswith(f"{number}\n") and name:
            muted = re.search(r"^\s*Mute: yes$", sink, re.MULTILINE)
            return name[1].strip() + (", which is muted" if muted else "")
    return ""
