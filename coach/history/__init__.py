"""What was done, and what follows from it. The pure parts never look at the store."""
