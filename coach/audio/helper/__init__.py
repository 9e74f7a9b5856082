"""The audio helper: the process that owns the sound device, started as `python -m coach.audio.helper`.

What lives here: everything that touches an audio library. What does not: an import from the rest of the program (only
the standard library and device libraries), and anything about workouts: the helper knows names, instants and samples.
A library that crashes, hangs or writes to stderr affects this process and no other.

Times are integer nanoseconds of `time.perf_counter_ns()`, a clock that all processes of a machine share.

How a sound is played: `__main__` reads a line, `command_server` handles it, `schedule` holds the sound until its
instant, and the output that `supervisor` has opened takes it from there: `mixer` puts it on a stream, or
`backends.one_shot` plays it on its own.
"""
