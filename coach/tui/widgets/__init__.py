"""Drawings and widgets of the screens.

Of the workout's, `top`, `bars`, `texts`, `tables` and `small` turn a frozen piece into inked `lines`, `layout` and
`zone` say where they stand, and `painted` is the widget that shows them. None of them knows a clock, a session or a
key.
"""
