"""Speech: phrases as samples, made by the system's own speech engine before they are needed.

`engines` knows the programs that speak; `synthesizer` makes and caches the phrases of a workout.
"""
