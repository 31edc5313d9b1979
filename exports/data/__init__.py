"""Data to take away: tables and files for a GIS."""
