"""The plan's outline: its text, cut into blocks."""
