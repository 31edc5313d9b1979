"""The page that a project of QGIS prints: map, legend, scale, sources."""
