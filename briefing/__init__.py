"""Briefings: scenes, figures, how they are read and kept."""
