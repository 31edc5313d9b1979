"""Files that are right in the GIS that opens them: layers, styles and a project as on the map."""
