"""Whether the app lives, and whether it is ready for visitors."""
