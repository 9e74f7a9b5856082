"""What the helper tells: a JSON line each, on the standard output that it was started with.

- `{"say": "trying", "backend": B}`: the library of this back end is used from here on: if the process ends now, it
  ended in its hands;
- `{"say": "ready", "backend": B, "message": M, "detail": D}`: sounds are heard from here on, through B (M says what
  exactly, D why no better one plays);
- `{"say": "lost", "backend": B}`: the device is gone; a ready follows soon if it opens again, else a trouble;
- `{"say": "trouble", "backend": B, "message": M, "detail": D}`: nothing sounds until the next ready, because of M
  (D has the reasons of all back ends); told again only when M changes;
- `{"say": "note", "message": M}`: something that the person should know once, and that is no trouble;
- `{"say": "began", "name": N, "at": NS}`: a sound, or words (N is the text), went to the device; only if hello asked;
- `{"say": "description", …}`: the answer to describe: `backend` and `device` (null while nothing plays; then `trouble`
  says why), `sink` (the name of what a sound server plays it on; empty: unknown), `block_ms`, `latency_ms` (between
  writing and hearing, which is taken out) and whether it was `measured`, `cannot` (what this back end is not able to
  do), `others` (each other back end by name, with what it lacks; empty: it could play), `own` (names of the user's
  sounds), `offset_ms`, `voice` (the speech engine, null without one), `how_to_get_a_voice`, `language` (of the voice;
  null: silent);
- `{"say": "pong"}`: the answer to a ping.
"""

from __future__ import annotations

import json
import os
import threading


class Reports:
    """Writes lines to a file descriptor; from any thread."""

    def __init__(self, fd: int) -> None:
        self._fd = fd
        self._lock = threading.Lock()

    def say(self, say: str, **fields: object) -> None:
        """Send one line. Without a reader there is nobody to play for: the process ends."""
        line = json.dumps({"say": say, **fields}).encode() + b"\n"
        with self._lock:
            try:
                os.write(self._fd, line)
            except OSError:
                os._exit(0)
