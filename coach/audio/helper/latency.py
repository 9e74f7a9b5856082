"""How long after its writing a sound of ours is heard, as the sound server itself reckons it.

What lives here: asking PulseAudio, or PipeWire in its place, for our own stream. What does not: what is done with it.
miniaudio does not tell the server's figures, so `pactl` is asked, where it is installed: the time that samples lie in
our stream's buffer, and what the device behind it adds (a null sink next to nothing, wireless headphones 200 ms).
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
    pactl = shutil.which("pactl")
    if pactl is None:
        return None
    seen = []
    for _ in range(LOOKS):
        try:
            asked = subprocess.run(
                [pactl, "list", "sink-inputs"],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=PATIENCE_S,
                check=False,
                env={**os.environ, "LC_ALL": "C"},
            )
        except (OSError, subprocess.TimeoutExpired):
            break
        found = stream_latency_ns(asked.stdout.decode(errors="replace"), pid)
        if found is None:
            break
        seen.append(found)
        time.sleep(APART_S)
    return max(seen) if len(seen) == LOOKS else None


def stream_latency_ns(listing: str, pid: int) -> int | None:
    """From a list of streams, buffer and sink of the one that belongs to a process."""
    for stream in re.split(r"^Sink Input #", listing, flags=re.MULTILINE)[1:]:
        if re.search(rf'^\s*application\.process\.id = "{pid}"$', stream, re.MULTILINE):
            parts = re.findall(r"^\s*(?:Buffer|Sink) Latency: (\d+) usec$", stream, re.MULTILINE)
            return sum(map(int, parts)) * 1000 if len(parts) == 2 else None
    return None
