"""What the command line asks for: it holds for every workout of this run of the program."""

from dataclasses import dataclass


@dataclass(frozen=True)
class StartOptions:
    speed: float = 1.0
    """How many times faster than real."""
    start_at: str | None = None
    """`2`, `2.1` (block, item), or a block's or an exercise's name."""
    mute: bool = False
