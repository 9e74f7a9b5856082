"""Python's garbage collector: off while many lasting values are built, on again after that.

What may live here: the switch. No other module touches the collector. Start-up and a large `coach validate` make tens
of thousands of values without a cycle among them. Scanning them again and again takes a tenth of the time to the first
frame, and a fifth of a validation.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_off() -> Iterator[None]:
    """Turns the collector off inside, or until `collector_on` is called."""
    gc.disable()
    try:
        yield
    finally:
        collector_on()


def collector_on() -> None:
    """Turns the collector on. What exists already is set aside and never scanned."""
    gc.freeze()
    gc.enable()
