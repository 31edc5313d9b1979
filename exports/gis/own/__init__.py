"""Layers that people brought, in files for a GIS."""
