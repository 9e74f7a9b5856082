"""The widgets of the screens. Each shows the lines that it is given; none knows a session or what a key does."""
