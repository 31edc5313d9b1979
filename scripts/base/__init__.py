"""Reproducible builds of the project's base geometry from registry packages."""
