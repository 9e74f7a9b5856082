"""A routine or an exercise on paper, as lines for the terminal and for the library. Nothing here runs."""
