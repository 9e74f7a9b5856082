"""What the helper reports: one JSON line each, on the standard output that it was started with.

- `{"say": "trying", "backend": B}`: the helper is about to use the library of this back end. If the process ends now,
  that library is the cause;
- `{"say": "ready", "backend": B, "message": M, "detail": D}`: sounds are audible from here on, through B. M says what B
  plays through, D why no better back end plays;
- `{"say": "lost", "backend": B}`: the device is gone. A ready follows soon if one opens, else a trouble;
- `{"say": "trouble", "backend": B, "message": M, "detail": D}`: nothing is audible until the next ready. M is the
  reason, D has the reasons of all back ends. It is repeated only when M changes;
- `{"say": "note", "message": M}`: something that the user should know, and that is no trouble;
- `{"say": "began", "name": N, "at": NS}`: a sound, or words (N is the text), went to the device. Sent only when hello
  asks for it;
- `{"say": "description", …}`: the answer to describe. `backend` and `device` (null while nothing plays; `trouble` then
  says why), `sink` (the name of the device behind a sound server; empty when unknown), `block_ms`, `latency_ms` (from
  writing to hearing, compensated) and whether it was `measured`, `cannot` (the back end's limits), `others` (what each
  other back end lacks, by name; empty if it may play), `own` (the names of the user's sounds), `offset_ms`, `voice`
  (the speech engine; null without one), `how_to_get_a_voice`, `language` (of the voice; null while speech is off);
- `{"say": "pong"}`: the answer to a ping.
"""

from __future__ import annotations

import json
import os
import threading


class ReportWriter:
    """Writes reports to a file descriptor. May be used from any thread."""

    def __init__(self, fd: int) -> None:
        self._fd = fd
        self._lock = threading.Lock()

    def send(self, say: str, **fields: object) -> None:
        """Send one line. If nothing reads it any more, the program has ended, and so does this process."""
        line = json.dumps({"say": say, **fields}).encode() + b"\n"
        with self._lock:
            try:
                os.write(self._fd, line)
            except OSError:
                os._exit(0)
