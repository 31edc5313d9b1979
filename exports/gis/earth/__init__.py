"""KML, and KMZ with the map's own symbols."""
