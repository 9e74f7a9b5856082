"""What an author may write, and how it is read; nothing about running it. Of other rooms it needs `coach.text` only."""
