"""`python -m coach.audio.helper.own BUNDLED OWN`: the user's own sounds as the helper would use them, on its output.

A process of its own, as the helper is: what a broken file does to the library that reads it, it does here. First a line
of JSON, `{"own": [[NAME, FILE, FRAMES], …], "problems": [TEXT, …]}`, then the samples of each in turn, 16-bit mono at
`RATE` in this machine's order.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from coach.audio.helper.bank import Bank


def main(bundled: str, own: str) -> None:
    """Read them and write them out."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a library that prints must not garble it
    bank = Bank()
    problems = bank.load(Path(bundled), Path(own))
    found = [(name, bank.file(name), bank.samples(name)) for name in bank.own]
    rows = [(name, str(file), len(samples or ())) for name, file, samples in found]
    out.write(json.dumps({"own": rows, "problems": problems}).encode() + b"\n")
    for _, _, samples in found:
        out.write(samples.tobytes() if samples else b"")
    out.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
