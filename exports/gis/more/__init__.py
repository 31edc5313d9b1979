"""Further formats: File Geodatabase, DXF, GeoParquet, PMTiles."""
