"""What a screen shows of a session: frozen pieces of words and whole numbers. No widget, no colour, no clock."""
