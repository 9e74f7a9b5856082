"""A workout in time: the session, the inputs that change it, and what is read off it ahead of time.

May live here: pure functions and values on integer nanoseconds, and the facts about a session that screen and voice
share. What may not: a clock, words and numbers for a person.
"""
