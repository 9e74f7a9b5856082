"""The audio helper: the process that owns the sound device, started as `python -m coach.audio.helper`.

What lives here: everything that touches an audio library. What does not: an import from the rest of the program (only
the standard library and device libraries), and anything about workouts: the helper knows names, instants and samples.
A library that crashes, hangs or writes to stderr takes this process down and no other.

Time is integer nanoseconds of `time.perf_counter_ns()`, a clock that processes of one machine share.

The way of a sound: `__main__` reads a line, `desk` obeys it, `schedule` keeps the sound until its instant, and the
back end that `keeper` has opened takes it from there: `mixer` on a stream, or `backends.shots` one by one.
"""
