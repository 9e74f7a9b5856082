"""Writing routines: new ones, copies, notes, export, the editor. Text in, text and files out; no workout is run here.

This module has what the help of the command line shows. It imports nothing.
"""

TEMPLATES = ("straight", "circuit", "emom", "amrap", "tabata")
"""What a new routine can start from: each is a file in `templates/`. The first is the default."""
