"""Writing routines: new ones, copies, notes, the editor. Text in, text and files out; nothing here runs a workout.

What stands here is what the command line's help says: it imports nothing.
"""

TEMPLATES = ("straight", "circuit", "emom", "amrap", "tabata")
"""What a new routine can begin with, a file each in `templates/`; the first is taken where none is named."""
