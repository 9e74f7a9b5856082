"""What an author may write, and how it is read. Imports the standard library, yaml and msgspec only."""
