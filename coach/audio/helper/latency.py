"""How long after its writing a sound of ours is heard, as the sound server itself reckons it.

What lives here: asking PulseAudio, or PipeWire in its place, for our own stream. What does not: what is done with it.
miniaudio does not tell the server's figures, so `pactl` is asked, where it is installed: the time that samples lie in
our stream's buffer, and what the device behind it adds (a null sink next to nothing, wireless headphones 200 ms). It
knows the name of that device too, by which a person sees that the sound goes to the wrong one.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time

LOOKS = 5
APART_S = 0.03
"""The buffer is fuller right after a block and emptier before the next: the fullest of some looks is what counts."""
PATIENCE_S = 1.0


def server_latency_ns(pid: int) -> int | None:
    """For the stream of a process, in ns; None where nobody can tell."""
    seen = []
    for _ in range(LOOKS):
        found = stream_latency_ns(listed("sink-inputs"), pid)
        if found is None:
            break
        seen.append(found)
        time.sleep(APART_S)
    return max(seen) if len(seen) == LOOKS else None


def server_device(pid: int) -> str:
    """What the server plays the stream of a process on, and whether that is muted; empty where nobody can tell."""
    stream = stream_of(listed("sink-inputs"), pid)
    number = re.search(r"^\s*Sink: (\d+)$", stream, re.MULTILINE)
    return device_name(listed("sinks"), int(number[1])) if number else ""


def listed(what: str) -> str:
    """What `pactl list` says; empty where it does not."""
    pactl = shutil.which("pactl")
    if pactl is None:
        return ""
    try:
        asked = subprocess.run(
            [pactl, "list", what],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PATIENCE_S,
            check=False,
            env={**os.environ, "LC_ALL": "C"},
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return asked.stdout.decode(errors="replace")


def stream_of(listing: str, pid: int) -> str:
    """From a list of streams the one that belongs to a process; empty: it is not in it."""
    streams = re.split(r"^Sink Input #", listing, flags=re.MULTILINE)[1:]
    ours = re.compile(rf'^\s*application\.process\.id = "{pid}"$', re.MULTILINE)
    return next((stream for stream in streams if ours.search(stream)), "")


def stream_latency_ns(listing: str, pid: int) -> int | None:
    """From a list of streams, buffer and sink of the one that belongs to a process."""
    parts = re.findall(r"^\s*(?:Buffer|Sink) Latency: (\d+) usec$", stream_of(listing, pid), re.MULTILINE)
    return sum(map(int, parts)) * 1000 if len(parts) == 2 else None


def device_name(listing: str, number: int) -> str:
    """From a list of sinks the name, for people, of one of them."""
    for sink in re.split(r"^Sink #", listing, flags=re.MULTILINE)[1:]:
        name = re.search(r"^\s*Description: (.+)$", sink, re.MULTILINE)
        if sink.startswith(f"{number}\n") and name:
            muted = re.search(r"^\s*Mute: yes$", sink, re.MULTILINE)
            return name[1].strip() + (", which is muted" if muted else "")
    return ""
