"""Layers of a planner's own: read from files of many kinds, placed by datum, kept in a folder."""
