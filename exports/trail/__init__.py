"""The trail as files."""
