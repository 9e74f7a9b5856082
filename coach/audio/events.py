"""The events that have a sound: what each means, and a sequence of them as in a workout.

Data only. The names are the core's (`coach.workout.heard.signals`), the files are in `sounds/`; tests compare all
three, and the table in `sounds/README.md` with the sentences here.
"""

MEANINGS = {
    "tick": "Three, two, one.",
    "go": "Go: the work begins.",
    "rest": "A rest begins.",
    "rest-over": "The rest is over, press a key.",
    "halfway": "Half of the time is over.",
    "ten": "Ten seconds are left.",
    "rep": "A repetition begins.",
    "lower": "Lower the weight, or yourself.",
    "bottom": "Hold at the bottom.",
    "lift": "Lift the weight, or yourself.",
    "top": "Hold at the top.",
    "switch": "Change sides.",
    "round": "A round is done.",
    "set-done": "A set is done, no rest follows.",
    "target": "The target is met, more is welcome.",
    "finished": "The workout is done.",
}
"""What each sound means, in the order in which users get to know them."""

SEQUENCE: tuple[tuple[float, str], ...] = (
    # Get ready, then two reps at a tempo of 2-1-1-1, and the target.
    *((0, "tick"), (1, "tick"), (2, "tick"), (3, "go"), (5, "bottom"), (6, "lift"), (7, "top")),
    *((8, "rep"), (10, "bottom"), (11, "lift"), (12, "top"), (13, "target"), (15, "rest")),
    # Set up, then timed work on each side.
    *((18, "rest-over"), (20, "tick"), (21, "tick"), (22, "tick"), (23, "go"), (25.5, "halfway"), (28, "ten")),
    *((30, "tick"), (31, "tick"), (32, "tick"), (33, "switch"), (36, "tick"), (37, "tick"), (38, "tick")),
    # A rep from the floor: the same tempo, with the phases in reverse order.
    *((39, "go"), (40, "top"), (41, "lower"), (43, "bottom"), (44, "set-done")),
    *((47, "round"), (50, "finished")),
)
"""(second, name): a workout in under a minute. The rhythm is real, the waits are cut short."""
