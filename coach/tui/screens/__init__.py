"""The screens. Each holds its keys and its state and lays out widgets; imported when shown."""
