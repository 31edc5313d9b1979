"""The form of what is written down, by whatever process."""
