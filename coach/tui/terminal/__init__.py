"""The terminal itself: its title, its charset, its end, and keeping the screen awake."""
