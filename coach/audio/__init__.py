"""Sound. Imports nothing: the helper process (`python -m coach.audio.helper`) is reached through this package."""
