"""The pure core of a workout: values in, values out. No clock, no files, no terminal."""
