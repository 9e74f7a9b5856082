"""Which notices about the machine were shown since it was started: each is said once, not in every workout.

What may live here: which start of which machine this is, and the notices that were shown in it. The state remembers
them (`state.State.said`), so two programs at once, or two machines with one home, take nothing from each other but
perhaps say a notice twice. What may not: showing anything, and which news are notices.
"""

import platform
import time
from collections.abc import Callable
from pathlib import Path
from zlib import crc32

from coach.state import StateStore

BOOTS_KEPT = 4
"""Of how many starts the notices are remembered: machines may share a home."""
NOTICES_KEPT = 50


def boot() -> str:
    """The same from one start of this machine to the next; elsewhere than on Linux perhaps less long."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return f"{platform.node()} {round((time.time() - time.monotonic()) / 600)}"


class SaidOnce:
    """Remembers notices by a checksum (`hashlib` would load OpenSSL: 4 MB for a handful of sentences).

    Args:
        store: of the state.
        boot: which start of the machine this is.
    """

    def __init__(self, store: StateStore, boot: Callable[[], str] = boot) -> None:
        self._store, self._boot = store, boot
        self._now: set[str] = set()  # in this run: the state may not be writable, which is a notice itself

    def first(self, words: str) -> bool:
        """Whether this notice is to be shown: false from the second time on."""
        checksum = f"{crc32(words.encode(errors='replace')):08x}"
        if checksum in self._now:
            return False
        self._now.add(checksum)
        boot, said = self._boot(), self._store.state.said
        before = said.get(boot, [])
        if checksum in before:
            return False
        others = [(name, notices) for name, notices in said.items() if name != boot][1 - BOOTS_KEPT :]
        self._store.update(said=dict([*others, (boot, [*before, checksum][-NOTICES_KEPT:])]))
        return True
