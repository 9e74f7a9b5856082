"""Python's garbage collector: off while many values are built that stay, and on again after that.

What may live here: the switch, and nothing else in the program touches it. Start-up and a large `coach validate` make
values in the tens of thousands, none of them in circles: to look through them again and again takes a tenth of the time
to the first frame, and a fifth of a validation.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_off() -> Iterator[None]:
    """Nothing is collected inside, or until `collector_on` says so."""
    gc.disable()
    try:
        yield
    finally:
        collector_on()


def collector_on() -> None:
    """Collects from here on; what is there already is set aside, and never looked through."""
    gc.freeze()
    gc.enable()
