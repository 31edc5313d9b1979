"""Tests of files for a GIS."""
