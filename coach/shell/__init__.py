"""Between the pure core and the screens: clocks, files that change, what the person asked for. No Textual.

May live here: what leads a workout and what a screen needs to know, testable without a screen. What may not: widgets
and key bindings (`coach.tui`), rules of training (`coach.workout`).
"""
