"""The rules that data must keep, beyond its schema."""
