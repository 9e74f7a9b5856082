"""What of the person's own sounds can be used, for commands that show it: their files, samples, and what is wrong.

What lives here: asking a process of its own (`helper.own`), for this one must not end with a library that reads files.
"""

from __future__ import annotations

import array
import json
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from coach.audio.helper.decode import ENDINGS
from coach.audio.helper_process import command, surroundings

PATIENCE_S = 20.0


@dataclass(frozen=True)
class OwnSounds:
    """Samples are 16-bit mono at 48 kHz."""

    files: dict[str, Path] = field(default_factory=dict)
    """By the sound's name."""
    samples: dict[str, array.array[int]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    """A sentence for each file that is not used."""


def own_sounds(bundled: Path, own: Path) -> OwnSounds:
    """Read what is in a folder of own sounds; a missing or empty one costs nothing."""
    try:
        if not any(path.suffix.lower()[1:] in ENDINGS for path in own.iterdir()):
            return OwnSounds()
    except OSError:
        return OwnSounds()
    try:
        done = subprocess.run(
            command("coach.audio.helper.own", str(bundled), str(own)),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=surroundings(),
            timeout=PATIENCE_S,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return OwnSounds(problems=[f"your sounds cannot be read: what reads them ended or hangs ({own})"])
    head, _, data = done.stdout.partition(b"\n")
    told, result = json.loads(head), OwnSounds()
    result.problems.extend(told["problems"])
    for name, file, frames in told["own"]:
        result.files[name] = Path(file)
        result.samples[name], data = array.array("h", data[: 2 * frames]), data[2 * frames :]
    return result
