"""`python -m coach.audio.helper.dump_own_sounds BUNDLED OWN`: writes the user's own sounds, decoded, to its output.

A process of its own, so that a file that crashes the decoder crashes nothing else. The output is a line of JSON,
`{"own": [[NAME, FILE, FRAMES], …], "problems": [TEXT, …]}`, followed by the samples of each sound in that order: 16-bit
mono at `SAMPLE_RATE`, in the machine's byte order.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from coach.audio.helper.sample_bank import SampleBank


def dump_own_sounds(bundled: str, own: str) -> None:
    """Read the sounds of two folders, and write those that are the user's."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # keep a library that prints from garbling the output
    bank = SampleBank()
    problems = bank.load(Path(bundled), Path(own))
    found = [(name, bank.file(name), bank.samples(name)) for name in bank.own]
    rows = [(name, str(file), len(samples or ())) for name, file, samples in found]
    out.write(json.dumps({"own": rows, "problems": problems}).encode() + b"\n")
    for _, _, samples in found:
        out.write(samples.tobytes() if samples else b"")
    out.flush()


if __name__ == "__main__":
    dump_own_sounds(*sys.argv[1:])
