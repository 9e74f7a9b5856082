"""From text to Structs: the parser, nodes with their places, and a message for everything that cannot be read.

Knows no routine: settings and languages are read by it too. What the fields of a routine say together, and which files
there are, is decided by the modules of `routine`.
"""
