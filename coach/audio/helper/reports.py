"""What the helper tells: a JSON line each, on the standard output that it was started with.

- `{"say": "ready", "backend": B, "message": M}`: sounds are heard from here on, through B (M says what exactly);
- `{"say": "lost", "backend": B}`: the device is gone; a ready follows soon if it opens again, else a trouble;
- `{"say": "trouble", "backend": B, "message": M, "detail": D}`: nothing sounds until the next ready, because of M
  (D has the reasons of all back ends); told again only when M changes;
- `{"say": "began", "name": N, "at": NS}`: a sound went to the device; only if hello asked for it;
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

    def say(self, say: str, **fields: str | int) -> None:
        """Send one line. Without a reader there is nobody to play for: the process ends."""
        line = json.dumps({"say": say, **fields}).encode() + b"\n"
        with self._lock:
            try:
                os.write(self._fd, line)
            except OSError:
                os._exit(0)
