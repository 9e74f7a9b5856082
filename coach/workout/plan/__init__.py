"""What a workout consists of: from a routine to sets, with the planned lengths of their stages.

May live here: pure values and functions of planned lengths. What may not: instants and what has happened, which are
`engine`'s. Types of block end in `expand`.
"""
