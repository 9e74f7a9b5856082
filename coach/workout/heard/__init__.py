"""What is heard of a session: sounds and a voice's phrases, each with its instant. No device, no clock."""
