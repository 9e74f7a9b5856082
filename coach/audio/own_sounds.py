"""Reads the user's own sounds, for commands that list them.

What lives here: running `helper.dump_own_sounds`. What does not: decoding, which happens in that process, so that a
decoder that crashes does not end this one.
"""

from __future__ import annotations

import array
import json
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from coach.audio.helper.decode import EXTENSIONS
from coach.audio.helper_process import child_environment, module_command

OWN_SOUNDS_TIMEOUT_S = 20.0


@dataclass(frozen=True)
class OwnSounds:
    """The user's own sounds that can be used. Samples are 16-bit mono at 48 kHz."""

    files: dict[str, Path] = field(default_factory=dict)
    """By the name of the sound."""
    samples: dict[str, array.array[int]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    """A sentence for each file that cannot be used."""


def read_own_sounds(bundled: Path, own: Path) -> OwnSounds:
    """Read the user's own sounds of a folder. Fast when it has none or is missing."""
    try:
        if not any(path.suffix.lower()[1:] in EXTENSIONS for path in own.iterdir()):
            return OwnSounds()
    except OSError:
        return OwnSounds()
    try:
        done = subprocess.run(
            module_command("coach.audio.helper.dump_own_sounds", str(bundled), str(own)),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=child_environment(),
            timeout=OWN_SOUNDS_TIMEOUT_S,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return OwnSounds(problems=[f"your sounds cannot be read: the decoder crashed or hangs ({own})"])
    head, _, data = done.stdout.partition(b"\n")
    header, result = json.loads(head), OwnSounds()
    result.problems.extend(header["problems"])
    for name, file, frames in header["own"]:
        result.files[name] = Path(file)
        result.samples[name], data = array.array("h", data[: 2 * frames]), data[2 * frames :]
    return result
