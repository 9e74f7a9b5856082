"""coach: a full-screen terminal interval coach. This package imports nothing: the audio helper starts through it."""

__version__ = "0.1.0"
