"""What an author may write, and how it is read. Nothing about running it. Of our own it imports `coach.text` only."""
