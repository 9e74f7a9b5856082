"""The modes that a program sets in its terminal, read from its output."""

import re

MODES = re.compile(rb"\x1b\[\?(1000|1003|1015|1006|1016|1049|1004|2004|2048|25|7)([hl])")
"""Mouse, alternate screen, focus, paste, size reports; the cursor and line wrap, which are on at rest."""
ON_AT_REST = (b"25", b"7")
KITTY = re.compile(rb"\x1b\[([<>])\d*u")


def left_over(output: bytes) -> dict[bytes, bytes]:
    """The modes that are not as a shell wants them at the end of the output."""
    last = {found[1]: found[2] for found in MODES.finditer(output)}
    wrong = {mode: state for mode, state in last.items() if state != (b"h" if mode in ON_AT_REST else b"l")}
    keys = [found[1] for found in KITTY.finditer(output)]
    return wrong | ({b"kitty": b">"} if keys and keys[-1] == b">" else {})
