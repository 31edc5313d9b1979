"""What folium draws: the map for browsers without WebGL, and the single file."""
