"""How many examples Hypothesis tries for each law, and which.

What may live here: the two profiles. A test says nothing of its own about it, unless it is slow and tries thousands, or
needs far longer than others for each: then it takes a share of what the profile says.
"""

import os

from hypothesis import settings

QUICK = "quick"
"""For the README's command."""
THOROUGH = "thorough"
"""For `make laws`."""


def register_profiles() -> None:
    """Register both, and load the quick one; `--hypothesis-profile` chooses the other.

    No deadline: a busy machine may stop for longer than any. The same examples in each run, unless `COACH_EXPLORE` is
    set.
    """
    same = not os.environ.get("COACH_EXPLORE")
    settings.register_profile(QUICK, max_examples=50, deadline=None, derandomize=same)
    settings.register_profile(THOROUGH, max_examples=200, deadline=None, derandomize=same)
    settings.load_profile(QUICK)
