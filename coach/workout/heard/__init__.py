"""What is heard of a session: signals at their instants, and the phrases of a voice. No device, no clock."""
