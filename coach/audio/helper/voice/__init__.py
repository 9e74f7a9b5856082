"""The voice: phrases as samples, made by the system's own speech engine before they are needed.

`engines` knows the programs that speak, `reader` has the phrases of this workout ready and keeps their files.
"""
