"""Sound. This file imports nothing, because the helper process (`python -m coach.audio.helper`) starts through it."""
