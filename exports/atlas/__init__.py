"""An atlas: a sheet a district, and lists."""
