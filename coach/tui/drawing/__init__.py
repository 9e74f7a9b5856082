"""Drawings of the workout screen: a frozen piece in, lines of inked text out.

`top`, `bars`, `texts`, `tables` and `small` draw, `layout` and `zone` say where each drawing stands, `glyphs` are the
block letters, `lines` what all of them return. Pure: none knows a clock, a session, a key or a widget.
"""
