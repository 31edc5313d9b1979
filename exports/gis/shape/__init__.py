"""Shapefiles, a style beside each."""
