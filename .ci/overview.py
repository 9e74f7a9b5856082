"""Runs a shell's line in a terminal until the overview of the posterior-chain workout is on its screen.

    python3 .ci/overview.py 'python3 -m venv .venv && ... && .venv/bin/coach start posterior-chain'

Needs nothing that is not in the standard library. Ends non-zero, with what the terminal got last, if it does not come.
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time

BOUND_S = 280
ENTERED = b"\x1b[?1049h"
"""The program has taken the terminal's other screen."""
ESCAPES = re.compile(rb"\x1b(\[[0-9;?<>=]*[ -/]*[@-~]|[^\[])")


def shown(output: bytes) -> bool:
    """Whether the title stands on the program's screen."""
    text = ESCAPES.sub(b"", output.rpartition(ENTERED)[2])
    return ENTERED in output and b"Posterior" in text and b"chain" in text


def main(line: str) -> int:
    """The exit code."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ["TERM"] = "xterm-256color"
        os.execvp("bash", ["bash", "-c", line])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    output, until = b"", time.monotonic() + BOUND_S
    while time.monotonic() < until:
        if not select.select([terminal], [], [], 1)[0]:
            continue
        try:
            data = os.read(terminal, 65536)
        except OSError:  # Linux says so when the program has ended
            data = b""
        if not data:
            break
        output += data
        if shown(output):
            print("The overview is there.")
            os.kill(pid, signal.SIGKILL)
            return 0
    print(output[-3000:].decode(errors="replace"))
    print("The overview did not come up.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
